"""The workbook of a study with a chance: whatever cell is changed, it gives what the program gives for that change."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import policyscore
from policyscore.analysis.scoring import Assessment
from policyscore.errors import CommandError
from policyscore.formats.report import Marked
from policyscore.reports import workbook_cells
from policyscore.reports.score import score_report
from policyscore.reports.unknown import UNKNOWN
from policyscore.reports.workbook_effect import HEADERS, HEADS
from tests.helpers import study
from tests.reports.test_workbook import Recalculated, agrees, recalculable, rows, workbook

# X is better than Now on impact and worse on cost. Harm is worse on both, so it scores least where it is likeliest.
STUDY = """criteria:
  impact: {worst: 0, best: 100, weight: 60}
  chance: {worst: 0, best: 100, floor: 15}
  cost: {worst: 100, best: 0, weight: 40, if_it_fails: 0.8}
  effort: {worst: 40, best: 0, weight: 0, if_it_fails: 1, curve: {40: 0, 10: 70, 0: 100}}
chance: chance
---
option: Now
id: now
baseline: true
ratings: {chance: 4, impact: [10, 20, 25], cost: [45, 50, 65], effort: unknown}
---
option: X
id: x
ratings: {chance: [10, 25, 50], impact: [60, 80, 100], cost: 70, effort: 10}
---
option: Unsure
id: unsure
ratings: {chance: unknown, impact: [10, 30, 60], cost: [40, 45, 50], effort: [5, 11, 20]}
---
option: Part
id: part
ratings: {chance: 60, impact: unknown, cost: 50, effort: 0}
---
option: Sure
id: sure
ratings: {chance: 100, impact: 30, cost: 55, effort: 12}
---
option: Harm
id: harm
ratings: {chance: [20, 40, 90], impact: [0, 5, 10], cost: [60, 80, 90], effort: 40}
"""


@dataclass(frozen=True)
class Change:
    """A change of the study as somebody writes it, and the same in the cells of its workbook.

    `cells` are a column of the sheet of ratings with option and criterion, or a row above the matrix with a criterion.
    """

    old: str
    new: str
    cells: tuple[tuple[tuple[str, ...], object], ...]


def rating(option: str, criterion: str, low: object, value: object, high: object) -> tuple[Any, ...]:
    """A rating with its ends, put into its three cells."""
    places = zip(("Low", "Rating", "High"), (low, value, high), strict=True)
    return tuple(((column, option, criterion), number) for column, number in places)


CHANGES = {
    "nothing": Change("option: X", "option: X", ()),
    "rating": Change("impact: [60, 80, 100]", "impact: [35, 42.5, 50]", rating("X", "impact", 35, 42.5, 50)),
    "most-likely-rating-alone": Change("[60, 80, 100]", "[60, 95, 100]", ((("Rating", "X", "impact"), 95),)),
    "chance": Change("chance: [10, 25, 50]", "chance: [0, 60, 85]", rating("X", "chance", 0, 60, 85)),
    "chance-becomes-unknown": Change("[10, 25, 50]", "unknown", rating("X", "chance", *["unknown"] * 3)),
    "chance-becomes-known": Change("chance: unknown", "chance: 35", ((("Rating", "Unsure", "chance"), 35),)),
    "certain": Change("chance: [20, 40, 90]", "chance: 100", rating("Harm", "chance", 100, 100, 100)),
    "rating-of-the-baseline": Change("[10, 20, 25]", "[30, 55, 70]", rating("Now", "impact", 30, 55, 70)),
    "baseline-becomes-unknown": Change("cost: [45, 50, 65]", "cost: unknown", rating("Now", "cost", *["unknown"] * 3)),
    "baseline-becomes-known": Change("effort: unknown", "effort: 25", ((("Rating", "Now", "effort"), 25),)),
    "chance-of-the-baseline": Change("chance: 4,", "chance: 40,", rating("Now", "chance", 40, 40, 40)),
    "weight": Change("weight: 60", "weight: 15", ((("points", "impact"), 15),)),
    "weight-from-0": Change("weight: 0", "weight: 50", ((("points", "effort"), 50),)),
    "if-it-fails": Change("if_it_fails: 0.8", "if_it_fails: 0.25", ((("effect if it fails", "cost"), 0.25),)),
    "nothing-comes-of-trying": Change("if_it_fails: 0.8", "if_it_fails: 0", ((("effect if it fails", "cost"), 0),)),
    "all-comes-of-trying": Change("if_it_fails: 0.8", "if_it_fails: 1", ((("effect if it fails", "cost"), 1),)),
}


@cache
def after(change: str) -> Assessment:
    """What the program makes of the study with a change written into it."""
    assert STUDY.count(CHANGES[change].old) == 1
    return policyscore.score(study(STUDY.replace(CHANGES[change].old, CHANGES[change].new)))


def places(book: Workbook, change: str) -> dict[str, Any]:
    """The cells of a change with what it puts into them, as in {"Matrix!C6": 60}."""
    found: dict[str, Any] = {}
    matrix, ratings = list(book["Matrix"].iter_rows()), list(book["Ratings"].iter_rows())
    for (name, *about), new in CHANGES[change].cells:
        if len(about) == 1:
            column = next(cell.column for cell in matrix[4] if cell.value == about[0])
            cell = next(row for row in matrix if row[1].value == name)[column - 1]
            found[f"Matrix!{cell.coordinate}"] = new
        else:
            column = next(cell.column for cell in ratings[0] if cell.value == name)
            cell = next(row for row in ratings if [row[0].value, row[1].value] == about)[column - 1]
            found[f"Ratings!{cell.coordinate}"] = new
    assert len(found) == len(CHANGES[change].cells)
    return found


@cache
def unchanged() -> Recalculated:
    return recalculable(workbook(after("nothing")))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.filterwarnings("ignore")
def test_the_formulas_follow_a_change_as_the_program_does(change: str) -> None:
    book = openpyxl.load_workbook(BytesIO(unchanged().content))

    agrees(unchanged().rows(places(book, change)), after(change))


def many() -> Assessment:
    """Forty options on five criteria, drawn at random: ends apart or alike, a tenth of all ratings unknown."""
    random = Random(3)

    def drawn() -> str:
        ends = sorted(random.choice((0, 100, *range(101))) for _ in range(3))
        return random.choice(("unknown", *[str(ends)] * 7, *[str(ends[1])] * 2))

    text = "criteria:\n  chance: {worst: 0, best: 100}\n"
    for number, (ends, fails) in enumerate(zip([(0, 100), (100, 0)] * 3, (0, 0.35, 1, 0.5, 0.05), strict=False)):
        text += f"  c{number}: {{worst: {ends[0]}, best: {ends[1]}, weight: {number}, if_it_fails: {fails}}}\n"
    text += "chance: chance\n"
    for number in range(40):
        text += f"---\noption: Option {number}\nid: o{number}\nbaseline: {str(number == 7).lower()}\nratings:\n"
        text += "".join(f"  {id}: {drawn()}\n" for id in ("chance", "c0", "c1", "c2", "c3", "c4"))
    return policyscore.score(study(text))


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workbook]:
    """The workbook with a change in its cells as LibreOffice computes it; on a sheet `Marks`, which numbers are marked.

    That sheet has each condition on a number of the matrix as a formula, in the cell of the number.
    """
    folder = tmp_path_factory.mktemp("libreoffice")
    for name in (*CHANGES, "many"):
        assessment = many() if name == "many" else after("nothing")
        book = openpyxl.load_workbook(BytesIO(workbook(assessment)))
        for place, new in places(book, name).items() if name in CHANGES else ():
            sheet, _, cell = place.partition("!")
            book[sheet][cell] = new
        marks = book.create_sheet("Marks")
        for found in book["Matrix"].conditional_formatting:
            for rule in found.rules:
                marks[str(found.sqref)] = f"={rule.formula[0]}"
        book.save(folder / f"{name}.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    given = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run([*command, "--outdir", str(folder / "out"), *given], check=True, capture_output=True)
    return lambda name: openpyxl.load_workbook(folder / "out" / f"{name}.xlsx", data_only=True)


needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


@needs_libreoffice
@pytest.mark.parametrize("name", [*CHANGES, "many"])
def test_libreoffice_follows_a_change_as_the_program_does(name: str, by_libreoffice: Callable[[str], Workbook]) -> None:
    book, assessment = by_libreoffice(name), many() if name == "many" else after(name)

    agrees(list(rows(book["Matrix"])), assessment)
    steps_agree(book, assessment)
    assert marked(book) == marked_by_the_program(assessment)


def steps_agree(book: Workbook, assessment: Assessment) -> None:
    """Whether each step of the sheet that shows how a chance counts is what the program computes."""
    names = {option.name: option for option in assessment.options}
    table = list(book["Effect"].iter_rows(min_row=HEADS + 2, max_col=HEADERS.index("Unknown") + 1, values_only=True))
    assert len(table) == len(names) * len(assessment.study.criteria)
    for name, criterion, weight, fails, chance, part, base, value, effective, unsure in table:
        option, id = names[str(name)], str(criterion)
        assert assessment.baseline
        assert option.chance
        expected = (
            *(assessment.weighting.weights[id], assessment.study.criterion(id).if_it_fails, option.chance.value),
            *(option.shares[id], assessment.baseline.values[id], option.values[id], option.effective[id]),
        )
        assert (weight, fails, chance, part, base, value, effective) == pytest.approx(expected, abs=1e-9)
        assert (unsure or "") == (UNKNOWN if id in option.unsure else "")


def marked(book: Workbook) -> set[tuple[str, str]]:
    """The numbers of the matrix that bear the sign of the unknown, by option and header."""
    matrix, marks = list(book["Matrix"].iter_rows(values_only=True)), book["Marks"].iter_rows()
    return {
        (str(matrix[cell.row - 1][1]), str(matrix[4][cell.column - 1]))
        for row in marks
        for cell in row
        if cell.value in (True, 1)
    }


def marked_by_the_program(assessment: Assessment) -> set[tuple[str, str]]:
    """The same of the table that `score` prints."""
    (table,) = score_report(assessment).tables
    return {
        (str(row[1]), column.header)
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, Marked) and UNKNOWN in cell.mark
    }


def stored(assessment: Assessment) -> Workbook:
    """The workbook with the results that are stored beside its formulas."""
    return openpyxl.load_workbook(BytesIO(workbook(assessment)), data_only=True)


@pytest.mark.parametrize("made", [many, lambda: after("nothing")], ids=["many", "study"])
def test_the_results_stored_at_each_step_are_those_of_the_program(made: Callable[[], Assessment]) -> None:
    steps_agree(stored(made()), made())


def test_the_ends_stored_at_each_step_sum_to_low_and_high() -> None:
    for assessment in (after("nothing"), many()):
        effect = list(stored(assessment)["Effect"].iter_rows(min_row=HEADS + 2, values_only=True))
        for option in assessment.options:
            own = [row for row in effect if row[0] == option.name]

            def total(column: int, own: Sequence[Sequence[Any]] = own) -> float:
                return sum(float(row[2] * row[column]) for row in own)

            assert min(total(14), total(15)) == pytest.approx(option.low)
            assert max(total(16), total(17)) == pytest.approx(option.high)


def test_the_worked_study_stands_there_step_by_step() -> None:
    book = stored(after("nothing"))
    x = {row[1]: row[2:] for row in book["Effect"].iter_rows(min_row=HEADS + 2, values_only=True) if row[0] == "X"}

    # Impact: .25 of the way from 20 to 80 is 35. Cost: .25 + .75 * .8 = .85 of the way from 50 to 30 is 33.
    assert x["impact"][:7] == pytest.approx((0.6, 0, 0.25, 0.25, 20, 80, 35))
    assert x["cost"][:7] == pytest.approx((0.4, 0.8, 0.25, 0.85, 50, 30, 33))
    # Low impact, from 10 to 60: .1 of the way is 15, .5 is 35. High, from 25 to 100: 32.5 and 62.5.
    assert x["impact"][12:] == pytest.approx((15, 35, 32.5, 62.5))
    # Cost is 30 and the baseline's from 35 to 55: .82 and .9 of the way.
    assert x["cost"][12:] == pytest.approx((30.9, 30.5, 34.5, 32.5))
    # Low .6 * 15 + .4 * 30.9 = 21.36, high .6 * 62.5 + .4 * 32.5 = 50.5.
    (row,) = (row for row in rows(book["Matrix"]) if row["Option"] == "X")
    assert [row[header] for header in ("In effect", "Chance", "Score", "Low", "High", "Gain")] == pytest.approx(
        [60, 25, 34.2, 21.36, 50.5, 2.2]
    )


def test_the_columns_stand_in_the_order_of_the_table() -> None:
    (table,) = score_report(after("nothing")).tables
    headers = [column.header for column in table.columns]

    assert list(next(iter(rows(stored(after("nothing"))["Matrix"])))) == [*headers, "Below floor"]


def test_a_floor_of_the_chance_is_named_as_any_other() -> None:
    made = study(STUDY.replace("chance: [10, 25, 50]", "chance: [10, 12, 50]"))
    found = {row["Option"]: row["Below floor"] for row in rows(stored(policyscore.score(made))["Matrix"])}

    # The baseline, rated 4, is certain.
    assert {name: said for name, said in found.items() if said} == {"X": "chance"}
    (first, *_) = rows(stored(policyscore.score(replace(made, no_chance=True)))["Matrix"])
    assert "Below floor" not in first


def test_a_chance_has_no_weight_and_says_what_it_does() -> None:
    ratings = {(row[0].value, row[1].value): row for row in stored(after("nothing"))["Ratings"].iter_rows()}

    assert ratings["X", "chance"][8].value == "multiplies"
    assert ratings["Now", "chance"][8].value == "not counted"


def test_without_a_chance_counted_there_is_no_sheet_for_it_and_the_sum_is_that_of_the_values() -> None:
    from dataclasses import replace

    assessment = policyscore.score(replace(study(STUDY), no_chance=True))
    book = stored(assessment)

    assert "Effect" not in book.sheetnames
    agrees(list(rows(book["Matrix"])), assessment)
    assert {row[8].value for row in book["Ratings"].iter_rows() if row[1].value == "chance"} == {"not counted"}


def test_the_ratings_of_the_chance_count_among_the_rows_that_a_sheet_must_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    # A line of headers, and for each of forty options and a baseline that may stand apart six ratings: 1 + 41 * 6.
    monkeypatch.setattr(workbook_cells, "MAX_ROWS", 246)
    with pytest.raises(CommandError, match="holds 246 rows, and this study needs 247"):
        workbook(many())
    monkeypatch.setattr(workbook_cells, "MAX_ROWS", 247)
    assert workbook(many())
