"""How numbers are rounded: halves away from zero, and parts so that they still add up."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import floor

# Room for every digit of the largest number that a study may hold.
DECIMAL_CONTEXT = Context(prec=400)

# What differs no sooner than here is noise of floating point.
NOISE_DECIMALS = 9


def rounded(number: float, digits: int) -> Decimal:
    """The number to so many decimals, halves away from zero as a reader with a calculator expects.

    Noise of floating point, beyond nine decimals, is no reason to round down.

    >>> rounded(61.849999999999994, 1), rounded(-0.01, 1)
    (Decimal('61.9'), Decimal('0.0'))
    """
    exact = Decimal(repr(round(number, NOISE_DECIMALS)))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, DECIMAL_CONTEXT) + 0


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
