"""Two versions of a study: what changed in the files, and what each change did to the scores."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from policyscore.analysis.pairs import PairChanges, pair_changes
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.model.study import Option, Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE

# What can change a score, in the order in which it is accounted for.
KINDS = ("scales", "weights", "ratings")

# Up to so many pairs of which one passed the other are listed, whatever their ranks: those of 20 options always are.
MAX_LISTED_PAIRS = 200

# Of more pairs those are listed whose options both are, or were, among so many at the top: 190 at most.
LISTED_PLACES = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its kind, its place (ids of an option, a criterion or both), and what it was and is.

    `before` and `after` are as somebody would write them; None where there was or is none.
    """

    kind: str
    option: str | None
    criterion: str | None
    before: object
    after: object


# Points of score, by kind of change and then by criterion.
Parts = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class MovedOption:
    """An option in both versions; `parts` sum to the difference of the scores."""

    before: ScoredOption
    after: ScoredOption
    parts: Parts


@dataclass(frozen=True, slots=True, eq=False)
class Overtaking:
    """An option that now stands above another one, and did not before.

    `before` and `after` are the gaps between them in points of score, and `parts` sum to the change of the gap.
    """

    option: str
    other: str
    before: float
    after: float
    parts: Parts


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Two versions of a study under the same weighting, or under its own version in each.

    `moved` are the options in both, by their rank now; `added` and `removed` those in one alone. `pairs` counts those
    of `moved` that stand to one another as they did not, and `passed` are the pairs of which one is ahead now and was
    not: all of up to 200, else those among options that are or were of the first ten. `renamed` are options and
    `renamed_criteria` criteria of one name that have another id now, as ids before and now.
    """

    old: Assessment
    new: Assessment
    changes: tuple[Change, ...]
    moved: tuple[MovedOption, ...]
    pairs: PairChanges
    passed: tuple[Overtaking, ...]
    added: tuple[ScoredOption, ...]
    removed: tuple[ScoredOption, ...]
    renamed: Mapping[str, str]
    renamed_criteria: Mapping[str, str]


def difference(old: Assessment, new: Assessment) -> Difference:
    """What changed between two assessments, and what each change did to the scores, split exactly.

    A change of scale is first: the difference it makes to the value of the old rating, at the old weight. What
    is left of a criterion's w v is split between weight and rating as (w' - w)(v + v') / 2 and
    (v' - v)(w + w') / 2, which is what Shapley (1953), doi:10.1515/9781400881970-018, gives two that act
    together. A criterion in one version alone has its value there in both, and weight 0 where it is not.
    """
    before = {row.id: row for row in old.options}
    moved = tuple(
        MovedOption(before[row.id], row, _parts(old, new, before[row.id], row))
        for row in new.options
        if row.id in before
    )
    now = {row.id for row in new.options}
    pairs = pair_changes([option.before.score for option in moved], [option.after.score for option in moved])
    return Difference(
        old=old,
        new=new,
        changes=tuple(_changes(old, new)),
        moved=moved,
        pairs=pairs,
        passed=tuple(_passed(moved, pairs)),
        added=tuple(row for row in new.options if row.id not in before),
        removed=tuple(row for row in old.options if row.id not in now),
        renamed=_renamed(*({row.id: row.name for row in a.options} for a in (old, new))),
        renamed_criteria=_renamed(*({c.id: c.name for c in a.study.criteria} for a in (old, new))),
    )


def _renamed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The ids that only one version has whose name stands, once, behind an id that only the other has."""
    gone, come = ({n: i for i, n in ids.items() if i not in others} for ids, others in ((before, now), (now, before)))
    times = [Counter(ids.values()) for ids in (before, now)]
    once = [name for name in gone if all(found[name] == 1 for found in times)]
    return {gone[name]: come[name] for name in once if name in come}


def total(parts: Mapping[str, float]) -> float:
    return fsum(parts.values())


def _parts(old: Assessment, new: Assessment, before: ScoredOption, after: ScoredOption) -> Parts:
    parts: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    then, now = _criteria(old), _criteria(new)
    for id in dict.fromkeys([*then, *now]):
        w, w_new = old.weighting.weights.get(id, 0.0), new.weighting.weights.get(id, 0.0)
        v = before.values[id] if id in then else after.values[id]
        v_new = after.values[id] if id in now else v
        rescaled = id in then and id in now and _scale(then[id]) != _scale(now[id])
        middle = _rescaled(before.option.ratings[id], now[id]) if rescaled else v
        for kind, part in (
            ("scales", w * (middle - v)),
            ("weights", (w_new - w) * (middle + v_new) / 2),
            ("ratings", (v_new - middle) * (w + w_new) / 2),
        ):
            if part:
                parts[kind][id] = part
    return parts


def _criteria(assessment: Assessment) -> dict[str, Criterion]:
    return {criterion.id: criterion for criterion in assessment.study.criteria}


def _scale(criterion: Criterion) -> tuple[object, ...]:
    return criterion.worst, criterion.best, criterion.knots


def _rescaled(rating: Rating, criterion: Criterion) -> float:
    """The value of a rating on another scale; a rating beyond its ends has the value of the nearer end."""
    if rating.value is None:
        return MIDDLE
    low, high = criterion.ends
    return criterion.value_of(min(max(rating.value, low), high))


def _changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """The changes in the files that can bear on a score."""
    then, now = _criteria(old), _criteria(new)
    for id in dict.fromkeys([*then, *now]):
        if id not in now or id not in then:
            names = [criteria[id].name if id in criteria else None for criteria in (then, now)]
            yield Change("criterion", None, id, *names)
        elif _scale(then[id]) != _scale(now[id]):
            yield Change("scale", None, id, then[id], now[id])
    for id in dict.fromkeys([*then, *now]):
        weights = [a.weighting.weights.get(id) for a in (old, new)]
        if abs((weights[0] or 0.0) - (weights[1] or 0.0)) > 1e-12:
            yield Change("weight", None, id, *weights)
    before, after = ({row.id: row.option for row in a.options} for a in (old, new))
    for id in dict.fromkeys([*before, *after]):
        if id not in before or id not in after:
            yield Change("option", id, None, _name(before.get(id)), _name(after.get(id)))
            continue
        for criterion in now:
            ratings = before[id].ratings.get(criterion), after[id].ratings[criterion]
            if ratings[0] is not None and _figures(ratings[0]) != _figures(ratings[1]):
                yield Change("rating", id, criterion, *ratings)


def _name(option: Option | None) -> str | None:
    return option.name if option else None


def _figures(rating: Rating) -> tuple[float | None, ...]:
    return rating.low, rating.value, rating.high


def _passed(moved: Sequence[MovedOption], pairs: PairChanges) -> Iterator[Overtaking]:
    """The pairs to list of options of which the first was not above the second, and is now."""
    if pairs.passed > MAX_LISTED_PAIRS:
        before = sorted(moved, key=lambda option: (option.before.rank, option.before.id))
        top = {option.after.id for option in (*moved[:LISTED_PLACES], *before[:LISTED_PLACES])}
        ones = others = [option for option in moved if option.after.id in top]
    else:
        ones = [option for option, count in zip(moved, pairs.passed_by, strict=True) if count]
        others = [*moved]
    for one in ones:
        for other in others:
            gap = one.before.score - other.before.score
            gap_now = one.after.score - other.after.score
            if gap <= TIE < gap_now:
                parts = {
                    kind: {
                        id: one.parts[kind].get(id, 0.0) - other.parts[kind].get(id, 0.0)
                        for id in dict.fromkeys([*one.parts[kind], *other.parts[kind]])
                    }
                    for kind in KINDS
                }
                yield Overtaking(one.after.id, other.after.id, gap, gap_now, parts)
