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
from policyscore.analysis.value_of_information import evppi, expected_scores, mean_of_largest
from tests.analysis.test_rating_distributions import widened
from tests.helpers import matrix, study, toy


def test_what_evidence_is_worth() -> None:
    # 40 or 80 by the toss of a coin against a sure 55: knowing gives (55 + 80) / 2 = 67.5, 7.5 more than the mean 60.
    half = np.array([0.5, 0.5])
    assert mean_of_largest([(np.array([40.0, 80.0]), half), (np.array([55.0]), np.ones(1))]) == pytest.approx(67.5)

    assessment = policyscore.score(widened())
    weights = [assessment.weighting.weights[c.id] for c in assessment.study.criteria]
    found = evppi(rating_distributions(assessment.options, assessment.study.criteria), weights)
    assert found == pytest.approx([0.370, 0.123, 0.000, 0.005], abs=6e-4)


def test_without_ranges_evidence_is_worth_nothing() -> None:
    assessment = policyscore.score(toy())
    weights = [assessment.weighting.weights[c.id] for c in assessment.study.criteria]

    assert evppi(rating_distributions(assessment.options, assessment.study.criteria), weights) == [0, 0, 0, 0]


def test_the_expected_score_is_the_mean_of_what_the_ratings_could_be() -> None:
    # A: (50 + 4 * 55 + 100) / 6 = 61.67 on x, so .5 * 61.67 + .5 * 20 = 40.83; B, unknown on y: 30 + 25.
    assessment = policyscore.score(matrix({"x": 1, "y": 1}, {"A": ["[50, 55, 100]", 20], "B": [60, "unknown"]}))
    table = rating_distributions(assessment.options, assessment.study.criteria)
    found = dict(zip([o.id for o in assessment.options], expected_scores(table, [0.5, 0.5]), strict=True))

    assert found == pytest.approx({"a": 245 / 6, "b": 55})


def test_along_a_curve_the_mean_of_the_values_is_not_the_value_of_the_mean() -> None:
    # 0 to 100 uniformly; half of it has value 0, the other half 0 to 100: 25.
    text = "criteria: {x: {worst: 0, best: 100, curve: {0: 0, 50: 0, 100: 100}}}\n"
    assessment = policyscore.score(study(f"{text}---\n{{option: A, id: a, ratings: {{x: unknown}}}}\n"))

    assert rating_distributions(assessment.options, assessment.study.criteria)[0][0].mean == pytest.approx(25, abs=1e-3)


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
        table = rating_distributions(assessment.options, assessment.study.criteria)
        calls: list[int] = []
        original = value_of_information.mean_of_largest
        monkeypatch.setattr(
            value_of_information,
            "mean_of_largest",
            lambda numbers, calls=calls, original=original: calls.append(len(numbers)) or original(numbers),
        )
        assert evppi(table, [0.5, 0.5]) == [0, 0]
        looked_at.append(calls)
        monkeypatch.undo()

    assert looked_at == [[1, 1], [1, 1]]
