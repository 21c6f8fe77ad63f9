"""Ratings that are not known exactly: moments of the PERT distribution, and unknown ones over their scale."""

import numpy as np
import pytest

import policyscore
from policyscore.analysis.rating_distributions import RatingDistribution, sample_values
from tests.helpers import TOY_RATINGS, TOY_WEIGHTS, matrix


def widened() -> policyscore.Study:
    """The running example with every rating 15 either way, as far as the scale goes."""
    wide = {id: [f"[{max(0, x - 15)}, {x}, {min(100, x + 15)}]" for x in row] for id, row in TOY_RATINGS.items()}
    return matrix(TOY_WEIGHTS, wide)


def test_pert_has_its_mean_and_spread() -> None:
    # Low 40, likeliest 50, high 75: mean (40 + 200 + 75) / 6 = 52.5, variance (52.5 - 40) (75 - 52.5) / 7 = 6.339^2.
    (option,) = matrix({"x": 1}, {"A": ("[40, 50, 75]",)}).options
    criterion = matrix({"x": 1}, {"A": (1,)}).criteria[0]
    cell = RatingDistribution.of(option.ratings["x"], criterion)
    drawn = sample_values([[cell]], np.random.default_rng(0), 200_000)[:, 0, 0]
    values, chances = cell.distribution()

    assert drawn.mean() == pytest.approx(52.5, abs=0.06)
    assert drawn.std() == pytest.approx(6.339, abs=0.05)
    assert values @ chances == pytest.approx(52.5, abs=1e-4)
    assert np.sqrt((values - 52.5) ** 2 @ chances) == pytest.approx(6.339, abs=1e-3)


def test_an_unknown_rating_is_anywhere_on_its_scale() -> None:
    (option,) = matrix({"x": 1}, {"A": ("unknown",)}).options
    cell = RatingDistribution.of(option.ratings["x"], matrix({"x": 1}, {"A": (1,)}).criteria[0])
    drawn = sample_values([[cell]], np.random.default_rng(0), 100_000)[:, 0, 0]

    assert (drawn.mean(), drawn.std()) == pytest.approx((50, 100 / np.sqrt(12)), abs=0.4)
    assert not cell.known
