"""Many weightings, many studies: the worked case, an oracle, surveys row by row, batches that fail in part."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import permutations
from math import isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import policyscore
from policyscore.analysis import rank_aggregation as voting
from policyscore.analysis.comparison import compare, tidy_rows
from policyscore.analysis.ranking import ranks
from policyscore.commands import app as cli
from policyscore.formats.format import Format
from policyscore.formats.render import RENDERERS
from policyscore.reading.views import views
from tests.helpers import Golden, matrix, survey, toy

STUDY = "tests/cases/contract.yaml"
VIEWS = ("-w", "default", "-w", "equal", "-w", "cost=70,score=30")

# Five toy views of the running example: weights of impact, feasibility, low cost and low harm.
FIVE = {
    "govt": (30, 40, 20, 10),
    "ngo": (50, 10, 5, 35),
    "victims": (35, 5, 5, 55),
    "eu": (25, 45, 15, 15),
    "hawk": (80, 5, 10, 5),
}


def five() -> policyscore.Study:
    text = ""
    for id, row in FIVE.items():
        keys = ("impact", "feasibility", "low-cost", "low-harm")
        points = ", ".join(f"{key}: {point}" for key, point in zip(keys, row, strict=True))
        text += f"---\nweighting: {id}\nid: {id}\npoints: {{{points}}}\n"
    return toy(text)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["compare", *words])


def by_option(study: policyscore.Study, numbers: Sequence[float]) -> dict[str, float]:
    result = compare(views(study, ()))
    return {option.id: number for option, number in zip(result.options, numbers, strict=True)}


def test_the_worked_case_of_five_views() -> None:
    study = five()
    result = compare(views(study, ()))
    ids = [option.id for option in result.options]

    assert result.concordance == pytest.approx(0.5143, abs=5e-5)
    assert by_option(study, result.borda) == {"d": 26, "e": 20, "c": 19, "b": 15, "a": 13, "g": 10, "f": 2}
    copeland = dict(zip(ids, voting.copeland(result.wins), strict=True))
    assert copeland == {"d": 6, "e": 4, "b": 2, "c": 0, "a": -2, "g": -4, "f": -6}
    winner = voting.condorcet(result.wins)
    assert winner is not None
    assert ids[winner] == "d"
    found = voting.kemeny(result.wins)
    assert found
    assert (found.contradictions, [[ids[i] for i in order] for order in found.orders]) == (21, [list("debcagf")])
    regret = by_option(study, result.tally.regret.tolist())
    expected = {"d": 24, "e": 26.75, "g": 27.15, "b": 28, "a": 31.5, "c": 31.5, "f": 46.5}
    assert regret == pytest.approx(expected)


def test_where_the_orders_disagree_is_said() -> None:
    document = json.loads(_written(five(), "json"))
    said = _written(five(), "table")

    assert document["minimax_regret"] == "d"
    assert "Borda, Copeland and Kemeny disagree on 1 pair of options: C is above B by Borda, below it" in said
    assert "by Copeland and Kemeny" in said


def _written(study: policyscore.Study, format: str) -> str:
    from policyscore.formats.format import Look
    from policyscore.reports.compare import compare_report

    return RENDERERS[Format(format)](compare_report(compare(views(study, ())), study.sha256), Look())


def test_a_cycle_has_no_winner_and_is_named() -> None:
    # x: A B C, y: B C A, z: C A B.
    ratings = {"A": (100, 0, 50), "B": (50, 100, 0), "C": (0, 50, 100)}
    text = "".join(f"---\nweighting: {id}\nid: {id}\npoints: {{{id}: 1}}\n" for id in "xyz")
    study = matrix({"x": 1, "y": 1, "z": 1}, ratings, text)
    record = json.loads(_written(study, "json"))

    assert (record["condorcet_winner"], record["cycle"], record["concordance"]) == (None, ["a", "b", "c"], 0)
    assert record["kemeny"] == [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]]
    assert "no option beats every other; they go round: A beats B, B beats C and C beats A" in _written(study, "table")


rankings = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=7)


@given(rankings)
def test_agreement_is_that_of_an_oracle(scores: list[list[int]]) -> None:
    """Kendall's tau-b by scipy; and W from Friedman's statistic, chi2 / (k (m - 1)), which scipy has with ties."""
    from scipy.stats import friedmanchisquare, kendalltau, rankdata  # type: ignore[import-untyped]

    found = [ranks([float(s) for s in row]) for row in scores]
    mine = voting.tau(found[0], found[1])
    theirs = kendalltau(found[0], found[1]).statistic
    assert mine == pytest.approx(theirs) if mine is not None else isnan(theirs)

    means = [rankdata([-s for s in row]) for row in scores]
    sums = [float(sum(column)) for column in zip(*means, strict=True)]
    ties = sum(row.count(value) ** 3 - row.count(value) for row in scores for value in set(row))
    w = voting.concordance(sums, len(scores), ties)
    if w is not None:
        statistic = friedmanchisquare(*zip(*means, strict=True)).statistic
        assert w == pytest.approx(statistic / (len(scores) * 3))


@given(rankings)
def test_kemeny_is_the_best_of_all_orders(scores: list[list[int]]) -> None:
    m = 4
    wins = [[sum(row[i] > row[k] for row in scores) for k in range(m)] for i in range(m)]

    def against(order: tuple[int, ...]) -> int:
        return sum(wins[order[b]][order[a]] for a in range(m) for b in range(a + 1, m))

    least = min(map(against, permutations(range(m))))
    orders = tuple(sorted(o for o in permutations(range(m)) if against(o) == least))
    assert voting.kemeny(wins) == voting.KemenyOrders(least, orders)


def test_too_many_options_have_no_kemeny_order() -> None:
    wins = [[0] * 15 for _ in range(15)]

    assert voting.kemeny(wins) is None
    nine = voting.kemeny([row[:9] for row in wins[:9]])
    assert nine is not None
    assert len(nine.orders) == voting.MAX_KEMENY_ORDERS


def test_rows_are_those_of_score() -> None:
    study = policyscore.load("options")
    rows = list(tidy_rows(views(study, ())))

    for id in study.weightings:
        expected = policyscore.score(study, id).options
        mine = [row for row in rows if row.weighting == id]
        assert [(r.option.id, r.rank) for r in mine] == [(r.id, r.rank) for r in expected]
        assert [r.score for r in mine] == pytest.approx([r.score for r in expected], abs=1e-10)
        assert [r.gain for r in mine] == pytest.approx([r.gain for r in expected], abs=1e-10)


def test_the_baselines_gain_is_0_and_no_rounding_error(tmp_path: Path) -> None:
    path = survey(
        tmp_path, "chance,score,reach,cost\n" + "".join(f"{n},{n % 7 + 0.1},{n % 11 + 0.3},3.3\n" for n in range(500))
    )
    gains = [row.gain for row in tidy_rows(views(policyscore.load(STUDY), [path])) if row.option.baseline]

    assert gains == [0.0] * 500


def test_level_options_are_no_condorcet_winner() -> None:
    assert voting.condorcet([[0, 1, 2], [1, 0, 2], [0, 0, 0]]) is None
    assert voting.condorcet([[0, 2, 2], [0, 0, 2], [0, 0, 0]]) == 0


def test_ties_are_ties_in_every_count() -> None:
    text = "---\nweighting: W\nid: w\npoints: {x: 1}\n---\nweighting: V\nid: v\npoints: {y: 1}\n"
    study = matrix({"x": 1, "y": 1}, {"A": (5, 5), "B": (5, 5), "C": (1, 9)}, text)
    result = compare(views(study, ()))

    # By x A and B share ranks 1 and 2, by y 2 and 3: mean ranks 1.5 + 2.5 each, and C 3 + 1.
    assert [o.id for o in result.options] == ["a", "b", "c"]
    assert result.tally.means.tolist() == [4, 4, 4]
    assert result.borda == (2, 2, 2)
    assert result.wins == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert result.tally.ties == 12


@pytest.mark.parametrize("format", RENDERERS)
def test_the_whole_output_is_the_golden_file(format: Format, golden: Golden) -> None:
    golden(f"compare.{format}", printed(format))


def printed(format: Format) -> str:
    return run(STUDY, *VIEWS, "--mean", "-f", format).stdout


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    record = json.loads(printed(Format.JSON))

    assert record["schema"] == "policyscore/compare/1"
    assert [w["id"] for w in record["weightings"]] == ["default", "equal", "inline"]
    assert list(record["options"][0])[:8] == [
        *("id", "name", "scores", "ranks", "best_rank", "worst_rank", "max_regret", "borda")
    ]
    assert {"concordance", "minimax_regret", "condorcet_winner", "kemeny"} <= record.keys()


def test_without_weightings_the_named_ones_are_taken() -> None:
    record = json.loads(run("options", "-f", "json").stdout)

    assert [w["id"] for w in record["weightings"]] == list(policyscore.load("options").weightings)
    assert [w["id"] for w in json.loads(run(STUDY, "-f", "json").stdout)["weightings"]] == ["default"]


def test_groups_are_compared(tmp_path: Path) -> None:
    path = survey(tmp_path, "name,chance,people,cost,town\nAnn,0,0,1,Bonn\nBo,0,0,2,Bonn\nCem,0,1,0,Köln\nDi,1,0,0,\n")
    record = json.loads(run(STUDY, "-w", path, "--by", "town", "-f", "json").stdout)

    # By cost alone carrying on is first, by people alone trees; by chance carrying on again.
    assert {group: found["count"] for group, found in record["groups"].items()} == {"(none)": 1, "Bonn": 2, "Köln": 1}
    assert record["groups"]["Bonn"]["options"]["carry-on"] == {"first": 1, "mean_rank": 1, "spread": 0}
    assert record["groups"]["Köln"]["options"]["carry-on"]["first"] == 0
    assert "Bonn (2): first in %" in run(STUDY, "-w", path, "--by", "town", "-f", "markdown").stdout.replace("\\", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-w", "default", "-w", "default"), "the weighting `default` is named twice"),
        (("--by", "town"), "--by needs a survey"),
        (("--by", "town", "-f", "csv"), "--by compares groups"),
        (("--keep-going",), "--keep-going is for many studies"),
        (("--each", "-f", "markdown"), "many studies come as rows, not as markdown"),
        (("-w", "no-such.csv"), "cannot read `no-such.csv`"),
    ],
)
def test_words_that_do_not_fit_are_refused(words: tuple[str, ...], said: str) -> None:
    result = run(STUDY, *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


# Batches.


def studies(tmp_path: Path, number: int, bad: Sequence[int] = ()) -> list[str]:
    paths = []
    for index in range(number):
        path = tmp_path / f"s{index}.yaml"
        rating = "x" if index in bad else index
        path.write_text(
            f"criteria: {{a: {{worst: 0, best: 1000}}}}\n---\n{{option: X, id: x, ratings: {{a: {rating}}}}}\n", "utf-8"
        )
        paths.append(str(path))
    return paths


def test_each_study_has_its_rows_in_the_order_they_are_named(tmp_path: Path) -> None:
    paths = studies(tmp_path, 30)
    result = run("--each", *reversed(paths), "-w", "equal", "-f", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout)))

    assert rows[0] == ["study", "weighting", "option", "name", "rank", "score", "gain"]
    assert [row[0] for row in rows[1:]] == list(reversed(paths))
    assert [float(row[5]) for row in rows[1:]] == pytest.approx([n / 10 for n in reversed(range(30))])
    assert run("--each", *reversed(paths), "-w", "equal", "-f", "csv").stdout == result.stdout


def test_a_bad_study_stops_the_run_and_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("--each", *studies(tmp_path, 5, bad=[3]), "-o", str(out))

    assert result.exit_code == 1
    assert "s3.yaml:3:" in result.stderr
    assert not out.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_kept_going_the_others_are_done_and_the_end_says_1(tmp_path: Path) -> None:
    paths = studies(tmp_path, 1000, bad=[3, 500, 999])
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join(paths) + "\n", "utf-8")
    out = tmp_path / "out.jsonl"
    words = ("--from", str(listing), "--keep-going", "--error-format", "json", "-w", "equal", "-o", str(out))
    result = run(*words)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    errors = [json.loads(line) for line in result.stderr.splitlines()]

    assert result.exit_code == 1
    assert [row["study"] for row in rows] == [path for n, path in enumerate(paths) if n not in (3, 500, 999)]
    assert [error["study"] for error in errors] == [paths[n] for n in (3, 500, 999)]
    assert list(errors[0]) == ["study", "code", "path", "line", "column", "message", "hint"]
    assert (errors[0]["code"], errors[0]["line"]) == ("error", 3)


def test_errors_of_a_single_study_are_json_too(tmp_path: Path) -> None:
    (path,) = studies(tmp_path, 1, bad=[0])
    study_error = json.loads(run(path, "--error-format", "json").stderr)
    command_error = json.loads(run(STUDY, "-w", "nobody", "--error-format", "json").stderr)

    assert study_error["message"].startswith("expected a number")
    assert (command_error["code"], command_error["line"]) == ("command", None)


def test_a_list_of_studies_may_come_on_standard_input(tmp_path: Path) -> None:
    paths = studies(tmp_path, 3)
    result = CliRunner().invoke(cli.app, ["compare", "--from", "-", "-f", "tsv"], input="\n".join(paths))

    assert [line.split("\t")[0] for line in result.stdout.splitlines()[1:]] == paths


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    (path,) = studies(tmp_path, 1)
    before = Path(path).read_bytes()

    assert run("--each", path, "-f", "csv", "-o", path).exit_code == 2
    assert Path(path).read_bytes() == before


def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom policyscore import output\nout = sys.argv[1]\n"
        "with output.stream(out, ()) as write:\n    write('half')\n    raise KeyboardInterrupt\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out.csv")], check=False, capture_output=True)

    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []
