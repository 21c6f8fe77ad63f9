"""Scores into ranks: ties, and where a chain of near neighbours ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.analysis.ranking import TIE, pairwise_wins, ranks


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([1.0], [1]),
        ([1.0, 1.0 + 4e-10, 1.0 - 4e-10], [1, 1, 1]),
        ([1.0, 1.0 - 2e-9], [1, 2]),
        # Each is near the next, but the third is not near the first: a chain ends there.
        ([1.0, 1.0 - 0.8e-9, 1.0 - 1.6e-9], [1, 1, 3]),
        ([3.0, 5.0, 5.0, 1.0], [3, 1, 1, 4]),
    ],
)
def test_scores_within_a_billionth_share_the_better_rank_and_nothing_else_does(
    scores: list[float], expected: list[int]
) -> None:
    assert ranks(scores) == expected


# Scores that are often level, or near enough to be, in chains too.
NEAR = st.integers(-4, 4).map(lambda n: 50 + 0.45e-9 * n) | st.sampled_from([0.0, 10.0, 20.0])


@given(st.integers(1, 6).flatmap(lambda m: st.lists(st.lists(NEAR, min_size=m, max_size=m), min_size=1, max_size=8)))
def test_an_option_wins_against_those_that_score_less_by_more_than_a_tie(rows: list[list[float]]) -> None:
    wins = pairwise_wins(np.array(rows))

    options = range(len(rows[0]))
    assert wins.tolist() == [[sum(row[i] > row[k] + TIE for row in rows) for k in options] for i in options]


@pytest.mark.parametrize("m", [2, 40, 400])
def test_wins_are_counted_beyond_what_a_byte_holds(m: int) -> None:
    # In 600 rows the scores rise, in 300 they fall.
    up = np.arange(m, dtype=float)
    wins = pairwise_wins(np.array([up] * 600 + [-up] * 300))

    assert (wins[np.triu_indices(m, 1)] == 300).all()
    assert (wins[np.tril_indices(m, -1)] == 600).all()
    assert (wins.diagonal() == 0).all()
