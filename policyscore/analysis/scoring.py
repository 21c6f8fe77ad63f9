"""The additive value model: values, chances and weights into scores, gains and ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import NoReturn

from policyscore.analysis.effective_values import (
    CERTAIN,
    Chance,
    counted_unknown,
    effect_shares,
    effective_values,
    end_values,
    valued,
    values_of,
)
from policyscore.analysis.floors import failed_floors, unknown_floors
from policyscore.analysis.ranking import TIE, below, ranks
from policyscore.model.study import Option, Rating, Study, Weighting
from policyscore.model.value_function import MIDDLE

# An option less than this many points of score behind the first is not called behind it: ratings are not that sure.
CLEAR_LEAD = 2.0


def weighted_sum(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of weight times value over the criteria that carry weight.

    Keeney and Raiffa (1976), doi:10.1017/CBO9781139174084.

    >>> weighted_sum({"impact": 80, "cost": 20}, {"impact": 0.75, "cost": 0.25})
    65.0
    """
    return fsum(weight * values[id] for id, weight in weights.items() if weight)


@dataclass(frozen=True, slots=True, eq=False)
class ScoredOption:
    """An option with its score, and the figures that the score is made of.

    `values` (0 to 100) are those of its ratings, the chance among them, by criterion id. `effective` are those that
    count, on the criteria that are weighed: the baseline's, and of the difference to it `shares`, 1 throughout where
    the study names no chance; `contributions`, of these, sum to `score`. `chance` is that of taking effect, in shares
    of 1, None where the study names none; `in_effect` is the score if it took effect. `low` and `high` are the scores
    with every rating, of the baseline too, at its worse and at its better end in value, and the chance at whichever end
    scores less, or more. `gain` is the score minus the baseline's; None without a baseline. `rank` is 0 for a baseline
    that is scored and not ranked. `fails` are the criteria on which the rating is worse than the floor, `unknown` those
    without a rating that the score asks for, and `floors_unknown` those with a floor among these. `borrowed` are the
    criteria on which the baseline's rating, which counts as far as the option may not take effect, is unknown. `unsure`
    are those on which the effective value rests on any unknown rating, and `shared` those where it rests on one that
    others may rest on too: a chance, or one of the baseline.
    """

    option: Option
    rank: int
    score: float
    low: float
    high: float
    gain: float | None
    chance: Chance | None
    in_effect: float
    fails: tuple[str, ...]
    unknown: tuple[str, ...]
    floors_unknown: tuple[str, ...]
    borrowed: tuple[str, ...]
    unsure: frozenset[str]
    shared: frozenset[str]
    values: Mapping[str, float]
    shares: Mapping[str, float]
    effective: Mapping[str, float]
    contributions: Mapping[str, float]

    @property
    def id(self) -> str:
        return self.option.id

    @property
    def name(self) -> str:
        return self.option.name

    @property
    def label(self) -> str:
        return self.option.label

    @property
    def baseline(self) -> bool:
        return self.option.baseline

    @property
    def ratings(self) -> Mapping[str, Rating]:
        return self.option.ratings

    @property
    def expected_gain(self) -> NoReturn:
        """Gone: raises AttributeError, which says what took its place."""
        raise AttributeError(
            "there is no expected gain: `score` and `gain` count the chance now, `in_effect` is the score without it"
        )

    @property
    def changed(self) -> Mapping[str, Rating]:
        return self.option.changed

    def filled(self, value: float) -> dict[str, float]:
        """The values that count with every unknown rating of its own at the same value: 0 is the worst, 100 the best.

        The chance and the baseline's ratings stay as they are.
        """
        return {
            id: known + self.shares[id] * (value - MIDDLE) if id in self.unknown else known
            for id, known in self.effective.items()
        }


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The options of a study under one weighting: highest score first, equal ones by id.

    `baseline` is scored even where the options that were asked for leave it out.
    """

    study: Study
    weighting: Weighting
    options: tuple[ScoredOption, ...]
    baseline: ScoredOption | None
    _by_id: Mapping[str, ScoredOption] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = self.options if self.baseline is None else (self.baseline, *self.options)
        object.__setattr__(self, "_by_id", {option.id: option for option in known})

    @property
    def leader(self) -> ScoredOption:
        """The option of rank 1; of several that share it, the first by id."""
        return self.options[0]

    @property
    def tied(self) -> tuple[ScoredOption, ...]:
        """The options that share rank 1; none where one has it alone."""
        first = tuple(option for option in self.options if option.rank == self.leader.rank)
        return first if len(first) > 1 else ()

    def if_it_failed(self, option: ScoredOption) -> float:
        """The score of an option if it was tried and failed: the baseline's, and what comes from trying alone.

        Its score is the mean of this one and of that in effect, by its chance. In effect where nothing can fail.
        """
        if self.study.chance is None or self.baseline is None or option.baseline:
            return option.in_effect
        shares = effect_shares(0.0, self.study.criteria)
        return weighted_sum(effective_values(option.values, self.baseline.values, shares), self.weighting.weights)

    @property
    def front_runners(self) -> tuple[ScoredOption, ...]:
        """The options less than two points behind the first, itself among them."""
        return tuple(option for option in self.options if below(self.leader.score - option.score, CLEAR_LEAD))

    def weighty(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of some criteria that bear on a score: they carry weight, or are the chance.

        That is idle where on each criterion with weight all of the effect comes from trying.
        """
        chance, weights = self.study.chance, self.weighting.weights
        bearing = {id for id, weight in weights.items() if weight > 0}
        if chance and any(self.study.criterion(id).if_it_fails < 1 for id in bearing):
            bearing.add(chance.id)
        return tuple(id for id in ids if id in bearing)

    def option(self, id: str) -> ScoredOption:
        """The option with an id: one of those that are ranked, or the baseline."""
        return self._by_id[id]

    @property
    def tied_on_every_criterion(self) -> bool:
        """Whether those that share rank 1 have the same effective values, so that no weights part them."""
        return bool(self.tied) and len(self.alike[0]) == len(self.tied)

    @property
    def alike(self) -> tuple[tuple[ScoredOption, ...], ...]:
        """Those that share rank 1, by who has the same effective value on all criteria: no weights part a group."""
        groups: list[list[ScoredOption]] = []
        for option in self.tied:
            same = (group for group in groups if _same(group[0].effective, option.effective))
            if (group := next(same, None)) is None:
                groups.append([option])
            else:
                group.append(option)
        return tuple(map(tuple, groups))

    @property
    def nothing_rated(self) -> bool:
        """Whether every rating that carries weight, of every option, is unknown: there is nothing to rank by."""
        weighty = self.weighty(self.weighting.weights)
        return all(id in option.unknown for option in self.options for id in weighty)

    @property
    def unrated_criteria(self) -> tuple[str, ...]:
        """The criteria with weight on which no option is rated, so that they part none from another."""
        ids = self.weighty(criterion.id for criterion in self.study.criteria)
        return tuple(id for id in ids if all(id in option.unknown for option in self.options))

    @property
    def unknown(self) -> bool:
        """Whether an effective value of the options that are ranked rests on an unknown rating, with weight or not."""
        return any(option.unsure for option in self.options)

    @property
    def unknown_is_shared(self) -> bool:
        """Whether a chance is unknown, or a rating of the baseline that the options count as far as they may fail.

        Then it is not worked out what holds under other weights, whatever the unknown ratings turn out to be.
        """
        return any(option.shared for option in self.options)

    @property
    def shared_unknown_counts(self) -> bool:
        """Whether it is so on a criterion with weight: then it is not worked out under these weights either."""
        return any(self.weighty(option.shared) for option in self.options)

    def rests_on_unknown(self, option: ScoredOption) -> bool:
        """Whether an unknown rating is in an option's score: its own, its chance, or one of the baseline's."""
        return bool(self.weighty(option.unsure))

    @property
    def baseline_ahead(self) -> bool:
        """Whether the baseline was left out of the ranking and scores more than all that are ranked."""
        return self.baseline is not None and self.baseline.rank == 0 and below(self.leader.score, self.baseline.score)

    @property
    def scores_rest_on_unknown(self) -> bool:
        """Whether an unknown rating that carries weight is in the score of any option that is ranked."""
        return any(self.rests_on_unknown(option) for option in self.options)

    @property
    def possibly_first(self) -> tuple[ScoredOption, ...]:
        """The options that the unknown ratings could give the highest score, alone or shared.

        They do where they can at all when an option's own are the best there are and those of all others the worst.
        Its own worst is never above its best, so one threshold serves for all.
        """
        weights = self.weighting.weights
        threshold = max(weighted_sum(option.filled(0.0), weights) for option in self.options)
        return tuple(o for o in self.options if not below(weighted_sum(o.filled(100.0), weights), threshold))

    @property
    def could_come_first(self) -> tuple[ScoredOption, ...]:
        """The options of a lower rank that the unknown ratings could bring to the first, alone or shared.

        None where a shared unknown rating counts, for then it is not worked out.
        """
        if self.shared_unknown_counts:
            return ()
        return tuple(option for option in self.possibly_first if option.rank > self.leader.rank)

    @property
    def first_place_settled(self) -> bool:
        """Whether the same options are first whatever the unknown ratings turn out to be, under these weights."""
        if self.shared_unknown_counts or self.could_come_first:
            return False
        return not any(self.rests_on_unknown(option) for option in self.tied)

    @property
    def lead_rests_on_unknown(self) -> bool:
        """Whether an unknown rating is in the scores of the first and those near it, or could bring another there."""
        near = *self.front_runners, *self.options[:2]
        return not self.first_place_settled or any(map(self.rests_on_unknown, near))


