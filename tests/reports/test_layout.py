"""How a matrix is laid out for its readers: on its side, cut off, sorted, rounded; and never silently in part."""

import re
from pathlib import Path

import pytest
from typer.testing import Result

import policyscore
from policyscore.formats.format import Format, Look
from policyscore.formats.render import RENDERERS
from policyscore.formats.report import Report, Table
from policyscore.reports.layout import Layout, Sort
from policyscore.reports.score import score_report
from tests.helpers import CHANCE, matrix, option, run, study, toy


def column(table: Table, key: str) -> list[str]:
    index = [column.key for column in table.columns].index(key)
    return [row[index] for row in table.shown()]


def said(document: Report) -> dict[str, str]:
    return {note.code: note.text for note in document.notes}


# Scores by hand, over good alone and above Now's 0: A .2 * 100 = 20, B .8 * 60 = 48, C .5 * 30 = 15 since its chance is
# not known and counts as even. In effect they are 100, 60 and 30; Now has 0, and goes on whatever its chance.
UNSURE = study(
    CHANCE + option("A", 20, 100) + option("B", 80, 60) + option("C", "unknown", 30) + option("Now", 90, 0, True)
)


def scored(*words: str) -> Result:
    return run("score", "tests/cases/contract.yaml", *words)


def test_on_its_side_a_table_says_the_same() -> None:
    plain = score_report(policyscore.score(toy(baseline="F"))).tables[0]
    turned = score_report(policyscore.score(toy(baseline="F")), layout=Layout(transpose=True)).tables[0]

    assert [column.header for column in turned.columns] == ["Criterion", "Weight in %", *"DECBAGF"[:6], "F (baseline)"]
    shown = {row[0]: row for row in turned.shown()}
    assert shown["impact"][:4] == ["impact", "40", "50", "45"]
    assert shown["Score"][1:4] == ["100", "65.0", "61.5"]
    for key, header in (("rank", "Rank"), ("low", "Low"), ("gain", "Gain"), ("value:low-cost", "low-cost")):
        assert shown[header][2:] == column(plain, key)


def test_signs_stay_behind_their_numbers_on_its_side() -> None:
    shown = RENDERERS[Format.MARKDOWN](score_report(policyscore.score(UNSURE), layout=Layout(transpose=True)), Look())

    # The chance has no weight, and so no row among the criteria.
    assert "| Criterion | Weight in % | B | A | C | Now (baseline) |" in shown
    assert "| In effect | 100 | 60.0 | 100.0 | 30.0 | 0.0 |\n| Chance |  | 80 | 20 | 50? | 100 |" in shown
    assert "| Score |  | 48.0 | 20.0 | 15.0? | 0.0 |" in shown


def test_the_first_few_are_said_to_be_the_first_few() -> None:
    document = score_report(policyscore.score(toy()), layout=Layout(top=2))

    assert column(document.tables[0], "name") == ["D", "E"]
    assert said(document)["top"] == "Shown are the first 2 of 7 options by score. Ranks are among all of them."
    assert "top" not in said(score_report(policyscore.score(toy()), layout=Layout(top=7)))


def test_a_cut_never_parts_options_that_are_level() -> None:
    tied = matrix({"x": 1}, {"A": [90], "B": [50], "C": [50], "D": [10]})
    document = score_report(policyscore.score(tied), layout=Layout(top=2))

    assert column(document.tables[0], "name") == ["A", "B", "C"]
    assert said(document)["top"].startswith(
        "Shown are the first 3 of 4 options by score, with those level with the last of them."
    )
    assert "tied" in said(document)


@pytest.mark.parametrize(
    ("sort", "names", "ranks", "by"),
    [
        # Now goes on for certain, and C's chance counts as 50.
        (Sort.CHANCE, ["Now (baseline)", "B", "C", "A"], ["4", "1", "3", "2"], "chance"),
        (Sort.IN_EFFECT, ["A", "B", "C", "Now (baseline)"], ["2", "1", "3", "4"], "score in effect"),
    ],
)
def test_options_go_by_the_parts_of_a_score_and_the_ranks_by_the_score(
    sort: Sort, names: list[str], ranks: list[str], by: str
) -> None:
    document = score_report(policyscore.score(UNSURE), layout=Layout(sort=sort))

    assert column(document.tables[0], "name") == names
    assert column(document.tables[0], "rank") == ranks
    assert said(document)["sorted"] == f"Sorted by {by}; the rank goes by the score."
    # What programs read keeps its order.
    assert [row[0] for row in document.csv.rows] == ["b", "a", "c", "now"]


