"""The files as JSON Schema, draft 7, for editors: from the classes that check them.

What a type or a class looks like to an editor stands beside it in `written/`; here is what draft 7 and all documents
have in common. A schema sees one document at a time. What it cannot see (a misspelled criterion, a rating outside
its scale) is for `check`.
"""

from collections.abc import Mapping
from json import dumps
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from policyscore.errors import CommandError
from policyscore.model.written import KINDS, Written
from policyscore.model.written.criteria import BRANCH, LEAF
from policyscore.model.written.types import some
from policyscore.text import did_you_mean, listed

DIALECT = "http://json-schema.org/draft-07/schema#"
REFERENCE = "#/definitions/{model}"


class _Draft7(GenerateJsonSchema):
    """Says what pydantic knows of the classes in the words of draft 7."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value

    def normalize_name(self, name: str) -> str:
        # What a class is to us, the thing itself is to whoever writes it.
        return super().normalize_name(name).removeprefix("Written")

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

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
        leaf, branch = (self.generate_inner(schema["choices"][tag]) for tag in (LEAF, BRANCH))
        return {"type": "object", "if": {"required": ["criteria"]}, "then": branch, "else": leaf}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        result["title"] = result["title"].removeprefix("Written")
        return result


def schema(kind: str | None = None) -> dict[str, object]:
    """The JSON Schema of one kind of document, or of all. Raises CommandError where there is no such kind."""
    if kind is not None and kind not in KINDS:
        raise CommandError(
            f"there is no kind of document `{kind}`",
            did_you_mean(kind, KINDS) or f"the kinds are {listed(KINDS)}",
        )
    kinds: Mapping[str, type[Written]] = {kind: KINDS[kind]} if kind else KINDS
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
        "anyOf": some(tuple(kinds)),
        "allOf": [{"if": {"required": [key]}, "then": reference} for key, reference in found.items()],
        "definitions": generated["$defs"],
    }


def text(kind: str | None = None) -> str:
    """The same as the text of a file."""
    return dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
