"""A report, a memo or a chart as text or as the bytes of a file, by format."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from policyscore.formats import csv_, html, json_, latex, markdown, terminal
from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import OFF_TERMINAL, ChartName, Format, Look
from policyscore.formats.report import Note, Report, Table
from policyscore.text import few

if TYPE_CHECKING:
    from policyscore.formats.memo.blocks import Memo

# Reports as text. As a file for Word or a spreadsheet program they take a library that may not be there.
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


CHARTS_LEFT_OUT = (
    "the memo holds no charts, since matplotlib is not installed; tables stand in for them (the extra `memo` brings it)"
)


def render(shown: "Report | Memo | Chart | str", format: Format, look: Look = OFF_TERMINAL) -> str | bytes:
    """What is to be shown in a format that it can take; text that stands by itself is the same in all.

    Raises ValueError for a format that it cannot take, and ImportError where the library for it is not installed.
    """
    if isinstance(shown, str):
        return shown
    if isinstance(shown, Report):
        return _report(shown, format, look)
    if isinstance(shown, Chart):
        return _chart(shown, format, look)
    return _memo(shown, format)


def lacking(shown: "Report | Memo | Chart | str", format: Format) -> str | None:
    """What it will lack in a format for want of a library, a font or letters that are not there, or None."""
    if isinstance(shown, Report):
        strange = latex.beyond_pdflatex(shown) if format is Format.LATEX else ""
        if not strange:
            return None
        named, them = few([f"{char} (U+{ord(char):04X})" for char in strange], 5), "it" if len(strange) == 1 else "them"
        return f"pdfLaTeX cannot set {named}: use XeLaTeX or LuaLaTeX, with a font for {them}"
    if isinstance(shown, str):
        return None
    if isinstance(shown, Chart):
        if format not in (Format.PNG, Format.PDF):
            return None
        from policyscore.formats.charts.draw import missing_glyphs

        missing = missing_glyphs(shown)
        return f"no font here has {few([*missing])}: they come out as boxes; -f svg needs none" if missing else None
    return None if format is Format.MARKDOWN or _can_draw() else CHARTS_LEFT_OUT


def _can_draw() -> bool:
    return find_spec("matplotlib") is not None


def _report(report: Report, format: Format, look: Look) -> str | bytes:
    if format is Format.TABLE and report.text is not None:
        return report.text
    if format is Format.DOCX:
        from policyscore.formats import docx_

        return docx_.render(report)
    if format is Format.XLSX and report.workbook:
        return report.workbook(report)
    if format not in RENDERERS:
        raise ValueError(f"this report cannot be written as {format}")
    return RENDERERS[format](report, look)


def _chart(chart: Chart, format: Format, look: Look) -> str | bytes:
    if format in (Format.SVG, Format.PNG, Format.PDF):
        from policyscore.formats.charts.draw import draw

        return draw(chart, format)
    lead = (chart.said, f"{chart.as_table.caption}.")
    notes = (Note("inputs", chart.made),) if chart.made else ()
    return _report(Report(chart.caption, lead, (chart.as_table,), notes, {}, Table("", (), ())), format, look)


def _memo(memo: "Memo", format: Format) -> str | bytes:
    if format is Format.MARKDOWN:
        from policyscore.formats.memo import markdown as memo_markdown

        return memo_markdown.render(memo)
    if format is Format.DOCX:
        from policyscore.formats.memo import docx_ as memo_docx

        return memo_docx.render(memo, _pictures(memo, Format.PNG))
    if format is Format.HTML:
        from policyscore.formats.memo import html as memo_html

        return memo_html.render(memo, _pictures(memo, Format.SVG))
    raise ValueError(f"a memo cannot be written as {format}")


def _pictures(memo: "Memo", format: Format) -> dict[ChartName, bytes]:
    """The charts of a memo as pictures; none where there is nothing to draw them with."""
    if not _can_draw():
        return {}
    from policyscore.formats.charts.draw import draw

    blocks = (block for section in (*memo.sections, *memo.appendix) for block in section.blocks)
    return {block.name: draw(block, format) for block in blocks if isinstance(block, Chart)}
