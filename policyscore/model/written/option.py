"""What people write of an option: what it is, and its rating on every criterion."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from policyscore.documented import documented
from policyscore.model.numbers import THREE
from policyscore.model.places import YamlMapping, YamlSequence
from policyscore.model.refused import PathFault, Refused
from policyscore.model.words import UNKNOWN
from policyscore.model.written.types import (
    A_FIGURE,
    A_TEXT,
    AN_END,
    Day,
    Figure,
    FigureEnd,
    Flag,
    Id,
    Ids,
    JsonSchema,
    Name,
    Names,
    Phrase,
    ShortForm,
    Text,
    Written,
    a_list,
    a_mapping,
    one_of,
)

# How a rating in its short form is written: [low, value, high].
SHORT_RATING = ("low", "value", "high")


def spelled_out(written: object) -> object:
    """A rating in its short form, written out."""
    if isinstance(written, YamlMapping):
        return written
    if not isinstance(written, YamlSequence):
        return {"value": written}
    if len(written) == 2:
        hint = "write three: [low, value, high]; a decimal number has a point"
        raise Refused("two numbers do not say what is most likely", hint)
    if len(written) != 3:
        if len(written) == 1 and isinstance(written[0], str) and (three := THREE.fullmatch(written[0].strip())):
            raise Refused(
                "the three numbers of a range need commas between them", f"write [{', '.join(three.groups())}]"
            )
        # Three numbers with decimal commas are six, and with one of them whole they are five.
        comma = "a decimal number has a point" if len(written) in (5, 6) else None
        raise Refused(f"expected [low, value, high], found a list of {len(written)}", comma)
    return dict(zip(SHORT_RATING, written, strict=True))


def quoted(written: object) -> object:
    """A quote in its short form, written out."""
    return written if isinstance(written, YamlMapping) else {"text": written}


@documented("How an option does on one criterion, in its unit: most likely, at least, at most; and why.")
class WrittenRating(Written):
    value: Figure = Field(
        description="The most likely rating, in the criterion's unit; or a level's label, or `unknown`."
    )
    low: FigureEnd | None = Field(default=None, description="The lowest rating that is plausible, in the unit.")
    high: FigureEnd | None = Field(default=None, description="The highest rating that is plausible, in the unit.")
    why: Text | None = Field(default=None, description="The reason, for a reader who doubts it.")
    basis: Annotated[str, one_of("article", "source", "judgement")] | None = Field(
        default=None, description="What it rests on: the article that the study is about, another source, or judgement."
    )
    confidence: Annotated[str, one_of("high", "medium", "low")] | None = Field(
        default=None, description="How sure the rater is."
    )
    sources: Ids = Field(default=(), description="The ids of the sources that it rests on.")

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"value": {"const": UNKNOWN}}},
            "then": {"properties": {"low": False, "high": False}},
        }
    )

    @model_validator(mode="after")
    def _unknown_is_all(self) -> "WrittenRating":
        refused: list[PathFault] = []
        for key, end in (("low", self.low), ("high", self.high)):
            if end == UNKNOWN:
                refused.append(PathFault((key,), f"`{key}` cannot be unknown", "leave it out, or give a number"))
            elif end is not None and self.value == UNKNOWN:
                hint = f"leave it out: `{UNKNOWN}` already spans the whole scale"
                refused.append(PathFault((key,), f"`{key}` beside a value that is unknown", hint))
        if refused:
            raise Refused.for_all(refused)
        return self


@documented("Exact words, from what the study is about or from another source.")
class Quote(Written):
    text: Text = Field(description="The exact words.")
    source: Id | None = Field(
        default=None, description="The id of the source; left out, it is what the study is about."
    )


A_SHORT_RATING: JsonSchema = {"type": "array", "items": [AN_END, A_FIGURE, AN_END], "minItems": 3, "maxItems": 3}
AnyRating = Annotated[WrittenRating, ShortForm(spelled_out, (A_FIGURE, A_SHORT_RATING))]
AnyQuote = Annotated[Quote, ShortForm(quoted, (A_TEXT,))]


@documented("A policy lever that could be chosen, and its rating on every criterion.")
class WrittenOption(Written):
    option: Name = Field(description="The name of the option.")
    id: Id | None = Field(default=None, description="What commands call it; left out, the file's name.")
    baseline: Flag = Field(
        default=False,
        description="Whether it means carrying on as now. Gains are measured against it, and it is what holds where an "
        "option does not take effect.",
    )
    summary: Text | None = Field(default=None, description="What is done, in a sentence.")
    tags: Names = Field(default=(), description="Words to choose options by, with --tag and --skip-tag.")
    actors: Names = Field(default=(), description="Who would have to act.")
    blockers: Names = Field(default=(), description="Who could stand in the way.")
    instrument: Phrase | None = Field(default=None, description="The law, body or programme that it uses.")
    quotes: Annotated[tuple[AnyQuote, ...], BeforeValidator(a_list)] = Field(
        default=(), description="Exact words about it: a text, or `text` and `source`."
    )
    resolves_if: Text | None = Field(
        default=None, description="What would settle that it took effect, and by when: an event that all can see."
    )
    advocates: Names = Field(default=(), description="Who asks for it.")
    note: Text | None = Field(default=None, description="Anything that the reader of its ratings should know.")
    rated: Day | None = Field(default=None, description="The day when it was rated, as 2026-11-23.")
    rated_by: Phrase | None = Field(default=None, description="Who rated it.")
    ratings: Annotated[dict[Id, AnyRating], BeforeValidator(a_mapping)] = Field(
        description="A rating for every criterion, by id."
    )
