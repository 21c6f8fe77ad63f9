"""Pairs of items that stand in another order, counted in about n log n steps: there are n (n - 1) / 2 of them."""

from bisect import bisect_right, insort
from collections.abc import Sequence


def inversions(numbers: Sequence[float]) -> int:
    """How many pairs have the larger number first; equal ones do not.

    >>> inversions([1, 3, 2]), inversions([3, 2, 1]), inversions([1, 1])
    (1, 3, 0)
    """
    before: list[float] = []
    count = 0
    for number in numbers:
        count += len(before) - bisect_right(before, number)
        insort(before, number)
    return count
