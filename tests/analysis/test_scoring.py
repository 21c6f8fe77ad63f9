"""Scores, ranks, gains: small cases whose sums stand in the comments."""

from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given

import policyscore
from policyscore.analysis.effective_values import CERTAIN, Chance
from policyscore.analysis.scoring import Assessment, ScoredOption, assess
from policyscore.model.study import Study
from policyscore.reading.selection import what_if
from tests.helpers import matrix, study, toy
from tests.reports.chances import chancy


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


def test_no_floor_is_failed_by_a_chance_that_does_not_count() -> None:
    made = study(
        "chance: odds\ncriteria:\n  odds: {worst: 0, best: 100, floor: 40}\n  good: {worst: 0, best: 100}\n"
        "---\noption: Unlikely\nid: unlikely\nratings: {odds: 30, good: 50}\n"
        "---\noption: Open\nid: open\nratings: {odds: unknown, good: 50}\n"
        "---\noption: Now\nid: now\nbaseline: true\nratings: {odds: 30, good: 50}\n"
    )

    def found(study: Study) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {id: (row.fails, row.floors_unknown) for id, row in by_id(policyscore.score(study)).items()}

    # The baseline goes on anyway, whatever is rated or not known.
    assert found(made) == {"unlikely": (("odds",), ()), "open": ((), ("odds",)), "now": ((), ())}
    assert set(found(replace(made, no_chance=True)).values()) == {((), ())}
    unknown = what_if(made, ["now.odds=unknown"])
    assert found(unknown)["now"] == ((), ())


def test_gain_is_the_score_minus_the_baselines() -> None:
    rows = by_id(policyscore.score(toy(baseline="F")))

    assert {id: round(row.gain or 0, 9) for id, row in rows.items()} == {
        **{"d": 26.0, "e": 22.5, "c": 22.0, "b": 13.0, "a": 10.0, "g": 9.3},
        "f": 0.0,
    }
    assert by_id(policyscore.score(toy()))["d"].gain is None


# Values: impact 20 to 80, cost 50 to 30; trying alone has no effect on impact, and .8 of that on cost.
CHANCE = """criteria:
  chance: {worst: 0, best: 100}
  impact: {worst: 0, best: 100, weight: 60}
  cost: {worst: 100, best: 0, weight: 40, if_it_fails: 0.8}
chance: chance
---
option: Try
id: try
ratings: {chance: [10, 25, 50], impact: [60, 80, 100], cost: 70}
---
option: Maybe
id: maybe
ratings: {chance: unknown, impact: 80, cost: 70}
---
option: Sure
id: sure
ratings: {chance: 100, impact: 80, cost: unknown}
---
option: Now
id: now
baseline: true
ratings: {chance: 0, impact: 20, cost: COST}
"""


def test_a_chance_moves_each_value_from_the_baselines_to_the_options_own() -> None:
    row = by_id(policyscore.score(study(CHANCE.replace("COST", "50"))))["try"]

    # impact 20 + .25 x 60 = 35; cost 50 + (.25 + .75 x .8) x -20 = 50 - 17 = 33
    assert row.effective == pytest.approx({"impact": 35, "cost": 33})
    # .6 x 35 + .4 x 33 = 21 + 13.2 = 34.2; the baseline .6 x 20 + .4 x 50 = 32; in effect .6 x 80 + .4 x 30 = 60
    assert (row.score, row.gain, row.in_effect) == pytest.approx((34.2, 2.2, 60))
    assert row.contributions == pytest.approx({"impact": 21, "cost": 13.2})
    assert row.values == {"chance": 25, "impact": 80, "cost": 30}
    # Chance .1: .6 x (20 + .1 x 40) + .4 x (50 - (.1 + .9 x .8) x 20) = 14.4 + 13.44 = 27.84
    # Chance .5: .6 x (20 + .5 x 80) + .4 x (50 - (.5 + .5 x .8) x 20) = 36 + 12.8 = 48.8
    assert (row.low, row.high) == pytest.approx((27.84, 48.8))
    assert row.chance == Chance(0.25, 0.1, 0.5)


