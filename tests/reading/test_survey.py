"""Surveys: row by row what weightings would be, every faulty row where it stands, and never held as a whole."""

import csv
import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

import policyscore
from policyscore.analysis.comparison import tidy_rows
from policyscore.errors import StudyError
from policyscore.model.numbers import number_hint
from policyscore.reading.views import views
from policyscore.reports.surveys import survey_notes
from policyscore.text import folded
from tests.helpers import run, study, survey

STUDY = "tests/cases/contract.yaml"
HEADER = "name,score,reach,cost,town\n"


def test_a_survey_gives_what_its_rows_give_as_weightings(tmp_path: Path) -> None:
    path = survey(tmp_path, f"{HEADER}Ann,20,50,30,Bonn\n,1,1,0,Köln\n\nCem,0,0,5,Bonn\n")
    rows = list(csv.DictReader(io.StringIO(run("compare", STUDY, "-w", path, "-f", "csv").stdout)))

    assert list(dict.fromkeys(row["weighting"] for row in rows)) == ["Ann", "row-3", "Cem"]
    for id, inline in {"Ann": "score=20,reach=50,cost=30", "row-3": "score=1,reach=1", "Cem": "cost=5"}.items():
        expected = policyscore.score(policyscore.load(STUDY), {k: float(v) for k, v in _pairs(inline)}).options
        mine = [row for row in rows if row["weighting"] == id]
        assert [(row["option"], int(row["rank"])) for row in mine] == [(r.id, r.rank) for r in expected]
        assert [float(row["score"]) for row in mine] == pytest.approx([r.score for r in expected], abs=1e-9)


def _pairs(inline: str) -> list[tuple[str, str]]:
    return [(id, number) for id, _, number in (part.partition("=") for part in inline.split(","))]


BAD_SURVEYS = {
    f"{HEADER}Ann,x,50,30,B\n": "survey.csv:2:5: error: cell B2: expected a number, found `x`",
    f"{HEADER}Ann,20,-1,30,B\n": "survey.csv:2:8: error: cell C2: a weight may not be negative",
    f"{HEADER}Ann,20,,30,B\n": "survey.csv:2:8: error: cell C2: expected a number, found nothing",
    f"{HEADER}Ann,0,0,0,B\n": "survey.csv:2:5: error: cell B2: the points of this row are all 0",
    f"{HEADER}Ann,20,50\n": "survey.csv:2:10: error: cell D2: this row has 3 cells, and the first row 5",
    f"{HEADER}Ann,20,50,30,B,7\n": "survey.csv:2:16: error: cell F2: this row has 6 cells, and the first row 5",
    "name,raech,cost\nAnn,1,2\n": "survey.csv:1:6: error: cell B1: there is no criterion `raech`",
    "name,chance,cost\nAnn,1,2\n": "survey.csv:1:6: error: cell B1: `chance` is the chance that an option takes effect",
    "cost,CHANCE [points]\n1,2\n": "survey.csv:1:6: error: cell B1: `CHANCE [points]` is the chance that an option",
    "name,chanse,cost\nAnn,1,2\n": "survey.csv:1:6: error: cell B1: there is no criterion `chanse`",
    "cost,cost\n1,2\n": "survey.csv:1:6: error: cell B1: a second column `cost`",
    "people,score\n1,2\n": "survey.csv:1:8: error: cell B1: `score` is inside `people`, which is named too",
    "name,town\nAnn,Bonn\n": "survey.csv:1:1: error: cell A1: no column is a criterion",
    HEADER: "survey.csv:1:1: error: cell A1: the survey has no row",
    "name,Name,cost\nA,B,1\n": "survey.csv:1:6: error: cell B1: a second column `name`",
    "name,town,TOWN,cost\nA,B,C,1\n": "survey.csv:1:11: error: cell C1: a second column `TOWN`",
    "group: ,cost\n1,1\n": "survey.csv:1:1: error: cell A1: this group has no name",
    "people;cost\n1.200;5\n": "survey.csv:2:1: error: cell A2: in `1.200` the dot may be for thousands",
    "people,cost\n40%,60\n": "survey.csv:2:1: error: cell A2: `40%` has a percent sign, and others beside it have none",
    "name,people,cost\nSmith, Ann,1,2\n": "survey.csv:2:14: error: cell D2: this row has 4 cells, and the first row 3",
    "people,cost,no\n1,2,7\n3,4,about 8\n5,6,9\n": "survey.csv:1:13: error: cell C1: `no` is not a criterion of this "
    "study, and most of its cells are numbers",
    "": "survey.csv: error: the table is empty",
    f'{HEADER}"Ann,20,50,30,B\n': "survey.csv:2:1: error: a quote is opened in this row and never closed",
    f"{HEADER}A\x1bnn,20,50,30,B\n": "survey.csv:2:1: error: cell A2: U+001B is not allowed in a survey",
}


