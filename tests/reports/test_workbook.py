"""The workbook: recalculated by other programs, its formulas give the command line's numbers; text is only text."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import policyscore
from policyscore.analysis.scoring import Assessment
from policyscore.errors import CommandError
from policyscore.formats.numbers import shown_difference
from policyscore.reports import workbook_cells
from policyscore.reports.score import score_report
from policyscore.reports.workbook import render
from policyscore.reports.workbook_cells import CUT, MAX_CELL_CHARS, check_room, shown_text
from policyscore.reports.workbook_matrix import FLOORS_STALE
from tests.helpers import matrix, run, study, toy

CONTRACT = "tests/cases/contract.yaml"

CURVED = """criteria:
  chance: {worst: 0, best: 100}
  cost: {worst: 500, best: 0, weight: 30, curve: {500: 0, 200: 40, 100: 40, 0: 100}, floor: 400, unit: million}
  good: {worst: -10, best: 10, weight: 50}
chance: chance
---
option: "=HYPERLINK(0)"
id: a
ratings: {chance: [10, 20, 30], cost: [50, 150, 450], good: [-5, 3.5, 9]}
---
option: "@B"
id: b
ratings: {chance: unknown, cost: 450, good: unknown}
---
option: Now
id: now
baseline: true
ratings: {chance: 100, cost: 0, good: -10}
"""


def workbook(assessment: Assessment) -> bytes:
    return render(assessment, score_report(assessment))


def without_results(content: bytes) -> bytes:
    """The workbook with no result stored beside any formula, so that whoever shows one has computed it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w") as stripped:
        for name in given.namelist():
            part = given.read(name)
            stripped.writestr(name, re.sub(rb"(</f>)<v>.*?</v>", rb"\1", part))
    assert b"</f><v>" not in out.getvalue()
    return out.getvalue()


def rows(sheet: Worksheet) -> Iterator[dict[str, object]]:
    """The options of the matrix, by its headers."""
    table = list(sheet.iter_rows(values_only=True))
    heads = [row for row, cells in enumerate(table) if cells[1] in ("points", "weight", "effect if it fails")]
    for cells in table[heads[-1] + 1 :]:
        if cells[1] is None:
            return
        yield {str(name): cell for name, cell in zip(table[4], cells, strict=True)}


def agrees(found: list[dict[str, object]], assessment: Assessment) -> None:
    """Whether a matrix says what the command line says, in whatever order the options stand."""
    by_label = {cells["Option"]: cells for cells in found}
    for row in assessment.options:
        cells = by_label[row.label]
        assert cells["Rank"] == row.rank
        for header, expected in (
            ("In effect", row.in_effect if row.chance else None),
            ("Chance", 100 * row.chance.value if row.chance else None),
            ("Score", row.score),
            ("Low", row.low),
            ("High", row.high),
            ("Gain", row.gain and float(shown_difference(row.score, row.score - row.gain))),
        ):
            if expected is not None:
                assert cells[header] == pytest.approx(expected, abs=1e-9)
            else:
                assert cells.get(header) in (None, "–")
        if any(criterion.floor is not None for criterion in assessment.study.criteria):
            assert (cells["Below floor"] or "") == "; ".join(assessment.study.names(row.fails))
        for criterion in assessment.study.criteria:
            assert cells[criterion.name] == pytest.approx(row.values[criterion.id], abs=1e-9)


# Equal but for what floating point makes of it: .1 * 30 + .2 * 30 + .7 * 30 against 30.
NEAR = matrix({"a": 1, "b": 2, "c": 7}, {"A": [30, 30, 30], "B": [30.0000000001, 30, 30], "C": [10, 10, 10]})

CASES: dict[str, Callable[[], Assessment]] = {
    "near": lambda: policyscore.score(NEAR),
    "curved": lambda: policyscore.score(study(CURVED)),
    "toy": lambda: policyscore.score(toy(baseline="F")),
    "contract": lambda: policyscore.score(policyscore.load(CONTRACT)),
    "bundled": lambda: policyscore.score(policyscore.load("options"), "haggard-coalition"),
}


@dataclass(frozen=True)
class Recalculated:
    """A workbook in the library `formulas`, which takes seconds to read one and moments to compute it again."""

    content: bytes
    model: Any

    def rows(self, changes: Mapping[str, object] | None = None) -> list[dict[str, object]]:
        """The matrix as its formulas compute it, with other values in some cells, as in {"Matrix!C6": 60}."""
        inputs = {}
        for cell, value in (changes or {}).items():
            name, _, place = cell.partition("!")
            inputs[f"'[stripped.xlsx]{name.upper()}'!{place}"] = value
        sheet = openpyxl.load_workbook(BytesIO(self.content))["Matrix"]
        for key, found in self.model.calculate(inputs=inputs).items():
            if match := re.fullmatch(r"'\[stripped.xlsx\]MATRIX'!([A-Z]+[0-9]+)", str(key)):
                value = found.value[0, 0]
                sheet[match[1]] = str(value) if isinstance(value, str) else float(value)
        return list(rows(sheet))


