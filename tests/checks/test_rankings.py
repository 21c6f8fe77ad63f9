"""Rules that look at the ranking under every weighting of a study."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.found import codes, found, messages
from tests.helpers import matrix, study


@pytest.mark.parametrize(
    ("ratings", "weight", "fires"),
    [
        # 4.9 points of value at a weight of 20 of 100 are .98 points of score; of 21, 1.03.
        ((40, 44.9), 20, True),
        ((40, 44.9), 21, False),
        # Five points of value tell apart, whatever they weigh; and so do 49 at a small weight.
        ((40, 45), 10, False),
        ((0, 49), 2, False),
    ],
)
def test_w09_a_criterion_decides_nothing_below_five_points_of_value_and_one_of_score(
    ratings: tuple[float, float], weight: float, fires: bool
) -> None:
    table = matrix({"x": weight, "y": 100 - weight}, {"A": (ratings[0], 0), "B": (ratings[1], 100)})

    assert ("W09" in codes(table)) is fires


def test_w09_never_advises_what_would_put_another_option_first() -> None:
    # On y A is .1 ahead, on x B is 4. At weights of 1 and 99 A is first by .099 - .04, and without x too; without y B
    # would be. At 10 and 90 B is first by .4 - .09, and without y too; without x A would be.
    rows = {"A": (40, 50.1), "B": (44, 50)}

    assert [finding.criteria for finding in found(matrix({"x": 1, "y": 99}, rows), "W09")] == [("x",)]
    assert [finding.criteria for finding in found(matrix({"x": 10, "y": 90}, rows), "W09")] == [("y",)]


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        # At a weight of 1 of 100, 4 points of value are .04 of score, and .001 is .00001.
        (44, "the options differ by only 4.0 points of value on `x`, 0.04 points of score"),
        (40.001, "the options differ by only 0.001 points of value on `x`, 0.00001 points of score"),
        (40, "all options have the same value on `x`"),
    ],
)
def test_w09_says_a_small_difference_as_people_write_it(rating: float, said: str) -> None:
    assert messages(matrix({"x": 1, "y": 99}, {"A": (40, 0), "B": (rating, 100)}), "W09") == [said]


TENTHS = st.integers(-49, 49)


@given(TENTHS, TENTHS, st.integers(1, 99))
def test_w09_leaves_who_is_first_as_it_is_whatever_the_ratings(x: int, y: int, weight: int) -> None:
    table = matrix({"x": weight, "y": 100 - weight}, {"A": (40, 50), "B": (40 + x / 10, 50 + y / 10)})
    lead = weight * x + (100 - weight) * y
    for finding in found(table, "W09"):
        without = {"x": y, "y": x}[finding.criteria[0]]

        # B leads where its lead is above 0, A where it is below, and both at 0.
        assert (without > 0, without < 0) == (lead > 0, lead < 0)


def test_w09_looks_at_every_weighting() -> None:
    # Under the weighting of the ministry x has all of 4 points of score: it decides there.
    rows = {"A": (40, 0), "B": (44, 100)}
    ministry = "---\nweighting: Ministry\nid: ministry\npoints: {x: 99, y: 1}\n"

    assert "W09" in codes(matrix({"x": 1, "y": 99}, rows))
    assert "W09" not in codes(matrix({"x": 1, "y": 99}, rows, ministry))


def test_w09_a_rating_that_is_unknown_may_tell_apart() -> None:
    assert "W09" not in codes(matrix({"x": 1, "y": 99}, {"A": (40, 0), "B": (44, 100), "C": ("unknown", 50)}))


def with_floor(ratings: dict[str, tuple[int, int]], more: str = "") -> str:
    text = "criteria:\n  x: {worst: 0, best: 100, weight: 1}\n"
    text += "  harm: {worst: 100, best: 0, floor: 50, weight: 1}\n"
    for name, (x, harm) in ratings.items():
        text += f"---\n{{option: {name}, id: {name}, ratings: {{x: {x}, harm: {harm}}}}}\n"
    return text + more


@pytest.mark.parametrize(("rating", "fires"), [(100, True), (10, False)])
def test_w13_a_floor_is_hidden_only_in_the_better_half(rating: int, fires: bool) -> None:
    table = study(with_floor({"a": (rating, 60), "b": (20, 0), "c": (20, 0), "d": (20, 0)}))

    assert ("W13" in codes(table)) is fires


def test_w13_a_single_option_below_its_floor_is_first_all_the_same() -> None:
    assert messages(study(with_floor({"a": (10, 60)})), "W13") == [
        "`a` is worse than the floor of `harm`, and number 1 of 1 all the same"
    ]


def test_w13_looks_at_every_weighting() -> None:
    # Score by the criteria document: a .5 * 10 + .5 * 40 = 25, the others 60; by x alone, a 50 is before the 20.
    rows = {"a": (50, 90), "b": (20, 0), "c": (20, 0), "d": (20, 0)}
    by_x = "---\nweighting: By x\nid: by-x\npoints: {x: 1}\n"

    assert "W13" not in codes(study(with_floor(rows)))
    assert messages(study(with_floor(rows, by_x)), "W13") == [
        "`a` is worse than the floor of `harm`, and number 1 of 4 under `by-x` all the same"
    ]
