"""What every object for programs starts with."""

from collections.abc import Iterable

from policyscore.formats.report import Note
from policyscore.model.study import Weighting
from policyscore.version import __version__


def json_head(kind: str, sha256: str | None, notes: Iterable[Note]) -> dict[str, object]:
    """The four keys that every object has, in their order; `sha256` is None where there is no whole study."""
    return {
        "schema": f"policyscore/{kind}/1",
        "version": __version__,
        "inputs": {"sha256": sha256},
        "notes": [{"code": note.code, "text": note.text} for note in notes],
    }


def weighting_json(weighting: Weighting) -> dict[str, str]:
    """A weighting, as every object that has one names it."""
    return {"id": weighting.id, "name": weighting.name, "method": weighting.method}
