"""Pairs of items that stand in another order, counted in about n log n steps: there are n (n - 1) / 2 of them."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from policyscore.analysis.ranking import TIE


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


@dataclass(frozen=True, slots=True)
class PairChanges:
    """How many pairs stand to one another as they did not before.

    Of `swapped` pairs one was ahead and the other is, those that `parted` were level and those that `drew_level` are.
    `passed_by` is for each item how many others it has behind it now and had not.
    """

    swapped: int
    parted: int
    drew_level: int
    passed_by: tuple[int, ...]

    @property
    def passed(self) -> int:
        """The pairs of which one is ahead now and was not."""
        return self.swapped + self.parted


def pair_changes(before: Sequence[float], after: Sequence[float]) -> PairChanges:
    """Counts them from the scores of the same items before and after; those within 1e-9 points are level.

    >>> pair_changes([3, 2, 1], [1, 2, 2])
    PairChanges(swapped=2, parted=0, drew_level=1, passed_by=(0, 1, 1))
    """
    swapped = parted = drew_level = 0
    passed_by = [0] * len(before)
    rising = sorted(range(len(after)), key=lambda i: after[i])
    # What those scored before that are behind the one looked at now, and that are level with it, in rising order.
    behind: list[float] = []
    level: list[float] = []
    left = 0
    for item in rising:
        while after[item] - after[rising[left]] > TIE:
            insort(behind, before[rising[left]])
            del level[bisect_left(level, before[rising[left]])]
            left += 1
        first, end = _level_with(before[item], behind)
        swapped += len(behind) - end
        parted += end - first
        passed_by[item] = len(behind) - first
        first, end = _level_with(before[item], level)
        drew_level += len(level) - (end - first)
        insort(level, before[item])
    return PairChanges(swapped, parted, drew_level, tuple(passed_by))


def _level_with(score: float, rising: Sequence[float]) -> tuple[int, int]:
    """The places of the first of rising scores that is level with a score, and of the first behind it that is not."""
    first = bisect_left(rising, True, key=lambda other: score - other <= TIE)
    return first, bisect_left(rising, True, lo=first, key=lambda other: score - other < -TIE)
