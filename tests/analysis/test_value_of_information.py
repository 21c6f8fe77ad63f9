"""What knowing ratings exactly is worth: worked numbers, and nothing where nothing is uncertain."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyscore
from policyscore.analysis import value_of_information
from policyscore.analysis.rating_distributions import rating_distributions
from policyscore.analysis.scoring import assess
from policyscore.analysis.value_of_information import evppi, expected_scores, mean_of_largest
from policyscore.model.study import Study
from policyscore.model.weight_block import Array
from tests.analysis.test_rating_distributions import widened
from tests.helpers import matrix, study, toy


def test_what_evidence_is_worth() -> None:
    # 40 or 80 by the toss of a coin against a sure 55: knowing gives (55 + 80) / 2 = 67.5, 7.5 more than the mean 60.
    half = np.array([0.5, 0.5])
    assert mean_of_largest([(np.array([40.0, 80.0]), half), (np.array([55.0]), np.ones(1))]) == pytest.approx(67.5)

    assessment = policyscore.score(widened())
    weights = [assessment.weighting.weights[c.id] for c in assessment.study.criteria]
    found, chances = evppi(rating_distributions(assessment), weights)
    assert chances == 0
    assert found == pytest.approx([0.370, 0.123, 0.000, 0.005], abs=6e-4)


def test_without_ranges_evidence_is_worth_nothing() -> None:
    assessment = policyscore.score(toy())
    weights = [assessment.weighting.weights[c.id] for c in assessment.study.criteria]

    assert evppi(rating_distributions(assessment), weights) == ([0, 0, 0, 0], 0)


def test_the_expected_score_is_the_mean_of_what_the_ratings_could_be() -> None:
    # A: (50 + 4 * 55 + 100) / 6 = 61.67 on x, so .5 * 61.67 + .5 * 20 = 40.83; B, unknown on y: 30 + 25.
    assessment = policyscore.score(matrix({"x": 1, "y": 1}, {"A": ["[50, 55, 100]", 20], "B": [60, "unknown"]}))
    table = rating_distributions(assessment)
    found = dict(zip([o.id for o in assessment.options], expected_scores(table, [0.5, 0.5]), strict=True))

    assert found == pytest.approx({"a": 245 / 6, "b": 55})


def test_along_a_curve_the_mean_of_the_values_is_not_the_value_of_the_mean() -> None:
    # 0 to 100 uniformly; half of it has value 0, the other half 0 to 100: 25.
    text = "criteria: {x: {worst: 0, best: 100, curve: {0: 0, 50: 0, 100: 100}}}\n"
    assessment = policyscore.score(study(f"{text}---\n{{option: A, id: a, ratings: {{x: unknown}}}}\n"))

    assert rating_distributions(assessment).own[0][0].mean == pytest.approx(25, abs=1e-3)


NUMBERS = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4)), min_size=1, max_size=4), min_size=1, max_size=5
)


@given(NUMBERS)
def test_the_mean_of_the_largest_is_that_over_all_that_can_happen_together(made: list[list[tuple[int, int]]]) -> None:
    numbers = [
        (np.array([float(v) for v, _ in each]), np.array([c / sum(c for _, c in each) for _, c in each]))
        for each in made
    ]
    mean = 0.0
    for together in product(*(zip(*number, strict=True) for number in numbers)):
        mean += max(value for value, _ in together) * prod(chance for _, chance in together)

    assert mean_of_largest(numbers) == pytest.approx(mean)


def test_what_cannot_be_first_whatever_is_known_takes_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    # One option leads by more than its ratings can move: of 4 or of 40 others none is looked at on a grid again.
    looked_at = []
    for count in (4, 40):
        rows = {"A": ["[80, 90, 95]"] * 2} | {f"B{n}": [f"[{n}, {n + 5}, {n + 9}]"] * 2 for n in range(count)}
        assessment = policyscore.score(matrix({"x": 1, "y": 1}, rows))
        table = rating_distributions(assessment)
        calls: list[int] = []
        original = value_of_information.mean_of_largest
        monkeypatch.setattr(
            value_of_information,
            "mean_of_largest",
            lambda numbers, calls=calls, original=original: calls.append(len(numbers)) or original(numbers),
        )
        assert evppi(table, [0.5, 0.5])[0] == [0, 0]
        looked_at.append(calls)
        monkeypatch.undo()

    assert looked_at == [[1, 1], [1, 1]]


# One criterion, on which Now is not known; Half takes effect with 50 in 100, Less is behind it by 2.5 whatever happens.
SHARED = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  x: {worst: 0, best: 100}
---
{option: Half, id: half, ratings: {odds: 50, x: 100}}
---
{option: Less, id: less, ratings: {odds: 50, x: 95}}
---
{option: Sure, id: sure, ratings: {odds: 100, x: 75}}
---
{option: Now, id: now, baseline: true, ratings: {odds: 100, x: unknown}}
"""


def worth(made: Study) -> list[float]:
    """What it is worth to know the ratings on the only criterion, and the chances."""
    assessment = policyscore.score(made)
    weights = [assessment.weighting.weights[c.id] for c in made.criteria]
    on_criteria, on_chances = evppi(rating_distributions(assessment), weights)
    return [*on_criteria, on_chances]


