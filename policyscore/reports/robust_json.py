"""What `robust -f json` prints: the types of it, and how a result becomes it."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from policyscore.analysis.rank_acceptability import RankShares
from policyscore.analysis.robustness import Robustness
from policyscore.analysis.weight_sensitivity import Move
from policyscore.formats.report import Note
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json


class MoveJson(TypedDict("_Ends", {"from": str, "to": str})):
    """Points of weight that move from one criterion to another."""

    points: float


class FlipJson(TypedDict):
    """What brings an option level with the leader; null where no weighting can."""

    option: str
    gap: float
    points: float | None
    moves: list[MoveJson] | None


class RadiusJson(TypedDict):
    """The least of the flips; null where there is none."""

    points: float | None
    challenger: str | None
    moves: list[MoveJson] | None


class StabilityJson(TypedDict):
    """The weights of a criterion that keep the leader first, and who leads beyond; null where it has all the weight.

    Of several that lead level with one another, that of the best rank is named, of these the first by id.
    """

    criterion: str
    weight: float
    low: float | None
    high: float | None
    below: str | None
    above: str | None


class RatingFlipJson(TypedDict("_Change", {"from": float | None, "to": float})):
    """A rating at which an option, `level_with`, is level with the leader; `from` is null where it is unknown.

    That is the option whose rating it is, unless that is the leader or the baseline.
    """

    option: str
    criterion: str
    level_with: str


class FirstJson(TypedDict):
    """Whether an option can be first under any weights, with what proves it; unknown ratings count as halfway.

    Where a rating is unknown, `over_unknown` is the verdict that holds whatever it is, `open` where none is known to.
    """

    verdict: str
    margin: float | None
    weights: dict[str, float] | None
    mixture: dict[str, float] | None
    over_unknown: NotRequired[str]


class OverUnknownJson(TypedDict):
    """What holds whatever the unknown ratings turn out to be, and what they could change; options by id.

    `unknown` are the criteria by option. `settled` says whether the same options are first under today's weights, and
    `could_come_first` which others could be. `radius` are the fewest points of weight that could then change the first
    place, 0 where none need move, null where no weights can. `dominated_by` are the options that surely dominate one.
    Where a chance is unknown, or a rating of the baseline that other options count, nothing of this is worked out:
    `settled` is false, and the other three are null.
    """

    unknown: dict[str, list[str]]
    settled: bool
    could_come_first: list[str] | None
    radius: float | None
    dominated_by: dict[str, list[str]] | None


class RankSharesJson(TypedDict):
    """Shares of a named set of weightings, by option: of each rank, with their errors; of pairs of options."""

    set: str
    ratings: str
    method: str
    pairwise_method: str
    draws: int
    seed: int
    ranges: dict[str, list[float]] | None
    ranks: dict[str, list[float]]
    standard_error: dict[str, list[float]]
    central_weights: dict[str, dict[str, float] | None]
    pairwise: dict[str, dict[str, float]]


class InformationJson(TypedDict):
    """What knowing all ratings on a criterion exactly is worth, in points of score."""

    criterion: str
    value: float


class UnknownJson(TypedDict, total=False):
    """What is there only where a rating is unknown."""

    over_unknown: OverUnknownJson


class RobustJson(HeadJson, UnknownJson):
    """What `robust -f json` prints; options and criteria by id.

    `expected_scores` are the means over what the ratings could be; `information` is worth above the highest of them.
    """

    weighting: WeightingJson
    leader: str
    tied: list[str]
    runner_up: str | None
    gap: float | None
    radius: RadiusJson
    stability: list[StabilityJson]
    flips: list[FlipJson]
    rating_flips: list[RatingFlipJson]
    first: dict[str, FirstJson]
    dominated_by: dict[str, list[str]]
    shares: list[RankSharesJson]
    expected_scores: dict[str, float]
    information: list[InformationJson]


def robust_json(result: Robustness, notes: Sequence[Note]) -> RobustJson:
    """The object for programs, with the notes that people get beside the tables."""
    radius = result.radius
    return {
        **json_head("robust", result.assessment.study.sha256, notes, result.assessment.study),
        "weighting": weighting_json(result.assessment.weighting),
        "leader": result.leader.id,
        "tied": [option.id for option in result.tied],
        "runner_up": result.runner_up.id if result.runner_up else None,
        "gap": result.gap,
        "radius": {
            "points": radius.points if radius else None,
            "challenger": radius.option if radius else None,
            "moves": _moves(radius.moves) if radius else None,
        },
        "stability": [
            {
                "criterion": each.criterion,
                "weight": each.weight,
                "low": each.low,
                "high": each.high,
                "below": next(iter(each.below), None),
                "above": next(iter(each.above), None),
            }
            for each in result.stability
        ],
        "flips": [
            {"option": flip.option, "gap": flip.gap, "points": flip.points, "moves": _moves(flip.moves)}
            for flip in result.flips
        ],
        "rating_flips": [
            {
                "option": flip.option,
                "criterion": flip.criterion,
                "from": flip.before,
                "to": flip.after,
                "level_with": flip.level_with,
            }
            for flip in result.rating_flips
        ],
        "first": {id: _first_json(result, id) for id in result.potential_optimality},
        "dominated_by": {id: list(others) for id, others in result.dominated_by.items()},
        "shares": [_shares_json(shares) for shares in result.shares],
        "expected_scores": dict(result.expected),
        "information": [{"criterion": id, "value": worth} for id, worth in result.information.items()],
        **_over_unknown_json(result),
    }


def _first_json(result: Robustness, id: str) -> FirstJson:
    first = result.potential_optimality[id]
    made: FirstJson = {
        "verdict": first.verdict,
        "margin": first.margin,
        "weights": _copied(first.weights),
        "mixture": _copied(first.mixture),
    }
    if result.over_unknown:
        made["over_unknown"] = result.over_unknown[id].verdict
    return made


def _over_unknown_json(result: Robustness) -> UnknownJson:
    assessment = result.assessment
    if not result.over_unknown:
        return {}
    baseline, options = assessment.baseline, [*assessment.options]
    if baseline and not baseline.rank and any(option.borrowed for option in options):
        options.append(baseline)
    could = None if assessment.shared_unknown_counts else [option.id for option in assessment.could_come_first]
    dominated = {id: list(others) for id, others in result.surely_dominated_by.items()}
    return {
        "over_unknown": {
            "unknown": {option.id: list(option.unknown) for option in options if option.unknown},
            "settled": assessment.first_place_settled,
            "could_come_first": could,
            "radius": result.firmness.least_points,
            "dominated_by": None if assessment.unknown_is_shared else dominated,
        }
    }


def _moves(moves: Sequence[Move] | None) -> list[MoveJson] | None:
    if moves is None:
        return None
    return [{"from": move.giver, "to": move.taker, "points": move.points} for move in moves]


def _copied(weights: Mapping[str, float] | None) -> dict[str, float] | None:
    return None if weights is None else dict(weights)


def _shares_json(shares: RankShares) -> RankSharesJson:
    ranges = shares.set.ranges
    return {
        "set": shares.set.name,
        "ratings": shares.ratings,
        "method": "sampled",
        "pairwise_method": "exact" if shares.exact else "sampled",
        "draws": shares.draws,
        "seed": shares.seed,
        "ranges": None if ranges is None else {id: list(ends) for id, ends in ranges.items()},
        "ranks": {id: list(row) for id, row in shares.ranks.items()},
        "standard_error": {id: list(row) for id, row in shares.errors.items()},
        "central_weights": {id: _copied(row) for id, row in shares.central.items()},
        "pairwise": {id: dict(row) for id, row in shares.pairwise.items()},
    }
