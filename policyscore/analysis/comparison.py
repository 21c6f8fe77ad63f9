"""The options of a study under many weightings: ranks, agreement, regret, and one order made of many."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from policyscore.analysis.effective_values import counted_unknown
from policyscore.analysis.rank_aggregation import (
    Disagreement,
    KemenyOrders,
    by_points,
    concordance,
    condorcet,
    copeland,
    cycle,
    disagreements,
    kemeny,
    schwartz,
    tau,
    unbeaten,
)
from policyscore.analysis.ranking import TIE, all_ranks, ranks
from policyscore.analysis.tally import Tally, ValueMatrix
from policyscore.errors import CommandError
from policyscore.model.study import Option, Study
from policyscore.model.weight_block import WeightBlock

# The name of the mean of all weightings, and of the group of those who give none.
MEAN, NO_GROUP = "mean", "(none)"

# So many weightings are shown side by side, and every pair of them is looked at.
MAX_SIDE_BY_SIDE = 12

# So many pairs of options that ways to make one order put the other way round are kept as an example.
EXAMPLE_PAIRS = 3

# The ways to make one order of many rankings.
BORDA, COPELAND, KEMENY = "Borda", "Copeland", "Kemeny"


@dataclass(frozen=True, slots=True, eq=False)
class TidyRow:
    """One option under one weighting, as a tidy table has it; `gain` is None without a baseline."""

    weighting: str
    option: Option
    rank: int
    score: float
    gain: float | None


class Pairings(Protocol):
    """Pairs of ratings and weightings, and the study that they are of.

    Each pair is a study, whose ratings count, with a block of weightings; all have the options and criteria of `study`.
    `count` is how many weightings there are in all.
    """

    @property
    def study(self) -> Study: ...
    @property
    def count(self) -> int: ...
    def pairs(self) -> Iterator[tuple[Study, WeightBlock]]: ...


def tidy_rows(views: Pairings, options: Sequence[Option] | None = None, mean: bool = False) -> Iterator[TidyRow]:
    """A row for each weighting and option, options highest first, equal ones by id; made as they are asked for.

    options: those to rank, all of the study's where it is None. mean: whether rows under the mean of all weights
    follow, with the study's own ratings. Raises CommandError where a weighting is called as those are.
    """
    study, ids = views.study, _chosen(views.study, options)
    total = np.zeros(len(study.criteria))
    count = 0
    for ratings, block in views.pairs():
        if mean:
            _refuse_mean(block)
        yield from _rows(ValueMatrix.of(ratings, ids), block)
        total += block.weights.sum(axis=0)
        count += len(block.ids)
    if mean:
        yield from _rows(ValueMatrix.of(study, ids), WeightBlock((MEAN,), (MEAN,), total[np.newaxis] / count))


def _chosen(study: Study, options: Sequence[Option] | None) -> list[str]:
    """The ids of the options to rank, in their order."""
    return sorted(option.id for option in (study.options if options is None else options))


def _refuse_mean(block: WeightBlock) -> None:
    if MEAN in block.ids:
        message = f"a weighting is called `{MEAN}`, as the mean of all weights is that --mean adds"
        raise CommandError(message, "give it another id, or leave out --mean")


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
class Aggregation:
    """How far many rankings agree, and the orders made of them; an option is named by its place among the options.

    `borda` counts how many options each is above, with mean ranks; `wins[i][k]` in how many rankings i scores more
    than k, and `copeland` wins less losses of such pairs. `condorcet_winner` beats every other option, `unbeaten` are
    beaten by none, and `top` by none but one another: the Schwartz set. Where every option is beaten by some other,
    `cycle` are options of the top each of which beats the next. `kemeny` is None for too many options.
    `disagreement_count` is how many pairs these aggregations order differently, and `disagreements` are the first of
    them. `least_regret` are the options of minimax regret (Savage 1951): those whose largest regret over all weightings
    is the smallest.
    """

    concordance: float | None
    borda: tuple[float, ...]
    wins: NDArray[np.int64]
    copeland: tuple[int, ...]
    condorcet_winner: int | None
    unbeaten: tuple[int, ...]
    top: tuple[int, ...]
    cycle: tuple[int, ...]
    kemeny: KemenyOrders | None
    disagreement_count: int
    disagreements: tuple[Disagreement, ...]
    least_regret: tuple[int, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """The names of the ways to make one order of many that were found."""
        return (BORDA, COPELAND, KEMENY) if self.kemeny else (BORDA, COPELAND)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What many rankings of the same options come to.

    `options` are by their mean rank, equal ones by id, and everything by option goes in their order; an option is
    named by its place there. `scores` and `ranks` are by weighting, empty where there are too many to keep. `tally`
    is over all weightings, `groups` over those of each group. `taus` are between every two weightings. `mean` are
    scores and ranks under the mean of all weights, None where it was not asked for. `aggregation` is how far the
    rankings agree, and what is made of them. `rests` says by weighting which scores rest on unknown ratings, as far as
    `scores` are kept, `rests_ever` by option whether its score does under any weighting, and `unsure` is under how many
    weightings any does.
    """

    study: Study
    options: tuple[Option, ...]
    ids: tuple[str, ...]
    names: tuple[str, ...]
    scores: tuple[tuple[float, ...], ...]
    ranks: tuple[tuple[int, ...], ...]
    tally: Tally
    groups: dict[str, Tally]
    taus: dict[tuple[str, str], float | None]
    mean: tuple[tuple[float, ...], tuple[int, ...]] | None
    aggregation: Aggregation
    rests: tuple[tuple[bool, ...], ...]
    rests_ever: tuple[bool, ...]
    unsure: int

    @property
    def weights(self) -> dict[str, float]:
        """By criterion the sum of its weights: 0 where it carries weight under no weighting."""
        return dict(zip(self.study.tree.ids, self.tally.weight_sums.tolist(), strict=True))

    def unknown(self, option: Option) -> tuple[str, ...]:
        """The criteria on which an option has no known rating that counts, and which carry weight under some weighting
        or are the chance, which carries none."""
        weights = self.weights
        return tuple(id for id in counted_unknown(option, self.study) if id not in weights or weights[id] > 0)

    @property
    def nothing_rated(self) -> bool:
        """Whether every rating that carries weight under some weighting is unknown."""
        weighty = [id for id, weight in self.weights.items() if weight > 0]
        return all(id in option.unknown for option in self.options for id in weighty)

    @property
    def side_by_side(self) -> bool:
        """Whether the weightings are few enough to show each beside the others."""
        return bool(self.ranks) and len(self.ids) <= MAX_SIDE_BY_SIDE


