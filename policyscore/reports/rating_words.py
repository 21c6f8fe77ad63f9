"""Ratings as text: as somebody would write one, and where it would have to be."""

from policyscore.analysis.rating_sensitivity import RatingFlip, without_noise
from policyscore.formats.numbers import significant_apart
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE
from policyscore.text import plain


def figure(number: float, criterion: Criterion) -> str:
    """A rating, or an end of its range, without the noise of floating point that a spreadsheet may leave in it."""
    return plain(without_noise(number, criterion))


def as_rated(rating: Rating, criterion: Criterion, unit: bool = True) -> str:
    """A rating as somebody would write it, with its range where it has one, and on demand the criterion's unit."""
    if rating.value is None or rating.low is None or rating.high is None:
        return "unknown"
    low, value, high = (figure(number, criterion) for number in (rating.low, rating.value, rating.high))
    text = value if low == value == high else f"{value} ({low} to {high})"
    return criterion.with_unit(text) if unit else text


def told_rating(flip: RatingFlip, criterion: Criterion) -> str:
    """The rating of a flip, to as many digits of its scale as a reader can use, or as tell it from the rating as it
    stands."""
    before = criterion.rating_at(MIDDLE) if flip.before is None else without_noise(flip.before, criterion)
    return significant_apart(flip.after, before, criterion.ends)
