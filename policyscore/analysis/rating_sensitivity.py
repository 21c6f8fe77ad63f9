"""How far one rating can change before another option leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.model import value_function as scale
from policyscore.model.tree import Criterion
from policyscore.model.value_function import rating


def ratings_to_lead(assessment: Assessment, row: ScoredOption) -> dict[str, float]:
    """For each criterion where that can be, the rating that alone would bring the option level with the leader.

    Empty for a leader. In the criterion's unit, through its curve.
    """
    leader = assessment.options[0]
    gap = leader.score - row.score
    found = {}
    for criterion in assessment.study.criteria:
        weight = assessment.weighting.weights[criterion.id]
        if gap > TIE and weight > 0 and row.values[criterion.id] + gap / weight <= 100 + TIE:
            value = min(100.0, row.values[criterion.id] + gap / weight)
            found[criterion.id] = rating(value, criterion.worst, criterion.best, criterion.knots)
    return found


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


def _raised(
    leader: ScoredOption, others: list[ScoredOption], criterion: Criterion, weight: float
) -> Iterator[RatingFlip]:
    for row in others:
        distance = (leader.score - row.score) / weight
        value = row.values[criterion.id] + distance
        if value <= 100 + TIE:
            after = scale.rating(min(100.0, value), criterion.worst, criterion.best, criterion.knots)
            yield RatingFlip(row.id, criterion.id, row.option.ratings[criterion.id].value, after, distance)


def _lowered(leader: ScoredOption, gap: float, criterion: Criterion, weight: float) -> Iterator[RatingFlip]:
    value = leader.values[criterion.id] - gap / weight
    if value >= -TIE:
        # Seen from the best end, the nearest rating with a value on a flat stretch is the one nearest that end.
        knots = [(at, 100 - reached) for at, reached in reversed(criterion.knots)]
        after = scale.rating(min(100.0, 100 - value), criterion.best, criterion.worst, knots)
        yield RatingFlip(leader.id, criterion.id, leader.option.ratings[criterion.id].value, after, gap / weight)
