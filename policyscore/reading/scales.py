"""The scales of a table's criteria: two ends in numbers, or labels in order; and the order that words may have."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyscore.errors import CommandError
from policyscore.model import numbers, words
from policyscore.model.places import Quoted
from policyscore.model.refused import Refused
from policyscore.reading.grid import OPTION_COLUMN, Heading
from policyscore.text import did_you_mean, folded, listed, ticked

# What labels from the worst to the best run between, whatever they are.
WORST_LABEL, BEST_LABEL = 0.0, 100.0

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


@dataclass(frozen=True, slots=True)
class Scale:
    """What a rating is read on: its worst and its best end in the unit.

    `labels` are the ratings there are, from the worst to the best, evenly spaced; empty where ratings are numbers.
    """

    worst: float
    best: float
    labels: tuple[str, ...] = ()

    @property
    def levels(self) -> tuple[tuple[float, str], ...]:
        """Each label with its point on the scale."""
        step = (self.best - self.worst) / max(1, len(self.labels) - 1)
        return tuple((self.worst + step * place, label) for place, label in enumerate(self.labels))

    def label(self, cell: str) -> str:
        """The label that stands in a cell, in whatever case. Raises Refused where it is none."""
        for label in self.labels:
            if folded(label) == folded(cell):
                return label
        hint = did_you_mean(cell, self.labels) or f"the labels of --scale are {ticked(self.labels)}"
        raise Refused(f"`{cell}` is none of the labels", hint)


def scales(written: Iterable[str]) -> dict[str | None, Scale]:
    """The scales by criterion, from words such as `cost=500:0` and `risk=high:medium:low`, the worst end first.

    Under None, from `0:100`, the ends for all others. Raises CommandError for a word that is neither, and where a
    criterion has two.
    """
    found: dict[str | None, Scale] = {}
    for word in written:
        criterion, sign, told = word.rpartition("=")
        id = criterion.strip() if sign else None
        parts = [part.strip() for part in told.split(":")]
        if len(parts) < 2 or id == "":
            hint = "write CRITERION=WORST:BEST, as cost=500:0, or its labels in order, as risk=high:medium:low"
            raise CommandError(f"cannot read `{word}` as a scale", hint)
        try:
            numeric = any(map(numbers.NUMBER.fullmatch, parts))
            scale = _ends(word, parts) if numeric else _labels(word, parts, id)
        except Refused as error:
            message, hint_or_none = error.reason
            raise CommandError(f"the scale `{word}`: {message}", hint_or_none) from error
        if id in found:
            raise CommandError(f"`{id}` has two scales" if id else "there are two scales for all criteria", "keep one")
        found[id] = scale
    return found


def _ends(word: str, parts: Sequence[str]) -> Scale:
    if len(parts) > 2:
        raise CommandError(f"the scale `{word}` has {len(parts)} parts", "two numbers: the worst and the best")
    worst, best = map(numbers.number, parts)
    if worst == best:
        raise CommandError(f"the ends of the scale `{word}` are the same", "a scale needs two different ends")
    return Scale(worst, best)


def _labels(word: str, parts: Sequence[str], criterion: str | None) -> Scale:
    if criterion is None:
        raise CommandError(f"the labels `{word}` are of no criterion", f"name it: --scale CRITERION={word}")
    labels = tuple(words.label(Quoted(part)) for part in parts)
    ordered = sorted(map(folded, labels))
    if any(one == other for one, other in pairwise(ordered)):
        raise CommandError(f"the scale `{word}` has a label twice", "each once, from the worst to the best")
    return Scale(WORST_LABEL, BEST_LABEL, labels)


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
