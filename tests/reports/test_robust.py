"""What `robust` says: golden files, the keys that scripts rely on, and sentences that claim no more than is so."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import Result

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.formats.format import Format
from policyscore.formats.numbers import share
from policyscore.formats.render import RENDERERS
from policyscore.reports.robust_sentences import nearest_rating_flip, rank_1
from tests.helpers import Golden, matrix, run

STUDY = "tests/cases/contract.yaml"
WORDS = ("--within", "10", "--draws", "20000")

TOY = """criteria:
  impact: {worst: 0, best: 100, weight: 40}
  feasibility: {worst: 0, best: 100, weight: 30}
  low-cost: {worst: 0, best: 100, weight: 10}
  low-harm: {worst: 0, best: 100, weight: 20}
"""


def robust(*words: str) -> Result:
    return run("robust", *words)


def written(tmp_path: Path, **ratings: str) -> str:
    path = tmp_path / "study.yaml"
    text = TOY
    for id, row in ratings.items():
        keys = ("impact", "feasibility", "low-cost", "low-harm")
        cells = ", ".join(f"{key}: {rating}" for key, rating in zip(keys, row.split(), strict=True))
        text += f"---\n{{option: {id.upper()}, id: {id}, ratings: {{{cells}}}}}\n"
    path.write_text(text, "utf-8")
    return str(path)


def printed(format: Format) -> str:
    return robust(STUDY, *WORDS, "-f", format).stdout


@pytest.mark.parametrize("format", RENDERERS)
def test_the_whole_output_is_the_golden_file(format: Format, golden: Golden) -> None:
    golden(f"robust.{format}", printed(format))


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    record = json.loads(printed(Format.JSON))

    assert list(record) == [
        *("schema", "version", "inputs", "notes", "weighting", "leader", "tied", "runner_up", "gap", "radius"),
        *("stability", "flips", "rating_flips", "first", "dominated_by", "shares", "expected_scores", "information"),
        "over_unknown",
    ]
    assert record["schema"] == "policyscore/robust/1"
    assert list(record["radius"]) == ["points", "challenger", "moves"]
    assert list(record["stability"][0]) == ["criterion", "weight", "low", "high", "below", "above"]
    assert list(record["flips"][0]) == ["option", "gap", "points", "moves"]
    assert list(record["rating_flips"][0]) == ["option", "criterion", "from", "to"]
    assert list(next(iter(record["first"].values()))) == [
        *("verdict", "margin", "weights", "mixture", "over_unknown"),
    ]
    assert list(record["over_unknown"]) == ["unknown", "settled", "could_come_first", "radius", "dominated_by"]
    assert [shares["set"] for shares in record["shares"]] == ["ranges", "order", "any"]
    assert list(record["shares"][0]) == [
        *("set", "ratings", "method", "pairwise_method", "draws", "seed", "ranges"),
        *("ranks", "standard_error", "central_weights", "pairwise"),
    ]
    # Two of its weights tie, so their order is not a simplex.
    assert [shares["pairwise_method"] for shares in record["shares"]] == ["sampled", "sampled", "exact"]
    assert list(record["information"][0]) == ["criterion", "value"]


def test_the_bundled_study_has_no_clear_winner_for_the_coalition() -> None:
    lines = robust("options", "-w", "haggard-coalition", "--within", "10").stdout.splitlines()

    assert lines[1] == (
        "No clear winner: OHCHR technical cooperation, People-to-people exchange and EU-DPRK human rights dialogue "
        "score within 2 points of one another (50.3, 49.8 and 49.0 of 100)."
    )
    assert "Moving 0.7 of 100 points of weight, from Backlash to Feasibility" in lines[2]


def test_an_exact_tie_is_a_tie(tmp_path: Path) -> None:
    study = written(tmp_path, b="50 50 50 50", a="50 50 50 50", c="10 60 10 10")
    result = robust(study, "--draws", "1000", "-f", "json")
    record = json.loads(result.stdout)

    assert (record["leader"], record["tied"], record["runner_up"]) == ("a", ["a", "b"], "b")
    assert (record["gap"], record["radius"]) == (0, {"points": 0, "challenger": "b", "moves": []})
    assert record["rating_flips"] == []
    assert record["first"]["a"]["verdict"] == "tied"
    said = robust(study, "--draws", "1000").stdout
    assert "A and B have exactly the same score, 50.0 of 100, and share rank 1." in said


def test_who_leads_under_all_weights_is_said_to(tmp_path: Path) -> None:
    study = written(tmp_path, a="50 50 50 50", b="40 40 40 40")
    record = json.loads(robust(study, "--draws", "1000", "-f", "json").stdout)

    assert record["radius"] == {"points": None, "challenger": None, "moves": None}
    assert record["dominated_by"] == {"a": [], "b": ["a"]}
    said = robust(study, "--draws", "1000").stdout
    assert "No weights at all bring another option level with A." in said
    assert "Never of rank 1, whatever the weights: B." in said
    assert "A has more value on every criterion, by 10.0 at least" in said


def test_what_holds_at_least_is_rounded_down(tmp_path: Path) -> None:
    said = robust(written(tmp_path, a="50 50 50 50", b="40.01 40 40 40"), "--draws", "1000").stdout

    # 50 - 40.01 is 9.99.
    assert "A has more value on every criterion, by 9.9 at least" in said


def test_one_option_alone_is_no_failure(tmp_path: Path) -> None:
    study = written(tmp_path, a="50 50 50 50")
    record = json.loads(robust(study, "--draws", "1000", "-f", "json").stdout)

    assert (record["runner_up"], record["gap"], record["first"]["a"]["margin"]) == (None, None, None)
    assert "A is the only option." in robust(study, "--draws", "1000").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--require-radius", "11.6"), 0, ""),
        (("--require-radius", "11.7"), 3, "11.67 points of weight bring e level with d; 11.7 were demanded"),
        (("--require-share", "60"), 0, ""),
        (
            ("--require-share", "90"),
            3,
            "% of all weightings that keep the order of today's weights; 90 % were demanded",
        ),
    ],
)
def test_demands_end_with_3_where_they_do_not_hold(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    rows = {"d": "50 70 60 90", "e": "45 65 80 80", "c": "40 80 70 70", "b": "90 10 30 50"}
    result = robust(written(tmp_path, **rows), "--draws", "20000", "-q", *words)

    assert (result.exit_code, bool(result.stdout)) == (code, True)
    assert said in result.stderr


def test_ratings_can_be_drawn_too(tmp_path: Path) -> None:
    study = written(tmp_path, a='"[40, 50, 60]" 50 50 50'.replace('"', "").replace(", ", ","), b="unknown 50 50 50")
    record = json.loads(robust(study, "--draws", "4000", "--ratings", "ranges", "-f", "json").stdout)
    (any_set,) = (shares for shares in record["shares"] if shares["set"] == "any")

    assert (any_set["ratings"], any_set["pairwise_method"]) == ("ranges", "sampled")
    # On impact A lies around 50 and B anywhere, each as often above as below.
    assert any_set["ranks"]["a"][0] == pytest.approx(0.5, abs=0.04)
    assert record["information"][0]["criterion"] == "impact"
    said = robust(study, "--draws", "4000", "--ratings", "ranges").stdout
    assert "ratings between their low and high (PERT; unknown ones over the whole scale)" in said


def test_what_was_set_and_left_out_is_said() -> None:
    said = robust(STUDY, "--draws", "1000", "--set", "visits.score=9", "--skip-tag", "green").stdout

    assert "* What if: Visits is rated 9 on Score on health; the files say 3." in said
    assert "Options tagged green are left out." in said


@pytest.mark.parametrize("words", [("--draws", "10"), ("--within", "-1"), ("--seed", "-1"), ("--require-share", "101")])
def test_numbers_out_of_range_are_refused(words: tuple[str, str]) -> None:
    assert robust(STUDY, *words).exit_code == 2


def test_shares_are_never_rounded_to_certainty() -> None:
    assert [share(x) for x in (0.0, 0.004, 0.006, 0.5, 0.994, 0.9951, 1.0)] == [
        *("<1 %", "<1 %", "1 %", "50 %", "99 %", ">99 %", ">99 %"),
    ]


def test_score_says_how_firm_it_is_without_numpy() -> None:
    result = run("score", "options", "-w", "haggard-coalition")

    assert (
        "- How firm: Moving 0.7 of 100 points of weight, from Backlash to Feasibility, would bring People-to-people "
        "exchange level with OHCHR technical cooperation; no smaller move changes which option is first."
    ) in result.stdout


def test_the_rating_it_hangs_on_is_one_where_the_other_has_no_room() -> None:
    # A .6 * 2 + .4 * 100 = 41.2, B .4 * 92 = 36.8: 4.4 behind, 7.33 points of value on x, which A cannot lose; 11 on
    # y, which B cannot gain.
    made = matrix({"x": 60, "y": 40}, {"A": [2, 100], "B": [0, 92]})
    result = robustness(policyscore.score(made), draws=1000)

    assert nearest_rating_flip(result) == (
        "The nearest change of one rating alone: B on x at 7.333 rather than 0; then the first place would be shared."
    )


def test_ratings_that_look_equal_get_the_digits_that_tell_them_apart() -> None:
    made = matrix({"x": 1}, {"A": [50.00001], "B": [50]})
    said = nearest_rating_flip(robustness(policyscore.score(made), draws=1000)) or ""

    assert "B on x at 50.00001 rather than 50; or A on x at 50 rather than 50.00001;" in said


def test_what_is_left_for_others_is_not_told_where_options_share_rank_1() -> None:
    corners = {f"{name}{twin}": [100 * (name == each) for each in "ABCD"] for name in "ABCD" for twin in (1, 2)}
    pairs = rank_1(robustness(policyscore.score(matrix(dict.fromkeys("wxyz", 1), corners)), draws=2000))
    alone = {name: row for name, row in corners.items() if name.endswith("1")}
    single = rank_1(robustness(policyscore.score(matrix(dict.fromkeys("wxyz", 1), alone)), draws=2000))

    assert "others" not in pairs
    # Each has a quarter; three are named.
    assert re.search(r"and to others in 2\d %\.", single)


def test_the_leader_is_named_with_its_share_however_small_that_is() -> None:
    # At equal weights L has 26 and the corners 25; L leads only where no weight is above .26.
    rows = {f"C{index}": [100 * (index == at) for at in range(4)] for index in range(4)} | {"L": [26] * 4}
    said = rank_1(robustness(policyscore.score(matrix(dict.fromkeys("wxyz", 1), rows)), draws=2000))

    assert re.search(
        r"rank 1 goes to C\d in 2\d %, C\d in 2\d %, C\d in 2\d %, L in <1 % and to others in 2\d %\.", said
    )
