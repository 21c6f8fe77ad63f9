"""Memos as a page: one file, for a screen, for paper and for a screen reader, with sliders where scripts run."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import ChartName
from policyscore.formats.memo.blocks import (
    Block,
    BulletList,
    Memo,
    Notes,
    Paragraph,
    Reference,
    References,
    Section,
    Subheading,
)
from policyscore.formats.page_fit import LANDSCAPE_PT, PORTRAIT_PT, fit, needs_landscape, parts
from policyscore.formats.report import Cell, Cited, Column, Table
from policyscore.formats.templates import fill, trusted

if TYPE_CHECKING:
    from markupsafe import Markup

HERE = Path(__file__).parent

# Headers of numbers stand on their side in a table with more columns than this.
MAX_UPRIGHT_COLUMNS = 8

# An address that a page may lead to starts so.
SAFE_SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class _Section:
    """A section as the template sets it: its blocks in order, each a `_Block`."""

    heading: str
    landscape: bool
    blocks: list["_Block"]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block by the name that the template has for its kind, with what stands in it."""

    kind: Literal["text", "finding", "points", "notes", "heading", "references", "figure", "table"]
    content: object


@dataclass(frozen=True, slots=True)
class _Figure:
    """A chart with its number; without a picture, the table stands in its place."""

    number: int
    picture: "Markup | None"
    table: "_Table"
    said: str
    below: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as the template sets it; `widths` of its columns in percent, none where the browser may choose.

    `sideways`: whether headers of numbers stand on their side. `second_line`: whether a column has one in its header.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: list[list["_Cell"]]
    widths: list[str]
    scrolls: bool
    sideways: bool
    second_line: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its text, a letter to raise behind it, the numbers of its sources; a name is what its row is called."""

    kind: Literal["number", "name", "text"]
    text: str
    letter: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reference:
    """A source in pieces: the address that leads to it, empty without one, and the text before and after that."""

    before: str
    url: str = ""
    after: str = ""


def render(memo: Memo, pictures: Mapping[ChartName, bytes]) -> str:
    """The memo as a whole page, that needs nothing but itself.

    A chart without its picture, an SVG, is shown as its table. Without scripts the page is the whole memo; with them
    the reader may move the weights.
    """
    figures = count(1)
    # No text may end the script: whatever begins with an angle bracket is written by its number.
    model = json.dumps(memo.slider_model, ensure_ascii=True, allow_nan=False).replace("<", "\\u003c")
    return fill(
        "memo/page.html.jinja",
        memo=memo,
        sections=[_section(section, pictures, figures) for section in memo.sections],
        appendix=[_section(section, pictures, figures) for section in memo.appendix],
        css=trusted((HERE / "memo.css").read_text("utf-8")),
        slider_json=trusted(model),
        script=trusted((HERE / "sliders.js").read_text("utf-8")),
    )


def _section(section: Section, pictures: Mapping[ChartName, bytes], figures: Iterator[int]) -> _Section:
    # A heading goes onto the page of its table, so that neither stands alone.
    landscape = any(isinstance(block, Table) and needs_landscape(block) for block in section.blocks)
    blocks = [shown for block in section.blocks for shown in _blocks(block, pictures, figures)]
    return _Section(section.heading, landscape, blocks)


def _blocks(block: Block, pictures: Mapping[ChartName, bytes], figures: Iterator[int]) -> Iterator[_Block]:
    match block:
        case Paragraph():
            yield _Block("finding" if block.strong else "text", block.text)
        case BulletList():
            yield _Block("points", block.items)
        case Notes():
            yield _Block("notes", block.items)
        case Subheading():
            yield _Block("heading", block.text)
        case References():
            yield _Block("references", [_reference(item) for item in block.items])
        case Chart():
            picture = pictures.get(block.name)
            drawn = None if picture is None else trusted(picture.decode().strip())
            yield _Block("figure", _Figure(next(figures), drawn, _table(block.as_table), block.said, block.below))
        case Table():
            for part in parts(block, LANDSCAPE_PT):
                yield _Block("table", _table(part))


def _reference(reference: Reference) -> _Reference:
    url = reference.url
    if url and url.startswith(SAFE_SCHEMES) and url in reference.text:
        before, after = reference.text.split(url, 1)
        return _Reference(before, url, after)
    return _Reference(reference.text)


def _table(table: Table) -> _Table:
    numbers = sum(column.right for column in table.columns)
    widths: tuple[float, ...] = ()
    if any(column.long for column in table.columns):
        # Left alone, a browser gives a column of long texts too little where its lines are short.
        widths = fit(table, PORTRAIT_PT).widths
    return _Table(
        table.caption,
        table.columns,
        rows=[
            [_cell(column, cell, named=index == table.name_column) for index, (column, cell) in enumerate(cells)]
            for cells in (zip(table.columns, row, strict=True) for row in table.rows)
        ],
        widths=[f"{100 * width / sum(widths):.1f}" for width in widths],
        scrolls=numbers > MAX_UPRIGHT_COLUMNS // 2,
        sideways=numbers > MAX_UPRIGHT_COLUMNS,
        second_line=any(column.under for column in table.columns),
    )


def _cell(column: Column, cell: Cell, named: bool) -> _Cell:
    if isinstance(cell, Cited):
        return _Cell("text", cell.text, sources=cell.numbers)
    return _Cell("number" if column.right else "name" if named else "text", *column.typeset(cell))
