"""Formats by name: each turns a document into text or into a file, and does nothing else."""

from collections.abc import Callable
from importlib.util import find_spec

from policyscore.formats import csv_, html, json_, latex, markdown, terminal
from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import ChartName, Drawn, Format, Look, Written
from policyscore.formats.memo.blocks import Memo
from policyscore.formats.report import Report

# Those that are text; `docx_` makes a file, by a library that may not be there.
RENDERERS: dict[Format, Callable[[Report, Look], str]] = {
    Format.TABLE: terminal.render,
    Format.MARKDOWN: markdown.render,
    Format.HTML: html.render,
    Format.LATEX: latex.render,
    Format.CSV: csv_.commas,
    Format.TSV: csv_.tabs,
    Format.JSON: json_.render,
    Format.JSONL: json_.lines,
}


LEFT_OUT = (
    "the memo holds no charts, since matplotlib is not installed; tables stand in for them (the extra `memo` brings it)"
)


def drawable() -> bool:
    """Whether charts can be drawn here."""
    return find_spec("matplotlib") is not None


def render(memo: Memo, format: Written) -> str | bytes:
    """The memo in a format."""
    if format is Written.MARKDOWN:
        from policyscore.formats.memo import markdown as memo_markdown

        return memo_markdown.render(memo)
    pictures = _pictures(memo, Drawn.PNG if format is Written.DOCX else Drawn.SVG) if drawable() else {}
    if format is Written.DOCX:
        from policyscore.formats.memo import docx_ as memo_docx

        return memo_docx.render(memo, pictures)
    from policyscore.formats.memo import html as memo_html

    return memo_html.render(memo, pictures)


def _pictures(memo: Memo, format: Drawn) -> dict[ChartName, bytes]:
    from policyscore.formats.charts.draw import draw

    blocks = (block for section in (*memo.sections, *memo.appendix) for block in section.blocks)
    return {block.name: draw(block, format) for block in blocks if isinstance(block, Chart)}