@pytest.mark.parametrize("text", BAD_SURVEYS, ids=ascii)
def test_a_faulty_row_is_reported_where_it_stands_and_nothing_is_scored(tmp_path: Path, text: str) -> None:
    result = run("compare", STUDY, "-w", survey(tmp_path, text), "-f", "csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert BAD_SURVEYS[text] in result.stderr.replace(f"{tmp_path}{os.sep}", "")


def test_a_spreadsheet_with_decimal_commas_gives_the_same_weightings(tmp_path: Path) -> None:
    """Byte-order mark, semicolons, commas, percent signs, units, capitals, and empty cells behind and below."""
    messy = "NAME;REACH [points];Score on health (in %);COST;;\r\nAnn;20,5 %;50%;29,5%;;\r\n;;;;;\r\n"
    path = tmp_path / "messy.csv"
    path.write_bytes(b"\xef\xbb\xbf" + messy.encode())
    plain = survey(tmp_path, "name,reach,score,cost\nAnn,20.5,50,29.5\n")

    rows = [run("compare", STUDY, "-q", "-w", each, "-f", "csv").stdout for each in (str(path), plain)]
    assert rows[0] == rows[1] != ""


def test_a_table_with_tabs_is_a_survey_too(tmp_path: Path) -> None:
    path = tmp_path / "survey.tsv"
    path.write_text("name\tcost\nAnn\t1\n", "utf-8")

    assert "Ann,carry-on" in run("compare", STUDY, "-w", str(path), "-f", "csv").stdout


def test_every_row_may_be_left_out_but_not_all(tmp_path: Path) -> None:
    path = survey(tmp_path, "name,people,cost\nAnn,1,\n")
    result = run("compare", STUDY, "-w", path, "--skip-incomplete")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "every row of the survey has a blank cell" in result.stderr


def test_a_row_that_is_cut_short_before_a_criterion_is_incomplete(tmp_path: Path) -> None:
    study = policyscore.load(STUDY)
    path = survey(tmp_path, "name,people,cost,town\nAnn,1,2,Bonn\nBo,1\n" + "x,,1,B\n" * 9)
    (found,) = views(study, [path], skip_incomplete=True).surveys

    assert (found.respondents, found.incomplete, found.first_incomplete) == (1, 10, (3, 4, 5, 6, 7))
    assert [*survey_notes([found])][-1].text.endswith("there: rows 3, 4, 5, 6, 7 and 5 others.")


def test_a_criterion_weighs_nothing_where_only_its_branch_could_give_it_weight(tmp_path: Path) -> None:
    """A branch with points gives weight to what is inside it, one with 0 in every row to nothing."""
    study = policyscore.load(STUDY)
    inside = [*study.branches["people"].weights]
    (zero,) = views(study, [survey(tmp_path, "people,cost\n0,1\n0,2\n")]).surveys
    (some,) = views(study, [survey(tmp_path, "people,cost\n0,1\n1,2\n")]).surveys

    assert zero.zero == tuple(inside)
    assert some.zero == ()


def test_a_criterion_with_no_share_of_its_branch_weighs_nothing(tmp_path: Path) -> None:
    found = study(
        "criteria: {b: {weight: 1, criteria: {x: {worst: 0, best: 1, weight: 1}, y: {worst: 0, best: 1, weight: 0}}}}",
        "{option: A, ratings: {x: 1, y: 1}}",
    )

    (of_branch,) = views(found, [survey(tmp_path, "b\n1\n")]).surveys
    assert (of_branch.unnamed, of_branch.zero) == ((), ("y",))


def test_every_faulty_row_is_reported(tmp_path: Path) -> None:
    path = survey(tmp_path, HEADER + "".join(f"r{n},{'x' if n % 3 else 1},1,1,B\n" for n in range(30)))

    assert run("compare", STUDY, "-w", path).stderr.count(" error: ") == 20


def test_a_thousand_rows_are_streamed_in_flat_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rows take no more memory, but for what a block of them holds."""
    import tracemalloc

    # Smaller blocks show it with fewer rows.
    monkeypatch.setattr("policyscore.reading.survey.ROWS_PER_BLOCK", 100)
    peaks = []
    study = policyscore.load(STUDY)
    for number in (500, 5000):
        path = survey(tmp_path, HEADER + "".join(f"r{n},{n % 7 + 1},{n % 5},{n % 3},B\n" for n in range(number)))
        found = views(study, [path])
        tracemalloc.start()
        assert sum(1 for _ in tidy_rows(found)) == 4 * number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.3 * peaks[0]


def test_what_becomes_of_a_survey_after_it_was_read_changes_nothing(tmp_path: Path) -> None:
    """Read a second time a row of zeros would give scores that are no numbers."""
    study = policyscore.load(STUDY)
    path = Path(survey(tmp_path, f"{HEADER}Ann,20,50,30,Bonn\nBo,1,2,3,Bonn\n"))
    found = views(study, [str(path)])
    before = [(row.weighting, row.score) for row in tidy_rows(found)]
    expected = sha256(b"".join(file.content for file in study.files) + path.read_bytes()).hexdigest()
    path.write_text(f"{HEADER}Ann,0,0,0\nx\n", "utf-8")

    assert [(row.weighting, row.score) for row in tidy_rows(found)] == before
    assert found.digest == expected


def test_blocks_that_do_not_fit_into_memory_come_back_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyscore.reading.survey.ROWS_PER_BLOCK", 3)
    path = survey(tmp_path, "name,cost,people\n" + "".join(f"r{n},{n},{10 - n}\n" for n in range(10)))
    in_memory = [*tidy_rows(views(policyscore.load(STUDY), [path]))]
    monkeypatch.setattr("policyscore.reading.block_store.MAX_IN_MEMORY", 50)
    (found,) = views(policyscore.load(STUDY), [path]).surveys
    one, two = ([block.ids for block in found.blocks] for _ in range(2))

    assert one == two == [("r0", "r1", "r2"), ("r3", "r4", "r5"), ("r6", "r7", "r8"), ("r9",)]
    # Half and half: with n and 10 - n points the weight of cost is n/10.
    assert [round(float(row[-1]), 9) for block in found.blocks for row in block.weights] == [n / 10 for n in range(10)]
    again = tidy_rows(views(policyscore.load(STUDY), [path]))
    assert [(row.weighting, row.score) for row in again] == [(row.weighting, row.score) for row in in_memory]


TWICE = {
    "Cost [points],people,COST\n": "survey.csv:1:22: error: cell C1: a second column `cost`: cell A1 is headed "
    "`Cost [points]`",
    "name,people,NAME\n": "survey.csv:1:13: error: cell C1: a second column `name`: cell A1 is headed `name`",
    "town,people,group: Town\n": "survey.csv:1:13: error: cell C1: a second column `Town`: cell A1 is headed `town`",
    "id,people,user id,User ID\n": "survey.csv:1:19: error: cell D1: a second column `User ID`: cell C1 is headed "
    "`user id`",
}


@pytest.mark.parametrize("header", TWICE)
def test_two_columns_for_one_thing_are_an_error_with_both_places(tmp_path: Path, header: str) -> None:
    result = run("compare", STUDY, "-w", survey(tmp_path, header + "1,1,1,1\n"))

    assert result.exit_code == 1
    assert TWICE[header] in result.stderr.replace(f"{tmp_path}{os.sep}", "")


def test_headings_are_looked_up_however_many_there_are(tmp_path: Path) -> None:
    """Each is folded a few times, and not once for every other one."""
    folds = 0

    def counting(text: str) -> str:
        nonlocal folds
        folds += 1
        return folded(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policyscore.reading.survey_columns.folded", counting)
        run("compare", STUDY, "-w", survey(tmp_path, f"cost,{','.join(f'g{n}' for n in range(500))}\n1\n"))

    assert 500 <= folds < 10 * 500


def test_a_survey_has_no_more_columns_than_a_spreadsheet(tmp_path: Path) -> None:
    path = survey(tmp_path, f"cost,{',' * 16_383}x\n1\n")

    assert "cell XFE1: a survey has at most 16,384 columns" in run("compare", STUDY, "-w", path).stderr


def test_a_column_with_more_groups_than_anybody_compares_is_refused(tmp_path: Path) -> None:
    def said(groups: int) -> tuple[int, str]:
        path = survey(tmp_path, "cost,people,town\n" + "".join(f"1,2,t{n % groups}\n" for n in range(120)))
        result = run("compare", STUDY, "-w", path, "--by", "town", "-f", "json")
        return result.exit_code, result.stderr

    assert said(50) == (0, "")
    exit_code, words = said(51)
    assert exit_code == 2
    assert "the column `town` names 51 groups, and 50 can be compared at most" in words
    assert "name a column with fewer groups" in words


def test_only_faults_that_are_told_are_worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was meant by a cell takes long to tell: ten times the faulty rows take no more of it."""
    worded = 0

    def counting(written: object) -> str | None:
        nonlocal worded
        worded += 1
        return number_hint(written)

    monkeypatch.setattr("policyscore.model.numbers.number_hint", counting)
    asked = []
    for rows in (100, 1000):
        worded = 0
        path = survey(tmp_path, "name,score,reach,cost\n" + "A,x,y 1,1 z\n" * rows)
        with pytest.raises(StudyError) as caught:
            views(policyscore.load(STUDY), [path])
        assert caught.value.count == 3 * rows
        asked.append(worded)

    assert asked[0] == asked[1] <= 102


def test_a_column_of_chances_is_to_be_left_out_or_is_a_group(tmp_path: Path) -> None:
    def said(heading: str) -> str:
        return run("compare", STUDY, "-w", survey(tmp_path, f"name,{heading},cost\nAnn,1,2\n"), "-f", "csv").stderr

    assert "hint: leave the column out: a chance multiplies what an option would change\n" in said("Chance")
    assert "if `chance` is meant: it is the chance that an option takes effect" in said("chanse").lower()
    assert "the column chance holds no points; --by compares such groups" in said("group: chance")
    # What is offered to others is what can be weighed.
    assert "head it `score` or `reach`; where" in said("odd")
