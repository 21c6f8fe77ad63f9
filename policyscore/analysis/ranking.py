"""Scores into ranks: 1 for the highest, and equal scores share the better rank.

Everything that ranks goes by this: one list of scores, or many at once as an array; the workbook's formulas and the
page's sliders say the same in their own languages.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Scores this close, in points, are equal: decimal fractions such as 0.1 are not exact in binary.
TIE = 1e-9


def below(number: float, threshold: float) -> bool:
    """Whether a number is below a threshold by more than noise: one that reaches it, as people count, is not.

    >>> below(0.57 * 100, 57), below(56.9, 57)
    (False, True)
    """
    return threshold - number > TIE


def ranks(scores: Sequence[float]) -> list[int]:
    """The rank of each score, 1 for the highest; equal scores share the better rank.

    Scores are equal where they are within 1e-9 points of the highest among them, which ends any chain
    of near neighbours.

    >>> ranks([60.0, 65.0, 60.0 + 1e-13, 40.0])
    [2, 1, 2, 4]
    """
    result = [0] * len(scores)
    rank, highest = 0, float("inf")
    for place, index in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i]), start=1):
        if highest - scores[index] > TIE:
            rank, highest = place, scores[index]
        result[index] = rank
    return result


def ordered_ranks(scores: "NDArray[np.float64]") -> "tuple[NDArray[np.intp], NDArray[np.intp] | None]":
    """The same for many lists of scores at once, in the order of their falling scores.

    scores: (N, m), a row for each list. Returns the places (N, m) of the scores in that order, and their ranks
    (N, m) in that order; None where no row has equal scores, so that the ranks are 1 to m in each.
    """
    import numpy as np

    order = np.argsort(-scores, axis=1)
    ordered = np.take_along_axis(scores, order, axis=1)
    level = ordered[:, :-1] - ordered[:, 1:] <= TIE
    if not level.any():
        return order, None
    # Where a score is level with the one before it, it takes over that one's rank.
    starts = np.zeros(order.shape, np.intp)
    starts[:, 1:] = np.where(level, 0, np.arange(1, scores.shape[1]))
    starts = np.maximum.accumulate(starts, axis=1)
    # A chain of near neighbours ends where a score is no longer near the highest of them: seldom, and one by one.
    highest = np.take_along_axis(ordered, starts, axis=1)
    found = starts + 1
    for row in np.flatnonzero((highest - ordered > TIE).any(axis=1)):
        found[row] = ranks(ordered[row].tolist())
    return order, found


def all_ranks(scores: "NDArray[np.float64]") -> "NDArray[np.intp]":
    """The ranks (N, m) of scores (N, m), each where its score stands."""
    import numpy as np

    order, found = ordered_ranks(scores)
    placed = np.empty(scores.shape, np.intp)
    np.put_along_axis(placed, order, np.arange(1, scores.shape[1] + 1)[np.newaxis] if found is None else found, axis=1)
    return placed


def pairwise_wins(scores: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """How often each option scores more than each other: (m, m) counts of the rows of scores (N, m)."""
    import numpy as np

    return np.array([(scores[:, [i]] > scores + TIE).sum(axis=0) for i in range(scores.shape[1])], np.int64)
