"""What is said, not how it looks: reports, tables, columns and cells, between results and formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from policyscore.rounding import rounded
from policyscore.text import counted

MINUS, NBSP = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"

# The key of the column that holds what was under the names of columns, in a table on its side.
UNDER = "under"

Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with a sign behind it that a note explains, as `50?`, and perhaps a letter, raised where that can be."""

    value: Value
    mark: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A text with the numbers of the sources that it rests on."""

    text: str
    numbers: tuple[int, ...]


Cell = Value | Marked | Cited


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is for programs and never changes; `header` and `under`, a second line, are for readers.

    `digits` are the decimals of a number; None for text, which stands to the left. `signed` numbers but 0
    carry their plus. Columns that are `spare` give way where a terminal is too narrow for all. A `long` text is
    read, not looked up, and wants a wide column on paper.
    """

    key: str
    header: str
    under: str = ""
    digits: int | None = None
    signed: bool = False
    spare: bool = False
    long: bool = False

    @property
    def right(self) -> bool:
        """Whether its cells are numbers, and stand to the right."""
        return self.digits is not None

    def show(self, cell: Cell) -> str:
        """A cell as a reader sees it; what is undefined is a dash, never 0."""
        if isinstance(cell, Marked):
            return f"{self.show(cell.value)}{cell.mark} {cell.letter}".rstrip()
        if isinstance(cell, Cited):
            numbers = f"[{', '.join(map(str, cell.numbers))}]" if cell.numbers else ""
            return " ".join(filter(None, (cell.text, numbers)))
        if cell is None:
            return "–"
        if isinstance(cell, str) or self.digits is None:
            return str(cell)
        number = rounded(cell, self.digits)
        return f"{number:+f}" if self.signed and number else f"{number:f}"

    def typeset(self, cell: Cell) -> tuple[str, str]:
        """A cell as it is set in print: its text, numbers with a true minus, and the letter to raise behind it."""
        value, mark, letter = (cell.value, cell.mark, cell.letter) if isinstance(cell, Marked) else (cell, "", "")
        text = self.show(value)
        return (text.replace("-", MINUS) if self.right else text) + mark, letter


def _more_columns(count: int) -> str:
    return f"All with {counted(count, 'more column')} needs"


@dataclass(frozen=True, slots=True)
class SpareColumns:
    """The spare columns of a table, and how a reader is told that there was no room for them.

    They give way all together, or `singly`, the last ones first. `told` says of so many what they are, with a verb that
    the room they take follows; `under` says what their second lines are, and `file` is a name for a file with them all.
    """

    told: Callable[[int], str] = _more_columns
    under: str = "Below them"
    file: str = "result.html"
    singly: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns, with a caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    spare_columns: SpareColumns = SpareColumns()

    @property
    def name_column(self) -> int | None:
        """The place of the column that names the rows: the first of texts; None where there are numbers alone."""
        return next((place for place, column in enumerate(self.columns) if not column.right), None)

    @property
    def row_headers(self) -> int:
        """How many columns head its rows: up to the one that names them, and on its side its second lines."""
        named = (self.name_column or 0) + 1
        return named + any(column.key == UNDER for column in self.columns[named : named + 1])

    def shown(self) -> list[list[str]]:
        """Every cell as a reader sees it."""
        return [[column.show(cell) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows]

    def without_spare(self) -> "Table":
        """The table without the columns that give way."""
        return self.without(*(column.key for column in self.columns if column.spare))

    def without(self, *keys: str) -> "Table":
        """The table without some of its columns."""
        kept = [index for index, column in enumerate(self.columns) if column.key not in keys]
        rows = tuple(tuple(row[index] for index in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[index] for index in kept), rows=rows)

    def transposed(self, by: str, header: str, spare_columns: SpareColumns) -> "Table":
        """The table on its side: a row for each column, headed `header`, and a column for each cell of column `by`.

        The second line of the headers becomes a column, headed as it is above `by`. Numbers keep their decimals, and
        stand to the right. All columns of cells but the first are spare, and spoken of as `spare_columns` says.
        """
        named = next(index for index, column in enumerate(self.columns) if column.key == by)
        rest = [index for index in range(len(self.columns)) if index != named]
        columns = [Column("header", header)]
        if under := self.columns[named].under:
            columns.append(Column(UNDER, under[0].upper() + under[1:], digits=0))
        for number, row in enumerate(self.rows):
            columns.append(Column(f"row:{number}", self.columns[named].show(row[named]), digits=0, spare=number > 0))
        rows: list[tuple[Cell, ...]] = []
        for index in rest:
            column = self.columns[index]
            cells = (_as_shown(column, row[index]) for row in self.rows)
            rows.append((column.header, *([column.under] if under else []), *cells))
        return Table(self.caption, tuple(columns), tuple(rows), spare_columns)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that travels with the table; `code` is for programs and never changes."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One result, as people and as programs get it.

    For people `title`, `lead`, `tables` and `notes`; for programs `json`, an object, and
    `csv`, rows at full precision under keys. `text` is printed in place of the tables where it is given, and `workbook`
    makes a file for spreadsheet programs, where there is one to make.
    """

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    json: Mapping[str, object]
    csv: Table
    text: str | None = None
    workbook: "Callable[[Report], bytes] | None" = field(default=None, compare=False)

    @property
    def several(self) -> bool:
        """Whether its tables need their captions to be told apart: a single one's is the title."""
        return len(self.tables) > 1


def unbroken_percents(text: str) -> str:
    """A text whose percent signs stay on the line of their numbers."""
    return text.replace(" %", f"{NBSP}%")


def _as_shown(column: Column, cell: Cell) -> Cell:
    """A cell as its column shows it, for a place among cells of other columns."""
    return replace(cell, value=column.show(cell.value)) if isinstance(cell, Marked) else column.show(cell)
