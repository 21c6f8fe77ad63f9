"""Scores, ranks, gains: small cases whose sums stand in the comments."""

from math import fsum

import pytest

import policyscore
from policyscore.analysis.scoring import Assessment, ScoredOption, assess
from tests.helpers import matrix, study, toy


def by_id(assessment: Assessment) -> dict[str, ScoredOption]:
    return {row.id: row for row in assessment.options}


def test_the_running_example_gives_the_published_scores_and_ranks() -> None:
    # D: .4 x 50 + .3 x 70 + .1 x 60 + .2 x 90 = 20 + 21 + 6 + 18 = 65
    rows = policyscore.score(toy()).options

    assert [(row.id, row.rank) for row in rows] == list(zip("decbagf", range(1, 8), strict=True))
    assert [round(row.score, 9) for row in rows] == [65.0, 61.5, 61.0, 52.0, 49.0, 48.3, 39.0]
    assert rows[0].contributions == pytest.approx({"impact": 20, "feasibility": 21, "low-cost": 6, "low-harm": 18})


def test_two_options_at_exactly_three_fifths_are_equal() -> None:
    # In binary, .1 + .2 + .3 and .3 + .3 differ; .1 x 100 + .2 x 100 + .3 x 100 = .6 x 100 = 60 for both.
    weights = {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}
    assessment = policyscore.score(matrix(weights, {"X": (100, 100, 100, 0), "Y": (0, 100, 0, 100), "Z": (0, 0, 0, 0)}))

    assert [(row.id, row.rank) for row in assessment.options] == [("x", 1), ("y", 1), ("z", 3)]


def test_equal_options_are_listed_by_id() -> None:
    rows = policyscore.score(matrix({"a": 1}, {"Z": (50,), "B": (50,), "M": (50,)})).options

    assert [row.id for row in rows] == ["b", "m", "z"]


def test_low_and_high_take_every_rating_at_its_worse_and_better_end() -> None:
    # impact 60 in 40..90, cost 30 in 10..80 where less is better, so its worse end is 80 (value 20).
    # score (60 + 70) / 2 = 65, low (40 + 20) / 2 = 30, high (90 + 90) / 2 = 90
    made = study(
        "criteria:\n  impact: {worst: 0, best: 100}\n  cost: {worst: 100, best: 0}\n"
        "---\noption: X\nid: x\nratings: {impact: [40, 60, 90], cost: [10, 30, 80]}\n"
        # One end alone: the other is the value itself. low (50 + 40) / 2 = 45, high (50 + 70) / 2 = 60
        "---\noption: Y\nid: y\nratings: {impact: 50, cost: {value: 60, low: 30}}\n"
    )
    rows = by_id(policyscore.score(made))

    assert (rows["x"].low, rows["x"].score, rows["x"].high) == (30, 65, 90)
    assert (rows["y"].low, rows["y"].score, rows["y"].high) == (45, 45, 60)


def test_an_unknown_rating_counts_as_the_middle_and_spans_the_scale() -> None:
    # score .5 x 80 + .5 x 50 = 65, low .5 x 80 + 0 = 40, high .5 x 80 + 50 = 90
    row = policyscore.score(matrix({"a": 1, "b": 1}, {"X": (80, "unknown")})).options[0]

    assert (row.score, row.low, row.high, row.unknown) == (65, 40, 90, ("b",))


def test_a_floor_marks_what_is_worse_than_it_and_drops_nothing() -> None:
    made = study(
        "criteria:\n  benefit: {worst: 0, best: 10, floor: 4}\n  harm: {worst: 100, best: 0, floor: 80}\n"
        "---\noption: Both\nid: both\nratings: {benefit: 3.9, harm: 80.1}\n"
        "---\noption: Neither\nid: neither\nratings: {benefit: 4, harm: 80}\n"
        "---\noption: Unclear\nid: unclear\nratings: {benefit: unknown, harm: 0}\n"
    )
    rows = by_id(policyscore.score(made))

    assert {id: row.fails for id, row in rows.items()} == {
        "both": ("benefit", "harm"),
        "neither": (),
        "unclear": (),
    }


def test_gain_is_the_score_minus_the_baselines() -> None:
    rows = by_id(policyscore.score(toy(baseline="F")))

    assert {id: round(row.gain or 0, 9) for id, row in rows.items()} == {
        **{"d": 26.0, "e": 22.5, "c": 22.0, "b": 13.0, "a": 10.0, "g": 9.3},
        "f": 0.0,
    }
    assert by_id(policyscore.score(toy()))["d"].gain is None


CHANCE = """criteria:
  chance: {worst: 0, best: 100, weight: 50}
  good: {worst: 0, best: 100, weight: 30}
  cheap: {worst: 0, best: 100, weight: 20}
chance: chance
---
option: Try
id: try
ratings: {chance: 10, good: 90, cheap: 40}
---
option: Maybe
id: maybe
ratings: {chance: unknown, good: 90, cheap: 40}
---
option: Now
id: now
baseline: BASELINE
ratings: {chance: 100, good: 20, cheap: 50}
"""


