"""A document that was checked, and the place of each word in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from policyscore.errors import Problem
from policyscore.model import written as model
from policyscore.model.inputs import File
from policyscore.model.places import KeyPath, Mapping, Node, Reading, Sequence, YamlDocument

T_co = TypeVar("T_co", bound=model.Written, covariant=True)


Place = tuple[int, int]


# How a rating in its short form is written: [low, value, high].
SHORT_RATING = ("low", "value", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T_co]):
    """One document: what it says, and where each word of it stands.

    `number` counts the documents of its file from 0. `refused` are the paths inside it that did not hold:
    the rest is kept for what else may be wrong with the study, and never scored.
    """

    file: File
    number: int
    written: T_co
    reading: Reading
    document: YamlDocument
    refused: frozenset[KeyPath] = frozenset()

    def problem(self, path: KeyPath, message: str, hint: str | None = None, key: bool = False) -> Problem:
        """A fault of the value at `path` inside the document, or of its key."""
        place = self.document.place(_path(path, self.document), key)
        return _problem(self.file, self.reading, place, message, hint)

    @property
    def where(self) -> str:
        """The place of the document, to point to from another."""
        return f"{self.file.path}:{self.document.line}"


def _problem(file: File, reading: Reading, place: Place, message: str, hint: str | None) -> Problem:
    span = reading.span(*place) if place[0] else 1
    return Problem.on(file.path, place, message, hint, reading.line(place[0]), span)


def _path(loc: Iterable[int | str], document: YamlDocument) -> KeyPath:
    """The path through what was written that a path of pydantic's stands for."""
    path: list[int | str] = []
    for step in loc:
        if step in (model.LEAF, model.BRANCH, "[key]"):
            continue
        short = step in SHORT_RATING and isinstance(_written(document.root, path), Sequence)
        path.append(SHORT_RATING.index(str(step)) if short else step)
    return tuple(path)


def _written(node: Node, path: Iterable[int | str]) -> Node | None:
    """What was written at a path, or None."""
    for step in path:
        if isinstance(node, Mapping) and step in node:
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node[step]
        else:
            return None
    return node
