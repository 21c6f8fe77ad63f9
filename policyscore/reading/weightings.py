"""What somebody says about weights, as shares of every leaf of a tree; or what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from policyscore.model import weights as weighting
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.refused import PathFault, shown
from policyscore.model.study import Weighting
from policyscore.model.tree import CriteriaTree, Weights
from policyscore.model.written import WrittenWeighting
from policyscore.text import few, plain

# Own weights are shares in floating point, the ends of ranges are what people wrote: this much apart,
# in points, they are the same.
SAME_POINTS = 1e-9


def resolve_weighting(
    entry: Entry[WrittenWeighting], id: str, tree: CriteriaTree
) -> tuple[Weighting | None, list[PathFault]]:
    """A weighting as shares of every leaf, or None; and what is wrong with it, each with its path."""
    written = entry.written
    consistency = None
    if written.points is not None:
        method, (given, faults) = "points", _points(written.points, tree)
    elif written.order is not None:
        method, (given, faults) = "order", _order(written.order, tree)
    else:
        method, (ratios, faults) = "pairwise", _pairs(written.pairwise or {}, tree)
        given, consistency = weighting.from_pairs(ratios) if not faults else ({}, None)
    if faults:
        return None, faults
    leaves, ranges = tree.spread(given), written.ranges or {}
    if faults := [*_ranges(ranges, leaves, tree)]:
        return None, faults
    resolved = Weighting(
        id=id,
        name=written.weighting,
        method=method,
        weights=leaves,
        given=given,
        left_out=tree.without(given),
        consistency=consistency,
        ranges=ranges or None,
        holder=written.holder,
        why=written.why,
        entry=entry,
    )
    return resolved, []


def _points(points: Weights, tree: CriteriaTree) -> tuple[Weights, list[PathFault]]:
    faults = [*_conflicts({id: ("points", id) for id in points}, tree)]
    if not any(points.values()):
        faults.append((("points",), "the points are all 0", "give one criterion at least a point"))
    return ({}, faults) if faults else (weighting.normalised(points), [])


def _order(order: Sequence[Sequence[str]], tree: CriteriaTree) -> tuple[Weights, list[PathFault]]:
    paths: dict[str, KeyPath] = {}
    faults: list[PathFault] = []
    for place, tied in enumerate(order):
        for inner, id in enumerate(tied):
            if id in paths:
                faults.append((("order", place, inner), f"`{id}` already has a place", "each criterion has one"))
            paths.setdefault(id, ("order", place, inner))
    faults += _conflicts(paths, tree)
    return ({}, faults) if faults else (weighting.rank_order_centroid(order), [])


def _pairs(written: Weights, tree: CriteriaTree) -> tuple[dict[tuple[str, str], float], list[PathFault]]:
    ratios: dict[tuple[str, str], float] = {}
    paths: dict[str, KeyPath] = {}
    faults: list[PathFault] = []
    for key, ratio in written.items():
        at: KeyPath = ("pairwise", key)
        first, _, second = (part.strip() for part in key.partition("/"))
        if key.count("/") != 1 or not first or not second or first == second:
            faults.append(
                (at, f"expected two criteria with a slash between them, found {shown(key)}", "as impact/cost")
            )
        elif (first, second) in ratios or (second, first) in ratios:
            faults.append((at, f"`{first}` and `{second}` are compared twice", "every pair once, either way round"))
        else:
            ratios[first, second] = ratio
            paths = {first: at, second: at} | paths
    faults += _conflicts(paths, tree)
    # Whether a pair is missing shows when those that are there are right.
    if not faults and (absent := weighting.missing_pairs(ratios)):
        pairs = few([f"`{a}/{b}`" for a, b in absent])
        faults.append((("pairwise",), f"no comparison of {pairs}", "every pair once"))
    return ratios, faults


def _ranges(ranges: Mapping[str, tuple[float, float]], leaves: Weights, tree: CriteriaTree) -> Iterator[PathFault]:
    """What is wrong with ranges: strangers, ends out of order, own weights outside."""
    if strangers := [*_conflicts({id: ("ranges", id) for id in ranges}, tree)]:
        yield from strangers
        return
    for id, (low, high) in ranges.items():
        own = 100 * fsum(leaves[leaf] for leaf in tree.leaves(id))
        ends = f"{plain(low)} to {plain(high)}"
        if low > high or high > 100:
            yield ("ranges", id), f"the range {ends} is not one", "two points of 100, the lower first"
        elif not low - SAME_POINTS <= own <= high + SAME_POINTS:
            message = f"the own weight of `{id}`, {own:.4g} points of 100, is outside {ends}"
            yield ("ranges", id), message, "ranges are in points of 100, whatever the points sum to"


def _conflicts(paths: Mapping[str, KeyPath], tree: CriteriaTree) -> Iterator[PathFault]:
    for id, message, hint in tree.conflicting(paths):
        yield paths[id], message, hint
