"""What a rule is: one known mistake of multi-criteria analysis that files can show.

A rule looks at a study without errors and yields findings. Why the mistake matters, and who showed it, stands in
the rule itself: `check` prints it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.model.written import Written


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that a study seems to make: where, what, and which criteria and options it concerns."""

    problem: Problem
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One known mistake. `why` says in a line why it matters, and who showed that; `more` tells the rest."""

    code: str
    title: str
    why: str
    more: str
    find: Callable[[Study], Iterator[Finding]]


def rule(code: str, title: str, why: str) -> Callable[[Callable[[Study], Iterator[Finding]]], Rule]:
    """Makes a function a rule; its docstring, with the constants of its module that it names in braces, is what
    `check --explain` tells."""

    def made(find: Callable[[Study], Iterator[Finding]]) -> Rule:
        told = (find.__doc__ or "").strip().format_map(find.__globals__)
        more = re.sub(r"\s*\n\s*", " ", told)
        return Rule(code, title, why, more, find)

    return made


def problem_at(entry: Entry[Written], path: KeyPath, message: str, hint: str) -> Problem:
    """A finding's problem, at the key that the path leads to."""
    return entry.problem(path, message, hint, key=True)


def known_ratings(study: Study, criterion: Criterion) -> dict[str, float]:
    """The ratings on a criterion that are known, by option."""
    ratings = ((option.id, option.ratings[criterion.id].value) for option in study.options)
    return {id: rating for id, rating in ratings if rating is not None}


def known_values(study: Study, criterion: Criterion) -> list[float]:
    """The values of the ratings on a criterion that are known, in the order of the options."""
    return [criterion.value_of(rating) for rating in known_ratings(study, criterion).values()]
