"""What is said of an option that fails a floor: the sign behind its name or a number, and which rating it is."""

from collections.abc import Iterable, Iterator

from policyscore.analysis.floors import failed_floors, unknown_floors
from policyscore.analysis.rating_sensitivity import without_noise
from policyscore.formats.report import Cell, Marked, Note
from policyscore.model.study import Option, Study
from policyscore.model.tree import Criterion
from policyscore.reports.direction import misses_floor
from policyscore.reports.unknown import UNKNOWN
from policyscore.text import listed, plain

# The sign behind what fails a floor. Plain ASCII, so that no font or clipboard loses it.
FAILS = "!"


def signed_number(number: float | str, fails: object, rests: bool) -> Cell:
    """A number with its signs: whether it is of an option, or a rating, that fails a floor; whether it is not known."""
    signs = _signs(fails, rests)
    return Marked(number, signs) if signs else number


def signed_name(name: str, fails: object, rests: bool = False) -> str:
    """A name as a label, with the same signs."""
    signs = _signs(fails, rests)
    return f"{name} {signs}" if signs else name


def _signs(fails: object, rests: bool) -> str:
    return (FAILS if fails else "") + (UNKNOWN if rests else "")


def failing_names(study: Study) -> str:
    """What is said below a picture in which names bear the sign."""
    return f"{FAILS} after a name: it {misses_floor(study)} of a criterion."


def floor_notes(study: Study, options: Iterable[Option], when: str = "") -> Iterator[Note]:
    """Which options fail which floor, and of which that is not known. when: in which version of a study."""
    start = when and f"{when.capitalize()}: "
    for option in options:
        ids = failed_floors(option, study)
        if failed := [_failure(criterion, option) for criterion in study.counted(option) if criterion.id in ids]:
            yield Note("floor", f"{FAILS} {start}{option.name} {misses_floor(study)} on {listed(failed)}.")
        if unclear := unknown_floors(option, study):
            known = f"{start}{'it' if start else 'It'} is not known whether {option.name} meets the floor"
            yield Note("floor-unknown", f"{known} on {listed(study.names(unclear))}.")


def _failure(criterion: Criterion, option: Option) -> str:
    """A criterion with the rating that is worse than its floor."""
    rating = plain(without_noise(option.ratings[criterion.id].value or 0, criterion))
    return f"{criterion.name} (rated {criterion.with_unit(rating)}, floor {plain(criterion.floor or 0)})"
