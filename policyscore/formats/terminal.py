"""Reports as aligned plain text; on a terminal fitted to its width, by rich."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from policyscore.formats.format import Look
from policyscore.formats.report import Cell, Marked, Report, Table
from policyscore.text import pad, visible, width

if TYPE_CHECKING:
    from rich.table import Table as RichTable

GAP = "  "


def render(report: Report, look: Look) -> str:
    """Plain aligned text, never folded; on a terminal, fitted to its width."""
    return _plain(report) if look.width is None else _fitted(report, look.width, look.color)


def _plain(report: Report) -> str:
    blocks = ["\n".join(_one_line(line) for line in (report.title, *report.lead))]
    for table in report.tables:
        caption = [_one_line(table.caption)] if report.several else []
        blocks.append("\n".join([*caption, *_Grid(table).lines()]))
    blocks.append("\n".join(f"- {_one_line(note.text)}" for note in report.notes))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _one_line(text: str) -> str:
    """Text on one line, with nothing in it that a terminal would act on."""
    return visible(" ".join(text.split("\n")))


class _Grid:
    """A table as rows of text, each cell padded to its column's width.

    Headers are stacked word on word, as narrow as their columns allow; `header_rows` counts their rows. Signs
    behind a number hang over, so that the digits stay aligned.
    """

    def __init__(self, table: Table) -> None:
        body = [[_one_line(cell) for cell in row] for row in table.shown()]
        under = [_one_line(column.under) for column in table.columns]
        stacks = []
        self.widths = []
        for index, column in enumerate(table.columns):
            cells = [row[index] for row in body]
            if column.right:
                cells = _with_hanging_signs(cells, [row[index] for row in table.rows])
                for row, cell in zip(body, cells, strict=True):
                    row[index] = cell
            words = _one_line(column.header).split()
            room = max(map(width, [*cells, *words, under[index]]), default=0)
            stacks.append(_stacked(words, room))
            self.widths.append(room)
        tallest = max(map(len, stacks))
        headers = [[("", *stack)[max(0, row - tallest + len(stack) + 1)] for stack in stacks] for row in range(tallest)]
        if any(under):
            headers.append(under)
        self.header_rows = len(headers)
        self.columns = table.columns
        self.rows = [
            [pad(cell, room, column.right) for cell, room, column in zip(row, self.widths, table.columns, strict=True)]
            for row in (*headers, *body)
        ]

    @property
    def width(self) -> int:
        """Cells of the terminal that a row takes."""
        return sum(self.widths) + len(GAP) * (len(self.widths) - 1)

    def lines(self) -> Iterator[str]:
        """The rows as lines, with a rule below the headers."""
        for number, row in enumerate(self.rows):
            if number == self.header_rows:
                yield GAP.join("-" * room for room in self.widths)
            yield GAP.join(row).rstrip()


def _with_hanging_signs(shown: list[str], cells: list[Cell]) -> list[str]:
    """Numbers with room behind those without a sign for the longest sign of the others."""
    signs = [len(cell.mark) if isinstance(cell, Marked) else 0 for cell in cells]
    longest = max(signs, default=0)
    return [text + " " * (longest - sign) for text, sign in zip(shown, signs, strict=True)]


def _stacked(words: list[str], room: int) -> list[str]:
    """Words in as few lines of so many cells as they need."""
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitted(report: Report, cells: int, color: bool) -> str:
    """The report as a terminal of this width shows it: rows are whole, and what does not fit gives way."""
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        width=cells,
        color_system="standard" if color else None,
        force_terminal=color,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(Text(_one_line(report.title), style="bold"))
    for line in report.lead:
        console.print(Text(_one_line(line)))
    for table in report.tables:
        grid, shown = _Grid(table), table
        need = grid.width
        if need > cells:
            shown = _narrower(table, cells)
            grid = _Grid(shown)
        console.print()
        if report.several:
            console.print(Text(_one_line(table.caption), style="bold"))
        console.print(_rich_table(grid))
        if hidden := [column for column in table.columns if column not in shown.columns]:
            told = f"{table.spare_columns.told(len(hidden))} {need} columns, and this terminal has {cells}."
            file = f"Widen it, or write them to a file: -o {table.spare_columns.file}"
            console.print(Text(f"{told} {file}", style="yellow"))
            under = ", ".join(
                f"{_one_line(column.header)} {_one_line(column.under)}" for column in hidden if column.under
            )
            if under:
                console.print(Text(f"{table.spare_columns.under}: {under}"))
    if report.notes:
        console.print()
        console.print(_rich_list(_one_line(note.text) for note in report.notes))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _narrower(table: Table, cells: int) -> Table:
    """The table without the columns that give way in a terminal of this width."""
    if not table.spare_columns.singly:
        return table.without_spare()
    spare = [column.key for column in table.columns if column.spare]
    for kept in range(len(spare) - 1, 0, -1):
        shown = table.without(*spare[kept:])
        if _Grid(shown).width <= cells:
            return shown
    return table.without_spare()


def _rich_table(grid: _Grid) -> "RichTable":
    """The table for rich. Every cell is a `Text`: in a plain string rich would read brackets as markup."""
    from rich.table import Table as RichTable
    from rich.text import Text

    result = RichTable(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), show_header=False)
    for column in grid.columns:
        # Numbers come padded, signs hanging over; flush right, rich would take that padding off.
        result.add_column(no_wrap=column.right)
    for number, row in enumerate(grid.rows):
        style = "dim" if number == grid.header_rows - 1 and number else "bold" if number < grid.header_rows else ""
        cells = (cell if column.right else cell.rstrip() for cell, column in zip(row, grid.columns, strict=True))
        result.add_row(*(Text(cell, style=style) for cell in cells))
    return result


def _rich_list(texts: Iterable[str]) -> "RichTable":
    """Texts with a dash before each, folded under themselves."""
    from rich.table import Table as RichTable
    from rich.text import Text

    result = RichTable.grid(padding=(0, 1, 0, 0))
    for text in texts:
        result.add_row(Text("-"), Text(text))
    return result
