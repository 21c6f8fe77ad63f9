"""Documents for Word: real styles, tables fitted to their page, headers that repeat, notes with numbers."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policyscore.formats.page_fit import (
    LANDSCAPE_PT,
    LEGIBLE_PT,
    PADDING_PT,
    PAGE_HEIGHTS_PT,
    PORTRAIT_PT,
    Fit,
    fit,
    height,
    parts,
    tallest,
    wide,
)
from policyscore.formats.report import Cell, Column, Report, Table
from policyscore.formats.undated import undated
from policyscore.text import visible
from policyscore.version import __version__

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

NBSP = "\N{NO-BREAK SPACE}"


FONT = "Arial"


INK, RULE = "1F2933", "7B8794"


# A point has so many of the units that tables, pages and pictures are measured in.
TWIPS_PER_PT, MARGIN_TWIPS = 20, 1134


# The styles of our own, by what they are for.
TABLE, CELL, HEADER, NOTE, SMALL = "Policyscore Table", "Table Text", "Table Header", "Table Note", "Small Print"


HEAD, SOURCE = "Memo Head", "Source"


# A table that takes no more of a page's height than this share is kept in one piece.
MAX_UNBROKEN_SHARE = 0.75


# A title at the foot of a page is cut off here.
MAX_FOOT_CHARS = 90


def render(report: Report) -> bytes:
    """The document as a .docx file, on its side where a table is too wide for the upright page."""
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
        _style(self.word)
        _describe(self.word, title, author)
        _lay(self.word.sections[0], upright, title)

    @property
    def room(self) -> float:
        """The width between the margins, in points."""
        return PORTRAIT_PT if self.upright else LANDSCAPE_PT

    def turn(self, upright: bool) -> None:
        """Goes on on a new page, upright or on its side."""
        if upright != self.upright:
            self.upright, self.fresh = upright, True
            _size(self.word.add_section(), upright)

    def add(self, text: str, style: str = "Normal") -> "Paragraph":
        """A paragraph with one of the document's styles."""
        self.fresh = False
        return self.word.add_paragraph(visible(text, keep="\n\t").replace(" %", f"{NBSP}%"), style=style)

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
        if self.upright and wide(table):
            self.turn(False)
        fitted = fit(table, self.room)
        self.fresh = False
        if captioned:
            self.tables += 1
            self.caption("Table", self.tables, table.caption)
        # A table of numbers is read as a whole, and kept on one page where it can be; one of reasons would leave gaps.
        numbers = not any(column.long for column in table.columns)
        together = numbers and height(table, fitted) < MAX_UNBROKEN_SHARE * PAGE_HEIGHTS_PT[self.room]
        body = self.word.element.body
        body.insert(len(body) - 1, _table(table, fitted, together))
        # Two tables one after the other would run into one.
        self.add("", CELL)

    def caption(self, kind: str, number: int, text: str) -> None:
        """A caption that Word can list: its number is a field."""
        paragraph = self.word.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = kind == "Table"
        paragraph.add_run(f"{kind}{NBSP}")
        field = _el("w:fldSimple", {"w:instr": f" SEQ {kind} \\* ARABIC "})
        field.append(_run(str(number)))
        paragraph._p.append(field)
        paragraph.add_run(f". {visible(text)}")

    def notes(self, texts: Sequence[str]) -> None:
        """Notes below a table, each with its number."""
        for number, text in enumerate(texts, start=1):
            self.add(f"{number}.\t{text}", NOTE)

    def saved(self) -> bytes:
        """The document as a file: the same bytes for the same content."""
        out = BytesIO()
        self.word.save(out)
        return undated(out.getvalue())


def _style(word: "Word") -> None:
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
    word.styles.element.append(_table_style())
    for run in word.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), "en-GB")


def _table_style() -> Any:
    """Rules above and below, and below the header: as tables stand in print."""
    half = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}
    borders = _el("w:tblBorders", {}, _el("w:top", half), _el("w:bottom", half))
    first = _el(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        _el("w:rPr", {}, _el("w:b", {})),
        _el("w:tcPr", {}, _el("w:tcBorders", {}, _el("w:bottom", half))),
    )
    return _el(
        "w:style",
        {"w:type": "table", "w:customStyle": "1", "w:styleId": TABLE.replace(" ", "")},
        _el("w:name", {"w:val": TABLE}),
        _el("w:basedOn", {"w:val": "TableNormal"}),
        _el("w:qFormat", {}),
        _el("w:tblPr", {}, borders, _margins()),
        first,
    )


def _margins() -> Any:
    """The space round the text of cells."""
    space = {"top": 1.5, "left": PADDING_PT / 2, "bottom": 1.5, "right": PADDING_PT / 2}
    sides = (
        _el(f"w:{side}", {"w:w": str(round(points * TWIPS_PER_PT)), "w:type": "dxa"}) for side, points in space.items()
    )
    return _el("w:tblCellMar", {}, *sides)


def _describe(word: "Word", title: str, author: str) -> None:
    """What the file says of itself."""
    known = word.core_properties
    known.title, known.author = visible(title)[:255], visible(author)[:255]
    known.comments = f"Made by policyscore {__version__}"
    known.last_modified_by, known.keywords, known.language = "", "", "en-GB"


