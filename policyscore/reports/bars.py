"""Bars made of letters and digits, for formats that hold no pictures."""

from collections.abc import Sequence

from policyscore.rounding import largest_remainder, rounded

# Signs for the bars of contributions, one for each criterion, and how many points of score one stands for.
LETTERS, POINTS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 2


def in_letters(parts: Sequence[float]) -> str:
    """Points as a row of signs, one for every 2 points: a letter for each criterion, by largest remainder.

    >>> in_letters([10, 5, 3.4])
    'aaaaabbcc'
    """
    exact = [rounded(part / POINTS, 9) for part in parts]
    counts = largest_remainder(exact, int(rounded(float(sum(exact)), 0)))
    letters = LETTERS.ljust(len(parts), "?")
    return "".join(letter * count for letter, count in zip(letters, counts, strict=False))


# Each sign of a bar of rank shares stands for so much, in percent, and ranks beyond the signs share the last.
STEP = 4

SIGNS = "123456789abcdefghijklmnopqrstuvwxyz+"


def bar(parts: Sequence[float]) -> str:
    """Rank shares as a row of signs, one for every 4 %, by largest remainder: its rank each.

    >>> bar([0.5, 0.26, 0.24])
    '1111111111111222222333333'
    """
    signs = 100 // STEP
    counts = largest_remainder([rounded(part * signs, 9) for part in parts], signs)
    return "".join(SIGNS[min(rank, len(SIGNS) - 1)] * count for rank, count in enumerate(counts))
