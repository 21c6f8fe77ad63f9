"""How far many rankings agree, and the ways to make one order of them: Borda, Copeland, Kemeny."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import sqrt

# Finding a Kemeny order takes 2 to the power of the number of options.
MAX_KEMENY_OPTIONS = 14

# There can be as many Kemeny orders as there are orders at all: all are counted, and no more than this are listed.
MAX_KEMENY_ORDERS = 100

# wins[i][k]: in how many rankings option i stands above option k.
Wins = Sequence[Sequence[int]]


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
    pairs = [(one[i] - one[k], other[i] - other[k]) for i, k in combinations(range(len(one)), 2)]
    agreeing = sum((x > 0) == (y > 0) for x, y in pairs if x and y)
    both = sum(1 for x, y in pairs if x and y)
    left, right = sum(1 for x, _ in pairs if x), sum(1 for _, y in pairs if y)
    return (2 * agreeing - both) / sqrt(left * right) if left and right else None


def copeland(wins: Wins) -> list[int]:
    """For each option the number of others that it beats in pairs minus of those that beat it."""
    m = range(len(wins))
    return [sum((wins[i][k] > wins[k][i]) - (wins[i][k] < wins[k][i]) for k in m) for i in m]


def condorcet(wins: Wins) -> int | None:
    """The option that stands above every other in more rankings than below it; None where there is none."""
    m = range(len(wins))
    return next((i for i in m if all(wins[i][k] > wins[k][i] for k in m if k != i)), None)


def unbeaten(wins: Wins) -> list[int]:
    """The options that stand below no other in more rankings than above it: weak Condorcet winners."""
    m = range(len(wins))
    return [i for i in m if all(wins[i][k] >= wins[k][i] for k in m)]


def schwartz(wins: Wins) -> list[int]:
    """The options that beat, directly or through others, each option that beats them so: beaten from inside alone.

    They are the Condorcet winner where there is one; where every option is beaten by some other they go round.

    Schwartz (1972), doi:10.1007/BF00131765.
    """
    m = range(len(wins))
    reaches = [[wins[i][k] > wins[k][i] for k in m] for i in m]
    for between in m:
        for i in m:
            if reaches[i][between]:
                reaches[i] = [there or on for there, on in zip(reaches[i], reaches[between], strict=True)]
    return [i for i in m if all(reaches[i][k] or not reaches[k][i] for k in m)]


def cycle(wins: Wins, among: Sequence[int]) -> list[int]:
    """A shortest cycle of options, each of which beats the next, through one of `among`; empty where there is none."""
    beats = [[k for k in range(len(wins)) if wins[i][k] > wins[k][i]] for i in range(len(wins))]
    shortest: list[int] = []
    for start in among:
        paths = {start: [start]}
        front = [start]
        while front and not (shortest and len(paths[front[0]]) >= len(shortest)):
            at = front.pop(0)
            for following in beats[at]:
                if following == start:
                    shortest = paths[at]
                    front = []
                    break
                if following not in paths:
                    paths[following] = [*paths[at], following]
                    front.append(following)
    return shortest


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
    m = len(wins)
    if m > MAX_KEMENY_OPTIONS:
        return None
    all_of_them = (1 << m) - 1
    # against[x][s]: how many pairs are contradicted where x comes behind all of the set s.
    against = []
    for x in range(m):
        row = [0]
        for y in range(m):
            row += [cost + wins[x][y] for cost in row]
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


def by_points(points: Sequence[float]) -> list[list[bool]]:
    """Which option has more points than which."""
    return [[own > other for other in points] for own in points]


def disagreements(above: Mapping[str, Sequence[Sequence[bool]]]) -> tuple[Disagreement, ...]:
    """Every two options that two aggregations order differently.

    above: by the name of an aggregation whether it puts option i above option k; where it allows several orders,
    whether all of them do.
    """
    m = len(next(iter(above.values())))
    found = []
    for one, other in combinations(range(m), 2):
        higher = tuple(name for name, matrix in above.items() if matrix[one][other])
        lower = tuple(name for name, matrix in above.items() if matrix[other][one])
        if higher and lower:
            found.append(Disagreement(one, other, higher, lower))
    return tuple(found)
