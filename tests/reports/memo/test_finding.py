"""What stands first in a memo: who leads, by how much, and what must not be missed."""

from dataclasses import replace

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.analysis.scoring import assess
from policyscore.model.study import Study
from policyscore.reports.memo.finding import finding
from policyscore.reports.memo.memo import MemoHead, memo
from tests.helpers import CHANCE, matrix, option, study, toy
from tests.reports.chances import WORKED, worked
from tests.reports.memo.examples import section, written

OPTIONS = "---\noption: A\nid: a\nratings: {x: 50}\n---\noption: B\nid: b\nratings: {x: 49}\n"


def found(made: Study, weighting: str | None = None) -> str:
    return finding(robustness(policyscore.score(made, weighting), draws=1000))


def test_a_clear_leader_is_named_with_its_gain_and_its_lead() -> None:
    # D 65, E 61.5, F 39 is the baseline.
    assert found(toy(baseline="F")) == "D scores highest (65.0 of 100, gain +26.0), 3.5 more than E (61.5, +22.5)."
    assert found(toy()) == "D scores highest (65.0 of 100), 3.5 more than E (61.5)."


def test_options_too_close_to_call_are_all_named() -> None:
    made = matrix({"x": 1}, {"A": [50], "B": [49], "C": [48.5], "D": [40]}, baseline="D")

    assert found(made) == (
        "No clear winner: A (50.0 of 100, gain +10.0), B (49.0, +9.0) and C (48.5, +8.5) score within 2 points of one "
        "another."
    )
    worse = study("study: Risks\nhigher: worse\n---\n" + "criteria: {x: {worst: 0, best: 100}}\n" + OPTIONS)
    assert found(worse).startswith("No clear highest: A (50.0 of 100) and B (49.0)")


def test_a_tie_is_a_tie_and_a_single_option_is_alone() -> None:
    assert found(matrix({"x": 1}, {"A": [50], "B": [50], "C": [1]})) == (
        "No clear winner: A (50.0 of 100) and B (50.0) have exactly the same score."
    )
    assert found(matrix({"x": 1}, {"A": [50]})) == "A is the only option: 50.0 of 100."


def test_the_chance_of_the_leader_stands_beside_its_score() -> None:
    # A .9 x 60 = 54; B .5 x 100 = 50; Now 0.
    first = study(CHANCE + option("A", 90, 60) + option("B", 50, 100) + option("Now", 30, 0, True))
    assert found(first) == (
        "A scores highest (54.0 of 100, gain +54.0, chance 90 in 100: very likely), 4.0 more than B (50.0, +50.0)."
    )
    # Where nobody clearly leads, the chances may be what sets them apart: B .6 x 90 = 54.
    near = study(CHANCE + option("A", 90, 60) + option("B", 60, 90) + option("C", 53, 100) + option("Now", 30, 0, True))
    assert found(near) == (
        "No clear winner: A (54.0 of 100, gain +54.0, chance 90 in 100: very likely) and B (54.0, +54.0, 60 in 100: "
        "likely) have exactly the same score."
    )
    # A word is said once: both .4 x 60 = 24.
    alike = study(CHANCE + option("A", 40, 60) + option("B", 30, 80) + option("Now", 30, 0, True))
    assert "A (24.0 of 100, gain +24.0, chance 40 in 100: unlikely) and B (24.0, +24.0, 30 in 100) have" in found(alike)
    # What is certain needs no chance, and the baseline has none: C .4 x 20 + .6 x 50 = 38.
    sure = study(CHANCE + option("C", 40, 20) + option("D", 100, 80) + option("Now", 30, 50, True))
    assert found(sure) == "D scores highest (80.0 of 100, gain +30.0), 30.0 more than Now, the baseline (50.0)."
    ahead = study(CHANCE + option("C", 40, 20) + option("Now", 30, 50, True))
    assert found(ahead) == "Now, the baseline, scores highest (50.0 of 100), 12.0 more than C (38.0, gain -12.0)."


def test_a_chance_that_is_not_known_is_said_to_be_counted_as_even() -> None:
    # C .5 x 100 = 50; D .4 x 60 = 24; with a chance of 20 in 100 C would be behind.
    made = study(CHANCE + option("C", "unknown", 100) + option("D", 40, 60) + option("Now", 90, 0, True))

    assert found(made) == (
        "As far as rated, C scores highest (50.0 of 100, gain +50.0, chance unknown: counted as 50 in 100), 26.0 more "
        "than D (24.0, +24.0)."
    )


def test_which_options_a_baseline_in_front_would_fall_behind_if_they_took_effect_is_said() -> None:
    # With a chance of 10 in 100 Try has impact 20 + 6 = 26, and cost 50 - (.1 + .9 x .8) x 20 = 33.6, for trying costs
    # too: .6 x 26 + .4 x 33.6 = 29.04, behind the baseline's 32. In effect it has 60. Worse is behind then, too.
    low = WORKED.replace("value: 25, low: 10,", "value: 10, low: 10,").partition("---\noption: Perhaps")
    rest = "---\noption: Now" + low[2].partition("---\noption: Now")[2]
    worse = "---\noption: Worse\nid: worse\nratings: {odds: 90, impact: 0, cost: 60}\n"
    said = section(written(study(low[0] + rest + worse)), "Finding")

    assert "Now, the baseline, scores highest (32.0 of 100), 3.0 more than Try (29.0, gain -3.0)." in said
    assert said.endswith("If it took effect for certain, Try would score more.")
    assert "took effect" not in section(written(toy(baseline="D")), "Finding")


