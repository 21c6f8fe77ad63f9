"""What people write: one class for each kind of document, checked once and never changed after.

Scalars arrive as text (`source` leaves them so) and become what the field says they are. What takes more
than one document to check (an option that misses a criterion, say) is for `link`.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainValidator, Tag, model_validator

from policyscore.model.places import Mapping, Sequence
from policyscore.model.scalars import (
    NUMBER,
    UNKNOWN,
    OneOf,
    PathFault,
    code,
    day,
    fault,
    figure,
    flag,
    identifier,
    label,
    name,
    nothing,
    number,
    number_hint,
    place,
    points,
    ratio,
    refuse,
    shown,
    text,
    url,
)
from policyscore.text import plain, ticked


def _list(written: object) -> object:
    if isinstance(written, list):
        return written
    hint = "write [a, b], or each on a line of its own after a dash"
    if isinstance(written, str) and not nothing(written):
        parts = [part.strip() for part in re.split("[,;>]", written)]
        if all(re.fullmatch(r"[\w -]{1,30}", part) for part in parts):
            hint = f"write [{', '.join(parts)}]"
    fault(f"expected a list, found {shown(written)}", hint)


def _mapping(written: object) -> object:
    if isinstance(written, dict) and written:
        return written
    fault(f"expected keys with values, found {'nothing' if written == {} else shown(written)}", "write `key: value`")


def _two(written: object) -> object:
    if isinstance(written, list) and len(written) == 2:
        return written
    fault(f"expected two numbers in brackets, found {shown(written)}", "as [5, 20]")


def spelled_out(written: object) -> object:
    """A rating in its short form, written out."""
    if isinstance(written, Mapping):
        return written
    if not isinstance(written, Sequence):
        return {"value": written}
    if len(written) == 2:
        hint = "write three: [low, value, high]; a decimal number has a point"
        fault("two numbers do not say what is most likely", hint)
    if len(written) != 3:
        # Three numbers with decimal commas are six, and with one of them whole they are five.
        comma = "a decimal number has a point" if len(written) in (5, 6) else None
        fault(f"expected [low, value, high], found a list of {len(written)}", comma)
    return dict(zip(("low", "value", "high"), written, strict=True))


def quoted(written: object) -> object:
    """A quote in its short form, written out."""
    return written if isinstance(written, Mapping) else {"text": written}


Number = Annotated[float, PlainValidator(number)]


Code = Annotated[str, PlainValidator(code)]


Figure = Annotated[float | str, PlainValidator(figure)]


Text = Annotated[str, PlainValidator(text)]


Name = Annotated[str, PlainValidator(name)]


Label = Annotated[str, PlainValidator(label)]


Id = Annotated[str, PlainValidator(identifier)]


Flag = Annotated[bool, PlainValidator(flag)]


Day = Annotated[date, PlainValidator(day)]


Ratio = Annotated[float, PlainValidator(ratio)]


Points = Annotated[float, PlainValidator(points)]


Url = Annotated[str, PlainValidator(url)]


Place = Annotated[tuple[str, ...], PlainValidator(place)]


Names = Annotated[tuple[Name, ...], BeforeValidator(_list)]


Ids = Annotated[tuple[Id, ...], BeforeValidator(_list)]


Range = Annotated[tuple[Points, Points], BeforeValidator(_two)]


class Written(BaseModel):
    """Something that a person wrote: checked once, never changed after."""

    # Building late means building once: the classes inside others need no validator of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class WrittenStudy(Written):
    """What the study as a whole is about."""

    study: Name = Field(description="The title of the study.")
    question: Text | None = Field(default=None, description="The question that the study is to answer.")
    as_of: Day | None = Field(default=None, description="The day whose knowledge the ratings use, as 2026-11-23.")
    note: Text | None = Field(
        default=None, description="What every reader of a result should know; printed under each."
    )
    higher: Annotated[str, PlainValidator(OneOf(("better", "worse")))] = Field(
        default="better", description="Whether rank 1 is the best option or just the highest score. Changes words only."
    )
    silence: Annotated[dict[Code, Text], BeforeValidator(_mapping)] | None = Field(
        default=None,
        description="Warnings that `check` should not give: their code, and the reason that it prints instead.",
    )


class Level(Written):
    """What one point on a criterion's scale means, in words; its label may be used as a rating."""

    at: Number = Field(description="The point on the scale, in the criterion's unit.")
    label: Label | None = Field(default=None, description="A word for it, which may then stand as a rating.")
    means: Text | None = Field(default=None, description="What it means, so that two people would rate alike.")


