"""How far one rating can change, all else as it is, before another option draws level with the leader."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import rating

# More digits of a scale's span than this are noise of floating point.
SPAN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class RatingFlip:
    """A rating, in its criterion's unit, at which an option would draw level with the leader, all else as it is.

    `before` is the rating as it stands, None where it is unknown; `distance` is how far that is in points of value.
    """

    option: str
    criterion: str
    before: float | None
    after: float
    distance: float

    def inside(self, known: Rating) -> bool | None:
        """Whether the change lies in the rating's own range; None where it has none."""
        if known.low is None or known.high is None or known.low == known.high:
            return None
        near = TIE * max(1.0, abs(self.after))
        return known.low - near <= self.after <= known.high + near


def rating_flips(assessment: Assessment) -> tuple[RatingFlip, ...]:
    """The single ratings that would bring an option level with the leader, nearest in value first.

    An option's own rating goes up, or the leader's goes down until the next option is level; none where the
    scale ends before, where the criterion has no weight, and where options share the first place.
    """
    leader, *others = assessment.options
    if not others or leader.score - others[0].score <= TIE:
        return ()
    found = [flip for option in others for flip in ratings_to_lead(assessment, option).values()]
    found += _lowered(assessment, leader, leader.score - others[0].score)
    # Of equally near ones by criterion, as they stand in the file, and there by rank, the leader's last.
    places = {criterion.id: place for place, criterion in enumerate(assessment.study.criteria)}
    ranks = {option.id: place for place, option in enumerate(others)}
    found.sort(key=lambda flip: (places[flip.criterion], ranks.get(flip.option, len(ranks))))
    return tuple(sorted(found, key=lambda flip: flip.distance))


def nearest_rating_flips(flips: tuple[RatingFlip, ...]) -> tuple[RatingFlip, ...]:
    """The first of the flips, with all that are equally near."""
    return tuple(flip for flip in flips if flip.distance - flips[0].distance <= TIE)


def ratings_to_lead(assessment: Assessment, option: ScoredOption) -> dict[str, RatingFlip]:
    """By criterion, where that can be, the rating that alone would bring the option level with the leader.

    Empty for a leader. In the criterion's unit, through its curve.
    """
    gap = assessment.leader.score - option.score
    found = {}
    for criterion, weight in _weighty(assessment):
        value = option.values[criterion.id] + gap / weight
        if gap > TIE and value <= 100 + TIE:
            after = without_noise(criterion.rating_at(min(100.0, value)), criterion)
            before = option.ratings[criterion.id].value
            found[criterion.id] = RatingFlip(option.id, criterion.id, before, after, gap / weight)
    return found


def _lowered(assessment: Assessment, leader: ScoredOption, gap: float) -> Iterator[RatingFlip]:
    """The leader's own ratings, each as low as would bring the next option level."""
    for criterion, weight in _weighty(assessment):
        value = leader.values[criterion.id] - gap / weight
        if value >= -TIE:
            # Seen from the best end, the nearest rating with a value on a flat stretch is the one nearest that end.
            knots = [(at, 100 - reached) for at, reached in reversed(criterion.knots)]
            after = without_noise(rating(min(100.0, 100 - value), criterion.best, criterion.worst, knots), criterion)
            before = leader.ratings[criterion.id].value
            yield RatingFlip(leader.id, criterion.id, before, after, gap / weight)


def without_noise(rating: float, criterion: Criterion) -> float:
    """A computed rating to 12 digits of its scale's span, on the scale; what is within 1e-9 of the span of 0 is 0."""
    low, high = criterion.ends
    span = high - low
    near_0 = abs(rating) <= TIE * span
    return min(high, max(low, 0.0 if near_0 else round(rating, SPAN_DIGITS - floor(log10(span)))))


def _weighty(assessment: Assessment) -> Iterator[tuple[Criterion, float]]:
    """The criteria that carry weight, with their weights."""
    weights = assessment.weighting.weights
    return ((criterion, weights[criterion.id]) for criterion in assessment.study.criteria if weights[criterion.id] > 0)
