"""Files into documents that were checked each by itself, and every problem in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from policyscore.errors import Problem, Remark
from policyscore.model.entry import Entry, written_path
from policyscore.model.inputs import File
from policyscore.model.places import Fault, KeyPath, Node, ParsedText, YamlDocument, YamlMapping, YamlSequence
from policyscore.model.refused import PathFault, shown
from policyscore.model.written import (
    KINDS,
    RESERVED_KINDS,
    Written,
    WrittenBranch,
    WrittenCriteria,
    WrittenCriterion,
    WrittenOption,
    WrittenRating,
    WrittenWeighting,
)
from policyscore.model.written.criteria import BRANCH, LEAF
from policyscore.reading.called import Called, called_in, no_criterion
from policyscore.reading.comments import cut_texts
from policyscore.reading.meant import MISSING, Siblings, key_meant, kind_meant
from policyscore.reading.misshapen import (
    a_colon_is_missing,
    nested_ratings,
    no_keys_hint,
    shape_hint,
    value_hint,
    without_colon,
)
from policyscore.reading.yaml_ import read_yaml
from policyscore.text import did_you_mean, listed, suggestion, ticked

T = TypeVar("T", bound=Written)


@dataclass(slots=True)
class Documents:
    """The documents of some files that hold by themselves, and the problems of the rest.

    `broken` are the kinds of document that did not hold, every kind where a file cannot be read: what
    seems to be missing from the study may stand there. `remarks` are what is no problem and is said all the same.
    `called` is what the criteria are called for which they were written.
    """

    files: tuple[File, ...]
    entries: list[Entry[Written]]
    problems: list[Problem]
    broken: set[str]
    remarks: list[Remark]
    called: Called

    def of(self, kind: type[T]) -> list[Entry[T]]:
        """The documents of one kind, in the order of their files."""
        return [entry for entry in self.entries if isinstance(entry.written, kind)]  # type: ignore[misc]


def read_documents(files: Iterable[File], called: Called | None = None) -> Documents:
    """Reads files and checks each document by itself.

    called: what the criteria are called, where those of another file take the place of their own.
    """
    files = tuple(files)
    texts = [read_yaml(file.content) for file in files]
    if called is None:
        called = called_in(document for parsed in texts for document in parsed.documents)
    found = Documents(files, [], [], set(), [], called)
    for file, parsed in zip(files, texts, strict=True):
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
                for path, message, hint, key in _translated(error, KINDS[kind], document, parsed, called):
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
        if kind is WrittenCriteria and _is_a_criterion(document.at(path)):
            return None
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
        message = f"expected a document with one of the keys {kinds}, found {shown(root)}"
        return Fault(line, column, message, no_keys_hint(root))
    found = [key for key in root if key in KINDS]
    if len(found) == 1:
        return found[0]
    if found:
        second = document.place((found[1],), key=True)
        hint = "put a line with --- between two documents"
        if "sources" in found:
            hint = "a rating cites its `sources` beside its value; describe the sources in a document of their own"
        return Fault(*second, f"a document is of one kind: {ticked(found, 'or')}", hint)
    for key in root:
        if key in RESERVED_KINDS:
            place = document.place((key,), key=True)
            return Fault(*place, f"`{key}` is reserved for a later version", "leave it out")
    hint = kind_meant(root) or "its top-level key says what a document is"
    return Fault(line, column, f"no known kind of document: it needs one of the keys {kinds}", hint)


def _translated(
    error: ValidationError, kind: type[Written], document: YamlDocument, parsed: ParsedText, called: Called
) -> Iterator[PathFault]:
    """What pydantic found, in our words, each with its path in the document."""
    errors = error.errors(include_url=False, include_input=False)
    unknown: dict[tuple[int | str, ...], list[str]] = {}
    # Lines that were meant to be inside something above them, by the path of that: all of them are one fault.
    inside: dict[KeyPath, list[KeyPath]] = {}
    nested = _nested_ratings(kind, document)
    explained = {*nested}
    siblings = Siblings(document)
    for item in errors:
        *above, last = item["loc"] or ("",)
        path = written_path(item["loc"], document)
        if item["type"] == "extra_forbidden":
            unknown.setdefault(tuple(above), []).append(str(last))
        elif path and path not in explained and document.at(path) == "":
            lines = siblings.not_indented(path, _class_at(kind, above).model_fields)
            inside[path] = [(*path[:-1], key) for key in lines]
            explained |= {*inside[path]}

    for path, hint in nested.items():
        yield PathFault(path, f"`{path[-1]}` is not a rating: it contains keys that no rating has", hint, key=True)
    for item in errors:
        *above, last = item["loc"] or ("",)
        path = written_path(item["loc"], document)
        if any(path[:depth] in explained for depth in range(1, len(path) + 1)):
            continue
        here = _class_at(kind, above)
        match item["type"]:
            case "value_error":
                for at, message, hint, key in item["ctx"]["error"].faults:
                    whole = written_path((*item["loc"], *at), document)
                    if message.startswith(NOT_KEYS):
                        yield _not_keys(whole, document, inside)
                    elif NOT_AN_ID in message and _stands_for_a_criterion(whole):
                        word = str(whole[-1] if last == "[key]" else document.at(whole))
                        if last == "[key]" and without_colon(word, document.at(whole), called.ids):
                            yield PathFault(whole, *a_colon_is_missing(word), key=True)
                            continue
                        yield PathFault(whole, *no_criterion(word, whole, message, hint, called), key=last == "[key]")
                    else:
                        behind = _behind(whole, document, parsed)
                        better = value_hint(whole, document.at(whole), message, hint, behind)
                        yield PathFault(whole, message, better, key or last == "[key]")
            case "extra_forbidden":
                yield _misplaced(path, here, document, called) or _unknown_key(path, here, above, document)
            case "missing":
                # What explains it has been said: another word for it, or a merge key that would bring it.
                beside = unknown.get(tuple(above), ())
                said = any(
                    " " in word
                    or suggestion(word, [str(last), "criteria"])
                    or ((meant := key_meant(here, word)) and str(last) in meant.instead_of)
                    for word in beside
                )
                if not said and "<<" not in (document.at(path[:-1]) or ()):
                    yield PathFault(path[:-1], f"missing key `{last}`", MISSING.get(str(last)), key=True)
            case "model_type" | "model_attributes_type" | "dict_type":
                yield _not_keys(path, document, inside)
            case other:
                raise AssertionError(f"pydantic's {other} has no translation")


# How a value is refused that ought to be keys with values, and a word that ought to be an id.
NOT_KEYS = "expected keys with values"
NOT_AN_ID = "is not an id"

# What holds criteria, ratings on them or points for them, by the class that it belongs to.
HOMES: dict[type[Written], str] = {WrittenCriteria: "criteria", WrittenOption: "ratings", WrittenWeighting: "points"}

ORDINARY_SPACES = "put ordinary spaces in their place: copied text often has others"


def _not_keys(path: KeyPath, document: YamlDocument, inside: Mapping[KeyPath, list[KeyPath]]) -> PathFault:
    """The fault of a value that ought to be keys with values."""
    if lines := inside.get(path):
        below = str(lines[0][-1])
        if "\xa0" in below:
            message = f"the lines below `{path[-1]}` are indented with no-break spaces, which YAML takes for letters"
            return PathFault(path, message, ORDINARY_SPACES, key=True)
        message = f"there is nothing under `{path[-1]}`: the line below it, `{below}`, is not indented"
        return PathFault(path, message, "put two spaces before every line that belongs to it", key=True)
    found = document.at(path)
    nothing = "nothing" if found == {} else shown(found)
    return PathFault(path, f"{NOT_KEYS}, found {nothing}", shape_hint(path, found))


def _stands_for_a_criterion(path: KeyPath) -> bool:
    """Whether an id at a path inside an option or a weighting is that of a criterion."""
    return path[0] == "order" or (path[0] in ("ratings", "points", "ranges") and len(path) == 2)


def _misplaced(path: KeyPath, here: type[Written], document: YamlDocument, called: Called) -> PathFault | None:
    """The fault of a criterion that stands in another, of a rating in another, or of either outside all of them.

    None for a key that is none of these.
    """
    key, outer = str(path[-1]), str(path[-2]) if len(path) > 1 else ""
    is_criterion, is_known = _is_a_criterion(document.at(path)), key in called.ids
    if here in HOMES and ((is_criterion and here is WrittenCriteria) or (is_known and here is not WrittenCriteria)):
        home = HOMES[here]
        inside = document.at((home,))
        hint = f"put two spaces before it, and a line `{home}:` above all that belong under it"
        if isinstance(inside, YamlMapping) and inside:
            first = next(iter(inside))
            hint = f"move it right, below the first letter of `{first}`"
            if document.place((home, first), key=True)[0] == document.place((home,), key=True)[0]:
                hint = f"move it into the braces of `{home}`"
        return PathFault(path, f"`{key}` is a criterion, but is not under `{home}:`", hint, key=True)
    moved = "it"
    if is_criterion and here is WrittenCriterion:
        message, moved = f"`{key}` is a criterion of its own, but is inside `{outer}`", "it and the lines below it"
    elif is_known and here is WrittenRating:
        message = f"`{key}` is a criterion, but is inside the rating on `{outer}`"
    else:
        return None
    left = f"move {moved} left, below the first letter of `{outer}`"
    if document.place(path, key=True)[0] == document.place(path[:-1], key=True)[0]:
        left = f"close the bracket of `{outer}` before it"
    return PathFault(path, message, left, key=True)


def _is_a_criterion(node: Node | None) -> bool:
    return isinstance(node, YamlMapping) and ("worst" in node or "best" in node)


def _unknown_key(path: KeyPath, here: type[Written], above: Sequence[int | str], document: YamlDocument) -> PathFault:
    """The fault of a key that a class does not know."""
    key = str(path[-1])
    present = document.at(path[:-1])
    allowed = [known for known in here.model_fields if known not in (present or ())]
    rest = f"the keys here are {listed(allowed)}" if allowed else "leave it out: every key that can be here is here"
    hint = did_you_mean(key, allowed) or rest
    if BRANCH not in above and suggestion(key, ["criteria"]) and LEAF in above:
        hint = "did you mean `criteria`?"
    elif meant := key_meant(here, key):
        hint = meant.hint
    elif "\xa0" in key:
        message = f"there is a no-break space before `{key.strip()}`, which YAML takes for a letter"
        return PathFault(path, message, ORDINARY_SPACES, key=True)
    elif without_colon(key, document.at(path), here.model_fields):
        return PathFault(path, *a_colon_is_missing(key), key=True)
    elif " " in key:
        # What a comma ended has no value; what a colon did has one.
        ended = "a comma" if document.at(path) == "" else "`: `"
        hint = f"a text with {ended} in it needs quotes"
    return PathFault(path, f"unknown key `{key}`", hint, key=True)


def _nested_ratings(kind: type[Written], document: YamlDocument) -> dict[KeyPath, str]:
    """Ratings that have others inside, as branches of criteria do: a hint for each, by its path."""
    ratings = document.at(("ratings",))
    if kind is not WrittenOption or not isinstance(ratings, YamlMapping):
        return {}
    hints = {("ratings", id): nested_ratings(node) for id, node in ratings.items()}
    return {path: hint for path, hint in hints.items() if hint}


def _behind(path: KeyPath, document: YamlDocument, parsed: ParsedText) -> str:
    """What stands on its line from a value on."""
    line, column = document.place(path)
    return parsed.line(line)[column - 1 :]


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
