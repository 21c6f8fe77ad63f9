"""Numbers made whole so that they still add up: the one place that rounds to a sum."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def largest_remainder(parts: Sequence[Decimal | Fraction], total: int) -> list[int]:
    """Whole numbers near the parts that add up to a total, which is no less than the sum of their floors.

    Each part is rounded down; what is lacking goes, one each, to those that lost most, the first of equal ones first.

    >>> largest_remainder([Fraction(5, 2), Fraction(5, 2), Fraction(1)], 6)
    [3, 2, 1]
    """
    whole = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda index: whole[index] - parts[index])
    for index in by_remainder[: total - sum(whole)]:
        whole[index] += 1
    return whole
