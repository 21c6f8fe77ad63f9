"""A problem in what was written, with its place; and the exceptions that carry problems out.

PolicyscoreError
├── StudyError      the study's files have problems: exit code 1
└── CommandError    the command was wrong, or a path cannot be read or written: exit code 2
"""

from collections.abc import Iterable
from dataclasses import dataclass

from policyscore.display import visible, width

# The most of a source line that is shown, round the column of the problem.
EXCERPT = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where, what was found and what was allowed, and what to do about it.

    `line` and `column` count from 1, in characters; 0 where the fault is of the whole file or study.
    `source` is the line of the file, and `span` how many of its characters the caret underlines.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str | None = None
    source: str = ""
    span: int = 1

    def __str__(self) -> str:
        place = f"{visible(self.path)}:{self.line}:{self.column}" if self.line else visible(self.path)
        lines = [f"{place}: error: {visible(self.message)}"]
        if self.line:
            lines += self._excerpt()
        if self.hint:
            lines.append(f"  hint: {visible(self.hint)}")
        return "\n".join(lines)

    def _excerpt(self) -> list[str]:
        at = self.column - 1
        start = max(0, min(at - EXCERPT // 2, len(self.source) - EXCERPT))
        # A tab becomes one space, so that the caret below stands where it should.
        shown = self.source[start : start + EXCERPT].replace("\t", " ")
        before, under = shown[: at - start], shown[at - start : at - start + self.span]
        head = "…" if start else ""
        tail = "…" if start + EXCERPT < len(self.source) else ""
        number = f"{self.line:>4}"
        caret = " " * width(head + visible(before)) + "^" * max(1, width(visible(under)))
        return [f"{number} | {head}{visible(shown)}{tail}".rstrip(), f"{' ' * len(number)} | {caret}"]


class PolicyscoreError(Exception):
    """The root of what policyscore raises on purpose."""


class StudyError(PolicyscoreError):
    """Raised when the files of a study have problems: all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.message)))
        super().__init__("\n".join(map(str, self.problems)))


class CommandError(PolicyscoreError):
    """Raised when a command cannot mean anything, or a path cannot be read or written."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{visible(message)}\n  hint: {visible(hint)}" if hint else visible(message))


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None."""
    from difflib import get_close_matches

    lowered = {item.lower().replace("_", "-"): item for item in known}
    near = get_close_matches(word.lower().replace("_", "-"), lowered, n=1, cutoff=0.6)
    return lowered[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the known word that was probably meant, or None."""
    near = suggestion(word, known)
    return f"did you mean `{near}`?" if near else None
