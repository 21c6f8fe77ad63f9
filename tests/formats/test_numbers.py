"""Numbers for readers: rounded as on paper, and percentages that add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.formats.numbers import adding_up, percentages, percents, significant_apart, told, told_difference
from policyscore.rounding import rounded


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        (61.85, 1, "61.9"),  # halves go up, as on paper, where formatting a float gives 61.9 or 61.8 by chance
        (0.25, 1, "0.3"),
        (-0.25, 1, "-0.3"),
        (2.5, 0, "3"),
        (61.849999999999994, 1, "61.9"),  # .1 x 618.5 in binary
        (61.8499, 1, "61.8"),
        (-0.04, 1, "0.0"),  # never -0.0
        (1e-12, 1, "0.0"),
        (99.96, 1, "100.0"),
    ],
)
def test_rounding_is_what_a_calculator_shows(number: float, digits: int, expected: str) -> None:
    assert str(rounded(number, digits)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([0.4, 0.3, 0.1, 0.2], "40 30 10 20"),
        ([1 / 8] * 8, "12.5 12.5 12.5 12.5 12.5 12.5 12.5 12.5"),
        # 33.3 three times would be 99.9: the first of the largest remainders gets the rest.
        ([1 / 3] * 3, "33.4 33.3 33.3"),
        ([1 / 6, 1 / 3, 1 / 2], "16.7 33.3 50.0"),
        ([1.0], "100"),
        ([0.005, 0.995], "0.5 99.5"),
        ([0.4, 0.125, 0.475], "40.0 12.5 47.5"),
    ],
)
def test_shares_in_percent_add_up(parts: list[float], expected: str) -> None:
    assert " ".join(map(str, percentages(parts))) == expected


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_shares_always_add_up_to_100_and_stay_within_a_point(points: list[int]) -> None:
    parts = [point / sum(points) for point in points]
    shown = percentages(parts)

    assert sum(shown) == Decimal(100)
    assert all(
        abs(Fraction(share) - Fraction(100 * point, sum(points))) < 1
        for share, point in zip(shown, points, strict=True)
    )


def test_as_many_decimals_as_tell_weights_apart() -> None:
    assert percents(0.4, 0.547, 1.0) == ["40", "54.7", "100"]
    assert percents(0.5, 0.49996, 0.0) == ["50", "49.996", "0"]
    assert percents(0.5, 0.5) == ["50", "50"]


@given(
    st.lists(st.integers(-999, 999).map(lambda n: n / 100), min_size=1, max_size=8).filter(any),
    st.integers(-2, 2),
)
def test_parts_add_up_whatever_the_total_and_what_is_0_stays_0(parts: list[float], steps: int) -> None:
    total = rounded(sum(parts), 1) + steps * Decimal("0.1")
    shown = adding_up(parts, total)

    assert sum(shown) == total
    assert all(not part or exact for part, exact in zip(shown, parts, strict=True))
    # What is all exact is left as it is.
    if steps == 0 and all(rounded(part, 2) == rounded(part, 1) for part in parts):
        assert shown == [rounded(part, 1) for part in parts]


def test_what_is_not_0_or_100_never_looks_so() -> None:
    assert percents(0.00004) == ["0.004"]
    assert percents(0.99996) == ["99.996"]
    assert [str(part) for part in percentages([0.9996, 0.0004])] == ["99.96", "0.04"]
    assert (str(told(0.004)), str(told(0.0)), str(told_difference(50.04, 50.01))) == ("0.004", "0.0", "0.03")


def test_a_border_of_rounding_between_two_numbers_is_no_difference() -> None:
    # 50.04505 and 50.04495 are 50.05 and 50.04 to two decimals, and .0001 apart.
    assert str(told_difference(50.04505, 50.04495)) == "0.0001"
    # 50.0501 and 50.0499 look 0.1 apart at the usual decimals, and a reader subtracts what is shown.
    assert str(told_difference(50.0501, 50.0499)) == "0.1"
    # 0.01 is off by two thirds of 0.006, but by less than half of 0.007.
    assert (str(told(0.006)), str(told(0.007)), f"{told(0.00006):f}") == ("0.006", "0.01", "0.00006")


@given(st.floats(0, 100), st.floats(-11, 2), st.booleans())
def test_a_difference_is_told_as_what_it_is(one: float, exponent: float, up: bool) -> None:
    other = one + (10**exponent if up else -(10**exponent))
    shown, exact = told_difference(one, other), rounded(one, 9) - rounded(other, 9)

    assert bool(shown) == bool(exact)
    digits = -int(shown.as_tuple().exponent)
    if digits > 1:
        assert abs(shown - exact) <= Decimal("0.5").scaleb(-digits)
        assert not exact or abs(shown - exact) < abs(exact) / 2
    else:
        assert abs(shown - exact) <= Decimal("0.1")


def test_a_rating_is_told_from_another_and_stays_on_its_scale() -> None:
    assert significant_apart(60.00021, 60) == "60.0002"
    # To four digits 123.5, which the scale does not reach.
    assert significant_apart(123.4567, 100, (0, 123.4567)) == "123.4567"


def test_a_rating_is_told_to_a_thousandth_of_its_scale_however_far_its_ends_are_from_0() -> None:
    assert significant_apart(2025.6, 2026, (2020, 2030)) == "2025.6"
    assert significant_apart(100052.0, 100090, (100000, 100100)) == "100052"
    # A thousandth of 100 is 0.1; to seven digits it would be 1000052.
    assert significant_apart(1000052.34, 1000090, (1000000, 1000100)) == "1000052.3"
    # 0.0003 away: to four digits 60.01, more than ten times as far.
    assert significant_apart(60.0053, 60.005, (0, 100)) == "60.0053"
    # Written with noise of floating point, which is no difference to be seen.
    assert significant_apart(0.340000002, 0.33999999999999997, (0, 1)) == "0.340000002"
    assert significant_apart(100000.000000002, 100000, (100000, 100100)) == "100000.000000002"


@given(
    st.floats(-1e6, 1e6),
    st.floats(1e-3, 1e6),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_is_told_of_a_rating_is_off_by_a_thousandth_of_the_scale_at_most(
    low: float, span: float, after: float, before: float
) -> None:
    ends = low, low + span
    number, other = (min(ends[1], low + span * part) for part in (after, before))
    told_as = float(significant_apart(number, other, ends))

    noise = 1e-14 * max(map(abs, ends))
    assert abs(told_as - number) <= span / 1000 + noise
    assert number == other or abs(told_as - number) <= abs(number - other) / 2 + noise
    assert ends[0] - noise <= told_as <= ends[1] + noise


def test_what_rounding_leaves_never_goes_to_a_part_that_is_0_nor_first_to_one_that_is_exact() -> None:
    # Two steps are left, and only one part has anything to be rounded.
    assert [str(part) for part in adding_up([0, 0.12, 0], Decimal("0.3"))] == ["0.0", "0.3", "0.0"]
    # 50 and 17.46 of 67.4: the part that is exactly 50.0 stays so.
    assert [str(part) for part in adding_up([50, 17.46], Decimal("67.4"))] == ["50.0", "17.4"]
