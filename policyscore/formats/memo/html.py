"""Memos as a page: one file, for a screen, for paper and for a screen reader, with sliders where scripts run."""

import json
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import ChartName
from policyscore.formats.html import escape
from policyscore.formats.memo.blocks import Block, Heading, Memo, Notes, Points, Reference, References, Section, Text
from policyscore.formats.page_fit import LANDSCAPE_PT, PORTRAIT_PT, fit, parts, wide
from policyscore.formats.report import Cell, Cited, Column, Table

HERE = Path(__file__).parent


# Headers of numbers stand on their side in a table with more columns than this.
UPRIGHT = 8


# An address that a page may lead to.
SAFE = ("https://", "http://")


def render(memo: Memo, pictures: Mapping[ChartName, bytes]) -> str:
    """The memo as a whole page, that needs nothing but itself.

    A chart without its picture, an SVG, is its table. Without scripts the page is the whole memo; with them the
    reader may move the weights.
    """
    return "\n".join(_page(memo, pictures)) + "\n"


def _page(memo: Memo, pictures: Mapping[ChartName, bytes]) -> Iterator[str]:
    title = escape(memo.title)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Nothing is loaded from anywhere, whatever a text may say.
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield f"<title>{title}</title>\n<style>\n{(HERE / 'memo.css').read_text('utf-8')}</style>\n</head>\n<body>\n<main>"
    yield f"<header>\n<h1>{title}</h1>"
    if memo.head:
        lines = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in memo.head)
        yield f'<dl class="head">{lines}</dl>'
    yield "</header>"
    figures = count(1)
    for section in memo.sections:
        yield from _section(section, pictures, figures)
    if memo.slider_model:
        yield from _sliders(memo.slider_model)
    yield '<div class="appendix">'
    for section in memo.appendix:
        yield from _section(section, pictures, figures, "Appendix: ")
    yield f'</div>\n<p class="small made">{escape(memo.made)}</p>\n</main>'
    if memo.slider_model:
        # No text may end the script: whatever begins with an angle bracket is written by its number.
        model = json.dumps(memo.slider_model, ensure_ascii=True, allow_nan=False).replace("<", "\\u003c")
        yield f'<script type="application/json" id="model">{model}</script>'
        yield f"<script>\n{(HERE / 'sliders.js').read_text('utf-8')}</script>"
    yield "</body>\n</html>"


def _section(
    section: Section, pictures: Mapping[ChartName, bytes], figures: Iterator[int], prefix: str = ""
) -> Iterator[str]:
    # A heading goes onto the page of its table, so that neither stands alone.
    aside = any(isinstance(block, Table) and wide(block) for block in section.blocks)
    kind = ' class="landscape"' if aside else ""
    yield f"<section{kind}>\n<h2>{prefix}{escape(section.heading)}</h2>"
    for block in section.blocks:
        yield from _block(block, pictures, figures)
    yield "</section>"


def _block(block: Block, pictures: Mapping[ChartName, bytes], figures: Iterator[int]) -> Iterator[str]:
    match block:
        case Text():
            yield f'<p class="finding">{_text(block.text)}</p>' if block.strong else f"<p>{_text(block.text)}</p>"
        case Points():
            yield f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</ul>"
        case Notes():
            yield "\n".join(f'<p class="small">{_text(item)}</p>' for item in block.items)
        case Heading():
            yield f"<h3>{escape(block.text)}</h3>"
        case References():
            items = (_reference(number, item) for number, item in enumerate(block.items, start=1))
            yield f'<ol class="references">{"".join(items)}</ol>'
        case Chart():
            yield from _figure(block, pictures.get(block.name), next(figures))
        case Table():
            for part in parts(block, LANDSCAPE_PT):
                yield from _table(part)


def _text(text: str) -> str:
    return escape(text).replace(" %", "\N{NO-BREAK SPACE}%")


def _reference(number: int, reference: Reference) -> str:
    shown = escape(reference.text)
    url = reference.url
    if url and url.startswith(SAFE) and url in reference.text:
        before, after = reference.text.split(url, 1)
        shown = f'{escape(before)}<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>{escape(after)}'
    return f'<li id="source-{number}">{shown}</li>'