def assess(study: Study, weighting: Weighting, options: Sequence[Option] | None = None) -> Assessment:
    """Scores the options of a study (or some of them) under a weighting, and ranks them."""
    chosen = study.options if options is None else options
    criteria, weights = study.criteria, weighting.weights
    baseline = study.baseline
    base = values_of(baseline, criteria) if baseline else {}
    base_score = weighted_sum(base, weights) if baseline else None
    base_ends = [end_values(baseline, criteria, better) if baseline else {} for better in (False, True)]

    def at_end(option: Option, chance: Chance, better: bool) -> float:
        """The score with every rating at one end, and the chance at the end that goes furthest in that direction."""
        ends = end_values(option, criteria, better)
        if chance == CERTAIN:
            return weighted_sum(ends, weights)
        both = (effect_shares(each, criteria) for each in (chance.low, chance.high))
        scores = [weighted_sum(effective_values(ends, base_ends[better], shares), weights) for shares in both]
        return max(scores) if better else min(scores)

    def scored(option: Option) -> ScoredOption:
        each = valued(option, study, base)
        score = weighted_sum(each.effective, weights)
        return ScoredOption(
            option=option,
            rank=0,
            score=score,
            low=at_end(option, each.chance, better=False),
            high=at_end(option, each.chance, better=True),
            gain=None if base_score is None else score - base_score,
            chance=each.chance if study.chance else None,
            in_effect=weighted_sum(each.values, weights),
            fails=failed_floors(option, study),
            unknown=counted_unknown(option, study),
            floors_unknown=unknown_floors(option, study),
            borrowed=tuple(id for id in baseline.unknown if id in each.shared) if baseline else (),
            unsure=each.unsure,
            shared=each.shared,
            values=each.values,
            shares=each.shares,
            effective=each.effective,
            contributions={id: weights[id] * value for id, value in each.effective.items()},
        )

    rows = [scored(option) for option in chosen]
    places = ranks([option.score for option in rows])
    ranked = sorted(
        (replace(option, rank=rank) for option, rank in zip(rows, places, strict=True)),
        key=lambda option: (option.rank, option.id),
    )
    own = next((option for option in ranked if option.baseline), None)
    return Assessment(study, weighting, tuple(ranked), own or (scored(baseline) if baseline else None))


def _same(values: Mapping[str, float], others: Mapping[str, float]) -> bool:
    return all(abs(value - others[id]) <= TIE for id, value in values.items())
