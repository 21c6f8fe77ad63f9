"""Tables as spreadsheets save them: which cells there are, and where each stands in the file."""

import pytest

from policyscore.errors import StudyError
from policyscore.reading.csv_ import CsvRow, rows


def table(text: str) -> list[CsvRow]:
    return list(rows("t.csv", text.splitlines(keepends=True)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_first_line_says_what_stands_between_cells(delimiter: str) -> None:
    text = delimiter.join(["a", "b,;" if delimiter == "\t" else '"x,;y"', "c"]) + "\n1\n"

    assert table(text)[0].delimiter == delimiter
    assert len(table(text)[0].cells) == 3


def test_rows_without_anything_are_left_out_and_counted() -> None:
    found = table('a,b\n\n , \n"two\nlines",2\nc,3\n')

    assert [(row.number, row.line, row.cells) for row in found] == [
        (1, 1, ("a", "b")),
        (4, 4, ("two\nlines", "2")),
        (5, 6, ("c", "3")),
    ]


@pytest.mark.parametrize(
    ("index", "place", "span"), [(0, (2, 1), 1), (1, (2, 3), 11), (2, (3, 4), 2), (3, (3, 6), 1), (9, (3, 6), 1)]
)
def test_a_fault_stands_at_its_cell(index: int, place: tuple[int, int], span: int) -> None:
    # The second cell goes over two lines; behind the last cell a fault is at the end of the row.
    row = table('a,b,c\n1,"x, ""y"" a\nz",12\n')[1]
    problem = row.problem(index, "wrong")

    assert (problem.line, problem.column) == place
    assert problem.span == span
    assert problem.message == f"cell {chr(ord('A') + index)}2: wrong"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('a,b\n"x,1\n', 2, "a quote is opened in this row and never closed"),
        ('a,b\n1,2\n"x"y,1\n', 3, "text follows a closing quote"),
    ],
)
def test_quotes_that_do_not_match_are_an_error(text: str, line: int, message: str) -> None:
    with pytest.raises(StudyError) as caught:
        table(text)

    (problem,) = caught.value.problems
    assert (problem.line, problem.message) == (line, message)


def test_a_table_may_be_empty() -> None:
    assert table("") == []
    assert table("\n,,\n") == []


def test_a_line_that_names_what_separates_cells_is_no_row() -> None:
    """Excel puts it above what it saves, and counts the rows below it from 1."""
    header, row = table("\ufeffsep=;\r\na,x;b\r\n1;2,3\r\n")

    assert (header.delimiter, header.cells, header.number, header.line) == (";", ("a,x", "b"), 1, 2)
    assert (row.cells, row.problem(1, "wrong").line) == (("1", "2,3"), 3)
