"""Rank acceptability (SMAA): in what share of a set of weightings each option has each rank."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from policyscore.analysis.ranking import TIE, ordered_ranks, pairwise_wins
from policyscore.analysis.rating_distributions import RatingDistributions
from policyscore.analysis.sampling import Ratings
from policyscore.analysis.weight_sets import WeightSet
from policyscore.model.weight_block import Array

# Draws are made and counted in blocks of about so many scores: they fit a processor's cache, and memory does not
# grow with the number of draws.
SCORES_PER_BLOCK = 50_000

# Pairs of options whose shares are worked out together.
PAIRS_PER_STEP = 20_000

# With fewer draws in which an option is first, the mean of their weights says little.
FIRSTS_FOR_A_MEAN = 200

Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class RankShares:
    """Shares of a set of weightings, by option: rank acceptability indices, central weights and pairwise winning.

    `ranks` has for each option its share of every rank, from 1 on; a row sums to 1, a column need not where
    options tie. `errors` are the standard errors of these. `central` are the mean weights where it is first,
    by criterion, None where that is too rare to say. `pairwise` is the share in which it scores more than each
    other; `exact` where that is computed and not counted. `ratings` says whether ratings were fixed or drawn
    from their ranges.
    """

    set: WeightSet
    ratings: str
    draws: int
    seed: int
    ranks: Mapping[str, Sequence[float]]
    errors: Mapping[str, Sequence[float]]
    central: Mapping[str, Mapping[str, float] | None]
    pairwise: Mapping[str, Mapping[str, float]]
    exact: bool

    def mean_rank(self, id: str) -> float:
        """The mean of an option's ranks."""
        return sum(place * part for place, part in enumerate(self.ranks[id], start=1))

    @property
    def first(self) -> dict[str, float]:
        """The share of rank 1 of each option; where options share it, each has it."""
        return {id: row[0] for id, row in self.ranks.items()}

    @property
    def largest_error(self) -> float:
        """The largest standard error of any share of a rank."""
        return max(error for row in self.errors.values() for error in row)


@dataclass(slots=True, eq=False)
class Counts:
    """Counts over draws: options by rank, sums of weights where an option is first, wins in pairs."""

    m: int
    n: int
    pairs: bool
    ranks: NDArray[np.int64] = field(init=False)
    weights: Array = field(init=False)
    wins: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.ranks = np.zeros((self.m, self.m), np.int64)
        self.weights = np.zeros((self.m, self.n))
        self.wins = np.zeros((self.m, self.m), np.int64)

    def add(self, scores: Array, weights: Array) -> None:
        """Counts a block: scores (N, m) of the options, weights (N, n) of the criteria."""
        ranks, first = ranked(scores)
        self.ranks += ranks
        for j in range(self.n):
            for option, draw in first:
                self.weights[:, j] += np.bincount(option, weights[draw, j], self.m)
        if self.pairs:
            self.wins += pairwise_wins(scores)


def ranked(scores: Array) -> tuple[NDArray[np.int64], list[tuple[NDArray[np.intp], NDArray[np.intp] | slice]]]:
    """How often each option has each rank, and which are first in which draws.

    scores: (N, m), a row for each draw. Returns (m, m): row i, column r - 1 counts the draws in which option i
    has rank r; and pairs of options and the draws they are first in.
    """
    m = scores.shape[1]
    order, ranks = ordered_ranks(scores)
    first: list[tuple[NDArray[np.intp], NDArray[np.intp] | slice]] = [(order[:, 0], slice(None))]
    if ranks is None and m <= len(scores):
        return np.array([np.bincount(order[:, place], minlength=m) for place in range(m)]).T, first
    if ranks is None:
        # Many options and few draws: one count of all pairs of an option and a rank.
        return np.bincount((order * m + np.arange(m)).ravel(), minlength=m * m).reshape(m, m), first
    draw, place = np.nonzero(ranks[:, 1:] == 1)
    first.append((order[draw, place + 1], draw))
    return np.bincount((order * m + ranks - 1).ravel(), minlength=m * m).reshape(m, m), first


