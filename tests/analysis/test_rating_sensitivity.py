"""One weight or one rating changed alone: published numbers, a case by hand, and laws."""

import pytest
from hypothesis import given

import policyscore
from policyscore.analysis.rating_sensitivity import rating_flips
from policyscore.analysis.scoring import weighted_sum
from policyscore.analysis.weight_sensitivity import stability
from tests.helpers import matrix, study, toy
from tests.strategies import Problem, problems


def test_the_running_example() -> None:
    found = {s.criterion: s for s in stability(policyscore.score(toy()))}
    expected = {
        # criterion: weight, first from, to, who leads below and above
        "impact": (0.4, 0, 0.5472, None, "b"),
        "feasibility": (0.3, 0.1064, 0.5, "b", "c"),
        "low-cost": (0.1, 0, 0.2340, None, "e"),
        # C ties at exactly 0, and leads nowhere.
        "low-harm": (0.2, 0, 1, None, None),
    }

    for id, (weight, low, high, below, above) in expected.items():
        s = found[id]
        assert (s.weight, s.low, s.high) == pytest.approx((weight, low, high), abs=1e-4)
        assert (s.below, s.above) == (below, above)


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
    assert (branch.below, branch.above) == ("b", None)


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
    assert (branch.below, branch.above) == (None, "a")


def test_at_a_tie_the_interval_ends_at_todays_weight() -> None:
    # Level on x, which has all the weight; B is ahead on y.
    found = stability(policyscore.score(matrix({"x": 1, "y": 0}, {"A": (5, 0), "B": (5, 9)})))

    assert [(s.criterion, s.low, s.high, s.above) for s in found] == [("x", None, None, None), ("y", 0, 0, "b")]


def test_what_has_all_the_weight_has_nothing_to_take() -> None:
    (s,) = stability(policyscore.score(matrix({"x": 1}, {"A": (5,), "B": (6,)})))

    assert (s.weight, s.low, s.high, s.below, s.above) == (1, None, None, None, None)


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
        for end, step, other in ((s.low, -1e-5, s.below), (s.high, 1e-5, s.above)):
            if other:
                beyond = scores(end + step)
                assert max(beyond, key=lambda id: beyond[id]) != leader.id or beyond[other] == pytest.approx(
                    beyond[leader.id], abs=1e-4
                )


def test_the_ratings_of_the_running_example() -> None:
    found = {(f.option, f.criterion): (f.before, f.after) for f in rating_flips(policyscore.score(toy()))}
    expected = {
        # 45 + 3.5 / .4, 65 + 3.5 / .3, 40 + 4 / .4, and the leader's 50 - 3.5 / .4.
        ("e", "impact"): (45, 53.75),
        ("e", "feasibility"): (65, 76.6667),
        ("c", "impact"): (40, 50),
        ("d", "impact"): (50, 41.25),
    }

    for key, pair in expected.items():
        assert found[key] == pytest.approx(pair, abs=1e-4)
    # 80 + 3.5 / .1 = 115: the scale ends first.
    assert ("e", "low-cost") not in found


def test_the_nearest_rating_comes_first_and_goes_through_the_curve() -> None:
    # On x a rating of 20 is worth 80; B is 10 behind A and needs 10 / .5 = 20 points of value more: 40 + 20 = 60,
    # which a rating of 15 has (4 points of value a unit up to 20). A comes down from 60 to 40: a rating of 10.
    text = """criteria:
  x: {worst: 0, best: 100, weight: 1, curve: {0: 0, 20: 80, 100: 100}}
  y: {worst: 100, best: 0, weight: 1}
---
{option: A, id: a, ratings: {x: 15, y: 50}}
---
{option: B, id: b, ratings: {x: 10, y: 50}}
"""
    found = rating_flips(policyscore.score(study(text)))

    assert [(f.option, f.criterion, f.before, round(f.after, 9), round(f.distance, 9)) for f in found] == [
        ("b", "x", 10, 15, 20),
        ("a", "x", 15, 10, 20),
        ("b", "y", 50, 30, 20),
        ("a", "y", 50, 70, 20),
    ]


def test_at_a_tie_no_rating_has_to_change() -> None:
    assert rating_flips(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (5, 7), "B": (7, 5), "C": (1, 1)}))) == ()


@given(problems())
def test_a_rating_flip_brings_the_two_level(problem: Problem) -> None:
    from policyscore.reading.selection import what_if

    written = problem.study()
    assessment = policyscore.score(written)
    leader = assessment.options[0].id
    for flip in rating_flips(assessment)[:4]:
        changed = what_if(written, [f"{flip.option}.{flip.criterion}={flip.after:.17f}"])
        scores = {row.id: row.score for row in policyscore.score(changed).options}
        other = flip.option if flip.option != leader else assessment.options[1].id
        assert scores[other] == pytest.approx(scores[leader], abs=1e-6)
