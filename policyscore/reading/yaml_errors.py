"""What YAML's scanner refuses (tabs, quotes, brackets, colons), as a fault that says to the author what to do."""

import re
from typing import Any, NamedTuple

import yaml

from policyscore.model.places import Fault
from policyscore.model.words import WRITE_UNKNOWN
from policyscore.reading.comments import PROSE
from policyscore.reading.indents import TOP, first_line_indented, fitting_indents, indent, outdented, says_something
from policyscore.text import counted, describe, suggestion

# A key with its colon and no space behind it: also the wide colon of East Asian keyboards, and an odd space.
NO_SPACE = re.compile(r"\s*(?:- )?([\w-]+)(?::(?=[^ \t])|\uff1a)\s*(.*)")
# A key with its colon, as it should be.
KEYED = re.compile(r"\s*(?:- +)*[^\s#\"'{\[][^#]*?:(?:[ \t]|$)")
# Keys with values, as they stand in braces.
PAIRS = re.compile(r"[\w-]+: +[^\s,:]+(?:, *[\w-]+: +[^\s,:]+)*")
# A comment, which may hide what closes a bracket: where the first on a line does not, no later one does.
COMMENT = re.compile(r"\s(#.*)")
# What a word processor makes of hyphens.
DASHES = re.compile("[\u2010-\u2015\u2212-]+")


class Place(NamedTuple):
    """A line and column, from 0."""

    line: int
    column: int


