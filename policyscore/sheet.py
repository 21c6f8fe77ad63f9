"""A table as a spreadsheet saves it: rows of cells, and where each stands in the file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from policyscore.errors import Problem, StudyError

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
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
        start, end = self._span(index)
        before = self.text[:start]
        line = self.line + before.count("\n")
        column = start - (before.rfind("\n") + 1) + 1
        whole = self.text.split("\n")[line - self.line].rstrip("\r")
        span = max(1, len(self.text[start:end].split("\n")[0].rstrip()))
        return Problem.on(
            self.path, (line, column), f"cell {letters(index)}{self.number}: {message}", hint, whole, span
        )

    def _span(self, index: int) -> tuple[int, int]:
        """Where a cell starts and ends in the text: a delimiter counts outside quotes alone.

        A quote inside quotes is written twice, which closes and opens them again.
        """
        start, quoted = 0, False
        for position, char in enumerate(self.text):
            if char == '"' and (quoted or position == start):
                quoted = not quoted
            elif not quoted and char in (self.delimiter, "\n", "\r"):
                if index == 0:
                    return start, position
                if char != self.delimiter:
                    return position, position
                index, start = index - 1, position + 1
        return start if index == 0 else len(self.text), len(self.text)


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


def rows(path: str, lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a table that hold anything, read one after the other.

    lines: the text with its line ends. Cells are separated by what the first line has most of: commas,
    semicolons or tabs. Raises StudyError where quotes do not match.
    """
    taken: list[str] = []  # the lines of the row that is being read
    source = iter(lines)
    first = next(source, "")
    delimiter = max(DELIMITERS, key=_outside_quotes(first).count)

    def kept() -> Iterator[str]:
        for line in chain([first], source):
            taken.append(line)
            yield line

    reader = csv.reader(kept(), delimiter=delimiter, strict=True)
    number, line = 0, 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            broken = Row(path, number + 1, line, "".join(taken), delimiter, ())
            problem = Problem.on(path, (line, 1), *_said(error), broken.text.split("\n")[0].rstrip("\r"), 1)
            raise StudyError([problem]) from error
        if cells is None:
            return
        number += 1
        if any(map(str.strip, cells)):
            yield Row(path, number, line, "".join(taken), delimiter, tuple(map(str.strip, cells)))
        line += len(taken)
        taken.clear()


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _said(error: csv.Error) -> tuple[str, str]:
    """What is wrong with a row, and what to do, for somebody who knows spreadsheets and not the csv module."""
    if "unexpected end" in str(error) or "field limit" in str(error):
        return "a quote is opened in this row and never closed", "write a quote inside quotes twice"
    return "text stands behind a closing quote", "write a quote inside quotes twice"
