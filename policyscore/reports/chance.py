"""What is said of the chance that an option takes effect: what it does to a score, and how likely that is in words."""

from collections.abc import Iterator

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import percent
from policyscore.formats.report import Cell, Column, Marked, Note
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.reports.floors import FAILS
from policyscore.reports.rating_words import figure
from policyscore.reports.unknown import UNKNOWN
from policyscore.rounding import rounded
from policyscore.text import few, listed

# Words for chances, each with the chance up to which it goes, in shares of 1.
BANDS = (
    (0.05, "remote"),
    (0.2, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "even"),
    (0.8, "likely"),
    (0.95, "very likely"),
)
BEYOND = "nearly certain"


def chance_in_words(chance: float) -> str:
    """The word for a chance in shares of 1; on an edge between two words it is the one further from even.

    >>> [chance_in_words(chance) for chance in (0.03, 0.2, 0.5, 0.8, 0.97, 1)]
    ['remote', 'very unlikely', 'even', 'very likely', 'nearly certain', 'certain']
    """
    if chance == 1:
        return "certain"
    for end, word in BANDS:
        if chance < end or (chance == end and end < 0.5):
            return word
    return BEYOND


def may_fail(option: ScoredOption) -> bool:
    """Whether an option may fail to take effect; never where the study names no chance, or for the baseline."""
    return option.chance is not None and option.chance.low < 1


def chance_word(option: ScoredOption, leaf: Criterion) -> str | None:
    """The word for an option's chance; None where that is unknown. leaf: the criterion that it is rated on."""
    if option.chance is None or leaf.id in option.unknown:
        return None
    return chance_in_words(option.chance.value)


def told_chance(option: ScoredOption, leaf: Criterion, before: str = ", ") -> str:
    """An option's chance with its word, as `12 in 100, very unlikely`; what it counts as where it is unknown.

    before: what stands before the word.
    """
    word, rating = chance_word(option, leaf), option.ratings[leaf.id].value
    if word is None or rating is None:
        return f"unknown{before}counted as 50 in 100"
    return f"{figure(rating, leaf)} in 100{before}{word}"


def told_chance_range(option: ScoredOption, leaf: Criterion) -> str:
    """The same with its range where it has one, as `12 in 100, very unlikely; range 5 to 40`."""
    rating, told = option.ratings[leaf.id], told_chance(option, leaf)
    if rating.low is None or rating.high is None or rating.low == rating.high:
        return told
    return f"{told}; range {figure(rating.low, leaf)} to {figure(rating.high, leaf)}"


def chance_column(assessment: Assessment) -> Column:
    """The column of chances in 100: whole numbers where all of them are, else with a decimal."""
    chances = [100 * option.chance.value for option in assessment.options if option.chance]
    return Column("chance", "Chance", digits=0 if all(rounded(x, 9) == rounded(x, 0) for x in chances) else 1)


def chance_cell(option: ScoredOption, study: Study, changed: str = "", letter: str = "") -> Cell:
    """An option's chance in 100, marked where it is unknown or fails a floor; none where the study names no chance.

    changed: the mark of a rating that was set on the command line; letter: what it rests on. The baseline's is rated by
    nobody: it goes on anyway.
    """
    leaf = study.chance
    if option.chance is None or leaf is None:
        return None
    chance = 100 * option.chance.value
    if option.baseline:
        return chance
    mark = UNKNOWN if leaf.id in option.unknown else FAILS if leaf.id in option.fails else ""
    mark += changed if leaf.id in option.changed else ""
    return Marked(chance, mark, letter) if mark or letter else chance


def trying(study: Study) -> str:
    """How much of the effect comes from trying alone, as a sentence that goes on from another; empty without any."""
    shares = [(c.name, c.if_it_fails) for c in study.criteria if c.if_it_fails]
    if study.chance is None or not shares:
        return ""
    parts = listed(f"{name} ({percent(share)} %)" for name, share in shares)
    return f" A part of the effect comes from trying, even where the option then fails: {parts}."


def no_chance_notes(study: Study) -> Iterator[Note]:
    """That no chance is counted, where the study names one."""
    if study.no_chance and study.tree.chance:
        name = study.name(study.tree.chance)
        yield Note("no-chance", f"Every option is scored as if it took effect: {name} is not counted.")


def chance_notes(assessment: Assessment) -> Iterator[Note]:
    """What the chance does to a score, where one is counted."""
    study = assessment.study
    if study.chance is None:
        return
    text = (
        f"{study.chance.name} is the chance in 100 that an option takes effect. It is not weighed: it multiplies what "
        "the option would change. In effect is the score if the option took effect for certain; Score counts its "
        "chance: as far as the option may fail, things stay as under the baseline, which itself counts as certain."
    )
    yield Note("chance", f"{text}{trying(study)}{_outside(assessment)}")


def _outside(assessment: Assessment) -> str:
    """Who scores less, or more, than the baseline and than in effect, which only trying alone can do; and why."""
    base, said = assessment.baseline, ""
    if base is None:
        return said
    for worse, than, does in ((True, "less", "costs"), (False, "more", "brings")):
        sign = 1 if worse else -1
        # As shown: who is level with one of the two to a decimal is not told to score less.
        found = [
            option.name
            for option in assessment.options
            if sign * rounded(option.score, 1) < min(sign * rounded(each, 1) for each in (base.score, option.in_effect))
        ]
        if len(found) == 1:
            said += f" {found[0]} scores {than} than the baseline and than it would in effect: what trying {does} it"
            said += " counts even where it fails."
        elif found:
            said += f" {few(found)} score {than} than the baseline and than they would in effect: what trying {does}"
            said += " them counts even where they fail."
    return said


def told_if(assessment: Assessment, option: ScoredOption) -> str | None:
    """What an option would score if it took effect, and if it failed; None where it cannot fail."""
    study, baseline, weights = assessment.study, assessment.baseline, assessment.weighting.weights
    if study.chance is None or baseline is None or not may_fail(option):
        return None
    # An unknown chance is in neither.
    own = any(weights.get(id) for id in option.unknown)
    tried = {criterion.id: criterion.if_it_fails for criterion in study.criteria if weights[criterion.id]}
    unsure = any(tried.get(id) for id in option.unknown) or any(tried.get(id, 1) < 1 for id in baseline.unknown)
    in_effect = f"{rounded(option.in_effect, 1)}{UNKNOWN if own else ''}"
    failed = f"{rounded(assessment.if_it_failed(option), 1)}{UNKNOWN if unsure else ''}"
    return f"It would score {in_effect} if it took effect, and {failed} if it was tried and failed."


def scores_count_chance(study: Study) -> Iterator[Note]:
    """That scores count the chance, in one line, where they stand without it."""
    if study.chance and study.baseline:
        but = ", but for what comes from trying alone" if trying(study) else ""
        yield Note(
            "chance",
            f"Each score counts the option's chance of taking effect ({study.chance.name}, in 100): as far as it may "
            f"fail, things stay as under the baseline, {study.baseline.name}{but}.",
        )