def translated(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """What YAML's scanner or parser says, as a fault that says what to do."""
    problem, context = error.problem or "", error.context or ""
    found = error.problem_mark or error.context_mark
    opening = error.context_mark or found
    lines = [*text.split("\n"), ""]
    before, here, rest = "", "", ""
    if found:
        rest = lines[found.line][found.column :]
        before, here = lines[found.line][: found.column].strip(), rest[:1]
    closing = "]" if "sequence" in context else "}"
    ended = found is None or found.line >= len(lines) - 2
    whole = lines[opening.line] if opening else ""
    near = lines[found.line][max(0, found.column - 3) : found.column + 4] if found else ""
    flow = "flow mapping" in context or "flow sequence" in context
    open_above = opening is not None and found is not None and opening.line < found.line
    still_open = f"; the bracket of line {opening.line + 1} is still open" if opening and open_above else ""

    ends = "did not find expected key" in problem or "block end" in problem
    if ends and found and not before and (fault := outdented(lines, found.line)):
        return fault
    if "document start" in problem and found and (fault := first_line_indented(lines, found.line)):
        return fault
    if "mapping values are not allowed" in problem and found:
        return _stray_colon(lines, Place(found.line, found.column))
    if flow and opening and (hidden := _hidden_end(lines, opening, found)):
        line, column = hidden
        return Fault(
            line + 1,
            column + 1,
            'everything after " #" is a comment to YAML, so the bracket before it is never closed',
            "put quotes around the text that the number sign belongs to",
        )
    if flow and opening and found and (fault := _unclosed(lines, opening, found, closing)):
        return fault

    if found:
        # One that stands behind a document is found out where it ends.
        last = next((number for number in range(found.line, -1, -1) if lines[number].strip()), 0)
        if lines[last].startswith("%"):
            return directive(last + 1)
    colon = re.search(r"([\w-]+)\s*$", before) if "unexpected ':'" in problem else None
    # The first that fits: whether it does, where it stands, and what to say.
    words: list[tuple[bool, Any, str, str | None]] = [
        (colon is not None and rest[1:2] in ("[", "{"),
         found, "a space is missing after the colon", "write `key: value`"),
        (colon is not None,
         found, f"there is no value after `{colon[1] if colon else ''}:`",
         f"write it behind the colon and a space; for a rating, {WRITE_UNKNOWN}"),
        ("quoted scalar" in context and ("end of stream" in problem or "document" in problem),
         opening, "this quote is never closed", "put the same quote at the end of the text"),
        ("escape" in problem and re.search(r"\\u[dD][89abAB][0-9a-fA-F]", near) is not None,
         found, "half of a surrogate pair is not a character", "write the character itself"),
        ("escape" in problem,
         found, "YAML does not know this escape",
         "in double quotes write \\\\ for a backslash, or use single quotes"),
        (("cannot start any token" in problem and here == "\t") or "tab character" in problem,
         found, "a tab cannot indent YAML", "use spaces"),
        ("cannot start any token" in problem and rest.startswith("```"),
         found, "a text cannot start with ```", "leave the lines with ``` out: the file holds what is between them"),
        ("cannot start any token" in problem,
         found, f"a text cannot start with `{here}`", "put the text in quotes"),
        ("alias" in context or "anchor" in context or "tag" in context,
         opening, "a text cannot start with `*`, `&` or `!`", "put the text in quotes"),
        ("block scalar" in context and _key(whole) not in PROSE and re.search(r":\s+>=?\s*[0-9]", whole) is not None,
         opening, "a rating cannot start with `>`", "write the likeliest number; `low:` and `high:` give its range"),
        ("block scalar" in context,
         opening, "a text cannot start with `>` or `|`", _in_quotes(whole)),
        ("could not find expected ':'" in problem and DASHES.fullmatch(whole.strip()) is not None,
         opening, f"`{whole.strip()}` does not separate documents", "write three hyphens, ---, on a line of their own"),
        ("could not find expected ':'" in problem and NO_SPACE.match(whole) is not None,
         opening, *_no_space(whole)),
        ("could not find expected ':'" in problem,
         opening, "a key without a colon",
         "indent it, if it goes on with the text above; else write `key: value`" if len(whole.split()) > 3
         else f"{_with_colon(whole)}; the further lines of a long text are indented"),
        ((flow or "flow node" in context) and here == "?",
         found, "a question mark is not a value", WRITE_UNKNOWN),
        (flow and ended,
         opening, f"this bracket is not closed: `{closing}` or a comma is missing after it",
         f"put `{closing}` after the last thing that belongs inside"),
        (flow and re.search(r";\s*[\w-]*$", before) is not None,
         found, "there is a semicolon before this instead of a comma", "write {impact: 30, cost: 20}"),
        (flow,
         found, f"a comma or `{closing}` is missing before this{still_open}",
         "a text with a comma or bracket in it needs quotes"),
        (here in ("]", "}"),
         found, f"`{here}` closes nothing that is open", "one bracket too many"),
        ("flow node" in context,
         found, "a value is missing here, or a bracket before it is not closed", None),
        ("mapping keys are not allowed" in problem and rest.strip() == "?",
         found, "a question mark is not a value", WRITE_UNKNOWN),
        ("sequence entries are not allowed" in problem and rest.strip() == "-",
         found, "a hyphen alone is not a value", WRITE_UNKNOWN),
        (("did not find expected key" in problem or "block end" in problem) and before != "",
         found, "nothing more can follow on this line",
         "put the whole text in quotes; '' is a quote inside them"),
        ("did not find expected key" in problem or "block end" in problem or "'-' indicator" in problem,
         found, "the indentation does not fit the lines above", fitting_indents(lines, found.line if found else None)),
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


def directive(line: int) -> Fault:
    """The fault of a line that starts with a percent sign, which YAML takes for a word to whatever reads the file."""
    message = "a line that starts with `%` is a directive to YAML, and a study file has none"
    return Fault(line, 1, message, "delete the line; if it goes on with the text above it, indent it as that is")


def _stray_colon(lines: list[str], found: Place) -> Fault:
    """A colon where YAML takes no key: a second one on its line, or a line that it takes for the end of the one above.

    What is wrong is then mostly above: a colon or the space after it is missing there.
    """
    line = lines[found.line]
    before = line[: found.column]
    if KEYED.match(f"{before} "):
        return Fault(found.line + 1, found.column + 1, "a second colon on a line cannot be", _quoted(line))
    if fault := _behind_dashes(lines, found.line) or outdented(lines, found.line):
        return fault
    number, goes_on = _taken_for_text(lines, found.line)
    above = lines[number] if number is not None else ""
    start = indent(above)
    if number is not None and NO_SPACE.match(above):
        return Fault(number + 1, start + 1, *_no_space(above))
    if number is not None and not KEYED.match(above):
        return Fault(number + 1, start + 1, "a colon is missing on this line", _with_colon(above))
    column = indent(before)
    if re.fullmatch(r"\s*[\w-]+", before) and not goes_on:
        key = above.strip().partition(":")[0]
        starts = f"this line starts with {counted(column, 'space')}, the one above with {start}"
        message = f"{starts}, so YAML takes it for more of the text above"
        hint = f"start it below the first letter of `{key}`, if both belong side by side; a text with `: ` needs quotes"
        return Fault(found.line + 1, column + 1, message, hint)
    message = "a text that goes on over lines cannot hold a colon and a space"
    hint = f"put the whole text in quotes, from line {(number or 0) + 1} on"
    return Fault(found.line + 1, found.column + 1, message, hint)


def _behind_dashes(lines: list[str], last: int) -> Fault | None:
    """The fault of a text behind the three hyphens between two documents, on their line or on the one that is next."""
    number = next((n for n in range(last, -1, -1) if n == last or says_something(lines[n])), last)
    if not lines[last].startswith("---"):
        number = next((n for n in range(last - 1, -1, -1) if says_something(lines[n])), last)
    if match := re.match(r"---\s+(?=[^\s#])", lines[number]):
        hint = "leave only the hyphens there: a document starts on the next line, and a remark needs `# ` before it"
        return Fault(number + 1, match.end() + 1, "nothing can follow --- on its line", hint)
    return None


def _taken_for_text(lines: list[str], last: int) -> tuple[int | None, bool]:
    """The line whose text a line is taken to go on with; and whether other lines between them do so, too.

    Where no key is above them, it is the first of the lines that are no keys.
    """
    run: list[int] = []
    for number in range(last - 1, -1, -1):
        line = lines[number]
        if not says_something(line):
            continue
        if line.startswith("---"):
            break
        if KEYED.match(line) or NO_SPACE.match(line):
            value = line.partition(":")[2].strip()
            if not run or (value and indent(lines[run[-1]]) > indent(line)):
                return number, bool(run)
            break
        run.append(number)
    return (run[-1], False) if run else (None, False)


def _with_colon(line: str) -> str:
    """A hint with a line as it was probably meant: its first word as the key."""
    words = re.sub(r"^[-\s]+|(?<!\s)\s+#.*$", "", line).replace("=", " ").split(None, 1)
    if not words:
        return "write `key: value`"
    key, rest = words[0].rstrip(":;,."), " ".join(words[1:]).strip()
    if indent(line) == 0 and rest and not line.startswith("-") and not suggestion(key, TOP):
        return "put `# ` before it, if it is a remark to whoever reads the file; if not, write `key: value`"
    if len(rest) > 40:
        rest = "…"
    return f"write `{key}: {rest}`" if rest else f"write `{key}:`"


def _no_space(line: str) -> tuple[str, str]:
    """What is wrong with a key behind whose colon there is no plain space, and what to write."""
    match = NO_SPACE.match(line)
    if not match:
        return "a space is missing after the colon", "write `key: value`"
    pair = f"{match[1]}: {match[2].strip()}" if match[2].strip() and len(match[2]) <= 40 else "key: value"
    colon, behind = line[match.end(1)], line[match.end(1) + 1 : match.start(2)]
    if colon != ":":
        return f"the colon is {describe(colon)}, not the plain one", f"write `{pair}` with a plain colon and a space"
    if behind:
        space = "a no-break space" if behind[0] == "\xa0" else describe(behind[0])
        return f"the space after the colon is {space}, which YAML takes for a letter", (
            f"delete it and type `{pair}` with an ordinary space"
        )
    return "a space is missing after the colon", f"write `{pair}`"


def _quoted(line: str) -> str:
    """A hint with the value of a line in quotes."""
    parts = re.match(r"\s*(?:- )*([\w-]+): +(.*?)\s*$", line)
    if not parts or len(parts[2]) > 80:
        return "put a text with `: ` in it in quotes"
    if parts[1] not in PROSE and PAIRS.fullmatch(parts[2]):
        return f"put braces round what belongs to `{parts[1]}`: `{parts[1]}: {{{parts[2]}}}`"
    if parts[1] not in PROSE and re.fullmatch(r"[^:]+:", parts[2]):
        return f"leave out the colon at the end: `{parts[1]}: {parts[2][:-1]}`"
    value = parts[2].strip("\u201c\u201d\u201e") if parts[2].startswith(("\u201c", "\u201d", "\u201e")) else parts[2]
    told = "the quotes of a word processor are letters to YAML: " if value != parts[2] else ""
    quote = "'{}'".format(value.replace("'", "''")) if '"' in value or "\\" in value else f'"{value}"'
    return f"{told}put a text with `: ` in it in quotes, as {parts[1]}: {quote}"


def _unclosed(lines: list[str], opening: Any, found: Any, closing: str) -> Fault | None:
    """The fault of a bracket below which the next key or dash starts, no further right than the line it opens on."""
    first, next_ = lines[opening.line], lines[found.line]
    goes_on = lines[opening.line + 1 : found.line]
    if found.line <= opening.line or not first[opening.column + 1 :].strip() or any(map(says_something, goes_on)):
        return None
    if indent(next_) <= indent(first) and (KEYED.match(next_) or next_.lstrip().startswith("- ")):
        message = f"this bracket is not closed: `{closing}` is missing on this line"
        return Fault(opening.line + 1, opening.column + 1, message, f"put `{closing}` behind what belongs inside")
    return None


def _hidden_end(lines: list[str], opening: Any, found: Any) -> Place | None:
    """The comment that hides what would close a bracket, between where that opens and what was found."""
    last = found.line if found else len(lines) - 1
    for number in range(opening.line, last + 1):
        start = opening.column if number == opening.line else 0
        if (hidden := COMMENT.search(lines[number], start)) and re.search(r"[\]}]", hidden[1]):
            return Place(number, hidden.start(1))
    return None


def _key(line: str) -> str:
    """The key of a line, empty where it has none."""
    match = re.match(r"\s*(?:- +)*([\w-]+):", line)
    return match[1] if match else ""


def _in_quotes(line: str) -> str:
    """A hint to put the value of a line in quotes."""
    key, _, value = line.strip().partition(":")
    short = value and len(value) <= 80 and not re.search(r'["\\#]', value)
    return f'put the text in quotes, as {key}: "{value.strip()}"' if short else "put the text in quotes"
