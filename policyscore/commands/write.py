"""A result goes to standard output, or whole into a file."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from policyscore.commands import exits, stopping
from policyscore.errors import CommandError, cause
from policyscore.reading.opening import is_input, is_open_input

# What is not finished is hidden, so that nobody reads it for part of a study.
HIDDEN = ".policyscore-"

# How a file is opened that is new for sure; Windows would change line ends.
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

# Where the streams that a process has open are files by their number, and how many links may lead there.
STREAMS, MAX_LINKS = "/dev/fd", 40

Write = Callable[[bytes], object]


def check_writable(output: str | None) -> None:
    """Raises CommandError where a result could not be written, before the work is done for it."""
    if output is None or _stream_number(output) is not None:
        return
    try:
        old = _found(output)
        if old is not None and stat.S_ISDIR(old.st_mode):
            raise CommandError(f"cannot write `{output}`: it is a folder")
        if old is not None and not os.access(output, os.W_OK):
            raise CommandError(f"cannot write `{output}`: permission denied")
        if old is None and not os.path.basename(output):
            why = "a name that ends so is a folder's" if output else "the name is empty"
            raise CommandError(f"cannot write `{output}`: {why}", "name a file")
        if old is None or stat.S_ISREG(old.st_mode):
            _check_folder(output, os.path.dirname(os.path.realpath(output)))
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot write `{output}`: {cause(error)}") from error


def write_result(content: str | bytes, output: str | None) -> None:
    """Writes a result; text in UTF-8 with plain line ends.

    A file is written beside its place and then moved there, so that it is whole or not there at all, and
    never over an input. Raises CommandError where it cannot be written.
    """
    run = stopping.current()
    if output is None:
        run.done = lambda: "the result may have come out only in part"
        _print(content)
        run.done = lambda: "the result is complete"
    else:
        with _writing(output) as (write, _):
            write(_in_utf_8(content))


@contextmanager
def stream(output: str | None, told: Callable[[int], str]) -> Iterator[Callable[[str], None]]:
    """A function that writes a result piece by piece; a file is there, whole, once the block ends without an error.

    told: says what has come out, of so many lines, where each piece is out as it is written. No input is written over,
    nor one that is read before the block ends. Raises CommandError where the file cannot be written.
    """
    lines = 0

    def piecemeal(write: Callable[[str], object]) -> Callable[[str], None]:
        def counting(text: str) -> None:
            nonlocal lines
            write(text)
            lines += text.count("\n")

        stopping.current().done = lambda: told(lines)
        return counting

    if output is None:
        yield piecemeal(_print)
        return
    with _writing(output) as (write, whole):
        if not whole:
            yield piecemeal(lambda text: write(_in_utf_8(text)))
            return

        def early(text: str) -> None:
            # It may take hours until the file is whole and could be refused.
            refuse_input(output)
            write(_in_utf_8(text))

        yield early


def refuse_input(output: str) -> None:
    """Raises CommandError where an output is a file that this run reads."""
    if is_input(output):
        raise _failed(f"will not write over `{output}`: it is an input", "choose another name for -o")


@contextmanager
def _writing(output: str) -> Iterator[tuple[Write, bool]]:
    """A function that writes to an output, and whether that is a file, which comes whole at the end of the block."""
    target = temporary = ""
    try:
        refuse_input(output)
        handle = _in_place(output)
        if handle is not None:
            # Unbuffered: what is written is out.
            with os.fdopen(handle, "wb", buffering=0) as pieces:
                yield lambda content: _write_all(pieces.write, content), False
            return
        # Of a link what it points to is replaced, not the link.
        target = os.path.realpath(output)
        with _temporary(os.path.dirname(target)) as temporary:
            moving = False
            stopping.current().done = lambda: _told_of_file(output, moving and not os.path.exists(temporary))
            # A new file gets what others get; an old one keeps what it had, and shows to nobody else meanwhile.
            old = _found(target)
            with os.fdopen(os.open(temporary, NEW, 0o666 if old is None else 0o600), "wb") as file:
                yield file.write, True
            if old is not None:
                os.chmod(temporary, stat.S_IMODE(old.st_mode))
            refuse_input(output)
            moving = True
            os.replace(temporary, target)
        stopping.current().done = lambda: _told_of_file(output, True)
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename not in (None, output, target, temporary):
            raise  # reading failed, in the middle of writing
        there = os.path.isdir(os.path.dirname(target) or os.curdir)
        why = cause(error) if there else f"there is no folder `{os.path.dirname(target)}` any more"
        raise _failed(f"cannot write `{output}`: {why}") from error


def _failed(message: str, hint: str | None = None) -> CommandError:
    """An error that says of an output all there is to say."""
    stopping.current().done = str
    return CommandError(message, hint)


def _told_of_file(output: str, written: bool) -> str:
    return f"`{output}` was written" if written else f"`{output}` was not written"


def _in_place(output: str) -> int | None:
    """What is no file, such as a pipe or a device, opened to be written to as it is; None for a file, new or old."""
    number = _stream_number(output)
    if number is not None:
        # As it is open already: at its place in a file, say, behind what others wrote.
        return os.dup(number)
    found = _found(output)
    return None if found is None or stat.S_ISREG(found.st_mode) else os.open(output, os.O_WRONLY)


def _stream_number(output: str) -> int | None:
    """The number of the open stream that a path stands for, as `/dev/stdout` does, and what a shell makes of `>(…)`."""
    path, streams = output, os.path.realpath(STREAMS)
    for _ in range(MAX_LINKS):
        folder, name = os.path.split(path)
        if name.isdecimal() and os.path.isabs(folder) and os.path.realpath(folder) == streams:
            return int(name)
        try:
            path = os.path.join(folder, os.readlink(path))
        except (OSError, ValueError):
            break
    return None


def _found(path: str) -> os.stat_result | None:
    """What is at a path, None where nothing is. Raises OSError where that cannot be told."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _check_folder(output: str, folder: str) -> None:
    """Raises CommandError where no new file can be made beside an output: only the system knows, by making one."""
    if not os.path.isdir(folder):
        shown = folder if os.path.islink(output) else os.path.dirname(output) or folder
        raise CommandError(f"cannot write `{output}`: there is no folder `{shown}`")
    try:
        with _temporary(folder) as path:
            os.close(os.open(path, NEW, 0o600))
    except OSError as error:
        message = f"cannot write `{output}`: no file can be made in the folder `{folder}`: {cause(error)}"
        raise CommandError(message) from error


