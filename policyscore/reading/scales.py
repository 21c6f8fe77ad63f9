"""The scales that `--scale` gives a table's criteria: two ends in numbers, or labels in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyscore.errors import CommandError
from policyscore.model import numbers, words
from policyscore.model.places import Quoted
from policyscore.model.refused import Refused
from policyscore.text import did_you_mean, folded, ticked

# What labels from the worst to the best run between, whatever they are.
WORST_LABEL, BEST_LABEL = 0.0, 100.0


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
        raise Refused(f"`{cell}` is not one of the labels", hint)


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
