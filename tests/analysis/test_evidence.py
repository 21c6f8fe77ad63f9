"""What ratings rest on: grades, and counts of them."""

import pytest

from policyscore.analysis.evidence import bases, grade, grades
from policyscore.model.study import Rating


def rating(basis: str | None, confidence: str | None = None, value: float | None = 5.0) -> Rating:
    return Rating(value, value, value, basis=basis, confidence=confidence)


@pytest.mark.parametrize(
    ("basis", "confidence", "expected"),
    [
        ("article", "high", "A"),
        ("source", "medium", "B"),
        ("source", "low", "C"),
        ("article", None, "C"),
        ("judgement", "high", "D"),
        (None, "high", None),
    ],
)
def test_the_grade_goes_by_basis_and_confidence(
    basis: str | None, confidence: str | None, expected: str | None
) -> None:
    assert grade(rating(basis, confidence)) == expected


def test_an_unknown_rating_rests_on_nothing() -> None:
    ratings = [rating("article", "high"), rating("judgement"), rating("judgement", "low"), rating("source", value=None)]

    assert grades(ratings) == {"A": 1, "D": 2, None: 1}
    assert bases(ratings) == {"article": 1, "judgement": 2}
