"""Word documents, read back: styles, headers that repeat, widths that break no word, and the same bytes each time."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from policyscore.commands import app as cli
from policyscore.formats import docx_
from policyscore.formats.page_fit import BOLD_FACTOR, LANDSCAPE_PT, PADDING_PT, PORTRAIT_PT, fit, measure, parts
from policyscore.formats.report import Cell, Column, Report, Table
from tests.formats.test_render import AWKWARD, DOCUMENT

STUDY = "tests/cases/contract.yaml"
COMMANDS = [("score",), ("explain", "visits"), ("robust", "--draws", "1000"), ("compare",)]


def word(document: Report) -> Word:
    return docx.Document(BytesIO(docx_.render(document)))


def styles(found: Word) -> list[str]:
    return [paragraph.style.name or "" for paragraph in found.paragraphs if paragraph.style]


def text(found: Word) -> str:
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def elements(found: Word, tag: str) -> list[Any]:
    return list(found.element.body.iter(qn(tag)))


def test_a_document_has_the_styles_of_word_and_one_table_style_of_our_own() -> None:
    found = word(DOCUMENT)

    assert styles(found)[:2] == ["Title", "Normal"]
    assert styles(found)[-2:] == ["Table Note", "Table Note"]
    assert found.tables[0].style
    assert found.tables[0].style.name == "Policyscore Table"
    assert found.core_properties.title.startswith("Caption with [/]")
    assert found.core_properties.created is None


def test_whatever_is_in_a_cell_is_text_and_nothing_more() -> None:
    found = word(DOCUMENT)
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
    found = word(DOCUMENT)
    rows = elements(found, "w:tr")

    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, True, *[False] * 5]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert found.paragraphs[-1].text == "2.\t? is not known."


def table(columns: int, name: str = "A name of some length") -> Table:
    heads = tuple(Column(f"c{number}", "Accountability", "10", digits=0) for number in range(columns))
    row: tuple[Cell, ...] = (name, *([100] * columns))
    return Table("Wide", (Column("name", "Option"), *heads), (row,) * 3)


def test_a_wide_matrix_turns_the_page_and_then_its_headers() -> None:
    def made(columns: int) -> Word:
        return word(Report("Wide", (), (table(columns),), (), {}, Table("", (), ())))

    narrow, wide, wider = made(4), made(8), made(20)

    assert narrow.sections[0].orientation == WD_ORIENT.PORTRAIT
    assert wide.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert not elements(wide, "w:textDirection")
    # The name of an option stays upright, and so do the weights.
    assert len(elements(wider, "w:textDirection")) == 20


def test_several_tables_have_captions_that_word_can_list() -> None:
    two = Report("Two", (), (table(1), table(2)), (), {}, Table("", (), ()))
    found = word(two)

    assert [paragraph.text for paragraph in found.paragraphs if paragraph.style and paragraph.style.name == "Caption"]
    assert [field.get(qn("w:instr")) for field in elements(found, "w:fldSimple")] == [" SEQ Table \\* ARABIC "] * 2


@given(
    st.lists(
        st.tuples(st.text("abcdefgMW -", min_size=1, max_size=30), st.booleans(), st.booleans()),
        min_size=1,
        max_size=30,
    ),
    st.lists(st.text("abcdefgiMW -", max_size=60), min_size=1, max_size=8),
    st.sampled_from([PORTRAIT_PT, LANDSCAPE_PT]),
)
def test_no_word_is_wider_than_its_column_and_no_table_than_its_page(
    heads: list[tuple[str, bool, bool]], texts: list[str], room: float
) -> None:
    columns = tuple(
        Column(str(number), head, digits=1 if right else None, long=long)
        for number, (head, right, long) in enumerate(heads)
    )
    made = Table("", columns, tuple(tuple(12.5 if column.right else text for column in columns) for text in texts))
    fitted = fit(made, room)

    assert sum(fitted.widths) <= room + 1e-6
    if fitted.fits:
        for column, width, *cells in zip(columns, fitted.widths, *made.shown(), strict=True):
            for word in " ".join(cells).split():
                assert measure(word, fitted.size) + PADDING_PT <= width + 1e-6
            for word in column.header.split() if fitted.upright or not column.right else ():
                assert BOLD_FACTOR * measure(word, fitted.size) + PADDING_PT <= width + 1e-6


@pytest.mark.parametrize("words", COMMANDS)
def test_every_table_goes_into_a_file_for_word(words: tuple[str, ...], tmp_path: Any) -> None:
    for name in ("a.docx", "b.docx"):
        done = CliRunner().invoke(cli.app, [*words, STUDY, "-o", str(tmp_path / name)])

        assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with ZipFile(tmp_path / "a.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(str(tmp_path / "a.docx")).tables


def test_without_the_extra_a_file_for_word_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)
    done = CliRunner().invoke(cli.app, ["score", STUDY, "-o", str(tmp_path / "a.docx")])

    assert done.exit_code == 2
    assert "docx needs python-docx, which is not installed" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_too_wide_for_any_page_comes_in_parts_that_name_their_rows() -> None:
    made = table(90)
    pieces = parts(made, LANDSCAPE_PT)

    assert len(pieces) > 1
    assert all(fit(piece, LANDSCAPE_PT).fits and fit(piece, LANDSCAPE_PT).size >= 6 for piece in pieces)
    assert all(piece.columns[0].key == "name" for piece in pieces)
    assert [column.key for piece in pieces for column in piece.columns[1:]] == [c.key for c in made.columns[1:]]
    assert pieces[0].caption == f"Wide (part 1 of {len(pieces)})"
    assert parts(table(4), LANDSCAPE_PT) == [table(4)]
    turned = made.transposed("name", "Criterion")
    assert parts(turned, LANDSCAPE_PT)[0].columns[0].key == "header"


def test_long_headers_on_their_side_get_as_many_lines_as_they_need() -> None:
    heads = (Column(f"c{number}", "A criterion with a long name " * 4, digits=0) for number in range(24))
    fitted = fit(Table("", (Column("n", "Option"), *heads), ()), LANDSCAPE_PT)

    assert not fitted.upright
    # About 116 letters of half the type's size, on lines of 142 points: 2 or more of them.
    assert all(width > 2 * fitted.size for width in fitted.widths[1:])


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


def test_a_text_without_spaces_may_be_broken_where_its_script_allows() -> None:
    row: tuple[Cell, ...] = ("国" * 40, 1)
    made = Table(
        "T", (Column("name", "Option"), *(Column(f"c{n}", "Cost", digits=0) for n in range(8))), ((row[0], *[-10] * 8),)
    )
    fitted = fit(made, PORTRAIT_PT)

    # The name gives way, and the numbers stay whole.
    assert fitted.fits
    assert all(width >= measure("-10", fitted.size) + PADDING_PT for width in fitted.widths[1:])


def test_a_table_without_numbers_has_no_headers_to_turn() -> None:
    texts = tuple(Column(f"c{number}", "Header") for number in range(60))
    fitted = fit(Table("", texts, (tuple("word" for _ in texts),)), PORTRAIT_PT)

    assert fitted.upright
    assert not fitted.fits
    assert sum(fitted.widths) <= PORTRAIT_PT + 1e-6


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


def test_no_table_has_more_columns_than_word_takes() -> None:
    narrow = tuple(Column(f"c{number}", "C", digits=0) for number in range(100))
    row: tuple[Cell, ...] = ("A", *([1] * 100))
    pieces = parts(Table("T", (Column("name", "Option"), *narrow), (row,)), LANDSCAPE_PT)

    # What can be read on a page has fewer than Word's 63.
    assert all(len(piece.columns) <= 63 for piece in pieces)
    assert sum(len(piece.columns) - 1 for piece in pieces) == 100


def test_names_take_two_lines_at_most_however_full_the_table_is() -> None:
    name = "A name of several words that is not short"
    for columns in range(1, 16):
        for room in (PORTRAIT_PT, LANDSCAPE_PT):
            fitted = fit(table(columns, name), room)

            assert not fitted.fits or fitted.widths[0] - PADDING_PT >= measure(name, fitted.size) / 2
