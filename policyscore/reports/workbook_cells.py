"""Cells of a workbook: references to them, their difference, how high their rows are, and text that stays text."""

from typing import Any

from policyscore.errors import CommandError
from policyscore.text import visible

# A cell of a spreadsheet holds no more text than this.
MAX_CELL_CHARS = 32_000

CUT = "… (cut off: a cell of a workbook holds no more)"

# Nor a sheet more rows and columns than these.
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


def check_room(rows: int, columns: int) -> None:
    """Raises CommandError where so many rows or columns are more than a sheet has."""
    hint = "write csv, which has no such limit: -f csv"
    if rows > MAX_ROWS:
        hint += "; or rank fewer options, with --tag"
        raise CommandError(f"a sheet of a workbook holds {MAX_ROWS:,} rows, and this study needs {rows:,}", hint)
    if columns > MAX_COLUMNS:
        raise CommandError(
            f"a sheet of a workbook holds {MAX_COLUMNS:,} columns, and this study needs {columns:,}", hint
        )


def reference_to(row: int, column: int, fixed: str = "") -> str:
    """A reference to a cell, counted from 0; its column, or both, may be fixed."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=fixed == "both", col_abs=bool(fixed)))


def range_to(first: tuple[int, int], last: tuple[int, int], fixed: bool = False) -> str:
    """A reference to the cells from one row and column to another, counted from 0; both may be fixed."""
    from xlsxwriter.utility import xl_range, xl_range_abs

    return str((xl_range_abs if fixed else xl_range)(*first, *last))


def gap(one: str, other: str) -> str:
    """A formula for the difference of two cells as they are shown, to a decimal: noise is rounded away first."""
    shown = (f"ROUND(ROUND({cell},9),1)" for cell in (one, other))
    return f"=ROUND({'-'.join(shown)},1)"


def height(*texts: tuple[str, int]) -> float:
    """How high a row must be for texts in columns of so many characters: not every program finds out by itself."""
    lines = (sum(1 + len(line) // round(1.15 * columns) for line in text.split("\n")) for text, columns in texts)
    return min(400.0, 13.5 * max(lines))


def shown_text(text: str) -> str:
    """The text as a cell can hold it: the end of a longer one is left out, and that is said in its place."""
    shown = visible(text, keep="\n")
    # Spreadsheet programs count in the units of UTF-16: most emoji are two.
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL_CHARS:
        return shown
    return units[: 2 * MAX_CELL_CHARS].decode("utf-16-le", "ignore") + CUT


def write(sheet: Any, row: int, column: int, text: str, format: Any) -> None:
    """Text as text, whatever it begins with."""
    sheet.write_string(row, column, shown_text(text), format)
