"""Scores into ranks: ties, and where a chain of near neighbours ends."""

import pytest

from policyscore.analysis.ranking import ranks


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
