"""What is said of the chance that an option takes effect: what it does to a score, and how likely that is in words."""

from collections.abc import Iterator

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import percent
from policyscore.formats.report import Cell, Marked, Note
from policyscore.model.study import Study
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

    >>> [chance_in_words(chance) for chance in (0.03, 0.2, 0.5, 0.8, 0.97)]
    ['remote', 'very unlikely', 'even', 'very likely', 'nearly certain']
    """
    for end, word in BANDS:
        if chance < end or (chance == end and end < 0.5):
            return word
    return BEYOND


def chance_cell(option: ScoredOption, study: Study) -> Cell:
    """An option's chance in 100, marked where it is unknown; none where the study names no chance."""
    if option.chance is None or study.chance is None:
        return None
    return (
        Marked(100 * option.chance.value, UNKNOWN) if study.chance.id in option.unknown else 100 * option.chance.value
    )


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
    shares = [(c.name, c.if_it_fails) for c in study.criteria if c.if_it_fails]
    if shares:
        parts = listed(f"{name} ({percent(share)} %)" for name, share in shares)
        text += f" A part of the effect comes from trying, even where the option then fails: {parts}."
    yield Note("chance", text)
