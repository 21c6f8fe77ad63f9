"""Which files a study is, and the bytes in them."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from policyscore.errors import CommandError, Problem, StudyError
from policyscore.model.inputs import File
from policyscore.reading.yaml_ import MAX_BYTES

STUDY_SUFFIXES = (".yaml", ".yml", ".json")
# What stands for standard input among paths.
STDIN = "-"


def bundled() -> Path:
    """The study that ships with policyscore: inside the installed package, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "options"
    return inside if inside.is_dir() else package.parent / "options"


def gather(paths: Iterable[str]) -> tuple[File, ...]:
    """The files that paths name, as `listing` has them. Raises as that does, and for one that cannot be read."""
    return tuple(map(read, listing(paths)))


def listing(paths: Iterable[str]) -> list[str]:
    """The paths of the files that paths name, those of folders with all that is inside them, in order.

    Hidden files and folders inside a folder are left out, and a file that is named twice is listed once.
    Raises CommandError where a folder cannot be read, StudyError where it holds no study file.
    """
    found: dict[str, str] = {}  # the path that each file is known by, under the one where it really is
    problems = []
    for path in paths:
        if os.path.isdir(path):
            inside = list(_walk(path))
            if not inside:
                problems.append(
                    Problem(path, 0, 0, f"the folder holds no file that ends in {', '.join(STUDY_SUFFIXES)}")
                )
        else:
            inside = [path]
        for file in inside:
            real = file if file == STDIN else os.path.realpath(file)
            found[real] = min(file, found.get(real, file), key=os.fsencode)
    if problems:
        raise StudyError(problems)
    return sorted(found.values(), key=os.fsencode)


def _walk(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise CommandError(f"cannot read `{error.filename}`: {error.strerror}")

    seen = {os.path.realpath(folder)}
    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        # A link may lead back to where we are: each folder is read once.
        inside = {os.path.realpath(os.path.join(here, name)): name for name in sorted(folders, reverse=True)}
        folders[:] = [name for real, name in inside.items() if not name.startswith(".") and real not in seen]
        seen |= inside.keys()
        for name in names:
            path = os.path.join(here, name)
            if not name.startswith(".") and name.lower().endswith(STUDY_SUFFIXES):
                # A link to nothing, say, is an error when it is read; a pipe would only be waited for.
                if os.path.exists(path) and not os.path.isfile(path):
                    raise CommandError(f"cannot read `{path}`: it is neither a file nor a folder")
                yield path


def read(path: str) -> File:
    """One file, or standard input for `-`. Raises CommandError where it cannot be read."""
    # One byte over the cap is enough to tell that a file is too large, however large it is.
    if path == STDIN:
        if sys.stdin is None:
            raise CommandError("cannot read standard input: it is closed")
        return File("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))
    try:
        with open(path, "rb") as stream:
            return File(path, stream.read(MAX_BYTES + 1))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"cannot read `{path}`: {reason}") from error
