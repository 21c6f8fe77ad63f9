"""What people write: one class for each kind of document, checked once and never changed after.

Scalars arrive as text (`source` leaves them so) and become what the field says they are. What takes more
than one document to check (an option that misses a criterion, say) is for `link`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, NoReturn

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainValidator,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from policyscore.display import UNSHOWABLE, describe, listed, ticked
from policyscore.errors import did_you_mean
from policyscore.source import Mapping, Path, Quoted, Sequence

# A fault of an object: the path that leads to it, what is wrong, and a hint.
Found = tuple[Path, str, str | None]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
RATIO = re.compile(r"([0-9.]+)\s*/\s*([0-9.]+)")

# Beyond these, sums and differences of what people wrote would leave the range of floating point.
LARGEST, SMALLEST = 1e100, 1e-100

# What stands for "not known" as a rating, and names that the command line gives a meaning of its own.
UNKNOWN = "unknown"
RESERVED = ("equal", "default", "inline", UNKNOWN)

# Nothing was written, whichever way YAML or JSON spells that.
NOTHING = ("", "~", "null", "Null", "NULL")


def fault(message: str, hint: str | None = None) -> NoReturn:
    """Refuses what was written, in words for its author."""
    refuse([((), message, hint)])


def refuse(faults: list[Found]) -> NoReturn:
    """Refuses an object for all its faults at once, each with the path that leads to it."""
    # They travel as context: pydantic would read braces in a message as fields.
    raise PydanticCustomError("faults", "refused", {"faults": faults})


def shown(written: object) -> str:
    """What was written, for a message: the text, or what kind of thing it is."""
    if isinstance(written, dict):
        return "a mapping"
    if isinstance(written, list):
        return "a list"
    if not isinstance(written, Quoted) and written in NOTHING:
        return "nothing"
    text = str(written)
    text = text if len(text) <= 40 else text[:39] + "…"
    return f'`"{text}"`' if isinstance(written, Quoted) else f"`{text}`"


def number(written: object) -> float:
    """A finite number, written plainly: `3`, `-0.5`, `1e3`; never `"3"`, `no`, `010`, `1_000` or `.inf`."""
    if type(written) is str and NUMBER.fullmatch(written):
        result = float(written)
        if SMALLEST <= abs(result) <= LARGEST or (result == 0 and not re.search("[1-9]", re.split("[eE]", written)[0])):
            return result
        fault(
            f"{shown(written)} is too far from 1 to reckon with",
            f"between {SMALLEST:g} and {LARGEST:g}, or 0",
        )
    fault(f"expected a number, found {shown(written)}", number_hint(written))


def number_hint(written: object) -> str | None:
    """What the author of something that is no number probably meant."""
    if not isinstance(written, str):
        return None
    if NUMBER.fullmatch(written):
        return "remove the quotes: in quotes it is text"
    text = written.strip().replace("\N{MINUS SIGN}", "-")
    for attempt, hint in (
        (text, "write a hyphen for the minus sign"),
        (text.removesuffix("%").strip(), "write it without the percent sign"),
        (text.replace(",", ".", 1), "write a decimal point"),
        (re.sub("[_ ',]", "", text), "write the digits without separators"),
        (re.sub(r"^([-+]?)\.", r"\g<1>0.", text), "write a digit before the point"),
        (re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text), "write it without the leading zero"),
    ):
        if NUMBER.fullmatch(attempt):
            return f"{hint}: {attempt}"
    return (
        "write a decimal number such as 3 or 0.5" if re.match(r"[-+.]?[0-9]|[-+]?\.(inf|nan)", text.lower()) else None
    )


def text(written: object) -> str:
    """Any text but an empty one."""
    if not isinstance(written, str):
        fault(f"expected text, found {shown(written)}")
    if not written.strip() or (written in NOTHING and not isinstance(written, Quoted)):
        fault("expected text, found nothing", "fill it in, or leave the key out")
    return str(written).strip()


def name(written: object) -> str:
    """Text for headings and cells: on one line, with nothing in it that a reader cannot see."""
    result = text(written)
    if match := UNSHOWABLE.search(result):
        fault(f"{describe(match[0])} may not stand in a name", "delete the character")
    return result


def identifier(written: object) -> str:
    """Lowercase letters and digits, in words joined by single hyphens."""
    if not isinstance(written, str) or not ID.fullmatch(written):
        words = re.sub("[^a-z0-9]+", "-", written.lower()).strip("-") if isinstance(written, str) else ""
        hint = f"write `{words}`" if words else "lowercase letters and digits, joined by single hyphens"
        fault(f"{shown(written)} is not an id: use a-z, 0-9 and hyphens", hint)
    if written in RESERVED:
        fault(f"the id `{written}` is reserved", "choose another")
    return str(written)


def flag(written: object) -> bool:
    """`true` or `false`."""
    if isinstance(written, str) and not isinstance(written, Quoted) and written in ("true", "false"):
        return written == "true"
    fault(f"expected true or false, found {shown(written)}")


def day(written: object) -> date:
    """A date, as `2026-11-23`."""
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            fault(f"there is no day {shown(written)}")
    fault(f"expected a date, found {shown(written)}", "write year-month-day, as 2026-11-23")


def figure(written: object) -> float | str:
    """A number in the criterion's unit, `unknown`, or what `link` will look for among the level labels."""
    if isinstance(written, str):
        if not isinstance(written, Quoted) and NUMBER.fullmatch(written):
            return number(written)
        if written == UNKNOWN:
            return UNKNOWN
        if NUMBER.fullmatch(written) or (written in NOTHING and not isinstance(written, Quoted)):
            number(written)
        return written  # as it came: whether it was in quotes is still to be told
    fault(f"expected a number, a level's label or `unknown`, found {shown(written)}")