class WrittenCriterion(Written):
    """What options are judged by, and the two ends that fix its scale.

    `worst` has value 0 and `best` has value 100, both in `unit`; `worst > best` is how less is better.
    `curve` gives values between them, straight lines joining its points. `floor` is in the unit too.
    """

    name: Name | None = Field(default=None, description="What tables call it; left out, its id.")
    question: Text | None = Field(default=None, description="The question that a rating answers.")
    swing: Text | None = Field(
        default=None, description="What the weight is the worth of, in words: from what at `worst` to what at `best`."
    )
    worst: Number = Field(description="The rating that has value 0. Above `best` it says that less is better.")
    best: Number = Field(description="The rating that has value 100.")
    unit: Name | None = Field(default=None, description="What ratings are measured in.")
    levels: Annotated[tuple[Level, ...], BeforeValidator(_list)] = Field(
        default=(), description="What points on the scale mean, in words."
    )
    curve: Annotated[dict[str, Number], BeforeValidator(_mapping)] | None = Field(
        default=None,
        description="Rating to value, where that is no straight line: 0 at `worst`, 100 at `best`, never turning back.",
    )
    floor: Number | None = Field(
        default=None, description="In the unit: an option that is rated worse is marked as failing."
    )
    weight: Points | None = Field(
        default=None,
        description="Points, scaled to 100 with those of the criteria beside it. All of them carry one, or none.",
    )

    @property
    def less_is_better(self) -> bool:
        return self.worst > self.best

    @model_validator(mode="after")
    def _holds_together(self) -> "WrittenCriterion":
        if self.worst == self.best:
            refuse([(("best",), f"`worst` and `best` are both {plain(self.best)}", "a scale needs two different ends")])
        if faults := [*self._outside(), *self._unclear_labels(), *self._bent()]:
            refuse(faults)
        return self

    def _outside(self) -> Iterator[PathFault]:
        low, high = sorted((self.worst, self.best))
        for index, level in enumerate(self.levels):
            if not low <= level.at <= high:
                yield (
                    ("levels", index, "at"),
                    f"{plain(level.at)} is outside the scale, {plain(low)} to {plain(high)}",
                    None,
                )
        if self.floor is not None and not low <= self.floor <= high:
            yield ("floor",), f"{plain(self.floor)} is outside the scale, {plain(low)} to {plain(high)}", None

    def _unclear_labels(self) -> Iterator[PathFault]:
        labels: set[str] = set()
        for index, level in enumerate(self.levels):
            if level.label is None and level.means is None:
                yield ("levels", index), "a level needs a `label` or says what it `means`", None
            if level.label in labels:
                yield (
                    ("levels", index, "label"),
                    f"the label `{level.label}` is already used",
                    "choose another",
                )
            if level.label:
                labels.add(level.label)

    def _bent(self) -> Iterator[PathFault]:
        """What keeps the curve from going from 0 at worst to 100 at best without turning back."""
        if self.curve is None:
            return
        low, high = sorted((self.worst, self.best))
        knots: dict[float, tuple[str, float]] = {}
        faults: list[PathFault] = []
        for key, value in self.curve.items():
            # JSON leaves no choice but quotes here, so they are no fault.
            at = float(key) if NUMBER.fullmatch(key) else None
            if at is None:
                faults.append((("curve", key), f"expected a number as the key, found {shown(key)}", number_hint(key)))
            elif at in knots:
                faults.append((("curve", key), f"the curve has two values at {plain(at)}", "keep one"))
            elif not low <= at <= high:
                faults.append((("curve", key), f"{key} is outside the scale, {plain(low)} to {plain(high)}", None))
            else:
                knots[at] = key, value
        ends = {end: knots[end][1] for end in (self.worst, self.best) if end in knots}
        if ends == {self.worst: 100, self.best: 0}:
            hint = f"0 at `worst`, {plain(self.worst)}, and 100 at `best`, {plain(self.best)}"
            yield ("curve",), "the curve runs the wrong way", hint
            return
        for end, value in ((self.worst, 0), (self.best, 100)):
            if end not in knots:
                faults.append((("curve",), f"the curve has no value at {plain(end)}", f"add `{plain(end)}: {value}`"))
            elif knots[end][1] != value:
                faults.append((("curve", knots[end][0]), f"the value at {plain(end)} must be {value}", None))
        yield from faults or self._turns(knots)

    def _turns(self, knots: dict[float, tuple[str, float]]) -> Iterator[PathFault]:
        """Where a curve with the right ends turns back between them."""
        before = 0.0
        for at in sorted(knots, reverse=self.less_is_better):
            key, value = knots[at]
            if value < before:
                why = "from `worst` to `best` the values never fall"
                yield ("curve", key), f"the value {plain(value)} at {plain(at)} comes after {plain(before)}", why
            elif value > 100:
                yield ("curve", key), f"the value {plain(value)} at {plain(at)} is above 100", None
            before = max(before, value)


