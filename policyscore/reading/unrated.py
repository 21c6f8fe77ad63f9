"""Criteria that an option has no rating on, and ratings of what is no criterion: which is meant by which."""

from collections.abc import Iterator

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import YamlMapping
from policyscore.model.tree import CriteriaTree
from policyscore.model.words import UNKNOWN
from policyscore.model.written import WrittenOption, WrittenRating
from policyscore.reading.called import NAMED, Called, called_of, criterion_called, criterion_meant
from policyscore.text import few, ticked


def unrated(entry: Entry[WrittenOption], tree: CriteriaTree) -> Iterator[Problem]:
    """What is wrong with the keys of an option's ratings, beside the leaves of a tree.

    A key that is no criterion is wrong only where a criterion has no rating, or where it is a branch or a key of
    something else: other ratings may belong to other criteria files.
    """
    if not entry.refused and entry.written.ratings.keys() == {*tree.ids}:
        return
    called = called_of(tree)
    missing = _missing(entry, tree, called)
    strangers = []
    for id in entry.written.ratings:
        if id in tree.ids:
            continue
        path = ("ratings", id)
        meant = criterion_meant(id, {word: known for word, known in called.items() if known in missing})
        if id in WrittenRating.model_fields or id in WrittenOption.model_fields:
            hint = "indent it under what it belongs to, as in {value: 3, why: …}"
            yield entry.problem(path, f"`{id}` is listed here among the criteria", hint, key=True)
        elif id in tree.branches:
            hint = f"rate what is inside it: {ticked(tree.leaves(id))}"
            yield entry.problem(path, f"`{id}` is a branch, not a criterion", hint, key=True)
        elif meant:
            # A misspelled criterion is one fault, not an idle rating and a missing one.
            missing.remove(meant)
            named = criterion_called(id, called) == meant
            hint = NAMED.format(meant) if named else f"did you mean `{meant}`?"
            yield entry.problem(path, f"there is no criterion `{id}`", hint, key=True)
        else:
            strangers.append(id)
    if not missing:
        return
    instead = f"`{missing[0]}: {UNKNOWN}` says openly that it is not known"
    if len(missing) == len(strangers) == 1:
        message = f"there is no criterion `{strangers[0]}`, and `{missing[0]}` has no rating"
        hint = f"is `{missing[0]}` meant? then write it there; if not, {instead}"
        yield entry.problem(("ratings", strangers[0]), message, hint, key=True)
    elif strangers:
        lines = [f"`{id}` (line {entry.document.place(('ratings', id), key=True)[0]})" for id in strangers]
        are = "is not a criterion: is it" if len(lines) == 1 else "are not criteria: is one of these"
        hint = f"{few(lines)} {are} meant? if not, {instead}"
        yield entry.problem(("ratings",), f"no rating for {ticked(missing)}", hint, key=True)
    else:
        yield entry.problem(("ratings",), f"no rating for {ticked(missing)}", instead, key=True)


def _missing(entry: Entry[WrittenOption], tree: CriteriaTree, called: Called) -> list[str]:
    """The leaves of a tree that nothing in the ratings stands for, be it refused for another reason."""
    refused = [path for path in entry.refused if path != ("ratings",)]
    given = {*entry.written.ratings}
    for path in refused:
        # The rating itself, what was indented into it, and what stands outside all of them.
        for word in (str(path[-1]), *(str(step) for step in path[1:2])):
            given |= {word, criterion_meant(word, called) or word}
        # Ratings inside a branch are refused with it, and are not missing.
        given |= {*inside} if isinstance(inside := entry.document.at(path), YamlMapping) else set()
    return [criterion.id for criterion in tree.criteria if criterion.id not in given]
