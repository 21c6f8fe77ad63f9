"""A rating as a value, and back: straight scales, curves, flat stretches."""

from math import inf

import pytest

from policyscore.model.tree import Criterion
from policyscore.model.value_function import rating, value


@pytest.mark.parametrize(("rating", "expected"), [(0, 0), (1, 25), (2, 50), (3.5, 65), (5, 80), (7.5, 90), (10, 100)])
def test_a_curve_is_straight_between_its_points(rating: float, expected: float) -> None:
    # 3.5 is half way from 2 (value 50) to 5 (value 80): 65
    assert value(rating, 0, 10, [(0, 0), (2, 50), (5, 80), (10, 100)]) == expected


def test_a_falling_curve_runs_from_worst_to_best() -> None:
    # At 60, half way from 100 (value 0) to 20 (value 80): 40
    assert value(60, 100, 0, [(100, 0), (20, 80), (0, 100)]) == 40
    assert value(10, 100, 0, [(100, 0), (20, 80), (0, 100)]) == 90


def test_a_flat_stretch_of_a_curve_has_one_value() -> None:
    assert [value(x, 0, 4, [(0, 0), (1, 50), (3, 50), (4, 100)]) for x in (1, 2, 3)] == [50, 50, 50]


def test_a_rating_outside_the_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the scale"):
        value(inf, 0, 1, [(0, 0), (1, 100)])


def test_a_value_goes_back_to_its_rating() -> None:
    knots = [(100.0, 0.0), (80.0, 30.0), (60.0, 30.0), (0.0, 100.0)]

    assert [rating(v, 100, 0, knots) for v in (0, 15, 30, 65, 100)] == [100, 90, 80, 30, 0]
    assert all(value(rating(v, 100, 0, knots), 100, 0, knots) == pytest.approx(v) for v in range(101))
    assert [rating(v, 5, -5) for v in (0, 25, 100)] == [5, 2.5, -5]


@pytest.mark.parametrize(
    "criterion", [Criterion("a", "A", (), 1, 0, 4), Criterion("b", "B", (), 1, 4, 0, ((4, 0), (3, 80), (0, 100)))]
)
def test_a_criterion_knows_its_ends_and_values(criterion: Criterion) -> None:
    assert criterion.ends == (0, 4)
    assert [criterion.value_of(end) for end in (criterion.worst, criterion.best)] == [0, 100]
    assert [criterion.value_of(criterion.rating_at(v)) for v in (10, 80, 90)] == pytest.approx([10, 80, 90])
