"""Criteria that an option has no rating on, and ratings of what is no criterion: which is meant by which."""

from collections.abc import Iterator

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import YamlMapping
from policyscore.model.tree import CriteriaTree
from policyscore.model.words import UNKNOWN
from policyscore.model.written import WrittenOption, WrittenRating
from policyscore.reading.called import NAMED, Called, called_of, criterion_called, criterion_meant
from policyscore.text import few


def unrated(entry: Entry[WrittenOption], tree: CriteriaTree) -> Iterator[Problem]:
    """What is wrong with the keys of an option's ratings, beside the leaves of a tree.

    A key that is no criterion is wrong only where a criterion has no rating, or where it is a branch or a key of
    something else: other ratings may belong to other criteria files.
    """
    if not entry.refused and entry.written.ratings.keys() == tree.by_id.keys():
        return
    called = called_of(tree)
    missing = dict.fromkeys(_missing(entry, tree, called))
    could_be = called.only(missing)
    strangers = []
    taken: set[str] = set()
    for id in entry.written.ratings:
        if id in tree.by_id:
            continue
        path = ("ratings", id)
        meant = criterion_meant(id, could_be, taken)
        if id in WrittenRating.model_fields or id in WrittenOption.model_fields:
            hint = "indent it under what it belongs to, as in {value: 3, why: …}"
            yield entry.problem(path, f"`{id}` is listed here among the criteria", hint, key=True)
        elif id in tree.branches:
            inside = few([f"`{leaf}`" for leaf in tree.leaves(id)])
            hint = f"rate what is inside it: {inside}"
            yield entry.problem(path, f"`{id}` is a branch, not a criterion", hint, key=True)
        elif meant:
            # A misspelled criterion is one fault, not an idle rating and a missing one.
            del missing[meant]
            taken.add(meant)
            named = criterion_called(id, called) == meant
            hint = NAMED.format(meant) if named else f"did you mean `{meant}`?"
            yield entry.problem(path, f"there is no criterion `{id}`", hint, key=True)
        else:
            strangers.append(id)
    if not missing:
        return
    first, absent = next(iter(missing)), few([f"`{id}`" for id in missing])
    instead = f"`{first}: {UNKNOWN}` says openly that it is not known"
    if len(missing) == len(strangers) == 1:
        message = f"there is no criterion `{strangers[0]}`, and `{first}` has no rating"
        hint = f"is `{first}` meant? then write it there; if not, {instead}"
        yield entry.problem(("ratings", strangers[0]), message, hint, key=True)
    elif strangers:
        lines = [f"`{id}` (line {entry.document.place(('ratings', id), key=True)[0]})" for id in strangers]
        are = "is not a criterion: is it" if len(lines) == 1 else "are not criteria: is one of these"
        hint = f"{few(lines)} {are} meant? if not, {instead}"
        yield entry.problem(("ratings",), f"no rating for {absent}", hint, key=True)
    else:
        yield entry.problem(("ratings",), f"no rating for {absent}", instead, key=True)


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
    return [criterion.id for criterion in tree.rated if criterion.id not in given]
