"""Cells as readers see them."""

import pytest

from policyscore.formats.report import Cell, Column, Marked


@pytest.mark.parametrize(
    ("cell", "column", "expected"),
    [
        (None, Column("x", "X", digits=1), "–"),
        (0.0, Column("x", "X", digits=1), "0.0"),
        (0.0, Column("x", "X", digits=1, signed=True), "0.0"),
        (3.04, Column("x", "X", digits=1, signed=True), "+3.0"),
        (-0.06, Column("x", "X", digits=1, signed=True), "-0.1"),
        (Marked(50.0, "?"), Column("x", "X", digits=0), "50?"),
        (Marked(None, "?"), Column("x", "X", digits=0), "–?"),
        ("text", Column("x", "X"), "text"),
    ],
)
def test_a_cell_shows_what_it_is(cell: Cell, column: Column, expected: str) -> None:
    assert column.show(cell) == expected
