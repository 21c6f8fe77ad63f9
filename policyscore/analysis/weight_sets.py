"""Named sets of weightings, and draws from them that are uniform over the set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import TypeAlias

import numpy as np

from policyscore.errors import CommandError
from policyscore.model.study import Study, Weighting
from policyscore.model.weight_block import Array
from policyscore.text import listed

Sample: TypeAlias = Callable[[np.random.Generator, int], Array]
Least: TypeAlias = Callable[[Array], Array]

# Weights this close are the same, and a range this narrow is one point; shares of 1.
SAME_WEIGHT = 1e-12

# Where fewer draws than this share fall inside ranges, sampling would not end in a moment.
LEAST_KEPT = 1e-4

# How many draws tell which of two ways to sample ranges wastes fewer.
PILOT_DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class WeightSet:
    """A set of weightings: `any`, `order` or `ranges`.

    `draw(rng, count)` gives an array (count, n) of weights of the n leaves, uniform over the set, rows summing
    to 1. `ranges` are points of 100 by id for `ranges`, else None. `corners` is an array (k, n) of weightings
    whose mixtures are the set, where it is a simplex; else None. `least(numbers)` is, for each row of numbers (k, n),
    one for each leaf, the smallest weighted sum that any weighting of the set gives, those on its edge counted.
    `within` says by how many points of 100 each weight may move, where the ranges come from that.
    """

    name: str
    draw: Sample
    least: Least
    corners: Array | None = None
    ranges: Mapping[str, tuple[float, float]] | None = None
    within: float | None = None


def weight_sets(study: Study, weighting: Weighting, within: float | None = None) -> tuple[WeightSet, ...]:
    """The sets that there are for a weighting, the narrowest first.

    `ranges` where the weighting has them, or where `within` says by how many points of 100 each weight that is
    not 0 may move; `order`, the order of its weights, equal ones in any, those that are 0 staying 0; and `any`,
    all weights. Raises CommandError where the ranges are too narrow to draw from.
    """
    weights = np.array([weighting.weights[criterion.id] for criterion in study.criteria])
    found = [_order(weights), _any(len(weights))]
    if within is not None:
        own = {id: 100 * weight for id, weight in weighting.weights.items() if weight > 0}
        ranges = {id: (max(0.0, weight - within), min(100.0, weight + within)) for id, weight in own.items()}
        return (_ranges(study, {id: {id: 1.0} for id in own}, ranges, within), *found)
    if weighting.ranges:
        units = _units(study, weighting)
        ranges = {id: weighting.ranges.get(id, (0.0, 100.0)) for id in units}
        return (_ranges(study, units, ranges), *found)
    return tuple(found)


def _any(n: int) -> WeightSet:
    def draw(rng: np.random.Generator, count: int) -> Array:
        return sample_simplex(rng, count, n)

    return WeightSet("any", draw, lambda numbers: numbers.min(axis=1), corners=np.eye(n))


def sample_simplex(rng: np.random.Generator, count: int, n: int) -> Array:
    """Weights (count, n) that are uniform over all that sum to 1.

    Exponential numbers over their sum; uniform numbers over theirs would crowd in the middle.
    Devroye (1986), Non-Uniform Random Variate Generation, chapter 5.
    """
    drawn = rng.standard_exponential((count, n))
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn


def _order(weights: Array) -> WeightSet:
    """Weightings in the order of today's: a uniform draw, sorted; equal ones are shuffled among their places."""
    places = np.argsort(-weights, kind="stable")
    places = places[weights[places] > 0]
    ordered = weights[places]
    breaks = [
        0,
        *(index for index in range(1, len(places)) if ordered[index - 1] - ordered[index] > SAME_WEIGHT),
        len(places),
    ]
    groups = [*pairwise(breaks)]
    tied = [(start, end) for start, end in groups if end - start > 1]

    def draw(rng: np.random.Generator, count: int) -> Array:
        drawn = -np.sort(-sample_simplex(rng, count, len(places)), axis=1)
        for start, end in tied:
            drawn[:, start:end] = rng.permuted(drawn[:, start:end], axis=1)
        result = np.zeros((count, len(weights)))
        result[:, places] = drawn
        return result

    def least(numbers: Array) -> Array:
        """That at a corner: equal weights on all groups before one, and on some of that one's, the smallest first."""
        smallest_first = [np.sort(numbers[:, places[start:end]], axis=1) for start, end in groups]
        sums = np.concatenate(smallest_first, axis=1).cumsum(axis=1)
        lowest: Array = (sums / np.arange(1, len(places) + 1)).min(axis=1)
        return lowest

    corners = None
    if not tied:
        corners = np.zeros((len(places), len(weights)))
        for count in range(1, len(places) + 1):
            corners[count - 1, places[:count]] = 1 / count
    return WeightSet("order", draw, least, corners)