def recalculable(content: bytes) -> Recalculated:
    """A workbook without the results that are stored in it, read by the library `formulas`."""
    import formulas

    stripped = without_results(content)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stripped.xlsx"
        path.write_bytes(stripped)
        model: Any = formulas.ExcelModel()
        return Recalculated(stripped, model.loads(str(path)).finish())


@cache
def recalculated(case: str) -> Recalculated:
    """The workbook of a case, read once for all tests that compute it."""
    return recalculable(workbook(CASES[case]()))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.filterwarnings("ignore")
def test_the_formulas_give_the_scores_of_the_command_line(case: str) -> None:
    agrees(recalculated(case).rows(), CASES[case]())


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook of each case as LibreOffice computes it, which takes longest to start."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for case, assessed in CASES.items():
        (folder / f"{case}.xlsx").write_bytes(without_results(workbook(assessed())))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    given = [str(folder / f"{case}.xlsx") for case in CASES]
    subprocess.run([*command, "--outdir", str(folder / "out"), *given], check=True, capture_output=True)
    return folder / "out"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("case", CASES)
def test_libreoffice_gives_the_scores_of_the_command_line(case: str, by_libreoffice: Path) -> None:
    computed = openpyxl.load_workbook(by_libreoffice / f"{case}.xlsx", data_only=True)

    agrees(list(rows(computed["Matrix"])), CASES[case]())


@pytest.mark.parametrize("case", CASES)
def test_the_results_stored_beside_the_formulas_are_those_of_the_command_line(case: str) -> None:
    assessment = CASES[case]()
    book = openpyxl.load_workbook(BytesIO(workbook(assessment)), data_only=True)

    agrees(list(rows(book["Matrix"])), assessment)


@pytest.mark.filterwarnings("ignore")
def test_a_colleague_who_changes_a_weight_gets_the_score_for_it() -> None:
    points = {"impact": 100, "feasibility": 60, "low-cost": 0, "low-harm": 40}
    changes = {f"Matrix!{column}6": number for column, number in zip("CDEF", points.values(), strict=True)}
    # D: (100 * 50 + 60 * 70 + 40 * 90) / 200 = 64
    found = {str(row["Option"]): row for row in recalculated("toy").rows(changes)}
    expected = policyscore.score(toy(baseline="F"), points).options

    assert found["D"]["Score"] == pytest.approx(64)
    for row in expected:
        name = row.name + (" (baseline)" if row.baseline else "")
        assert (found[name]["Rank"], found[name]["Score"]) == (row.rank, pytest.approx(row.score))


def test_text_never_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(policyscore.score(study(CURVED)))))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPER" in str(cell.value)]

    # Once in the matrix, three times in the ratings and twice where the chance counts; and a note speaks of it.
    assert len(texts) == 7
    assert {cell.data_type for cell in texts} == {"s"}
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [each for each in formulas if "HYPERLINK" in str(each) or "@" in str(each)]


def test_a_failed_floor_is_named_beside_the_total() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(policyscore.score(study(CURVED)))), data_only=True)

    assert {row["Option"]: row["Below floor"] for row in rows(book["Matrix"])} == {
        "Now (baseline)": None,
        "=HYPERLINK(0)": None,
        "@B": "cost",
    }


def test_the_command_line_writes_the_same_bytes_each_time_and_only_the_matrix(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        done = run("score", CONTRACT, "-o", str(tmp_path / name))
        assert (done.exit_code, done.stdout) == (0, "")
    refused = run("compare", CONTRACT, "-o", str(tmp_path / "c.xlsx"))

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"dcterms:created" not in archive.read("docProps/core.xml")
    assert refused.exit_code == 2
    assert "only `policyscore score` writes a workbook" in refused.stderr


def test_a_baseline_that_is_left_out_stands_below_without_a_rank(tmp_path: Path) -> None:
    from policyscore.analysis.scoring import assess

    made = toy(baseline="F")
    options = [option for option in made.options if not option.baseline]
    assessment = assess(made, policyscore.score(made).weighting, options)
    found = list(rows(openpyxl.load_workbook(BytesIO(workbook(assessment)), data_only=True)["Matrix"]))

    assert found[-1]["Option"] == "F (baseline), not ranked"
    assert found[-1]["Rank"] is None
    assert found[0]["Gain"] == pytest.approx(26)


@pytest.mark.filterwarnings("ignore")
def test_a_rating_put_in_for_an_unknown_one_needs_no_ends() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(policyscore.score(study(CURVED)))))["Ratings"]
    rating = next(row[3] for row in sheet.iter_rows() if (row[0].value, row[1].value) == ("@B", "chance"))
    assert rating.value == "unknown"
    found = {str(row["Option"]): row for row in recalculated("curved").rows({f"Ratings!{rating.coordinate}": 60})}

    # B: 450 of 500 has the value 40 * 50/300 = 6 2/3, the baseline 100: 100 - .6 * 93 1/3 = 44; good 0 + .6 * 50 = 30.
    # .375 * 44 + .625 * 30 = 35.25; its ends of the chance are 60 too.
    assert found["@B"]["Score"] == pytest.approx(35.25)
    expected = policyscore.score(study(CURVED.replace("ratings: {chance: unknown", "ratings: {chance: 60"))).options
    (b,) = [row for row in expected if row.id == "b"]
    assert (found["@B"]["Low"], found["@B"]["High"]) == (pytest.approx(b.low), pytest.approx(b.high))
    assert found["@B"]["Chance"] == 60


