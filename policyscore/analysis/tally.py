"""Rankings under many weightings, summed up as they come, so that any number of them takes the same memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from policyscore.analysis.effective_values import valued, values_of
from policyscore.analysis.ranking import pairwise_wins
from policyscore.model.study import Option, Study
from policyscore.model.weight_block import Array

# Ranks up to this count as near the top.
TOP_RANK = 3


@dataclass(frozen=True, slots=True, eq=False)
class ValueMatrix:
    """The effective values of the options of a study, (m, n), and those of its baseline (n,), None where it has none.

    `unknown` (m, n) tells which of them rest on a rating that nobody knows.
    """

    options: tuple[Option, ...]
    values: Array
    unknown: NDArray[np.bool_]
    baseline: Array | None

    @classmethod
    def of(cls, study: Study, ids: Sequence[str]) -> "ValueMatrix":
        """The values of the options with these ids, in their order."""
        known = {option.id: option for option in study.options}
        chosen = tuple(known[id] for id in ids)
        base = study.baseline
        base_values = values_of(base, study.criteria) if base else {}
        found = [valued(option, study, base_values) for option in chosen]
        return cls(
            options=chosen,
            values=np.array([[*each.effective.values()] for each in found]),
            unknown=np.array([[criterion.id in each.unsure for criterion in study.criteria] for each in found]),
            baseline=np.array([*base_values.values()]) if base else None,
        )

    def scores(self, weights: Array) -> Array:
        """The scores (N, m) under weights (N, n)."""
        scores: Array = weights @ self.values.T
        return scores

    def rests_on_unknown(self, weights: Array) -> NDArray[np.bool_]:
        """Which scores (N, m) under weights (N, n) have an unknown rating that carries weight in them."""
        found: NDArray[np.bool_] = (weights > 0) @ self.unknown.T
        return found

    def gains(self, weights: Array, scores: Array) -> Array | None:
        """The scores less the baseline's, None without one."""
        if self.baseline is None:
            return None
        # As one of the options it has the very same score, so that its own gain is 0 and no rounding error.
        own = next((index for index, option in enumerate(self.options) if option.baseline), None)
        base = weights @ self.baseline if own is None else scores[:, own]
        gains: Array = scores - base[:, np.newaxis]
        return gains


@dataclass(slots=True, eq=False)
class Tally:
    """Sums over rankings, by option: as small for a million rankings as for two.

    `rank_sums` sums mean ranks (of tied options the mean of the places they take), `square_sums` their squares;
    `first` and `top` count rank 1 and ranks up to 3; `regret` is the largest lead of another option; `wins[i][k]`
    counts the rankings in which i scores more than k; `ties` sums t^3 - t over groups of t tied options; `weight_sums`
    sums the weights.
    """

    m: int
    n: int
    count: int = 0
    ties: float = 0.0
    rank_sums: Array = field(init=False)
    square_sums: Array = field(init=False)
    first: NDArray[np.int64] = field(init=False)
    top: NDArray[np.int64] = field(init=False)
    best: NDArray[np.int64] = field(init=False)
    worst: NDArray[np.int64] = field(init=False)
    regret: Array = field(init=False)
    wins: NDArray[np.int64] = field(init=False)
    weight_sums: Array = field(init=False)

    def __post_init__(self) -> None:
        self.rank_sums, self.square_sums, self.regret = (np.zeros(self.m) for _ in range(3))
        self.first, self.top = (np.zeros(self.m, np.int64) for _ in range(2))
        self.best, self.worst = np.full(self.m, self.m), np.ones(self.m, np.int64)
        self.wins = np.zeros((self.m, self.m), np.int64)
        self.weight_sums = np.zeros(self.n)

    def add(self, scores: Array, ranks: NDArray[np.int64], weights: Array) -> None:
        """Adds rankings: scores and ranks (N, m), weights (N, n)."""
        means = ranks.astype(float)
        for row in np.flatnonzero(ranks.sum(axis=1) < self.m * (self.m + 1) / 2):
            sizes = np.bincount(ranks[row], minlength=self.m + 1)[ranks[row]]
            means[row] += (sizes - 1) / 2
            # Each member of a group of t counts t^2 - 1, together t^3 - t.
            self.ties += float((sizes**2 - 1).sum())
        self.count += len(scores)
        self.rank_sums += means.sum(axis=0)
        self.square_sums += (means**2).sum(axis=0)
        self.first += (ranks == 1).sum(axis=0)
        self.top += (ranks <= TOP_RANK).sum(axis=0)
        self.best = np.minimum(self.best, ranks.min(axis=0))
        self.worst = np.maximum(self.worst, ranks.max(axis=0))
        self.regret = np.maximum(self.regret, (scores.max(axis=1, keepdims=True) - scores).max(axis=0))
        self.wins += pairwise_wins(scores)
        self.weight_sums += weights.sum(axis=0)

    def mean_rank(self, option: int) -> float:
        """The mean of the ranks of an option; of tied options each has the mean of the places they take."""
        return float(self.rank_sums[option]) / self.count

    def rank_deviation(self, option: int) -> float:
        """The standard deviation of the ranks of an option."""
        return sqrt(max(0.0, float(self.square_sums[option]) / self.count - self.mean_rank(option) ** 2))

    def share_first(self, option: int) -> float:
        """The share of rankings in which an option has rank 1, alone or with others."""
        return int(self.first[option]) / self.count

    @property
    def shared(self) -> bool:
        """Whether options share rank 1 in any of the rankings, so that shares of rank 1 come to more than all."""
        return int(self.first.sum()) > self.count

    def ordered(self, order: Sequence[int]) -> "Tally":
        """The same with the options in another order."""
        places = np.array(order)
        new = Tally(self.m, self.n, self.count, self.ties)
        for key in ("rank_sums", "square_sums", "first", "top", "best", "worst", "regret"):
            setattr(new, key, getattr(self, key)[places])
        new.wins, new.weight_sums = self.wins[np.ix_(places, places)], self.weight_sums
        return new
