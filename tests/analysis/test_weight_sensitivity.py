"""How far weights can change: the fewest points, one weight alone, worked and published numbers, and laws."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings

import policyscore
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, weighted_sum
from policyscore.analysis.weight_sensitivity import (
    Move,
    fewest_moves,
    flips,
    most_sensitive_criterion,
    nearest_weight_change,
    radius,
    stability,
    upper_edge,
)
from policyscore.formats.charts.chart import Sensitivity, score_at
from policyscore.reports import charts
from tests.helpers import matrix, study, toy
from tests.strategies import Problem, problems


def after(weights: dict[str, float], moves: tuple[Move, ...], part: float = 1) -> dict[str, float]:
    """Weights when moves are made, or a part of them."""
    moved = dict(weights)
    for move in moves:
        moved[move.giver] -= part * move.points / 100
        moved[move.taker] += part * move.points / 100
    return moved


# The running example: D leads with 65. By how much it is ahead, and what closes that.
EXPECTED = [
    # E: leads of D 5, 5, -20, 10: from low-harm to low-cost closes 30 a share: 3.5 / 30 = 11.67 points.
    ("e", 3.5, 11.6667, [("low-harm", "low-cost", 11.6667)]),
    # C: leads 10, -10, -10, 20: 4 / 30; of two equal takers the first.
    ("c", 4, 13.3333, [("low-harm", "feasibility", 13.3333)]),
    # B: leads -40, 60, 30, 40: from feasibility to impact 100 a share: 13 / 100.
    ("b", 13, 13, [("feasibility", "impact", 13)]),
    # A: leads -10, 20, 20, 60: all 20 points of low-harm close 14, 6.67 of feasibility the other 2.
    ("a", 16, 26.6667, [("low-harm", "impact", 20), ("feasibility", "impact", 6.6667)]),
    # G: leads -2, 30, 15, 35: 20 points of low-harm close 7.4, the 9.3 left take 29.06 of feasibility at 32.
    ("g", 16.7, 49.0625, [("feasibility", "impact", 29.0625), ("low-harm", "impact", 20)]),
    # F: behind on everything.
    ("f", 26, None, None),
]


@pytest.mark.parametrize(("option", "gap", "points", "moves"), EXPECTED)
def test_the_running_example(
    option: str, gap: float, points: float | None, moves: list[tuple[str, str, float]] | None
) -> None:
    flip = next(flip for flip in flips(policyscore.score(toy())) if flip.option == option)

    assert flip.gap == pytest.approx(gap)
    assert flip.points == (None if points is None else pytest.approx(points, abs=1e-4))
    found = None if flip.moves is None else [(m.giver, m.taker, round(m.points, 4)) for m in flip.moves]
    assert found == moves


def test_criteria_without_weight_have_nothing_to_give() -> None:
    # A .7 x 60 + .3 x 20 = 48, B .7 x 50 + .3 x 40 = 47. Leads of A 10, -20, 80: from z to y the gap of 1 would be
    # closed by 1 point; but z weighs nothing, and from x to y it takes 1 / 30 = 3.33 points.
    study = matrix({"x": 70, "y": 30, "z": 0}, {"A": (60, 20, 90), "B": (50, 40, 10)})
    nearest = radius(flips(policyscore.score(study)))

    assert nearest
    assert nearest.points == pytest.approx(10 / 3)
    assert [(m.giver, m.taker) for m in nearest.moves or ()] == [("x", "y")]


def test_a_second_case_worked_by_hand() -> None:
    # A = (90, 40, 40), B = (30, 60, 100), weights .5 .3 .2: A 65, B 53. Leads of A 60, -20, -60: from x to z
    # 120 a share, so 12 / 120 = 10 points. C = (80, 30, 30) is behind on everything, by 10.
    study = matrix({"x": 50, "y": 30, "z": 20}, {"A": (90, 40, 40), "B": (30, 60, 100), "C": (80, 30, 30)})
    found = {flip.option: flip for flip in flips(policyscore.score(study))}

    assert found["b"].points == pytest.approx(10)
    assert [(m.giver, m.taker, round(m.points, 9)) for m in found["b"].moves or ()] == [("x", "z", 10)]
    assert (found["c"].points, found["c"].moves) == (None, None)


def test_an_option_that_is_behind_on_all_but_one_criterion_draws_level_on_that_alone() -> None:
    # B equals A on x: with all 100 points there they are level, so the 40 on y must go.
    found = flips(policyscore.score(matrix({"x": 60, "y": 40}, {"A": (50, 80), "B": (50, 10)})))

    assert [(m.giver, m.taker, round(m.points, 9)) for m in found[0].moves or ()] == [("y", "x", 40)]


def test_of_a_single_option_there_is_nothing_to_flip() -> None:
    assert radius(flips(policyscore.score(matrix({"x": 1}, {"A": (5,)})))) is None


def scored(problem: Problem) -> Assessment:
    return policyscore.score(problem.study())


@given(problems())
def test_the_named_moves_make_the_tie_and_a_hair_less_does_not(problem: Problem) -> None:
    assessment = scored(problem)
    weights = dict(assessment.weighting.weights)
    leader, *others = assessment.options
    for row, flip in zip(others, flips(assessment), strict=True):
        lead = {id: leader.values[id] - row.values[id] for id in weights}
        if flip.moves is None:
            assert min(lead.values()) > 0
        else:
            moved = after(weights, flip.moves)
            assert min(moved.values()) >= -1e-12
            assert sum(moved.values()) == pytest.approx(1)
            assert weighted_sum(lead, moved) == pytest.approx(0, abs=1e-7)
            if flip.gap > 1e-6:
                assert weighted_sum(lead, after(weights, flip.moves, part=1 - 1e-4)) > 0


@given(problems())
def test_the_radius_is_0_exactly_at_a_tie(problem: Problem) -> None:
    assessment = scored(problem)
    nearest = radius(flips(assessment))
    tied = [row for row in assessment.options if row.rank == 1]

    if len(assessment.options) == 1 or nearest is None:
        assert len(tied) == 1
    else:
        assert ((nearest.points or 0) == 0) is (len(tied) > 1)


@settings(max_examples=40)
@given(problems(options=4, criteria=3))
def test_no_weighting_of_a_fine_grid_is_nearer_than_the_radius(problem: Problem) -> None:
    """A brute-force search over weightings in steps of 1/24, in exact arithmetic."""
    assessment = scored(problem)
    nearest = radius(flips(assessment))
    leader, *others = assessment.options
    ids = list(leader.values)
    own = [Fraction(point, sum(problem.points)) for point in problem.points]
    steps = 24
    for grid in product(range(steps + 1), repeat=len(ids) - 1):
        if sum(grid) <= steps:
            weights = [Fraction(part, steps) for part in (*grid, steps - sum(grid))]
            moved = 100 * sum(abs(a - b) for a, b in zip(weights, own, strict=True)) / 2
            for row in others:
                lead = sum(
                    w * (Fraction(leader.values[id]) - Fraction(row.values[id]))
                    for w, id in zip(weights, ids, strict=True)
                )
                if lead < -TIE:
                    assert nearest is not None
                    assert float(moved) >= (nearest.points or 0) - 1e-9


@given(problems())
def test_a_constant_on_a_criterion_changes_no_gap_and_no_radius(problem: Problem) -> None:
    assume(len(problem.ratings) > 1)
    assessment = scored(problem)
    leader, *others = assessment.options
    for row in others:
        lead = {id: leader.values[id] - row.values[id] for id in leader.values}
        shifted = {id: (leader.values[id] + 7) - (row.values[id] + 7) for id in leader.values}
        one, two = (fewest_moves(d, assessment.weighting.weights) for d in (lead, shifted))
        assert (one is None) is (two is None)
        assert sum(m.points for m in one or ()) == pytest.approx(sum(m.points for m in two or ()), abs=1e-6)


def test_a_branch_moves_as_a_whole() -> None:
    # A = (80, 60 | 20), B = (40, 20 | 80): on the branch, split 3 to 1, A has 75 and B 35; on z 20 and 80.
    # With t on the branch A leads while 75 t + 20 (1 - t) > 35 t + 80 (1 - t): 40 t > 60 (1 - t), t > .6.
    text = """criteria:
  b: {weight: 70, criteria: {x: {worst: 0, best: 100, weight: 3}, y: {worst: 0, best: 100, weight: 1}}}
  z: {worst: 0, best: 100, weight: 30}
