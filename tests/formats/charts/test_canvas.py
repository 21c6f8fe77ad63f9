"""What all drawings share: labels that keep their distance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.formats.charts.canvas import spread


@given(st.lists(st.integers(-50, 50), max_size=12), st.integers(1, 10))
def test_labels_keep_their_distance_and_their_order(wanted: list[int], gap: int) -> None:
    placed = spread(wanted, gap)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])

    assert sum(placed) == pytest.approx(sum(wanted))
    for one, two in pairwise(order):
        assert placed[two] - placed[one] >= gap - 1e-9