def compare(
    views: Pairings,
    options: Sequence[Option] | None = None,
    by: str | None = None,
    mean: bool = False,
    keep: bool = True,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Comparison:
    """Ranks the options under every weighting, and works out what the rankings come to.

    options: those to rank, all of the study's where it is None. by: the column of surveys that says the group.
    keep: whether scores and ranks of each weighting are kept. tick: is told now and then how many weightings are
    ranked, and of how many. Raises CommandError where two weightings to be kept have one id, and where one is called
    as the mean of all is, which was asked for.
    """
    study, chosen = views.study, _chosen(views.study, options)
    whole = Tally(len(chosen), len(study.criteria))
    groups: dict[str, Tally] = {}
    ids: list[str] = []
    names: list[str] = []
    kept: list[tuple[list[float], list[int], list[bool]]] = []
    unsure, rests_ever = 0, np.zeros(len(chosen), np.bool_)
    for ratings, block in views.pairs():
        if mean:
            _refuse_mean(block)
        matrix = ValueMatrix.of(ratings, chosen)
        scores = matrix.scores(block.weights)
        rests = matrix.rests_on_unknown(block.weights)
        unsure += int(rests.any(axis=1).sum())
        rests_ever |= rests.any(axis=0)
        ranked = all_ranks(scores)
        whole.add(scores, ranked, block.weights)
        if by is not None and by in block.groups:
            own = np.array([group or NO_GROUP for group in block.groups[by]])
            for group in dict.fromkeys(own.tolist()):
                tally = groups.setdefault(group, Tally(whole.m, whole.n))
                tally.add(scores[own == group], ranked[own == group], block.weights[own == group])
        if keep:
            ids += block.ids
            names += block.names
            kept += zip(scores.tolist(), ranked.tolist(), rests.tolist(), strict=True)
        tick(whole.count, views.count)
    if len(set(ids)) < len(ids):
        twice = next(id for id, times in Counter(ids).items() if times > 1)
        raise CommandError(f"two weightings are called `{twice}`", "rename one of them, or ask for csv")
    order = sorted(range(whole.m), key=lambda i: (round(float(whole.rank_sums[i]), 9), chosen[i]))
    tally = whole.ordered(order)
    by_rank = tuple(tuple(row[index] for index in order) for _, row, _ in kept)
    few = dict(zip(ids, by_rank, strict=True)) if len(ids) <= MAX_SIDE_BY_SIDE else {}
    averaged = None
    if mean:
        under = ValueMatrix.of(study, chosen).scores(whole.weight_sums[np.newaxis] / whole.count)[0][order].tolist()
        averaged = tuple(under), tuple(ranks(under))
    known = {option.id: option for option in study.options}
    return Comparison(
        study=study,
        options=tuple(known[chosen[index]] for index in order),
        ids=tuple(ids),
        names=tuple(names),
        scores=tuple(tuple(row[index] for index in order) for row, _, _ in kept),
        ranks=by_rank,
        tally=tally,
        groups={group: own.ordered(order) for group, own in sorted(groups.items())},
        taus={(a, b): tau(few[a], few[b]) for a, b in combinations(few, 2)},
        mean=averaged,
        aggregation=_aggregation(tally),
        rests=tuple(tuple(row[index] for index in order) for _, _, row in kept),
        rests_ever=tuple(rests_ever[order].tolist()),
        unsure=unsure,
    )


def _aggregation(tally: Tally) -> Aggregation:
    m, wins = range(tally.m), tally.wins
    borda = tuple(float(tally.m * tally.count - total) for total in tally.rank_sums)
    beaten, orders = tuple(copeland(wins)), kemeny(wins)
    above: dict[str, ArrayLike] = {BORDA: by_points(borda), COPELAND: by_points(beaten)}
    if orders:
        above[KEMENY] = orders.above
    top, level = schwartz(wins), unbeaten(wins)
    least = float(tally.regret.min())
    count, first = disagreements(above, EXAMPLE_PAIRS)
    return Aggregation(
        concordance=concordance(tally.rank_sums.tolist(), tally.count, tally.ties),
        borda=borda,
        wins=wins,
        copeland=beaten,
        condorcet_winner=condorcet(wins),
        unbeaten=tuple(level),
        top=tuple(top),
        cycle=() if level else tuple(cycle(wins, sorted(top, key=lambda i: -beaten[i]))),
        kemeny=orders,
        disagreement_count=count,
        disagreements=first,
        least_regret=tuple(i for i in m if float(tally.regret[i]) - least <= TIE),
    )
