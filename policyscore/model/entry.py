"""A document of a file that was checked, and the place of each word in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from policyscore.errors import Problem
from policyscore.model.inputs import File
from policyscore.model.places import Fault, KeyPath, ParsedText, YamlDocument, YamlSequence
from policyscore.model.written import Written
from policyscore.model.written.criteria import BRANCH, LEAF
from policyscore.model.written.option import SHORT_RATING

T_co = TypeVar("T_co", bound=Written, covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T_co]):
    """One document: what it says, and where each word of it stands.

    `number` counts the documents of its file from 0. `refused` are the paths inside it that did not hold:
    the rest is kept for what else may be wrong with the study, and never scored.
    """

    file: File
    number: int
    written: T_co
    parsed: ParsedText
    document: YamlDocument
    refused: frozenset[KeyPath] = frozenset()

    def problem(self, path: KeyPath, message: str, hint: str | None = None, key: bool = False) -> Problem:
        """A fault of the value at `path` inside the document, or of its key."""
        place = self.document.place(written_path(path, self.document), key)
        return self.parsed.problem(self.file.path, Fault(*place, message, hint))

    @property
    def where(self) -> str:
        """The place of the document, to point to from another."""
        return f"{self.file.path}:{self.document.line}"


def written_path(loc: Iterable[int | str], document: YamlDocument) -> KeyPath:
    """The path through what was written that a path of pydantic's stands for.

    Pydantic's has a step for which class of a union it took, and the keys of a rating that was written as a list.
    """
    path: list[int | str] = []
    for step in loc:
        if step in (LEAF, BRANCH, "[key]"):
            continue
        short = step in SHORT_RATING and isinstance(document.at(path), YamlSequence)
        path.append(SHORT_RATING.index(str(step)) if short else step)
    return tuple(path)