class WrittenBranch(Written):
    """Criteria that belong together; their weights share out the branch's own."""

    name: Name | None = Field(default=None, description="What tables call it; left out, its id.")
    question: Text | None = Field(default=None, description="The question that the criteria inside answer together.")
    swing: Text | None = Field(default=None, description="What the weight is the worth of, in words.")
    weight: Points | None = Field(default=None, description="Points, shared out among the criteria inside.")
    criteria: "WrittenTree" = Field(description="The criteria inside, by id.")


# Which of the two a mapping is shows in its keys; the tags stand in pydantic's error paths.
LEAF, BRANCH = "<leaf>", "<branch>"


WrittenTree = Annotated[
    dict[
        Id,
        Annotated[
            Annotated[WrittenCriterion, Tag(LEAF)] | Annotated[WrittenBranch, Tag(BRANCH)],
            Discriminator(lambda written: BRANCH if isinstance(written, dict) and "criteria" in written else LEAF),
        ],
    ],
    BeforeValidator(_mapping),
]


class WrittenCriteria(Written):
    """The tree of criteria, and which of them is the chance in 100 that an option takes effect."""

    criteria: WrittenTree = Field(description="What options are judged by: criteria by id, or branches of them.")
    chance: Id | None = Field(
        default=None,
        description="The id of the criterion whose rating is the chance in 100 that an option takes effect.",
    )
    fixed: Day | None = Field(default=None, description="The day when the weights were set, as 2026-11-23.")


class WrittenRating(Written):
    """How an option does on one criterion, in its unit: most likely, at least, at most; and why."""

    value: Figure = Field(
        description="The most likely rating, in the criterion's unit; or a level's label, or `unknown`."
    )
    low: Figure | None = Field(default=None, description="The lowest rating that is plausible, in the unit.")
    high: Figure | None = Field(default=None, description="The highest rating that is plausible, in the unit.")
    why: Text | None = Field(default=None, description="The reason, for a reader who doubts it.")
    basis: Annotated[str, PlainValidator(OneOf(("article", "source", "judgement")))] | None = Field(
        default=None, description="What it rests on: the article that the study is about, another source, or judgement."
    )
    confidence: Annotated[str, PlainValidator(OneOf(("high", "medium", "low")))] | None = Field(
        default=None, description="How sure the rater is."
    )
    sources: Ids = Field(default=(), description="The ids of the sources that it rests on.")

    @model_validator(mode="after")
    def _unknown_is_all(self) -> "WrittenRating":
        refused: list[PathFault] = []
        for key, end in (("low", self.low), ("high", self.high)):
            if end == UNKNOWN:
                refused.append(((key,), f"`{key}` cannot be unknown", "leave it out, or give a number"))
            elif end is not None and self.value == UNKNOWN:
                hint = f"leave it out: `{UNKNOWN}` already spans the whole scale"
                refused.append(((key,), f"`{key}` beside a value that is unknown", hint))
        if refused:
            refuse(refused)
        return self


class Quote(Written):
    """Exact words, from what the study is about or from another source."""

    text: Text = Field(description="The exact words.")
    source: Id | None = Field(
        default=None, description="The id of the source; left out, it is what the study is about."
    )


