"""A memo for Word, read back: headings, captions, pictures with words, notes, and pages that turn."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

import policyscore
from policyscore.formats.format import Format
from policyscore.formats.render import render
from policyscore.model.study import Study
from policyscore.reports.memo.memo import MemoHead
from tests.helpers import matrix, toy
from tests.reports.memo.examples import CONTRACT, NASTY, hostile, written


def word(made: Study) -> bytes:
    content = render(written(made), Format.DOCX)
    assert isinstance(content, bytes)
    return content


def test_for_word_there_are_headings_captions_pictures_with_words_and_notes() -> None:
    content = render(written(policyscore.load(CONTRACT), None, MemoHead("T", "X", "Y", "Z")), Format.DOCX)
    assert isinstance(content, bytes)
    made: Any = docx.Document(BytesIO(content))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    drawn = list(made.element.body.iter(qn("wp:docPr")))

    assert styles[:4] == ["Title", "Memo Head", "Memo Head", "Memo Head"]
    assert styles.count("Heading 1") == 10
    assert made.paragraphs[1].text == "To:\tX"
    assert made.core_properties.author == "Y"
    assert len(drawn) == 3
    assert all(len(each.get("descr")) > 50 for each in drawn)
    assert {"Caption", "Small Print", "List Bullet"} <= set(styles)
    assert list(made.element.body.iter(qn("w:vertAlign")))
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_for_word_the_appendix_begins_a_page_and_a_wide_matrix_turns_one() -> None:
    small: Any = docx.Document(BytesIO(word(toy())))
    heads = [p for p in small.paragraphs if p.style.name == "Heading 1"]

    assert [p.paragraph_format.page_break_before for p in heads if p.text.startswith("Appendix")][:2] == [True, False]
    assert [section.orientation for section in small.sections] == [0]
    assert small.paragraphs[2].runs[0].bold
    assert small.paragraphs[-1].text.startswith("Made by policyscore")
    wide = matrix({f"criterion-number-{n}": 1 for n in range(24)}, {"A": [1] * 24, "B": [2] * 24})
    large: Any = docx.Document(BytesIO(word(wide)))
    assert [section.orientation for section in large.sections] == [0, 1, 0]
    # The heading of the matrix stands on its page, and what follows is upright again.
    sections = [len(p._p.xpath("./w:pPr/w:sectPr")) for p in large.paragraphs]
    first = sections.index(1)
    heading = next(p.text for p in large.paragraphs[first + 1 :] if p.style.name == "Heading 1")
    assert heading == "The options, criterion by criterion"


def test_for_word_hostile_text_is_text() -> None:
    content = render(written(hostile()), Format.DOCX)
    assert isinstance(content, bytes)
    made: Any = docx.Document(BytesIO(content))

    assert made.paragraphs[0].text == NASTY
    assert any(NASTY in cell.text for table in made.tables for cell in table._cells)
