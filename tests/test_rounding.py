"""Rounding to a sum: by hand, with ties, and never a point away from the part."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.rounding import largest_remainder


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        # 2 + 1 + 0 are 3 of 5; the remainders are .4, .7 and .9, so the last two get one each.
        (["2.4", "1.7", "0.9"], 5, [2, 2, 1]),
        # 3 + 3 + 3 are 9 of 10, and all have lost the same third: the first gets it.
        (["3.3", "3.3", "3.3"], 10, [4, 3, 3]),
        (["2", "3"], 5, [2, 3]),
        (["0", "0", "1"], 1, [0, 0, 1]),
        ([], 0, []),
    ],
)
def test_what_is_lacking_goes_to_those_that_lost_most(parts: list[str], total: int, expected: list[int]) -> None:
    assert largest_remainder([Decimal(part) for part in parts], total) == expected


@given(st.lists(st.integers(0, 50), min_size=1, max_size=9).filter(any), st.integers(1, 1000))
def test_the_whole_numbers_have_the_total_and_are_within_one_of_their_parts(points: list[int], total: int) -> None:
    parts = [Fraction(total * point, sum(points)) for point in points]
    whole = largest_remainder(parts, total)

    assert sum(whole) == total
    assert all(abs(number - part) < 1 for number, part in zip(whole, parts, strict=True))
