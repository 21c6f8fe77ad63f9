"""What somebody probably meant by a key that cannot stand where it does, and what to write for one that is missing."""

from collections.abc import Collection
from itertools import islice, takewhile
from typing import NamedTuple

from policyscore.model.places import KeyPath, YamlDocument, YamlMapping
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
from policyscore.text import did_you_mean


class Meant(NamedTuple):
    """Words that people use for a key, what to write here, and the keys that are then not missing, too."""

    words: str
    hint: str
    instead_of: tuple[str, ...] = ()


ENDS = "write `worst:`, the rating that counts 0, and `best:`, the rating that counts 100"
LESS = "`worst` and `best` say it: where less is better, `worst` is the larger number"
INSIDE = "the criteria inside a branch go under `criteria:`"
NO_SCALE = "a branch has no scale of its own: each criterion inside has one"
BESIDE = "weights go beside each criterion, as `weight: 40`, or in a document that starts with `weighting: NAME`"

# Words for keys of a criterion, be it a branch or not: one with others inside has no ends of its own.
OF_ANY = (
    Meant("children subcriteria sub-criteria sub items members", INSIDE, ("worst", "best")),
    Meant("description definition note", "write `question:`, what is asked of each option"),
    Meant("title label", "write `name:`"),
    Meant("points importance share", "write `weight:`"),
)

# By the class of what they stand in. A word that is a near miss of a key needs no line here.
KEYS: dict[type[Written], tuple[Meant, ...]] = {
    WrittenCriterion: (
        Meant("min minimum max maximum from to lowest highest scale range", ENDS, ("worst", "best")),
        Meant("direction goal sense polarity objective type higher lower better", LESS),
        Meant("higher-is-better lower-is-better more-is-better less-is-better minimize maximize", LESS),
        *OF_ANY,
        Meant("threshold veto cutoff", "write `floor:`"),
        Meant("labels steps anchors", "write `levels:`"),
    ),
    WrittenBranch: (
        *OF_ANY,
        Meant("worst best min max unit levels curve floor", NO_SCALE),
        Meant("if-it-fails", "write it into each criterion inside on which trying alone has an effect"),
    ),
    WrittenCriteria: (Meant("weights points weighting importance", BESIDE),),
    WrittenOption: (
        Meant("scores score rating values performance impacts assessment", "write `ratings:`", ("ratings",)),
        Meant("description definition what", "write `summary:`"),
        Meant("name title", "write the name after `option:`"),
        Meant("weights weight", BESIDE),
        Meant("why reason justification rationale", "a reason goes beside each rating, as {value: 3, why: …}"),
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
        Meant("unit", "the unit goes with the criterion"),
        Meant("weight", BESIDE),
    ),
    WrittenWeighting: (
        Meant("weights weight shares values", "write `points:`"),
        Meant("name title", "write the name after `weighting:`"),
        Meant("description note reason summary", "write `why:`"),
        Meant("author who by stakeholder whose", "write `holder:`"),
        Meant("ranking ranks rank priorities", "write `order:`, with the most important criterion first"),
        Meant("date", "write `fixed:`, as 2026-11-23"),
    ),
    WrittenStudy: (
        Meant("title name", "write the title after `study:`"),
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
    "points": "points go in a document that starts with `weighting: NAME`",
    "criterion": "all criteria go in one document, under `criteria:`",
    "source": "write `sources:`, and each source below it by an id",
}
# Keys that tell it where no other does.
PARTS: dict[str, str] = {
    "ratings": "ratings go in a document that starts with `option: NAME`",
    "title": "write `study: TITLE`",
    "name": "write the name of the option after `option:`",
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


class Siblings:
    """The keys of a document beside each other, in their order."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.beside: dict[KeyPath, tuple[list[str], dict[str, int]]] = {}

    def not_indented(self, path: KeyPath, known: Collection[str]) -> list[str]:
        """The keys right below one without a value that nobody knows there: lines that were meant to be inside it.

        known: the keys that may stand there. Beside criteria any id may, and what may not is a key of a criterion.
        """
        above = self.document.at(path[:-1])
        if not isinstance(above, YamlMapping) or self.document.at(path) != "":
            return []
        among_criteria = len(path) > 1 and path[-2] == "criteria"

        def is_inside(key: str) -> bool:
            return key in WrittenCriterion.model_fields if among_criteria else key not in known

        if path[:-1] not in self.beside:
            keys = [*above]
            self.beside[path[:-1]] = keys, {key: place for place, key in enumerate(keys)}
        keys, places = self.beside[path[:-1]]
        return [*takewhile(is_inside, islice(keys, places[str(path[-1])] + 1, None))]
