"""A table as a spreadsheet saves it: rows of cells, and where each stands in the file."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from policyscore.errors import Problem, StudyError
from policyscore.reading.table_lines import MAX_CELL_CHARS, MAX_ROW_BYTES, too_long

DELIMITERS = ",;\t"

# What Excel puts, or wants, above a table whose cells are not separated as its settings say.
SEPARATOR_LINE = re.compile(rf"\ufeff?sep=([{DELIMITERS}])\s*")

# So many faults of a table are told, and the rest counted: they are of the same kinds, and nobody reads them.
MAX_TOLD = 100

# Who writes a quote into a cell.
TWICE = "write a quote inside quotes twice"


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


@dataclass(slots=True)
class Faults:
    """What is wrong with a table: its first faults as problems, and how many more there are."""

    problems: list[Problem] = field(default_factory=list)
    more: int = 0

    @property
    def full(self) -> bool:
        """Whether a further fault is only counted."""
        return len(self.problems) >= MAX_TOLD

    def add(self, row: CsvRow, index: int, message: str, hint: str | None = None) -> None:
        """Takes in a fault of a cell, as `CsvRow.problem` has it."""
        if self.full:
            self.more += 1
        else:
            self.problems.append(row.problem(index, message, hint))

    @property
    def count(self) -> int:
        """How many there are, told or not."""
        return len(self.problems) + self.more

    def error(self) -> StudyError:
        """What to raise for them."""
        return StudyError(self.problems, more=self.more)


def first_of(problems: Iterable[Problem]) -> StudyError:
    """What to raise for the problems of a table that was read as a whole: it tells the first of them by place."""
    found = sorted(set(problems), key=lambda problem: problem.sort_key)
    return StudyError(found[:MAX_TOLD], more=max(0, len(found) - MAX_TOLD))


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
    where quotes do not match, and where a row or a cell is longer than `table_lines` has it.
    """
    taken: list[str] = []  # the lines of the row that is being read
    size = 0  # their characters
    source = iter(lines)
    first = next(source, "")
    line = 1
    if told := SEPARATOR_LINE.fullmatch(first):
        first, line = next(source, ""), 2
    delimiter = told[1] if told else max(DELIMITERS, key=_outside_quotes(first).count)

    def kept() -> Iterator[str]:
        nonlocal size
        for each in chain([first], source):
            taken.append(each)
            size += len(each)
            if size > MAX_ROW_BYTES:
                raise StudyError([too_long(path, line, taken[0])])
            yield each

    reader = csv.reader(kept(), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            broken = CsvRow(path, number + 1, line, "".join(taken), delimiter, ())
            raise StudyError([_broken(broken, error)]) from error
        if cells is None:
            return
        number += 1
        if any(map(str.strip, cells)):
            yield CsvRow(path, number, line, "".join(taken), delimiter, tuple(map(str.strip, cells)))
        line += len(taken)
        taken.clear()
        size = 0


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _broken(row: CsvRow, error: csv.Error) -> Problem:
    """What is wrong with a row, and what to do, for somebody who knows spreadsheets and not the csv module."""
    spans = _spans(row.text, row.delimiter)
    if "field limit" in str(error):
        long = (index for index, (start, end) in enumerate(spans) if end - start > MAX_CELL_CHARS)
        index = next(long, len(spans) - 1)
        quoted = row.text.startswith('"', spans[index][0])
        hint = "close the quote that it begins with, if it is to end sooner" if quoted else "shorten it"
        return row.problem(index, f"this cell holds more than {MAX_CELL_CHARS:,} characters", hint)
    place, message = (row.line, 1), "text follows a closing quote"
    if "unexpected end" in str(error):
        before = row.text[: spans[-1][0]]
        place = row.line + before.count("\n"), len(before) - before.rfind("\n")
        message = "a quote is opened in this row and never closed"
    return Problem.on(row.path, place, message, TWICE, row.text.split("\n")[place[0] - row.line].rstrip("\r"), 1)
