"""Memos for Word: real headings, captions and notes, and pictures that say what they show."""

from collections.abc import Mapping
from io import BytesIO

from policyscore.formats.charts.chart import Chart
from policyscore.formats.docx_ import HEAD, SMALL, SOURCE, WordBuilder
from policyscore.formats.format import ChartName
from policyscore.formats.memo.blocks import Block, BulletList, Memo, Notes, Paragraph, References, Subheading
from policyscore.formats.page_fit import LANDSCAPE_PT, needs_landscape, parts
from policyscore.formats.report import Table


def render(memo: Memo, pictures: Mapping[ChartName, bytes]) -> bytes:
    """The memo as a .docx file; a chart without its picture, a PNG, is shown as its table."""
    paper = WordBuilder(memo.title, memo.author)
    paper.add(memo.title, "Title")
    for label, text in memo.head:
        paper.labelled(label, text, HEAD)
    for number, section in enumerate((*memo.sections, *memo.appendix)):
        # A heading goes onto the page of its table, so that neither stands alone.
        paper.turn(not any(isinstance(block, Table) and needs_landscape(block) for block in section.blocks))
        appended = number >= len(memo.sections)
        heading = paper.add(f"Appendix: {section.heading}" if appended else section.heading, "Heading 1")
        heading.paragraph_format.page_break_before = number == len(memo.sections) and not paper.fresh
        for block in section.blocks:
            _block(paper, block, pictures)
    paper.add(memo.made, SMALL)
    return paper.saved()


def _block(paper: WordBuilder, block: Block, pictures: Mapping[ChartName, bytes]) -> None:
    match block:
        case Paragraph():
            paper.add(block.text).runs[0].bold = True if block.strong else None
        case BulletList():
            for item in block.items:
                paper.add(item, "List Bullet")
        case Notes():
            for item in block.items:
                paper.add(item, SMALL)
        case Subheading():
            paper.turn(True)
            paper.add(block.text, "Heading 2")
        case References():
            for number, reference in enumerate(block.items, start=1):
                paper.add(f"{number}.\t{reference.text}", SOURCE)
        case Chart() if block.name in pictures:
            paper.picture(BytesIO(pictures[block.name]), block.below, block.alt)
        case Chart():
            paper.table(block.as_table)
            paper.add(block.said, SMALL)
        case Table():
            for part in parts(block, LANDSCAPE_PT):
                paper.table(part)
