"""The options of a study under many weightings: what is the same in all of them, and what is not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from policyscore.analysis import rank_aggregation as voting
from policyscore.analysis.ranking import all_ranks, ranks
from policyscore.analysis.tally import Tally, ValueMatrix
from policyscore.errors import CommandError
from policyscore.model.study import Option
from policyscore.model.weight_block import WeightBlock

if TYPE_CHECKING:
    from policyscore.reading.views import Views

# What the mean of all weightings is called, and who gives no group.
MEAN, NO_GROUP = "mean", "(none)"


# Of so many weightings every pair is looked at.
MAX_SIDE_BY_SIDE = 12


@dataclass(frozen=True, slots=True, eq=False)
class TidyRow:
    """One option under one weighting, as a tidy table has it; `gain` is None without a baseline."""

    weighting: str
    option: Option
    rank: int
    score: float
    gain: float | None


def tidy_rows(found: "Views", options: Sequence[Option] | None = None, mean: bool = False) -> Iterator[TidyRow]:
    """A row for each weighting and option, options highest first, equal ones by id; made as they are asked for."""
    matrix = ValueMatrix.of(found.study, _by_id(found.study.options if options is None else options))
    total = np.zeros(len(found.study.criteria))
    count = 0
    for block in found.blocks():
        yield from _rows(matrix, block)
        total += block.weights.sum(axis=0)
        count += len(block.ids)
    if mean:
        yield from _rows(matrix, WeightBlock((MEAN,), (MEAN,), total[np.newaxis] / count))


def _by_id(options: Sequence[Option]) -> list[Option]:
    return sorted(options, key=lambda option: option.id)


def _rows(matrix: ValueMatrix, block: WeightBlock) -> Iterator[TidyRow]:
    scores = matrix.scores(block.weights)
    gains = matrix.gains(block.weights, scores)
    places = all_ranks(scores)
    order = np.argsort(places, axis=1, kind="stable").tolist()
    places, numbers, leads = places.tolist(), scores.tolist(), None if gains is None else gains.tolist()
    for number, id in enumerate(block.ids):
        for index in order[number]:
            gain = None if leads is None else leads[number][index]
            yield TidyRow(id, matrix.options[index], places[number][index], numbers[number][index], gain)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What many rankings of the same options come to.

    `options` are by their mean rank, equal ones by id, and everything by option goes in their order. `scores` and
    `places` (scores and ranks) are by weighting, empty where there are too many to keep. `tally` is over all
    weightings, `groups` over those of each group. `taus` are between every two weightings. `mean` are ranks under
    the mean of all weights, None where it was not asked for.
    """

    views: "Views"
    options: tuple[Option, ...]
    ids: tuple[str, ...]
    names: tuple[str, ...]
    scores: tuple[tuple[float, ...], ...]
    places: tuple[tuple[int, ...], ...]
    tally: Tally
    groups: dict[str, Tally]
    taus: dict[tuple[str, str], float | None]
    mean: tuple[tuple[float, ...], tuple[int, ...]] | None

    @property
    def borda(self) -> list[float]:
        """Borda's count with mean ranks: how many options each is above, over all weightings."""
        return [float(self.tally.m * self.tally.count - total) for total in self.tally.means]

    @property
    def wins(self) -> list[list[int]]:
        found: list[list[int]] = self.tally.wins.tolist()
        return found

    @property
    def concordance(self) -> float | None:
        return voting.concordance(self.tally.means.tolist(), self.tally.count, self.tally.ties)


def compare(
    found: "Views",
    options: Sequence[Option] | None = None,
    by: str | None = None,
    mean: bool = False,
    keep: bool = True,
) -> Comparison:
    """Ranks the options under every weighting, and counts.

    by: the column of surveys that says the group. keep: whether scores and ranks of each weighting are kept.
    Raises CommandError where no survey has the column, or two weightings to be kept have one id.
    """
    chosen = _by_id(found.study.options if options is None else options)
    if by is not None and not all(by in each.groups for each in found.surveys):
        columns = sorted({name for each in found.surveys for name in each.groups})
        raise CommandError(f"there is no column `{by}`", f"the columns for groups are {', '.join(columns) or 'none'}")
    if by is not None and not found.surveys:
        raise CommandError("--by needs a survey: a table with a weighting in each row", "-w survey.csv")
    matrix = ValueMatrix.of(found.study, chosen)
    whole = Tally(len(chosen), len(found.study.criteria))
    groups: dict[str, Tally] = {}
    ids: list[str] = []
    names: list[str] = []
    scores, places = [], []
    for block in found.blocks():
        numbers = matrix.scores(block.weights)
        found_ranks = all_ranks(numbers)
        whole.add(numbers, found_ranks, block.weights)
        if by is not None and by in block.groups:
            own = np.array([group or NO_GROUP for group in block.groups[by]])
            for group in dict.fromkeys(own.tolist()):
                tally = groups.setdefault(group, Tally(whole.m, whole.n))
                tally.add(numbers[own == group], found_ranks[own == group], block.weights[own == group])
        if keep:
            ids += block.ids
            names += block.names
            scores.append(numbers)
            places.append(found_ranks)
    if len(set(ids)) < len(ids):
        twice = next(id for id, times in Counter(ids).items() if times > 1)
        raise CommandError(f"two weightings are called `{twice}`", "rename one of them, or ask for csv")
    order = sorted(range(whole.m), key=lambda i: (round(float(whole.means[i]), 9), chosen[i].id))
    by_rank = [tuple(row[index] for index in order) for block in places for row in block.tolist()]
    few = dict(zip(ids, by_rank, strict=True)) if len(ids) <= MAX_SIDE_BY_SIDE else {}
    averaged = matrix.scores(whole.weights[np.newaxis] / whole.count)[0][order].tolist() if mean else None
    return Comparison(
        views=found,
        options=tuple(chosen[index] for index in order),
        ids=tuple(ids),
        names=tuple(names),
        scores=tuple(tuple(row[index] for index in order) for block in scores for row in block.tolist()),
        places=tuple(by_rank),
        tally=whole.ordered(order),
        groups={group: tally.ordered(order) for group, tally in sorted(groups.items())},
        taus={(a, b): voting.tau(few[a], few[b]) for a, b in combinations(few, 2)},
        mean=averaged and (tuple(averaged), tuple(ranks(averaged))),
    )