def test_what_an_option_scores_if_it_failed_is_the_baselines_and_what_comes_of_trying() -> None:
    scored = policyscore.score(study(CHANCE.replace("COST", "50")))
    rows = by_id(scored)

    # impact 20, cost 50 - .8 x 20 = 34; .6 x 20 + .4 x 34 = 25.6, and .25 x 60 + .75 x 25.6 = 34.2 as above
    assert scored.if_it_failed(rows["try"]) == pytest.approx(25.6)
    assert scored.if_it_failed(rows["now"]) == rows["now"].score
    certain = policyscore.score(toy())
    assert [certain.if_it_failed(row) for row in certain.options] == [row.score for row in certain.options]


@given(chancy())
def test_a_score_is_the_mean_of_those_in_effect_and_failed_by_the_chance(made: Study) -> None:
    scored = policyscore.score(made)
    for row in scored.options:
        assert row.chance is not None
        p = row.chance.value
        assert p * row.in_effect + (1 - p) * scored.if_it_failed(row) == pytest.approx(row.score)


def test_an_option_worse_than_the_baseline_scores_least_where_it_is_likeliest() -> None:
    made = study(
        "criteria: {chance: {worst: 0, best: 100}, good: {worst: 0, best: 100}}\nchance: chance\n"
        "---\noption: Harm\nid: harm\nratings: {chance: [20, 40, 70], good: 10}\n"
        "---\noption: Now\nid: now\nbaseline: true\nratings: {chance: 1, good: [50, 60, 65]}\n"
    )
    row = by_id(policyscore.score(made))["harm"]

    # 60 - .4 x 50; with the baseline at 50 and chance .7: 50 - .7 x 40; with it at 65 and chance .2: 65 - .2 x 55
    assert (row.score, row.low, row.high) == pytest.approx((40, 22, 54))


def test_the_baseline_is_certain_whatever_its_chance_and_an_unknown_chance_is_even() -> None:
    rows = by_id(policyscore.score(study(CHANCE.replace("COST", "50"))))

    assert rows["now"].chance == CERTAIN
    assert (rows["now"].score, rows["now"].in_effect, rows["now"].unknown) == (32, 32, ())
    # impact 20 + .5 x 60 = 50; cost 50 - (.5 + .5 x .8) x 20 = 32; .6 x 50 + .4 x 32 = 42.8
    assert rows["maybe"].score == pytest.approx(42.8)
    # With chance 0: 12 + .4 x (50 - 16) = 25.6; with chance 1: 60
    assert (rows["maybe"].low, rows["maybe"].high) == pytest.approx((25.6, 60))
    assert rows["maybe"].unknown == ("chance",)


def test_what_may_fail_rests_on_the_baselines_unknown_ratings() -> None:
    scored = policyscore.score(study(CHANCE.replace("COST", "unknown")))
    rows = by_id(scored)

    assert {id: row.borrowed for id, row in rows.items()} == {
        "try": ("cost",),
        "maybe": ("cost",),
        "sure": (),
        "now": (),
    }
    assert [scored.rests_on_unknown(rows[id]) for id in ("try", "maybe", "sure", "now")] == [True] * 4
    only = policyscore.score(study(CHANCE.replace("COST", "unknown")), {"impact": 1})
    assert [only.rests_on_unknown(row) for row in only.options] == [row.id == "maybe" for row in only.options]


def test_without_a_chance_the_values_are_the_effective_ones() -> None:
    rows = by_id(policyscore.score(toy(baseline="F")))

    assert rows["d"].chance is None
    assert rows["d"].effective == rows["d"].values
    assert rows["d"].in_effect == rows["d"].score


def test_no_chance_scores_every_option_as_if_it_took_effect() -> None:
    made = study(CHANCE.replace("COST", "50"))
    rows = by_id(policyscore.score(replace(made, no_chance=True)))

    assert (rows["try"].score, rows["try"].chance, rows["try"].unknown) == (60, None, ())
    assert rows["maybe"].unknown == ()
    assert rows["try"].values["chance"] == 25


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
