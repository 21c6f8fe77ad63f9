"""What stands first in a memo: who leads, by how much, and what must not be missed."""

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.analysis.scoring import assess
from policyscore.model.study import Study
from policyscore.reports.memo.finding import finding
from policyscore.reports.memo.memo import MemoHead, memo
from tests.helpers import CHANCE, matrix, option, study, toy
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


def test_the_expected_gain_stands_beside_the_score_and_its_leader_is_named() -> None:
    # A (90 + 60) / 2 = 75, gain 30, expected .9 * 60 = 54; B (20 + 100) / 2 = 60, expected .2 * 100 = 20; Now 45.
    first = study(CHANCE + option("A", 90, 60) + option("B", 20, 100) + option("Now", 90, 0, True))
    assert found(first) == "A scores highest (75.0 of 100, expected gain +54.0), 15.0 more than B (60.0, +20.0)."
    # C (5 + 100) / 2 = 52.5, expected 5; D (60 + 40) / 2 = 50, expected 24; E (70 + 10) / 2 = 40, expected 7.
    other = study(CHANCE + option("C", 5, 100) + option("D", 60, 40) + option("E", 70, 10) + option("Now", 90, 0, True))
    assert found(other) == (
        "C scores highest (52.5 of 100, expected gain +5.0), 2.5 more than D (50.0, +24.0); by expected gain, which "
        "counts the chance of taking effect, D leads."
    )


def test_gains_of_one_kind_stand_beside_the_scores() -> None:
    # C's chance is not known, so plain gains stand beside both: C (50 + 100) / 2 = 75, D (80 + 60) / 2 = 70, Now 45.
    # With a chance of 0 it would have 50.
    made = study(CHANCE + option("C", "unknown", 100) + option("D", 80, 60) + option("Now", 90, 0, True))

    assert found(made) == (
        "As far as rated, C scores highest (75.0 of 100, gain +30.0), 5.0 more than D (70.0, +25.0)."
    )


def test_options_that_lead_together_by_expected_gain_are_all_named() -> None:
    # A (10 + 100) / 2 = 55, expected 10; B and C (40 + 60) / 2 = 50, expected 24; Now (90 + 0) / 2 = 45.
    made = study(CHANCE + option("A", 10, 100) + option("B", 40, 60) + option("C", 40, 60) + option("Now", 90, 0, True))

    assert found(made).endswith("by expected gain, which counts the chance of taking effect, B and C lead (+24.0).")


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
