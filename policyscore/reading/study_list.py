"""A list of studies: the path of one on each line of a file, read line by line however long it is."""

from collections.abc import Iterator
from typing import BinaryIO

from policyscore.errors import CommandError
from policyscore.reading.opening import cannot_read, reading

# No system knows a longer path, and nobody writes a longer list: what goes beyond is a file of another kind, or has no
# end.
MAX_PATH_BYTES = 4096
MAX_LINES = 1_000_000

A_LIST = "a list is a text file in UTF-8 with the path of a study on each line"


def listed_paths(list_file: str) -> Iterator[str]:
    """The paths in a list, without the space around them; a line that is blank has none. `-` is standard input.

    Raises CommandError, with the line, where the list or a line of it cannot be read.
    """
    number = 0
    with reading(list_file, f"the list `{list_file}`", A_LIST) as stream:
        while line := _line(stream, list_file):
            number += 1
            if number > MAX_LINES:
                raise CommandError(f"the list `{list_file}` has more than {MAX_LINES:,} lines", "split it into several")
            if path := _path(line, f"line {number:,} of the list `{list_file}`", number == 1):
                yield path


def _line(stream: BinaryIO, list_file: str) -> bytes:
    try:
        return stream.readline(MAX_PATH_BYTES + 1)
    except OSError as error:
        raise cannot_read(f"the list `{list_file}`", error) from error


def _path(line: bytes, where: str, first: bool) -> str:
    """The path on a line; `where` says which line it is."""
    if first and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CommandError(f"{where}: this is UTF-16, not UTF-8", "save the list as UTF-8")
    if b"\0" in line:
        raise CommandError(f"{where} holds a null character (U+0000), which no path can", A_LIST)
    if len(line) > MAX_PATH_BYTES:
        raise CommandError(f"{where} is longer than {MAX_PATH_BYTES:,} bytes, and no path is so long", A_LIST)
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise CommandError(f"{where}: byte 0x{line[error.start]:02x} is not UTF-8", A_LIST) from None
    return (text.removeprefix("\ufeff") if first else text).strip()
