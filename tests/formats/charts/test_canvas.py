"""What all drawings share: labels that keep their distance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager

from policyscore.formats.charts.canvas import fitted_lines, spread
from policyscore.formats.charts.draw import settings


@given(st.lists(st.integers(-50, 50), max_size=12), st.integers(1, 10))
def test_labels_keep_their_distance_and_their_order(wanted: list[int], gap: int) -> None:
    placed = spread(wanted, gap)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])

    assert sum(placed) == pytest.approx(sum(wanted))
    for one, two in pairwise(order):
        assert placed[two] - placed[one] >= gap - 1e-9


def test_a_name_that_is_drawn_again_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with settings():
        once = fitted_lines("A name that stands in more than one picture", 1.2)
        monkeypatch.setattr(font_manager, "get_font", None)

        assert fitted_lines("A name that stands in more than one picture", 1.2) == once
