"""How far one weight, or one rating, can change alone before another option leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from policyscore import scale
from policyscore.scoring import TIE, Assessment, Scored, weighted_sum
from policyscore.study import Criterion, Study

# Weights are shares of 1: equal to so many decimals they are the same.
SAME = 12


@dataclass(frozen=True, slots=True)
class Stability:
    """Between which weights of a criterion or branch the leader stays first, the others keeping their ratios.

    `weight`, `low` and `high` are shares of 1; `below` and `above` are the options that lead beyond the ends,
    None where the leader stays first up to 0 or 1. All four are None where it has all the weight.
    """

    criterion: str
    weight: float
    low: float | None
    high: float | None
    below: str | None
    above: str | None


@dataclass(frozen=True, slots=True)
class RatingFlip:
    """A rating, in its criterion's unit, at which an option would draw level with the leader, all else as it is.

    `before` is the rating today, None where it is unknown; `distance` is how far that is in points of value.
    """

    option: str
    criterion: str
    before: float | None
    after: float
    distance: float


def stability(assessment: Assessment) -> tuple[Stability, ...]:
    """For every criterion, then every branch, the weights that keep the leader first; ties do.

    With weight t on it and the others in their ratios, an option scores (1 - t) R + t S, R its score on the
    others and S that on it: two options cross at most once. Mareschal (1988), doi:10.1016/0377-2217(88)90254-8.
    """
    study = assessment.study
    return tuple(_interval(assessment, id) for id in (*(c.id for c in study.criteria), *study.branches))


def _inside(study: Study, id: str) -> Mapping[str, float]:
    """The leaves of a criterion or a branch, with the shares that the criteria document gives them."""
    return study.branches[id].shares if id in study.branches else {id: 1.0}


def _parts(
    assessment: Assessment, inside: Mapping[str, float]
) -> tuple[float, Mapping[str, float], Mapping[str, float]] | None:
    """The weight of a criterion or branch, how it is split inside, and how all other weight is; None where none is."""
    weights = assessment.weighting.weights
    own = fsum(weights[leaf] for leaf in inside)
    if round(1 - own, SAME) == 0:
        return None
    # A branch that weighs something is split as it is today, one without weight by the criteria document.
    split = {leaf: weights[leaf] / own for leaf in inside} if own > 0 else inside
    return own, split, {leaf: weight / (1 - own) for leaf, weight in weights.items() if leaf not in inside}


def _interval(assessment: Assessment, id: str) -> Stability:
    parts = _parts(assessment, _inside(assessment.study, id))
    if parts is None:
        return Stability(id, 1.0, None, None, None, None)
    own, split, rest = parts
    leader, *others = assessment.options
    below, above = [(0.0, 0.0, "")], [(1.0, 0.0, "")]
    for row in others:
        lead = {leaf: value - row.values[leaf] for leaf, value in leader.values.items()}
        on_rest = fsum(rest[leaf] * lead[leaf] for leaf in rest)
        slope = fsum(split[leaf] * lead[leaf] for leaf in split) - on_rest
        if abs(slope) <= TIE:
            continue
        crossing = round(-on_rest / slope, SAME)
        if slope > 0 and crossing > 0:
            below.append((crossing, slope, row.option.id))
        elif slope < 0 and crossing < 1:
            above.append((crossing, slope, row.option.id))
    # Where several cross at the same weight, the steepest leads beyond it.
    low, _, under = max(below)
    high, _, over = min(above)
    return Stability(id, own, min(low, own), max(high, own), under or None, over or None)


def lines(assessment: Assessment, id: str) -> dict[str, tuple[float, float]] | None:
    """By option its scores with weights 0 and 1 on a criterion or branch, the others keeping their ratios.

    The score is on the straight line between the two. None where the criterion has all the weight today, for then
    the others have no ratios.
    """
    parts = _parts(assessment, _inside(assessment.study, id))
    if parts is None:
        return None
    _, split, rest = parts
    rows = assessment.options
    return {row.option.id: (weighted_sum(row.values, rest), weighted_sum(row.values, split)) for row in rows}


def leads(ends: Mapping[str, tuple[float, float]]) -> tuple[tuple[float, float, str], ...]:
    """Who has the highest score between which weights, from 0 to 1: the upper edge of straight lines.

    ends: by option the scores at 0 and at 1. Where several are equal over a stretch, the first of them by order
    stands for all; lines whose slopes are within 1e-9 count as parallel.
    """
    now = 0.0
    found: list[tuple[float, float, str]] = []
    ahead = max(ends, key=lambda id: round(ends[id][0], 9))
    while True:
        start, end = ends[ahead]
        crossings = []
        for id, (at_0, at_1) in ends.items():
            slope = (at_1 - at_0) - (end - start)
            if slope > TIE:
                crossings.append((max(now, round((start - at_0) / slope, SAME)), id))
        if not crossings or min(crossings)[0] >= 1:
            return (*found, (now, 1.0, ahead))
        # Where several meet at one point, each takes over from the last until the steepest leads.
        at, follower = min(crossings)
        if at > now:
            found.append((now, at, ahead))
        now, ahead = at, follower


def rating_flips(assessment: Assessment) -> tuple[RatingFlip, ...]:
    """The single ratings that would bring an option level with the leader, nearest in value first.

    An option's own rating goes up, or the leader's goes down until the next option is level; none where the
    scale ends before, where the criterion has no weight, and where options share the first place.
    """
    leader, *others = assessment.options
    found: list[RatingFlip] = []
    for criterion in assessment.study.criteria:
        weight = assessment.weighting.weights[criterion.id]
        if weight > 0 and others and leader.score - others[0].score > TIE:
            found += _raised(leader, others, criterion, weight)
            found += _lowered(leader, leader.score - others[0].score, criterion, weight)
    return tuple(sorted(found, key=lambda flip: flip.distance))


def _raised(leader: Scored, others: list[Scored], criterion: Criterion, weight: float) -> Iterator[RatingFlip]:
    for row in others:
        distance = (leader.score - row.score) / weight
        value = row.values[criterion.id] + distance
        if value <= 100 + TIE:
            after = scale.rating(min(100.0, value), criterion.worst, criterion.best, criterion.knots)
            yield RatingFlip(row.option.id, criterion.id, row.option.ratings[criterion.id].value, after, distance)


def _lowered(leader: Scored, gap: float, criterion: Criterion, weight: float) -> Iterator[RatingFlip]:
    value = leader.values[criterion.id] - gap / weight
    if value >= -TIE:
        # Seen from the best end, the nearest rating with a value on a flat stretch is the one nearest that end.
        knots = [(at, 100 - reached) for at, reached in reversed(criterion.knots)]
        after = scale.rating(min(100.0, 100 - value), criterion.best, criterion.worst, knots)
        yield RatingFlip(leader.option.id, criterion.id, leader.option.ratings[criterion.id].value, after, gap / weight)
