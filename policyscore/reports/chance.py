"""What is said of the chance that an option takes effect: what it does to a score, and how likely that is in words."""

from collections.abc import Iterator

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import percent
from policyscore.formats.report import Cell, Marked, Note
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.reports.floors import FAILS
from policyscore.reports.rating_words import figure
from policyscore.reports.unknown import UNKNOWN
from policyscore.text import listed

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
    unknown = option.chance is None or leaf.id in option.unknown
    return None if unknown or option.chance is None else chance_in_words(option.chance.value)


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
        "chance, and for the rest that things stay as under the baseline."
    )
    yield Note("chance", f"{text}{trying(study)}")


def scores_count_chance(study: Study) -> Iterator[Note]:
    """That scores count the chance, in one line, where they stand without it."""
    if study.chance and study.baseline:
        yield Note(
            "chance",
            f"Each score counts the option's chance of taking effect ({study.chance.name}, in 100), and for the rest "
            f"that things stay as under the baseline, {study.baseline.name}.",
        )
