"""Two versions of a study: what changed in the files, and what each change did to the scores."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from policyscore.analysis.pairs import PairChanges, pair_changes
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.model.study import Option, Rating
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE

# What can change a score, in the order in which it is accounted for.
CHANCE = "chance"
KINDS = ("scales", "weights", "ratings", CHANCE)

# Up to so many pairs of which one passed the other are listed, whatever their ranks: those of 20 options always are.
MAX_LISTED_PAIRS = 200

# Of more pairs those are listed whose options both are, or were, among so many at the top: 190 at most.
LISTED_PLACES = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its kind, its place (ids of an option, a criterion or both), and what it was and is.

    `before` and `after` are as somebody would write them; None where there was or is none. The kind `chance` is a
    criterion that is the chance of taking effect in one version alone, `baseline` an option that is the baseline in one
    alone, where options may not take effect; both have names for what they were and are.
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

    @property
    def chance(self) -> bool:
        """Whether a chance of taking effect counts in either version."""
        return any(each.study.chance for each in (self.old, self.new))


def difference(old: Assessment, new: Assessment) -> Difference:
    """What changed between two assessments, and what each change did to the scores, split exactly.

    A change of scale is first: the difference it makes to the value of the old rating, at the old weight. What is left
    of a criterion's w e, with e the value that counts, is split between weight and value as (w' - w)(e + e') / 2 and
    (e' - e)(w + w') / 2, which is what Shapley (1953), doi:10.1515/9781400881970-018, gives two that act together. Of a
    value e = b + s (v - b) that counts by the share s of what an option changes, v - b, the ratings and the chance have
    e' - e = [(b' - b) + (s + s')/2 ((v' - b') - (v - b))] + [((v - b) + (v' - b'))/2 (s' - s)] in the same way; s is 1
    without a chance. A criterion in one version alone has its value there in both, and weight 0 where it is not; the
    chance has no weight.
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
        renamed_criteria=_renamed(*({c.id: c.name for c in a.study.rated} for a in (old, new))),
    )


def _renamed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The ids that only one version has whose name stands, once, behind an id that only the other has."""
    gone, come = ({n: i for i, n in ids.items() if i not in others} for ids, others in ((before, now), (now, before)))
    times = [Counter(ids.values()) for ids in (before, now)]
    once = [name for name in gone if all(found[name] == 1 for found in times)]
    return {gone[name]: come[name] for name in once if name in come}


def total(parts: Mapping[str, float]) -> float:
    return fsum(parts.values())


class _Cell(NamedTuple):
    """The value of an option on a criterion, the baseline's (None without one), and the share of the change to it."""

    value: float
    base: float | None
    share: float


def _parts(old: Assessment, new: Assessment, before: ScoredOption, after: ScoredOption) -> Parts:
    parts: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    then, now = _weighed(old), _weighed(new)
    for id in dict.fromkeys([*then, *now]):
        first = _cell(old, before, id) if id in then else _cell(new, after, id)
        last = _cell(new, after, id) if id in now else first
        rescaled = id in then and id in now and _scale(then[id]) != _scale(now[id])
        middle = _cell(old, before, id, now[id]) if rescaled else first
        weights = old.weighting.weights.get(id, 0.0), new.weighting.weights.get(id, 0.0)
        parts_of = _split(*weights, first, middle, last)
        for kind, part in zip(KINDS, parts_of, strict=True):
            if part:
                parts[kind][id] = part
    return parts


def _split(w: float, w_new: float, first: _Cell, middle: _Cell, last: _Cell) -> tuple[float, ...]:
    """The change of w e by kind; `middle` is the first version on the scale of the last."""
    # Where a version has no baseline everything takes effect, and any will do: that of the other one moves nothing.
    other = next((base for base in (middle.base, last.base) if base is not None), 0.0)
    b, b_mid, b_new = (other if cell.base is None else cell.base for cell in (first, middle, last))
    e, e_mid, e_new = (
        cell.share * cell.value + (1 - cell.share) * base for cell, base in ((first, b), (middle, b_mid), (last, b_new))
    )
    share = (middle.share + last.share) / 2
    # The same as in the docstring of `difference`, by whose rating it is.
    by_ratings = share * (last.value - middle.value) + (1 - share) * (b_new - b_mid)
    by_chance = (last.share - middle.share) * ((middle.value - b_mid) + (last.value - b_new)) / 2
    weight = (w + w_new) / 2
    return w * (e_mid - e), (w_new - w) * (e_mid + e_new) / 2, by_ratings * weight, by_chance * weight


