"""Which files a study is, and the bytes in them."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from policyscore.errors import CommandError, Problem, Remark, StudyError
from policyscore.model.inputs import STDIN_PATH, File
from policyscore.model.places import YamlMapping
from policyscore.reading.left_out import left_out
from policyscore.reading.opening import STDIN, cannot_read, note, reading
from policyscore.reading.yaml_ import MAX_BYTES, read_yaml

STUDY_SUFFIXES = (".yaml", ".yml", ".json")

# The key at the start of a line, or of a JSON text, where a file cannot be read far enough to tell.
CRITERIA = re.compile(rb"""(?:^|[{,]\s*)["']?criteria["']?\s*:""", re.M)
# How the JSON begins that policyscore itself writes.
RESULT = re.compile(rb"\s*\{\s*\"schema\"\s*:\s*\"policyscore/")


def bundled() -> Path:
    """The study that ships with policyscore: inside the installed package, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "options"
    return inside if inside.is_dir() else package.parent / "options"


def has_criteria(folder: str) -> bool:
    """Whether one of the folder's own study files has criteria: then the folder is a study.

    What is below the folder is not looked at, so that this costs little anywhere; nor what cannot be read. A file with
    faults counts by what it seems to say: its author should hear of them.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return False
    return any(_names_criteria(os.path.join(folder, name)) for name in names if _is_study_file(name))


def _names_criteria(path: str) -> bool:
    content = _glance(path, MAX_BYTES) if os.path.isfile(path) else b""
    if b"criteria" not in content:
        return False
    parsed = read_yaml(content)
    if parsed.faults:
        return CRITERIA.search(content) is not None
    roots = (document.root for document in parsed.documents)
    return any("criteria" in root for root in roots if isinstance(root, YamlMapping))


def _is_study_file(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(STUDY_SUFFIXES)


def _is_result(path: str) -> bool:
    """Whether a file is what policyscore wrote with -f json: no part of the study beside which it lies."""
    return RESULT.match(_glance(path, 100)) is not None


def _glance(path: str, most: int) -> bytes:
    """The beginning of a file that may be no part of the study, and so no input; nothing where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return stream.read(most)
    except OSError:
        return b""  # whoever reads it next says so


class Found(NamedTuple):
    """The paths of the files that a study is; and remarks on those that look like a part of it and are none."""

    paths: list[str]
    remarks: list[Remark]


def gather(paths: Iterable[str]) -> tuple[File, ...]:
    """The files that paths name, as `find` has them. Raises as that does, and for one that cannot be read."""
    return tuple(map(read, listing(paths)))


def listing(paths: Iterable[str]) -> list[str]:
    """The paths of the files that paths name. Raises what `find` does."""
    return find(paths).paths


def find(paths: Iterable[str]) -> Found:
    """The paths of the files that paths name, those of folders with all that is inside them, in order.

    Hidden files and folders inside a folder are left out, and so are results in JSON that policyscore wrote there.
    A file that is named twice is listed once.
    Raises CommandError where a folder cannot be read, StudyError where it holds no study file.
    """
    found: dict[str, str] = {}  # the path that each file is known by, under the one where it really is
    problems = []
    remarks = []
    for path in paths:
        beside: list[str] = []
        folder = os.path.isdir(path)
        empty = True
        for file in _walk(path, beside) if folder else [path]:
            empty = False
            try:
                real = file if file == STDIN else os.path.realpath(file)
            except (OSError, ValueError) as error:
                raise cannot_read(f"`{file}`", error) from error
            note(file, real)
            found[real] = min(file, found.get(real, file), key=os.fsencode)
        if folder and (problem := left_out(path, beside)):
            remarks.append(Remark("W23", problem))
        if empty:
            problems.append(Problem(path, 0, 0, f"the folder holds no file that ends in {', '.join(STUDY_SUFFIXES)}"))
    if problems:
        raise StudyError(problems, remarks)
    return Found(sorted(found.values(), key=os.fsencode), remarks)


def _walk(folder: str, beside: list[str]) -> Iterator[str]:
    """The study files in a folder and below; `beside` grows by the files that lie in the folder, or next to one.

    What cannot be read is raised at the end, when all that can be is known: no result may take the place of any.
    """
    refused: list[CommandError] = []
    waiting, seen = [folder], {_identity(folder)}
    # Folder by folder and not one in the other: they may be nested deeper than Python goes.
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
            names = [entry.name for entry in entries if not entry.is_dir()]
            below = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
            # A link may lead back to where we are: each folder is read once.
            inside = {_identity(os.path.join(here, name)): name for name in reversed(below)}
        except OSError as error:
            path = error.filename or here
            note(path)
            refused.append(cannot_read(f"`{path}`", error))
            continue
        waiting += (os.path.join(here, name) for place, name in inside.items() if place not in seen)
        seen |= inside.keys()
        own = {*filter(_is_study_file, names)}
        if own or here == folder:
            beside += (
                os.path.join(here, name) for name in sorted(names) if not name.startswith(".") and name not in own
            )
        for name in names:
            path = os.path.join(here, name)
            if _is_study_file(name):
                # A link to nothing, say, is an error when it is read; a pipe would only be waited for.
                if os.path.exists(path) and not os.path.isfile(path):
                    refused.append(CommandError(f"cannot read `{path}`: it is neither a file nor a folder"))
                elif not (name.lower().endswith(".json") and _is_result(path)):
                    yield path
    if refused:
        raise refused[0]


def _identity(folder: str) -> tuple[int, int]:
    """What a folder is known by, whatever path leads to it."""
    status = os.stat(folder)
    return status.st_dev, status.st_ino


def read(path: str) -> File:
    """One file, or standard input for `-`. Raises CommandError where it cannot be read."""
    with reading(path) as stream:
        try:
            # One byte over the cap is enough to tell that a file is too large, however large it is.
            content = stream.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            raise cannot_read(f"`{path}`", error) from error
    return File(STDIN_PATH if path == STDIN else path, content)