def label(written: object) -> str:
    """A level's label: a name that cannot be mistaken for a number or for `unknown`."""
    result = name(written)
    if NUMBER.fullmatch(result) or result == UNKNOWN:
        fault(f"the label `{result}` would be read as a number or as `unknown`", "choose a word")
    return result


def ratio(written: object) -> float:
    """How many times one weight is the other: a positive number, or a ratio such as `1/5`."""
    parts = RATIO.fullmatch(written) if isinstance(written, str) else None
    if parts and all(map(NUMBER.fullmatch, parts.groups())):
        above, below = (number(part) for part in parts.groups())
        result = above / below if below else 0.0
    else:
        result = number(written)
    if result <= 0:
        fault(f"a ratio of weights must be above 0, found {shown(written)}", "1/3 is how a third is written")
    return result


def one_of(*words: str) -> Callable[[object], str]:
    """A validator that takes these words and no others."""

    def choice(written: object) -> str:
        if isinstance(written, str) and written in words:
            return str(written)
        fault(f"expected {listed(words, 'or')}, found {shown(written)}", did_you_mean(str(written), words))

    return choice


def points(written: object) -> float:
    """A weight: a number from 0 on."""
    result = number(written)
    if result < 0:
        fault(f"a weight may not be negative, found {shown(written)}", "0 leaves the criterion out of the score")
    return result


def url(written: object) -> str:
    """An address on the web."""
    result = name(written)
    if not re.match("https?://[^ ]+$", result):
        fault(f"expected an address on the web, found {shown(written)}", "it starts with https:// or http://")
    return result


def place(written: object) -> tuple[str, ...]:
    """One place of an order: an id, or a list of those whose order is not known."""
    if isinstance(written, Sequence):
        if not written:
            fault("expected criteria, found an empty list")
        return tuple(map(identifier, written))
    return (identifier(written),)


def _list(written: object) -> object:
    if isinstance(written, list):
        return written
    hint = f"write [{written}]" if isinstance(written, str) and written not in NOTHING else None
    fault(f"expected a list, found {shown(written)}", hint)


def _mapping(written: object) -> object:
    if isinstance(written, dict) and written:
        return written
    fault(f"expected keys with values, found {shown(written) if written != {} else 'nothing'}")


def _two(written: object) -> object:
    if isinstance(written, list) and len(written) == 2:
        return written
    fault(f"expected two numbers in brackets, found {shown(written)}", "as [5, 20]")


