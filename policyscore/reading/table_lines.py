"""The lines of a table, from the bytes of a file: how large they may be, and which files are no table at all."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from policyscore.errors import Problem, StudyError
from policyscore.model.written import KINDS, RESERVED_KINDS, WrittenWeighting
from policyscore.reading.opening import cannot_read, reading

# How large a table may be. A survey is never held as a whole, so its file may be large: three million rows of eighty
# characters. Of its rows a thousand are held together, as numbers; the text of one row at a time, so no row comes near
# its limit but in a file that is no table. A cell ends where the csv module gives up, at four times what a cell of a
# spreadsheet holds; a spreadsheet has 16,384 columns.
MAX_SURVEY_BYTES = 256 * 1024 * 1024
MAX_ROW_BYTES = 1024 * 1024
MAX_CELL_CHARS = 128 * 1024
MAX_COLUMNS = 16_384

# As much of a file as tells whether it is a table.
PEEKED_BYTES = 4096

# Where Excel has what makes a table UTF-8.
IN_EXCEL = "in Excel: Save As, CSV UTF-8"
AS_CSV = f"open it in a spreadsheet and save it as CSV in UTF-8; {IN_EXCEL}"

# How files begin that are no table, whatever they are called; what each is, and what to do about it.
UTF_16 = "the file is UTF-16, not UTF-8", f"save it as UTF-8; {IN_EXCEL}"
OTHER_FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (rb"PK\x03\x04", "the file is an archive, not text", f"a workbook? {AS_CSV}"),
    (rb"\xd0\xcf\x11\xe0", "the file is an old workbook of Excel, not text", AS_CSV),
    (rb"\xff\xfe|\xfe\xff", *UTF_16),
    (rb"%PDF", "the file is a PDF, not text", "copy its table into a spreadsheet, and save that as CSV"),
    (rb"\{\\rtf", "the file is rich text (RTF), not a table", AS_CSV),
    (rb"\x1f\x8b", "the file is compressed, not text", "unpack it first"),
    (
        rb"(?i)\s*<(!doctype|html|head|body|table|\?xml)",
        "the file is a web page (HTML or XML), not a table",
        f"download the table itself, or {AS_CSV}",
    ),
)

# How a document of a study begins, below its comments: with the key of its kind, or with any key of a weighting, which
# can come where a survey can.
KEYS = "|".join({**KINDS, **dict.fromkeys(RESERVED_KINDS), **WrittenWeighting.model_fields})
YAML = re.compile(rb"(?:\s*#[^\n]*\n|\s*\n)*(?:---\s|\s*\{\s*\"|\s*\[\s*[\[{]|(?:%b)\s*:(?:\s|$))" % KEYS.encode())


def not_a_table(start: bytes) -> tuple[str, str] | None:
    """What a file is that begins so, and what to do about it; None where it may be a table."""
    for signature, message, hint in OTHER_FORMATS:
        if re.match(signature, start):
            return message, hint
    # Of what has a null for every other character; a file of nothing but nulls is no text at all.
    if 10 <= start[:40].count(b"\0") <= 20:
        return UTF_16
    if is_yaml(start):
        hint = "a table has a row on each line; a file of YAML has a name that ends in .yaml"
        return "the file is YAML or JSON, not a table", hint
    return None


def is_yaml(start: bytes) -> bool:
    """Whether a file that begins so is a document of a study."""
    return YAML.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


class Table:
    """The bytes of a table that was opened, of which `start` are the first: they are read once, and in order."""

    def __init__(self, path: str, stream: BinaryIO) -> None:
        self.path, self._stream = path, stream
        self.start = self._read(stream.read, PEEKED_BYTES)
        self._begun = BytesIO(self.start)

    def rest(self, most: int) -> bytes:
        """So many of the bytes at most that were not read yet."""
        begun = self._begun.read(most)
        return begun + self._read(self._stream.read, most - len(begun))

    def line(self, most: int) -> bytes:
        """The next line with its end, or so many bytes of it."""
        begun = self._begun.readline(most)
        whole = begun.endswith(b"\n") or len(begun) == most
        return begun if whole else begun + self._read(self._stream.readline, most - len(begun))

    def _read(self, read: Callable[[int], bytes], most: int) -> bytes:
        try:
            return read(most)
        except OSError as error:
            raise cannot_read(f"`{self.path}`", error) from error


@contextmanager
def open_table(path: str) -> Iterator[Table]:
    """A table: of a file or a pipe, or of standard input for `-`. Raises CommandError where it cannot be read."""
    with reading(path) as stream:
        yield Table(path, stream)


def lines(table: Table, most: int, seen: Callable[[bytes], object] = lambda piece: None) -> Iterator[str]:
    """The lines of a table, with their ends, read one after the other.

    most: how many bytes the file may have. seen: is told all bytes, in pieces. Raises StudyError for what is no table
    of text in UTF-8, and where the file or a line of it is too large.
    """
    path = table.path
    if instead := not_a_table(table.start):
        raise StudyError([Problem(path, 0, 0, *instead)])
    number = size = 0
    while line := table.line(MAX_ROW_BYTES + 1):
        number += 1
        size += len(line)
        seen(line)
        if size > most:
            hint = "split it, with the first row above each part"
            raise StudyError([Problem(path, 0, 0, f"the file is larger than {most:,} bytes", hint)])
        if b"\r" in line and (alone := re.search(rb"\r(?!\n)", line)):
            message = "U+000D (carriage return) stands alone here, which ends no line"
            raise StudyError([_at(path, number, line, alone.start(), message, "save it with line ends LF or CRLF")])
        if len(line) > MAX_ROW_BYTES:
            raise StudyError([too_long(path, number, line[:200].decode("utf-8", "replace"))])
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise StudyError([_not_utf8(path, number, line, error.start)]) from None
        yield text.removeprefix("\ufeff") if number == 1 else text


def too_long(path: str, line: int, text: str) -> Problem:
    """A row that has no end, or is longer than any row is; `text` is how its first line begins."""
    message = f"this row is longer than {MAX_ROW_BYTES:,} bytes"
    return Problem.on(path, (line, 1), message, "is it a table with a row on each line?", text.rstrip("\r\n"), 1)


def _at(path: str, number: int, line: bytes, index: int, message: str, hint: str) -> Problem:
    """A fault at the byte of an index in a line whose bytes before it are UTF-8."""
    before = line[:index].decode("utf-8", "replace").removeprefix("\ufeff" if number == 1 else "")
    shown = before + line[index : index + 200].decode("utf-8", "replace").rstrip("\r\n")
    return Problem.on(path, (number, len(before) + 1), message, hint, shown, 1)


def _not_utf8(path: str, number: int, line: bytes, index: int) -> Problem:
    """A byte that is not UTF-8, and what it would be as older programs save text."""
    byte = line[index : index + 1]
    letter = byte.decode("cp1252", "ignore")
    message = f"byte 0x{byte[0]:02x} is not UTF-8"
    if letter.isprintable() and letter:
        message += f"; in Windows-1252, as older programs save text, it is `{letter}`"
    return _at(path, number, line, index, message, f"save it as UTF-8; {IN_EXCEL}")
