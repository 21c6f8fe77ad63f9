"""What counts of a value where an option may not take effect: its chance moves it from the baseline's to its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyscore.model.study import Option
from policyscore.model.tree import Criterion

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
