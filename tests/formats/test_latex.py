"""LaTeX: text that is set as it is, and tables that fit and say what they need."""

import pytest

from policyscore.formats import latex
from policyscore.formats.format import Format, Look
from policyscore.formats.latex import MIN_ROTATED_COLUMNS
from policyscore.formats.render import lacking
from policyscore.formats.report import Column, Report, Table


def typeset(columns: int, name: str = "A") -> str:
    heads = tuple(Column(f"c{number}", "Cost & more", digits=0) for number in range(columns - 1))
    table = Table("Costs", (Column("name", "Option"), *heads), ((name, *[-5] * (columns - 1)),))
    return latex.render(Report("Costs", (), (table,), (), {}, table), Look())


def _called(name: str) -> Report:
    table = Table("Costs", (Column("name", "Option"),), ((name,),))
    return Report("Costs", (), (table,), (), {}, table)


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


@pytest.mark.parametrize(
    "name",
    ["Дорога", "Οδός", "طريق", "道路", "e\u0301", "\N{GRINNING FACE}", "−", "Ħal"],
    ids=["Cyrillic", "Greek", "Arabic", "Chinese", "combining", "emoji", "minus", "Maltese"],
)
def test_what_pdflatex_cannot_set_is_said_at_the_head_and_on_standard_error(name: str) -> None:
    report = _called(name)
    said = lacking(report, Format.LATEX)

    assert "% and XeLaTeX or LuaLaTeX" in latex.render(report, Look()).split("\\begin")[0]
    assert said is not None
    assert "pdfLaTeX cannot set" in said
    one = len(latex.beyond_pdflatex(report)) == 1
    assert said.endswith(f": use XeLaTeX or LuaLaTeX, with a font for {'it' if one else 'them'}")
    assert lacking(report, Format.MARKDOWN) is None


def test_letters_and_signs_that_pdflatex_sets_need_nothing() -> None:
    table = Table("Costs", (Column("name", "Option"),), (("Łódź, Čeština, Țară, Ærø, “a” – ‹b› … 5 €",),))

    assert lacking(Report("Costs", (), (table,), (), {}, table), Format.LATEX) is None
