"""Memos by format: each turns a memo, with its charts where they can be drawn, into text or a file."""

from importlib.util import find_spec

from policyscore.blocks import Memo
from policyscore.charts import Chart
from policyscore.format import ChartName, Drawn, Written

LEFT_OUT = (
    "the memo holds no charts, since matplotlib is not installed; tables stand in for them (the extra `memo` brings it)"
)


def drawable() -> bool:
    """Whether charts can be drawn here."""
    return find_spec("matplotlib") is not None


def render(memo: Memo, format: Written) -> str | bytes:
    """The memo in a format."""
    if format is Written.MARKDOWN:
        from policyscore.renderers import memo_markdown

        return memo_markdown.render(memo)
    pictures = _pictures(memo, Drawn.PNG if format is Written.DOCX else Drawn.SVG) if drawable() else {}
    if format is Written.DOCX:
        from policyscore.renderers import memo_docx

        return memo_docx.render(memo, pictures)
    from policyscore.renderers import memo_html

    return memo_html.render(memo, pictures)


def _pictures(memo: Memo, format: Drawn) -> dict[ChartName, bytes]:
    from policyscore.drawing import draw

    blocks = (block for section in (*memo.sections, *memo.appendix) for block in section.blocks)
    return {block.name: draw(block, format) for block in blocks if isinstance(block, Chart)}
