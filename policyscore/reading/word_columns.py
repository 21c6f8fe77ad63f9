"""A column of words in a table of ratings: the order that they may have, and what to say of it."""

import shlex
from collections.abc import Sequence

from policyscore.reading.grid import OPTION_COLUMN, Heading
from policyscore.text import folded, listed, ticked

# Words whose order anybody knows, though not which end is the worse one.
LADDERS = (
    "none|very low|low|rather low|medium|moderate|average|rather high|high|very high",
    "none|very small|small|medium|large|very large",
    "very bad|bad|very poor|poor|fair|average|ok|good|very good|excellent",
    "very weak|weak|medium|moderate|strong|very strong",
    "no|partly|yes",
)

# More words than these are no levels, and longer ones are sentences.
MAX_LABELS, MAX_LABEL_CHARS = 9, 30


def in_order(found: Sequence[str]) -> list[str] | None:
    """Words from the least to the most, or None where nobody can know their order.

    >>> in_order(["Medium", "high", "LOW"]), in_order(["red", "green"])
    (['LOW', 'Medium', 'high'], None)
    """
    for ladder in LADDERS:
        steps = [folded(step) for step in ladder.split("|")]
        if all(folded(word) in steps for word in found):
            return sorted(found, key=lambda word: steps.index(folded(word)))
    return None


def about_words(heading: Heading, said: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a criterion whose cells are words and no number, and what to do about it."""
    spellings: dict[str, str] = {}
    for text in said:
        spellings.setdefault(folded(text), " ".join(text.split()))
    distinct = [*spellings.values()]
    ordered = in_order(distinct)
    levels = 1 < len(distinct) <= MAX_LABELS and all(len(word) <= MAX_LABEL_CHARS for word in distinct)
    if levels and (ordered or len(distinct) < len(said)):
        message = f"the ratings on `{heading.name}` are words: {ticked(distinct)}"
        if ordered:
            ways = _option(heading, ordered), _option(heading, ordered[::-1])
            return message, f"say which is the worst, which the best: {listed(ways, 'or')}"
        return message, f"give them in order, the worst first and the best last, as {_option(heading, distinct)}"
    message = f"there is no rating on `{heading.name}`"
    if OPTION_COLUMN.fullmatch(heading.name):
        return message, "the first column names the options: delete those before this one"
    hint = "delete the column, or rate the options on it"
    if levels:
        hint += f"; where its words are levels, give them from the worst to the best, as {_option(heading, distinct)}"
    return message, hint


def _option(heading: Heading, labels: Sequence[str]) -> str:
    """The option that gives a criterion these labels, as a shell takes it."""
    return "--scale " + shlex.quote(f"{heading.id}={':'.join(labels)}")
