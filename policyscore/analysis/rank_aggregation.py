"""How far many rankings agree, and the ways to make one order of them: Borda, Copeland, Kemeny."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import comb, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from policyscore.analysis.pairs import inversions

# Finding a Kemeny order takes 2 to the power of the number of options.
MAX_KEMENY_OPTIONS = 14

# There can be as many Kemeny orders as there are orders at all: all are counted, and no more than this are listed.
MAX_KEMENY_ORDERS = 100

# wins[i][k]: in how many rankings option i stands above option k.
Wins = ArrayLike

# For each option others as a set of bits: whole numbers take 64 options in a step.
Bits = Sequence[int]


def concordance(rank_sums: Sequence[float], rankings: int, ties: float) -> float | None:
    """Kendall's W: how far rankings agree, 1 where all are the same, 0 where they cancel out.

    rank_sums: by option, of mean ranks; rankings: how many; ties: the sum of t^3 - t over every group of t tied
    options in every ranking. None for a single option, and where every ranking ties all.

    Kendall and Smith (1939), doi:10.1214/aoms/1177732186; with ties, Kendall (1948), Rank Correlation Methods.

    >>> concordance([3.0, 6.0, 9.0], 3, 0)
    1.0
    """
    m = len(rank_sums)
    spread = rankings**2 * (m**3 - m) - rankings * ties
    if m < 2 or spread <= 0:
        return None
    mean = sum(rank_sums) / m
    return 12 * sum((total - mean) ** 2 for total in rank_sums) / spread


def tau(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Kendall's tau-b of two rankings: 1 for the same order, -1 for the reverse; None where one ties all.

    Kendall (1945), doi:10.1093/biomet/33.3.239.

    >>> tau([1, 2, 3], [1, 3, 2])
    0.3333333333333333
    """
    pairs = comb(len(one), 2)
    left, right, level = (_level(numbers) for numbers in (one, other, list(zip(one, other, strict=True))))
    # In the order of the first, and where that is level of the second, what falls in the second is turned round.
    turned = inversions([number for _, number in sorted(zip(one, other, strict=True))])
    both = pairs - left - right + level
    return (both - 2 * turned) / sqrt((pairs - left) * (pairs - right)) if left < pairs and right < pairs else None


def _level(items: Iterable[object]) -> int:
    """How many pairs of equal items there are."""
    return sum(comb(times, 2) for times in Counter(items).values())


def copeland(wins: Wins) -> list[int]:
    """For each option the number of others that it beats in pairs minus of those that beat it."""
    beats = _beats(wins)
    return [int(number) for number in beats.sum(axis=1) - beats.sum(axis=0)]


def condorcet(wins: Wins) -> int | None:
    """The option that stands above every other in more rankings than below it; None where there is none."""
    beaten = _beats(wins).sum(axis=1)
    return next((int(i) for i in np.flatnonzero(beaten == len(beaten) - 1)), None)


def unbeaten(wins: Wins) -> list[int]:
    """The options that stand below no other in more rankings than above it: weak Condorcet winners."""
    return [int(i) for i in np.flatnonzero(~_beats(wins).any(axis=0))]


def _beats(wins: Wins) -> NDArray[np.bool_]:
    """Whether option i stands above option k in more rankings than below it."""
    counts = np.asarray(wins)
    found: NDArray[np.bool_] = counts > counts.T
    return found


def _bits(matrix: NDArray[np.bool_]) -> list[int]:
    """Each row as the set of its columns that are true."""
    return [int.from_bytes(row.tobytes(), "little") for row in np.packbits(matrix, axis=1, bitorder="little")]