def test_the_baselines_rating_is_one_for_all_that_may_fail() -> None:
    # Half and Sure are expected to score 75. With b known Half scores 50 + .5 b, and is first where b is above 50, at
    # 87.5 on average: (75 + 87.5) / 2 = 81.25, 6.25 more. Drawn apart, the two that may fail would give more.
    assert worth(study(SHARED)) == pytest.approx([6.25, 0], abs=2e-3)
    # A baseline that is not ranked is worth knowing, too.
    made = study(SHARED)
    assessment = assess(made, made.default_weighting, made.options[:3])
    assert evppi(rating_distributions(assessment), [1.0])[0] == pytest.approx([6.25], abs=2e-3)


def test_what_it_is_worth_to_know_a_chance() -> None:
    # Maybe scores 40 + 60 p, 70 as expected, as Sure does. With p known it is first where p is above .5, at 85 on
    # average: (70 + 85) / 2 = 77.5, 7.5 more.
    text = SHARED.replace("odds: 50, x: 100", "odds: unknown, x: 100").replace("x: 75", "x: 70")
    made = study(text.replace("x: unknown", "x: 40").replace("odds: 50, x: 95", "odds: 0, x: 95"))

    assert worth(made) == pytest.approx([0, 7.5], abs=1e-3)


def test_what_comes_from_trying_does_not_wait_for_the_chance() -> None:
    # With half of the effect from trying Maybe scores 70 + 30 p, and Sure 85: 85 or 92.5 on average, 3.75 more.
    text = SHARED.replace("odds: 50, x: 100", "odds: unknown, x: 100").replace("x: 75", "x: 85")
    text = text.replace("x: unknown", "x: 40").replace("odds: 50, x: 95", "odds: 0, x: 95")
    made = study(text.replace("x: {worst: 0, best: 100}", "x: {worst: 0, best: 100, if_it_fails: 0.5}"))

    assert worth(made) == pytest.approx([0, 3.75], abs=1e-3)


FIVE = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  x: {worst: 0, best: 100, weight: 3}
  y: {worst: 50, best: 0, weight: 2, if_it_fails: 0.6, curve: {50: 0, 40: 50, 0: 100}}
  z: {worst: 0, best: 10, weight: 1, if_it_fails: 1}
---
{option: A, id: a, ratings: {odds: [20, 40, 90], x: [40, 80, 100], y: [10, 20, 45], z: 6}}
---
{option: B, id: b, ratings: {odds: unknown, x: [30, 60, 95], y: 15, z: [2, 6, 9]}}
---
{option: C, id: c, ratings: {odds: 100, x: [20, 45, 70], y: [5, 20, 50], z: [2, 5, 8]}}
---
{option: D, id: d, ratings: {odds: [0, 10, 60], x: [80, 90, 100], y: unknown, z: [4, 5, 7]}}
---
{option: Now, id: now, baseline: true, ratings: {odds: unknown, x: [10, 40, 85], y: [20, 30, 50], z: [3, 6, 8]}}
"""
DRAWS = 200_000


def test_the_integrals_agree_with_sampling() -> None:
    """Draws of what is known, with the mean scores given that: within four standard errors, and 0.001 for the grids."""
    assessment = policyscore.score(study(FIVE))
    table, rng = rating_distributions(assessment), np.random.default_rng(3)
    weights, trying = np.array([3, 2, 1]) / 6, np.array([0, 0.6, 1])
    places = {option.id: place for place, option in enumerate(assessment.options)}
    now, sure = places["now"], [places["now"], places["c"]]
    likely = {"a": 0.45, "b": 0.5, "c": 1, "d": 10 / 60, "now": 1}
    # (20 + 4 * 40 + 90) / 6 = 45; (0 + 4 * 10 + 60) / 6 = 16.67.
    chances = np.array([likely[option.id] for option in assessment.options])
    means = np.array([[cell.mean for cell in row] for row in table.own])

    def scores(p: Array, values: Array) -> Array:
        """(N, m) of chances (N or 1, m) and values (N or 1, m, n)."""
        base, share = values[:, now : now + 1], p[:, :, None] + (1 - p[:, :, None]) * trying
        found: Array = (base + share * (values - base)) @ weights
        return found

    best = scores(chances[None], means[None]).max()
    found, of_chances = evppi(table, weights.tolist())
    assert best == pytest.approx(max(expected_scores(table, weights.tolist())))
    for j, exact in enumerate(found):
        values = np.repeat(means[None], DRAWS, axis=0)
        values[:, :, j] = np.stack([row[j].sample(rng, DRAWS) for row in table.own], axis=1)
        agrees(scores(chances[None], values).max(axis=1) - best, exact)
    p = np.stack([np.ones(DRAWS) if c is None else c.sample(rng, DRAWS) / 100 for c in table.chances], axis=1)
    assert (p[:, sure] == 1).all()
    agrees(scores(p, means[None]).max(axis=1) - best, of_chances)


def agrees(drawn: Array, exact: float) -> None:
    assert exact > 0.02
    assert drawn.mean() == pytest.approx(exact, abs=4 * drawn.std() / np.sqrt(len(drawn)) + 1e-3)


def test_expected_scores_with_chances_agree_with_draws_of_everything() -> None:
    assessment = policyscore.score(study(FIVE))
    table, weights = rating_distributions(assessment), np.array([3, 2, 1]) / 6
    drawn = table.sample(np.random.default_rng(5), DRAWS) @ weights
    errors = 4 * drawn.std(axis=0) / np.sqrt(DRAWS) + 1e-3

    for mean, exact, error in zip(drawn.mean(axis=0), expected_scores(table, weights.tolist()), errors, strict=True):
        assert mean == pytest.approx(exact, abs=error)
