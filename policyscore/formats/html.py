"""Reports as HTML to paste: real tables whose style, caption and notes survive the clipboard."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from policyscore.formats.format import Look
from policyscore.formats.report import MINUS, Column, Note, Report, Table
from policyscore.formats.templates import fill

# A header up to this long stands on one line.
MAX_ONE_LINE_CHARS = 12


class _PastedHeader(NamedTuple):
    """A column's header as the template sets it: on the side of its cells, with its line breaks."""

    side: Literal["left", "right"]
    text: str
    under: str


class _PastedCell(NamedTuple):
    """A cell as the template sets it; a name is what its row is called by."""

    kind: Literal["number", "name", "text"]
    text: str


class _PastedTable(NamedTuple):
    """A table as the template sets it, with the notes that stand in its last row."""

    caption: str
    headers: list[_PastedHeader]
    rows: list[list[_PastedCell]]
    notes: tuple[Note, ...]


def render(report: Report, look: Look) -> str:
    """A fragment to embed, or a whole page that carries its character set."""
    template = "report_page.html.jinja" if look.page else "report.html.jinja"
    return fill(template, report=report, tables=list(_tables(report)))


def _tables(report: Report) -> Iterator[_PastedTable]:
    for table in report.tables:
        rows = [list(_cells(table, row)) for row in table.shown()]
        notes = report.notes if table is report.tables[-1] else ()
        yield _PastedTable(table.caption, [_header(column) for column in table.columns], rows, notes)


def _header(column: Column) -> _PastedHeader:
    words = column.header.split()
    # A number is narrower than what it is called; a text is not.
    stacked = column.right and len(column.header) > MAX_ONE_LINE_CHARS
    return _PastedHeader("right" if column.right else "left", ("\n" if stacked else " ").join(words), column.under)


def _cells(table: Table, row: list[str]) -> Iterator[_PastedCell]:
    for index, (column, text) in enumerate(zip(table.columns, row, strict=True)):
        if column.right:
            yield _PastedCell("number", text.replace("-", MINUS))
        else:
            yield _PastedCell("name" if index == table.name_column else "text", text)
