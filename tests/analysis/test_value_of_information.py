"""What knowing ratings exactly is worth: worked numbers, and nothing where nothing is uncertain."""

import numpy as np
import pytest

import policyscore
from policyscore.analysis.rating_distributions import rating_distributions
from policyscore.analysis.value_of_information import evppi, mean_of_largest
from tests.analysis.test_rating_distributions import widened
from tests.helpers import toy


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
