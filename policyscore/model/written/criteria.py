"""What people write of criteria: a tree of them, with their scales and weights."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from policyscore.documented import documented
from policyscore.model.numbers import NUMBER, number, number_hint
from policyscore.model.refused import PathFault, Refused, shown
from policyscore.model.written.types import (
    NUMBER_PATTERN,
    TO_100,
    Day,
    Id,
    JsonSchema,
    Label,
    Name,
    Number,
    Points,
    Text,
    Written,
    a_list,
    a_mapping,
    some,
)
from policyscore.text import apart, plain

# For an editor: criteria side by side all carry a weight, and not all of them 0; or none does.
NONE_WEIGHS: JsonSchema = {"additionalProperties": {"properties": {"weight": False}}}
NOT_ALL_0: JsonSchema = {"not": {"additionalProperties": {"properties": {"weight": {"const": 0}}}}}
WEIGHED: JsonSchema = {"anyOf": [{"additionalProperties": {"required": ["weight"]}, **NOT_ALL_0}, NONE_WEIGHS]}

# The same where a chance is named. Which of the criteria it is no schema can say, only that one of them could be it: at
# the top of the tree, from 0 to 100 on a straight line, and without what no chance takes.
COULD_BE_CHANCE: JsonSchema = {
    "properties": {
        **{"worst": {"const": 0}, "best": {"const": 100}},
        **dict.fromkeys(("curve", "criteria", "if_it_fails", "weight"), False),
    }
}
WEIGHED_BUT_THE_CHANCE: JsonSchema = {
    "minProperties": 2,
    "not": {"additionalProperties": {"not": COULD_BE_CHANCE}},
    "anyOf": [NOT_ALL_0, NONE_WEIGHS],
}


@documented("What one point on a criterion's scale means, in words; its label may be used as a rating.")
class Level(Written):
    at: Number = Field(description="The point on the scale, in the criterion's unit.")
    label: Label | None = Field(default=None, description="A word for it, which may then be used as a rating.")
    means: Text | None = Field(default=None, description="What it means, so that two people would rate alike.")

    model_config = ConfigDict(json_schema_extra={"anyOf": some(("label", "means"))})


@documented(
    """What options are judged by, and the two ends that fix its scale.

    `worst` has value 0 and `best` has value 100, both in `unit`; `worst > best` is how less is better.
    `curve` gives values between them, straight lines joining its points. `floor` is in the unit too.
    """
)
class WrittenCriterion(Written):
    name: Name | None = Field(default=None, description="What tables call it; left out, its id.")
    question: Text | None = Field(default=None, description="The question that a rating answers.")
    swing: Text | None = Field(
        default=None, description="What the weight is the worth of, in words: from what at `worst` to what at `best`."
    )
    worst: Number = Field(description="The rating that has value 0. Above `best` it says that less is better.")
    best: Number = Field(description="The rating that has value 100.")
    unit: Name | None = Field(default=None, description="What ratings are measured in.")
    levels: Annotated[tuple[Level, ...], BeforeValidator(a_list)] = Field(
        default=(), description="What points on the scale mean, in words."
    )
    curve: Annotated[dict[str, Number], BeforeValidator(a_mapping)] | None = Field(
        default=None,
        description="Rating to value, where that is not straight: 0 at `worst`, 100 at `best`, never turning back.",
        json_schema_extra={"propertyNames": {"pattern": NUMBER_PATTERN}, "additionalProperties": TO_100},
    )
    if_it_fails: Number | None = Field(
        default=None,
        description="With a chance: the share of the effect, 0 to 1, that comes from trying, even where it then fails.",
        json_schema_extra={"minimum": 0, "maximum": 1},
    )
    floor: Number | None = Field(
        default=None, description="In the unit: an option that is rated worse is marked as failing."
    )
    weight: Points | None = Field(
        default=None,
        description="Points, scaled to 100 with those of the criteria beside it. All of them carry one, or none; a "
        "chance never does.",
    )

    @property
    def less_is_better(self) -> bool:
        """Whether lower ratings have the higher values."""
        return self.worst > self.best

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher end of the scale, in the unit."""
        return min(self.worst, self.best), max(self.worst, self.best)

    @model_validator(mode="after")
    def _holds_together(self) -> "WrittenCriterion":
        if self.worst == self.best:
            raise Refused(
                f"`worst` and `best` are both {plain(self.best)}", "a scale needs two different ends", ("best",)
            )
        if faults := [*self._outside(), *self._unclear_labels(), *self._no_share(), *self._bent()]:
            raise Refused.for_all(faults)
        return self

    def _outside(self) -> Iterator[PathFault]:
        low, high = self.ends
        scale = f"the scale, {plain(low)} to {plain(high)}"
        for index, level in enumerate(self.levels):
            if not low <= level.at <= high:
                yield PathFault(("levels", index, "at"), f"{apart(level.at, low, high)} is outside {scale}")
        if self.floor is not None and not low <= self.floor <= high:
            yield PathFault(("floor",), f"{apart(self.floor, low, high)} is outside {scale}")

    def _unclear_labels(self) -> Iterator[PathFault]:
        labels: set[str] = set()
        for index, level in enumerate(self.levels):
            if level.label is None and level.means is None:
                yield PathFault(("levels", index), "a level needs a `label` or says what it `means`")
            if level.label in labels:
                message = f"the label `{level.label}` is already used"
                yield PathFault(("levels", index, "label"), message, "choose another")
            if level.label:
                labels.add(level.label)

    def _no_share(self) -> Iterator[PathFault]:
        if self.if_it_fails is not None and not 0 <= self.if_it_fails <= 1:
            in_percent = 1 < self.if_it_fails <= 100 and self.if_it_fails == int(self.if_it_fails)
            hint = f"write {plain(self.if_it_fails / 100)}" if in_percent else None
            yield PathFault(("if_it_fails",), f"{plain(self.if_it_fails)} is not a share from 0 to 1", hint)

    def _bent(self) -> Iterator[PathFault]:
        """What keeps the curve from going from 0 at worst to 100 at best without turning back."""
        if self.curve is None:
            return
        low, high = self.ends
        knots: dict[float, tuple[str, float]] = {}
        faults: list[PathFault] = []
        for key, value in self.curve.items():
            if not NUMBER.fullmatch(key):
                faults.append(_curve_fault(f"expected a number as the key, found {shown(key)}", number_hint(key), key))
                continue
            try:
                at = number(str(key))  # JSON leaves no choice but quotes here, so they are no fault
            except Refused as refused:
                faults.append(_curve_fault(*refused.reason, key))
                continue
            if at in knots:
                faults.append(_curve_fault(f"the curve has two values at {plain(at)}", "keep one", key))
            elif not low <= at <= high:
                faults.append(_curve_fault(f"{key} is outside the scale, {plain(low)} to {plain(high)}", None, key))
            else:
                knots[at] = key, value
        ends = {end: knots[end][1] for end in (self.worst, self.best) if end in knots}
        if ends == {self.worst: 100, self.best: 0}:
            hint = f"0 at `worst`, {plain(self.worst)}, and 100 at `best`, {plain(self.best)}"
            yield _curve_fault("the curve runs the wrong way", hint)
            return
        for end, value in ((self.worst, 0), (self.best, 100)):
            if end not in knots:
                faults.append(_curve_fault(f"the curve has no value at {plain(end)}", f"add `{plain(end)}: {value}`"))
            elif knots[end][1] != value:
                faults.append(_curve_fault(f"the value at {plain(end)} must be {value}", None, knots[end][0]))
        yield from faults or self._turns(knots)

    def _turns(self, knots: dict[float, tuple[str, float]]) -> Iterator[PathFault]:
        """Where a curve with the right ends turns back between them."""
        before = 0.0
        for at in sorted(knots, reverse=self.less_is_better):
            key, value = knots[at]
            if value < before:
                why = "from `worst` to `best` the values never fall"
                message = f"the value {plain(value)} at {plain(at)} comes after {plain(before)}"
                yield _curve_fault(message, why, key)
            elif value > 100:
                yield _curve_fault(f"the value {plain(value)} at {plain(at)} is above 100", None, key)
            before = max(before, value)


