"""What `robust` says: golden files, the keys that scripts rely on, and sentences that claim no more than is so."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from typer.testing import Result

import policyscore
from policyscore.analysis.robustness import Robustness, robustness
from policyscore.analysis.sampling import Ratings
from policyscore.analysis.scoring import assess
from policyscore.formats.format import OFF_TERMINAL, Format
from policyscore.formats.numbers import share
from policyscore.formats.render import RENDERERS
from policyscore.reports.robust import robust_report
from policyscore.reports.robust_sentences import met_as_rated, nearest_rating_flip, rank_1, worth_most
from tests.chancy import Chancy, chancy_problems
from tests.helpers import Golden, matrix, run, study

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
    assert list(record["rating_flips"][0]) == ["option", "criterion", "from", "to", "level_with"]
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


def test_options_within_two_points_of_one_another_have_no_clear_winner(tmp_path: Path) -> None:
    # D 65; E 20 + 21 + .1 x 80 + .2 x 79 = 64.8; C .4 x 45 + 21 + 6 + 18 = 63, just 2 behind. D leads E by -20 on low
    # cost and by 11 on low harm: .2 points of score, which .2 / 31 = .65 % of the weight closes.
    study = written(tmp_path, d="50 70 60 90", e="50 70 80 79", c="45 70 60 90")
    lines = robust(study, "--draws", "1000").stdout.splitlines()

    assert lines[1] == "No clear winner: D and E score within 2 points of one another (65.0 and 64.8 of 100)."
    assert "Moving 0.6 of 100 points of weight, from low-harm to low-cost, would bring E level with D" in lines[2]


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


def test_score_says_how_firm_it_is(tmp_path: Path) -> None:
    # 3.5 points of score, closed by 3.5 / (10 + 20) = 11.7 % of the weight.
    result = run("score", written(tmp_path, d="50 70 60 90", e="45 65 80 80"))

    assert (
        "- How firm: Moving 11.7 of 100 points of weight, from low-harm to low-cost, would bring E level with D; no "
        "smaller move changes which option is first."
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


CHANCES = """chance: odds
criteria:
  odds: {name: Odds, worst: 0, best: 100}
  x: {name: Impact, worst: 0, best: 100, weight: 1}
  y: {name: Cost, worst: 100, best: 0, unit: points, weight: 1, if_it_fails: 0.5}
