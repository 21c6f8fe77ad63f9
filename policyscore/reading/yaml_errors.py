"""What YAML's scanner refuses (tabs, quotes, brackets, colons), as a fault that says to the author what to do."""

import re
from typing import Any

import yaml

from policyscore.model.places import Fault

# A key with its colon, also the wide one of East Asian keyboards, and no space behind it.
NO_SPACE = re.compile(r"\s*[\w-]+(?::\S|\uff1a)")


def translated(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """What YAML's scanner or parser says, as a fault that says what to do."""
    problem, context = error.problem or "", error.context or ""
    found = error.problem_mark or error.context_mark
    opening = error.context_mark or found
    lines = [*text.split("\n"), ""]
    before, here = "", ""
    if found:
        before, here = (
            lines[found.line][: found.column].strip(),
            lines[found.line][found.column : found.column + 1],
        )
    closing = "]" if "sequence" in context else "}"
    ended = found is None or found.line >= len(lines) - 2
    whole = lines[opening.line] if opening else ""
    above = lines[found.line - 1] if found and found.line else ""
    near = lines[found.line][max(0, found.column - 3) : found.column + 4] if found else ""

    # The first that fits: whether it does, where it stands, and what to say.
    words: list[tuple[bool, Any, str, str | None]] = [
        ("quoted scalar" in context and ("end of stream" in problem or "document" in problem),
         opening, "this quote is never closed", None),
        ("escape" in problem and re.search(r"\\u[dD][89a-fA-F]", near) is not None,
         found, "half of a surrogate pair is no character", "write the character itself"),
        ("escape" in problem,
         found, "YAML does not know this escape",
         "in double quotes write \\\\ for a backslash, or use single quotes"),
        ("mapping values are not allowed" in problem and ":" in before,
         found, "a second colon on a line cannot be", "put a text with `: ` in it in quotes"),
        ("mapping values are not allowed" in problem and NO_SPACE.match(above) is not None,
         found, "the line above is no key: a space is missing after its colon", "write `key: value`"),
        ("mapping values are not allowed" in problem,
         found, "a colon stands where no key can be", "keys of one mapping stand in one column"),
        (("cannot start any token" in problem and here == "\t") or "tab character" in problem,
         found, "a tab cannot indent YAML", "use spaces"),
        ("cannot start any token" in problem,
         found, f"a text cannot start with `{here}`", "put the text in quotes"),
        ("alias" in context or "anchor" in context or "tag" in context,
         opening, "a text cannot start with `*`, `&` or `!`", "put the text in quotes"),
        ("block scalar" in context,
         opening, "a text cannot start with `>` or `|`", "put the text in quotes, or start it on the next line"),
        ("could not find expected ':'" in problem and NO_SPACE.match(whole) is not None,
         opening, "a space is missing after the colon", "write `key: value`"),
        ("could not find expected ':'" in problem,
         opening, "a key without a colon",
         "write `key: value`; the further lines of a long text are indented"),
        (("flow mapping" in context or "flow sequence" in context) and ended,
         opening, f"this bracket is not closed: `{closing}` or a comma is missing after it", None),
        ("flow mapping" in context or "flow sequence" in context,
         found, f"a comma or `{closing}` is missing before this", "a text with a comma or bracket in it needs quotes"),
        (here in ("]", "}"),
         found, f"`{here}` closes nothing that is open", "one bracket too many"),
        ("flow node" in context,
         found, "a value is missing here, or a bracket before it is not closed", None),
        (("did not find expected key" in problem or "block end" in problem) and before != "",
         found, "nothing more can stand on this line",
         "put the whole text in quotes; '' is a quote inside them"),
        ("did not find expected key" in problem or "block end" in problem or "'-' indicator" in problem,
         found, "the indentation does not fit the lines above",
         "keys of one mapping, and dashes of one list, stand in one column"),
        ("sequence entries are not allowed" in problem,
         found, "a list cannot start here", "start it on the next line, or write [a, b]"),
        ("document start" in problem,
         found, "the document has already ended", "put a line with --- before the next one"),
        (True, found, f"not readable as YAML: {context}{': ' if context else ''}{problem}", None),
    ]  # fmt: skip
    mark, message, hint = next((mark, message, hint) for fits, mark, message, hint in words if fits)
    if mark is None:
        return Fault(1, 1, message, hint)
    written = text.rstrip("\n").split("\n")
    if mark.line >= len(written):
        # Behind the last line there is nothing to show.
        return Fault(len(written), len(written[-1]) + 1, message, hint)
    return Fault(mark.line + 1, mark.column + 1, message, hint)
