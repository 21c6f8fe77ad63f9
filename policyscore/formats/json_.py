"""Reports as JSON: one object, keys in a fixed order, floats to 12 significant digits."""

import json
import re
from collections.abc import Mapping

from policyscore.formats.format import Look
from policyscore.formats.report import Cell, Marked, Report
from policyscore.text import UNSHOWABLE, for_programs


def render(report: Report, look: Look) -> str:
    """The report's object. Characters that a terminal would act on are escaped, as JSON may."""
    text = json.dumps(_exact(report.json), ensure_ascii=False, allow_nan=False, indent=2)
    return escaped(text) + "\n"


def escaped(text: str) -> str:
    """JSON with what a terminal would act on in escapes."""
    return UNSHOWABLE.sub(_escape, text)


def lines(report: Report, look: Look) -> str:
    """The report's rows as JSON Lines: an object for each row."""
    keys = [column.key for column in report.csv.columns]
    rows = (dict(zip(keys, map(_bare_value, row), strict=True)) for row in report.csv.rows)
    return "".join(escaped(json.dumps(_exact(row), ensure_ascii=False, allow_nan=False)) + "\n" for row in rows)


def _bare_value(cell: Cell) -> object:
    """A cell without the sign that stands behind it."""
    return cell.value if isinstance(cell, Marked) else cell


def _escape(match: re.Match[str]) -> str:
    # The line ends of the layout stay; inside strings json.dumps has escaped them already.
    if match[0] == "\n":
        return "\n"
    # What does not fit in four digits is written as JSON does, in two halves.
    return json.dumps(match[0])[1:-1]


def _exact(value: object) -> object:
    """The value with every float cut to 12 significant digits, beyond which there is only noise."""
    match value:
        case float():
            return float(for_programs(value))
        case Mapping():
            return {key: _exact(item) for key, item in value.items()}
        case list() | tuple():
            return [_exact(item) for item in value]
        case _:
            return value
