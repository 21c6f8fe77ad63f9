"""Texts that YAML cuts short because it takes what follows ` #` for a comment."""

import re
from collections.abc import Iterator

from policyscore.model.places import Fault, KeyPath, ParsedText, YamlDocument, YamlMapping, YamlSequence

# The keys of free text, and those of single words.
PROSE = {
    *("author", "holder", "instrument", "means", "name", "note", "option", "publisher", "question", "quotes"),
    *("rated_by", "resolves_if", "study", "summary", "swing", "text", "title", "weighting", "why"),
}
WORDS = {"actors", "advocates", "blockers", "label", "tags", "unit", "year"}

COMMENT = re.compile(r"[ \t]+#")
# One blank and then a word or number at once: no comment looks so that was set apart from a text, as `slow  # why?` is.
PART_OF_IT = re.compile(r" #\w")
# The same as the start of a line.
STARTS_SO = re.compile(r"[ \t]+#\w")

# The most that is shown of a text: of its end where it is cut, and of the whole in quotes.
MAX_END, MAX_WHOLE = 40, 100


def cut_texts(document: YamlDocument, parsed: ParsedText) -> Iterator[Fault]:
    """The texts of a document that end at a comment, each with the place of the comment.

    Every free text with a comment behind it counts: a reason, a name, a note, a quote. Of the words beside them (tags,
    units, a level's label) only one whose comment looks like a part of it, as `Article #5`. Behind ids, dates, flags,
    numbers and ratings a comment is usual. A line that starts with `#4` below a text, and is indented deeper than its
    key, was meant to go on with it.
    """
    if not parsed.ends or isinstance(document.root, str):
        return
    for path, node, key_column, place in _scalars(document.root, (), -1):
        if place not in parsed.ends:
            continue
        line, column = parsed.ends[place]
        behind = parsed.line(line + 1)[column:]
        below = parsed.line(line + 2)
        above, key = ["", "", *(step for step in path if isinstance(step, str))][-2:]
        prose = (key in PROSE and above not in ("ratings", "criteria")) or above == "silence"
        if COMMENT.match(behind) and (prose or (key in WORDS and PART_OF_IT.match(behind))):
            start = column + behind.index("#")
            yield Fault(line + 1, start + 1, *_said(node, parsed.line(line + 1)[start:]))
        elif prose and not behind.strip() and STARTS_SO.match(below) and below.index("#") > key_column:
            start = below.index("#")
            yield Fault(line + 2, start + 1, *_said(node, below[start:]))


def _said(cut: str, comment: str) -> tuple[str, str]:
    """What is wrong with a text that is cut off before a comment, and what to do."""
    end = cut if len(cut) <= MAX_END else f"…{cut[1 - MAX_END :]}"
    whole = f"{cut} {comment.rstrip()}"
    quotes = "put quotes around the whole text"
    if len(whole) <= MAX_WHOLE and not whole.endswith(("]", "}", ",")):
        quotes = "put quotes around it: "
        quotes += "'{}'".format(whole.replace("'", "''")) if re.search(r'["\\]', whole) else f'"{whole}"'
    message = f'the text ends at "{end}": everything after " #" is a comment to YAML'
    return message, f"{quotes}; or, if it is a comment, write it on a line of its own"


def _scalars(
    node: YamlMapping | YamlSequence, path: KeyPath, column: int
) -> Iterator[tuple[KeyPath, str, int, tuple[int, int]]]:
    """Every value that is no mapping or list: the path to it, the column of the key or dash before it, its place."""
    for step, value in node.items() if isinstance(node, YamlMapping) else enumerate(node):
        if isinstance(node, YamlMapping):
            _, column, *place = node.marks[str(step)]
        elif isinstance(node, YamlSequence):
            place = [*node.marks[int(step)]]
        if isinstance(value, str):
            yield (*path, step), value, column, (place[0], place[1])
        else:
            yield from _scalars(value, (*path, step), column)
