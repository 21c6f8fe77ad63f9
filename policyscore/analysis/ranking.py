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

# The largest numbers in one byte, and in two with a sign.
MAX_BYTE, MAX_SHORT = 255, 32_767

# So many comparisons of two scores are made at a time, about: a byte for each, all in a processor's cache.
COMPARED_AT_A_TIME = 100_000


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
    return _placed(*ordered_ranks(scores))


def _placed(order: "NDArray[np.intp]", found: "NDArray[np.intp] | None") -> "NDArray[np.intp]":
    """What `ordered_ranks` gives, each rank where its score stands."""
    import numpy as np

    placed = np.empty(order.shape, np.intp)
    np.put_along_axis(placed, order, np.arange(1, order.shape[1] + 1)[np.newaxis] if found is None else found, axis=1)
    return placed


def pairwise_wins(scores: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """How often each option scores more than each other, by more than a tie: (m, m) counts of the rows of (N, m)."""
    import numpy as np

    m = scores.shape[1]
    order, found = ordered_ranks(scores)
    by_rank: NDArray[np.generic]
    if found is None:
        by_rank, chained = _placed(order, None).astype(np.int32 if m > MAX_SHORT else np.int16), None
    else:
        # In a chain of near neighbours, some are level with one of another rank: there the scores themselves decide.
        ordered = np.take_along_axis(scores, order, axis=1)
        level = ordered[:, :-1] - ordered[:, 1:] <= TIE
        chained = (level & (found[:, :-1] != found[:, 1:])).any(axis=1)
        by_rank = _placed(order, found).astype(np.int32 if m > MAX_SHORT else np.int16)[~chained]
    wins = _less(by_rank, by_rank)
    return wins if chained is None or not chained.any() else wins + _less(scores[chained] + TIE, scores[chained]).T


def _less(ones: "NDArray[np.generic]", others: "NDArray[np.generic]") -> "NDArray[np.int64]":
    """In how many rows each of the ones is less than each of the others: (m, m) counts of two arrays (N, m).

    Counted in bytes, which go into a processor's cache, for as many rows at a time as a byte can count.
    """
    import numpy as np

    count, m = ones.shape
    wins, held = np.zeros((m, m), np.int64), np.zeros((m, m), np.uint8)
    rows = max(1, min(MAX_BYTE, COMPARED_AT_A_TIME // (m * m)))
    less, counted = np.empty((rows, m, m), np.bool_), 0
    for start in range(0, count, rows):
        more = min(rows, count - start)
        if counted + more > MAX_BYTE:
            wins += held
            held[:], counted = 0, 0
        np.less(ones[start : start + more, :, None], others[start : start + more, None, :], out=less[:more])
        held += less[:more].view(np.uint8).sum(axis=0, dtype=np.uint8) if more > 1 else less[0].view(np.uint8)
        counted += more
    return wins + held
