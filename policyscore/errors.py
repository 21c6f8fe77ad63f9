"""A problem in what was written, with its place; and the exceptions that carry problems out.

PolicyscoreError
├── StudyError      the study's files have problems: exit code 1
└── CommandError    the command was wrong, or a path cannot be read or written: exit code 2
"""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass

from policyscore.text import counted, visible, width

# The most of a source line that is shown, round the column of the problem.
EXCERPT_CHARS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, what was found and what was allowed, and what to do about it.

    `line` and `column` count from 1, in characters; 0 where the fault is of the whole file or study.
    `excerpt` is what is shown of the line, from its character `start` on (from 0), and `span` how many
    characters the caret underlines.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str | None = None
    excerpt: str = ""
    start: int = 0
    span: int = 1

    @classmethod
    def on(cls, path: str, place: tuple[int, int], message: str, hint: str | None, text: str, span: int) -> "Problem":
        """A fault at a place in a line of text, of which it keeps as much as it will show."""
        line, column = place
        start = max(0, min(column - 1 - EXCERPT_CHARS // 2, len(text) - EXCERPT_CHARS))
        # A tab becomes one space, so that the caret below stands where it should.
        shown = text[start : start + EXCERPT_CHARS].replace("\t", " ")
        tail = "…" if start + EXCERPT_CHARS < len(text) else ""
        return cls(path, line, column, message, hint, shown + tail, start, span)

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """What problems are sorted by: where they are."""
        return self.path, self.line, self.column, self.message

    @property
    def place(self) -> str:
        """Where it is, as editors take it: the path alone where it is of a whole file or study."""
        return f"{visible(self.path)}:{self.line}:{self.column}" if self.line else visible(self.path)

    def __str__(self) -> str:
        return self.said("error")

    def said(self, what: str, why: str = "") -> str:
        """The problem in lines, for editors and for people; `what` it is (an error, a warning), and why."""
        lines = [f"{self.place}: {what}: {visible(self.message)}"]
        if self.line:
            head = "…" if self.start else ""
            at = self.column - 1 - self.start
            before, under = self.excerpt[:at], self.excerpt[at : at + self.span]
            number = f"{self.line:>4}"
            caret = " " * width(head + visible(before)) + "^" * max(1, width(visible(under)))
            lines += [f"{number} | {head}{visible(self.excerpt)}".rstrip(), f"{' ' * len(number)} | {caret}"]
        if why:
            lines.append(f"  why: {why}")
        if self.hint:
            lines.append(f"  hint: {visible(self.hint)}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was read and is no error, but must not pass in silence; `code` is that of its warning.

    `criteria` and `options` are the ids of those that it concerns.
    """

    code: str
    problem: Problem
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.problem.said(f"warning {self.code}")


# What the system says of the current folder, too, and nothing else without a path.
NO_SUCH_FILE = os.strerror(errno.ENOENT)


def cause(error: OSError | ValueError) -> str:
    """Why something could not be read or written, in words that go behind its path."""
    if isinstance(error, UnicodeEncodeError):
        return "this locale allows no such characters in the names of files; LC_ALL=C.UTF-8 allows all"
    if isinstance(error, FileNotFoundError) and error.filename is None and error.strerror == NO_SUCH_FILE:
        return "the current folder is not there any more"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class PolicyscoreError(Exception):
    """The root of what policyscore raises on purpose."""


class StudyError(PolicyscoreError):
    """Raised when the files of a study have problems: all of them, sorted by place; `remarks` may explain them.

    Of a table that has very many they are the first, and `more` is how many are counted and not told.
    """

    def __init__(self, problems: Iterable[Problem], remarks: Iterable[Remark] = (), more: int = 0) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda problem: problem.sort_key))
        self.remarks, self.more = tuple(remarks), more
        super().__init__("\n".join([*map(str, self.problems), *([self.and_more] if more else [])]))

    @property
    def count(self) -> int:
        """How many problems there are, told or not."""
        return len(self.problems) + self.more

    @property
    def and_more(self) -> str:
        """How many problems are not told."""
        return f"and {counted(self.more, 'more error')}, not shown here"


class CommandError(PolicyscoreError):
    """Raised when a command cannot mean anything, or a path cannot be read or written."""

    def __init__(self, message: str, hint: str | None = None, lines: Iterable[str] = ()) -> None:
        """lines: what goes below the hint, such as all that could have been written."""
        lines = tuple(lines)
        self.message, self.hint = message, "\n".join((hint, *lines)) if hint else None
        hinted = (f"  hint: {visible(hint)}", *(f"    {visible(line)}" for line in lines)) if hint else ()
        super().__init__("\n".join((visible(message), *hinted)))
