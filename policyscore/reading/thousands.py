"""Numbers whose point may be meant for thousands: `3.500` is 3.5 to the program, and 3500 to half of Europe."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from policyscore.errors import Problem, Remark
from policyscore.model.entry import Entry
from policyscore.model.numbers import DOTTED_THOUSANDS, NUMBER
from policyscore.model.places import KeyPath, Node, Quoted, YamlMapping, YamlSequence
from policyscore.model.tree import CriteriaTree, Criterion
from policyscore.model.written import Written, WrittenCriteria, WrittenOption, WrittenWeighting
from policyscore.text import plain

CODE = "W24"

# A scale that spans so much has room for thousands, and beside numbers of this size 3.5 would not be like the rest.
MIN_SPAN, LARGE = 1000, 100


# A number in what was typed behind --set or -w.
TYPED = re.compile(r"(?<![\w.-])[-+]?[0-9.]+(?![\w.])")


class Figure(NamedTuple):
    """A number as it is written, and a problem of it, by what to say and what to do."""

    text: str
    problem: Callable[[str, str], Problem]

    @property
    def number(self) -> float:
        """What it is read as."""
        return float(self.text)

    @property
    def grouped(self) -> bool:
        """Whether its point may be for thousands."""
        return DOTTED_THOUSANDS.fullmatch(self.text) is not None

    @property
    def larger(self) -> float:
        """What it says if its point is for thousands."""
        return float(self.text.replace(".", ""))

    def remark(self, message: str) -> Remark:
        """What is said of it: as what it is read and why that is in doubt, and how to write either."""
        said = f"`{self.text}` is read as {plain(self.number)}, {message}"
        hint = f"write {as_decimal(self.text)} or {plain(self.larger)}, whichever is meant"
        return Remark(CODE, self.problem(said, hint))


def doubtful_numbers(
    criteria: Entry[WrittenCriteria], tree: CriteriaTree, options: Sequence[Entry[WrittenOption]]
) -> Iterator[Remark]:
    """Ratings, ends of scales and weights of a criteria document that may be meant as thousands."""
    # A point for thousands makes a rating at least 999 larger: a narrower scale has no room for both readings.
    in_criteria = DOTTED_THOUSANDS.search(criteria.parsed.text)
    for criterion in tree.rated:
        low, high = criterion.ends
        if high - low < MIN_SPAN and not in_criteria:
            continue
        rated = [figure for entry in options for figure in _figures(entry, ("ratings", criterion.id))]
        paths = [("floor",), *(("levels", index, "at") for index in range(len(criterion.levels)))]
        marks = [figure for path in paths for figure in _figures(criteria, (*criterion.at, *path))]
        yield from _ratings(criterion, [*rated, *marks])
        yield from _ends(criteria, criterion, rated)
    if in_criteria:
        yield from _weights_in(criteria, ("criteria",))


def doubtful_weights(entry: Entry[WrittenWeighting]) -> Iterator[Remark]:
    """Points of a weighting that may be meant as thousands."""
    yield from _weights([figure for id in entry.written.points or () for figure in _figures(entry, ("points", id))])


def typed_rating(written: str, criterion: Criterion, known: Iterable[float]) -> Iterator[Remark]:
    """Numbers of a rating typed on the command line that may be meant as thousands, beside the known ratings."""
    yield from _ratings(criterion, _typed(written, "--set"), known)


def typed_weights(written: str) -> Iterator[Remark]:
    """Points typed on the command line that may be meant as thousands."""
    yield from _weights(_typed(written, "-w"))


def _typed(written: str, option: str) -> list[Figure]:
    figures = (text for text in TYPED.findall(written) if NUMBER.fullmatch(text))
    return [Figure(text, partial(Problem, option, 0, 0)) for text in figures]


def as_decimal(text: str) -> str:
    """A number that may be meant as thousands, written so that nobody can take it for that.

    >>> as_decimal("3.500"), as_decimal("1.234")
    ('3.5', '1.2340')
    """
    shorter = plain(float(text))
    return f"{shorter}0" if DOTTED_THOUSANDS.fullmatch(shorter) else shorter


def are_large(numbers: Iterable[float]) -> bool | None:
    """Whether most numbers are of a size beside which thousands are no surprise; None where none but 0 is there."""
    known = [number for number in numbers if number]
    return 2 * sum(abs(number) >= LARGE for number in known) > len(known) if known else None


def _figures(entry: Entry[Written], path: KeyPath) -> Iterator[Figure]:
    """The numbers of a rating, in whichever of its forms, or the one number at a path."""
    written: Node | None = entry.document.at(path)
    steps: Iterable[str | int] = ()
    if isinstance(written, YamlSequence):
        steps = range(len(written))
    elif isinstance(written, YamlMapping):
        steps = ("low", "value", "high")
    elif isinstance(written, str) and not isinstance(written, Quoted) and NUMBER.fullmatch(written):
        yield Figure(written, partial(entry.problem, path))
    for step in steps:
        yield from _figures(entry, (*path, step))


def _ratings(criterion: Criterion, figures: Sequence[Figure], others: Iterable[float] = ()) -> Iterator[Remark]:
    """Where the scale spans thousands: those for which the larger reading has room, unless most others are small."""
    low, high = criterion.ends
    large = are_large([*others, *(figure.number for figure in figures if not figure.grouped)])
    if large is False:
        return
    why = f"the scale of `{criterion.id}` runs from {plain(low)} to {plain(high)}"
    if large:
        why += f", and most of what is rated on it is {LARGE} or more"
    for figure in figures:
        if figure.grouped and low <= figure.larger <= high:
            yield figure.remark(f"and {plain(figure.larger)} would fit too: {why}")


def _ends(entry: Entry[WrittenCriteria], criterion: Criterion, rated: Sequence[Figure]) -> Iterator[Remark]:
    """The ends of a scale that some ratings are outside of, and none if its points are for thousands."""
    ends = [figure for key in ("worst", "best") for figure in _figures(entry, (*criterion.at, key))]
    known = [figure.number for figure in rated if not figure.grouped]
    meant = sorted(end.larger if end.grouped else end.number for end in ends)
    low, high = criterion.ends
    if len(meant) == 2 and any(not low <= number <= high for number in known):
        for end in ends:
            if end.grouped and all(meant[0] <= number <= meant[1] for number in known):
                yield end.remark(
                    f"and then some ratings on `{criterion.id}` are outside its scale; as {plain(end.larger)} none is"
                )


def _weights_in(entry: Entry[WrittenCriteria], path: KeyPath) -> Iterator[Remark]:
    """The weights of criteria beside each other, and of those inside each."""
    siblings = entry.document.at(path)
    if isinstance(siblings, YamlMapping):
        yield from _weights([figure for id in siblings for figure in _figures(entry, (*path, id, "weight"))])
        for id in siblings:
            yield from _weights_in(entry, (*path, id, "criteria"))


def _weights(figures: Sequence[Figure]) -> Iterator[Remark]:
    """Weights beside others most of which are large."""
    if are_large(figure.number for figure in figures if not figure.grouped):
        for figure in figures:
            if figure.grouped:
                yield figure.remark(f"and most weights beside it are {LARGE} or more")