def _curve_fault(message: str, hint: str | None = None, *at: str) -> PathFault:
    """A fault of a curve, at the key of the curve or of one of its points."""
    return PathFault(("curve", *at), message, hint, key=True)


@documented("Criteria that belong together; their weights share out the branch's own.")
class WrittenBranch(Written):
    name: Name | None = Field(default=None, description="What tables call it; left out, its id.")
    question: Text | None = Field(default=None, description="The question that the criteria inside answer together.")
    swing: Text | None = Field(default=None, description="What the weight is the worth of, in words.")
    weight: Points | None = Field(default=None, description="Points, shared out among the criteria inside.")
    criteria: "WrittenTree" = Field(description="The criteria inside, by id.", json_schema_extra=WEIGHED)


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
    BeforeValidator(a_mapping),
]


@documented("The tree of criteria, and which of them is the chance in 100 that an option takes effect.")
class WrittenCriteria(Written):
    criteria: WrittenTree = Field(description="What options are judged by: criteria by id, or branches of them.")
    chance: Id | None = Field(
        default=None,
        description="The id of the criterion whose rating is the chance in 100 that an option takes effect. It "
        "multiplies, and takes no weight.",
    )
    fixed: Day | None = Field(default=None, description="The day when the weights were set, as 2026-11-23.")

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["chance"]},
            "then": {"properties": {"criteria": WEIGHED_BUT_THE_CHANCE}},
            "else": {"properties": {"criteria": WEIGHED}},
        }
    )
