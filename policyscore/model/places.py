"""Plain data as it was written, with the line and column of every key and value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from policyscore.errors import EXCERPT_CHARS, Problem


class Fault(NamedTuple):
    """Something that the text may not hold; line and column from 1, 0 for the text as a whole."""

    line: int
    column: int
    message: str
    hint: str | None = None


# A key or value as it is written: in quotes, or plain up to what ends it, which inside brackets is more.
_QUOTES = r""""(?:\\.|[^"\\])*"?|'(?:''|[^'])*'?|[\[\]{},]"""
IN_BLOCK = re.compile(rf"{_QUOTES}|.+?(?=\s*(?::\s|:$|\s#|$))")
IN_FLOW = re.compile(rf"{_QUOTES}|.+?(?=\s*(?::\s|:$|,|[\]}}]|\s#|$))")


class Quoted(str):
    """A scalar that was written in quotes or as a block: text, whatever it looks like."""

    __slots__ = ()


class YamlMapping(dict[str, "Node"]):
    """A mapping. `marks` holds, for each key, its line and column and those of its value, from 0."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: dict[str, tuple[int, int, int, int]] = {}


class YamlSequence(list["Node"]):
    """A sequence. `marks` holds the line and column of each item, from 0."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[tuple[int, int]] = []


Node = YamlMapping | YamlSequence | str

# The keys and indices that lead from a document to something in it.
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One document of a text: its data, and where that starts."""

    root: Node
    line: int
    column: int

    def at(self, path: Iterable[str | int]) -> Node | None:
        """What was written at a path, or None."""
        node: Node = self.root
        for step in path:
            if isinstance(node, YamlMapping) and step in node:
                node = node[str(step)]
            elif isinstance(node, YamlSequence) and isinstance(step, int):
                node = node[step]
            else:
                return None
        return node

    def place(self, path: KeyPath, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of its key.

        Where the path leads to nothing that was written, the nearest thing above it that was.
        """
        node, place = self.root, (self.line, self.column)
        for depth, step in enumerate(path):
            if isinstance(node, YamlMapping) and isinstance(step, str) and step in node:
                *own, line, column = node.marks[step]
                if key and depth == len(path) - 1:
                    line, column = own
                node = node[step]
            elif isinstance(node, YamlSequence) and isinstance(step, int) and step < len(node):
                line, column = node.marks[step]
                node = node[step]
            else:
                break
            place = line + 1, column + 1
        return place

    def places(self, path: KeyPath) -> set[tuple[int, int]]:
        """The places of what is at `path` and of everything above it but the document: keys and values."""
        steps = [path[:depth] for depth in range(1, len(path) + 1)]
        return {self.place(step, key) for step in steps for key in (False, True)}


@dataclass(slots=True)
class ParsedText:
    """A text that was read: its documents, empty ones left out, and every fault found on the way.

    `ends` has, by where it starts, the end of each plain scalar behind or below which a comment may stand; from 0.
    """

    text: str
    documents: list[YamlDocument] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _lines: list[str] | None = None

    def line(self, number: int) -> str:
        """One line of the text, without its end."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1].rstrip("\r") if 0 < number <= len(self._lines) else ""

    def span(self, line: int, column: int) -> int:
        """How many characters of the line the key or value at this place takes, as far as anybody would show."""
        text = self.line(line)
        before, here = (
            text[max(0, column - 1 - EXCERPT_CHARS) : column - 1],
            text[column - 1 : column - 1 + EXCERPT_CHARS],
        )
        match = (IN_FLOW if re.search(r"[\[{]", before) else IN_BLOCK).match(here)
        return len(match[0]) if match else 1

    def problem(self, path: str, fault: Fault) -> Problem:
        """A fault of the text, with the line that it stands on; `path` is that of its file."""
        line, column, message, hint = fault
        span = self.span(line, column) if line else 1
        return Problem.on(path, (line, column), message, hint, self.line(line), span)
