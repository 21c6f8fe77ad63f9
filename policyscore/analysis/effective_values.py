"""What counts of an option's ratings: their values, and the baseline's as far as the option may not take effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyscore.model.study import Option, Study
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE

# The chance that an unknown one counts as: it could be anything from 0 to 1.
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance that an option takes effect, in shares of 1: most likely, at least and at most."""

    value: float
    low: float
    high: float


# What an option takes effect with where it is the baseline, which goes on anyway, and where the study names no chance.
CERTAIN = Chance(1.0, 1.0, 1.0)


def chance_of(option: Option, leaf: Criterion | None) -> Chance:
    """The chance of an option by its rating on the leaf that holds chances in 100; an unknown one is even, 0 to 1.

    It is certain where there is no such leaf, and for the baseline, whatever its rating.
    """
    if leaf is None or option.baseline:
        return CERTAIN
    rating = option.ratings[leaf.id]
    if rating.value is None or rating.low is None or rating.high is None:
        return Chance(EVEN, 0.0, 1.0)
    return Chance(rating.value / 100, rating.low / 100, rating.high / 100)


def effect_shares(chance: float, criteria: Sequence[Criterion]) -> dict[str, float]:
    """By criterion, the share of an option's effect that counts: its chance, and what trying brings where it fails.

    p + (1 - p) a, with p the chance and a the criterion's `if_it_fails`, all shares of 1.
    """
    return {c.id: chance + (1 - chance) * c.if_it_fails for c in criteria}


def effective_values(
    values: Mapping[str, float], base: Mapping[str, float], shares: Mapping[str, float]
) -> dict[str, float]:
    """The values that count: the baseline's, and of the difference to it the share that takes effect.

    b + (p + (1 - p) a)(v - b) for each of the criteria in `shares`: an expected value, as in Keeney and Raiffa (1976),
    doi:10.1017/CBO9781139174084, of a lottery between the option and the baseline.

    >>> effective_values({"impact": 80.0, "cost": 30.0}, {"impact": 20.0, "cost": 50.0}, {"impact": 0.25, "cost": 0.85})
    {'impact': 35.0, 'cost': 33.0}
    """
    return {
        id: base[id] + share * (values[id] - base[id]) if share != 1 else values[id] for id, share in shares.items()
    }


def values_of(option: Option, criteria: Sequence[Criterion]) -> dict[str, float]:
    """The value of each rating; the middle of the scale where it is unknown."""
    return {c.id: _value(option.ratings[c.id].value, c, MIDDLE) for c in criteria}


def end_values(option: Option, criteria: Sequence[Criterion], better: bool) -> dict[str, float]:
    """The value of the better or the worse end of each rating; of the scale where it is unknown."""
    ends = {}
    for criterion in criteria:
        rating = option.ratings[criterion.id]
        end = rating.high if better != criterion.less_is_better else rating.low
        ends[criterion.id] = _value(end, criterion, 100.0 if better else 0.0)
    return ends


def _value(rating: float | None, criterion: Criterion, unknown: float) -> float:
    return unknown if rating is None else criterion.value_of(rating)


@dataclass(frozen=True, slots=True)
class Valued:
    """An option's values, its chance, the share of its effect that counts by criterion, and its effective values.

    `unsure` are the criteria on which the effective value rests on a rating that nobody knows: the option's own, its
    chance, or the baseline's as far as the option may fail. `shared` are those where it is one of the last two, each of
    which is in several effective values, so that no option's are unsure by themselves.
    """

    values: Mapping[str, float]
    chance: Chance
    shares: Mapping[str, float]
    effective: Mapping[str, float]
    unsure: frozenset[str]
    shared: frozenset[str]


def valued(option: Option, study: Study, base: Mapping[str, float]) -> Valued:
    """What counts of an option. base: the baseline's values; not looked at where the study names no chance."""
    values, chance = values_of(option, study.rated), chance_of(option, study.chance)
    own = frozenset(criterion.id for criterion in study.criteria if option.ratings[criterion.id].value is None)
    if chance == CERTAIN:
        shares = dict.fromkeys(study.tree.ids, 1.0)
        return Valued(values, chance, shares, {id: values[id] for id in shares}, own, frozenset())
    shares = effect_shares(chance.value, study.criteria)
    shared = frozenset(id for id, share in shares.items() if share < 1)
    if study.chance and option.ratings[study.chance.id].value is not None:
        shared &= {*study.baseline.unknown} if study.baseline else frozenset()
    return Valued(values, chance, shares, effective_values(values, base, shares), own | shared, shared)


def counted_unknown(option: Option, study: Study) -> tuple[str, ...]:
    """The criteria on which an option's rating is unknown and would count."""
    return tuple(criterion.id for criterion in study.counted(option) if option.ratings[criterion.id].value is None)
