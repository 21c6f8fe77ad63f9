"""The ways to set weights: points, an order, comparisons in pairs; and what holds where nobody sets any.

A new way is a class here and its place in WAYS, a field of WrittenWeighting that says how it is written, and its key
in METHODS.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from policyscore.model.places import KeyPath
from policyscore.model.refused import PathFault, shown
from policyscore.model.tree import CriteriaTree, Weights
from policyscore.model.weights import from_pairs, missing_pairs, normalised, rank_order_centroid
from policyscore.model.words import DEFAULT, EQUAL
from policyscore.model.written import WrittenWeighting
from policyscore.rounding import rounded
from policyscore.text import counted, listed

# The most pairs that a message names.
MAX_PAIRS_NAMED = 12


class Way(ABC):
    """A way to set weights, with what somebody said in it.

    `method` is its key in a weighting, and its word for programs.
    """

    method: ClassVar[str]

    @property
    def consistency(self) -> float | None:
        """The consistency ratio, where what was said could contradict itself; else None."""
        return None

    def check(self, tree: CriteriaTree) -> list[PathFault]:
        """What is wrong with it for a tree, each fault with its path inside the weighting."""
        return []

    @abstractmethod
    def weights(self, tree: CriteriaTree) -> Weights:
        """Shares of 1 by leaf or whole branch, as they were given: `tree.spread` gives those of every leaf.

        Only where `check` finds nothing wrong.
        """

    @abstractmethod
    def describe(self, tree: CriteriaTree) -> str:
        """How the weights were set, as a phrase for the reader of a result."""


@dataclass(frozen=True)
class ByPoints(Way):
    """Points by leaf or whole branch, whatever their sum."""

    method = "points"
    points: Weights

    def check(self, tree: CriteriaTree) -> list[PathFault]:
        faults = [*conflicts({id: (self.method, id) for id in self.points}, tree)]
        # With the chance among them it is said that they are not weights yet.
        if not any(self.points.values()) and tree.chance not in self.points:
            faults.append(PathFault((self.method,), "the points are all 0", "give one criterion at least a point"))
        return faults

    def weights(self, tree: CriteriaTree) -> Weights:
        return normalised(self.points)

    def describe(self, tree: CriteriaTree) -> str:
        return "set by points, scaled to 100"


@dataclass(frozen=True)
class ByOrder(Way):
    """Leaves or whole branches from the most important to the least; together, where their order is not known."""

    method = "order"
    places: Sequence[Sequence[str]]

    def check(self, tree: CriteriaTree) -> list[PathFault]:
        paths: dict[str, KeyPath] = {}
        faults: list[PathFault] = []
        for place, tied in enumerate(self.places):
            for inner, id in enumerate(tied):
                path = (self.method, place, inner)
                if id in paths:
                    faults.append(PathFault(path, f"`{id}` already has a place", "each criterion has one"))
                paths.setdefault(id, path)
        return [*faults, *conflicts(paths, tree)]

    def weights(self, tree: CriteriaTree) -> Weights:
        return rank_order_centroid(self.places)

    def describe(self, tree: CriteriaTree) -> str:
        return "set by ranking the criteria (rank-order centroid, Barron and Barrett 1996)"


@dataclass(frozen=True)
class ByPairs(Way):
    """How many times the first of a pair weighs the second, by pairs such as `impact/cost`."""

    method = "pairwise"
    comparisons: Weights

    @cached_property
    def _ratios(self) -> dict[tuple[str, str], float]:
        """The comparisons by pair."""
        return {_pair(key): ratio for key, ratio in self.comparisons.items()}

    @cached_property
    def _weights_and_consistency(self) -> tuple[Weights, float]:
        return from_pairs(self._ratios)

    @property
    def consistency(self) -> float:
        return self._weights_and_consistency[1]

    def check(self, tree: CriteriaTree) -> list[PathFault]:
        ratios: dict[tuple[str, str], float] = {}
        paths: dict[str, KeyPath] = {}
        faults: list[PathFault] = []
        for key, ratio in self.comparisons.items():
            path: KeyPath = (self.method, key)
            first, second = _pair(key)
            if key.count("/") != 1 or not first or not second or first == second:
                message = f"expected two criteria with a slash between them, found {shown(key)}"
                faults.append(PathFault(path, message, "as impact/cost"))
            elif (first, second) in ratios or (second, first) in ratios:
                message = f"`{first}` and `{second}` are compared twice"
                faults.append(PathFault(path, message, "every pair once, either way round"))
            else:
                ratios[first, second] = ratio
                paths = {first: path, second: path} | paths
        faults += conflicts(paths, tree)
        # Whether a pair is missing shows when those that are there are right.
        if not faults:
            absent, number = missing_pairs(ratios, MAX_PAIRS_NAMED)
            pairs = [f"`{a}/{b}`" for a, b in absent]
            if number > len(pairs):
                pairs.append(counted(number - len(pairs), "other"))
            if pairs:
                faults.append(PathFault((self.method,), f"no comparison of {listed(pairs)}", "every pair once"))
        return faults

    def weights(self, tree: CriteriaTree) -> Weights:
        return self._weights_and_consistency[0]

    def describe(self, tree: CriteriaTree) -> str:
        if len(self.weights(tree)) == 2:
            return "set by pairwise comparison"
        ratio = rounded(self.consistency, 3)
        index = "with the random index of Alonso and Lamata (2006)"
        return f"set by pairwise comparison (geometric means; consistency ratio {ratio} {index})"


@dataclass(frozen=True)
class CriteriaWeights(Way):
    """The weights that the criteria document itself gives."""

    method = DEFAULT

    def weights(self, tree: CriteriaTree) -> Weights:
        return {criterion.id: criterion.weight for criterion in tree.criteria}

    def describe(self, tree: CriteriaTree) -> str:
        return "scaled to 100" if "" not in tree.unweighted else "the same for all criteria beside each other"


@dataclass(frozen=True)
class EqualWeights(Way):
    """The same weight for every leaf, whatever branch it is in."""

    method = EQUAL

    def weights(self, tree: CriteriaTree) -> Weights:
        return dict.fromkeys(tree.ids, 1 / len(tree.ids))

    def describe(self, tree: CriteriaTree) -> str:
        return "the same for every criterion" + (", whatever branch it is in" if tree.branches else "")


# What a weighting may hold: the class for each of its METHODS.
WAYS: dict[str, Callable[[Any], Way]] = {way.method: way for way in (ByPoints, ByOrder, ByPairs)}


def way_of(written: WrittenWeighting) -> Way:
    """The way that a weighting takes; it takes exactly one."""
    return next(way(said) for key, way in WAYS.items() if (said := getattr(written, key)) is not None)


def conflicts(paths: Mapping[str, KeyPath], tree: CriteriaTree) -> Iterator[PathFault]:
    """Ids that a tree does not have, or that cannot be weighed together, each at its path."""
    for id, message, hint in tree.conflicting(paths):
        yield PathFault(paths[id], message, hint)


def _pair(key: str) -> tuple[str, str]:
    first, _, second = key.partition("/")
    return first.strip(), second.strip()
