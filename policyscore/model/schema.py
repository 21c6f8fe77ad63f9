"""The files as JSON Schema, draft 7, for editors: from the classes that check them.

A schema sees one document at a time, and values as YAML 1.2 reads them: `why: 1984` is a number there, so
wherever a text is taken, a number and a boolean are too. What it cannot see (a misspelled criterion, a
rating outside its scale) is for `check`.
"""

from collections.abc import Callable, Iterable, Mapping
from json import dumps
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from policyscore.errors import CommandError
from policyscore.model import scalars
from policyscore.model import written as model
from policyscore.text import BIDI, CONTROL, did_you_mean, listed

DIALECT = "http://json-schema.org/draft-07/schema#"


REFERENCE = "#/definitions/{model}"


Words = dict[str, Any]


# Scalars that are not strings to YAML, though somebody meant them as text.
WORDS = ["string", "number", "boolean"]


# What nobody sees, up to the surrogates: an expression in JavaScript may read those as halves of an emoji.
UNSEEN = "".join(char if char == "-" else f"\\u{ord(char):04x}" for char in BIDI + CONTROL[: CONTROL.index("\ud800")])


# A text over several lines may end in a line break, which is taken off.
LINE = rf"^\s*(?=\S)[^{UNSEEN}]*\s*$"


ID = f"^{scalars.ID.pattern}$"


NUMBER = f"^{scalars.NUMBER.pattern}$"


PAIR = r"^\s*(?!([^/\s]+)\s*/\s*\1\s*$)[^/\s]+\s*/\s*[^/\s]+\s*$"


RATIO = r"^0*[1-9.][0-9.]*\s*/\s*(?=[0-9.]*[1-9])[0-9.]+$"


BOUNDS = {"minimum": -scalars.MAX_NUMBER, "maximum": scalars.MAX_NUMBER}


TEXT = {"type": WORDS, "pattern": r"\S"}


# In quotes it is text, whatever it looks like.
FIGURE = {**TEXT, **BOUNDS, "not": {"type": "string", "pattern": NUMBER}}


END = {**FIGURE, "not": {"type": "string", "pattern": f"{NUMBER}|^{scalars.UNKNOWN}$"}}


# What each scalar of the files looks like to an editor.
SCALARS: dict[Callable[[object], object], Words] = {
    scalars.number: {"type": "number", **BOUNDS},
    scalars.points: {"type": "number", **BOUNDS, "minimum": 0},
    scalars.figure: FIGURE,
    scalars.ratio: {"type": ["number", "string"], "exclusiveMinimum": 0, "pattern": RATIO},
    scalars.text: TEXT,
    scalars.name: {"type": WORDS, "pattern": LINE},
    scalars.label: {
        "type": ["string", "boolean"],
        "pattern": LINE,
        "not": {"type": "string", "pattern": f"{NUMBER}|^{scalars.UNKNOWN}$"},
    },
    scalars.identifier: {"type": WORDS, "pattern": ID, "minimum": 0, "not": {"enum": [*scalars.RESERVED]}},
    scalars.flag: {"type": "boolean"},
    scalars.day: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    scalars.url: {"type": "string", "pattern": r"^\s*https?://[^ ]+\s*$"},
    scalars.code: {"type": "string", "pattern": "^[A-Z][0-9]{2}$"},
}


# The shortest way to write what else is a mapping.
SHORT: dict[Callable[[Any], object], tuple[Words, ...]] = {
    model.spelled_out: (FIGURE, {"type": "array", "items": [END, FIGURE, END], "minItems": 3, "maxItems": 3}),
    model.quoted: (TEXT,),
}


def _some(keys: Iterable[str]) -> list[object]:
    return [{"required": [key]} for key in keys]


# Criteria side by side: all of them carry a weight, and not all of them 0; or none does.
WEIGHED: Words = {
    "anyOf": [
        {
            "additionalProperties": {"required": ["weight"]},
            "not": {"additionalProperties": {"properties": {"weight": {"const": 0}}}},
        },
        {"additionalProperties": {"properties": {"weight": False}}},
    ]
}


TO_100 = {"type": "number", "minimum": 0, "maximum": 100}


