"""Ratings that are not known exactly, as distributions: PERT between low and high, uniform where unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policyscore.analysis.scoring import ScoredOption
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.weight_block import Array

# How many points the distribution of one rating is evaluated on.
GRID_POINTS = 1001


# So many shapes are kept: ranges that people write have few.
MAX_SHAPES = 1000


@lru_cache(MAX_SHAPES)
def _grid(a: float, b: float) -> tuple[Array, Array]:
    """A beta distribution on a grid: places from 0 to 1, and their probabilities, which sum to 1."""
    edges = np.linspace(0, 1, GRID_POINTS)
    middle = (edges[:-1] + edges[1:]) / 2
    density = middle ** (a - 1) * (1 - middle) ** (b - 1)
    chances = density / density.sum()
    for shared in (middle, chances):
        shared.setflags(write=False)
    return middle, chances


@dataclass(frozen=True, slots=True)
class RatingDistribution:
    """The distribution of one rating: a beta distribution between `low` and `high`, in the criterion's unit.

    With low, likeliest and high it is the PERT distribution, a = 1 + 4 (likeliest - low) / (high - low) and
    b = 1 + 4 (high - likeliest) / (high - low): Malcolm et al. (1959), doi:10.1287/opre.7.5.646. An unknown
    rating is uniform over the scale, a = b = 1. Where low and high are equal it is that.
    """

    criterion: Criterion
    low: float
    high: float
    a: float
    b: float

    @classmethod
    def of(cls, rating: Rating, criterion: Criterion) -> "RatingDistribution":
        if rating.value is None or rating.low is None or rating.high is None:
            low, high = sorted((criterion.worst, criterion.best))
            return cls(criterion, low, high, 1.0, 1.0)
        width = rating.high - rating.low
        if width == 0:
            return cls(criterion, rating.low, rating.high, 1.0, 1.0)
        a = 1 + 4 * (rating.value - rating.low) / width
        return cls(criterion, rating.low, rating.high, a, 6 - a)

    @property
    def known(self) -> bool:
        return self.low == self.high

    def values(self, ratings: Array) -> Array:
        """Ratings in the criterion's unit as values from 0 to 100."""
        knots = self.criterion.knots or ((self.criterion.worst, 0.0), (self.criterion.best, 100.0))
        at, reached = zip(*sorted(knots), strict=True)
        values: Array = np.interp(ratings, at, reached)
        return values

    @property
    def mean(self) -> float:
        """The mean of its values: on a straight scale the value of the mean rating, along a curve by the grid."""
        if self.criterion.knots:
            values, chances = self.distribution()
            return float(values @ chances)
        return self.criterion.value_of(self.low + (self.high - self.low) * self.a / (self.a + self.b))

    def distribution(self) -> tuple[Array, Array]:
        """Values and their probabilities, which sum to 1: the distribution on a grid of ratings."""
        if self.known:
            return self.values(np.array([self.low])), np.ones(1)
        middle, chances = _grid(self.a, self.b)
        return self.values(self.low + (self.high - self.low) * middle), chances


def rating_distributions(rows: Sequence[ScoredOption], criteria: Sequence[Criterion]) -> list[list[RatingDistribution]]:
    """The distribution of every rating: a row for each option, a column for each criterion."""
    return [
        [RatingDistribution.of(option.ratings[criterion.id], criterion) for criterion in criteria] for option in rows
    ]


def sample_values(table: Sequence[Sequence[RatingDistribution]], rng: np.random.Generator, count: int) -> Array:
    """Draws of all values, (count, m, n): all ratings independent, each draw one state of all options."""
    m, n = len(table), len(table[0])
    values = np.empty((count, m, n))
    for i, row in enumerate(table):
        for j, cell in enumerate(row):
            if cell.known:
                values[:, i, j] = cell.values(np.array([cell.low]))[0]
            else:
                ratings = cell.low + (cell.high - cell.low) * rng.beta(cell.a, cell.b, count)
                values[:, i, j] = cell.values(ratings)
    return values
