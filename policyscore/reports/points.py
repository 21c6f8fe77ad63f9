"""The points of a score by criterion, as readers see them wherever they do: rounded so that they add up to it."""

from decimal import Decimal

from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.numbers import adding_up
from policyscore.model.tree import Weights
from policyscore.rounding import rounded


def points(option: ScoredOption, digits: int = 1) -> dict[str, Decimal]:
    """By criterion what an option's effective value adds to its score, to so many decimals."""
    shown = adding_up(list(option.contributions.values()), rounded(option.score, digits))
    return dict(zip(option.contributions, shown, strict=True))


def parts_in_effect(option: ScoredOption, weights: Weights) -> dict[str, float]:
    """By criterion the points that an option's rating would add to its score if it took effect: weight times value."""
    return {id: weights[id] * option.values[id] for id in option.contributions}


def points_in_effect(option: ScoredOption, weights: Weights, digits: int = 1) -> tuple[dict[str, Decimal], Decimal]:
    """The same to so many decimals, and what its chance takes away or gives: all together they add up to its score."""
    parts = parts_in_effect(option, weights)
    *shown, chance = adding_up([*parts.values(), option.score - option.in_effect], rounded(option.score, digits))
    return dict(zip(parts, shown, strict=True)), chance