def _rating(written: object) -> object:
    """A rating in its short form, written out."""
    if isinstance(written, Mapping):
        return written
    if not isinstance(written, Sequence):
        return {"value": written}
    if len(written) == 2:
        fault("two numbers do not say what is most likely", "write three: [low, value, high]")
    if len(written) != 3:
        fault(f"expected [low, value, high], found a list of {len(written)}")
    return dict(zip(("low", "value", "high"), written, strict=True))


def _quote(written: object) -> object:
    return written if isinstance(written, Mapping) else {"text": written}


Number = Annotated[float, PlainValidator(number)]
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


class Study(Written):
    """What the study as a whole is about. `higher` says whether rank 1 is the best or just the highest."""

    study: Name
    question: Text | None = None
    as_of: Day | None = None
    note: Text | None = None
    higher: Annotated[str, PlainValidator(one_of("better", "worse"))] = "better"
    silence: Annotated[dict[str, Text], BeforeValidator(_mapping)] | None = None


class Level(Written):
    """What one point on a criterion's scale means, in words; its label may be used as a rating."""

    at: Number
    label: Label | None = None
    means: Text | None = None


class Criterion(Written):
    """What options are judged by, and the two ends that fix its scale.

    `worst` has value 0 and `best` has value 100, both in `unit`; `worst > best` is how less is better.
    `curve` gives values between them, straight lines joining its points. `floor` is in the unit too.
    """

    name: Name | None = None
    question: Text | None = None
    swing: Text | None = None
    worst: Number
    best: Number
    unit: Name | None = None
    levels: Annotated[tuple[Level, ...], BeforeValidator(_list)] = ()
    curve: Annotated[dict[str, Number], BeforeValidator(_mapping)] | None = None
    floor: Number | None = None
    weight: Points | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "Criterion":
        if self.worst == self.best:
            refuse([(("best",), f"`worst` and `best` are both {self.best:g}", "a scale needs two different ends")])
        if faults := [*self._outside(), *self._unclear_labels(), *self._bent()]:
            refuse(faults)
        return self

    def _outside(self) -> Iterator[Found]:
        low, high = sorted((self.worst, self.best))
        for index, level in enumerate(self.levels):
            if not low <= level.at <= high:
                yield ("levels", index, "at"), f"{level.at:g} is outside the scale, {low:g} to {high:g}", None
        if self.floor is not None and not low <= self.floor <= high:
            yield ("floor",), f"{self.floor:g} is outside the scale, {low:g} to {high:g}", None

    def _unclear_labels(self) -> Iterator[Found]:
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

    def _bent(self) -> Iterator[Found]:
        """What keeps the curve from going from 0 at worst to 100 at best without turning back."""
        if self.curve is None:
            return
        knots: dict[float, tuple[str, float]] = {}
        for key, value in self.curve.items():
            # JSON leaves no choice but quotes here, so they are no fault.
            if not NUMBER.fullmatch(key):
                yield ("curve", key), f"expected a number as the key, found {shown(key)}", number_hint(key)
            elif float(key) in knots:
                yield ("curve", key), f"the curve has two values at {float(key):g}", "keep one"
            else:
                knots[float(key)] = key, value
        before = 0.0
        for at in sorted(knots, reverse=self.worst > self.best):
            key, value = knots[at]
            if not before <= value <= 100:
                why = "a curve never turns back: its values rise from 0 at `worst` to 100 at `best`"
                yield ("curve", key), f"the value {value:g} at {at:g} does not follow {before:g}", why
            before = max(before, value)
        low, high = sorted((self.worst, self.best))
        for at, (key, _) in knots.items():
            if not low <= at <= high:
                yield ("curve", key), f"{at:g} is outside the scale, {low:g} to {high:g}", None
        for end, value in ((self.worst, 0), (self.best, 100)):
            if end not in knots:
                yield ("curve",), f"the curve has no value at {end:g}", f"add `{end:g}: {value}`"
            elif knots[end][1] != value:
                yield ("curve", knots[end][0]), f"the value at {end:g} must be {value}", None


class Branch(Written):
    """Criteria that belong together; their weights share out the branch's own."""

    name: Name | None = None
    question: Text | None = None
    swing: Text | None = None
    weight: Points | None = None
    criteria: "Tree"


