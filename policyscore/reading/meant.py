"""What somebody probably meant by a key that cannot stand where it does, or by a value of the wrong shape."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyscore.model.places import KeyPath, Node, YamlDocument, YamlMapping, YamlSequence
from policyscore.model.words import UNKNOWN, slug
from policyscore.model.written import (
    KINDS,
    Source,
    Written,
    WrittenBranch,
    WrittenCriteria,
    WrittenCriterion,
    WrittenOption,
    WrittenRating,
    WrittenStudy,
    WrittenWeighting,
)
from policyscore.text import did_you_mean, suggestion, ticked


class Meant(NamedTuple):
    """Words that people use for a key, what to write here, and the keys that are then not missing, too."""

    words: str
    hint: str
    instead_of: tuple[str, ...] = ()


ENDS = "write `worst:`, the rating that counts 0, and `best:`, the rating that counts 100"
LESS = "`worst` and `best` say it: where less is better, `worst` is the larger number"
INSIDE = "the criteria inside a branch stand under `criteria:`"
NO_SCALE = "a branch has no scale of its own: each criterion inside has one"
BESIDE = "weights stand beside each criterion, as `weight: 40`, or in a document that starts with `weighting: NAME`"

# By the class of what they stand in. A word that is a near miss of a key needs no line here.
KEYS: dict[type[Written], tuple[Meant, ...]] = {
    WrittenCriterion: (
        Meant("min minimum max maximum from to lowest highest scale range", ENDS, ("worst", "best")),
        Meant("direction goal sense polarity objective type higher lower better", LESS),
        Meant("higher-is-better lower-is-better more-is-better less-is-better minimize maximize", LESS),
        Meant("children subcriteria sub-criteria sub items members", INSIDE, ("worst", "best")),
        Meant("description definition note", "write `question:`, what a rating answers"),
        Meant("title label", "write `name:`"),
        Meant("points importance share", "write `weight:`"),
        Meant("threshold veto cutoff", "write `floor:`"),
        Meant("labels steps anchors", "write `levels:`"),
    ),
    WrittenBranch: (
        Meant("children subcriteria sub-criteria sub items members", INSIDE),
        Meant("worst best min max unit levels curve floor", NO_SCALE),
        Meant("description definition note", "write `question:`"),
        Meant("title label", "write `name:`"),
        Meant("points importance share", "write `weight:`"),
    ),
    WrittenCriteria: (Meant("weights points weighting importance", BESIDE),),
    WrittenOption: (
        Meant("scores score rating values performance impacts assessment", "write `ratings:`", ("ratings",)),
        Meant("description definition what", "write `summary:`"),
        Meant("name title", "the name stands behind `option:`"),
        Meant("weights weight", BESIDE),
        Meant("why reason justification rationale", "a reason stands beside each rating, as {value: 3, why: …}"),
        Meant("references url link", "a rating cites its `sources` by id; a document `sources:` says what they are"),
        Meant("category type group kind tag", "write `tags: [WORD, WORD]`"),
        Meant("author by rater", "write `rated_by:`"),
        Meant("date", "write `rated:`, as 2026-11-23"),
        Meant("status-quo reference default", "write `baseline: true`"),
    ),
    WrittenRating: (
        Meant("note notes reason because comment justification rationale explanation text", "write `why:`"),
        Meant("score rating number mean likely most-likely estimate level", "write `value:`", ("value",)),
        Meant("min minimum lowest worst", "write `low:`, the lowest number that is plausible"),
        Meant("max maximum highest best", "write `high:`, the highest number that is plausible"),
        Meant("url link reference ref citation", "write `sources: [ID]`; a document `sources:` says what the ID is"),
        Meant("certainty sure evidence", "write `confidence:`, high, medium or low"),
        Meant("unit", "the unit stands with the criterion"),
        Meant("weight", BESIDE),
    ),
    WrittenWeighting: (
        Meant("weights weight shares values", "write `points:`"),
        Meant("name title", "the name stands behind `weighting:`"),
        Meant("description note reason summary", "write `why:`"),
        Meant("author who by stakeholder whose", "write `holder:`"),
        Meant("ranking ranks rank priorities", "write `order:`, with the most important criterion first"),
        Meant("date", "write `fixed:`, as 2026-11-23"),
    ),
    WrittenStudy: (
        Meant("title name", "the title stands behind `study:`"),
        Meant("description summary about", "write `question:` or `note:`"),
        Meant("date", "write `as_of:`, as 2026-11-23"),
    ),
    Source: (
        Meant("link website address web doi", "write `url:`"),
        Meant("name", "write `title:`"),
        Meant("date published", "write `year:`"),
    ),
}

ONE_EACH = "each {} is a document of its own: `{}: NAME` at the top, and a line with --- before the next"
# Keys at the top of a document that say no kind.
TOP: dict[str, str] = {
    "options": ONE_EACH.format("option", "option"),
    "weightings": ONE_EACH.format("weighting", "weighting"),
    "weights": BESIDE,
    "points": "points stand in a document that starts with `weighting: NAME`",
    "criterion": "all criteria stand in one document, under `criteria:`",
    "source": "write `sources:`, and each source below it by an id",
}
# Keys that tell it where no other does.
PARTS: dict[str, str] = {
    "ratings": "ratings stand in a document that starts with `option: NAME`",
    "title": "write `study: TITLE`",
    "name": "the name of an option stands behind `option:`",
}

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

# Hints for keys that are missing, where there is more to say than their name.
MISSING = {
    "worst": "add `worst:`, the rating that counts 0",
    "best": "add `best:`, the rating that counts 100",
    "at": "add `at:`, the number on the scale that it stands for",
    "ratings": "add `ratings:`, with a line for each criterion below it, as `impact: 30`",
    "value": "add `value:`, the most likely number",
    "title": "add `title:`",
    "text": "add `text:`, the exact words",
}


def key_meant(kind: type[Written], key: str) -> Meant | None:
    """What a key probably stands for where a class does not know it, or None."""
    word = key.lower().replace("_", "-").replace(" ", "-")
    return next((meant for meant in KEYS.get(kind, ()) if word in meant.words.split()), None)


def kind_meant(root: YamlMapping) -> str | None:
    """What a document without a kind probably is, as a hint, or None."""
    for key in root:
        if hint := TOP.get(key.lower()):
            return hint
    for key in root:
        if hint := did_you_mean(key, KINDS):
            return hint
    for key in root:
        if hint := PARTS.get(key.lower()):
            return hint
    # Options, or ids of them, as keys: what stands below is a mapping of ratings, or has them.
    first, below = next(iter(root.items()), ("", ""))
    if isinstance(below, YamlMapping) and below:
        return f"is `{first}` the name of an option? write `option: {first}`, and its ratings under `ratings:`"
    return None


def no_keys_hint(root: Node) -> str:
    """What to write where a document is no keys with values at all."""
    if isinstance(root, YamlSequence):
        if all(isinstance(item, YamlMapping) and any(key in item for key in KINDS) for item in root):
            return "leave the dashes out: each is a document of its own, with a line with --- before the next"
        return "write the keys without dashes; a line with --- stands between two documents"
    lines = str(root).split(" ")
    if len(lines) > 1 and {line.count(",") for line in lines} == {lines[0].count(",")} != {0}:
        return "`policyscore init DIR --from FILE.csv` makes a study of a table"
    return "a study file starts with a key and a colon, as `option: NAME`"


def not_indented(document: YamlDocument, path: KeyPath, known: set[str]) -> list[str]:
    """The keys right below one without a value that nobody knows there: lines that were meant to be inside it.

    known: the keys that may stand there. Beside criteria any id may, and what may not is a key of a criterion.
    """
    above = document.at(path[:-1])
    if not isinstance(above, YamlMapping) or document.at(path) != "":
        return []
    if len(path) > 1 and path[-2] == "criteria":
        known = {*above} - {*WrittenCriterion.model_fields}
    keys = list(above)
    behind = keys[keys.index(str(path[-1])) + 1 :]
    return behind[: next((n for n, key in enumerate(behind) if key in known), len(behind))]


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
        return f"write a hyphen and a space where `{node[0]}` stands, on each of the lines"
    if message.startswith("expected a list") and last == "levels":
        return "write a list, as [{at: 0, label: low}, {at: 100, label: high}]"
    if message.startswith("expected a list") and last == "quotes" and isinstance(node, str) and node:
        return "start each quote on a line of its own, below the key, with a hyphen and a space before it"
    if message.startswith("expected a number") and hint is None:
        if last in ("worst", "best", "floor", "at"):
            return "write a number; words for points on the scale stand in `levels:`, as {at: 0, label: low}"
        if last == "weight" or "points" in path:
            return "write points, as 30; `order:` in a weighting takes ids in their order, without numbers"
    return hint


def shape_hint(path: KeyPath, node: Node | None) -> str:
    """What to write where keys with values are expected and something else was found."""
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if isinstance(node, YamlSequence):
        if node and all(isinstance(item, YamlMapping) and len(item) == 1 for item in node):
            return "leave out the dashes: the lines below are keys, and each stands once"
        names = list(_names(node)) if last == "criteria" else []
        if names:
            return f"write no list: each criterion by its id, as `{names[0]}: {{worst: 0, best: 100}}`"
    if isinstance(node, str) and node:
        if "\xa0" in node:
            return (
                f"the space after the colon is a no-break space: write `{' '.join(node.split())}` with an ordinary one"
            )
        if pair := re.match(r"([\w-]+)\s*(:|\uff1a|=)\s*([^\s=:]+)", node):
            wrong = {":": "a space is missing after the colon", "=": "a colon stands between a key and its value"}
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
    return f"ratings stand in one column, without their branches: move {ticked(node)} out, and leave its line out"


def _names(node: YamlSequence) -> Iterator[str]:
    for item in node:
        name = item if isinstance(item, str) else None
        if isinstance(item, YamlMapping):
            name = next((str(item[key]) for key in ("id", "name", "criterion", "title") if key in item), None)
        if name:
            yield slug(name) or "impact"
