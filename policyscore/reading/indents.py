"""Where lines start: which of them is indented otherwise than its neighbours, and where it should start."""

import re
from collections.abc import Sequence

from policyscore.model.places import Fault
from policyscore.model.written import KINDS, Source, WrittenBranch, WrittenCriterion, WrittenRating
from policyscore.text import counted

# A line that is a key of one word with its colon.
KEY = re.compile(r" *([\w-]+):(?: |$)")

# The keys at the top of documents, and all that are no ids: where one of the former starts a line, it may well belong
# there, and where one of the latter stands among ids, it does not.
TOP = {key for kind in KINDS.values() for key in kind.model_fields}
INNER = {key for kind in (WrittenRating, WrittenCriterion, WrittenBranch, Source) for key in kind.model_fields}


def indent(line: str) -> int:
    """How many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))


def says_something(line: str) -> bool:
    """Whether a line is more than a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def outdented(lines: Sequence[str], found: int) -> Fault | None:
    """The fault of a line above that starts further left than those before and after it, which belong together.

    found: the number, from 0, of the line behind it, where the reader stopped. None where no line above is the odd one.
    """
    own = indent(lines[found])
    key = KEY.match(lines[found])
    odd: int | None = None
    for number in range(found - 1, -1, -1):
        line = lines[number]
        if not says_something(line) or (indent(line) > own and odd is None):
            continue
        if not key or not KEY.match(line) or line.startswith("---"):
            return None
        if odd is None:
            if indent(line) == own:
                return None
            odd = number
        elif indent(line) <= own:
            # Its neighbours are on both sides; or it is the first below a key that has nothing under it.
            first = line.rstrip().endswith(":") and indent(line) == indent(lines[odd])
            together = indent(line) == own or first
            return _odd_one(lines, odd, own, key[1]) if together and _is_out_of_place(lines, odd) else None
    return None


def _is_out_of_place(lines: Sequence[str], number: int) -> bool:
    """Whether a key cannot belong in the column where it starts."""
    key = KEY.match(lines[number])
    word, start = key[1] if key else "", indent(lines[number])
    return word not in TOP if start == 0 else word in INNER or start not in _open_above(lines, number)


def _odd_one(lines: Sequence[str], number: int, own: int, neighbour: str) -> Fault:
    start = indent(lines[number])
    message = f"this line starts with {counted(start, 'space')}, and the lines that it belongs with start with {own}"
    return Fault(number + 1, start + 1, message, f"start it with {own} spaces, as the line of `{neighbour}`")


def first_line_indented(lines: Sequence[str], found: int) -> Fault | None:
    """The fault of the first line of a document, where it starts with blanks that the line where it ends has not."""
    start = max((number + 1 for number in range(found) if lines[number].startswith("---")), default=0)
    first = next((number for number in range(start, found) if says_something(lines[number])), None)
    if first is None or not indent(lines[first]) or indent(lines[found]):
        return None
    blanks = counted(indent(lines[first]), "space")
    message = f"this line starts with {blanks}, and line {found + 1} with none"
    return Fault(first + 1, indent(lines[first]) + 1, message, "delete the blanks before it, or put as many before all")


def fitting_indents(lines: Sequence[str], found: int | None) -> str:
    """A hint with the indents that would fit a line: those of the keys that are open above."""
    general = "keys of one mapping, and dashes of one list, start in the same column"
    if found is None:
        return general
    fitting = _open_above(lines, found)
    own = indent(lines[found])
    if own in fitting or not fitting:
        return general
    nearest = sorted(fitting.items(), key=lambda pair: abs(pair[0] - own))[:2]
    columns = " or ".join(f"{start} (as `{key[:30]}`)" for start, key in nearest)
    return f"it starts with {counted(own, 'space')}: give it {columns}"


def _open_above(lines: Sequence[str], found: int) -> dict[int, str]:
    """The indents of the keys that are open above a line, each with its key."""
    fitting: dict[int, str] = {}
    for line in reversed(lines[:found]):
        if not says_something(line):
            continue
        if line.startswith("---"):
            break
        start = indent(line)
        if not fitting or start < min(fitting):
            fitting[start] = line.strip().partition(":")[0]
        if start == 0:
            break
    return fitting