# Which of the two a mapping is shows in its keys; the tags stand in pydantic's error paths.
LEAF, BRANCH = "<leaf>", "<branch>"
Tree = Annotated[
    dict[
        Id,
        Annotated[
            Annotated[Criterion, Tag(LEAF)] | Annotated[Branch, Tag(BRANCH)],
            Discriminator(lambda written: BRANCH if isinstance(written, dict) and "criteria" in written else LEAF),
        ],
    ],
    BeforeValidator(_mapping),
]


class Criteria(Written):
    """The tree of criteria, and which of them is the chance in 100 that an option takes effect."""

    criteria: Tree
    chance: Id | None = None
    fixed: Day | None = None


class Rating(Written):
    """How an option does on one criterion, in its unit: most likely, at least, at most; and why."""

    value: Figure
    low: Figure | None = None
    high: Figure | None = None
    why: Text | None = None
    basis: Annotated[str, PlainValidator(one_of("article", "source", "judgement"))] | None = None
    confidence: Annotated[str, PlainValidator(one_of("high", "medium", "low"))] | None = None
    sources: Ids = ()

    @model_validator(mode="after")
    def _unknown_is_all(self) -> "Rating":
        ends = [(key, end) for key, end in (("low", self.low), ("high", self.high)) if end is not None]
        hint = f"`{UNKNOWN}` already spans the whole scale"
        refused: list[Found] = [
            (
                (key,),
                f"`{key}` beside a value that is unknown" if end != UNKNOWN else f"`{key}` cannot be unknown",
                hint,
            )
            for key, end in ends
            if UNKNOWN in (self.value, end)
        ]
        if refused:
            refuse(refused)
        return self


class Quote(Written):
    """Exact words, from what the study is about or from another source."""

    text: Text
    source: Id | None = None


class Option(Written):
    """A policy lever that could be chosen, and its rating on every criterion."""

    option: Name
    id: Id | None = None
    baseline: Flag = False
    summary: Text | None = None
    tags: Names = ()
    actors: Names = ()
    blockers: Names = ()
    instrument: Text | None = None
    quotes: Annotated[tuple[Annotated[Quote, BeforeValidator(_quote)], ...], BeforeValidator(_list)] = ()
    note: Text | None = None
    rated: Day | None = None
    rated_by: Text | None = None
    ratings: Annotated[dict[Id, Annotated[Rating, BeforeValidator(_rating)]], BeforeValidator(_mapping)]


class Weighting(Written):
    """Somebody's view of how much each criterion's swing counts, given in one of three ways."""

    weighting: Name
    id: Id | None = None
    holder: Text | None = None
    why: Text | None = None
    fixed: Day | None = None
    points: Annotated[dict[Id, Points], BeforeValidator(_mapping)] | None = None
    order: Annotated[tuple[Place, ...], BeforeValidator(_list)] | None = None
    pairwise: Annotated[dict[str, Ratio], BeforeValidator(_mapping)] | None = None
    ranges: Annotated[dict[Id, Range], BeforeValidator(_mapping)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Weighting":
        given = [key for key in ("points", "order", "pairwise") if getattr(self, key) is not None]
        if not given:
            fault("a weighting needs one of `points`, `order` and `pairwise`")
        if len(given) > 1:
            refuse([((given[1],), f"a weighting takes one of {ticked(given)}", "keep one")])
        return self


class Source(Written):
    """Where something is said, and how much of it was read."""

    title: Text
    author: Text | None = None
    year: Name | None = None
    publisher: Text | None = None
    url: Url | None = None
    note: Text | None = None
    read: Annotated[str, PlainValidator(one_of("whole", "part", "no"))] | None = None


class Sources(Written):
    """Sources by id."""

    sources: Annotated[dict[Id, Source], BeforeValidator(_mapping)]


# The key that says what kind of document it is, and the class that checks it.
KINDS: dict[str, type[Study | Criteria | Option | Weighting | Sources]] = {
    "study": Study,
    "criteria": Criteria,
    "option": Option,
    "weighting": Weighting,
    "sources": Sources,
}
LATER = ("package", "interactions", "overlay")
