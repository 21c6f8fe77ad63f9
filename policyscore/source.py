"""YAML or JSON text as plain data, with the line and column of every key and value.

The text is read as events: unlike PyYAML's `load` and `compose`, which recurse, events cannot crash the
process, and repeated keys, tags and aliases are all visible in them. Every plain scalar stays text; what
it means is for the schema to say, so that `no`, `1:30` and `010` are never turned into something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from unicodedata import normalize

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policyscore.display import describe

# The same events ten times as fast, where PyYAML was built with libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Far above any study; they keep a hostile file from costing more than a moment.
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 50_000

# Neither YAML nor JSON text may hold these, and those that break lines would shift every line number.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]|\r(?!\n)")

# What JSON writes for a character beyond U+FFFF, and YAML does not know.
SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

# A scalar as it is written: in quotes, or plain up to what ends it.
WRITTEN = re.compile(r""""(?:\\.|[^"\\])*"?|'(?:''|[^'])*'?|[\[\]{},]|.+?(?=\s*(?::\s|:$|,\s|,$|[\]}]|\s#|$))""")


class Quoted(str):
    """A scalar that was written in quotes or as a block: text, whatever it looks like."""

    __slots__ = ()


class Mapping(dict[str, "Node"]):
    """A mapping. `marks` holds, in the order of the keys, the key's line and column and the value's."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[int] = []


class Sequence(list["Node"]):
    """A sequence. `marks` holds the line and column of each item."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[int] = []


