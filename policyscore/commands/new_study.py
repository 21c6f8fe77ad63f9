"""What a study can start from: a template to fill in, the bundled study, or a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyscore.model import schema
from policyscore.reading import files
from policyscore.reading.grid import ScaleEnds
from policyscore.reading.spreadsheet import study_files

# Hidden, so that it is no part of the study; every file names it in its first line.
SCHEMA = ".schema.json"


@dataclass(frozen=True, slots=True)
class Start:
    """The files of a study, text by path, and what its author should know of them."""

    files: Mapping[str, str]
    remarks: tuple[str, ...] = ()


def template() -> Start:
    """A study without a rating, with comments that say what to fill in."""
    return _start(_texts(Path(__file__).parent / "template"))


def example() -> Start:
    """The study that ships with policyscore."""
    return _start(_texts(files.bundled()))


def spreadsheet(path: str, scales: Mapping[str | None, ScaleEnds], transposed: bool) -> Start:
    """The study in a table, as `matrix.imported` reads it. Raises CommandError where the file cannot be read."""
    return _start(*study_files(files.read(path), scales, transposed))


def _start(texts: Mapping[str, str], remarks: tuple[str, ...] = ()) -> Start:
    return Start({**texts, SCHEMA: schema.text()}, remarks)


def _texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}
