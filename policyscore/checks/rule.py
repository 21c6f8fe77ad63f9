"""What a rule is: one known mistake of multi-criteria analysis that files can show.

A rule looks at a study without errors and yields findings. Why the mistake matters, and who showed it, stands in
the rule itself: `check` prints it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.study import Study, Weighting
from policyscore.model.written import Written


class Harm(IntEnum):
    """What a mistake can do at worst; the listing of `check` goes by it, the worst first.

    It can leave the ranking without meaning; it can change which option comes first, or hide that another would; it
    can weaken the result against somebody who doubts it; it can make the study harder to read or to check.
    """

    MEANING = 1
    FIRST_PLACE = 2
    DEFENCE = 3
    READING = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that a study seems to make: where, what, and which criteria and options it concerns."""

    problem: Problem
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One known mistake. `why` says in a line why it matters, and who showed that; `more` tells the rest.

    `harm` is what it can do at worst. Findings `of_ratings` name several each, one for each of their criteria, and are
    counted so.
    """

    code: str
    title: str
    harm: Harm
    why: str
    more: str
    find: Callable[[Study], Iterator[Finding]]
    of_ratings: bool = False


def rule(
    code: str, title: str, why: str, harm: Harm = Harm.DEFENCE, of_ratings: bool = False
) -> Callable[[Callable[[Study], Iterator[Finding]]], Rule]:
    """Makes a function a rule; what it is `documented` by, with the constants of its module that are named in braces,
    is what `check --explain` tells."""

    def made(find: Callable[[Study], Iterator[Finding]]) -> Rule:
        told = (find.__doc__ or "").strip().format_map(find.__globals__)
        more = re.sub(r"\s*\n\s*", " ", told)
        return Rule(code, title, harm, why, more, find, of_ratings)

    return made


def problem_at(entry: Entry[Written], path: KeyPath, message: str, hint: str) -> Problem:
    """A finding's problem, at the key that the path leads to."""
    return entry.problem(path, message, hint, key=True)


def remarked(study: Study, code: str) -> Iterator[Finding]:
    """What was remarked on under a code when the study was read."""
    return (Finding(each.problem, each.criteria, each.options) for each in study.remarks if each.code == code)


def views(study: Study) -> tuple[Weighting, ...]:
    """Every weighting that the study has: the criteria document's own, and the named ones."""
    return (study.default_weighting, *study.weightings.values())
