"""Reports for Word: real styles, tables fitted to their page, captions and notes with numbers."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policyscore.formats.docx_table import CELL, HEADER, table_element, table_style
from policyscore.formats.docx_xml import field
from policyscore.formats.page_fit import (
    LANDSCAPE_PT,
    LEGIBLE_PT,
    PAGE_HEIGHTS_PT,
    PORTRAIT_PT,
    fit,
    needs_landscape,
    parts,
    table_height,
)
from policyscore.formats.report import NBSP, Report, Table, unbroken_percents
from policyscore.formats.undated import undated
from policyscore.text import visible
from policyscore.version import MADE_BY

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT, INK = "Arial", "1F2933"

# The styles of paragraphs of our own, by what they are for.
NOTE, SMALL, HEAD, SOURCE = "Table Note", "Small Print", "Memo Head", "Source"

# The margins of a page, on all sides.
MARGIN_TWIPS = 1134

# A table that takes no more of a page's height than this share is kept in one piece.
MAX_UNBROKEN_SHARE = 0.75

# A title at the foot of a page is cut off here.
MAX_FOOT_CHARS = 90


def render(report: Report) -> bytes:
    """The report as a .docx file, on its side where a table is too wide for the upright page."""
    upright = all(fit(table, PORTRAIT_PT, turn=False).size >= LEGIBLE_PT for table in report.tables)
    paper = WordBuilder(report.title, upright=upright)
    paper.add(report.title, "Title")
    for line in report.lead:
        paper.add(line)
    tables = [part for table in report.tables for part in parts(table, LANDSCAPE_PT)]
    for table in tables:
        paper.table(table, captioned=len(tables) > 1)
    paper.notes([note.text for note in report.notes])
    return paper.saved()


class WordBuilder:
    """A Word document in the making, from the top down."""

    def __init__(self, title: str, author: str = "", upright: bool = True) -> None:
        import docx

        self.word: Word = docx.Document()
        self.tables = self.figures = 0
        self.fresh = True
        self.upright = upright
        _define_styles(self.word)
        _set_properties(self.word, title, author)
        _set_up_first_page(self.word.sections[0], upright, title)

    @property
    def room(self) -> float:
        """The width between the margins, in points."""
        return PORTRAIT_PT if self.upright else LANDSCAPE_PT

    def turn(self, upright: bool) -> None:
        """Goes on on a new page, upright or on its side."""
        if upright != self.upright:
            self.upright, self.fresh = upright, True
            _set_page_size(self.word.add_section(), upright)

    def add(self, text: str, style: str = "Normal") -> "Paragraph":
        """A paragraph in one of the file's styles."""
        self.fresh = False
        return self.word.add_paragraph(unbroken_percents(visible(text, keep="\n\t")), style=style)

    def labelled(self, label: str, text: str, style: str) -> None:
        """A line of the head: a label, and behind it the text."""
        paragraph = self.add(f"{label}:\t", style)
        paragraph.runs[0].bold = True
        paragraph.add_run(visible(text))

    def picture(self, content: BytesIO, caption: str, alt: str) -> None:
        """A picture as wide as the text, its caption below it, and words for those who cannot see it."""
        from docx.shared import Pt

        paragraph = self.add("")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(content, width=Pt(self.room))
        shape._inline.docPr.set("descr", visible(alt))
        self.figures += 1
        self.caption("Figure", self.figures, caption)

    def table(self, table: Table, captioned: bool = True) -> None:
        """A table with its caption above it, at the largest type that fits; too wide a one turns the page."""
        if self.upright and needs_landscape(table):
            self.turn(False)
        fitted = fit(table, self.room)
        self.fresh = False
        if captioned:
            self.tables += 1
            self.caption("Table", self.tables, table.caption)
        # A table of numbers is read as a whole, and kept on one page where it can be; one of reasons would leave gaps.
        numbers = not any(column.long for column in table.columns)
        together = numbers and table_height(table, fitted) < MAX_UNBROKEN_SHARE * PAGE_HEIGHTS_PT[self.room]
        body = self.word.element.body
        body.insert(len(body) - 1, table_element(table, fitted, together))
        # Two tables one after the other would run into one.
        self.add("", CELL)

    def caption(self, kind: str, number: int, text: str) -> None:
        """A caption that Word can list: its number is a field."""
        paragraph = self.word.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = kind == "Table"
        paragraph.add_run(f"{kind}{NBSP}")
        paragraph._p.append(field(f"SEQ {kind} \\* ARABIC", str(number)))
        paragraph.add_run(f". {visible(text)}")

    def notes(self, texts: Sequence[str]) -> None:
        """Notes below a table, each with its number."""
        for number, text in enumerate(texts, start=1):
            self.add(f"{number}.\t{text}", NOTE)

    def saved(self) -> bytes:
        """All of it as a file: the same bytes for the same content."""
        out = BytesIO()
        self.word.save(out)
        return undated(out.getvalue())


def _define_styles(word: "Word") -> None:
    """Styles for text, headings, captions and tables: the reader changes them in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    def paragraph(name: str, size: float, before: float, after: float, bold: bool = False) -> "ParagraphStyle":
        known: Any = word.styles
        style: ParagraphStyle = known[name] if name in known else known.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(INK)
        # The template names fonts of a theme, which would win over ours.
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        return style

    paragraph("Normal", 10, 0, 5)
    title = paragraph("Title", 18, 0, 8, bold=True)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    paragraph("Heading 1", 12.5, 10, 3, bold=True)
    paragraph("Heading 2", 11, 10, 3, bold=True)
    paragraph("Caption", 9, 8, 3, bold=True)
    paragraph("List Bullet", 10, 0, 2)
    paragraph(CELL, 9, 0, 0)
    paragraph(HEADER, 9, 0, 0, bold=True)
    head = paragraph(HEAD, 10, 0, 0)
    head.paragraph_format.tab_stops.add_tab_stop(Pt(60))
    paragraph(SMALL, 8.5, 0, 3)
    for name, size, indent in ((NOTE, 8.5, 18), (SOURCE, 9, 22)):
        note = paragraph(name, size, 0, 2)
        note.paragraph_format.left_indent, note.paragraph_format.first_line_indent = Pt(indent), Pt(-indent)
        note.paragraph_format.tab_stops.add_tab_stop(Pt(indent))
    word.styles.element.append(table_style())
    for run in word.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), "en-GB")


def _set_properties(word: "Word", title: str, author: str) -> None:
    """The title, author and language of the file, and what it was made by."""
    known = word.core_properties
    known.title, known.author = visible(title)[:255], visible(author)[:255]
    known.comments = MADE_BY
    known.last_modified_by, known.keywords, known.language = "", "", "en-GB"


def _set_up_first_page(section: Any, upright: bool, title: str) -> None:
    """The first page: its size, and a foot with the title and the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    _set_page_size(section, upright)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shown = visible(title)
    foot.add_run(f"{shown if len(shown) <= MAX_FOOT_CHARS else shown[: MAX_FOOT_CHARS - 1] + '…'} · ").font.size = Pt(8)
    foot._p.append(field("PAGE", "1", 8))


def _set_page_size(section: Any, upright: bool) -> None:
    """A page of A4, upright or on its side, with its margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Twips

    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (short, long) if upright else (long, short)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Twips(MARGIN_TWIPS))
