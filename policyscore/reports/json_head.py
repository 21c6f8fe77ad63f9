"""What every object for programs starts with."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from policyscore.formats.report import Note
from policyscore.model.study import Study, Weighting
from policyscore.version import __version__


class InputsJson(TypedDict):
    """What an object was made from; the hash is null where the files are no whole study."""

    sha256: str | None


class NoteJson(TypedDict):
    """A note; its code never changes."""

    code: str
    text: str


class HeadJson(TypedDict):
    """The four keys that every object has, and what was assumed, where anything was.

    `set` are the ratings that others took the place of, each as OPTION.CRITERION. `no_chance` is true where every
    option counts as if it took effect.
    """

    schema: str
    version: str
    inputs: InputsJson
    notes: list[NoteJson]
    set: NotRequired[list[str]]
    no_chance: NotRequired[bool]


class WeightingJson(TypedDict):
    """A weighting, as every object that has one names it."""

    id: str
    name: str
    method: str


def json_head(kind: str, sha256: str | None, notes: Iterable[Note], study: Study | None = None) -> HeadJson:
    """The four keys that every object has, in their order, and behind them what was assumed of a study.

    `sha256` is None where there is no whole study. `study` is the one that scores are of, None where there are none.
    """
    made: HeadJson = {
        "schema": f"policyscore/{kind}/1",
        "version": __version__,
        "inputs": {"sha256": sha256},
        "notes": [{"code": note.code, "text": note.text} for note in notes],
    }
    if study and (changed := [f"{option.id}.{id}" for option in study.options for id in option.changed]):
        made["set"] = changed
    if study and study.no_chance:
        made["no_chance"] = True
    return made


def weighting_json(weighting: Weighting) -> WeightingJson:
    """A weighting, as every object that has one names it."""
    return {"id": weighting.id, "name": weighting.name, "method": weighting.method}
