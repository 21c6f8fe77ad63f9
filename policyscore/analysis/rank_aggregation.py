"""How far many rankings agree, and the ways to make one order of them: Borda, Copeland, Kemeny."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

# Finding a Kemeny order takes 2 to the power of the number of options.
MAX_KEMENY_OPTIONS = 14

# There can be as many Kemeny orders as there are orders at all: no more than this are listed.
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


def cycle(wins: Wins) -> list[int]:
    """A shortest cycle of options each of which beats the next, the one nearest the top; empty where there is none."""
    m = range(len(wins))
    beats = [[k for k in m if wins[i][k] > wins[k][i]] for i in m]
    score = copeland(wins)
    shortest: list[int] = []
    for start in sorted(m, key=lambda i: -score[i]):
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
        if shortest:
            return shortest
    return shortest


@dataclass(frozen=True, slots=True)
class KemenyOrders:
    """The orders of options, first to last, that contradict the fewest pairs of the rankings; and how many they do."""

    contradictions: int
    orders: tuple[tuple[int, ...], ...]


def kemeny(wins: Wins) -> KemenyOrders | None:
    """The orders that contradict the fewest pairs of the rankings, and how many those are.

    Exact, by dynamic programming over the sets of options that come first. None for more than 14 options; of more
    than 100 such orders the first 100. A pair that a ranking ties contradicts no order.

    Kemeny (1959), Daedalus 88(4); Bartholdi, Tovey and Trick (1989), doi:10.1007/BF00303169.
    """
    m = len(wins)
    if m > MAX_KEMENY_OPTIONS:
        return None
    # against[x][s]: how many pairs are contradicted where x comes behind all of the set s.
    against = []
    for x in range(m):
        row = [0]
        for y in range(m):
            row += [cost + wins[x][y] for cost in row]
        against.append(row)
    least = [0] * (1 << m)
    for s in range(1, 1 << m):
        least[s] = min(least[s ^ (1 << x)] + against[x][s ^ (1 << x)] for x in range(m) if s >> x & 1)

    def orders(s: int) -> Iterator[list[int]]:
        if not s:
            yield []
        for x in range(m):
            rest = s ^ (1 << x)
            if s >> x & 1 and least[rest] + against[x][rest] == least[s]:
                for order in orders(rest):
                    yield [*order, x]

    found = []
    for order in orders((1 << m) - 1):
        found.append(order)
        if len(found) == MAX_KEMENY_ORDERS:
            break
    return KemenyOrders(least[-1], tuple(map(tuple, sorted(found))))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two options that some aggregations put one way round and others the other way round."""

    one: int
    other: int
    one_above: tuple[str, ...]
    other_above: tuple[str, ...]


def disagreements(places: Mapping[str, Sequence[Sequence[float]]]) -> tuple[Disagreement, ...]:
    """Every two options that two aggregations order differently.

    places: by the name of an aggregation the places of the options (the lower the better) in each order that it
    allows; of several orders it takes a side only where all of them do.
    """
    m = len(next(iter(places.values()))[0])
    found = []
    for one, other in combinations(range(m), 2):
        above = tuple(name for name, orders in places.items() if all(order[one] < order[other] for order in orders))
        below = tuple(name for name, orders in places.items() if all(order[one] > order[other] for order in orders))
        if above and below:
            found.append(Disagreement(one, other, above, below))
    return tuple(found)
