"""Reports as CSV and TSV: rows at full precision, under keys that never change."""

import csv
from io import StringIO

from policyscore.formats.format import Look
from policyscore.formats.report import Cell, Cited, Marked, Report
from policyscore.text import for_programs, visible

# A spreadsheet takes a text that starts like this for a formula, and runs it; the wide characters too.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def commas(report: Report, look: Look) -> str:
    """Comma-separated values."""
    return _write(report, ",", look.raw)


def tabs(report: Report, look: Look) -> str:
    """Tab-separated values."""
    return _write(report, "\t", look.raw)


def _write(report: Report, delimiter: str, raw: bool) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(column.key for column in report.csv.columns)
    writer.writerows([cell(value, raw) for value in row] for row in report.csv.rows)
    return out.getvalue()


def cell(value: Cell, raw: bool = False) -> str:
    """A cell as text: numbers to 12 significant digits, what is undefined empty, formulas disarmed.

    >>> cell("=1+1"), cell(-0.1 - 0.2), cell(None), cell(True)
    ("'=1+1", '-0.3', '', 'true')
    """
    match value:
        case Marked():
            return cell(value.value, raw)
        case Cited():
            return cell(value.text, raw)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return for_programs(value)
        case int():
            return str(value)
        case str():
            text = visible(value)
            return f"'{text}" if not raw and text.startswith(FORMULA_STARTS) else text
