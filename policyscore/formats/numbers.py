"""Numbers for readers: rounded, in percent, made to add up."""

from collections.abc import Sequence
from decimal import Decimal

from policyscore.rounding import largest_remainder, rounded

# A share of less than this is not told in whole percents.
LEAST_WHOLE_SHARE = 0.005


def percent(part: float) -> str:
    """A part of 1 in percent, to a decimal at most."""
    return f"{rounded(100 * part, 1)}".removesuffix(".0")


def percents(*parts: float) -> list[str]:
    """Parts of 1 in percent, with the fewest decimals, one at least, that tell those apart that differ."""
    for digits in range(1, 9):
        shown = [f"{rounded(100 * part, digits)}" for part in parts]
        if len(set(shown)) == len({round(part, 12) for part in parts}):
            break
    return [text.rstrip("0").removesuffix(".") if "." in text else text for text in shown]


def percentages(numbers: Sequence[float]) -> list[Decimal]:
    """Parts of 1 in percent, rounded so that they add up to what they come to together.

    Whole where all of them are whole; else to one decimal, by largest remainder, the first of equal ones
    first.

    >>> [str(share) for share in percentages([0.4, 0.3, 0.1, 0.2])]
    ['40', '30', '10', '20']
    >>> [str(share) for share in percentages([1 / 3] * 3)]
    ['33.4', '33.3', '33.3']
    """
    percents = [rounded(100 * number, 9) for number in numbers]
    step = Decimal(1) if all(percent % 1 == 0 for percent in percents) else Decimal("0.1")
    return apportioned(percents, rounded(float(sum(percents)), 6), step)


def shown_difference(one: float, other: float, digits: int = 1) -> Decimal:
    """The difference of two numbers as they are shown, so that a reader who subtracts finds it.

    >>> shown_difference(66.68, 62.17)
    Decimal('4.5')
    """
    return rounded(one, digits) - rounded(other, digits)


def in_tenths(parts: Sequence[float], total: Decimal) -> list[Decimal]:
    """Parts to one decimal, so that they add up to a total as it is shown.

    >>> [str(part) for part in in_tenths([1.25, 1.25, 0.5], Decimal("3.0"))]
    ['1.3', '1.2', '0.5']
    """
    return apportioned([rounded(part, 9) for part in parts], total, Decimal("0.1"))


def signed(number: float, digits: int) -> str:
    """A number with its sign; 0, and what rounds to it, without.

    >>> signed(0.04, 1), signed(0.06, 1), signed(-2, 1)
    ('0.0', '+0.1', '-2.0')
    """
    shown = rounded(number, digits)
    return f"{shown:+}" if shown else f"{shown}"


def significant(number: float, digits: int = 4) -> float:
    """A number to so many digits as a reader can use.

    >>> significant(53.74999), significant(1234567.0)
    (53.75, 1235000.0)
    """
    return float(f"{number:.{digits}g}")


def decimals(numbers: Sequence[Decimal]) -> int:
    """The decimals that show all the numbers."""
    return max((-int(number.as_tuple().exponent) for number in numbers), default=0)


def apportioned(parts: Sequence[Decimal], total: Decimal, step: Decimal) -> list[Decimal]:
    """Parts rounded to multiples of a step so that they add up to a total, by largest remainder.

    >>> [str(part) for part in apportioned([Decimal("2.25"), Decimal("-1.25")], Decimal("1.0"), Decimal("0.1"))]
    ['2.3', '-1.3']
    """
    counts = largest_remainder([part / step for part in parts], int(total / step))
    return [(count * step).quantize(step) + 0 for count in counts]


def share(part: float) -> str:
    """A sampled share as a reader sees it: whole percent, and never 0 or 100, which no sample proves.

    >>> share(0.374), share(0.0004), share(0.9996), share(0.0)
    ('37 %', '<1 %', '>99 %', '<1 %')
    """
    whole = rounded(100 * part, 0)
    if part < LEAST_WHOLE_SHARE:
        return "<1 %"
    return ">99 %" if whole >= 100 else f"{whole} %"
