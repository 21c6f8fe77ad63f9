"""Ratings as text: as somebody would write one, and where it would have to be."""

from policyscore.analysis.rating_sensitivity import RatingFlip
from policyscore.formats.numbers import significant_apart
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE
from policyscore.text import plain


def as_rated(rating: Rating, criterion: Criterion | None = None) -> str:
    """A rating as somebody would write it, with its range where it has one, and the criterion's unit if it is given."""
    if rating.value is None or rating.low is None or rating.high is None:
        return "unknown"
    ends = "" if rating.low == rating.value == rating.high else f" ({plain(rating.low)} to {plain(rating.high)})"
    text = f"{plain(rating.value)}{ends}"
    return criterion.with_unit(text) if criterion else text


def told_rating(flip: RatingFlip, criterion: Criterion) -> str:
    """The rating of a flip, to as many digits of its scale as a reader can use, or as tell it from the rating as it
    stands."""
    before = criterion.rating_at(MIDDLE) if flip.before is None else flip.before
    return significant_apart(flip.after, before, criterion.ends)