@contextmanager
def _temporary(folder: str) -> Iterator[str]:
    """A hidden path in a folder for what is being made, where nothing is left when the block ends, however it ends."""
    # The name comes before the file, so that a signal never finds a file whose name nobody knows.
    path = os.path.join(folder, f"{HIDDEN}{os.urandom(8).hex()}")

    def clear() -> None:
        with suppress(OSError):
            os.unlink(path)

    with stopping.Undone(clear):
        yield path


def fill_folder(folder: str, texts: Mapping[str, str]) -> None:
    """Writes files into a folder that is empty or not there yet: all of them, or none.

    texts: text by path, which is relative and has slashes. Raises CommandError where the folder holds anything
    or cannot be written.
    """
    target = Path(folder)
    hidden = target / f"{HIDDEN}{os.urandom(8).hex()}"
    made: list[Path] = []
    moved: list[Path] = []
    whole = False

    def take_back() -> None:
        # Half a study would be in the way of the next try. What still waits was not moved: that is somebody else's.
        for path in () if whole else moved:
            if (hidden / path.name).exists():
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        shutil.rmtree(hidden, ignore_errors=True)
        for path in () if whole else reversed(made):
            with suppress(OSError):
                path.rmdir()

    try:
        with stopping.Undone(take_back):
            for parent in [*reversed(target.parents), target]:
                if not parent.exists():
                    made.append(parent)
                    parent.mkdir()
            if not target.is_dir():
                raise CommandError(f"cannot write into `{folder}`: it is a file, not a folder", "name a new folder")
            if any(target.iterdir()):
                raise CommandError(f"the folder `{folder}` is not empty", "name a new one")
            for path, text in texts.items():
                file = hidden / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            for inside in sorted(hidden.iterdir()):
                moved.append(target / inside.name)
                inside.rename(moved[-1])
            stopping.current().done = lambda: f"the files of `{folder}` were written" if whole else ""
            whole = True
    except OSError as error:
        raise CommandError(f"cannot write `{folder}`: {cause(error)}") from error


def occupy_closed_streams() -> None:
    """Keeps the numbers of standard streams that are closed from files: who writes to a stream would write there.

    Nothing can be written to what takes their places, nor read from it.
    """
    for number, mode in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free is this one


def _in_utf_8(text: str | bytes) -> bytes:
    """Text as bytes; a name that is no text, as a file's may be, comes with the odd bytes written out."""
    return text if isinstance(text, bytes) else text.encode(errors="backslashreplace")


def _print(content: str | bytes) -> None:
    if sys.stdout is None:
        raise _failed("cannot write to standard output: it is closed")
    with suppress(OSError, ValueError):  # a stream of a test's may be no file of the system's
        if is_open_input(sys.stdout.fileno()):
            raise _failed("will not write to standard output: it goes into an input", "send it to another file")
    try:
        # As bytes: the same whatever the locale, and without line ends of Windows. A terminal gets its own.
        if isinstance(content, str) and sys.stdout.isatty():
            content = content.encode(sys.stdout.encoding, "replace")
        _write_all(sys.stdout.buffer.write, _in_utf_8(content))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        exits.forget(sys.stdout)
        raise _failed(f"cannot write to standard output: {cause(error)}") from error


def _write_all(write: Callable[[memoryview], int], content: bytes) -> None:
    left = memoryview(content)
    while left:
        # An unbuffered stream may take only a part.
        left = left[write(left) :]