---
{option: A, id: a, ratings: {x: 80, y: 60, z: 20}}
---
{option: B, id: b, ratings: {x: 40, y: 20, z: 80}}
"""
    (branch,) = (s for s in stability(policyscore.score(study(text))) if s.criterion == "b")

    assert (branch.weight, branch.low, branch.high) == pytest.approx((0.7, 0.6, 1))
    assert (branch.below, branch.above) == (("b",), ())


def test_a_branch_keeps_the_split_it_has_today() -> None:
    # Weights x .2, y .4 and z .4, where the tree would split the branch 3 to 1. A has x 80, y 20, z 0 and B x 0, y 40,
    # z 30: on the branch A has 40 and B 26.67, on z 0 and 30. 13.33 t = 30 (1 - t) at t = .6923. By the tree's own
    # split A would have 65 against 10, and the two would meet at .353.
    text = """criteria:
  b: {weight: 50, criteria: {x: {worst: 0, best: 100, weight: 3}, y: {worst: 0, best: 100, weight: 1}}}
  z: {worst: 0, best: 100, weight: 50}
---
{option: A, id: a, ratings: {x: 80, y: 20, z: 0}}
---
{option: B, id: b, ratings: {x: 0, y: 40, z: 30}}
---
{weighting: W, id: w, points: {x: 20, y: 40, z: 40}}
"""
    (branch,) = (s for s in stability(policyscore.score(study(text), "w")) if s.criterion == "b")

    assert (branch.weight, branch.low, branch.high) == pytest.approx((0.6, 0, 0.692308), abs=1e-6)
    assert (branch.below, branch.above) == ((), ("a",))


def test_at_a_tie_the_interval_ends_at_todays_weight() -> None:
    # Level on x, which has all the weight; B is ahead on y.
    found = stability(policyscore.score(matrix({"x": 1, "y": 0}, {"A": (5, 0), "B": (5, 9)})))

    assert [(s.criterion, s.low, s.high, s.above) for s in found] == [("x", None, None, ()), ("y", 0, 0, ("b",))]


def test_what_has_all_the_weight_has_nothing_to_take() -> None:
    (s,) = stability(policyscore.score(matrix({"x": 1}, {"A": (5,), "B": (6,)})))

    assert (s.weight, s.low, s.high, s.below, s.above) == (1, None, None, (), ())


def test_all_that_lead_beyond_an_end_level_with_one_another_are_named() -> None:
    # With weight t on x: A has 20 + 60 t, B and C 60 - 20 t, which meet at t = .5; below that B and C lead, above A.
    # D has 20 - 20 t, and is nowhere near.
    rows = {"A": (80, 20), "C": (40, 60), "B": (40, 60), "D": (0, 20)}
    assessment = policyscore.score(matrix({"x": 60, "y": 40}, rows))
    x, y = stability(assessment)
    change = nearest_weight_change(assessment, "x")

    assert (x.low, y.high) == pytest.approx((0.5, 0.5))
    assert (x.below, x.above) == (y.above, y.below) == (("b", "c"), ())
    assert change is not None
    assert (change.low, change.high) == pytest.approx((0, 0.5))
    assert change.options == ("b", "c")


@given(problems())
def test_between_its_ends_the_leader_is_first_and_beyond_them_another_is(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    leader = assessment.options[0]
    weights = assessment.weighting.weights
    for s in stability(assessment):
        if s.low is None or s.high is None:
            continue
        rest = {id: weight / (1 - s.weight) for id, weight in weights.items() if id != s.criterion}

        def scores(t: float, id: str = s.criterion, rest: dict[str, float] = rest) -> dict[str, float]:
            new = {id: t} | {other: (1 - t) * weight for other, weight in rest.items()}
            return {row.id: weighted_sum(row.values, new) for row in assessment.options}

        assert s.low <= s.weight <= s.high
        for t in (s.low, (s.low + s.high) / 2, s.high):
            assert scores(t)[leader.id] >= max(scores(t).values()) - 1e-7
        for end, step, others in ((s.low, -1e-5, s.below), (s.high, 1e-5, s.above)):
            for other in others:
                beyond = scores(end + step)
                assert max(beyond, key=lambda id: beyond[id]) != leader.id or beyond[other] == pytest.approx(
                    beyond[leader.id], abs=1e-4
                )


def test_the_stability_intervals_of_the_running_example() -> None:
    found = {s.criterion: s for s in stability(policyscore.score(toy()))}
    expected = {
        # criterion: weight, first from, to, who leads below and above
        "impact": (0.4, 0, 0.5472, (), ("b",)),
        "feasibility": (0.3, 0.1064, 0.5, ("b",), ("c",)),
        "low-cost": (0.1, 0, 0.2340, (), ("e",)),
        # C ties at exactly 0, and leads nowhere.
        "low-harm": (0.2, 0, 1, (), ()),
    }

    for id, (weight, low, high, below, above) in expected.items():
        s = found[id]
        assert (s.weight, s.low, s.high) == pytest.approx((weight, low, high), abs=1e-4)
        assert (s.below, s.above) == (below, above)


def test_the_nearest_change_of_one_weight_puts_another_option_first() -> None:
    # D leads while low cost weighs less than .234 (E beyond): .134 more than its .1; all others are farther away.
    assessment = policyscore.score(toy())
    change = nearest_weight_change(assessment, most_sensitive_criterion(assessment, stability(assessment)))

    assert change is not None
    assert (change.criterion, change.weight, change.options) == ("low-cost", 0.1, ("e",))
    assert (change.low, change.high) == pytest.approx((0.2340, 1), abs=1e-4)


def test_no_change_of_a_weight_puts_another_first_where_one_leads_everywhere() -> None:
    assert nearest_weight_change(policyscore.score(matrix({"x": 1, "y": 1}, {"A": [9, 9], "B": [1, 1]})), "x") is None
    assert nearest_weight_change(policyscore.score(matrix({"x": 1}, {"A": [9], "B": [1]})), "x") is None


def test_who_leads_over_a_weight_is_the_upper_edge_of_the_lines() -> None:
    # impact .40: off it D has (65 - 20) / .6 = 75, E 72.5, C 75, B (52 - 36) / .6 = 26.7. D and C start level and D
    # ends at 50, C at 40; B ends at 90 and passes D where 75 - 25t = 26.67 + 63.33t: t = .547.
    chart = charts.sensitivity(policyscore.score(toy()), "impact")
    picture = chart.picture

    assert isinstance(picture, Sensitivity)
    assert picture.ends["d"] == pytest.approx((75, 50))
    assert [(round(start, 3), round(end, 3), id) for start, end, id in picture.leads] == [
        (0, 0.547, "d"),
        (0.547, 1, "b"),
    ]
    assert chart.alt == (
        "Lines of each option's score as the weight of impact goes from 0 to 100 %. Today the weight of impact is 40 "
        "%. The highest score: D from 0 to 54.7 % and B from 54.7 to 100 %."
    )
    assert [list(row) for row in chart.as_table.shown()] == [
        ["0.0", "54.7", "D", "75.0", "61.3"],
        ["54.7", "100.0", "B", "61.3", "90.0"],
    ]


def test_lines_that_run_together_or_cross_at_one_point_count_once() -> None:
    assert upper_edge({"a": (10, 10), "b": (10, 10)}) == ((0.0, 1.0, "a"),)
    # All three meet at .5; the steepest leads from there.
    assert upper_edge({"a": (60, 40), "b": (50, 50), "c": (40, 60)}) == ((0.0, 0.5, "a"), (0.5, 1.0, "c"))
    # A meeting at the very start leaves no stretch of no length.
    assert upper_edge({"a": (50, 40), "b": (50, 60)}) == ((0.0, 1.0, "b"),)


@given(problems())
def test_the_stretch_of_today_is_the_one_that_keeps_the_leader(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    leader, *others = assessment.options
    for each in stability(assessment):
        if each.low is None or each.high is None or any(leader.score - row.score < 1e-6 for row in others):
            continue
        picture = charts.sensitivity(assessment, each.criterion).picture
        assert isinstance(picture, Sensitivity)
        assert picture.leads[0][0] == 0
        assert picture.leads[-1][1] == 1
        for start, end, id in picture.leads:
            middle = (start + end) / 2
            height = score_at(picture.ends[id], middle)
            assert all(score_at(ends, middle) <= height + 1e-6 for ends in picture.ends.values())
        if each.high - each.low > 1e-6:
            inside = (each.low + each.high) / 2
            best = max(score_at(ends, inside) for ends in picture.ends.values())
            assert score_at(picture.ends[leader.id], inside) >= best - TIE * 1000
