"""The fewest points of weight that must move for another option to draw level with the leader."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from policyscore.scoring import TIE, Assessment


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


def fewest(lead: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Move, ...] | None:
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
    for row in others:
        lead = {id: value - row.values[id] for id, value in leader.values.items()}
        moves = fewest(lead, assessment.weighting.weights)
        points = None if moves is None else fsum(move.points for move in moves)
        gap = 0.0 if row.rank == leader.rank else leader.score - row.score
        found.append(Flip(row.option.id, gap, points, moves))
    return tuple(found)


def radius(found: tuple[Flip, ...]) -> Flip | None:
    """The flip of the fewest points, the first of equal ones; None where no weighting makes one.

    Any weighting that moves fewer points keeps the leader first.
    """
    possible = [flip for flip in found if flip.points is not None]
    return min(possible, key=lambda flip: flip.points or 0.0, default=None)
