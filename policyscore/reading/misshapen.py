"""What somebody probably meant by a value that was refused, or that stands where keys with values belong."""

import re
from collections.abc import Collection, Iterator

from policyscore.model.places import KeyPath, Node, YamlMapping, YamlSequence
from policyscore.model.refused import MAX_SHOWN_CHARS
from policyscore.model.words import UNKNOWN, slug
from policyscore.model.written import KINDS, WrittenRating
from policyscore.reading.meant import key_meant
from policyscore.text import shortened, suggestion, ticked

# What stands under a key, to be shown to whoever wrote something else there.
EXAMPLES = {
    "criteria": "impact: {worst: 0, best: 100}",
    "ratings": "impact: 30",
    "points": "impact: 30",
    "pairwise": "impact/cost: 3",
    "ranges": "impact: [20, 40]",
    "curve": "20: 60",
    "silence": "W05: the reason",
    "sources": "report-2014: {title: Its title}",
    "levels": "{at: 0, label: low}",
}


def without_colon(key: str, value: Node | None, known: Collection[str]) -> bool:
    """Whether a key without a value is a known one with the value behind it, as `low 3` in `{value: 5, low 3}`."""
    word, blank, rest = key.partition(" ")
    return value == "" and bool(blank and rest.strip()) and word in known


def a_colon_is_missing(key: str) -> tuple[str, str]:
    """What is wrong with such a key, and what to write."""
    word, _, rest = key.partition(" ")
    return f"a colon is missing after `{word}`", f"write `{word}: {shortened(rest.strip(), MAX_SHOWN_CHARS)}`"


def no_keys_hint(root: Node) -> str:
    """What to write where a document is no keys with values at all."""
    if isinstance(root, YamlSequence):
        if all(isinstance(item, YamlMapping) and any(key in item for key in KINDS) for item in root):
            return "leave the dashes out: each is a document of its own, with a line with --- before the next"
        return "write the keys without dashes; put a line with --- between two documents"
    lines = str(root).split(" ")
    if len(lines) > 1 and {line.count(",") for line in lines} == {lines[0].count(",")} != {0}:
        return "`policyscore init DIR --from FILE.csv` makes a study of a table"
    return "a study file starts with a key and a colon, as `option: NAME`"


def value_hint(path: KeyPath, node: Node | None, message: str, hint: str | None, behind: str) -> str | None:
    """The hint for a value that was refused: a better one, where its key or what stands behind it tells more.

    behind: what stands on its line from the value on.
    """
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if message.startswith("expected text, found nothing") and behind.lstrip().startswith("#"):
        text = behind.strip()
        quoted = f': "{text}"' if len(text) < 80 and '"' not in text and "\\" not in text else ""
        return f'to YAML everything after " #" is a comment: put the text in quotes{quoted}'
    if (
        message.startswith("expected a list")
        and isinstance(node, str)
        and re.match("[\u2022\u00b7\u2010-\u2015*]", node)
    ):
        return f"write a hyphen and a space in place of `{node[0]}`, on each of the lines"
    if message.startswith("expected a list") and last == "levels":
        return "write a list, as [{at: 0, label: low}, {at: 100, label: high}]"
    if message.startswith("expected a list") and last == "quotes" and isinstance(node, str) and node:
        return "start each quote on a line of its own, below the key, with a hyphen and a space before it"
    if message.startswith("expected a number") and hint is None:
        if last in ("worst", "best", "floor", "at"):
            return "write a number; words for points on the scale go in `levels:`, as {at: 0, label: low}"
        if last == "weight" or "points" in path:
            return "write points, as 30; `order:` in a weighting takes ids in their order, without numbers"
    return hint


def shape_hint(path: KeyPath, node: Node | None) -> str:
    """What to write where keys with values are expected and something else was found."""
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if isinstance(node, YamlSequence):
        if node and all(isinstance(item, YamlMapping) and len(item) == 1 for item in node):
            return "leave out the dashes: the lines below are keys, and each may appear once"
        names = list(_names(node)) if last == "criteria" else []
        if names:
            return f"write no list: each criterion by its id, as `{names[0]}: {{worst: 0, best: 100}}`"
    if isinstance(node, str) and node:
        if "\xa0" in node:
            return (
                f"the space after the colon is a no-break space: write `{' '.join(node.split())}` with an ordinary one"
            )
        if pair := re.match(r"([\w-]+)\s*(:|\uff1a|=)\s*([^\s=:]+)", node):
            wrong = {":": "a space is missing after the colon", "=": "a key and its value need a colon between them"}
            said = wrong.get(pair[2], "the colon is not the plain one")
            return f"{said}: write `{pair[1]}: {pair[3]}`"
        if len(path) > 1 and path[-2] == "criteria":
            return f"a criterion has two ends, as `{last}: {{worst: 0, best: 100}}`"
        if len(path) > 1 and path[-2] == "levels":
            return f"say where it stands on the scale, as {{at: 0, label: {node}}}"
        if len(path) > 1 and path[-2] == "sources":
            return f'write {{title: "{node}"}}'
    if last in EXAMPLES:
        return f"write a key and its value, as `{EXAMPLES[last]}`"
    return "write `key: value`"


def nested_ratings(node: Node | None) -> str | None:
    """A hint for what stands in the place of a rating and is a branch with ratings inside, or None."""
    if not isinstance(node, YamlMapping) or not node:
        return None
    fields = WrittenRating.model_fields
    if any(key in fields or key_meant(WrittenRating, key) or suggestion(key, fields) for key in node):
        return None
    if any(isinstance(value, str) and not re.match(rf"[-+]?[0-9]|{UNKNOWN}$", value) for value in node.values()):
        return None
    return f"put all ratings in one column, without their branches: move {ticked(node)} out, and leave its line out"


def _names(node: YamlSequence) -> Iterator[str]:
    for item in node:
        name = item if isinstance(item, str) else None
        if isinstance(item, YamlMapping):
            name = next((str(item[key]) for key in ("id", "name", "criterion", "title") if key in item), None)
        if name:
            yield slug(name) or "impact"