def _lay(section: Any, upright: bool, title: str) -> None:
    """The first page: its size, and a foot with the title and the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    _size(section, upright)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shown = visible(title)
    foot.add_run(f"{shown if len(shown) <= MAX_FOOT_CHARS else shown[: MAX_FOOT_CHARS - 1] + '…'} · ").font.size = Pt(8)
    field = _el("w:fldSimple", {"w:instr": " PAGE "})
    field.append(_run("1", 8))
    foot._p.append(field)


def _size(section: Any, upright: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Twips

    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (short, long) if upright else (long, short)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Twips(MARGIN_TWIPS))


def _el(tag: str, attributes: dict[str, str], *inside: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(key), value)
    for each in inside:
        made.append(each)
    return made


def _run(text: str, size: float = 0, raised: bool = False) -> Any:
    """A piece of text, its line breaks kept."""
    format = [_el("w:sz", {"w:val": str(round(2 * size))})] if size else []
    if raised:
        format.append(_el("w:vertAlign", {"w:val": "superscript"}))
    run = _el("w:r", {}, *([_el("w:rPr", {}, *format)] if format else []))
    for number, line in enumerate(visible(text, keep="\n").split("\n")):
        if number:
            run.append(_el("w:br", {}))
        piece = _el("w:t", {})
        piece.text = line
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(piece)
    return run


def _table(table: Table, fitted: Fit, together: bool) -> Any:
    """The table as Word's own, its widths fixed: left alone, Word and LibreOffice break names."""
    widths = [str(round(each * TWIPS_PER_PT)) for each in fitted.widths]
    look = _el("w:tblLook", {"w:val": "0020", "w:firstRow": "1", "w:lastRow": "0", "w:noHBand": "1", "w:noVBand": "1"})
    made = _el(
        "w:tbl",
        {},
        _el(
            "w:tblPr",
            {},
            _el("w:tblStyle", {"w:val": TABLE.replace(" ", "")}),
            _el("w:tblW", {"w:w": str(sum(map(int, widths))), "w:type": "dxa"}),
            _el("w:tblLayout", {"w:type": "fixed"}),
            _margins(),  # again: LibreOffice does not take it from the style
            look,
            _el("w:tblCaption", {"w:val": visible(table.caption)}),
        ),
        _el("w:tblGrid", {}, *(_el("w:gridCol", {"w:w": width}) for width in widths)),
    )
    for row in _head(table, fitted, widths):
        made.append(row)
    for number, cells in enumerate(table.rows):
        follows = together and number < len(table.rows) - 1
        made.append(
            _el(
                "w:tr",
                {},
                _el("w:trPr", {}, _el("w:cantSplit", {})),
                *(
                    _cell(_pieces(column, cell, fitted.size), width, column.right, together=follows)
                    for column, cell, width in zip(table.columns, cells, widths, strict=True)
                ),
            )
        )
    return made


def _head(table: Table, fitted: Fit, widths: list[str]) -> Iterator[Any]:
    """The header, which repeats on every page: the columns' names, and below them their second lines."""
    lines = [[column.header for column in table.columns]]
    if any(column.under for column in table.columns):
        lines.append([column.under for column in table.columns])
    for number, line in enumerate(lines):
        aside = not fitted.upright and number == 0
        properties = [_el("w:cantSplit", {})]
        if aside:
            height = str(round(tallest(table, fitted.size) * TWIPS_PER_PT))
            properties.append(_el("w:trHeight", {"w:val": height, "w:hRule": "exact"}))
        properties.append(_el("w:tblHeader", {}))
        last = number == len(lines) - 1
        cells = (
            _cell(
                [_run(text, fitted.size)],
                width,
                column.right,
                HEADER if number == 0 else CELL,
                aside=aside and column.right,
                ruled=last,
            )
            for column, text, width in zip(table.columns, line, widths, strict=True)
        )
        yield _el("w:tr", {}, _el("w:trPr", {}, *properties), *cells)


def _pieces(column: Column, cell: Cell, size: float) -> list[Any]:
    """What stands in a cell."""
    text, letter = column.typeset(cell)
    pieces = [_run(text, size)]
    return [*pieces, _run(letter, size, raised=True)] if letter else pieces


def _cell(
    pieces: list[Any],
    width: str,
    right: bool,
    style: str = CELL,
    aside: bool = False,
    ruled: bool | None = None,
    together: bool = False,
) -> Any:
    """A cell; of a header where `ruled` says whether the rule below all of it goes here."""
    properties = [_el("w:tcW", {"w:w": width, "w:type": "dxa"})]
    if ruled:
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}
        properties.append(_el("w:tcBorders", {}, _el("w:bottom", line)))
    if aside:
        properties.append(_el("w:textDirection", {"w:val": "btLr"}))
    if ruled is not None:
        properties.append(_el("w:vAlign", {"w:val": "center" if aside else "bottom"}))
    set_as = [_el("w:pStyle", {"w:val": style.replace(" ", "")})]
    if ruled is not None or together:
        set_as.append(_el("w:keepNext", {}))
    if right and not aside:
        set_as.append(_el("w:jc", {"w:val": "right"}))
    return _el("w:tc", {}, _el("w:tcPr", {}, *properties), _el("w:p", {}, _el("w:pPr", {}, *set_as), *pieces))
