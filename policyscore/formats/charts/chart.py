"""Charts as data, apart from how they are drawn: the numbers, the words, and a table in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from policyscore.formats.format import ChartName
from policyscore.formats.report import Table


@dataclass(frozen=True, slots=True)
class Bar:
    """An option: the points that each criterion adds to its score, the score, and its low and high.

    `shown` are the points as readers see them, which add up to the score as it is shown. `in_effect` is the score if it
    took effect, None where no chance counts.
    """

    name: str
    points: tuple[float, ...]
    shown: tuple[Decimal, ...]
    score: float
    low: float
    high: float
    in_effect: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """Bars: the points that each criterion adds to each option's score, and the score between its low and its high.

    `criteria` are names with weights in percent as they are shown, of those that weigh something.
    """

    criteria: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """Lines: each option's score over the weight of one criterion or branch, from 0 to 1.

    `weight` is today's. `ends` are the scores at 0 and at 1 by option; `leads` who is first from where to where, by
    option; `coloured` those that are drawn in colour. Names go by option.
    """

    criterion: str
    weight: float
    names: Mapping[str, str]
    ends: Mapping[str, tuple[float, float]]
    leads: tuple[tuple[float, float, str], ...]
    coloured: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """A grid: in what share of a set of weightings each option has each rank.

    A row is an option's name, its shares, and that of rank 1 as readers see it. `span` is how many ranks, the last
    time perhaps fewer, each share is of.
    """

    rows: tuple[tuple[str, tuple[float, ...], str], ...]
    span: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Lines: the rank of each option under each weighting; a row is its name and its ranks.

    `coloured` are the places of the rows that are drawn in colour.
    """

    weightings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    coloured: tuple[int, ...]


Picture = Contributions | Sensitivity | Ranks | Slopes


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A picture with what is said of it.

    `caption` says what it is about, `key` how to read the picture, `looks` what one sees in it and `said` what it
    shows; `as_table` takes its place in formats that hold no pictures, and `made` says there what it was made by, and
    from what.
    """

    name: ChartName
    caption: str
    key: str
    looks: str
    said: str
    as_table: Table
    picture: Picture
    made: str = ""

    @property
    def below(self) -> str:
        """The text below the picture: its caption and its key."""
        return " ".join(filter(None, (self.caption, self.key)))

    @property
    def alt(self) -> str:
        """The picture in words, for those who cannot see it."""
        return f"{self.looks} {self.said}"


def score_at(ends: tuple[float, float], weight: float) -> float:
    """The score at a weight from 0 to 1, on the straight line between the scores at 0 and at 1."""
    return (1 - weight) * ends[0] + weight * ends[1]