def _figure(chart: Chart, picture: bytes | None, number: int) -> Iterator[str]:
    yield "<figure>"
    if picture is None:
        yield from _table(chart.as_table)
        yield f"<p>{_text(chart.said)}</p>"
    else:
        yield picture.decode().strip()
    yield f"<figcaption>Figure {number}. {_text(chart.below)}</figcaption>\n</figure>"
    if picture is not None:
        yield f"<details><summary>Figure {number} as a table</summary>"
        yield from _table(chart.as_table)
        yield "</details>"


def _table(table: Table) -> Iterator[str]:
    numbers = sum(column.right for column in table.columns)
    aside = numbers > UPRIGHT
    label = escape(table.caption)
    # What may be wider than the screen can be scrolled, by the keyboard too.
    scrolls = f' tabindex="0" role="region" aria-label="{label}"' if numbers > UPRIGHT // 2 else ""
    yield f'<div class="wide"{scrolls}><table>\n<caption>{label}</caption>'
    if any(column.long for column in table.columns):
        # Left alone, a browser gives a column of long texts too little where its lines are short.
        widths = fit(table, PORTRAIT_PT).widths
        columns = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
        yield f"<colgroup>{columns}</colgroup>"
    yield "<thead><tr>"
    for column in table.columns:
        header = escape(column.header)
        if column.right:
            shown = f"<span>{header}</span>" if aside else header
            yield f'<th scope="col" class="{"aside" if aside else "number"}">{shown}</th>'
        else:
            yield f'<th scope="col">{header}</th>'
    yield "</tr>"
    if any(column.under for column in table.columns):
        yield f"<tr>{''.join(map(_under, table.columns))}</tr>"
    yield "</thead>\n<tbody>"
    for row in table.rows:
        cells = enumerate(zip(table.columns, row, strict=True))
        yield f"<tr>{''.join(_cell(column, cell, index == table.named) for index, (column, cell) in cells)}</tr>"
    yield "</tbody></table></div>"


def _under(column: Column) -> str:
    """The second line of a header; where it says what the others are, it is a header itself."""
    if column.right:
        return f'<td class="number">{escape(column.under)}</td>'
    return f'<th scope="row">{escape(column.under)}</th>' if column.under else "<td></td>"


def _cell(column: Column, cell: Cell, named: bool) -> str:
    if isinstance(cell, Cited):
        links = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in cell.numbers)
        return f"<td>{_text(cell.text)}{f' [{links}]' if links else ''}</td>"
    text, letter = column.typeset(cell)
    text = _text(text) + (f"<sup>{escape(letter)}</sup>" if letter else "")
    if column.right:
        return f'<td class="number">{text}</td>'
    return f'<th scope="row">{text}</th>' if named else f"<td>{text}</td>"


def _sliders(model: Mapping[str, object]) -> Iterator[str]:
    """The section that scripts bring to life; hidden where there are none."""
    criteria, weightings = model["criteria"], model["weightings"]
    assert isinstance(criteria, list)
    assert isinstance(weightings, list)
    yield '<section id="try" class="try" hidden>\n<h2>Try other weights</h2>'
    yield (
        "<p>Move the weights, and see what the scores and the order become. The values stay as they are, and nothing "
        "is stored or sent.</p>"
    )
    options = "".join(f"<option>{escape(each['name'])}</option>" for each in weightings)
    yield f'<p><label for="start">Start from</label> <select id="start">{options}</select>'
    yield '<button type="button">Start again</button></p>'
    yield "<fieldset><legend>Weights, scaled to 100 % together</legend>"
    for number, each in enumerate(criteria):
        yield (
            f'<div class="slider"><label for="weight-{number}">{escape(each["name"])}</label>'
            f'<input id="weight-{number}" type="range" min="0" max="100" step="0.5">'
            f'<output for="weight-{number}" aria-live="off"></output></div>'
        )
    yield '</fieldset>\n<p role="status"></p>'
    yield '<div class="wide"><table>\n<caption>Scores under the weights above</caption>\n<thead><tr>'
    yield '<th scope="col" class="number">Rank</th><th scope="col">Option</th><th scope="col" class="number">Score</th>'
    if model["base"] is not None:
        yield '<th scope="col" class="number" data-column="3">Gain</th>'
        if model["chance"] is not None:
            yield '<th scope="col" class="number" data-column="4">Expected gain</th>'
    yield "</tr></thead>\n<tbody></tbody></table></div>"
    signs = "= a rank that is shared; ? a rating that is not known counts as halfway; ! rated worse than a floor."
    yield f'<p class="small">{signs}</p>\n</section>'
