"""Files into documents that were checked each by itself, and every problem in them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from policyscore.errors import Problem, Remark
from policyscore.model.entry import Entry, written_path
from policyscore.model.inputs import File
from policyscore.model.places import Fault, KeyPath, Node, YamlDocument, YamlMapping, YamlSequence
from policyscore.model.refused import PathFault, shown
from policyscore.model.written import (
    KINDS,
    RESERVED_KINDS,
    Written,
    WrittenBranch,
    WrittenCriterion,
    WrittenOption,
)
from policyscore.model.written.criteria import BRANCH, LEAF
from policyscore.reading.comments import cut_texts
from policyscore.reading.yaml_ import read_yaml
from policyscore.text import did_you_mean, listed, suggestion, ticked

T = TypeVar("T", bound=Written)


@dataclass(slots=True)
class Documents:
    """The documents of some files that hold by themselves, and the problems of the rest.

    `broken` are the kinds of document that did not hold, every kind where a file cannot be read: what
    seems to be missing from the study may stand there. `remarks` are what is no problem and is said all the same.
    """

    files: tuple[File, ...]
    entries: list[Entry[Written]]
    problems: list[Problem]
    broken: set[str]
    remarks: list[Remark]

    def of(self, kind: type[T]) -> list[Entry[T]]:
        """The documents of one kind, in the order of their files."""
        return [entry for entry in self.entries if isinstance(entry.written, kind)]  # type: ignore[misc]


def read_documents(files: Iterable[File]) -> Documents:
    """Reads files and checks each document by itself."""
    found = Documents(tuple(files), [], [], set(), [])
    for file in found.files:
        parsed = read_yaml(file.content)
        found.problems += (parsed.problem(file.path, fault) for fault in parsed.faults)
        if parsed.faults:
            found.broken |= {*KINDS}
        known = {(fault.line, fault.column) for fault in parsed.faults}
        for number, document in enumerate(parsed.documents):
            kind = _kind(document)
            for fault in cut_texts(document, parsed):
                found.remarks.append(Remark("W22", parsed.problem(file.path, fault)))
            if isinstance(kind, Fault):
                # Where the reader refused something, the key that says the kind may be what it refused.
                if not parsed.faults:
                    found.problems.append(parsed.problem(file.path, kind))
                found.broken |= {*KINDS}
                continue
            try:
                written = KINDS[kind].model_validate(document.root)
            except ValidationError as error:
                if (valid := _valid_part(error, KINDS[kind], document)) is None:
                    found.broken.add(kind)
                else:
                    written, refused = valid
                    found.entries.append(Entry(file, number, written, parsed, document, refused))
                for path, message, hint, key in _translated(error, KINDS[kind], document):
                    # What the reader refused already, or something around it, needs no second word.
                    if known.isdisjoint(document.places(path)):
                        fault = Fault(*document.place(path, key), message, hint)
                        found.problems.append(parsed.problem(file.path, fault))
            else:
                found.entries.append(Entry(file, number, written, parsed, document))
    return found


def _valid_part(
    error: ValidationError, kind: type[Written], document: YamlDocument
) -> tuple[Written, frozenset[KeyPath]] | None:
    """The part of a document that holds, and the paths to the rest; None where no part can be used.

    Of criteria and weightings a part is used only where all that is wrong is a key too many: without one of its
    criteria a tree would make faults of what is right elsewhere.
    """
    refused = set()
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        loc = item["loc"][:-1] if item["type"] == "missing" or "[key]" in item["loc"] else item["loc"]
        path = written_path(loc, document)
        if not path or (kind is not WrittenOption and item["type"] != "extra_forbidden"):
            return None
        # A rating is refused as a whole: without its value the rest of it says nothing.
        refused.add(path[:2] if path[0] == "ratings" and item["type"] != "extra_forbidden" else path)
    try:
        return kind.model_validate(_without(document.root, refused)), frozenset(refused)
    except ValidationError:
        return None


def _without(node: Node, refused: Collection[KeyPath], at: KeyPath = ()) -> Node:
    """A copy of what was written, without some of its paths."""
    kept: Node = node
    if isinstance(node, YamlMapping):
        kept = YamlMapping()
        kept.update((k, _without(v, refused, (*at, k))) for k, v in node.items() if (*at, k) not in refused)
    elif isinstance(node, YamlSequence):
        kept = YamlSequence()
        kept += (_without(v, refused, (*at, i)) for i, v in enumerate(node) if (*at, i) not in refused)
    return kept


def _kind(document: YamlDocument) -> str | Fault:
    """The kind of a document, or what is wrong where it has none."""
    kinds = ticked(KINDS, "or")
    root, line, column = document.root, document.line, document.column
    if not isinstance(root, YamlMapping):
        return Fault(line, column, f"expected a document with one of the keys {kinds}, found {shown(root)}")
    found = [key for key in root if key in KINDS]
    if len(found) == 1:
        return found[0]
    if found:
        second = document.place((found[1],), key=True)
        hint = "put a line with --- between two documents"
        if "sources" in found:
            hint = "a rating cites its `sources` beside its value; what they are stands in a document of its own"
        return Fault(*second, f"a document is of one kind: {ticked(found, 'or')}", hint)
    for key in root:
        if key in RESERVED_KINDS:
            place = document.place((key,), key=True)
            return Fault(*place, f"`{key}` is reserved for a later version", "leave it out")
    hints = (did_you_mean(key, KINDS) for key in root)
    hint = next((hint for hint in hints if hint), "its top-level key says what a document is")
    return Fault(line, column, f"no known kind of document: it needs one of the keys {kinds}", hint)


def _translated(error: ValidationError, kind: type[Written], document: YamlDocument) -> Iterator[PathFault]:
    """What pydantic found, in our words, each with its path in the document."""
    errors = error.errors(include_url=False, include_input=False)
    unknown: dict[tuple[int | str, ...], list[str]] = {}
    for item in errors:
        if item["type"] == "extra_forbidden":
            unknown.setdefault(item["loc"][:-1], []).append(str(item["loc"][-1]))

    for item in errors:
        *above, last = item["loc"] or ("",)
        path = written_path(item["loc"], document)
        match item["type"]:
            case "value_error":
                for at, message, hint, key in item["ctx"]["error"].faults:
                    whole = written_path((*item["loc"], *at), document)
                    yield PathFault(whole, message, hint, key or last == "[key]")
            case "extra_forbidden":
                present = document.at(path[:-1])
                allowed = [key for key in _class_at(kind, above).model_fields if key not in (present or ())]
                rest = "leave it out: every key there is stands here already"
                if allowed:
                    rest = f"the keys here are {listed(allowed)}"
                hint = did_you_mean(str(last), allowed) or rest
                if BRANCH not in above and suggestion(str(last), ["criteria"]) and LEAF in above:
                    hint = "did you mean `criteria`?"
                if " " in str(last):
                    # What a comma ended has no value; what a colon did has one.
                    ended = "a comma" if document.at(path) == "" else "`: `"
                    hint = f"a text with {ended} in it needs quotes"
                yield PathFault(path, f"unknown key `{last}`", hint, key=True)
            case "missing":
                # What explains it has been said: a misspelled key, or a merge key that would bring it.
                beside = unknown.get(tuple(above), ())
                explained = any(" " in word or suggestion(word, [str(last), "criteria"]) for word in beside)
                if not explained and "<<" not in (document.at(path[:-1]) or ()):
                    yield PathFault(path[:-1], f"missing key `{last}`", key=True)
            case "model_type" | "model_attributes_type" | "dict_type":
                found = shown(document.at(path))
                yield PathFault(path, f"expected keys with values, found {found}", "write `key: value`")
            case other:
                raise AssertionError(f"pydantic's {other} has no translation")


def _class_at(kind: type[Written], loc: Iterable[int | str]) -> type[Written]:
    """The class that checked the object at a path of pydantic's."""
    here: type[Written] = kind
    for step in loc:
        if step == LEAF:
            here = WrittenCriterion
        elif step == BRANCH:
            here = WrittenBranch
        elif step in here.model_fields:
            here = next(_classes(here.model_fields[str(step)].annotation), here)
    return here


def _classes(annotation: Any) -> Iterator[type[Written]]:
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
