"""The formulas of weights, as shares of 1: points, rank-order centroid, geometric means of pairs."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, combinations, islice
from math import comb, fsum, prod

# The mean consistency index of random matrices of comparisons, by size: Alonso and Lamata (2006),
# doi:10.1142/S0218488506004114. Two criteria or one cannot contradict themselves.
RANDOM_INDEX = {
    3: 0.5245, 4: 0.8815, 5: 1.1086, 6: 1.2479, 7: 1.3417, 8: 1.4056, 9: 1.4499,
    10: 1.4854, 11: 1.5141, 12: 1.5365, 13: 1.5551, 14: 1.5713, 15: 1.5838,
}  # fmt: skip

# From this consistency ratio on, pairwise comparisons are held to contradict themselves (Saaty 1977).
INCONSISTENT = 0.1

# Steps of the power iteration: far more than comparisons of people need, and an end for the wildest ones.
MAX_STEPS = 10_000


def normalised(points: Mapping[str, float]) -> dict[str, float]:
    """Points as shares of 1, whatever their sum, which is above 0.

    >>> normalised({"impact": 30, "cost": 10})
    {'impact': 0.75, 'cost': 0.25}
    """
    total = fsum(points.values())
    return {id: point / total for id, point in points.items()}


def rank_order_centroid(order: Sequence[Sequence[str]]) -> dict[str, float]:
    """The mean of all weightings that keep an order; most important first.

    The criterion at place r of n weighs (1/n) (1/r + … + 1/n). Those that share a place have no known
    order among themselves: each gets the mean of the places they take together.

    Barron and Barrett (1996), doi:10.1287/mnsc.42.11.1515.

    >>> rank_order_centroid([["impact"], ["cost"]])
    {'impact': 0.75, 'cost': 0.25}
    """
    n = sum(map(len, order))
    # Summed from the smallest on, so that as little as can be is rounded away.
    places = [total / n for total in accumulate(1 / k for k in range(n, 0, -1))][::-1]
    weights: dict[str, float] = {}
    for tied in order:
        shared = places[len(weights) : len(weights) + len(tied)]
        weights |= dict.fromkeys(tied, fsum(shared) / len(tied))
    return weights


def from_pairs(ratios: Mapping[tuple[str, str], float]) -> tuple[dict[str, float], float]:
    """Weights from how many times each criterion's weight is each other's, and the consistency ratio.

    ratios: for every two criteria one entry, (a, b) -> weight of a / weight of b, above 0.
    The weights are the geometric means of the rows. The consistency ratio is 0 for comparisons without a
    contradiction, about 1 for random ones, and by convention worrying from 0.1 on; 0 for two criteria.

    Crawford and Williams (1985), doi:10.1016/0022-2496(85)90002-1, for the means; Saaty (1977),
    doi:10.1016/0022-2496(77)90033-5, for the ratio; Alonso and Lamata (2006) for its random index, which
    for more than 15 criteria is their fitted line.
    """
    ids = list(dict.fromkeys(id for pair in ratios for id in pair))
    n = len(ids)
    matrix = {(id, id): 1.0 for id in ids}
    for (a, b), ratio in ratios.items():
        matrix[a, b], matrix[b, a] = ratio, 1 / ratio
    weights = normalised({a: prod(matrix[a, b] ** (1 / n) for b in ids) for a in ids})
    if n <= 2:
        return weights, 0.0
    largest = _largest_eigenvalue([[matrix[a, b] for b in ids] for a in ids])
    random_index = RANDOM_INDEX.get(n) or (2.7699 * n - 4.3513 - n) / (n - 1)
    return weights, max(0.0, (largest - n) / (n - 1) / random_index)


def _largest_eigenvalue(matrix: Sequence[Sequence[float]]) -> float:
    """The largest eigenvalue of a positive matrix, by power iteration (Perron 1907)."""
    vector = [1.0] * len(matrix)
    largest = 0.0
    for _ in range(MAX_STEPS):
        image = [fsum(entry * x for entry, x in zip(row, vector, strict=True)) for row in matrix]
        # The eigenvalue lies between the smallest and the largest stretch of any one component.
        stretches = [y / x for y, x in zip(image, vector, strict=True)]
        largest = max(stretches)
        if largest - min(stretches) <= 1e-12 * largest:
            break
        total = fsum(image)
        vector = [y / total for y in image]
    return largest


def missing_pairs(ratios: Mapping[tuple[str, str], float], most: int) -> tuple[list[tuple[str, str]], int]:
    """The first pairs of criteria that are compared nowhere, though each is compared with something; and how many there
    are.

    ratios: every pair once, either way round.
    """
    ids = dict.fromkeys(id for pair in ratios for id in pair)
    missing = ((a, b) for a, b in combinations(ids, 2) if (a, b) not in ratios and (b, a) not in ratios)
    return list(islice(missing, most)), comb(len(ids), 2) - len(ratios)
