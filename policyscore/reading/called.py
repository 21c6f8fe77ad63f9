"""What a criterion is called, by its id or its name: which one somebody meant who wrote it otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from policyscore.model.places import KeyPath, Node, YamlDocument, YamlMapping
from policyscore.model.refused import shown
from policyscore.model.tree import IF_THE_CHANCE, IS_THE_CHANCE, NEVER_WEIGHED, CriteriaTree
from policyscore.model.words import MAX_NAME_CHARS, slug
from policyscore.text import UNSHOWABLE, Known, few, folded


class Called:
    """Criteria and branches: `by_word` has what each may be called, as `folded` leaves it, and its id.

    `chance` is the id of the one that is the chance that an option takes effect, if any: it is rated and not weighed.
    """

    def __init__(self, by_word: Mapping[str, str], chance: str | None = None) -> None:
        self.by_word, self.chance = by_word, chance

    @cached_property
    def ids(self) -> Mapping[str, None]:
        """Every id once, in the order of what they are called."""
        return dict.fromkeys(self.by_word.values())

    @cached_property
    def words(self) -> Known:
        """The words, for near misses of them."""
        return Known(self.by_word)

    def only(self, ids: Collection[str]) -> "Called":
        """What some of them are called."""
        return Called({word: id for word, id in self.by_word.items() if id in ids}, self.chance)


# What to do about a name where an id belongs.
NAMED = "the criterion of this name has the id `{}`: write that"

# What people put before a name to count it, and behind it to say its unit.
NUMBERING, IN_BRACKETS = re.compile(r"^\s*[0-9]+\s*[.)]\s+"), re.compile(r"\s*\([^()]*\)\s*$")


def called_in(documents: Iterable[YamlDocument]) -> Called:
    """What the criteria of documents are called, whether or not the rest of them holds."""
    pairs: list[tuple[str, str]] = []
    chance = None
    for document in documents:
        found = [*_named(document.root)]
        pairs += found
        if found and isinstance(document.root, YamlMapping) and isinstance(said := document.root.get("chance"), str):
            chance = said
    return _called(pairs, chance)


def called_of(tree: CriteriaTree) -> Called:
    """What the criteria and branches of a tree are called."""
    ids = [*tree.by_id, *tree.branches]
    return _called(((id, tree.name(id)) for id in ids), tree.chance)


def criterion_called(word: str, called: Called) -> str | None:
    """The id of the criterion that a word is the id or the name of: capitals, blanks and signs do not count.

    Neither does a number before it, nor a unit in brackets behind it.
    """
    if len(word) > MAX_NAME_CHARS:
        return None  # no name is so long
    word = UNSHOWABLE.sub("", word)
    bare = IN_BRACKETS.sub("", NUMBERING.sub("", word))
    return called.by_word.get(folded(word)) or called.by_word.get(folded(bare))


def criterion_meant(word: str, called: Called, but: Collection[str] = ()) -> str | None:
    """The id of the criterion that a word is the id or the name of, or nearly; `but` are those that cannot be."""
    if (id := criterion_called(word, called)) and id not in but:
        return id
    near = called.words.meant_by(folded(word), lambda known: called.by_word[known] not in but)
    return called.by_word[near] if near else None


def no_criterion(word: str, at: KeyPath, message: str, hint: str | None, called: Called) -> tuple[str, str | None]:
    """What is wrong with a word that cannot be an id and stands where that of a criterion does, and what to write.

    at: where it stands, among ratings or among what is to be weighed. message, hint: what is said where no criterion
    can be meant.
    """
    unfit = None if at[0] == "ratings" else called.chance
    if id := criterion_called(word, called):
        if id == unfit:
            return IS_THE_CHANCE.format(shown(word)), NEVER_WEIGHED
        # A character that nobody sees makes no name of an id.
        if slug(UNSHOWABLE.sub("", word)) == id:
            return message, f"write `{id}`"
        return f"{shown(word)} is not the id of a criterion", NAMED.format(id)
    if id := criterion_meant(word, called):
        return message, IF_THE_CHANCE.format(id) if id == unfit else f"did you mean `{id}`?"
    ids = [id for id in called.ids if id != unfit]
    return message, f"the criteria are {few(ids)}" if ids else hint


def _called(pairs: Iterable[tuple[str, str]], chance: str | None) -> Called:
    """Ids win over names, and a name that two have is nobody's."""
    pairs = [*pairs]
    names: dict[str, str] = {}
    for id, name in pairs:
        for word in {folded(name), folded(IN_BRACKETS.sub("", name))}:
            names[word] = "" if names.get(word, id) != id else id
    found = names | {folded(id): id for id, _ in pairs}
    return Called({word: id for word, id in found.items() if word and id}, chance)


def _named(node: Node) -> Iterator[tuple[str, str]]:
    """The ids and names under `criteria:`, in branches, too."""
    inside = node.get("criteria") if isinstance(node, YamlMapping) else None
    if isinstance(inside, YamlMapping):
        for id, written in inside.items():
            name = written.get("name") if isinstance(written, YamlMapping) else None
            yield id, name if isinstance(name, str) else id
            yield from _named(written)