def rank_shares(
    weightings: WeightSet,
    values: Mapping[str, Mapping[str, float]],
    draws: int,
    seed: int,
    tick: Tick,
    table: RatingDistributions | None = None,
) -> RankShares:
    """The shares of a set, counted over draws.

    values: the effective ones by option, then criterion, from 0 to 100; with a table of what each rating could be, each
    draw takes its values from that, the same for all options. `tick` is told after each block how many draws it had.

    Lahdelma and Salminen (2001), doi:10.1287/opre.49.3.444.11220; Tervonen and Lahdelma (2007),
    doi:10.1016/j.ejor.2005.12.037.
    """
    ids, criteria = list(values), list(next(iter(values.values())))
    matrix = np.array([list(row.values()) for row in values.values()])
    exact = table is None and weightings.corners is not None
    counts = Counts(len(ids), len(criteria), pairs=not exact)
    rng = np.random.default_rng(seed)
    block = max(1, SCORES_PER_BLOCK // len(ids))
    for start in range(0, draws, block):
        count = min(block, draws - start)
        weights = weightings.draw(rng, count)
        scores = weights @ matrix.T if table is None else np.einsum("kmn,kn->km", table.sample(rng, count), weights)
        counts.add(scores, weights)
        tick(count)
    ranks = counts.ranks / draws
    wins = _exact(matrix, weightings.corners) if exact and weightings.corners is not None else counts.wins / draws
    firsts = counts.ranks[:, 0]
    return RankShares(
        set=weightings,
        ratings=Ratings.FIXED if table is None else Ratings.RANGES,
        draws=draws,
        seed=seed,
        ranks={id: row.tolist() for id, row in zip(ids, ranks, strict=True)},
        errors={id: [sqrt(p * (1 - p) / draws) for p in row.tolist()] for id, row in zip(ids, ranks, strict=True)},
        central={
            id: dict(zip(criteria, (total / times).tolist(), strict=True)) if times >= FIRSTS_FOR_A_MEAN else None
            for id, total, times in zip(ids, counts.weights, firsts, strict=True)
        },
        pairwise={
            id: {other: part for other, part in zip(ids, row, strict=True) if other != id}
            for id, row in zip(ids, wins.tolist(), strict=True)
        },
        exact=exact,
    )


def _exact(matrix: Array, corners: Array) -> Array:
    """The share of a simplex of weightings, with these corners, in which each option scores more than each other."""
    at = matrix @ corners.T
    ones, others = np.triu_indices(len(at), 1)
    wins = np.zeros((len(at), len(at)))
    for start in range(0, len(ones), PAIRS_PER_STEP):
        one, other = ones[start : start + PAIRS_PER_STEP], others[start : start + PAIRS_PER_STEP]
        leads = at[one] - at[other]
        part = share_below(leads)
        # Where they are level everywhere neither scores more; elsewhere they are equal in no share of the set.
        level = (np.abs(leads) <= TIE).all(axis=1)
        wins[one, other], wins[other, one] = np.where(level, 0.0, 1 - part), np.where(level, 0.0, part)
    return wins


def share_below(leads: Array) -> Array:
    """The shares of the weights w that sum to 1, uniform over all of them, for which lead . w is not above 0.

    leads: (k, n). Exact but for rounding, with as many steps as there are pairs of a lead above and one below 0; it
    holds where leads are equal, where the textbook's sum of divided differences divides by 0.

    Varsi (1973), Pacific Journal of Mathematics 46(1), doi:10.2140/pjm.1973.46.315.

    >>> share_below(np.array([[-5.0, -5.0, 20.0, -10.0]])).round(6)
    array([0.573333])
    """
    ordered = -np.sort(-leads, axis=1)
    above = (ordered > 0).sum(axis=1)
    found = np.empty(len(leads))
    # Those with as many above 0 go together, step by step.
    for count in np.unique(above).tolist():
        rows = np.flatnonzero(above == count)
        columns = np.ascontiguousarray(ordered[rows].T)
        shares = [np.ones(len(rows)), *np.zeros((count, len(rows)))]
        for x in columns[count:]:
            for k, y in enumerate(columns[:count], start=1):
                shares[k] = (y * shares[k] - x * shares[k - 1]) / (y - x)
        found[rows] = shares[-1]
    return found
