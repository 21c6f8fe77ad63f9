"""The points of a score by criterion, as readers see them wherever they do: rounded so that they add up to it."""

from decimal import Decimal

from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.numbers import adding_up
from policyscore.rounding import rounded


def points(option: ScoredOption, digits: int = 1) -> dict[str, Decimal]:
    """By criterion what an option's rating adds to its score, to so many decimals."""
    shown = adding_up(list(option.contributions.values()), rounded(option.score, digits))
    return dict(zip(option.contributions, shown, strict=True))
