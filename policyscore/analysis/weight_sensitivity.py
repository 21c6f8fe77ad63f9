"""How far weights can change before another option leads: one of them alone, or all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption, weighted_sum

# Weights are shares of 1: equal to so many decimals they are the same.
SAME_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Stability:
    """Between which weights of a criterion or branch the leader stays first, the others keeping their ratios.

    `weight`, `low` and `high` are shares of 1. `below` and `above` are the options that lead beyond the ends, several
    where their scores are the same all along, the better rank first, then by id; none where the leader stays first up
    to 0 or 1. Where it has all the weight both ends are None, and no options lead beyond them.
    """

    criterion: str
    weight: float
    low: float | None
    high: float | None
    below: tuple[str, ...]
    above: tuple[str, ...]


def stability(assessment: Assessment) -> tuple[Stability, ...]:
    """For every criterion, then every branch, the weights that keep the leader first; ties do.

    With weight t on it and the others in their ratios, an option scores (1 - t) R + t S, R its score on the
    others and S that on it: two options cross at most once. Mareschal (1988), doi:10.1016/0377-2217(88)90254-8.
    """
    study = assessment.study
    return tuple(_interval(assessment, id) for id in (*(c.id for c in study.criteria), *study.branches))


def _parts(
    assessment: Assessment, inside: Mapping[str, float]
) -> tuple[float, Mapping[str, float], Mapping[str, float]] | None:
    """The weight of a criterion or branch, how it is split inside, and how all other weight is; None where none is."""
    weights = assessment.weighting.weights
    own = fsum(weights[leaf] for leaf in inside)
    if round(1 - own, SAME_DECIMALS) == 0:
        return None
    # A branch that weighs something is split as it is today, one without weight by the criteria document.
    split = {leaf: weights[leaf] / own for leaf in inside} if own > 0 else inside
    return own, split, {leaf: weight / (1 - own) for leaf, weight in weights.items() if leaf not in inside}


def _interval(assessment: Assessment, id: str) -> Stability:
    parts = _parts(assessment, assessment.study.tree.leaves(id))
    if parts is None:
        return Stability(id, 1.0, None, None, (), ())
    own, split, rest = parts
    leader, *others = assessment.options
    below: list[tuple[float, float, str]] = []
    above: list[tuple[float, float, str]] = []
    for option in others:
        lead = {leaf: value - option.effective[leaf] for leaf, value in leader.effective.items()}
        on_rest = fsum(rest[leaf] * lead[leaf] for leaf in rest)
        slope = fsum(split[leaf] * lead[leaf] for leaf in split) - on_rest
        if abs(slope) <= TIE:
            continue
        crossing = round(-on_rest / slope, SAME_DECIMALS)
        if slope > 0 and crossing > 0:
            below.append((crossing, slope, option.id))
        elif slope < 0 and crossing < 1:
            above.append((crossing, slope, option.id))
    # Where several cross at the same weight, the steepest leads beyond it, and whoever is as steep.
    low, rising = max((line[:2] for line in below), default=(0.0, 0.0))
    high, falling = min((line[:2] for line in above), default=(1.0, 0.0))
    under = tuple(id for at, slope, id in below if at == low and abs(slope - rising) <= TIE)
    over = tuple(id for at, slope, id in above if at == high and abs(slope - falling) <= TIE)
    return Stability(id, own, min(low, own), max(high, own), under, over)


def score_lines(assessment: Assessment, id: str) -> dict[str, tuple[float, float]] | None:
    """By option its scores with weights 0 and 1 on a criterion or branch, the others keeping their ratios.

    The score is on the straight line between the two. None where the criterion has all the weight today, for then
    the others have no ratios.
    """
    parts = _parts(assessment, assessment.study.tree.leaves(id))
    if parts is None:
        return None
    _, split, rest = parts
    rows = assessment.options
    return {option.id: (weighted_sum(option.effective, rest), weighted_sum(option.effective, split)) for option in rows}


def upper_edge(ends: Mapping[str, tuple[float, float]]) -> tuple[tuple[float, float, str], ...]:
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
                crossings.append((max(now, round((start - at_0) / slope, SAME_DECIMALS)), id))
        if not crossings or min(crossings)[0] >= 1:
            return (*found, (now, 1.0, ahead))
        # Where several meet at one point, each takes over from the last until the steepest leads.
        at, follower = min(crossings)
        if at > now:
            found.append((now, at, ahead))
        now, ahead = at, follower


def level_along(ends: Mapping[str, tuple[float, float]], start: float, end: float, leader: str) -> list[str]:
    """The leader over a stretch of weights, with those whose scores are the same all along it.

    ends: by option the scores at 0 and at 1, between which they go straight.
    """

    def gap(id: str, weight: float) -> float:
        below, above = (one - other for one, other in zip(ends[id], ends[leader], strict=True))
        return (1 - weight) * below + weight * above

    return [id for id in ends if all(abs(gap(id, weight)) <= TIE for weight in (start, end))]


def most_sensitive_criterion(assessment: Assessment, intervals: Sequence[Stability]) -> str:
    """The criterion whose weight alone has to change least for another option to be first; else the heaviest.

    intervals: the stability intervals of all criteria. Of several criteria the one with the most weight, of these the
    first by id.
    """
    leaves = {criterion.id for criterion in assessment.study.criteria}
    found = []
    for each in intervals:
        if each.low is None or each.high is None or each.criterion not in leaves:
            continue
        below = each.weight - each.low if each.below else 1.0
        above = each.high - each.weight if each.above else 1.0
        found.append((min(below, above), -each.weight, each.criterion))
    return min(found)[2] if found else max(assessment.weighting.weights.items(), key=lambda pair: pair[1])[0]


@dataclass(frozen=True, slots=True)
class WeightChange:
    """One weight that, changed alone, puts another option first.

    `weight` is what the criterion weighs, `low` and `high` between which weights `options` lead, several where their
    scores are the same all along; all shares of 1.
    """

    criterion: str
    weight: float
    low: float
    high: float
    options: tuple[str, ...]


def nearest_weight_change(assessment: Assessment, id: str) -> WeightChange | None:
    """The least change of a criterion's weight alone that puts another option first; None where none does.

    The other weights keep their ratios; where the criterion has all the weight there are none to keep.
    """
    lines = score_lines(assessment, id)
    if lines is None:
        return None
    weight = assessment.weighting.weights[id]
    stretches = upper_edge(lines)
    here = next(place for place, (start, end, _) in enumerate(stretches) if start <= weight <= end)
    start, end, _ = stretches[here]
    beside = [(abs(edge - weight), place) for edge, place in ((start, here - 1), (end, here + 1))]
    near = [(distance, stretches[place]) for distance, place in beside if 0 <= place < len(stretches)]
    if not near:
        return None
    _, (low, high, option) = min(near)
    return WeightChange(id, weight, low, high, tuple(level_along(lines, low, high, option)))


def settled_for_one_weight(assessment: Assessment) -> bool:
    """Whether no change of one criterion's weight alone can put another option first, whatever is unknown.

    So the leader, its unknown ratings at their worst, is not behind another, those at their best, with weight 0 on a
    criterion and with all of it: in between the lead is on a straight line. Nothing is claimed where an unknown rating
    is shared.
    """
    if assessment.unknown_is_shared:
        return False
    weights = assessment.weighting.weights
    for criterion in assessment.study.criteria:
        parts = _parts(assessment, {criterion.id: 1.0})
        ends = (weights,) if parts is None else parts[1:]
        if any(weighted_sum(lead, end) < -TIE for lead in _least_leads(assessment).values() for end in ends):
            return False
    return True


def _least_leads(assessment: Assessment) -> dict[str, dict[str, float]]:
    """By other option and criterion the leader's lead in value at the least: its unknown ratings 0, the other's 100."""
    leader, *others = assessment.options
    worst = leader.filled(0.0)
    return {other.id: {id: worst[id] - best for id, best in other.filled(100.0).items()} for other in others}


@dataclass(frozen=True, slots=True)
class Move:
    """Points of 100 that go from one criterion's weight to another's, both by id."""

    giver: str
    taker: str
    points: float


@dataclass(frozen=True, slots=True)
class Flip:
    """What brings an option, by id, level with the leader, which need not make it the first.

    `gap` is what it lacks, in points of score. `points` are those of 100 that must move, over all criteria
    together: the sum of `moves`, of which the largest comes first. Both are None where no weighting can do it.
    """

    option: str
    gap: float
    points: float | None
    moves: tuple[Move, ...] | None


def fewest_moves(lead: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Move, ...] | None:
    """The moves of the fewest points that close a gap, or None where all weight together cannot.

    lead: by how many points of value the leader is ahead on each criterion, below 0 where it is behind.
    weights: shares of 1. The taker is the criterion on which the leader is least ahead, the first of equal
    ones; the givers are those with weight left on which it is most ahead, one after the other. Exact: a point
    of weight closes the difference of the leads of giver and taker, and no other pair closes more with it.
    """
    taker = min(lead, key=lambda id: lead[id])
    left = fsum(weights[id] * lead[id] for id in lead)
    moves = []
    for giver in sorted(lead, key=lambda id: -lead[id]):
        if left <= TIE:
            break
        per_share = lead[giver] - lead[taker]
        if weights[giver] > 0 and per_share > 0:
            share = min(weights[giver], left / per_share)
            left -= share * per_share
            moves.append(Move(giver, taker, 100 * share))
    return tuple(sorted(moves, key=lambda move: -move.points)) if left <= TIE else None


def flips(assessment: Assessment) -> tuple[Flip, ...]:
    """For every option but the leader what brings it level, in the order of their ranks.

    The leader is the first of the assessment's options: of several that share the rank, the first by id.
    """
    leader, *others = assessment.options
    found = []
    for option in others:
        lead = {id: value - option.effective[id] for id, value in leader.effective.items()}
        moves = fewest_moves(lead, assessment.weighting.weights)
        points = None if moves is None else fsum(move.points for move in moves)
        gap = 0.0 if option.rank == leader.rank else leader.score - option.score
        found.append(Flip(option.id, gap, points, moves))
    return tuple(found)


def radius(found: tuple[Flip, ...]) -> Flip | None:
    """The flip of the fewest points, the first of equal ones; None where no weighting makes one.

    Any weighting that moves fewer points keeps the leader first.
    """
    possible = [flip for flip in found if flip.points is not None]
    return min(possible, key=lambda flip: flip.points or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Firmness:
    """How many points of weight must move before another option is level with the leader.

    `radius` is the nearest flip with each unknown rating counted as halfway; None where no weighting makes one.
    `least_points` are the fewest whatever the unknown ratings turn out to be, those of the leader at their worst and
    all others' at their best; 0 where another could then be level already, None where even then no weighting makes
    one. `settled` says whether what `radius` says holds whatever they turn out to be, as it does where all are known.
    Where an unknown rating is shared neither is worked out: no least points, and not settled.
    """

    radius: Flip | None
    least_points: float | None
    settled: bool


def firmness(assessment: Assessment, found: tuple[Flip, ...] | None = None) -> Firmness:
    """How firm the first place is. found: the flips of the other options, where they have been worked out."""
    nearest = radius(flips(assessment) if found is None else found)
    points = nearest.points if nearest else None
    if not assessment.unknown:
        return Firmness(nearest, points, True)
    if assessment.unknown_is_shared:
        return Firmness(nearest, None, False)
    weights = assessment.weighting.weights
    moves = [fewest_moves(lead, weights) for lead in _least_leads(assessment).values()]
    least = min((fsum(move.points for move in each) for each in moves if each is not None), default=None)
    return Firmness(nearest, least, _settled(assessment, nearest, least))


def _settled(assessment: Assessment, nearest: Flip | None, least: float | None) -> bool:
    """Whether the nearest flip is that whatever is unknown: it rests on no unknown rating, and none is nearer."""
    if nearest is None or nearest.moves is None or nearest.points is None:
        return least is None
    if not nearest.moves:
        return assessment.first_place_settled and not any(option.unsure for option in assessment.tied)
    if least is None or least < nearest.points - TIE:
        return False
    weights = dict(assessment.weighting.weights)
    for move in nearest.moves:
        weights[move.giver] -= move.points / 100
        weights[move.taker] += move.points / 100

    def rests(option: ScoredOption) -> bool:
        return any(weights[id] > TIE for id in option.unsure)

    return not (rests(assessment.leader) or rests(assessment.option(nearest.option)))
