"""A weighting that somebody wrote, as shares of every leaf of a tree; or what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import fsum

from policyscore.model.entry import Entry
from policyscore.model.refused import PathFault
from policyscore.model.study import Weighting
from policyscore.model.tree import CriteriaTree, Weights
from policyscore.model.ways import conflicts, way_of
from policyscore.model.written import WrittenWeighting
from policyscore.text import plain

# Own weights are shares in floating point, the ends of ranges are what people wrote: this much apart,
# in points, they are the same.
SAME_POINTS = 1e-9


def resolve_weighting(
    entry: Entry[WrittenWeighting], id: str, tree: CriteriaTree
) -> tuple[Weighting | None, list[PathFault]]:
    """A weighting as shares of every leaf, or None; and what is wrong with it, each with its path."""
    written = entry.written
    way = way_of(written)
    if faults := way.check(tree):
        return None, faults
    weighting = Weighting.by(way, tree, id, written.weighting)
    if faults := [*_range_faults(written.ranges or {}, weighting.weights, tree)]:
        return None, faults
    resolved = replace(weighting, ranges=written.ranges, holder=written.holder, why=written.why, entry=entry)
    return resolved, []


def _range_faults(
    ranges: Mapping[str, tuple[float, float]], leaves: Weights, tree: CriteriaTree
) -> Iterator[PathFault]:
    """What is wrong with ranges: ids that cannot be, ends out of order, own weights outside."""
    if conflicting := [*conflicts({id: ("ranges", id) for id in ranges}, tree)]:
        yield from conflicting
        return
    for id, (low, high) in ranges.items():
        own = 100 * fsum(leaves[leaf] for leaf in tree.leaves(id))
        ends = f"{plain(low)} to {plain(high)}"
        if low > high or high > 100:
            yield PathFault(("ranges", id), f"the range {ends} is not one", "two points of 100, the lower first")
        elif not low - SAME_POINTS <= own <= high + SAME_POINTS:
            message = f"the own weight of `{id}`, {plain(own, 4)} points of 100, is outside {ends}"
            yield PathFault(("ranges", id), message, "ranges are in points of 100, whatever the points sum to")