class WrittenOption(Written):
    """A policy lever that could be chosen, and its rating on every criterion."""

    option: Name = Field(description="The name of the option.")
    id: Id | None = Field(default=None, description="What commands call it; left out, the file's name.")
    baseline: Flag = Field(
        default=False, description="Whether it means carrying on as now. Gains are measured against it."
    )
    summary: Text | None = Field(default=None, description="What is done, in a sentence.")
    tags: Names = Field(default=(), description="Words to choose options by, with --tag and --skip-tag.")
    actors: Names = Field(default=(), description="Who would have to act.")
    blockers: Names = Field(default=(), description="Who could stand in the way.")
    instrument: Text | None = Field(default=None, description="The law, body or programme that it uses.")
    quotes: Annotated[tuple[Annotated[Quote, BeforeValidator(quoted)], ...], BeforeValidator(_list)] = Field(
        default=(), description="Exact words about it: a text, or `text` and `source`."
    )
    note: Text | None = Field(default=None, description="Anything that the reader of its ratings should know.")
    rated: Day | None = Field(default=None, description="The day when it was rated, as 2026-11-23.")
    rated_by: Text | None = Field(default=None, description="Who rated it.")
    ratings: Annotated[dict[Id, Annotated[WrittenRating, BeforeValidator(spelled_out)]], BeforeValidator(_mapping)] = (
        Field(description="A rating for every criterion, by id.")
    )


class WrittenWeighting(Written):
    """Somebody's view of how much each criterion's swing counts, given in one of three ways."""

    weighting: Name = Field(description="The name of the weighting.")
    id: Id | None = Field(default=None, description="What commands call it; left out, the file's name.")
    holder: Text | None = Field(default=None, description="Whose view it is.")
    why: Text | None = Field(default=None, description="Why these weights.")
    fixed: Day | None = Field(default=None, description="The day when they were set, as 2026-11-23.")
    points: Annotated[dict[Id, Points], BeforeValidator(_mapping)] | None = Field(
        default=None, description="Points by the id of a criterion or a whole branch, whatever their sum."
    )
    order: Annotated[tuple[Place, ...], BeforeValidator(_list)] | None = Field(
        default=None,
        description="Ids from the most important to the least; a list inside where the order is not known.",
    )
    pairwise: Annotated[dict[str, Ratio], BeforeValidator(_mapping)] | None = Field(
        default=None, description="How many times the first weighs the second, as `impact/cost: 3`; every pair once."
    )
    ranges: Annotated[dict[Id, Range], BeforeValidator(_mapping)] | None = Field(
        default=None, description="The lowest and the highest weight that its holder would accept, in points of 100."
    )

    @model_validator(mode="after")
    def _one_way(self) -> "WrittenWeighting":
        given = [key for key in ("points", "order", "pairwise") if getattr(self, key) is not None]
        if not given:
            fault("a weighting needs one of `points`, `order` and `pairwise`")
        if len(given) > 1:
            refuse([((given[1],), f"a weighting takes one of {ticked(given)}", "keep one")])
        if self.order == ():
            refuse([(("order",), "expected criteria, found an empty list", "the most important one first")])
        return self


class Source(Written):
    """Where something is said, and how much of it was read."""

    title: Text = Field(description="Its title.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    year: Name | None = Field(default=None, description="When it came out.")
    publisher: Text | None = Field(default=None, description="Where it came out.")
    url: Url | None = Field(default=None, description="Where it can be read.")
    note: Text | None = Field(default=None, description="Anything that a reader should know of it.")
    read: Annotated[str, PlainValidator(OneOf(("whole", "part", "no")))] | None = Field(
        default=None, description="How much of it was read."
    )


class WrittenSources(Written):
    """Sources by id."""

    sources: Annotated[dict[Id, Source], BeforeValidator(_mapping)] = Field(
        description="Sources, by the id that ratings and quotes cite."
    )


# The key that says what kind of document it is, and the class that checks it.
KINDS: dict[str, type[WrittenStudy | WrittenCriteria | WrittenOption | WrittenWeighting | WrittenSources]] = {
    "study": WrittenStudy,
    "criteria": WrittenCriteria,
    "option": WrittenOption,
    "weighting": WrittenWeighting,
    "sources": WrittenSources,
}


LATER = ("package", "interactions", "overlay")


def reference(source: Source) -> str:
    """A source as a reference: author (year): title, or title (year); publisher, address."""
    year = f" ({source.year})" if source.year else ""
    title = f"{source.author}{year}: {source.title}" if source.author else f"{source.title}{year}"
    return ". ".join(part for part in (title, source.publisher, source.url) if part)
