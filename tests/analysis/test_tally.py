"""Rankings summed up as they come: by hand, and the same whether they come at once or one by one."""

import numpy as np
import pytest

from policyscore.analysis.ranking import all_ranks
from policyscore.analysis.tally import Tally, ValueMatrix
from tests.helpers import matrix

# Three options under three weightings of two criteria: A leads, then B with C close behind, then A and B together.
SCORES = np.array([[60.0, 50, 40], [10, 30, 29], [50, 50, 0]])
WEIGHTS = np.array([[0.5, 0.5], [1, 0], [0.2, 0.8]])


def tally(*blocks: slice) -> Tally:
    made = Tally(3, 2)
    for block in blocks:
        made.add(SCORES[block], all_ranks(SCORES[block]), WEIGHTS[block])
    return made


def test_sums_over_rankings_are_those_by_hand() -> None:
    made = tally(slice(None))

    assert made.count == 3
    # Ranks 1 2 3, 3 1 2 and 1 1 3; those who share the first place take 1.5 of it each.
    assert made.rank_sums.tolist() == [1 + 3 + 1.5, 2 + 1 + 1.5, 3 + 2 + 3]
    assert made.square_sums.tolist() == [1 + 9 + 2.25, 4 + 1 + 2.25, 9 + 4 + 9]
    assert made.first.tolist() == [2, 2, 0]
    assert made.top.tolist() == [3, 3, 3]
    assert (made.best.tolist(), made.worst.tolist()) == ([1, 1, 2], [3, 2, 3])
    # A lacks 20 under the second, B 10 under the first, C 50 under the third.
    assert made.regret.tolist() == [20, 10, 50]
    assert made.wins.tolist() == [[0, 1, 2], [1, 0, 3], [1, 0, 0]]
    # One group of two: 8 - 2.
    assert made.ties == 6
    assert made.weight_sums == pytest.approx([1.7, 1.3])


def test_means_deviations_and_shares_follow_from_the_sums() -> None:
    made = tally(slice(None))

    assert made.mean_rank(0) == pytest.approx(5.5 / 3)
    # 12.25 / 3 - (5.5 / 3)^2 = 4.0833 - 3.3611 = .7222
    assert made.rank_deviation(0) == pytest.approx(0.7222**0.5, abs=1e-4)
    assert made.share_first(0) == pytest.approx(2 / 3)


def test_it_does_not_matter_in_how_many_blocks_rankings_come() -> None:
    whole, parts = tally(slice(None)), tally(slice(0, 1), slice(1, 3))

    for name in Tally.__slots__:
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name


def test_options_in_another_order_keep_what_is_theirs() -> None:
    made = tally(slice(None)).ordered([2, 0, 1])

    assert made.rank_sums.tolist() == [8, 5.5, 4.5]
    # C over A once; A over C twice and over B once; B over C three times and over A once.
    assert made.wins.tolist() == [[0, 1, 0], [2, 0, 1], [3, 1, 0]]
    assert made.count == 3


def test_values_give_scores_and_gains_under_many_weightings() -> None:
    made = ValueMatrix.of(matrix({"x": 1, "y": 1}, {"A": (80, 20), "B": (40, 60)}, baseline="B"), ["b", "a"])
    weights = np.array([[0.5, 0.5], [0.25, 0.75]])
    scores = made.scores(weights)

    # A: 50, and 20 + 15 = 35; B: 50, and 10 + 45 = 55.
    assert scores.tolist() == [[50, 50], [55, 35]]
    gains = made.gains(weights, scores)
    assert gains is not None
    assert gains.tolist() == [[0, 0], [0, -20]]


def test_a_baseline_that_is_no_row_is_what_gains_count_from_and_without_one_there_are_none() -> None:
    weights = np.array([[0.5, 0.5]])
    ratings = {"A": (80, 20), "B": (40, 70)}
    left_out = ValueMatrix.of(matrix({"x": 1, "y": 1}, ratings, baseline="B"), ["a"])
    without = ValueMatrix.of(matrix({"x": 1, "y": 1}, ratings), ["a", "b"])

    gains = left_out.gains(weights, left_out.scores(weights))
    assert gains is not None
    assert gains.tolist() == [[50 - 55]]
    assert without.gains(weights, without.scores(weights)) is None
