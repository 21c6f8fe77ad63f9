"""YAML or JSON text as plain data, with the line and column of every key and value.

The text is read as events: unlike PyYAML's `load` and `compose`, which recurse, events cannot crash the
process, and repeated keys, tags and aliases are all visible in them. Every plain scalar stays text; what
it means is for the schema to say, so that `no`, `1:30` and `010` are never turned into something else.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn
from unicodedata import normalize

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policyscore.model.places import Fault, Node, ParsedText, Quoted, YamlDocument, YamlMapping, YamlSequence
from policyscore.text import describe

# The same events ten times as fast, where PyYAML was built with libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Far above any study; they keep a hostile file from costing more than a moment.
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 50_000

# Neither YAML nor JSON text may hold these, and those that break lines would shift every line number.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")

# What JSON writes for a character beyond U+FFFF, and YAML does not know.
SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
HALF_PAIR = re.compile("[\ud800-\udfff]")

# A number sign that may start a comment behind something, or a line that goes on with a text.
HASH = re.compile(r"(?:[^\s#]|\n)[ \t]+#")


class Unreadable(Exception):  # noqa: N818 - it is no error but where reading ends
    """Nothing after this fault can be read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_yaml(content: bytes) -> ParsedText:
    """The documents in the bytes of a YAML or JSON file; never raises."""
    parsed = ParsedText("")
    builder = _Builder(parsed)
    try:
        parsed.text = text = decode(content)
        # JSON text starts with a bracket; block YAML never does. PyYAML's own scanner takes no tab between tokens.
        if text.lstrip().startswith(("{", "[")):
            text = parsed.text = SURROGATES.sub(_joined, text.replace("\t", " "))
        builder.build(_events(text))
    except Unreadable as stop:
        # One without an end, or with all but its first line left, would only seem to lack what was never reached.
        last = parsed.documents[-1] if parsed.documents else None
        if builder.here is not None or (last and last.line == stop.fault.line):
            parsed.documents.pop()
        parsed.text = parsed.text or content.decode("utf-8", "replace")
        parsed.faults.append(stop.fault)
    if not parsed.documents and not parsed.faults:
        hint = "a study file starts with a key such as `option:` or `criteria:`"
        parsed.faults.append(Fault(0, 0, "the file is empty", hint))
    return parsed


def decode(content: bytes) -> str:
    """The text of a file, ending in a line break, without a byte-order mark. Raises Unreadable where it is none."""
    if len(content) > MAX_BYTES:
        raise Unreadable(
            Fault(0, 0, f"the file is larger than {MAX_BYTES:,} bytes", "split the study into several files")
        )
    # These are whole files in another format, so a place in them would say nothing.
    if content.startswith(b"PK\x03\x04"):
        hint = "a file of Word or Excel? save it as plain text, in UTF-8"
        raise Unreadable(Fault(0, 0, "the file is an archive, not text", hint))
    if content.startswith(b"{\\rtf"):
        hint = "a file of a word processor: save it as plain text, in UTF-8"
        raise Unreadable(Fault(0, 0, "the file is rich text (RTF), not plain text", hint))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:40].count(b"\0") >= 10:
        raise Unreadable(Fault(0, 0, "the file is UTF-16, not UTF-8", "save it as UTF-8"))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8")) + 1
        byte = content[error.start]
        raise Unreadable(Fault(line, column, f"byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8")) from None
    text = text.removeprefix("\ufeff")
    if match := forbidden(text):
        line = match.string.count("\n", 0, match.start()) + 1
        column = match.start() - match.string.rfind("\n", 0, match.start())
        hint = "save the file with line ends LF or CRLF" if match[0] == "\r" else "delete the character"
        raise Unreadable(Fault(line, column, f"{describe(match[0])} is not allowed in a study file", hint))
    # So that a value which is not there, behind the last key, still has a line to be on.
    return text if text.endswith("\n") else f"{text}\n"


