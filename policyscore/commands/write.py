"""A result goes to standard output, or whole into a file."""

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from policyscore.errors import CommandError

# What is not finished is hidden, so that nobody reads it for part of a study.
HIDDEN = ".policyscore-"


def check_writable(output: str | None) -> None:
    """Raises CommandError where a result could not be written, before the work is done for it."""
    if output is None:
        return
    path = Path(output)
    try:
        if path.is_dir():
            raise CommandError(f"cannot write `{output}`: it is a folder")
        if not path.parent.is_dir():
            raise CommandError(f"cannot write `{output}`: there is no folder `{path.parent}`")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise CommandError(f"cannot write `{output}`: permission denied")
        path.resolve()
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the link leads back to itself"
        raise CommandError(f"cannot write `{output}`: {reason}") from error


def write_result(content: str | bytes, output: str | None, inputs: Iterable[str]) -> None:
    """Writes a result; text in UTF-8 with plain line ends.

    A file is written beside its place and then moved there, so that it is whole or not there at all, and
    never over one of `inputs`. Raises CommandError where it cannot be written.
    """
    if output is None:
        _print(content)
        return
    whole = content.encode() if isinstance(content, str) else content
    _check_inputs(output, inputs)
    try:
        # What is no file (a pipe, a device) is written to; of a link what it points to is replaced, not the link.
        target = Path(output)
        if target.exists() and not target.is_file():
            target.write_bytes(whole)
        else:
            _replace(target.resolve(), whole)
    except OSError as error:
        raise CommandError(f"cannot write `{output}`: {error.strerror}") from error


@contextmanager
def stream(output: str | None, inputs: Collection[str]) -> Iterator[Callable[[str], None]]:
    """A function that writes a result piece by piece; a file is there, whole, once the block ends without an error.

    inputs: paths that are read, and never written over; more may be added until the block ends. Raises
    CommandError where the file cannot be written.
    """
    if output is None:
        yield _print
        return
    import tempfile

    target = Path(output).resolve()
    in_place = target.exists() and not target.is_file()  # a pipe or a device is written to as it is
    handle, temporary = (
        (os.open(target, os.O_WRONLY), "") if in_place else tempfile.mkstemp(prefix=HIDDEN, dir=target.parent)
    )
    try:
        with os.fdopen(handle, "wb") as pieces:

            def write(text: str) -> None:
                pieces.write(text.encode())

            yield write
        if temporary:
            _check_inputs(output, inputs)
            _settle(temporary, target)
    except OSError as error:
        raise CommandError(f"cannot write `{output}`: {error.strerror}") from error
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def fill_folder(folder: str, texts: Mapping[str, str]) -> None:
    """Writes files into a folder that is empty or not there yet: all of them, or none.

    texts: text by path, which is relative and has slashes. Raises CommandError where the folder holds anything
    or cannot be written.
    """
    import tempfile

    target = Path(folder)
    made: list[Path] = []
    moved: list[Path] = []
    try:
        for parent in [*reversed(target.parents), target]:
            if not parent.exists():
                parent.mkdir()
                made.append(parent)
        if any(target.iterdir()):
            raise CommandError(f"the folder `{folder}` is not empty", "name a new one")
        with tempfile.TemporaryDirectory(prefix=HIDDEN, dir=target) as name:
            for path, text in texts.items():
                file = Path(name, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            for inside in sorted(Path(name).iterdir()):
                moved.append(target / inside.name)
                inside.rename(moved[-1])
    except BaseException as error:
        # Ctrl-C too: half a study would be in the way of the next try.
        for whole in moved:
            if whole.is_dir():
                shutil.rmtree(whole)
            else:
                whole.unlink(missing_ok=True)
        for folder_made in reversed(made):
            with suppress(OSError):
                folder_made.rmdir()
        if isinstance(error, OSError):
            raise CommandError(f"cannot write `{folder}`: {error.strerror}") from error
        raise


def _check_inputs(output: str, inputs: Iterable[str]) -> None:
    for path in inputs:
        with suppress(OSError):
            if os.path.samefile(path, output):
                raise CommandError(f"will not write over `{output}`, which was read", "choose another name for -o")


def _replace(target: Path, content: bytes) -> None:
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=HIDDEN, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        _settle(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _settle(temporary: str, target: Path) -> None:
    """Moves a finished file to its place."""
    # A temporary file is its owner's alone; a new one gets what others get, an old one keeps what it had.
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~umask)
    os.replace(temporary, target)


def _print(content: str | bytes) -> None:
    if sys.stdout is None:
        raise CommandError("cannot write to standard output: it is closed")
    try:
        # As bytes: the same whatever the locale, and without line ends of Windows. A terminal gets its own.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        left = memoryview(content if isinstance(content, bytes) else content.encode(encoding, "replace"))
        while left:
            # An unbuffered stream may take only a part.
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"cannot write to standard output: {error.strerror}") from error