def _cell(assessment: Assessment, row: ScoredOption, id: str, scale: Criterion | None = None) -> _Cell:
    """What the value that counts is made of; on another scale where one is given."""

    def value(of: ScoredOption) -> float:
        return _rescaled(of.ratings[id], scale) if scale else of.values[id]

    baseline = assessment.baseline
    return _Cell(value(row), value(baseline) if baseline else None, row.shares[id])


def _weighed(assessment: Assessment) -> dict[str, Criterion]:
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
    yield from _criteria_changes(old, new)
    then, now = _weighed(old), _weighed(new)
    for id in dict.fromkeys([*then, *now]):
        weights = [a.weighting.weights.get(id) for a in (old, new)]
        if abs((weights[0] or 0.0) - (weights[1] or 0.0)) > 1e-12:
            yield Change("weight", None, id, *weights)
    if old.study.chance or new.study.chance:
        yield from _chance_changes(old, new)
    before, after = ({row.id: row.option for row in a.options} for a in (old, new))
    for id in dict.fromkeys([*before, *after]):
        if id not in before or id not in after:
            yield Change("option", id, None, _name(before.get(id)), _name(after.get(id)))
            continue
        for criterion in _counting(new, before[id], after[id]):
            ratings = before[id].ratings.get(criterion), after[id].ratings[criterion]
            if ratings[0] is not None and _figures(ratings[0]) != _figures(ratings[1]):
                yield Change("rating", id, criterion, *ratings)


def _counting(new: Assessment, before: Option, after: Option) -> list[str]:
    """The criteria on which an option's rating can bear on a score: the weighed ones, and the chance.

    The chance of what is the baseline in both versions counts in neither.
    """
    study = new.study
    asked = study.chance if not (before.baseline and after.baseline) else None
    return [c.id for c in study.rated if c.id != study.tree.chance or c is asked]


def _criteria_changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Criteria that are in one version alone, and scales; one that is the chance in the other version is in both."""
    then, now = _weighed(old), _weighed(new)
    for id in dict.fromkeys([*then, *now]):
        if id in then and id in now:
            if _scale(then[id]) != _scale(now[id]):
                yield Change("scale", None, id, then[id], now[id])
        elif not (id in old.study.tree.by_id and id in new.study.tree.by_id):
            names = [criteria[id].name if id in criteria else None for criteria in (then, now)]
            yield Change("criterion", None, id, *names)


def _chance_changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Which criterion is the chance, how much comes from trying alone, and which option is the baseline."""
    chances = old.study.chance, new.study.chance
    if (chances[0] and chances[0].id) != (chances[1] and chances[1].id):
        for at, chance in enumerate(chances):
            if chance:
                yield Change("chance", None, chance.id, *_in_one(chance.name, at))
    then, now = _weighed(old), _weighed(new)
    for id in then:
        if id in now and then[id].if_it_fails != now[id].if_it_fails:
            yield Change("if_it_fails", None, id, then[id].if_it_fails, now[id].if_it_fails)
    baselines = old.baseline, new.baseline
    if (baselines[0] and baselines[0].id) != (baselines[1] and baselines[1].id):
        for at, baseline in enumerate(baselines):
            if baseline:
                yield Change("baseline", baseline.id, None, *_in_one(baseline.name, at))


def _in_one(name: str, at: int) -> tuple[str | None, str | None]:
    """What something was and is that has a name in the first version (0) alone, or in the second (1)."""
    return (None, name) if at else (name, None)


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
