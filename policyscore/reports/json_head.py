"""What every object for programs starts with."""

from collections.abc import Iterable
from typing import TypedDict

from policyscore.formats.report import Note
from policyscore.model.study import Weighting
from policyscore.version import __version__


class InputsJson(TypedDict):
    """What an object was made from; the hash is null where the files are no whole study."""

    sha256: str | None


class NoteJson(TypedDict):
    """A note; its code never changes."""

    code: str
    text: str


class HeadJson(TypedDict):
    """The four keys that every object has."""

    schema: str
    version: str
    inputs: InputsJson
    notes: list[NoteJson]


class WeightingJson(TypedDict):
    """A weighting, as every object that has one names it."""

    id: str
    name: str
    method: str


def json_head(kind: str, sha256: str | None, notes: Iterable[Note]) -> HeadJson:
    """The four keys that every object has, in their order; `sha256` is None where there is no whole study."""
    return {
        "schema": f"policyscore/{kind}/1",
        "version": __version__,
        "inputs": {"sha256": sha256},
        "notes": [{"code": note.code, "text": note.text} for note in notes],
    }


def weighting_json(weighting: Weighting) -> WeightingJson:
    """A weighting, as every object that has one names it."""
    return {"id": weighting.id, "name": weighting.name, "method": weighting.method}