def test_expected_gain_is_the_chance_times_the_lead_on_the_other_criteria() -> None:
    # Without the chance the weights are .6 and .4.
    # Try: .6 x 90 + .4 x 40 = 70; Now: .6 x 20 + .4 x 50 = 32; .10 x (70 - 32) = 3.8
    rows = by_id(policyscore.score(study(CHANCE.replace("BASELINE", "true"))))

    assert rows["try"].expected_gain == pytest.approx(3.8)
    assert rows["now"].expected_gain == 0
    assert rows["maybe"].expected_gain is None


def test_expected_gain_is_undefined_without_a_baseline_or_where_the_chance_has_all_the_weight() -> None:
    without = study(CHANCE.replace("BASELINE", "false"))
    with_one = study(CHANCE.replace("BASELINE", "true"))

    assert by_id(policyscore.score(without))["try"].expected_gain is None
    assert by_id(policyscore.score(with_one, {"chance": 1}))["try"].expected_gain is None
    assert by_id(policyscore.score(toy(baseline="F")))["d"].expected_gain is None


def test_leaving_the_baseline_out_of_the_ranking_leaves_the_gains() -> None:
    made = toy(baseline="F")
    weighting = policyscore.score(made).weighting
    some = assess(made, weighting, [option for option in made.options if option.id in "ad"])

    assert [(row.id, row.rank, round(row.gain or 0, 9)) for row in some.options] == [("d", 1, 26), ("a", 2, 10)]
    assert some.baseline is not None
    assert (some.baseline.id, some.baseline.rank) == ("f", 0)


def test_weights_multiply_down_the_tree() -> None:
    # benefit 60 {impact 100, reach 50}, cost 40 {money 30, politics 90}: .4 .2 .1 .3 of the whole
    made = study(
        "criteria:\n"
        "  benefit: {weight: 60, criteria: {impact: {worst: 0, best: 1, weight: 100},"
        " reach: {worst: 0, best: 1, weight: 50}}}\n"
        "  cost: {weight: 40, criteria: {money: {worst: 1, best: 0, weight: 30},"
        " politics: {worst: 1, best: 0, weight: 90}}}\n"
        "---\noption: X\nid: x\nratings: {impact: 0.5, reach: 0.25, money: 0.2, politics: 0}\n"
        # A branch's points are split as the criteria document splits them: reach 30, cost 10 and 60.
        "---\nweighting: W\nid: w\npoints: {reach: 3, cost: 7}\n"
    )

    assert policyscore.score(made).weighting.weights == pytest.approx(
        {"impact": 0.4, "reach": 0.2, "money": 0.1, "politics": 0.3}
    )
    assert policyscore.score(made, "w").weighting.weights == pytest.approx(
        {"impact": 0, "reach": 0.3, "money": 0.175, "politics": 0.525}
    )
    assert made.weightings["w"].left_out == ("impact",)
    # .4 x 50 + .2 x 25 + .1 x 80 + .3 x 100 = 20 + 5 + 8 + 30 = 63
    assert policyscore.score(made).options[0].score == pytest.approx(63)
    assert [criterion.path for criterion in made.criteria] == [("benefit",), ("benefit",), ("cost",), ("cost",)]


def test_weights_multiply_down_every_level_of_the_tree() -> None:
    # outer .5, inner .5 of it, leaf .2 of that: .05; its sibling .2; the other criterion of outer .25
    made = study(
        "criteria:\n"
        "  outer:\n    weight: 50\n    criteria:\n"
        "      inner:\n        weight: 1\n        criteria:\n"
        "          leaf: {worst: 0, best: 1, weight: 2}\n          sibling: {worst: 0, best: 1, weight: 8}\n"
        "      other: {worst: 0, best: 1, weight: 1}\n"
        "  alone: {worst: 0, best: 1, weight: 50}\n"
        "---\noption: X\nid: x\nratings: {leaf: 0, sibling: 0, other: 0, alone: 0}\n"
        "---\nweighting: W\nid: w\npoints: {outer: 1}\n"
        "---\nweighting: V\nid: v\npoints: {inner: 3, alone: 1}\n"
    )

    assert policyscore.score(made).weighting.weights == pytest.approx(
        {"leaf": 0.05, "sibling": 0.2, "other": 0.25, "alone": 0.5}
    )
    assert policyscore.score(made, "w").weighting.weights == pytest.approx(
        {"leaf": 0.1, "sibling": 0.4, "other": 0.5, "alone": 0}
    )
    assert policyscore.score(made, "v").weighting.weights == pytest.approx(
        {"leaf": 0.15, "sibling": 0.6, "other": 0, "alone": 0.25}
    )
    assert [criterion.path for criterion in made.criteria] == [("outer", "inner"), ("outer", "inner"), ("outer",), ()]


def test_equal_weights_are_equal_over_the_leaves_whatever_their_branch() -> None:
    made = study(
        "criteria:\n  a: {worst: 0, best: 1}\n  b: {criteria: {c: {worst: 0, best: 1}, d: {worst: 0, best: 1}}}\n"
        "---\noption: X\nid: x\nratings: {a: 1, c: 0, d: 0}\n"
    )

    assert policyscore.score(made, "equal").options[0].score == pytest.approx(100 / 3)
    # Without weights siblings weigh the same: a 1/2, c and d 1/4 each.
    assert policyscore.score(made).options[0].score == 50


def test_contributions_sum_to_the_score() -> None:
    for row in policyscore.score(policyscore.load("options"), "haggard-coalition").options:
        assert fsum(row.contributions.values()) == pytest.approx(row.score, abs=1e-10)