def _members(some: int) -> Iterator[int]:
    """The options of a set, in rising order."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest


def _reached(steps: Bits, start: int, seen: int) -> int:
    """A set of options, and with it all those that steps from one to the next lead to from an option outside it."""
    front = 1 << start
    while front:
        seen |= front
        following = 0
        for at in _members(front):
            following |= steps[at]
        front = following & ~seen
    return seen


def schwartz(wins: Wins) -> list[int]:
    """The options that beat, directly or through others, each option that beats them so: beaten from inside alone.

    They are the Condorcet winner where there is one; where every option is beaten by some other they go round.

    Schwartz (1972), doi:10.1007/BF00131765.
    """
    matrix = _beats(wins)
    beats, beaten_by = _bits(matrix), _bits(matrix.T)
    # Each start is beaten, directly or through others, by none of the starts before it; and so each group that nobody
    # outside beats has one of them. From the last backwards those that no later one beats, either, are of such groups.
    starts: list[int] = []
    seen = 0
    for i in range(len(beats)):
        if not seen >> i & 1:
            starts.append(i)
            seen = _reached(beats, i, seen)
    seen = top = 0
    for i in reversed(starts):
        if not seen >> i & 1:
            seen = _reached(beats, i, seen)
            top = _reached(beaten_by, i, top)
    return list(_members(top))


# No two options beat each other, so that no fewer go round.
SHORTEST_CYCLE = 3


def cycle(wins: Wins, among: Sequence[int]) -> list[int]:
    """A shortest cycle of options, each of which beats the next, through one of `among`; empty where there is none."""
    beats = _bits(_beats(wins))
    shortest: list[int] = []
    for start in among:
        shortest = _cycle(beats, start, len(shortest) or len(beats) + 1) or shortest
        if len(shortest) == SHORTEST_CYCLE:
            break
    return shortest


def _cycle(beats: Bits, start: int, most: int) -> list[int]:
    """A shortest cycle through an option, of fewer than `most`; empty where there is none."""
    before = {start: start}
    front, seen = [start], 1 << start
    for length in range(1, most):
        following = []
        for at in front:
            if beats[at] >> start & 1:
                path = [at]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if length < most - 1:
                for new in _members(beats[at] & ~seen):
                    before[new] = at
                    following.append(new)
                seen |= beats[at]
        front = following
    return []


@dataclass(frozen=True, slots=True)
class KemenyOrders:
    """The orders of options, first to last, that contradict the fewest pairs of the rankings; and how many they do.

    `count` is how many such orders there are, and `orders` the first of them, sorted, up to 100. Over all of them, and
    not those alone: `places` are by option the places it has, from 1, in rising order; `above[i][k]` is whether i comes
    before k in every one.
    """

    contradictions: int
    count: int
    orders: tuple[tuple[int, ...], ...]
    places: tuple[tuple[int, ...], ...]
    above: tuple[tuple[bool, ...], ...]


def kemeny(wins: Wins) -> KemenyOrders | None:
    """The orders that contradict the fewest pairs of the rankings, and what they have in common.

    Exact, by dynamic programming over the sets of options that come first: however many such orders there are, each is
    a way from set to set, an option more at every step. None for more than 14 options. A pair that a ranking ties
    contradicts no order.

    Kemeny (1959), Daedalus 88(4); Bartholdi, Tovey and Trick (1989), doi:10.1007/BF00303169.
    """
    counts: list[list[int]] = np.asarray(wins).tolist()
    m = len(counts)
    if m > MAX_KEMENY_OPTIONS:
        return None
    all_of_them = (1 << m) - 1
    # against[x][s]: how many pairs are contradicted where x comes behind all of the set s.
    against = []
    for x in range(m):
        row = [0]
        for y in range(m):
            row += [cost + counts[x][y] for cost in row]
        against.append(row)
    # The fewest contradictions among the pairs that have one of a set, and of those that have one outside it, behind.
    least = [0] * (1 << m)
    for s in range(1, 1 << m):
        least[s] = min(least[s ^ (1 << x)] + against[x][s ^ (1 << x)] for x in range(m) if s >> x & 1)
    rest = [0] * (1 << m)
    for s in range(all_of_them - 1, -1, -1):
        rest[s] = min(against[x][s] + rest[s | 1 << x] for x in range(m) if not s >> x & 1)
    fewest = least[all_of_them]

    # Which options may come next after a set, for the sets that begin a best order; and how many ways lead there.
    following: dict[int, list[int]] = {}
    ways = [0] * (1 << m)
    ways[0] = 1
    places: list[set[int]] = [set() for _ in range(m)]
    before = [0] * m  # as a set each: what x can come before
    for s in range(1 << m):
        if not ways[s]:
            continue
        following[s] = []
        for x in range(m):
            if s >> x & 1:
                before[x] |= all_of_them ^ s
            elif least[s] + against[x][s] + rest[s | 1 << x] == fewest:
                following[s].append(x)
                ways[s | 1 << x] += ways[s]
                places[x].add(s.bit_count() + 1)

    def orders(s: int) -> Iterator[tuple[int, ...]]:
        if s == all_of_them:
            yield ()
        for x in following[s]:
            for order in orders(s | 1 << x):
                yield (x, *order)

    return KemenyOrders(
        contradictions=fewest,
        count=ways[all_of_them],
        orders=tuple(islice(orders(0), MAX_KEMENY_ORDERS)),
        places=tuple(tuple(sorted(own)) for own in places),
        above=tuple(tuple(i != k and not before[k] >> i & 1 for k in range(m)) for i in range(m)),
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two options that some aggregations put one way round and others the other way round."""

    one: int
    other: int
    one_above: tuple[str, ...]
    other_above: tuple[str, ...]


def by_points(points: Sequence[float]) -> NDArray[np.bool_]:
    """Which option has more points than which."""
    own = np.asarray(points)
    more: NDArray[np.bool_] = own[:, np.newaxis] > own
    return more


def disagreements(above: Mapping[str, ArrayLike], most: int) -> tuple[int, tuple[Disagreement, ...]]:
    """How many pairs of options two aggregations order differently, and the first of them, `most` at most.

    above: by the name of an aggregation whether it puts option i above option k; where it allows several orders,
    whether all of them do.
    """
    matrices = {name: np.asarray(matrix, bool) for name, matrix in above.items()}
    higher = np.logical_or.reduce(list(matrices.values()))
    found = np.triu(higher & higher.T)
    first = []
    for place in np.flatnonzero(found)[:most]:
        one, other = divmod(int(place), len(found))
        ways = [tuple(n for n, matrix in matrices.items() if matrix[pair]) for pair in ((one, other), (other, one))]
        first.append(Disagreement(one, other, *ways))
    return int(found.sum()), tuple(first)
