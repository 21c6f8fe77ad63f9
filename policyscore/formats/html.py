"""Documents as HTML to paste: real tables whose style, caption and notes survive the clipboard."""

from collections.abc import Iterator
from html import escape as escape_html

from policyscore.formats.format import Look
from policyscore.formats.report import MINUS, Report, Table
from policyscore.text import visible

# Mail programs and word processors keep inline styles alone, Writer only those of the cells. The white side
# borders are for Writer too, which drops the padding of cells without any.
SIDES = "border-left:1px solid #fff;border-right:1px solid #fff"


CELL = f"font-size:10pt;padding:2pt 5pt;{SIDES};vertical-align:top"


NUMBER = f"text-align:right;white-space:nowrap;{CELL}"


# Wide enough that a name takes two lines rather than four.
NAME = f"text-align:left;font-weight:normal;min-width:12em;{CELL}"


# Word on word: word processors break a header inside its words rather than widen its column.
HEAD = f"font-size:10pt;padding:2pt 5pt;{SIDES};border-bottom:1px solid #000;vertical-align:bottom;white-space:nowrap"


CAPTION = "caption-side:top;text-align:left;font-weight:bold;padding:6pt 0 4pt"


# A header up to this long stands on one line.
MAX_ONE_LINE_CHARS = 12


NOTES = f"padding:4pt 5pt;{SIDES};border-top:1px solid #000;text-align:left;font-size:9pt"


def escape(text: str) -> str:
    """Text that HTML shows as it is."""
    return escape_html(visible(text, keep="\n")).replace("\n", "<br>")


def render(report: Report, look: Look) -> str:
    """A fragment to embed, or a whole page that carries its character set."""
    fragment = "\n".join(_fragment(report)) + "\n"
    if not look.page:
        return fragment
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(report.title)}</title>\n</head>\n"
        f'<body style="font-family:sans-serif;margin:2em">\n{fragment}</body>\n</html>\n'
    )


def _fragment(report: Report) -> Iterator[str]:
    if report.several:
        yield f'<p style="font-weight:bold">{escape(report.title)}</p>'
    for line in report.lead:
        yield f"<p>{escape(line)}</p>"
    for table in report.tables:
        yield '<table style="border-collapse:collapse">'
        yield f'<caption style="{CAPTION}">{escape(table.caption)}</caption>'
        yield from _head(table)
        yield "<tbody>"
        for row in table.shown():
            yield f"<tr>{''.join(_cells(table, row))}</tr>"
        yield "</tbody>"
        if table is report.tables[-1] and report.notes:
            # In the table's own last row: notes below it would be lost at the first paste.
            notes = "<br>".join(escape(note.text) for note in report.notes)
            yield f'<tfoot><tr><td colspan="{len(table.columns)}" style="{NOTES}">{notes}</td></tr></tfoot>'
        yield "</table>"


def _head(table: Table) -> Iterator[str]:
    yield "<thead><tr>"
    for column in table.columns:
        side = "right" if column.right else "left"
        under = f'<br><span style="font-weight:normal">{escape(column.under)}</span>' if column.under else ""
        words = column.header.split()
        # A number is narrower than what it is called; a text is not.
        header = ("<br>" if column.right and len(column.header) > MAX_ONE_LINE_CHARS else " ").join(map(escape, words))
        yield f'<th scope="col" style="text-align:{side};{HEAD}">{header}{under}</th>'
    yield "</tr></thead>"


def _cells(table: Table, row: list[str]) -> Iterator[str]:
    for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        text = escape(cell)
        if column.right:
            yield f'<td style="{NUMBER}">{text.replace("-", MINUS)}</td>'
        elif index == table.named:
            yield f'<th scope="row" style="{NAME}">{text}</th>'
        else:
            yield f'<td style="text-align:left;{CELL}">{text}</td>'
