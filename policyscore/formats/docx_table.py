"""Tables as Word's XML: widths that are fixed, headers that repeat, rules above and below."""

from collections.abc import Iterator, Sequence
from typing import Any

from policyscore.formats.docx_xml import elements, run, twips
from policyscore.formats.page_fit import PADDING_PT, Fit, header_height
from policyscore.formats.report import Cell, Column, Table
from policyscore.text import visible

# The line above and below, half a point thick.
RULE = {"val": "single", "sz": 4, "space": 0, "color": "7B8794"}

# The names of their styles.
TABLE, CELL, HEADER = "Policyscore Table", "Table Text", "Table Header"


def table_element(table: Table, fitted: Fit, together: bool) -> Any:
    """The table as Word's own, its widths fixed: left alone, Word and LibreOffice break names.

    `together`: whether its rows keep to one page.
    """
    w = elements()
    widths = [twips(points) for points in fitted.widths]
    properties = w.tblPr(
        w.tblStyle(val=style_id(TABLE)),
        w.tblW(w=sum(widths), type="dxa"),
        w.tblLayout(type="fixed"),
        _margins(),  # again: LibreOffice does not take it from the style
        w.tblLook(val="0020", firstRow=1, lastRow=0, noHBand=1, noVBand=1),
        w.tblCaption(val=visible(table.caption)),
    )
    return w.tbl(
        properties,
        w.tblGrid(*(w.gridCol(w=width) for width in widths)),
        *_header_rows(table, fitted, widths),
        *_body_rows(table, fitted, widths, together),
    )


def table_style() -> Any:
    """Rules above and below, and below the header: as tables stand in print."""
    w = elements()
    return w.style(
        w.name(val=TABLE),
        w.basedOn(val="TableNormal"),
        w.qFormat(),
        w.tblPr(w.tblBorders(w.top(**RULE), w.bottom(**RULE)), _margins()),
        w.tblStylePr(
            w.rPr(w.b()),
            w.tcPr(w.tcBorders(w.bottom(**RULE))),
            type="firstRow",
        ),
        type="table",
        customStyle=1,
        styleId=style_id(TABLE),
    )


def style_id(name: str) -> str:
    """The id by which Word refers to a style inside the file."""
    return name.replace(" ", "")


def _margins() -> Any:
    """The space round the text of cells."""
    w = elements()
    above, beside = {"w": twips(1.5), "type": "dxa"}, {"w": twips(PADDING_PT / 2), "type": "dxa"}
    return w.tblCellMar(w.top(**above), w.left(**beside), w.bottom(**above), w.right(**beside))


def _header_rows(table: Table, fitted: Fit, widths: Sequence[int]) -> Iterator[Any]:
    """The header, which repeats on every page: the columns' names, and below them their second lines."""
    w = elements()
    lines = [[column.header for column in table.columns]]
    if any(column.under for column in table.columns):
        lines.append([column.under for column in table.columns])
    for number, line in enumerate(lines):
        sideways = not fitted.upright and number == 0
        heights = [w.trHeight(val=twips(header_height(table, fitted.size)), hRule="exact")] if sideways else []
        yield w.tr(
            w.trPr(w.cantSplit(), *heights, w.tblHeader()),
            *(
                _header_cell(
                    run(text, fitted.size),
                    width,
                    column.right,
                    style=HEADER if number == 0 else CELL,
                    sideways=sideways and column.right,
                    ruled=number == len(lines) - 1,
                )
                for column, text, width in zip(table.columns, line, widths, strict=True)
            ),
        )


def _header_cell(text: Any, width: int, right: bool, style: str, sideways: bool, ruled: bool) -> Any:
    """A cell of a header; `ruled` where the rule below all of it goes here."""
    w = elements()
    return w.tc(
        w.tcPr(
            w.tcW(w=width, type="dxa"),
            *([w.tcBorders(w.bottom(**RULE))] if ruled else []),
            *([w.textDirection(val="btLr")] if sideways else []),
            w.vAlign(val="center" if sideways else "bottom"),
        ),
        _paragraph([text], style, together=True, right=right and not sideways),
    )


def _body_rows(table: Table, fitted: Fit, widths: Sequence[int], together: bool) -> Iterator[Any]:
    w = elements()
    for number, row in enumerate(table.rows):
        follows = together and number < len(table.rows) - 1
        yield w.tr(
            w.trPr(w.cantSplit()),
            *(
                w.tc(
                    w.tcPr(w.tcW(w=width, type="dxa")),
                    _paragraph(_runs(column, cell, fitted.size), CELL, together=follows, right=column.right),
                )
                for column, cell, width in zip(table.columns, row, widths, strict=True)
            ),
        )


def _runs(column: Column, cell: Cell, size: float) -> list[Any]:
    """The runs of a cell: its text, and the letter to raise behind it."""
    text, letter = column.typeset(cell)
    return [run(text, size), run(letter, size, raised=True)] if letter else [run(text, size)]


def _paragraph(runs: list[Any], style: str, together: bool, right: bool) -> Any:
    """The paragraph in a cell; `together` where its row stays on the page of the next."""
    w = elements()
    properties = w.pPr(
        w.pStyle(val=style_id(style)),
        *([w.keepNext()] if together else []),
        *([w.jc(val="right")] if right else []),
    )
    return w.p(properties, *runs)
