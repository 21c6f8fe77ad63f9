"""Shares of 1 as whole parts, and the least of sums weighted with them: exact, at nearly the price of floats."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from policyscore.model.weight_block import Array
from policyscore.rounding import largest_remainder


@dataclass(frozen=True)
class Shares:
    """Whole parts of a `whole`, to which they add up, by the place of what they are of; what has none is left out."""

    parts: dict[int, int]
    whole: int

    @classmethod
    def of(cls, parts: Sequence[int]) -> "Shares":
        """Shares in the ratios of whole numbers, one for each place."""
        return cls({place: part for place, part in enumerate(parts) if part}, sum(parts))

    @classmethod
    def near(cls, numbers: Array, denominator: int) -> "Shares":
        """Shares near numbers in floating point: fractions with denominators up to that one, over their sum."""
        near = {int(j): Fraction(float(numbers[j])).limit_denominator(denominator) for j in np.flatnonzero(numbers > 0)}
        whole = lcm(*(fraction.denominator for fraction in near.values()))
        parts = {j: fraction.numerator * (whole // fraction.denominator) for j, fraction in near.items() if fraction}
        return cls(parts, sum(parts.values()))

    def rounded(self, whole: int) -> "Shares":
        """The shares in fewer parts, that still add up."""
        counts = largest_remainder([Fraction(part * whole, self.whole) for part in self.parts.values()], whole)
        return Shares({place: count for place, count in zip(self.parts, counts, strict=True) if count}, whole)

    def named(self, ids: Sequence[str]) -> dict[str, float]:
        """The shares by id."""
        return {ids[place]: part / self.whole for place, part in self.parts.items()}

    @cached_property
    def places(self) -> list[int]:
        return list(self.parts)

    @cached_property
    def floats(self) -> Array:
        """The shares at their places, in floating point."""
        return np.array([part / self.whole for part in self.parts.values()])


class Lines:
    """Values from 0 to 100, in an array (m, n): lines of which weighted sums are taken."""

    def __init__(self, values: Array) -> None:
        self.values = values
        ratios = [[number.as_integer_ratio() for number in row] for row in values.tolist()]
        # Denominators are powers of 2: the largest is one for all.
        self.scale = max((below for row in ratios for _, below in row), default=1)
        self.whole = [[above * (self.scale // below) for above, below in row] for row in ratios]

    def least_lead(self, shares: Shares, one: int, others: Sequence[int]) -> Fraction:
        """The least lead of one line over others, all weighted with shares of the columns; exact."""
        scores = self.values[:, shares.places] @ shares.floats
        leads = scores[one] - scores[others]
        weighty = shares.parts.items()
        own = sum(part * self.whole[one][j] for j, part in weighty)
        least = min(own - sum(part * self.whole[others[i]][j] for j, part in weighty) for i in self._lowest(leads))
        return Fraction(least, shares.whole * self.scale)

    def least_surplus(self, shares: Shares, one: int) -> Fraction:
        """The least that a mixture of lines, of which the shares are, has more than one in any column; exact."""
        more = shares.floats @ self.values[shares.places] - self.values[one]
        own = self.whole[one]
        least = min(
            sum(part * self.whole[i][j] for i, part in shares.parts.items()) - shares.whole * own[j]
            for j in self._lowest(more)
        )
        return Fraction(least, shares.whole * self.scale)

    def _lowest(self, sums: Array) -> list[int]:
        """The places among which the lowest sum is: those no further above the lowest than floats can be off.

        A sum of k products, each rounded, is off by less than k + 2 roundings of all it holds: Higham (2002), Accuracy
        and Stability of Numerical Algorithms, chapter 3. That is 100 here, three times over.
        """
        off = 2 * 3 * 100 * (max(self.values.shape) + 4) * np.finfo(float).eps
        return np.flatnonzero(sums <= sums.min() + off).tolist()
