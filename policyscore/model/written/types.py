"""The types of what stands behind the keys: how each is read, and what it looks like to an editor.

Scalars arrive as text, since the YAML reader leaves them so, and become what their type says. What an editor is
shown is JSON Schema, and its values are those of YAML 1.2: `why: 1984` is a number there, so wherever a text is
taken, a number and a boolean are too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

from policyscore.model.numbers import MAX_NUMBER, NUMBER, number, points, ratio
from policyscore.model.refused import Refused, nothing, shown
from policyscore.model.words import (
    ID,
    MAX_NAME_CHARS,
    MAX_PHRASE_CHARS,
    MAX_PROSE_CHARS,
    MAX_URL_CHARS,
    RESERVED,
    UNKNOWN,
    OneOf,
    code,
    day,
    figure,
    flag,
    identifier,
    label,
    name,
    phrase,
    place,
    slug,
    text,
    url,
)
from policyscore.text import BIDI, CONTROL

JsonSchema = dict[str, Any]

# An id that a hint makes of a text is no longer: beyond that it is hardly one.
MAX_ID_CHARS = 40


class Written(BaseModel):
    """Something that a person wrote: checked once, never changed after. Each kind is `documented` for its schema."""

    # Building late means building once: the classes inside others need no validator of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """Makes a type a scalar: `read` turns what was written into its value, or raises Refused."""

    read: Callable[[object], object]
    looks: JsonSchema

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return dict(self.looks)


@dataclass(frozen=True, slots=True, eq=False)
class ShortForm:
    """Gives a mapping shorter ways to write it: `spell_out` makes the mapping of them, or raises Refused."""

    spell_out: Callable[[object], object]
    looks: tuple[JsonSchema, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.spell_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"anyOf": [*self.looks, handler(schema)]}


def a_list(written: object) -> object:
    """What was written, where that is a list."""
    if isinstance(written, list):
        return written
    hint = "write [a, b], or each on a line of its own after a dash"
    if isinstance(written, str) and not nothing(written):
        parts = [part.strip() for part in re.split("[,;>]", written)]
        if all(re.fullmatch(r"[\w -]{1,30}", part) for part in parts):
            hint = f"write [{', '.join(parts)}]"
    raise Refused(f"expected a list, found {shown(written)}", hint)


def a_list_of_ids(written: object) -> object:
    """What was written, where that is a list; the hint for a text makes ids of it."""
    try:
        return a_list(written)
    except Refused as refused:
        message, hint = refused.reason
        ids = isinstance(written, str) and all(ID.fullmatch(part.strip()) for part in re.split("[,;]", written))
        if isinstance(written, str) and not ids and (words := slug(written)) and len(words) <= MAX_ID_CHARS:
            hint = f"write [{words}]"
        raise Refused(message, hint) from None


def a_mapping(written: object) -> object:
    """What was written, where that is a mapping with a key or more."""
    if isinstance(written, dict) and written:
        return written
    found = "nothing" if written == {} else shown(written)
    raise Refused(f"expected keys with values, found {found}", "write `key: value`")


def two_numbers(written: object) -> object:
    """What was written, where that is a list of two."""
    if isinstance(written, list) and len(written) == 2:
        return written
    raise Refused(f"expected two numbers in brackets, found {shown(written)}", "as [5, 20]")


# Scalars that are not strings to YAML, though somebody meant them as text.
SCALAR_TYPES = ["string", "number", "boolean"]
# What nobody sees, up to the surrogates: an expression in JavaScript may read those as halves of an emoji.
UNSEEN = "".join(char if char == "-" else f"\\u{ord(char):04x}" for char in BIDI + CONTROL[: CONTROL.index("\ud800")])
# A text over several lines may end in a line break, which is taken off.
LINE_PATTERN = rf"^\s*(?=\S)[^{UNSEEN}]*\s*$"
NUMBER_PATTERN = f"^{NUMBER.pattern}$"
RATIO_PATTERN = r"^0*[1-9.][0-9.]*\s*/\s*(?=[0-9.]*[1-9])[0-9.]+$"
NO_WORD = {"type": "string", "pattern": f"{NUMBER_PATTERN}|^{UNKNOWN}$"}

A_NUMBER: JsonSchema = {"type": "number", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
TO_100: JsonSchema = {"type": "number", "minimum": 0, "maximum": 100}
A_TEXT: JsonSchema = {"type": SCALAR_TYPES, "pattern": r"\S", "maxLength": MAX_PROSE_CHARS}
A_NAME: JsonSchema = {"type": SCALAR_TYPES, "pattern": LINE_PATTERN, "maxLength": MAX_NAME_CHARS}
AN_ID: JsonSchema = {
    **{"type": SCALAR_TYPES, "pattern": f"^{ID.pattern}$", "minimum": 0, "maxLength": MAX_NAME_CHARS},
    "not": {"enum": [*RESERVED]},
}
# In quotes it is text, whatever it looks like.
A_FIGURE: JsonSchema = {
    **A_TEXT,
    **A_NUMBER,
    "type": SCALAR_TYPES,
    "not": {"type": "string", "pattern": NUMBER_PATTERN},
}
AN_END: JsonSchema = {**A_FIGURE, "not": NO_WORD}
A_PLACE: JsonSchema = {"anyOf": [AN_ID, {"type": "array", "items": AN_ID, "minItems": 1, "uniqueItems": True}]}

Number = Annotated[float, Scalar(number, A_NUMBER)]
Points = Annotated[float, Scalar(points, {**A_NUMBER, "minimum": 0})]
Ratio = Annotated[float, Scalar(ratio, {"type": ["number", "string"], "exclusiveMinimum": 0, "pattern": RATIO_PATTERN})]
Figure = Annotated[float | str, Scalar(figure, A_FIGURE)]
# The lowest or highest plausible rating: a class that has one refuses `unknown` for it.
FigureEnd = Annotated[float | str, Scalar(figure, AN_END)]
Text = Annotated[str, Scalar(text, A_TEXT)]
# A text that stands in a cell or a reference.
Phrase = Annotated[str, Scalar(phrase, {**A_TEXT, "maxLength": MAX_PHRASE_CHARS})]
Name = Annotated[str, Scalar(name, A_NAME)]
Label = Annotated[str, Scalar(label, {**A_NAME, "type": ["string", "boolean"], "not": NO_WORD})]
Id = Annotated[str, Scalar(identifier, AN_ID)]
Flag = Annotated[bool, Scalar(flag, {"type": "boolean"})]
Day = Annotated[date, Scalar(day, {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
Url = Annotated[str, Scalar(url, {"type": "string", "pattern": r"^\s*https?://[^ ]+\s*$", "maxLength": MAX_URL_CHARS})]
Code = Annotated[str, Scalar(code, {"type": "string", "pattern": "^[A-Z][0-9]{2}$"})]
Place = Annotated[tuple[str, ...], Scalar(place, A_PLACE)]

Names = Annotated[tuple[Name, ...], BeforeValidator(a_list)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(a_list_of_ids)]
Range = Annotated[
    tuple[Points, Points],
    BeforeValidator(two_numbers),
    WithJsonSchema({"type": "array", "items": TO_100, "minItems": 2, "maxItems": 2}),
]


def one_of(*words: str) -> Scalar:
    """Makes a type one of these words and no other."""
    return Scalar(OneOf(words), {"enum": [*words]})


def some(keys: tuple[str, ...]) -> list[Any]:
    """For an editor: mappings that have one of these keys each."""
    return [{"required": [key]} for key in keys]
