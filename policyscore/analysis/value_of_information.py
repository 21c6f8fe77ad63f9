"""The expected value of partial perfect information (EVPPI): what knowing the ratings on a criterion is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from policyscore.analysis.rating_distributions import RatingDistribution, RatingDistributions
from policyscore.model.weight_block import Array
from policyscore.rounding import NOISE_DECIMALS

# Some means are sums over a grid, so that expected scores this close, in points, are equal.
SAME_EXPECTATION = 1e-4


# What a rating of the baseline could be is taken in so many steps, where several scores go by it: enough for
# the two decimals that are shown, also where a known rating of another option makes the worst case.
STEPS = 100


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean and the ends of what a value could be: all that is kept of a distribution, a thousand numbers."""

    cell: RatingDistribution
    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, cell: RatingDistribution) -> "Spread":
        values, chances = cell.distribution()
        return cls(cell, float(values @ chances), float(values.min()), float(values.max()))


@dataclass(frozen=True, slots=True)
class Line:
    """An expected score that goes straight over a value: `at` for its mean, by `slope` a point; over None it stays."""

    at: float
    slope: float = 0.0
    over: Spread | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that the score can be."""
        if self.over is None:
            return self.at, self.at
        one, other = (self.at + self.slope * (end - self.over.mean) for end in (self.over.low, self.over.high))
        return min(one, other), max(one, other)

    @property
    def scores(self) -> tuple[Array, Array]:
        """What the score can be, and how likely each of that is."""
        if self.over is None:
            return np.array([self.at]), np.ones(1)
        values, chances = self.over.cell.distribution()
        return self.at + self.slope * (values - self.over.mean), chances


def evppi(table: RatingDistributions, weights: Sequence[float]) -> tuple[list[float], float]:
    """EVPPI in points of score: by criterion the expected value of knowing every rating on it exactly; every chance.

    table: what each rating could be; weights: shares of 1. The expected score of whichever option would then be
    first, minus that of the option with the highest expected score today. Never below 0; 0 where knowing could not
    change the choice. All ratings are independent: what knowing some of them does to an expected score goes by the
    means of the others, and the mean of the largest of independent numbers is an integral over one of them. A rating of
    the baseline is in the score of each option that may fail: there it is the mean of such integrals over what that
    could be.

    Raiffa and Schlaifer (1961), Applied Statistical Decision Theory, chapter 4.
    """
    own, base = [[Spread.of(cell) for cell in row] for row in table.own], [Spread.of(cell) for cell in table.base]
    shares = table.expected_shares
    means = table.effective_means([[each.mean for each in row] for row in own], [each.mean for each in base])
    expected = [_weighted(row, weights) for row in means]

    def highest(j: int, known: float | None = None) -> float:
        """The mean of the highest score with the ratings on a criterion known. known: the baseline's, where shared."""
        lines = []
        for i, at in enumerate(expected):
            if known is None:
                lines.append(Line(at, weights[j] * shares[i][j], own[i][j]))
                continue
            share = 0.0 if i == table.baseline else shares[i][j]
            moved = at + weights[j] * (1 - share) * (known - base[j].mean)
            lines.append(Line(moved, weights[j] * share, own[i][j]) if share else Line(moved))
        return _mean_of_highest(lines)

    def knowing(j: int) -> float:
        if not base or table.base[j].known or all(row[j] == 1 for row in shares):
            return highest(j)
        return fsum(chance * highest(j, value) for value, chance in _steps(table.base[j]))

    best = max(expected)
    found = [max(0.0, knowing(j) - best) if weight else 0.0 for j, weight in enumerate(weights)]
    if not any(table.chances):
        return found, 0.0
    lines = []
    for at, row, chance in zip(expected, own, table.chances, strict=True):
        if chance is None:
            lines.append(Line(at))
        else:
            effect = [(1 - a) * (each.mean - b.mean) for a, each, b in zip(table.trying, row, base, strict=True)]
            lines.append(Line(at, _weighted(effect, weights) / 100, Spread.of(chance)))
    return found, max(0.0, _mean_of_highest(lines) - best)


def expected_scores(table: RatingDistributions, weights: Sequence[float]) -> list[float]:
    """The mean of each option's score over what its ratings could be; it need not be that of the likeliest ratings.

    table, weights: as `evppi` has them.
    """
    own, base = [[cell.mean for cell in row] for row in table.own], [cell.mean for cell in table.base]
    return [_weighted(row, weights) for row in table.effective_means(own, base)]


def _weighted(row: Sequence[float], weights: Sequence[float]) -> float:
    return fsum(weight * value for weight, value in zip(weights, row, strict=True))


def _steps(cell: RatingDistribution) -> list[tuple[float, float]]:
    """What a value could be, in steps of its grid, each with its mean; and how likely each is."""
    values, chances = cell.distribution()
    starts = np.linspace(0, len(values), STEPS, endpoint=False).astype(int)
    likely = np.add.reduceat(chances, starts)
    return [*zip((np.add.reduceat(chances * values, starts) / likely).tolist(), likely.tolist(), strict=True)]


def _mean_of_highest(lines: Sequence[Line]) -> float:
    """The mean of the highest of some scores, each of which goes by a value of its own."""
    ends = [line.ends for line in lines]
    # Knowing the values makes no option the first that is behind another's least even at its own most.
    least = max(low for low, _ in ends)
    near = [line for line, (_, high) in zip(lines, ends, strict=True) if high >= least - SAME_EXPECTATION]
    return mean_of_largest([line.scores for line in near])


def mean_of_largest(numbers: Sequence[tuple[Array, Array]]) -> float:
    """The mean of the largest of independent numbers, each given as values and their probabilities.

    >>> half = np.array([0.5, 0.5])
    >>> mean_of_largest([(np.array([40.0, 80.0]), half), (np.array([55.0]), np.array([1.0]))])
    67.5
    """
    # The largest is never less than the largest of their least.
    floor = max(values.min() for values, _ in numbers)
    steps = [_steps_from(floor, *number) for number in numbers if number[0].max() > floor]
    while len(steps) > 1:
        # Two at a time, so that each point is looked up once for each doubling, and not once for each number.
        pairs = [_larger(*pair) for pair in zip(steps[::2], steps[1::2], strict=False)]
        steps = pairs + steps[len(pairs) * 2 :]
    return float(np.diff(steps[0][1], prepend=0.0) @ steps[0][0]) if steps else float(floor)


def _steps_from(floor: float, values: Array, chances: Array) -> tuple[Array, Array]:
    """The points of a number from `floor` on, which is the first, and how likely it is no more than each."""
    order = np.argsort(values, kind="stable")
    values, total = values[order], np.concatenate([[0.0], np.cumsum(chances[order])])
    start = int(np.searchsorted(values, floor, side="right"))
    return np.concatenate([[floor], values[start:]]), total[start:]


def _larger(one: tuple[Array, Array], other: tuple[Array, Array]) -> tuple[Array, Array]:
    """The same for the larger of two independent numbers."""
    points = np.unique(np.concatenate([one[0], other[0]]))
    first, second = (at[np.searchsorted(values, points, side="right") - 1] for values, at in (one, other))
    return points, first * second


def by_criterion(found: Mapping[str, float]) -> Mapping[str, float]:
    """EVPPI by the id of the criterion, the largest first; of those that are equal but for noise in their order."""
    return dict(sorted(found.items(), key=lambda pair: -round(pair[1], NOISE_DECIMALS)))
