"""Criteria whose values move together over the options more closely than chance explains."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, comb, fsum, pi, sqrt
from operator import mul

from policyscore.analysis.ranking import TIE, below
from policyscore.model.study import Study

# A pair is closely related from this |r| on, over this many options or more that are known on both.
CLOSE_R, MIN_OPTIONS = 0.9, 5

# So many criteria have so many pairs that numpy, which takes long to load, soon saves that time; and so many of them
# are held against all others at once. It is the one place where `check` loads numpy: 2,000 criteria over 50 options
# take 2.9 s without it and 0.1 s with it. No order of the criteria spares the pairs in general: over many options the
# lists are unlike in all directions, and those with r of 0.9 are far enough apart to hide anywhere in a sorted row.
MANY_CRITERIA, ROWS_AT_ONCE = 300, 256

# The chance that a study of unrelated criteria has any pair that is called closely related.
FALSE_ALARM = 0.05


@dataclass(frozen=True, slots=True)
class Relation:
    """Two criteria, by id in the order of the file, with Pearson's r of their values over so many options."""

    one: str
    other: str
    r: float
    options: int


def chance_of(r: float, options: int) -> float:
    """The chance that two unrelated criteria have a correlation as far from 0 as r, over so many options (3 or more).

    With t = r sqrt(n / (1 - r²)) and n = options - 2 degrees of freedom, that is the tail of Student's t on both sides;
    its series is finite: with sin θ = |r|, Abramowitz and Stegun (1964), 26.7.3 and 26.7.4. Exact where values are
    drawn from normal distributions, and close to it for ratings spread over a scale.

    >>> [round(chance_of(r, 7), 3) for r in (0, 0.7545, 1)]
    [1.0, 0.05, 0.0]
    """
    freedom = options - 2
    sine, cosine = min(abs(r), 1.0), sqrt(max(1 - r * r, 0.0))
    if freedom % 2:
        term, inside = cosine, asin(sine)
        for k in range(1, freedom - 1, 2):
            inside += sine * term
            term *= cosine * cosine * (k + 1) / (k + 2)
        return max(0.0, 1 - 2 / pi * inside)
    term, inside = 1.0, 0.0
    for k in range(0, freedom, 2):
        inside += sine * term
        term *= cosine * cosine * (k + 1) / (k + 2)
    return max(0.0, 1 - inside)


def close_relations(study: Study) -> Iterator[Relation]:
    """The pairs of criteria with |r| of `CLOSE_R` or more that chance does not explain, in the order of the file.

    Each pair may be wrong in `FALSE_ALARM` over the number of pairs (Bonferroni), so that the chance of any false alarm
    in the whole study is about that. Where a study rates in few steps, as a handful of levels, two criteria are
    exactly alike now and then: over m options on a grid of g steps in about g^(2 - m) of pairs, for two options fix the
    line on which the others must lie. That chance has to be as small. A pair with too few options that are known on
    both, or with the same value for all of them, has no r.
    """
    columns = {criterion.id: study.known_values(criterion) for criterion in study.criteria}
    steps = _steps(columns)
    columns = {id: column for id, column in columns.items() if len(column) >= MIN_OPTIONS}
    if len({frozenset(column) for column in columns.values()}) == 1:
        pairs, close = _of_complete(columns, steps)
    else:
        pairs, close = _of_incomplete(columns, combinations(columns, 2))
    return _unexplained(close, pairs, steps)


def relations_with_chance(study: Study) -> Iterator[Relation]:
    """The criteria that rise and fall with the chance that an option takes effect, in the order of the file.

    As `close_relations` finds them, of these pairs alone and without those that move against each other; over the
    options but the baseline, whose chance is certain whatever is rated. The first of each pair is the chance.
    """
    chance = study.chance
    if chance is None:
        return
    tried = {option.id for option in study.options if not option.baseline}
    columns = {
        criterion.id: {id: value for id, value in study.known_values(criterion).items() if id in tried}
        for criterion in (chance, *study.criteria)
    }
    pairs, close = _of_incomplete(columns, ((chance.id, criterion.id) for criterion in study.criteria))
    yield from _unexplained((relation for relation in close if relation.r > 0), pairs, _steps(columns))


# By criterion, the values of the options that are known on it.
Columns = Mapping[str, Mapping[str, float]]


def _steps(columns: Columns) -> int:
    """In how many different values a study rates."""
    return len({value for column in columns.values() for value in column.values()})


def _unexplained(close: Iterable[Relation], pairs: int, steps: int) -> Iterator[Relation]:
    """Those of close relations, found among so many pairs in so many steps, that chance does not explain."""
    for relation in close:
        chance = max(chance_of(relation.r, relation.options), steps ** (2.0 - relation.options))
        if chance * pairs <= FALSE_ALARM:
            yield relation


def _of_complete(columns: Columns, steps: int) -> tuple[int, list[Relation]]:
    """How many pairs have an r, and those with |r| of CLOSE_R or more, where the same options are known throughout."""
    units = {id: unit for id, column in columns.items() if (unit := _unit_deviations([*column.values()]))}
    options, pairs = len(next(iter(columns.values()))), comb(len(units), 2)
    # Where there are so few options that chance explains even those that are exactly alike, none has to be looked for.
    if not pairs or steps ** (2.0 - options) * pairs > FALSE_ALARM:
        return pairs, []
    ids = [*units]
    found = _many_alike([*units.values()]) if len(ids) > MANY_CRITERIA else combinations(range(len(ids)), 2)
    rs = ((ids[i], ids[j], sum(map(mul, units[ids[i]], units[ids[j]]))) for i, j in found)
    return pairs, [Relation(one, other, r, options) for one, other, r in rs if not below(abs(r), CLOSE_R)]


def _of_incomplete(columns: Columns, chosen: Iterable[tuple[str, str]]) -> tuple[int, list[Relation]]:
    """The same of chosen pairs, each over the options that are known on both."""
    pairs, close = 0, []
    for one, other in chosen:
        left, right = columns[one], columns[other]
        shared = [option for option in left if option in right]
        x, y = (_unit_deviations([column[option] for option in shared]) for column in (left, right))
        if len(shared) >= MIN_OPTIONS and x and y:
            pairs += 1
            if not below(abs(r := sum(map(mul, x, y))), CLOSE_R):
                close.append(Relation(one, other, r, len(shared)))
    return pairs, close


def _many_alike(units: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The pairs of a great many lists whose product may be CLOSE_R or more, or as far below 0; in their order."""
    import numpy as np

    rows = np.array(units)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        products = np.abs(rows[start : start + ROWS_AT_ONCE] @ rows.T)
        for i, j in np.argwhere(products >= CLOSE_R - 2 * TIE).tolist():
            if start + i < j:
                yield start + i, j


def _unit_deviations(values: Sequence[float]) -> list[float] | None:
    """Values less their mean, scaled so that their squares sum to 1: r is the sum of products of two such lists.

    None where all values are the same.
    """
    if not values:
        return None
    mean = fsum(values) / len(values)
    centred = [value - mean for value in values]
    length = sqrt(fsum(value * value for value in centred))
    return [value / length for value in centred] if below(0, length) else None
