"""LaTeX: text that is set as it is, and tables that fit and say what they need."""

import pytest

from policyscore.formats import latex
from policyscore.formats.format import Look
from policyscore.formats.latex import MIN_ROTATED_COLUMNS
from policyscore.formats.report import Column, Report, Table


def typeset(columns: int, name: str = "A") -> str:
    heads = tuple(Column(f"c{number}", "Cost & more", digits=0) for number in range(columns - 1))
    table = Table("Costs", (Column("name", "Option"), *heads), ((name, *[-5] * (columns - 1)),))
    return latex.render(Report("Costs", (), (table,), (), {}, table), Look())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 % & $5_#{}", r"50 \% \& \$5\_\#\{\}"),
        (r"\input", r"\textbackslash{}input"),
        ("[x]*", "{[}x{]}{*}"),
        ("a--b", "a{-}{-}b"),
        ("a\nb\x1b", r"a\newline{}b\textbackslash{}x1b"),
    ],
)
def test_what_latex_would_act_on_is_text(text: str, expected: str) -> None:
    assert latex.escape(text) == expected


def test_headers_of_many_numbers_are_turned_and_that_of_the_names_is_not() -> None:
    assert r"\rotatebox" not in typeset(MIN_ROTATED_COLUMNS - 1)
    assert typeset(MIN_ROTATED_COLUMNS).count(r"\rotatebox{90}{Cost \& more}") == MIN_ROTATED_COLUMNS - 1
    assert "Option & " in typeset(MIN_ROTATED_COLUMNS)


def test_letters_beyond_latin_need_another_latex_and_numbers_a_true_minus() -> None:
    assert "XeLaTeX" not in typeset(2, "Café – “a”")
    assert "XeLaTeX" in typeset(2, "한국어")
    assert "A & $-$5" in typeset(2)