def test_without_a_chance_the_score_in_effect_is_the_score() -> None:
    by = {
        sort: score_report(policyscore.score(toy()), layout=Layout(sort=sort)) for sort in (Sort.SCORE, Sort.IN_EFFECT)
    }

    assert column(by[Sort.IN_EFFECT].tables[0], "name") == column(by[Sort.SCORE].tables[0], "name")


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        # By chance A and B are level at 50 after Now, which goes on for certain; in effect B and C are, at 60 after A.
        (Sort.CHANCE, ["Now (baseline)", "A", "B"]),
        (Sort.IN_EFFECT, ["A", "B", "C"]),
    ],
)
def test_a_cut_by_a_part_of_the_score_never_parts_options_that_are_level(sort: Sort, names: list[str]) -> None:
    made = study(CHANCE + option("A", 50, 90) + option("B", 50, 60) + option("C", 10, 60) + option("Now", 90, 0, True))
    document = score_report(policyscore.score(made), layout=Layout(sort=sort, top=2))

    assert column(document.tables[0], "name") == names
    assert said(document)["top"].startswith("Shown are the first 3 of 4 options by")


def test_by_name_capitals_make_no_difference() -> None:
    named = matrix({"x": 1}, {"beta": [1], "Alpha": [2], "Gamma": [3]})

    assert column(score_report(policyscore.score(named), layout=Layout(sort=Sort.NAME)).tables[0], "name") == [
        "Alpha",
        "beta",
        "Gamma",
    ]


def test_notes_of_options_that_are_not_shown_stay_away() -> None:
    assert "unknown" in said(score_report(policyscore.score(UNSURE)))
    assert "unknown" not in said(score_report(policyscore.score(UNSURE), layout=Layout(top=1)))


def test_a_shown_gain_is_the_difference_of_the_shown_scores() -> None:
    # 1/3 and 2/3 of 100: 33.3 and 66.7 differ by 33.4, 33 and 67 by 34, 33.33 and 66.67 by 33.34.
    thirds = study(
        "criteria:\n  x: {worst: 0, best: 3}\n---\noption: A\nid: a\nratings: {x: 2}\n"
        "---\noption: B\nid: b\nbaseline: true\nratings: {x: 1}\n"
    )
    for decimals, expected in ((0, ["+34", "0"]), (1, ["+33.4", "0.0"]), (2, ["+33.34", "0.00"])):
        document = score_report(policyscore.score(thirds), layout=Layout(decimals=decimals))

        assert column(document.tables[0], "gain") == expected
        assert said(document)["gain"].endswith(f"({column(document.tables[0], 'score')[1]}).")


def test_scores_that_look_equal_are_told_apart_at_the_decimals_shown() -> None:
    near = matrix({"x": 1}, {"A": [60.2], "B": [59.8]})

    assert "differ by less than 1, " in said(score_report(policyscore.score(near), layout=Layout(decimals=0)))["near"]
    assert "near" not in said(score_report(policyscore.score(near)))


def test_nothing_to_sort_by_is_an_error() -> None:
    with pytest.raises(policyscore.CommandError, match="no option has a chance to sort by"):
        score_report(policyscore.score(toy()), layout=Layout(sort=Sort.CHANCE))
    done = scored("--sort", "chance", "--no-chance")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no option has a chance to sort by\n  hint: that takes `chance:`" in done.stderr


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl"])
@pytest.mark.parametrize("words", [("--top", "2"), ("--transpose",), ("--sort", "name"), ("--decimals", "0")])
def test_programs_get_everything_or_an_error(format: str, words: tuple[str, ...]) -> None:
    done = scored("-f", format, *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert f"are for readers, and {format} holds everything" in done.stderr


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex"])
def test_every_format_for_readers_takes_every_shape(format: str, tmp_path: Path) -> None:
    done = scored("-f", format, "--top", "1", "--transpose", "--sort", "in-effect", "--decimals", "3")

    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(r"Shown (is|are) the first", done.stdout)


def test_on_a_narrow_terminal_the_last_options_give_way() -> None:
    document = score_report(policyscore.score(toy()), layout=Layout(transpose=True))
    full = RENDERERS[Format.TABLE](document, Look(width=200))
    need = max(len(line) for line in RENDERERS[Format.TABLE](document, Look()).splitlines() if line.startswith("--"))
    shown = RENDERERS[Format.TABLE](document, Look(width=need - 1))

    assert "more option" not in full
    assert f"All with 1 more option needs {need} columns" in " ".join(shown.split())
    assert "49.0" in shown.split("Low")[0]
    assert "39.0" not in shown.split("Low")[0]
