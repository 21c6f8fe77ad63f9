"""Word documents, read back: styles, headers that repeat, pages that turn, and the same bytes each time."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from policyscore.formats import docx_
from policyscore.formats.page_fit import PORTRAIT_PT, fit
from policyscore.formats.report import Cell, Column, Report, Table
from tests.formats.examples import AWKWARD, REPORT, wide_table
from tests.helpers import run

STUDY = "tests/cases/contract.yaml"
COMMANDS = [("score",), ("explain", "visits"), ("robust", "--draws", "1000"), ("compare",)]


def word(report: Report) -> Word:
    return docx.Document(BytesIO(docx_.render(report)))


def styles(found: Word) -> list[str]:
    return [paragraph.style.name or "" for paragraph in found.paragraphs if paragraph.style]


def text(found: Word) -> str:
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def elements(found: Word, tag: str) -> list[Any]:
    return list(found.element.body.iter(qn(tag)))


def test_a_document_has_the_styles_of_word_and_one_table_style_of_our_own() -> None:
    found = word(REPORT)

    assert styles(found)[:2] == ["Title", "Normal"]
    assert styles(found)[-2:] == ["Table Note", "Table Note"]
    assert found.tables[0].style
    assert found.tables[0].style.name == "Policyscore Table"
    assert found.core_properties.title.startswith("Caption with [/]")
    assert found.core_properties.created is None


def test_whatever_is_in_a_cell_is_text_and_nothing_more() -> None:
    found = word(REPORT)
    rows = [[cell.text for cell in row.cells] for row in found.tables[0].rows]

    # The header takes two rows: the names, and the weights below them.
    assert rows[0] == ["Rank", "Option", "Impact & more", "Cost_1", "Score", "Gain"]
    assert rows[1] == ["", "weight in %", "60", "40", "100", ""]
    assert rows[2] == ["1=", AWKWARD, "50?", "12.3", "61.9!?", "+21.8"]
    assert rows[4][1] == "=SUM(A1:A9)"
    assert rows[5][1:] == [r"Escape \x1b[31m, \u202eoverride\u202c, \x9b1m", "0", "100.0", "0.3", "−39.7"]
    assert rows[6] == ["5", "- a dash -- and more", "–", "5.0", "0.1", "–"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text(found))


def test_headers_repeat_rows_stay_whole_and_notes_have_numbers() -> None:
    found = word(REPORT)
    rows = elements(found, "w:tr")

    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, True, *[False] * 5]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert found.paragraphs[-1].text == "2.\t? is not known."


def test_a_wide_matrix_turns_the_page_and_then_its_headers() -> None:
    def made(columns: int) -> Word:
        return word(Report("Wide", (), (wide_table(columns),), (), {}, Table("", (), ())))

    narrow, wide, wider = made(4), made(8), made(20)

    assert narrow.sections[0].orientation == WD_ORIENT.PORTRAIT
    assert wide.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert not elements(wide, "w:textDirection")
    # The name of an option stays upright, and so do the weights.
    assert len(elements(wider, "w:textDirection")) == 20


def test_several_tables_have_captions_that_word_can_list() -> None:
    two = Report("Two", (), (wide_table(1), wide_table(2)), (), {}, Table("", (), ()))
    found = word(two)

    assert [paragraph.text for paragraph in found.paragraphs if paragraph.style and paragraph.style.name == "Caption"]
    assert [field.get(qn("w:instr")) for field in elements(found, "w:fldSimple")] == [" SEQ Table \\* ARABIC "] * 2


@pytest.mark.parametrize("words", COMMANDS)
def test_every_table_goes_into_a_file_for_word(words: tuple[str, ...], tmp_path: Any) -> None:
    for name in ("a.docx", "b.docx"):
        done = run(*words, STUDY, "-o", str(tmp_path / name))

        assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with ZipFile(tmp_path / "a.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(str(tmp_path / "a.docx")).tables


def test_without_the_extra_a_file_for_word_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)
    done = run("score", STUDY, "-o", str(tmp_path / "a.docx"))

    assert done.exit_code == 2
    assert "docx needs python-docx, which is not installed" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_small_table_stays_on_one_page_and_a_large_one_may_break() -> None:
    def together(rows: int) -> int:
        row: tuple[Cell, ...] = ("A", 1)
        made = Table("T", (Column("name", "Option"), Column("x", "X", digits=0)), (row,) * rows)
        found = word(Report("T", (), (made,), (), {}, Table("", (), ())))
        return len([row for row in elements(found, "w:tr") if row.find(f".//{qn('w:keepNext')}") is not None])

    # The header, and every row but the last.
    assert together(10) == 10
    assert together(100) == 1


def test_a_table_of_texts_with_a_word_wider_than_the_page_is_still_written() -> None:
    long = Table("T", (Column("name", "Option"), Column("why", "Why", long=True)), (("A", "x" * 400),))

    assert word(Report("T", (), (long,), (), {}, Table("", (), ()))).tables
    assert fit(long, PORTRAIT_PT).upright


def test_numbers_stand_to_the_right_and_long_texts_get_the_room() -> None:
    columns = (Column("n", "N", digits=0), Column("short", "Short", long=True), Column("long", "Long", long=True))
    text = "\n".join(["a line of some words"] * 8)
    made = Table("T", columns, ((7, "a line of some words " * 2, text),))
    found = word(Report("T", (), (made,), (), {}, Table("", (), ())))
    cells = elements(found, "w:tr")[1].findall(qn("w:tc"))
    fitted = fit(Table("T", columns, ((7, "a line of some words " * 9, text * 3),)), PORTRAIT_PT)

    assert [cell.find(f".//{qn('w:jc')}") is not None for cell in cells] == [True, False, False]
    # As many lines, and three times as much in each cell: the second gets more, though its lines are as long.
    assert fitted.widths[2] > 1.5 * fitted.widths[1]
