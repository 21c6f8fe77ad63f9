"""Pairs in another order: the counts are those of looking at every pair, and take far fewer steps."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.analysis.pairs import inversions, pair_changes
from policyscore.analysis.ranking import TIE

# Scores that are level, that are level by a chain of near neighbours alone, and that are apart.
SCORE = st.sampled_from([0.0, 0.4e-9, 0.8e-9, 1.2e-9, 0.1 + 0.2, 0.3, 1.0, 1.0 + 0.9e-9, 50.0])


@given(st.lists(st.tuples(SCORE, SCORE), max_size=12))
def test_the_counts_are_those_of_every_pair(ends: list[tuple[float, float]]) -> None:
    before, after = [end[0] for end in ends], [end[1] for end in ends]
    m = range(len(ends))
    passed = [(i, k) for i in m for k in m if before[i] - before[k] <= TIE < after[i] - after[k]]
    level = [(i, k) for i, k in combinations(m, 2) if abs(after[i] - after[k]) <= TIE]
    found = pair_changes(before, after)

    assert found.passed == len(passed)
    assert found.parted == sum(abs(before[i] - before[k]) <= TIE for i, k in passed)
    assert found.drew_level == sum(abs(before[i] - before[k]) > TIE for i, k in level)
    assert found.passed_by == tuple(sum(i == one for i, _ in passed) for one in m)


@given(st.lists(st.integers(0, 5), max_size=12))
def test_inversions_are_those_of_every_pair(numbers: list[int]) -> None:
    assert inversions(numbers) == sum(one > other for one, other in combinations(numbers, 2))


class Looked(float):
    """A score that counts how often one is held against another."""

    times = 0

    def __sub__(self, other: float) -> float:
        Looked.times += 1
        return float(self) - float(other)


@pytest.mark.parametrize("turned", [1, -1, 0], ids=["the same order", "upside down", "all level now"])
def test_twice_the_items_take_little_more_than_twice_the_steps(turned: int) -> None:
    taken = []
    for n in (500, 1000):
        Looked.times = 0
        found = pair_changes([Looked(i) for i in range(n)], [Looked(turned * i) for i in range(n)])
        taken.append(Looked.times)
        # Upside down each of the n (n - 1) / 2 pairs changes places; all level now, each draws level.
        pairs = n * (n - 1) // 2
        assert (found.swapped, found.drew_level) == (pairs * (turned < 0), pairs * (turned == 0))

    assert taken[1] < 2.5 * taken[0]
    assert taken[1] < 1000 * 50
