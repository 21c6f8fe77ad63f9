"""Ratings that are not known exactly: moments of the PERT distribution, and unknown ones over their scale."""

import numpy as np
import pytest

import policyscore
from policyscore.analysis.rating_distributions import RatingDistribution, rating_distributions
from policyscore.analysis.scoring import assess
from policyscore.model.weight_block import Array
from tests.helpers import TOY_RATINGS, TOY_WEIGHTS, matrix, study


def widened() -> policyscore.Study:
    """The running example with every rating 15 either way, as far as the scale goes."""
    wide = {id: [f"[{max(0, x - 15)}, {x}, {min(100, x + 15)}]" for x in row] for id, row in TOY_RATINGS.items()}
    return matrix(TOY_WEIGHTS, wide)


def test_pert_has_its_mean_and_spread() -> None:
    # Low 40, likeliest 50, high 75: mean (40 + 200 + 75) / 6 = 52.5, variance (52.5 - 40) (75 - 52.5) / 7 = 6.339^2.
    (option,) = matrix({"x": 1}, {"A": ("[40, 50, 75]",)}).options
    criterion = matrix({"x": 1}, {"A": (1,)}).criteria[0]
    cell = RatingDistribution.of(option.ratings["x"], criterion)
    drawn = cell.sample(np.random.default_rng(0), 200_000)
    values, chances = cell.distribution()

    assert drawn.mean() == pytest.approx(52.5, abs=0.06)
    assert drawn.std() == pytest.approx(6.339, abs=0.05)
    assert values @ chances == pytest.approx(52.5, abs=1e-4)
    assert np.sqrt((values - 52.5) ** 2 @ chances) == pytest.approx(6.339, abs=1e-3)


def test_an_unknown_rating_is_anywhere_on_its_scale() -> None:
    (option,) = matrix({"x": 1}, {"A": ("unknown",)}).options
    cell = RatingDistribution.of(option.ratings["x"], matrix({"x": 1}, {"A": (1,)}).criteria[0])
    drawn = cell.sample(np.random.default_rng(0), 100_000)

    assert (drawn.mean(), drawn.std()) == pytest.approx((50, 100 / np.sqrt(12)), abs=0.4)
    assert not cell.known


# One that is certain, two that cannot take effect, one that may; and the baseline, of which not all is known.
CHANCES = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  x: {worst: 0, best: 100, weight: 1}
  y: {worst: 0, best: 100, weight: 1, if_it_fails: 0.5}
---
option: Sure
id: sure
ratings: {odds: 100, x: [20, 50, 80], y: 30}
---
option: Failing
id: failing
ratings: {odds: 0, x: [20, 50, 80], y: 30}
---
option: Maybe
id: maybe
ratings: {odds: unknown, x: 90, y: 30}
---
option: Never
id: never
ratings: {odds: 0, x: unknown, y: 30}
---
option: Now
id: now
baseline: true
ratings: {odds: 3, x: [0, 30, 90], y: unknown}
"""


def drawn_values(*ids: str) -> dict[str, Array]:
    """Effective values that are drawn (count, 2), by option; of some options alone where ids are given."""
    made = study(CHANCES)
    chosen = [option for option in made.options if not ids or option.id in ids]
    assessment = assess(made, made.default_weighting, chosen)
    values = rating_distributions(assessment).sample(np.random.default_rng(0), 50_000)
    return {option.id: values[:, place] for place, option in enumerate(assessment.options)}


def test_one_draw_of_the_baseline_serves_all_options_in_it() -> None:
    drawn = drawn_values()

    # Without any chance X is the baseline's in every draw, and Y half of it and half its own: .5 b + 15.
    for id in ("failing", "never"):
        assert drawn[id][:, 0].tolist() == drawn["now"][:, 0].tolist()
        assert drawn[id][:, 1] == pytest.approx(0.5 * drawn["now"][:, 1] + 15)
    # What is certain is the option's own; the baseline goes by its ratings, whatever its chance.
    assert set(drawn["sure"][:, 1]) == {30}
    assert drawn["sure"][:, 0].min() >= 20
    # PERT of 0, 30 and 90: (0 + 120 + 90) / 6 = 35; unknown: 50, over all from 0 to 100.
    assert drawn["now"].mean(axis=0) == pytest.approx([35, 50], abs=0.5)
    assert drawn["now"][:, 1].max() > 99


def test_a_chance_is_drawn_once_for_all_criteria() -> None:
    drawn = drawn_values()
    x, y, (b, c) = drawn["maybe"][:, 0], drawn["maybe"][:, 1], drawn["now"].T
    # On X p = (x - b) / (90 - b); on Y p + .5 (1 - p) = (y - c) / (30 - c), where what it divides by is far from 0.
    p = (x - b) / (90 - b)
    far = np.abs(30 - c) > 1

    assert ((y - c) / (30 - c))[far] == pytest.approx((0.5 + p / 2)[far])
    assert (p.min(), p.mean(), p.max()) == pytest.approx((0, 0.5, 1), abs=0.01)


def test_a_baseline_that_is_not_ranked_is_drawn_all_the_same() -> None:
    drawn = drawn_values("maybe", "never")

    assert list(drawn) == ["maybe", "never"]
    # Its X is the baseline's: from 0 to 90, and not 50, the value of a rating that is unknown.
    assert drawn["never"][:, 0].std() > 10
    assert drawn["never"][:, 0].mean() == pytest.approx(35, abs=0.5)
