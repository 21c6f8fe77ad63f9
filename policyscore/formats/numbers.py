"""Numbers for readers: rounded by one rule, told apart where they differ, and made to add up.

All are written out, with `f` where they may have many decimals, and never as powers of ten.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from math import inf

from policyscore.rounding import DECIMAL_CONTEXT, NOISE_DECIMALS, largest_remainder, rounded
from policyscore.text import plain

# A share of less than this is not told in whole percents.
LEAST_WHOLE_SHARE = 0.005

# What is nearer than this to an end of its scale has reached it: the rest is noise of floating point.
EXACT = 1e-12

# What tells two numbers apart needs no more significant digits than this: beyond them is noise of floating point.
MOST_SIGNIFICANT = 15


def decimals_apart(numbers: Iterable[float], least: int = 1) -> int:
    """The fewest decimals, no fewer than `least`, at which numbers that differ do not look the same.

    >>> decimals_apart([50.04, 50.01]), decimals_apart([0.0004, 0]), decimals_apart([0.1 + 0.2, 0.3])
    (2, 4, 1)
    """
    return decimals_of_differences(pairwise(sorted(numbers)), least)


def decimals_of_differences(pairs: Iterable[tuple[float, float]], least: int = 1) -> int:
    """The fewest decimals, no fewer than `least`, at which the numbers of each pair that differ do not look the same.

    Where they do so at `least`, what lies between them as they are shown is then the difference itself, rounded, and
    off by less than half of it: that a border of rounding lies between two numbers is no difference.

    >>> decimals_of_differences([(50.04505, 50.04495)]), decimals_of_differences([(50.0501, 50.0499)])
    (4, 1)
    """
    near = [pair for pair in pairs if shown_difference(*pair, NOISE_DECIMALS)]
    alike = [pair for pair in near if not shown_difference(*pair, least)]
    for digits in range(least, NOISE_DECIMALS):
        apart = all(shown_difference(*pair, digits) for pair in near)
        if apart and all(_tells_difference(*pair, digits) for pair in alike):
            return digits
    return max(least, NOISE_DECIMALS)


def _tells_difference(one: float, other: float, digits: int) -> bool:
    exact, shown = shown_difference(one, other, NOISE_DECIMALS), shown_difference(one, other, digits)
    return shown == rounded(float(exact), digits) and abs(shown - exact) < abs(exact) / 2


def told(number: float, digits: int = 1) -> Decimal:
    """A number for a sentence: to so many decimals, or as many more as keep what is not 0 from looking so.

    >>> told(0.25), told(0.004), told(0.0)
    (Decimal('0.3'), Decimal('0.004'), Decimal('0.0'))
    """
    return rounded(number, decimals_apart((0.0, number), digits))


def inside(number: float, digits: int, low: int, high: int, less: str = "<", more: str = ">") -> str:
    """A number as it is shown, never as an end of its scale that it does not reach: then as less or more than a step.

    >>> inside(0.9996, 2, 0, 1), inside(1, 2, 0, 1), inside(0.04, 1, 0, 100)
    ('>0.99', '1.00', '<0.1')
    """
    shown, step = rounded(number, digits), Decimal(1).scaleb(-digits)
    if shown == low and number > low + EXACT:
        return f"{less}{low + step}"
    if shown == high and number < high - EXACT:
        return f"{more}{high - step}"
    return f"{shown}"


def at_least(number: float, digits: int = 1) -> Decimal:
    """A number rounded down, but for noise: what holds from it on, or up to it, holds from or up to what is shown.

    >>> at_least(18.79), at_least(0.1 + 0.2), at_least(0.57 * 100, 0)
    (Decimal('18.7'), Decimal('0.3'), Decimal('57'))
    """
    return rounded(number, NOISE_DECIMALS).quantize(Decimal(1).scaleb(-digits), ROUND_FLOOR, DECIMAL_CONTEXT)


def at_most(number: float, digits: int = 1) -> Decimal:
    """A number rounded up, but for noise: what does not exceed it does not exceed what is shown.

    >>> at_most(0.121, 2), at_most(0.1 + 0.2)
    (Decimal('0.13'), Decimal('0.3'))
    """
    return rounded(number, NOISE_DECIMALS).quantize(Decimal(1).scaleb(-digits), ROUND_CEILING, DECIMAL_CONTEXT)


def shown_difference(one: float, other: float, digits: int = 1) -> Decimal:
    """The difference of two numbers as they are shown, so that a reader who subtracts finds it.

    >>> shown_difference(66.68, 62.17)
    Decimal('4.5')
    """
    return rounded(one, digits) - rounded(other, digits)


def told_difference(one: float, other: float, digits: int = 1) -> Decimal:
    """The same for a sentence: where two numbers that differ would look equal, to the decimals that tell by how much.

    >>> told_difference(66.68, 62.17), told_difference(50.04, 50.01)
    (Decimal('4.5'), Decimal('0.03'))
    """
    return shown_difference(one, other, decimals_apart((one, other), digits))


def percents(*parts: float) -> list[str]:
    """Parts of 1 in percent, with the fewest decimals, one at least, that tell those apart that differ.

    Nor does one of them look like 0 or 100 that is not.

    >>> percents(0.4, 0.547, 1.0), percents(0.00001)
    (['40', '54.7', '100'], ['0.001'])
    """
    digits = percent_decimals(parts)
    return [f"{rounded(100 * part, digits):f}".rstrip("0").removesuffix(".") for part in parts]


def percent_decimals(parts: Iterable[float]) -> int:
    """How many decimals tell parts of 1 in percent apart, and from 0 and 100."""
    return decimals_apart([0.0, 100.0, *(100 * part for part in parts)])


def percent(part: float) -> str:
    """A part of 1 in percent, to a decimal, or to as many as keep it from looking like 0 or 100 that it is not."""
    return percents(part)[0]


def percentages(numbers: Sequence[float]) -> list[Decimal]:
    """Parts of 1 in percent, rounded so that they add up to what they come to together.

    Whole where all of them are whole; else to one decimal, or as many more as keep each from looking like 0 or 100
    that it is not; what is 0 to no more than one. By largest remainder, the first of equal ones first.

    >>> [str(share) for share in percentages([0.4, 0.3, 0.1, 0.2])]
    ['40', '30', '10', '20']
    >>> [str(share) for share in percentages([1 / 3] * 3)]
    ['33.4', '33.3', '33.3']
    >>> [str(share) for share in percentages([0.9996, 0.0004])]
    ['99.96', '0.04']
    """
    exact = [rounded(100 * number, NOISE_DECIMALS) for number in numbers]
    total = rounded(float(sum(exact)), 6)
    if all(number % 1 == 0 for number in exact):
        return _by_largest_remainder(exact, total, 0)
    for digits in range(1, NOISE_DECIMALS + 1):
        shown = _by_largest_remainder(exact, total, digits)
        if all((number in (0, 100)) == (part in (0, 100)) for number, part in zip(exact, shown, strict=True)):
            break
    return [part or rounded(0, 1) for part in shown]


def _by_largest_remainder(parts: Sequence[Decimal], total: Decimal, digits: int) -> list[Decimal]:
    step = Decimal(1).scaleb(-digits)
    counts = largest_remainder([part / step for part in parts], int(total / step))
    return [(number * step).quantize(step) + 0 for number in counts]


def adding_up(parts: Sequence[float], total: Decimal) -> list[Decimal]:
    """Parts to the decimals of a total as it is shown, so that they add up to it.

    Each is rounded, and what rounding leaves goes, a step each, to those that it moved furthest the other way, the
    largest of equal ones first: to one that was exact only after all others, and never to one that is 0, nor so that
    one changes its sign.

    >>> [str(part) for part in adding_up([1.25, 1.25, 0.5, 0], Decimal("3.0"))]
    ['1.2', '1.3', '0.5', '0.0']
    """
    digits = decimals((total,))
    step = Decimal(1).scaleb(-digits)
    exact = [rounded(part, NOISE_DECIMALS) for part in parts]
    shown = [rounded(part, digits) for part in parts]
    # What is no more than noise counts as 0, unless there is nothing else.
    takers = [index for index, part in enumerate(exact) if part] or [*range(len(parts))]

    def turn(index: int) -> tuple[bool, Decimal, Decimal]:
        lost = exact[index] - shown[index]
        return lost == 0, -lost if left > 0 else lost, -abs(exact[index])

    while takers and (left := total - sum(shown)):
        move = step.copy_sign(left)
        keeping = [each for each in takers if (shown[each] + move) * exact[each] >= 0]
        for index in sorted(keeping or takers, key=turn)[: abs(int(left / step))]:
            shown[index] += move
    return shown


def with_sign(shown: Decimal) -> str:
    """A number as it is shown, with its sign where it is not 0.

    >>> with_sign(Decimal("0.1")), with_sign(Decimal("0.0")), with_sign(Decimal("-0.0000002"))
    ('+0.1', '0.0', '-0.0000002')
    """
    return f"{shown:+f}" if shown else f"{shown:f}"


def significant(number: float, digits: int = 4) -> float:
    """A number to so many digits as a reader can use.

    >>> significant(53.74999), significant(1234567.0)
    (53.75, 1235000.0)
    """
    return float(f"{number:.{digits}g}")


def significant_apart(number: float, other: float, ends: tuple[float, float] | None = None) -> str:
    """A number to the fewest digits, from four on, that tell how far it is from another.

    It is off by no more than half of that; and where it lies between two ends it stays there, off by no more than a
    thousandth of what lies between them.

    >>> significant_apart(53.74999, 50), significant_apart(60.00021, 60), significant_apart(9.99996, 3, (0, 9.99996))
    ('53.75', '60.0002', '9.99996')
    >>> significant_apart(2025.6, 2026, (2020, 2030)), significant_apart(100052.0, 100090, (100000, 100100))
    ('2025.6', '100052')
    """
    low, high = ends or (number, number)
    most = abs(number - other) / 2 or inf
    if ends is not None:
        most = min(most, (high - low) / 1000)
    for digits in range(4, MOST_SIGNIFICANT):
        shown = significant(number, digits)
        if abs(shown - number) <= most and (ends is None or low <= shown <= high):
            break
    else:
        digits = MOST_SIGNIFICANT
    return plain(number, digits)


def decimals(numbers: Iterable[Decimal]) -> int:
    """The decimals that show all the numbers."""
    return max((-int(number.as_tuple().exponent) for number in numbers), default=0)


def share(part: float) -> str:
    """A sampled share as a reader sees it: whole percent, and never 0 or 100, which no sample proves.

    >>> share(0.374), share(0.0004), share(0.9996), share(0.0)
    ('37 %', '<1 %', '>99 %', '<1 %')
    """
    whole = rounded(100 * part, 0)
    if part < LEAST_WHOLE_SHARE:
        return "<1 %"
    return ">99 %" if whole >= 100 else f"{whole} %"
