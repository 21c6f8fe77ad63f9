"""What ratings rest on, as letters beside their values."""

from collections.abc import Sequence

from policyscore.analysis.evidence import JUDGED, MODERATE, STRONG, WEAK, grades
from policyscore.model.study import Rating


def legend(ratings: Sequence[Rating]) -> str:
    """What the letters mean, and how many ratings there are of each."""
    source = "the article or a source" if any(rating.basis == "article" for rating in ratings) else "a source"
    meanings = {
        STRONG: f"{source}, with high confidence",
        MODERATE: f"{source}, with medium confidence",
        WEAK: f"{source}, with low confidence or none stated",
        JUDGED: "judgement alone",
    }
    found = grades(ratings)
    said = [f"{letter} {meaning} ({found[letter]})" for letter, meaning in meanings.items() if found[letter]]
    if not said:
        return "Nothing says what the ratings rest on."
    none = f"; without a letter, nothing stated or no rating ({found[None]})" if found[None] else ""
    return f"Letters say what each rating rests on: {'; '.join(said)}{none}."
