"""The expected value of partial perfect information (EVPPI): what knowing the ratings on a criterion is worth."""

from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np

from policyscore.analysis.rating_distributions import RatingDistribution
from policyscore.model.weight_block import Array

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
    known = [[cell.distribution() for cell in row] for row in table]
    means = [[float(values @ chances) for values, chances in row] for row in known]
    expected = [fsum(w * mean for w, mean in zip(weights, row, strict=True)) for row in means]
    best = max(expected)
    found = []
    for j, weight in enumerate(weights):
        scores = [(expected[i] + weight * (row[j][0] - means[i][j]), row[j][1]) for i, row in enumerate(known)]
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
    points = np.unique(np.concatenate([values for values, _ in numbers]))
    below = np.ones(len(points))
    for values, chances in numbers:
        order = np.argsort(values, kind="stable")
        total = np.concatenate([[0.0], np.cumsum(chances[order])])
        below *= total[np.searchsorted(values[order], points, side="right")]
    return float(np.diff(below, prepend=0.0) @ points)


def by_criterion(ids: Sequence[str], found: Sequence[float]) -> Mapping[str, float]:
    """EVPPI by the id of the criterion, the largest first."""
    return dict(sorted(zip(ids, found, strict=True), key=lambda pair: -pair[1]))
