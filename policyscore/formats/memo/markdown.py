"""Memos as Markdown: one file, so charts are words and tables in it."""

from collections.abc import Iterator
from itertools import count

from policyscore.formats.charts.chart import Chart
from policyscore.formats.markdown import escape, pipes
from policyscore.formats.memo.blocks import Block, BulletList, Memo, Notes, Paragraph, References, Subheading
from policyscore.formats.report import Table


def render(memo: Memo) -> str:
    """The memo, with figures numbered from 1 on and references as a numbered list."""
    pieces = [f"# {escape(memo.title)}", "\n".join(f"- **{label}:** {escape(text)}" for label, text in memo.head)]
    figures = count(1)
    for prefix, sections in (("", memo.sections), ("Appendix: ", memo.appendix)):
        for section in sections:
            pieces.append(f"## {prefix}{escape(section.heading)}")
            pieces += [_block(block, figures) for block in section.blocks]
    return "\n\n".join(filter(None, (*pieces, escape(memo.made)))) + "\n"


def _block(block: Block, figures: Iterator[int]) -> str:
    match block:
        case Paragraph():
            return f"**{escape(block.text)}**" if block.strong else escape(block.text)
        case Notes() if len(block.items) == 1:
            return escape(block.items[0])
        case BulletList() | Notes():
            return "\n".join(f"- {escape(item)}" for item in block.items)
        case Subheading():
            return f"### {escape(block.text)}"
        case References():
            return "\n".join(f"{number}. {escape(item.text)}" for number, item in enumerate(block.items, start=1))
        case Chart():
            caption = f"**Figure {next(figures)}, as a table.** {escape(block.caption)}"
            return "\n\n".join(
                (caption, f"{escape(block.said)} {escape(block.as_table.caption)}:", pipes(block.as_table))
            )
        case Table():
            return f"**{escape(block.caption)}**\n\n{pipes(block)}"