# What a class checks of several of its keys together.
WHOLE: dict[type[model.Written], Words] = {
    model.Level: {"anyOf": _some(["label", "means"])},
    model.WrittenRating: {
        "if": {"properties": {"value": {"const": scalars.UNKNOWN}}},
        "then": {"properties": {"low": False, "high": False}},
    },
    model.WrittenWeighting: {"oneOf": _some(["points", "order", "pairwise"])},
}


# What it checks of one key beyond the type of it.
FIELDS: dict[type[model.Written], dict[str, Words]] = {
    model.WrittenCriterion: {"curve": {"propertyNames": {"pattern": NUMBER}, "additionalProperties": TO_100}},
    model.WrittenBranch: {"criteria": WEIGHED},
    model.WrittenCriteria: {"criteria": WEIGHED},
    model.WrittenRating: {"low": END, "high": END},
    model.WrittenWeighting: {
        "points": {"not": {"additionalProperties": {"const": 0}}},
        "order": {"minItems": 1, "uniqueItems": True},
        "pairwise": {"propertyNames": {"pattern": PAIR}},
        "ranges": {"additionalProperties": {"type": "array", "items": TO_100, "minItems": 2, "maxItems": 2}},
    },
}


class _Draft7(GenerateJsonSchema):
    """Says what pydantic knows of the classes, and what our validators take."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value

    def normalize_name(self, name: str) -> str:
        # What a class is to us, the thing itself is to whoever writes it.
        return super().normalize_name(name).removeprefix("Written")

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        function: Any = schema["function"]["function"]
        if isinstance(function, scalars.OneOf):
            return {"enum": [*function.words]}
        if function is scalars.place:
            id = SCALARS[scalars.identifier]
            return {"anyOf": [id, {"type": "array", "items": id, "minItems": 1, "uniqueItems": True}]}
        return dict(SCALARS[function])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        function: Any = schema["function"]["function"]
        return {"anyOf": [*SHORT[function], inner]} if function in SHORT else inner

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # None is how a class says that a key was left out; nobody may write it.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys, values = self.generate_inner(schema["keys_schema"]), self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": keys, "additionalProperties": values, "minProperties": 1}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        items = [self.generate_inner(item) for item in schema["items_schema"]]
        if "variadic_item_index" in schema:
            return {"type": "array", "items": items[0]}
        return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        # With `oneOf` an editor would say of every fault that it fits neither.
        leaf, branch = (self.generate_inner(schema["choices"][tag]) for tag in (model.LEAF, model.BRANCH))
        return {"type": "object", "if": {"required": ["criteria"]}, "then": branch, "else": leaf}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema) | WHOLE.get(schema["cls"], {})
        result["title"] = result["title"].removeprefix("Written")
        for key, more in FIELDS.get(schema["cls"], {}).items():
            result["properties"][key] |= more
        return result


def schema(kind: str | None = None) -> dict[str, object]:
    """The JSON Schema of one kind of document, or of all. Raises CommandError where there is no such kind."""
    if kind is not None and kind not in model.KINDS:
        raise CommandError(
            f"there is no kind of document `{kind}`",
            did_you_mean(kind, model.KINDS) or f"the kinds are {listed(model.KINDS)}",
        )
    kinds: Mapping[str, type[model.Written]] = {kind: model.KINDS[kind]} if kind else model.KINDS
    references, generated = models_json_schema(
        [(written, "validation") for written in kinds.values()],
        ref_template=REFERENCE,
        schema_generator=_Draft7,
    )
    found = {key: references[written, "validation"] for key, written in kinds.items()}
    words = {key: written.model_fields[key].description for key, written in kinds.items()}
    return {
        "$schema": DIALECT,
        "title": f"policyscore: {kind or 'a document of a study'}",
        "type": "object",
        # Named here, so that an editor has something to offer in an empty file.
        "properties": {key: {"description": text} for key, text in words.items()},
        "anyOf": _some(kinds),
        "allOf": [{"if": {"required": [key]}, "then": reference} for key, reference in found.items()],
        "definitions": generated["$defs"],
    }


def text(kind: str | None = None) -> str:
    """The same as the text of a file."""
    return dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
