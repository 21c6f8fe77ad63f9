"""How far one rating can change, all else as it is, before another option draws level with the leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf, log10

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption, weighted_sum
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import rating
from policyscore.rounding import NOISE_DECIMALS

# More digits of a scale's span than this are noise of floating point.
SPAN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class RatingFlip:
    """A rating, in its criterion's unit, at which an option would draw level with the leader, all else as it is.

    `level_with` is that option: the one whose rating it is, unless that is the leader or the baseline. `before` is the
    rating as it stands, None where it is unknown; `distance` is how far that is in points of value, which for a chance
    are chances in 100.
    """

    option: str
    criterion: str
    level_with: str
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

    Each is the nearest value of that rating at which any other option is level: a rating of that option, of the leader,
    or of the baseline, which moves every option that may fail, though it may not be ranked itself; and the chance of
    either of the first two. None where the scale ends before, where the rating moves no score, and where options share
    the first place.
    """
    leader, *others = assessment.options
    if not others or leader.score - others[0].score <= TIE:
        return ()
    baseline = assessment.baseline
    rated = [*others, leader] + ([baseline] if baseline and baseline.rank == 0 else [])
    found = [
        flip
        for option in rated
        for criterion in assessment.study.rated
        if (flip := _nearest(assessment, option, criterion, others if option in (leader, baseline) else [option]))
    ]
    # Of equally near ones by criterion, as they stand in the file, and there by rank, the leader's last.
    places = {criterion.id: place for place, criterion in enumerate(assessment.study.rated)}
    ranks = {option.id: place for place, option in enumerate(rated)}
    order = [(round(flip.distance, NOISE_DECIMALS), places[flip.criterion], ranks[flip.option]) for flip in found]
    return tuple(flip for _, flip in sorted(zip(order, found, strict=True), key=lambda pair: pair[0]))


def nearest_rating_flips(flips: tuple[RatingFlip, ...]) -> tuple[RatingFlip, ...]:
    """The first of the flips, with all that are equally near."""
    return tuple(flip for flip in flips if flip.distance - flips[0].distance <= TIE)


def ratings_to_lead(assessment: Assessment, option: ScoredOption) -> dict[str, RatingFlip]:
    """By criterion, the chance among them, the rating that alone would bring the option level with the leader.

    Left out where none can; empty for a leader. In the criterion's unit, through its curve.
    """
    if assessment.leader.score - option.score <= TIE:
        return {}
    flips = (_nearest(assessment, option, criterion, [option]) for criterion in assessment.study.rated)
    return {flip.criterion: flip for flip in flips if flip}


def _nearest(
    assessment: Assessment, rated: ScoredOption, criterion: Criterion, others: Sequence[ScoredOption]
) -> RatingFlip | None:
    """The nearest value of one rating at which one of some others, the first of equally near ones, is level.

    Every score is a straight line over the value, so each of them has one at most.
    """
    leader, own, found = assessment.leader, rated.values[criterion.id], None
    moves_leader = _moves(assessment, leader, rated, criterion)
    for other in others:
        closes = _moves(assessment, other, rated, criterion) - moves_leader
        change = (leader.score - other.score) / closes if closes else inf
        if -TIE <= own + change <= 100 + TIE and (found is None or abs(change) < found.distance - TIE):
            after = without_noise(_rating_at(own + change, criterion, rises=change > 0), criterion)
            before = rated.ratings[criterion.id].value
            found = RatingFlip(rated.id, criterion.id, other.id, before, after, abs(change))
    return found


def _moves(assessment: Assessment, option: ScoredOption, rated: ScoredOption, criterion: Criterion) -> float:
    """By how many points an option's score moves for each point of value of one rating of an option, `rated`."""
    study, weights = assessment.study, assessment.weighting.weights
    if criterion.id in weights:
        # What takes effect of the option is moved by its own rating, and the rest by the baseline's.
        share = option.shares[criterion.id]
        return weights[criterion.id] * ((share if option is rated else 0.0) + (1 - share if rated.baseline else 0.0))
    # The chance: none that counts, or none of what goes on anyway, moves nothing.
    base = assessment.baseline
    if option is not rated or base is None or rated.baseline or study.chance is None:
        return 0.0
    effect = {c.id: (1 - c.if_it_fails) * (option.values[c.id] - base.values[c.id]) for c in study.criteria}
    return weighted_sum(effect, weights) / 100


def _rating_at(value: float, criterion: Criterion, rises: bool) -> float:
    """The rating that has a value; of those on a flat stretch of a curve the first that is reached from today's."""
    if rises:
        return criterion.rating_at(min(100.0, value))
    # Seen from the best end, the nearest rating with a value on a flat stretch is the one nearest that end.
    knots = [(at, 100 - reached) for at, reached in reversed(criterion.knots)]
    return rating(min(100.0, 100 - value), criterion.best, criterion.worst, knots)


def without_noise(rating: float, criterion: Criterion) -> float:
    """A computed rating to 12 digits of its scale's span, on the scale; what is within 1e-9 of the span of 0 is 0."""
    low, high = criterion.ends
    span = high - low
    near_0 = abs(rating) <= TIE * span
    return min(high, max(low, 0.0 if near_0 else round(rating, SPAN_DIGITS - floor(log10(span)))))
