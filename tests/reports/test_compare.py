"""What `compare` says: sentences, tables, the object for programs, and groups of a survey."""

import json
from pathlib import Path

import pytest

import policyscore
from policyscore.analysis.comparison import compare
from policyscore.formats.format import Format
from policyscore.formats.render import RENDERERS
from policyscore.reading.views import views
from tests.analysis.test_rank_aggregation import five
from tests.helpers import Golden, matrix, run, survey

STUDY = "tests/cases/contract.yaml"
VIEWS = ("-w", "default", "-w", "equal", "-w", "cost=70,score=30")


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
    assert record["unbeaten"] == []
    said = (
        "every option is beaten by some other. Beaten by none but one another: A, B and C; A beats B, B beats C and C"
    )
    assert said in _written(study, "table")


@pytest.mark.parametrize("format", RENDERERS)
def test_the_whole_output_is_the_golden_file(format: Format, golden: Golden) -> None:
    golden(f"compare.{format}", printed(format))


def printed(format: Format) -> str:
    return run("compare", STUDY, *VIEWS, "--mean", "-f", format).stdout


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    record = json.loads(printed(Format.JSON))

    assert record["schema"] == "policyscore/compare/1"
    assert [w["id"] for w in record["weightings"]] == ["default", "equal", "inline"]
    assert list(record["options"][0])[:8] == [
        *("id", "name", "scores", "ranks", "best_rank", "worst_rank", "max_regret", "borda")
    ]
    assert {"concordance", "minimax_regret", "condorcet_winner", "kemeny"} <= record.keys()


def test_without_weightings_the_named_ones_are_taken() -> None:
    record = json.loads(run("compare", "options", "-f", "json").stdout)

    assert [w["id"] for w in record["weightings"]] == list(policyscore.load("options").weightings)
    assert [w["id"] for w in json.loads(run("compare", STUDY, "-f", "json").stdout)["weightings"]] == ["default"]


def test_groups_are_compared(tmp_path: Path) -> None:
    path = survey(tmp_path, "name,people,cost,town\nAnn,0,1,Bonn\nBo,0,2,Bonn\nCem,1,0,Köln\nDi,1,1,\n")
    record = json.loads(run("compare", STUDY, "-w", path, "--by", "town", "-f", "json").stdout)

    # By cost alone carrying on is first, by people alone the roofs: .6 * (40 + .6 * 30) + .4 * .6 * 50 = 46.8.
    assert {group: found["count"] for group, found in record["groups"].items()} == {"(none)": 1, "Bonn": 2, "Köln": 1}
    assert record["groups"]["Bonn"]["options"]["carry-on"] == {"first": 1, "mean_rank": 1, "spread": 0}
    assert record["groups"]["Köln"]["options"]["carry-on"]["first"] == 0
    shown = run("compare", STUDY, "-w", path, "--by", "town", "-f", "markdown").stdout
    assert "Bonn (2): first in %" in shown.replace("\\", "")


UNSURE = """chance: odds
criteria:
  odds: {name: Odds, worst: 0, best: 100}
  impact: {name: Impact, worst: 0, best: 100, weight: 60}
  cost: {name: Cost, worst: 100, best: 0, weight: 40, if_it_fails: 1}
---
{option: Carry on, id: carry-on, baseline: true, ratings: {odds: 100, impact: unknown, cost: 50}}
---
{option: Referral, id: referral, tags: [new], ratings: {odds: unknown, impact: 80, cost: 30}}
---
{option: Talks, id: talks, tags: [new], ratings: {odds: 100, impact: 30, cost: 60}}
---
{option: Pact, id: pact, tags: [new], ratings: {odds: 50, impact: 30, cost: 60}}
"""


def test_scores_count_the_chance_and_what_is_unknown_of_it(tmp_path: Path) -> None:
    """The baseline is left out, and its unknown impact counts halfway in what may not take effect."""
    path = tmp_path / "study.yaml"
    path.write_text(UNSURE, "utf-8")
    words = ("compare", str(path), "-w", "default", "-w", "cost=1", "--tag", "new")
    said = run(*words).stdout
    options = {option["id"]: option for option in json.loads(run(*words, "-f", "json").stdout)["options"]}

    # Referral: 50 + .5 * 30 = 65 of weight .6, and all of the cost comes from trying: 70 of .4, together 67.
    assert "Referral          67.0? (1)  70.0 (1)" in said
    # Pact: 50 + .5 * -20 = 40, cost 40; Talks, which takes effect: 30 and 40.
    assert "Pact              40.0? (2)  40.0 (2)" in said
    assert "Talks              34.0 (3)  40.0 (2)" in said
    assert "the scores of Referral and Pact rest on unknown ratings under 1 of 2 weightings." in said
    assert (
        "- Each score counts the option's chance of taking effect (Odds, in 100): as far as it may fail, things stay "
        "as under the baseline, Carry on, but for what comes from trying alone.\n"
    ) in said
    assert "2 of 11 ratings (Referral: Odds; Carry on: Impact)." in said
    assert (options["referral"]["unknown"], options["referral"]["rests_on_unknown"]) == (["odds"], ["default"])
    assert (options["pact"]["unknown"], options["pact"]["rests_on_unknown"]) == ([], ["default"])
    assert "unknown" not in options["talks"]


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
    result = run("compare", STUDY, *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


# Batches.
