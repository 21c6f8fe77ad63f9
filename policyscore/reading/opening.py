"""Every opening of an input: a run knows what it reads, faulty files too, and writes over none of it."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import BinaryIO

from policyscore.errors import CommandError, cause

# What stands for standard input among paths.
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run reads, or was told to read.

    `files` are device and inode of each file, which no other spelling of its name and no link changes; `places` are
    where each really is, which stays the same where an editor puts a new file there in the middle of the run. A folder
    is among them that could not be read: nobody knows what of it would have been.
    """

    files: set[tuple[int, int]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


# Who only loads studies, from Python, writes nothing, and nothing has to be known of what was read.
_of_this_run: ContextVar[Inputs | None] = ContextVar("inputs", default=None)


@contextmanager
def noted() -> Iterator[None]:
    """A run: from here to the end of the block every input is noted."""
    before = _of_this_run.set(Inputs())
    try:
        yield
    finally:
        _of_this_run.reset(before)


def note(path: str, real: str | None = None) -> None:
    """Notes a path that is to be read, whether it can be or not. real: where it really is, if that is known."""
    inputs = _of_this_run.get()
    if inputs is None or path == STDIN:
        return
    # What is wrong with a path is said by whoever opens it.
    with suppress(OSError, ValueError):
        inputs.places.add(os.path.realpath(path) if real is None else real)
        _note_file(inputs, os.stat(path))


def opened(path: str) -> BinaryIO:
    """A file of the input, to be read, or standard input for `-`.

    Raises OSError or ValueError where it cannot be opened, CommandError where standard input is closed.
    """
    inputs = _of_this_run.get()
    if path == STDIN:
        if sys.stdin is None:
            raise CommandError("cannot read standard input: it is closed")
        with suppress(OSError, ValueError):  # a stream of a test's may be no file of the system's
            if inputs is not None:
                _note_file(inputs, os.fstat(sys.stdin.fileno()))
        return sys.stdin.buffer
    stream = open(path, "rb")  # noqa: SIM115 - whoever asked for it closes it
    if inputs is not None and not _note_file(inputs, os.fstat(stream.fileno())):
        inputs.places.add(os.path.realpath(path))
    return stream


def cannot_read(named: str, error: OSError | ValueError, hint: str | None = None) -> CommandError:
    """What to raise where an input cannot be opened, or read on; `named` is what it is called, with its ticks."""
    return CommandError(f"cannot read {named}: {cause(error)}", hint)


@contextmanager
def reading(path: str, named: str | None = None, hint: str | None = None) -> Iterator[BinaryIO]:
    """The same, closed at the end of the block unless it is standard input.

    named: what an error calls it. hint: what to do then. Raises CommandError where it cannot be opened.
    """
    try:
        stream = opened(path)
    except (OSError, ValueError) as error:
        raise cannot_read(named or f"`{path}`", error, hint) from error
    try:
        yield stream
    finally:
        if path != STDIN:
            stream.close()


def is_input(path: str) -> bool:
    """Whether a path leads to a file that this run reads; what is no file, as a pipe or a device, never does."""
    inputs = _of_this_run.get()
    if inputs is None:
        return False
    with suppress(OSError, ValueError):
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            return False
        if (found.st_dev, found.st_ino) in inputs.files:
            return True
    with suppress(OSError, ValueError):
        place = os.path.realpath(path)
        return place in inputs.places or os.path.dirname(place) in inputs.places
    return False


def is_open_input(number: int) -> bool:
    """Whether what is open under a number is a file that this run reads, as where a shell appends to one by `>>`."""
    inputs = _of_this_run.get()
    if inputs is None:
        return False
    found = os.fstat(number)
    return stat.S_ISREG(found.st_mode) and (found.st_dev, found.st_ino) in inputs.files


def _note_file(inputs: Inputs, found: os.stat_result) -> bool:
    """Notes a file by its device and inode; returns whether it was known."""
    key = found.st_dev, found.st_ino
    known = key in inputs.files
    inputs.files.add(key)
    return known
