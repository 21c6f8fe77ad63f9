"""Ratings that are not known exactly, as distributions: PERT between low and high, uniform where unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policyscore.analysis.effective_values import CERTAIN
from policyscore.analysis.scoring import Assessment, ScoredOption
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

    def sample(self, rng: np.random.Generator, count: int) -> Array:
        """So many draws of its values; none are asked of the generator where it is known."""
        if self.known:
            return np.full(count, self.values(np.array([self.low]))[0])
        return self.values(self.low + (self.high - self.low) * rng.beta(self.a, self.b, count))


@dataclass(frozen=True, slots=True, eq=False)
class RatingDistributions:
    """What every rating that counts could be: of some options, in their order, and of the baseline, all independent.

    `own` has a row for each option, with a distribution for each criterion that is weighed. `chances` are those of the
    chances in 100 that they take effect, None where that is certain, as it is for the baseline. `trying` are the shares
    of effect that come from trying alone, by criterion. `base` is the baseline's row, empty where all options are
    certain, and `baseline` its place among the options, None where it is not one of them.
    """

    own: Sequence[Sequence[RatingDistribution]]
    chances: Sequence[RatingDistribution | None]
    trying: Sequence[float]
    base: Sequence[RatingDistribution]
    baseline: int | None

    @property
    def expected_shares(self) -> list[list[float]]:
        """The mean share of an option's effect that counts, by option and criterion; 1 where it is certain."""
        means = [1.0 if chance is None else chance.mean / 100 for chance in self.chances]
        return [[p + (1 - p) * each for each in self.trying] if p != 1 else [1.0] * len(self.trying) for p in means]

    def effective_means(self, own: Sequence[Sequence[float]], base: Sequence[float]) -> list[list[float]]:
        """The means of effective values, by option and criterion, from those of the values; all are independent."""
        if not base:
            return [list(row) for row in own]
        return [
            [b + share * (value - b) if share != 1 else value for value, b, share in zip(row, base, each, strict=True)]
            for row, each in zip(own, self.expected_shares, strict=True)
        ]

    def sample(self, rng: np.random.Generator, count: int) -> Array:
        """Draws of all effective values, (count, m, n): each draw one state of all options, and of the baseline."""
        values = np.stack([_sampled(row, rng, count) for row in self.own], axis=1)
        if self.base:
            base = _sampled(self.base, rng, count) if self.baseline is None else values[:, self.baseline]
            for i, chance in enumerate(self.chances):
                if chance:
                    p = chance.sample(rng, count)[:, np.newaxis] / 100
                    values[:, i] = base + (p + (1 - p) * np.array(self.trying)) * (values[:, i] - base)
        return values


def _sampled(row: Sequence[RatingDistribution], rng: np.random.Generator, count: int) -> Array:
    """Draws of a row of ratings as values, (count, n)."""
    return np.stack([cell.sample(rng, count) for cell in row], axis=1)


def rating_distributions(assessment: Assessment) -> RatingDistributions:
    """The distribution of every rating of the options that are ranked, and of the baseline."""
    study, rows = assessment.study, assessment.options

    def own(option: ScoredOption) -> list[RatingDistribution]:
        return [RatingDistribution.of(option.ratings[criterion.id], criterion) for criterion in study.criteria]

    def chance(option: ScoredOption) -> RatingDistribution | None:
        if study.chance is None or option.chance == CERTAIN:
            return None
        return RatingDistribution.of(option.ratings[study.chance.id], study.chance)

    table, chances = [own(option) for option in rows], [chance(option) for option in rows]
    at = next((place for place, option in enumerate(rows) if option.baseline), None)
    base = assessment.baseline
    return RatingDistributions(
        own=table,
        chances=chances,
        trying=[criterion.if_it_fails for criterion in study.criteria],
        base=[] if base is None or not any(chances) else own(base) if at is None else table[at],
        baseline=at,
    )
