"""Named sets of weightings: draws are uniform over each, and stay inside."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyscore
from policyscore.analysis.weight_sets import sample_box, sample_simplex, weight_sets
from policyscore.errors import CommandError
from policyscore.model.weights import rank_order_centroid
from tests.helpers import matrix, study
from tests.strategies import Problem, problems


def test_the_simplex_is_drawn_uniformly() -> None:
    """Each weight has the mean 1/n and is above t in a share of (1 - t)^(n - 1)."""
    drawn = sample_simplex(np.random.default_rng(0), 100_000, 4)

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(0.25, abs=0.003)
    for t in (0.1, 0.5, 0.8):
        assert (drawn > t).mean(axis=0) == pytest.approx((1 - t) ** 3, abs=0.006)


def test_the_order_is_drawn_uniformly() -> None:
    """Its mean is the rank-order centroid; of those that tie, the mean of their places."""
    made = matrix({"a": 5, "b": 3, "c": 3, "d": 0, "e": 1}, {"A": (1, 1, 1, 1, 1)})
    (order, _) = weight_sets(made, policyscore.score(made).weighting)
    drawn = order.draw(np.random.default_rng(0), 100_000)
    centroid = rank_order_centroid([["a"], ["b", "c"], ["e"]])

    assert drawn.mean(axis=0) == pytest.approx([centroid.get(id, 0) for id in "abcde"], abs=0.003)
    assert order.corners is None
    assert (drawn[:, 0] >= drawn[:, 1]).all()
    assert (drawn[:, 1] > drawn[:, 2]).mean() == pytest.approx(0.5, abs=0.01)
    assert not drawn[:, 3].any()


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ((0.2, 0.1, 0.0), (0.6, 0.5, 0.9)),  # the shares of what is left waste less
        ((0.3, 0.3, 0.2), (0.4, 0.4, 0.5)),
        ((0.0, 0.25, 0.2), (1.0, 0.25, 0.6)),  # one is fixed
    ],
)
def test_ranges_are_drawn_uniformly(low: Sequence[float], high: Sequence[float]) -> None:
    """Against draws from all weightings that are thrown away outside, the plainest way there is."""
    drawn = sample_box(np.array(low), np.array(high), "abc")(np.random.default_rng(0), 50_000)
    rng = np.random.default_rng(1)
    plain = rng.dirichlet([1, 1, 1], 3_000_000)
    slack = 0.004 * (np.array(high) == np.array(low))
    plain = plain[((plain >= low - slack) & (plain <= high + slack)).all(axis=1)]

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert ((drawn >= np.array(low) - 1e-12) & (drawn <= np.array(high) + 1e-12)).all()
    for q in (0.1, 0.5, 0.9):
        assert np.quantile(drawn, q, axis=0) == pytest.approx(np.quantile(plain, q, axis=0), abs=0.01)


def test_ranges_that_are_one_point_are_that_point() -> None:
    point = sample_box(np.array([0.4, 0.0]), np.array([0.4, 1.0]), "ab")(np.random.default_rng(0), 3)

    assert point == pytest.approx(np.array([[0.4, 0.6]] * 3))


def test_ranges_without_room_are_an_error() -> None:
    low, high = np.zeros(30), np.full(30, 0.034)

    with pytest.raises(CommandError, match="leave too little room"):
        sample_box(low, high, [f"c{index}" for index in range(30)])


def test_a_range_on_a_branch_keeps_its_inside() -> None:
    text = """criteria:
  b: {weight: 60, criteria: {x: {worst: 0, best: 100, weight: 3}, y: {worst: 0, best: 100, weight: 1}}}
  z: {worst: 0, best: 100, weight: 40}
---
{option: A, id: a, ratings: {x: 1, y: 2, z: 3}}
---
{weighting: W, id: w, points: {b: 60, z: 40}, ranges: {b: [50, 70]}}
"""
    made = study(text)
    drawn = weight_sets(made, made.weightings["w"])[0].draw(np.random.default_rng(0), 1000)

    assert drawn[:, 0] == pytest.approx(3 * drawn[:, 1])
    assert 0.5 <= drawn[:, :2].sum(axis=1).min() < 0.51
    assert 0.69 < drawn[:, :2].sum(axis=1).max() <= 0.7


def test_ranges_within_so_many_points_end_at_0_and_100() -> None:
    made = matrix({"x": 95, "y": 5, "z": 0}, {"A": (1, 2, 3)})
    (near, *_) = weight_sets(made, policyscore.score(made).weighting, 10)

    assert near.ranges == {"x": (85, 100), "y": (0, 15)}


@given(problems(2, 5), st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_the_least_sum_over_a_set_is_below_all_that_are_drawn_and_at_a_corner(problem: Problem, within: int) -> None:
    assessment = policyscore.score(problem.study())
    one, *rest = assessment.options
    numbers = [value - rest[0].values[id] if rest else value for id, value in one.values.items()]
    for each in weight_sets(assessment.study, assessment.weighting, float(within)):
        (least,) = each.least(np.array([numbers]))
        drawn = each.draw(np.random.default_rng(0), 200) @ np.array(numbers)

        assert (drawn >= least - 1e-9).all()
        if each.corners is not None:
            assert least == pytest.approx((each.corners @ np.array(numbers)).min(), abs=1e-9)


def test_the_least_sum_by_hand() -> None:
    # x and y weigh the same and z less: corners x, y, and the mean of all: -3, 6, and (-3 + 6 - 9) / 3 = -2.
    made = matrix({"x": 40, "y": 40, "z": 20}, {"A": [1, 1, 1]})
    within, order, everything = weight_sets(made, policyscore.score(made).weighting, 10)

    # With 1, 2 and 3 the corners x, y, and the mean of all are 1, 2, and 2.
    numbers = np.array([[-3.0, 6.0, -9.0], [1.0, 2.0, 3.0]])

    assert everything.least(numbers).tolist() == [-9, 1]
    assert order.least(numbers).tolist() == [-3, 1]
    # Lows of 30, 30 and 10: .3 * -3 + .3 * 6 + .1 * -9 = 0; of the .3 that is left .2 goes to z and .1 to x: -2.1. With
    # 1, 2 and 3: .3 + .6 + .3 = 1.2, and .2 goes to x and .1 to y: 1.6.
    assert within.least(numbers) == pytest.approx([-2.1, 1.6])
