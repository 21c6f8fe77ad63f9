"""Ranges that may hold a decimal comma: `[2,5, 30]` is 2, 5 and 30 to YAML, and 2.5 and 30 to half of Europe."""

import re
from collections.abc import Iterator

from policyscore.errors import Remark
from policyscore.model.entry import Entry
from policyscore.model.places import Quoted, YamlSequence
from policyscore.model.written import WrittenOption
from policyscore.model.written.option import SHORT_RATING

CODE = "W39"

# What may stand before a decimal comma, and behind it.
BEFORE, BEHIND = re.compile(r"[-+]?[0-9]+"), re.compile(r"[0-9]+")


def doubtful_commas(entry: Entry[WrittenOption]) -> Iterator[Remark]:
    """Ratings as [low, value, high] on one line, with a blank behind one of the two commas and none round the other.

    Only where the numbers beside the comma without blanks could be one: whole ones, the second without a sign.
    """
    for id in entry.written.ratings:
        written = entry.document.at(("ratings", id))
        if not isinstance(written, YamlSequence) or len(written) != len(SHORT_RATING):
            continue
        lines = {line for line, _ in written.marks}
        if len(lines) > 1 or any(not isinstance(item, str) or isinstance(item, Quoted) for item in written):
            continue
        numbers = [str(item) for item in written]
        line = entry.parsed.line(lines.pop() + 1)
        starts = [column for _, column in written.marks]
        gaps = [line[starts[i] + len(numbers[i]) : starts[i + 1]] for i in (0, 1)]
        if "," not in gaps or not any(re.fullmatch(r",\s+", gap) for gap in gaps):
            continue
        first = gaps.index(",")
        one, other = numbers[first : first + 2]
        if BEFORE.fullmatch(one) and BEHIND.fullmatch(other):
            found = line[starts[0] : starts[2] + len(numbers[2])]
            low, value, high = numbers
            message = f"`[{found}]` is read as {low}, {value} and {high}: every comma separates two numbers"
            hint = f"if {one}.{other} is meant, write it so, in three numbers: low, most likely, high"
            hint += f"; if not, write [{low}, {value}, {high}]"
            yield Remark(CODE, entry.problem(("ratings", id), message, hint), (id,))
