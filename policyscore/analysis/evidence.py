"""What ratings rest on: counted, and graded from strong evidence to judgement alone."""

from collections import Counter
from collections.abc import Iterable

from policyscore.model.study import Rating

# Grades of evidence, best first; judgement is judgement however sure its author is.
STRONG, MODERATE, WEAK, JUDGED = "A", "B", "C", "D"

BY_CONFIDENCE = {"high": STRONG, "medium": MODERATE, "low": WEAK, None: WEAK}


def grade(rating: Rating) -> str | None:
    """What a rating rests on, as one of four grades; None where it is unknown, or where nothing is said."""
    if rating.value is None or rating.basis is None:
        return None
    return JUDGED if rating.basis == "judgement" else BY_CONFIDENCE[rating.confidence]


def grades(ratings: Iterable[Rating]) -> Counter[str | None]:
    """How many ratings there are of each grade, and how many have none."""
    return Counter(map(grade, ratings))


def bases(ratings: Iterable[Rating]) -> Counter[str | None]:
    """How many of the known ratings rest on the article, on a source, on judgement, and on nothing that is stated."""
    return Counter(rating.basis for rating in ratings if rating.value is not None)