def forbidden(text: str) -> re.Match[str] | None:
    """The first character that may not be in a text, in that text with line ends that are LF where they were CRLF."""
    # With the pairs out of the way one set of characters is all that is searched for, in a third of the time.
    return FORBIDDEN.search(text.replace("\r\n", "\n"))


def _commented(text: str) -> set[int]:
    """The lines of a text, from 0, that have a comment after something, or below them one that is indented."""
    # Most texts have no such sign at all, and that shows at once.
    if (" #" not in text and "\t#" not in text) or HASH.search(text) is None:
        return set()
    found = [number for number, line in enumerate(text.split("\n")) if " #" in line or "\t#" in line]
    return {line for below in found for line in (below, below - 1)}


class _Builder:
    """Builds documents from events, without recursion, and collects what they may not hold.

    `here` is the mapping or sequence that is open, None between documents, and `parents` those round it;
    `key` is the key of an open mapping that waits for its value.
    """

    def __init__(self, parsed: ParsedText) -> None:
        self.parsed = parsed
        self.documents, self.faults = parsed.documents, parsed.faults
        self.here: YamlMapping | YamlSequence | None = None
        self.parents: list[YamlMapping | YamlSequence | None] = []
        self.key: str | None = None
        self.key_mark = (0, 0)
        self.dropping = False  # what follows a key that is refused is read, and kept nowhere
        self.anchors: dict[str, Any] = {}
        self.aliases = 0
        self.repeats = False  # whether a key at the top of the document has been refused as repeated
        self.nodes = 0

    def build(self, events: Iterator[Any]) -> None:
        commented = _commented(self.parsed.text)
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                node = event.value if event.implicit[0] else Quoted(event.value)
                if commented and event.implicit[0] and node:
                    end = event.end_mark
                    if end.line in commented:
                        start = event.start_mark
                        self.parsed.ends[start.line, start.column] = end.line, end.column
                if event.tag is not None or event.anchor is not None:
                    self._refuse_properties(event)
                if not node.isascii() and HALF_PAIR.search(node):
                    # The scanner in C refuses this itself.
                    self._stop(event, "half of a surrogate pair is not a character", "write the character itself")
                if type(self.here) is YamlMapping and self.key is None:
                    self._open_key(node, event)
                else:
                    self._put(node, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(YamlMapping() if kind is MappingStartEvent else YamlSequence(), event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.here = self.parents.pop()
            elif kind is AliasEvent:
                self._refuse_alias(event)
            elif kind is DocumentStartEvent and event.tags:
                # %YAML changes nothing in how a study is read; %TAG is for tags, which are not allowed.
                from policyscore.reading.yaml_errors import directive

                self.faults.append(directive(event.start_mark.line + 1))
        for event in self.anchors.values() if not self.aliases else ():
            # Where there are aliases, those say it.
            hint = "leave it out, or put the text in quotes if the ampersand is part of it"
            self._fault(event, f"anchors (`&{event.anchor}`) are not allowed", hint)

    def _fault(self, event: Any, message: str, hint: str) -> None:
        self.faults.append(Fault(event.start_mark.line + 1, event.start_mark.column + 1, message, hint))

    def _stop(self, event: Any, message: str, hint: str) -> NoReturn:
        raise Unreadable(Fault(event.start_mark.line + 1, event.start_mark.column + 1, message, hint))

    def _refuse_properties(self, event: Any) -> None:
        """A tag, or an anchor as long as nothing refers to it."""
        if event.anchor is not None:
            self.anchors[event.anchor] = event
        if event.tag is not None:
            mark = event.start_mark
            written = re.search(r"!\S*", self.parsed.line(mark.line + 1)[mark.column :])
            hint = "leave the tag out, or put the text in quotes"
            self._fault(event, f"tags (`{written[0] if written else event.tag}`) are not allowed", hint)

    def _refuse_alias(self, event: Any) -> None:
        self.aliases += 1
        # One is enough to say it, and a file can hold thousands; a merge key has said it already.
        if self.aliases == 1 and self.key != "<<":
            hint = "write the value out, or put it in quotes if the asterisk is part of it"
            self._fault(event, f"aliases (`*{event.anchor}`) are not allowed", hint)
        if type(self.here) is YamlMapping and self.key is None:
            self._open_key(f"*{event.anchor}", event)
        else:
            self._put("", event)

    def _open_key(self, written: str, event: Any) -> None:
        # Two ways to write the same letter are one key.
        key = written if written.isascii() else normalize("NFC", written)
        mark = event.start_mark
        self.key, self.key_mark = key, (mark.line, mark.column)
        here = self.here
        if isinstance(here, YamlMapping) and key in here:
            first = here.marks[key][0] + 1
            self.dropping = True
            if len(self.parents) > 1:
                self._fault(event, f"the key `{key}` is already on line {first}", "keep one of the two")
            elif not self.repeats:
                # At the top it may be a whole document that repeats: its first key says so for all.
                self.repeats = True
                hint = "keep one of the two; between two documents put a line with ---"
                self._fault(event, f"the key `{key}` is already on line {first}", hint)
        elif key == "<<" and type(event) is ScalarEvent and event.implicit[0]:
            self._fault(event, "merge keys (`<<`) are not allowed", "write the keys out")

    def _open(self, node: YamlMapping | YamlSequence, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if type(self.here) is YamlMapping and self.key is None:
            self._stop(event, "a key must be a plain word", "put a text with brackets or braces in quotes")
        if len(self.parents) == MAX_DEPTH:
            self._stop(event, f"nested more than {MAX_DEPTH} levels deep", "a study needs only a few")
        self._put(node, event)
        self.parents.append(self.here)
        self.here = node

    def _put(self, node: Node, event: Any) -> None:
        """A value where it belongs."""
        mark = event.start_mark
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(event, f"the file holds more than {MAX_NODES:,} values", "split it into several")
        here, key = self.here, self.key
        if here is None:
            self.repeats = False
            if node != "":
                self.documents.append(YamlDocument(node, mark.line + 1, mark.column + 1))
        elif isinstance(here, YamlSequence):
            here.append(node)
            here.marks.append((mark.line, mark.column))
        elif key is not None and not self.dropping:
            hint = _broken_apart(here, key) if node == "" and type(node) is str else None
            if hint:
                line, column = self.key_mark
                self.faults.append(Fault(line + 1, column + 1, f"`{key}` has no value", hint))
            if not (hint and key.isdecimal()):  # the second half of a number was never meant as a key
                here[key] = node
                here.marks[key] = (*self.key_mark, mark.line, mark.column)
        self.key, self.dropping = None, False


def _broken_apart(here: YamlMapping, key: str) -> str | None:
    """What broke a word off as a key of its own, where that can be told from the word."""
    before = next(reversed(here.values()), "")
    if key.isdecimal() and type(before) is str and before.isdecimal():
        return "inside braces a comma ends the value: a decimal number has a point"
    if parts := re.fullmatch(r"([\w-]+):(\S+)", key):
        return f"a space is missing after the colon: `{parts[1]}: {parts[2]}`"
    return None


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _events(text: str) -> Iterator[Any]:
    """The events of the text; what YAML itself refuses becomes an Unreadable in the words of an author."""
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):
            # libyaml reads ahead, and from 0.2.6 on has a limit of its own, which it can reach before the builder
            # reaches MAX_DEPTH. The scanner in Python has none, so that the builder stops it at the right place.
            _Builder(ParsedText(text)).build(yaml.parse(text, Loader=yaml.SafeLoader))
        # Only a text with a fault pays for what tells of faults.
        from policyscore.reading.yaml_errors import translated

        raise Unreadable(translated(error, text)) from None
    except yaml.YAMLError as error:
        # The reader's own, without a place: what it refuses was looked for before.
        raise Unreadable(Fault(1, 1, f"not readable as YAML: {error}")) from None
