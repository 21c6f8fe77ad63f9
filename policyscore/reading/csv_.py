"""A table as a spreadsheet saves it: rows of cells, and where each stands in the file."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from policyscore.errors import Problem, StudyError

DELIMITERS = ",;\t"

# What Excel puts, or wants, above a table whose cells are not separated as its settings say.
SEPARATOR_LINE = re.compile(rf"\ufeff?sep=([{DELIMITERS}])\s*")

# Where Excel has what makes a table UTF-8.
IN_EXCEL = "in Excel: Save As, CSV UTF-8"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its cells as text, without the space around them.

    `number` counts rows from 1, as a spreadsheet does; `line` is the line of the file that it starts on,
    and `text` what stands there, over several lines where a cell does.
    """

    path: str
    number: int
    line: int
    text: str
    delimiter: str
    cells: tuple[str, ...]

    def problem(self, index: int, message: str, hint: str | None = None) -> Problem:
        """A fault of the cell at an index, from 0; behind the last one it is at the end of the row."""
        spans = _spans(self.text, self.delimiter)
        end = spans[-1][1]
        start, end = spans[index] if index < len(spans) else (end, end)
        before = self.text[:start]
        line = self.line + before.count("\n")
        column = start - (before.rfind("\n") + 1) + 1
        whole = self.text.split("\n")[line - self.line].rstrip("\r")
        span = max(1, len(self.text[start:end].split("\n")[0].rstrip()))
        return Problem.on(
            self.path, (line, column), f"cell {letters(index)}{self.number}: {message}", hint, whole, span
        )


@lru_cache(maxsize=1024)
def _spans(text: str, delimiter: str) -> tuple[tuple[int, int], ...]:
    """Where each cell of a row starts and ends: a delimiter counts outside quotes alone.

    A quote inside quotes is written twice, which closes and opens them again. Kept, since a row may have thousands
    of faulty cells, and a table is looked at by columns.
    """
    spans = []
    start, quoted, opened = 0, False, False
    for position, char in enumerate(text):
        if char == '"' and (opened or position == start):
            quoted, opened = not quoted, True
        elif not quoted and char in (delimiter, "\n", "\r"):
            spans.append((start, position))
            start, opened = position + 1, False
            if char != delimiter:
                return tuple(spans)
    return (*spans, (start, len(text)))


def letters(index: int) -> str:
    """What a spreadsheet calls a column, from 0.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def rows(path: str, lines: Iterable[str]) -> Iterator[CsvRow]:
    """The rows of a table that hold anything, read one after the other.

    lines: the text with its line ends. Cells are separated by what the first line has most of: commas,
    semicolons or tabs; or by what a line such as `sep=;` above it says, which to Excel is no row. Raises StudyError
    where quotes do not match.
    """
    taken: list[str] = []  # the lines of the row that is being read
    source = iter(lines)
    first = next(source, "")
    line = 1
    if told := SEPARATOR_LINE.fullmatch(first):
        first, line = next(source, ""), 2
    delimiter = told[1] if told else max(DELIMITERS, key=_outside_quotes(first).count)

    def kept() -> Iterator[str]:
        for line in chain([first], source):
            taken.append(line)
            yield line

    reader = csv.reader(kept(), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            broken = CsvRow(path, number + 1, line, "".join(taken), delimiter, ())
            problem = Problem.on(path, (line, 1), *_said(error), broken.text.split("\n")[0].rstrip("\r"), 1)
            raise StudyError([problem]) from error
        if cells is None:
            return
        number += 1
        if any(map(str.strip, cells)):
            yield CsvRow(path, number, line, "".join(taken), delimiter, tuple(map(str.strip, cells)))
        line += len(taken)
        taken.clear()


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _said(error: csv.Error) -> tuple[str, str]:
    """What is wrong with a row, and what to do, for somebody who knows spreadsheets and not the csv module."""
    if "unexpected end" in str(error) or "field limit" in str(error):
        return "a quote is opened in this row and never closed", "write a quote inside quotes twice"
    return "text follows a closing quote", "write a quote inside quotes twice"
