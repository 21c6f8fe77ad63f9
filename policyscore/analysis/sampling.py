"""How much is sampled unless somebody says otherwise, and what of. Apart from what samples, which loads numpy."""

from enum import StrEnum

# Weightings drawn from each set, and the seed of the generator.
DRAWS, SEED = 100_000, 0


class Ratings(StrEnum):
    """What is taken of a rating for each weighting that is drawn: itself, or a draw between its low and high."""

    FIXED = "fixed"
    RANGES = "ranges"
