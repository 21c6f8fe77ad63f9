"""What ratings rest on, as letters beside their values: from strong to judgement alone."""

from collections import Counter
from collections.abc import Sequence

from policyscore.model.study import Rating

# Best first; judgement is judgement however sure its author is.
STRONG, MODERATE, WEAK, JUDGED = "A", "B", "C", "D"


LETTERS = {"high": STRONG, "medium": MODERATE, "low": WEAK, None: WEAK}


def letter(rating: Rating) -> str:
    """What a rating rests on, in a letter; nothing where it is unknown, or where nothing is said."""
    if rating.value is None or rating.basis is None:
        return ""
    return JUDGED if rating.basis == "judgement" else LETTERS[rating.confidence]


def legend(ratings: Sequence[Rating]) -> str:
    """What the letters mean, and how many ratings there are of each."""
    source = "the article or a source" if any(rating.basis == "article" for rating in ratings) else "a source"
    meanings = {
        STRONG: f"{source}, with high confidence",
        MODERATE: f"{source}, with medium confidence",
        WEAK: f"{source}, with low confidence or none stated",
        JUDGED: "judgement alone",
    }
    found = Counter(map(letter, ratings))
    said = [f"{key} {meaning} ({found[key]})" for key, meaning in meanings.items() if found[key]]
    if not said:
        return "Nothing says what the ratings rest on."
    none = f"; without a letter, nothing stated or no rating ({found['']})" if found[""] else ""
    return f"Letters say what each rating rests on: {'; '.join(said)}{none}."