def test_an_unknown_rating_spans_the_scale_and_a_changed_one_says_so() -> None:
    from policyscore.reading.selection import what_if

    made = what_if(study(CURVED), ["a.good=4"])
    book = openpyxl.load_workbook(BytesIO(workbook(policyscore.score(made))), data_only=True)
    ratings = {(row[0].value, row[1].value): [cell.value for cell in row] for row in book["Ratings"].iter_rows()}

    assert ratings["@B", "good"][2:5] == ["unknown"] * 3
    assert ratings["@B", "good"][9:12] == [50, 0, 100]
    assert ratings["=HYPERLINK(0)", "good"][3] == 4
    assert ratings["=HYPERLINK(0)", "good"][12] == "set on the command line"
    assert not ratings["=HYPERLINK(0)", "cost"][12]


def conditions(assessment: Assessment) -> dict[str, tuple[str, str]]:
    """The conditional formats of the matrix: by cell, the formula and the number format."""
    sheet = openpyxl.load_workbook(BytesIO(workbook(assessment)))["Matrix"]
    return {
        str(found.sqref): (rule.formula[0], rule.dxf.numFmt.formatCode)
        for found in sheet.conditional_formatting
        for rule in found.rules
    }


def test_what_rests_on_an_unknown_rating_bears_its_sign_as_long_as_that_is_unknown() -> None:
    found = conditions(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, "unknown"), "B": (40, 50)}, baseline="B")))

    # A stands in row 8 of the matrix, its ratings in rows 2 and 3 of the ratings.
    assert found["D8"] == ("NOT(ISNUMBER(Ratings!$D$3))", '0"?"')
    assert found["E8"] == ("SUMPRODUCT((1-ISNUMBER(Ratings!$D$2:$D$3))*(Ratings!$I$2:$I$3>0))>0", '0.0"?"')
    assert found["H8"][1] == '+0.0"?";-0.0"?";0.0"?"'
    assert "H9" not in found
    assert conditions(policyscore.score(toy(baseline="F"))) == {}


def test_a_study_that_is_more_than_a_sheet_holds_is_refused() -> None:
    check_room(1_048_576, 16_384)
    with pytest.raises(CommandError, match="holds 1,048,576 rows, and this study needs 1,048,577"):
        check_room(1_048_577, 1)
    with pytest.raises(CommandError, match="holds 16,384 columns, and this study needs 16,385"):
        check_room(1, 16_385)


def test_it_is_refused_before_a_sheet_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "MAX_ROWS", 20)
    monkeypatch.setattr("xlsxwriter.Workbook", None)
    result = run("score", CONTRACT, "-w", "equal", "-o", str(tmp_path / "a.xlsx"))

    assert result.exit_code == 2
    assert "a sheet of a workbook holds 20 rows, and this study needs" in result.stderr
    assert "-f csv" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("letter", ["a", "\N{GRINNING FACE}"])
def test_a_text_that_is_longer_than_a_cell_says_that_it_is_cut_off(letter: str) -> None:
    """A cell holds 32,767 units of UTF-16, of which an emoji takes two."""
    shown = shown_text(40_000 * letter)

    assert shown.endswith(CUT)
    assert len(shown.encode("utf-16-le")) // 2 == MAX_CELL_CHARS + len(CUT) < 32_767
    assert shown_text(16_000 * letter) == 16_000 * letter


def test_floors_that_are_too_many_for_a_formula_are_said_not_to_follow() -> None:
    def said(floors: int) -> str:
        criteria = "".join(f"  c{i}: {{worst: 0, best: 100, floor: 50}}\n" for i in range(floors))
        ratings = ", ".join(f"c{i}: {i % 100}" for i in range(floors))
        text = f"criteria:\n{criteria}---\noption: A\nid: a\nratings: {{{ratings}}}\n"
        sheet = openpyxl.load_workbook(BytesIO(workbook(policyscore.score(study(text)))))["Matrix"]
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)

    assert FLOORS_STALE not in said(3)
    assert FLOORS_STALE in said(150)
