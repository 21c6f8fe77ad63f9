"""Tables fitted to pages: no word is broken, nothing runs over, and what is too wide comes in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.formats import page_fit
from policyscore.formats.page_fit import BOLD_FACTOR, LANDSCAPE_PT, PADDING_PT, PORTRAIT_PT, fit, measure, parts
from policyscore.formats.report import Cell, Column, SpareColumns, Table
from tests.formats.examples import wide_table


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


def test_what_is_too_wide_for_any_page_comes_in_parts_that_name_their_rows() -> None:
    made = wide_table(90)
    pieces = parts(made, LANDSCAPE_PT)

    assert len(pieces) > 1
    assert all(fit(piece, LANDSCAPE_PT).fits and fit(piece, LANDSCAPE_PT).size >= 6 for piece in pieces)
    assert all(piece.columns[0].key == "name" for piece in pieces)
    assert [column.key for piece in pieces for column in piece.columns[1:]] == [c.key for c in made.columns[1:]]
    assert pieces[0].caption == f"Wide (part 1 of {len(pieces)})"
    assert parts(wide_table(4), LANDSCAPE_PT) == [wide_table(4)]
    turned = made.transposed("name", "Criterion", SpareColumns())
    assert parts(turned, LANDSCAPE_PT)[0].columns[0].key == "header"


def test_long_headers_on_their_side_get_as_many_lines_as_they_need() -> None:
    heads = (Column(f"c{number}", "A criterion with a long name " * 4, digits=0) for number in range(24))
    fitted = fit(Table("", (Column("n", "Option"), *heads), ()), LANDSCAPE_PT)

    assert not fitted.upright
    # About 116 letters of half the type's size, on lines of 142 points: 2 or more of them.
    assert all(width > 2 * fitted.size for width in fitted.widths[1:])


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
            fitted = fit(wide_table(columns, name), room)

            assert not fitted.fits or fitted.widths[0] - PADDING_PT >= measure(name, fitted.size) / 2


def test_a_text_that_stands_in_many_cells_is_measured_as_often_as_one_in_few(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def counting(text: str) -> int:
        measured.append(text)
        return len(text)

    # What is counted are letters beyond ASCII: others have a known width.
    monkeypatch.setattr(page_fit, "width", counting)
    columns = (Column("name", "Option"), Column("what", "What", long=True))
    fit(Table("", columns, (("Größe über alles", "süß"),) * 10), PORTRAIT_PT)
    few = len(measured)
    fit(Table("", columns, (("Größe unter zwei", "weiß"),) * 400), PORTRAIT_PT)

    # The texts and their words: ö, ß, ü and again ö, ß, ü; ü, ß. Then ö, ß and again ö, ß; ß.
    assert 0 < few <= 8
    assert len(measured) - few <= 5
