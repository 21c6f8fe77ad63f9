"""The expected value of partial perfect information (EVPPI): what knowing the ratings on a criterion is worth."""

from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np

from policyscore.analysis.rating_distributions import RatingDistribution
from policyscore.model.weight_block import Array
from policyscore.rounding import NOISE_DECIMALS

# Some means are sums over a grid, so that expected scores this close, in points, are equal.
SAME_EXPECTATION = 1e-4


def evppi(table: Sequence[Sequence[RatingDistribution]], weights: Sequence[float]) -> list[float]:
    """EVPPI by criterion, in points of score: the expected value of knowing every option's rating on it exactly.

    table: what each rating could be, a row for each option and a column for each criterion; weights: shares
    of 1. The expected score of whichever option would then be first, minus that of the option with the highest
    expected score today. Never below 0; 0 where knowing could not change the choice. Independent ratings make
    it the mean of the largest of independent numbers, which is an integral over one of them.

    Raiffa and Schlaifer (1961), Applied Statistical Decision Theory, chapter 4.
    """
    # A distribution is a thousand numbers: of each only these three are kept.
    means, lows, highs = ([[0.0] * len(weights) for _ in table] for _ in range(3))
    for i, row in enumerate(table):
        for j, cell in enumerate(row):
            values, chances = cell.distribution()
            means[i][j], lows[i][j], highs[i][j] = float(values @ chances), float(values.min()), float(values.max())
    expected = [fsum(w * mean for w, mean in zip(weights, row, strict=True)) for row in means]
    best = max(expected)
    found = []
    for j, weight in enumerate(weights):
        rest = [score - weight * row[j] for score, row in zip(expected, means, strict=True)]
        # Knowing these ratings makes no option the first that is behind another's least even at its own most.
        least = max(score + weight * row[j] for score, row in zip(rest, lows, strict=True))
        near = [i for i, score in enumerate(rest) if score + weight * highs[i][j] >= least - SAME_EXPECTATION]
        scores = []
        for i in near if weight else ():
            values, chances = table[i][j].distribution()
            scores.append((expected[i] + weight * (values - means[i][j]), chances))
        found.append(max(0.0, mean_of_largest(scores) - best) if weight else 0.0)
    return found


def expected_scores(table: Sequence[Sequence[RatingDistribution]], weights: Sequence[float]) -> list[float]:
    """The mean of each option's score over what its ratings could be; it need not be that of the likeliest ratings.

    table, weights: as `evppi` has them.
    """
    return [fsum(weight * cell.mean for weight, cell in zip(weights, row, strict=True)) for row in table]


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


def by_criterion(ids: Sequence[str], found: Sequence[float]) -> Mapping[str, float]:
    """EVPPI by the id of the criterion, the largest first; of those that are equal but for noise in their order."""
    return dict(sorted(zip(ids, found, strict=True), key=lambda pair: -round(pair[1], NOISE_DECIMALS)))