Node = Mapping | Sequence | str
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the text may not hold; line and column from 1, 0 for the text as a whole."""

    line: int
    column: int
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a text: its data, and where that starts."""

    root: Node
    line: int
    column: int

    def place(self, path: Path, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of its key.

        Where the path leads to nothing that was written, the nearest thing above it that was.
        """
        node, place = self.root, (self.line, self.column)
        for depth, step in enumerate(path):
            if isinstance(node, Mapping) and isinstance(step, str) and step in node:
                own = key and depth == len(path) - 1
                index, marks, node = 4 * list(node).index(step) + (0 if own else 2), node.marks, node[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
                index, marks, node = 2 * step, node.marks, node[step]
            else:
                break
            place = marks[index] + 1, marks[index + 1] + 1
        return place


@dataclass(slots=True)
class Reading:
    """What a text holds: its documents, empty ones left out, and every fault found on the way."""

    text: str
    documents: list[Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def line(self, number: int) -> str:
        """One line of the text, without its end."""
        lines = self.text.split("\n", number)
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def span(self, line: int, column: int) -> int:
        """How many characters of the line the key or value at this place takes."""
        match = WRITTEN.match(self.line(line), column - 1)
        return len(match[0]) if match else 1


class _Stop(Exception):  # noqa: N818 - it is no error but where reading ends
    """Nothing after this fault can be read."""

    def __init__(self, line: int, column: int, message: str, hint: str | None = None) -> None:
        self.fault = Fault(line, column, message, hint)


def read(content: bytes) -> Reading:
    """The documents in the bytes of a YAML or JSON file; never raises."""
    reading = Reading("")
    builder = _Builder(reading)
    try:
        reading.text = text = _decode(content)
        # JSON text starts with a brace; block YAML never does. PyYAML's own scanner takes no tab between tokens.
        if text.lstrip().startswith("{"):
            text = SURROGATES.sub(_joined, text.replace("\t", " "))
        builder.build(_events(text))
    except _Stop as stop:
        if builder.here is not None:
            reading.documents.pop()  # it has no end, and would only seem to lack what was never reached
        reading.text = reading.text or content.decode("utf-8", "replace")
        reading.faults.append(stop.fault)
    if not reading.documents and not reading.faults:
        hint = "a study file starts with a key such as `option:` or `criteria:`"
        reading.faults.append(Fault(0, 0, "the file is empty", hint))
    return reading


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _Stop(0, 0, f"the file is larger than {MAX_BYTES:,} bytes", "split the study into several files")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Stop(1, 1, "the file is UTF-16, not UTF-8", "save it as UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8")) + 1
        byte = content[error.start]
        raise _Stop(line, column, f"byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8") from None
    text = text.removeprefix("\ufeff")
    if match := FORBIDDEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        hint = "save it with line ends LF or CRLF" if match[0] == "\r" else "delete the character"
        raise _Stop(line, column, f"{describe(match[0])} may not stand in a study file", hint)
    return text


class _Builder:
    """Builds documents from events, without recursion, and collects what they may not hold.

    `here` is the mapping or sequence that is open, None between documents, and `parents` those round it;
    `key` is the key of an open mapping that waits for its value.
    """

    def __init__(self, reading: Reading) -> None:
        self.documents, self.faults = reading.documents, reading.faults
        self.here: Mapping | Sequence | None = None
        self.parents: list[Mapping | Sequence | None] = []
        self.key: str | None = None
        self.key_mark = (0, 0)
        self.dropping = False  # what follows a key that is refused is read, and kept nowhere
        self.nodes = 0

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                node = event.value if event.implicit[0] else Quoted(event.value)
                if event.tag is not None:
                    self._refuse_tag(event)
                if type(self.here) is Mapping and self.key is None:
                    self._open_key(node, event)
                else:
                    self._put(node, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(Mapping() if kind is MappingStartEvent else Sequence(), event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.here = self.parents.pop()
            elif kind is AliasEvent:
                hint = "write the value out, or put it in quotes if the asterisk is part of it"
                self._fault(event, "aliases (`*name`) are not allowed", hint)
                if type(self.here) is Mapping and self.key is None:
                    self._open_key("*", event)
                else:
                    self._put("", event)

    def _fault(self, event: Any, message: str, hint: str) -> None:
        self.faults.append(Fault(event.start_mark.line + 1, event.start_mark.column + 1, message, hint))

    def _stop(self, event: Any, message: str, hint: str) -> NoReturn:
        raise _Stop(event.start_mark.line + 1, event.start_mark.column + 1, message, hint)

    def _refuse_tag(self, event: Any) -> None:
        self._fault(event, f"tags (`{event.tag}`) are not allowed", "leave the tag out, or put the text in quotes")

    def _open_key(self, written: str, event: Any) -> None:
        # Two ways to write the same letter are one key.
        key = written if written.isascii() else normalize("NFC", written)
        mark = event.start_mark
        self.key, self.key_mark = key, (mark.line, mark.column)
        here = self.here
        if isinstance(here, Mapping) and key in here:
            first = here.marks[4 * list(here).index(key)] + 1
            self._fault(event, f"the key `{key}` is already on line {first}", "keep one of the two")
            self.dropping = True
        elif key == "<<" and type(event) is ScalarEvent and event.implicit[0]:
            self._fault(event, "merge keys (`<<`) are not allowed", "write the keys out")
            self.dropping = True

    def _open(self, node: Mapping | Sequence, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if type(self.here) is Mapping and self.key is None:
            self._stop(event, "a key must be a plain word", "put a key with brackets in quotes")
        if len(self.parents) == MAX_DEPTH:
            self._stop(event, f"nested more than {MAX_DEPTH} levels deep", "a study needs only a few")
        self._put(node, event)
        self.parents.append(self.here)
        self.here = node

    @staticmethod
    def _follows_number(here: Mapping, node: Node) -> bool:
        """Whether what stands before is a number, as in `{value: 12,5}`: there it is a decimal comma."""
        before = next(reversed(here.values()), "")
        return type(node) is type(before) is str and before.isdecimal()

    def _put(self, node: Node, event: Any) -> None:
        """A value where it belongs."""
        mark = event.start_mark
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(event, f"the file holds more than {MAX_NODES:,} values", "split it into several")
        here, key = self.here, self.key
        if here is None:
            if node != "":
                self.documents.append(Document(node, mark.line + 1, mark.column + 1))
        elif isinstance(here, Sequence):
            here.append(node)
            here.marks += (mark.line, mark.column)
        elif key is not None and node == "" and key.isdecimal() and self._follows_number(here, node):
            line, column = self.key_mark
            hint = "inside braces a comma ends the value: a decimal number has a point"
            self.faults.append(Fault(line + 1, column + 1, f"`{key}` stands here without a value", hint))
        elif key is not None and not self.dropping:
            here[key] = node
            here.marks += (*self.key_mark, mark.line, mark.column)
        self.key, self.dropping = None, False


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _events(text: str) -> Iterator[Any]:
    """The events of the text; what YAML itself refuses becomes a `_Stop` in the words of an author."""
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise _translated(error, text) from None
    except yaml.YAMLError as error:
        # The reader's own, without a place: what it refuses was looked for before.
        raise _Stop(1, 1, f"not readable as YAML: {error}") from None


def _translated(error: yaml.MarkedYAMLError, text: str) -> _Stop:
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

    # The first that fits: whether it does, where it stands, and what to say.
    words: list[tuple[bool, Any, str, str | None]] = [
        ("quoted scalar" in context and ("end of stream" in problem or "document" in problem),
         opening, "this quote is never closed", None),
        ("escape" in problem,
         found, "YAML does not know this escape",
         "in double quotes write \\\\ for a backslash, or use single quotes"),
        ("mapping values are not allowed" in problem,
         found, "a colon stands where no key can be",
         "a text with `: ` in it needs quotes; keys of one mapping stand in one column"),
        ("cannot start any token" in problem and here == "\t",
         found, "a tab cannot indent YAML", "use spaces"),
        ("cannot start any token" in problem,
         found, f"a text cannot start with `{here}`", "put the text in quotes"),
        ("alias" in context or "anchor" in context or "tag" in context,
         opening, "a text cannot start with `*`, `&` or `!`", "put the text in quotes"),
        ("could not find expected ':'" in problem,
         opening, "a key without a colon",
         "write `key: value`; the further lines of a long text are indented"),
        ("flow mapping" in context or "flow sequence" in context,
         opening, f"this bracket is not closed: `{closing}` or a comma is missing after it", None),
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
        (True, found, f"not readable as YAML: {context}{': ' if context else ''}{problem}", None),
    ]  # fmt: skip
    mark, message, hint = next((mark, message, hint) for fits, mark, message, hint in words if fits)
    return _Stop(mark.line + 1, mark.column + 1, message, hint) if mark else _Stop(1, 1, message, hint)