---
{option: Talks, id: talks, tags: [new], ratings: {odds: 50, x: 90, y: 60}}
---
{option: Court, id: court, tags: [new, alone], ratings: {odds: [10, 20, 40], x: 100, y: 50}}
---
{option: As now, id: now, baseline: true, ratings: {odds: 100, x: 30, y: 60}}
"""


def about(text: str, *tags: str, **options: Any) -> Robustness:
    made = study(text)
    chosen = [option for option in made.options if not tags or set(tags) & set(option.tags)]
    return robustness(assess(made, made.default_weighting, chosen), draws=500, **options)


def page(result: Robustness) -> str:
    return RENDERERS[Format.TABLE](robust_report(result), OFF_TERMINAL)


def test_a_flip_says_which_options_are_level() -> None:
    # Talks: 30 + .5 x 60 = 60 and 40, so 50; Court: 30 + .2 x 70 = 44 and 40 + .6 x 10 = 46, so 45; As now 30 and 40,
    # so 35. Court needs 5 points: each chance in 100 is .5 x .7 + .5 x .5 x .1 = .375 of them, so 20 + 13.33; of Cost,
    # .5 x .6 = .3 a point, 16.67 fewer. Talks loses them with 20 of Impact, .25 a point, or 16.67 of its chance, .3 a
    # point, and with 5 / (.5 x .75) = 13.33 more of Cost.
    result = about(CHANCES)

    assert [(f.option, f.criterion, f.level_with, round(f.after, 2)) for f in result.rating_flips[:4]] == [
        ("court", "odds", "court", 33.33),
        ("talks", "y", "court", 73.33),
        ("talks", "odds", "court", 33.33),
        ("court", "y", "court", 33.33),
    ]
    assert nearest_rating_flip(result) == (
        "The nearest change of one rating alone: Court on Odds at 33.33 rather than 20, at which Court would be level "
        "with Talks; or Talks on Cost at 73.33 points rather than 60, at which Court would be level with Talks."
    )
    text = page(result)
    assert re.search(r"Talks +Cost +points +60 +73.33 +Court with Talks", text)
    assert "Odds is the chance in 100 that an option takes effect. It takes no weight" in text
    assert "has more effective value on every criterion" in text


def test_a_rating_of_the_baseline_moves_all_that_may_fail() -> None:
    # Of Impact Talks counts .5 of the baseline's, Court .8: 5 points are 5 / (.5 x .3) = 33.33 more. As now itself
    # gains .5 x .5 a point on Talks: 15 points are 60 more. On Cost Talks counts .25 of it, Court .4, As now all.
    result = about(CHANCES)
    found = {(flip.option, flip.criterion): flip for flip in result.rating_flips}

    assert (found["now", "x"].level_with, round(found["now", "x"].after, 4)) == ("court", 63.3333)
    # 15 / (.5 x .75) = 40 fewer for As now; 5 / (.5 x .15) = 66.67 for Court, further than the scale goes.
    assert (found["now", "y"].level_with, round(found["now", "y"].after, 9)) == ("now", 20)
    assert ("now", "odds") not in found


def test_a_baseline_that_is_left_out_still_moves_the_others() -> None:
    result = about(CHANCES, "new")
    found = {(flip.option, flip.criterion): flip for flip in result.rating_flips}

    assert [option.id for option in result.assessment.options] == ["talks", "court"]
    assert found["now", "x"].after == pytest.approx(63.3333, abs=1e-4)
    assert ("now", "y") not in found
    assert re.search(r"As now +Impact +30 +63.33 +Court with Talks", page(result))


def test_the_only_option_that_is_ranked_needs_no_other() -> None:
    text = page(about(CHANCES.replace("odds: [10, 20, 40]", "odds: unknown"), "alone"))

    assert "Court is the only option." in text
    assert "100?" not in text
    assert "Odds" in text


def test_a_baseline_that_leads_is_the_leader() -> None:
    # As now 80 and 40, so 60; Talks 80 + .5 x 10 = 85 and 40 - .75 x 40 = 10.
    text = CHANCES.replace("x: 30", "x: 80").replace("x: 90, y: 60", "x: 90, y: 100")
    result = about(text.replace("x: 100, y: 50", "x: 10, y: 60"))
    found = {(flip.option, flip.criterion): flip for flip in result.rating_flips}

    # Talks has 47.5, and Court 80 - .2 x 70 = 66 and 40, so 53: 12.5 and 7 behind. A point of Impact less for As now
    # takes .5 from it, .25 from Talks and .4 from Court, so Talks is level 50 points down, and Court 70.
    assert result.leader.id == "now"
    assert (found["now", "x"].level_with, round(found["now", "x"].after, 9)) == ("talks", 30)
    # Court is level where it has no chance at all, or where it is as As now.
    assert (found["court", "odds"].after, found["court", "x"].after) == pytest.approx((0, 80))
    assert re.search(r"As now +Impact +80 +30 +Talks with As now", page(result))


def test_options_without_any_chance_are_all_as_the_baseline() -> None:
    text = (
        CHANCES.replace("odds: 50", "odds: 0")
        .replace("odds: [10, 20, 40]", "odds: 0")
        .replace(", if_it_fails: 0.5", "")
    )
    result = about(text)

    assert [option.id for option in result.tied] == ["court", "now", "talks"]
    assert result.rating_flips == ()
    assert "Court, As now and Talks have exactly the same score, 35.0 of 100, and share rank 1." in page(result)


def test_where_a_chance_is_unknown_all_is_as_far_as_rated() -> None:
    result = about(CHANCES.replace("odds: [10, 20, 40]", "odds: unknown"))
    text = page(result)

    # Court 30 + .5 x 70 = 65 and 40 + .75 x 10 = 47.5, so 56.25.
    assert "As far as rated, Court scores highest: 56.3 of 100" in text
    assert "What other values of the unknown chance would change is not worked out." in text
    assert "? Not known, counted as halfway (50): 1 of 8 ratings (Court: Odds)." in text
    assert re.search(r"Court +Odds +unknown +\d+(\.\d+)?\? +Talks with Court", text)
    assert re.search(r"1 +Court +56.3\? +100\? +100\?", text)
    assert "hatever the unknown" not in text
    assert "Whatever is unknown" not in text
    record = json.loads(RENDERERS[Format.JSON](robust_report(result), OFF_TERMINAL))
    assert record["over_unknown"] == {
        "unknown": {"court": ["odds"]},
        "settled": False,
        "could_come_first": None,
        "radius": None,
        "dominated_by": None,
    }
    assert {first["over_unknown"] for first in record["first"].values()} == {"open"}


def test_where_a_rating_of_the_baseline_is_unknown_all_is_as_far_as_rated() -> None:
    text = CHANCES.replace("x: 30", "x: unknown")
    for result in (about(text), about(text, "new")):
        said = page(result)

        assert "What other values of the baseline's unknown rating would change is not worked out." in said
        assert "? Not known, counted as halfway (50): 1 of 8 ratings (As now: Impact)." in said
        assert json.loads(RENDERERS[Format.JSON](robust_report(result), OFF_TERMINAL))["over_unknown"]["unknown"] == {
            "now": ["x"]
        }


def test_a_demand_that_rests_on_an_unknown_chance_is_met_as_far_as_rated() -> None:
    result = about(CHANCES.replace("odds: [10, 20, 40]", "odds: unknown"))

    assert [note.text for note in met_as_rated(result, 1, None)] == [
        "as far as rated, no move of less than 1 points changes the first"
    ]


def test_most_worth_finding_out_may_be_how_likely_an_option_is() -> None:
    result = about(CHANCES.replace("odds: [10, 20, 40]", "odds: [0, 20, 90]"))

    assert next(iter(result.information)) == "odds"
    said = "Evidence on how likely each option is to take effect (Odds) would be worth most: with all chances known"
    assert (worth_most(result) or "").startswith(said)
    assert re.search(r"Odds \(how likely to take effect\) +\d", page(result))


def test_without_chance_every_option_is_as_if_it_took_effect() -> None:
    made = replace(study(CHANCES), no_chance=True)
    text = page(robustness(policyscore.score(made), draws=500, ratings=Ratings.RANGES))

    # Court 100 and 50; Talks 90 and 40.
    assert "Court scores highest: 75.0 of 100, 10.0 more than Talks" in text
    assert "Every option is scored as if it took effect: Odds is not counted." in text
    assert "effective" not in text
    assert "and ratings between their low and high" in text
    assert "and ratings and chances between their low and high" in page(about(CHANCES, ratings=Ratings.RANGES))


@settings(max_examples=20)
@given(chancy_problems())
def test_every_random_study_with_a_chance_can_be_told_in_every_format(problem: Chancy) -> None:
    result = robustness(policyscore.score(problem.study()), draws=50)
    report = robust_report(result)
    texts = {format: str(RENDERERS[format](report, OFF_TERMINAL)) for format in Format if format in RENDERERS}

    assert json.loads(texts[Format.JSON])["information"]
    if result.assessment.unknown_is_shared:
        assert "hatever the unknown" not in texts[Format.TABLE]
    # A chance that moves nothing, as all of the effect comes from trying, is still told as one that is not known.
    if not result.assessment.unknown and not any(option.unknown for option in result.assessment.options):
        assert "?" not in texts[Format.TABLE]
