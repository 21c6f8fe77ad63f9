"""What a study can start from: a template to fill in, the bundled study, or a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyscore.model import schema
from policyscore.reading import files
from policyscore.reading.scales import Scale
from policyscore.reading.spreadsheet import study_files

# The name of the schema's file: hidden, so that it is no part of the study; every file names it in its first line.
SCHEMA = ".schema.json"


@dataclass(frozen=True, slots=True)
class NewStudy:
    """The files of a study that is to be written, text by path, and what its author should know of them."""

    files: Mapping[str, str]
    remarks: tuple[str, ...] = ()


def from_template() -> NewStudy:
    """A study without a rating, with comments that say what to fill in."""
    return _with_schema(_texts(Path(__file__).parent / "template"))


def from_example() -> NewStudy:
    """The study that ships with policyscore."""
    return _with_schema(_texts(files.bundled()))


def from_spreadsheet(path: str, scales: Mapping[str | None, Scale], transpose: bool) -> NewStudy:
    """The study in a table, as `study_files` reads it.

    Raises CommandError where the file cannot be read or a scale is for no criterion, StudyError for faults in cells.
    """
    return _with_schema(*study_files(files.read(path), scales, transpose))


def _with_schema(texts: Mapping[str, str], remarks: tuple[str, ...] = ()) -> NewStudy:
    return NewStudy({**texts, SCHEMA: schema.text()}, remarks)


def _texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}