def test_where_no_chance_is_counted_the_finding_says_so() -> None:
    made = replace(worked(), no_chance=True)

    # Try and Perhaps: .6 x 80 + .4 x 30 = 60.
    assert found(made).startswith("No clear winner: Perhaps (60.0 of 100, gain +28.0) and Try (60.0, +28.0) have")
    assert "Every option is scored as if it took effect: Chance is not counted." in section(written(made), "Finding")


def test_what_is_not_known_of_the_baseline_is_said_where_others_count_it() -> None:
    also = "is not rated on good: it counts there as halfway, also in the scores of options that may not take effect."
    # A 50 + .6 x 50 = 80, the baseline 50.
    apart = study(CHANCE + option("A", 60, 100) + option("Now", 1, 0, True).replace("good: 0", "good: unknown"))
    assert f"Now, the baseline, {also}" in section(written(apart), "Finding")
    # C 50 + .6 x 2 = 51.2: near.
    near = study(CHANCE + option("C", 60, 52) + option("Now", 1, 0, True).replace("good: 0", "good: unknown"))
    said = section(written(near), "Finding")
    assert f"Now {also}" in said
    assert said.count("not rated") == 1
    # What is certain counts none of it.
    sure = study(CHANCE + option("D", 100, 80) + option("Now", 1, 0, True).replace("good: 0", "good: unknown"))
    assert "also in the scores" not in section(written(sure), "Finding")


def test_whom_an_unknown_chance_could_bring_to_the_front_is_not_claimed() -> None:
    # B has .5 x 50 = 25 and with an unknown rating of its own 0 to 50, behind A's 36 or not; its chance is unknown too.
    made = study(
        CHANCE
        + option("A", 60, 60)
        + option("Now", 1, 0, True)
        + "---\noption: B\nid: b\nratings: {chance: unknown, good: unknown}\n"
    )
    said = section(written(made), "Finding")

    assert said.startswith("As far as rated, A scores highest (36.0 of 100, gain +36.0, chance 60 in 100: likely)")
    assert "could be first" not in said
    assert "could come first" not in said


def test_carrying_on_as_now_is_said_to_be_the_baseline_and_to_beat_all() -> None:
    made = toy(baseline="D")

    assert found(made) == "D, the baseline, scores highest (65.0 of 100), 3.5 more than E (61.5, gain -3.5)."
    assert "no option that is ranked here scores more than carrying on as now" in section(written(made), "Finding")


def test_the_decimals_asked_for_are_those_of_the_finding_too() -> None:
    whole = finding(robustness(policyscore.score(toy(baseline="F")), draws=1000), 0)

    assert whole == "D scores highest (65 of 100, gain +26), 3 more than E (62, +23)."


def test_nothing_rated_is_no_finding_and_identical_options_are_parted_by_no_weight() -> None:
    unknown = matrix({"x": 1, "y": 1}, {"A": ["unknown", "unknown"], "B": ["unknown", "unknown"]})
    same = written(matrix({"x": 1, "y": 1}, {"A": [60, 40], "B": [60, 40], "C": [1, 1]}))

    assert found(unknown) == "Nothing that carries weight has been rated yet, so there is no ranking."
    assert "no weights part them, only a rating" in section(same, "What would change our mind")
    assert "rank 1, alone or shared, goes to A in 100 % and B in 100 %" in section(same, "How firm the order is")
    assert not written(matrix({"x": 1}, {"A": [50]})).slider_model


def test_what_must_not_be_missed_stands_under_the_finding() -> None:
    made = study(
        "criteria:\n  x: {worst: 0, best: 100, floor: 90}\n  y: {worst: 0, best: 100}\n"
        "---\noption: A\nid: a\nratings: {x: 80, y: unknown}\n---\noption: B\nid: b\nratings: {x: 10, y: 10}\n"
    )
    said = section(written(made), "Finding")

    assert "A is rated worse than the floor on x." in said
    assert "A is not rated on y: it counts there as halfway." in said


def test_a_baseline_that_is_left_out_and_scores_more_is_said() -> None:
    assessment = assess(
        toy(baseline="D"), policyscore.score(toy()).weighting, [o for o in toy(baseline="D").options if not o.baseline]
    )
    said = section(memo(robustness(assessment, draws=1000), MemoHead()), "Finding")

    assert "D, the baseline, is left out here and scores more than any of them: 65.0." in said


def test_an_option_that_is_not_rated_and_could_be_first_is_said() -> None:
    made = matrix({"x": 1, "y": 1}, {"A": [90, 60], "B": [70, "unknown"], "C": [10, "unknown"]})
    said = section(written(made), "Finding")

    # B has 60 and could have 85; C has 30 and could have 55; A has 75.
    assert "B is not rated on y, where it counts as halfway; it could be first." in said
    assert "C is not rated" not in said
