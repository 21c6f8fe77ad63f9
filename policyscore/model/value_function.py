"""A rating in its unit as a value from 0 to 100."""

from bisect import bisect_left
from collections.abc import Sequence

# The value at which an unknown rating is scored, and marked: it could be anywhere from 0 to 100.
MIDDLE = 50.0


def value(rating: float, worst: float, best: float, knots: Sequence[tuple[float, float]] = ()) -> float:
    """The value of a rating between `worst` (0) and `best` (100).

    Straight between the two ends, or along `knots`, points (rating, value) from worst to best that
    straight lines join. The rating lies between the ends.

    >>> value(30, worst=100, best=0)
    70.0
    >>> value(3.5, worst=0, best=10, knots=[(0, 0), (2, 50), (5, 80), (10, 100)])
    65.0
    """
    if not knots:
        return 100 * (rating - worst) / (best - worst)
    if not min(worst, best) <= rating <= max(worst, best):
        raise ValueError(f"{rating} is outside the scale from {worst} to {best}")
    sign = 1 if best > worst else -1
    place = max(1, bisect_left(knots, sign * rating, key=lambda knot: sign * knot[0]))
    (at, reached), (following, higher) = knots[place - 1], knots[place]
    return reached + (higher - reached) * (rating - at) / (following - at)


def rating(value: float, worst: float, best: float, knots: Sequence[tuple[float, float]] = ()) -> float:
    """The rating that has a value, from 0 to 100; on a flat stretch of a curve the end nearest `worst`.

    >>> rating(70, worst=100, best=0)
    30.0
    >>> rating(65, worst=0, best=10, knots=[(0, 0), (2, 50), (5, 80), (10, 100)])
    3.5
    """
    if not knots:
        return worst + (best - worst) * value / 100
    at, reached = knots[0]
    for following, higher in knots[1:]:
        if reached < higher and value <= higher:
            return at + (following - at) * max(0.0, value - reached) / (higher - reached)
        at, reached = following, higher
    return at