def _units(study: Study, weighting: Weighting) -> dict[str, Mapping[str, float]]:
    """What ranges are about: each criterion, or a branch as a whole where that has one, with its leaves' shares.

    Criteria without weight and without a range stay at 0.
    """
    units: dict[str, Mapping[str, float]] = {}
    for criterion in study.criteria:
        whole = next((id for id in (*criterion.path, criterion.id) if id in (weighting.ranges or {})), None)
        if whole is None and weighting.weights[criterion.id] > 0:
            units[criterion.id] = {criterion.id: 1.0}
        elif whole is not None and whole not in units:
            inside = study.tree.leaves(whole)
            own = fsum(weighting.weights[id] for id in inside)
            units[whole] = {id: weighting.weights[id] / own for id in inside} if own > 0 else inside
    return units


def _ranges(
    study: Study,
    units: Mapping[str, Mapping[str, float]],
    ranges: Mapping[str, tuple[float, float]],
    within: float | None = None,
) -> WeightSet:
    leaves = [criterion.id for criterion in study.criteria]
    spread = np.array([[inside.get(id, 0.0) for id in leaves] for inside in units.values()])
    low, high = (np.array([ranges[id][end] for id in units]) / 100 for end in (0, 1))
    inner = sample_box(low, high, [*units])

    def draw(rng: np.random.Generator, count: int) -> Array:
        drawn: Array = inner(rng, count) @ spread
        return drawn

    def least(numbers: Array) -> Array:
        """All at their lows, and what is left on the smallest, as far as their ranges go."""
        by_unit: Array = numbers @ spread.T
        order = by_unit.argsort(axis=1)
        room = np.maximum(0.0, high - low)[order]
        filled = np.minimum(room.cumsum(axis=1), max(0.0, 1 - fsum(low)))
        more = np.diff(filled, axis=1, prepend=0.0)
        total: Array = by_unit @ low + (more * np.take_along_axis(by_unit, order, axis=1)).sum(axis=1)
        return total

    return WeightSet("ranges", draw, least, ranges=dict(ranges), within=within)


def sample_box(low: Array, high: Array, names: Sequence[str]) -> Sample:
    """Draws that are uniform over the weights between `low` and `high` (n,) that sum to 1.

    In one of two ways, whichever wastes fewer draws: all but the widest weight uniform in their ranges, that
    one by difference; or the lows plus a uniform share-out of what is left. Draws that leave a range are
    thrown away in both. Raises CommandError where both waste all but one in 10,000.
    """
    high = np.minimum(high, 1 - (low.sum() - low))
    low = np.maximum(low, 1 - (high.sum() - high))
    free = high - low > SAME_WEIGHT
    spare = 1 - low.sum()
    if free.sum() < 2 or spare <= SAME_WEIGHT:
        # One point: nothing can move.
        point = low + np.where(free, spare / max(1, free.sum()), 0.0)
        return lambda rng, count: np.tile(point, (count, 1))
    widest = int(np.argmax(high - low))
    others = np.flatnonzero(free & (np.arange(len(low)) != widest))

    def by_difference(rng: np.random.Generator, count: int) -> Array:
        drawn: Array = np.tile(low, (count, 1))
        drawn[:, others] = rng.uniform(low[others], high[others], (count, len(others)))
        drawn[:, widest] += 1 - drawn.sum(axis=1)
        inside: Array = drawn[(drawn[:, widest] >= low[widest]) & (drawn[:, widest] <= high[widest])]
        return inside

    def by_shares(rng: np.random.Generator, count: int) -> Array:
        drawn: Array = np.tile(low, (count, 1))
        drawn[:, free] += spare * sample_simplex(rng, count, int(free.sum()))
        inside: Array = drawn[(drawn <= high).all(axis=1)]
        return inside

    pilot = np.random.default_rng(0)
    ways: tuple[Sample, ...] = by_difference, by_shares
    kept, way = max(((len(way(pilot, PILOT_DRAWS)), way) for way in ways), key=lambda pair: pair[0])
    if kept < LEAST_KEPT * PILOT_DRAWS:
        raise CommandError(
            f"the ranges of {listed(names)} leave too little room to draw weightings from", "widen some of them"
        )

    def draw(rng: np.random.Generator, count: int) -> Array:
        drawn = [way(rng, count)]
        while (have := sum(map(len, drawn))) < count:
            drawn.append(way(rng, max(1024, int((count - have) * PILOT_DRAWS / kept))))
        weights: Array = np.concatenate(drawn)[:count]
        return weights

    return draw
