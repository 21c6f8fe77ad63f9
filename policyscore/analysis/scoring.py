"""The additive value model: values and weights into scores, gains and ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum

from policyscore.analysis.ranking import TIE, below, ranks
from policyscore.model.study import Option, Rating, Study, Weighting
from policyscore.model.tree import Criterion
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


def without(weights: Mapping[str, float], id: str) -> dict[str, float] | None:
    """The weights of all criteria but one, scaled back to 1; None where it has all the weight."""
    rest = {other: weight for other, weight in weights.items() if other != id}
    total = fsum(rest.values())
    return {other: weight / total for other, weight in rest.items()} if total > 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class ScoredOption:
    """An option with its score, and the figures that the score is made of.

    `low` and `high` are the scores with every rating at its worse and at its better end in value.
    `values` (0 to 100) and `contributions` (which sum to `score`) go by criterion id. `gain` is the score
    minus the baseline's; None without a baseline. `expected_gain` is chance/100 times (the score over the
    other criteria, their weights scaled back to 1, minus the baseline's same figure); None where the study
    names no chance or has no baseline, where the chance is unknown, or where it has all the weight.
    `rank` is 0 for a baseline that is scored and not ranked. `fails` are the criteria on which the rating
    is worse than the floor, `unknown` those without a rating, and `floors_unknown` those with a floor among these.
    """

    option: Option
    rank: int
    score: float
    low: float
    high: float
    gain: float | None
    expected_gain: float | None
    fails: tuple[str, ...]
    unknown: tuple[str, ...]
    floors_unknown: tuple[str, ...]
    values: Mapping[str, float]
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
    def changed(self) -> Mapping[str, Rating]:
        return self.option.changed

    def filled(self, value: float) -> dict[str, float]:
        """Its values with every unknown rating at the same one: 0 is the worst there is, 100 the best."""
        return {id: value if id in self.unknown else known for id, known in self.values.items()}


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
        object.__setattr__(self, "_by_id", {option.id: option for option in self.options})

    @property
    def leader(self) -> ScoredOption:
        """The option of rank 1; of several that share it, the first by id."""
        return self.options[0]

    @property
    def tied(self) -> tuple[ScoredOption, ...]:
        """The options that share rank 1; none where one has it alone."""
        first = tuple(option for option in self.options if option.rank == self.leader.rank)
        return first if len(first) > 1 else ()

    @property
    def front_runners(self) -> tuple[ScoredOption, ...]:
        """The options less than two points behind the first, itself among them."""
        return tuple(option for option in self.options if below(self.leader.score - option.score, CLEAR_LEAD))

    def weighty(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of some criteria that carry weight."""
        return tuple(id for id in ids if self.weighting.weights[id] > 0)

    def option(self, id: str) -> ScoredOption:
        """The option with an id."""
        return self._by_id[id]

    @property
    def tied_on_every_criterion(self) -> bool:
        """Whether those that share rank 1 have the same values, so that no weights part them."""
        return bool(self.tied) and len(self.alike[0]) == len(self.tied)

    @property
    def alike(self) -> tuple[tuple[ScoredOption, ...], ...]:
        """Those that share rank 1, by who has the same value on every criterion: no weights part a group's members."""
        groups: list[list[ScoredOption]] = []
        for option in self.tied:
            same = (group for group in groups if _same(group[0].values, option.values))
            if (group := next(same, None)) is None:
                groups.append([option])
            else:
                group.append(option)
        return tuple(map(tuple, groups))

    @property
    def nothing_rated(self) -> bool:
        """Whether every rating that carries weight, of every option, is unknown: there is nothing to rank by."""
        return all(len(self.weighty(option.unknown)) == len(self.weighty(option.values)) for option in self.options)

    @property
    def unrated_criteria(self) -> tuple[str, ...]:
        """The criteria with weight on which no option is rated, so that they part none from another."""
        ids = self.weighty(criterion.id for criterion in self.study.criteria)
        return tuple(id for id in ids if all(id in option.unknown for option in self.options))

    @property
    def unknown(self) -> bool:
        """Whether any rating of the options that are ranked is unknown, with weight or without."""
        return any(option.unknown for option in self.options)

    def rests_on_unknown(self, option: ScoredOption) -> bool:
        """Whether an unknown rating that carries weight is in an option's score."""
        return bool(self.weighty(option.unknown))

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
        """The options of a lower rank that the unknown ratings could bring to the first, alone or shared."""
        return tuple(option for option in self.possibly_first if option.rank > self.leader.rank)

    @property
    def first_place_settled(self) -> bool:
        """Whether the same options are first whatever the unknown ratings turn out to be, under these weights."""
        if self.could_come_first:
            return False
        return not any(self.rests_on_unknown(option) for option in self.tied)

    @property
    def lead_rests_on_unknown(self) -> bool:
        """Whether an unknown rating is in the scores of the first and those near it, or could bring another there."""
        near = *self.front_runners, *self.options[:2]
        return not self.first_place_settled or any(map(self.rests_on_unknown, near))

    def by_expected_gain(self) -> tuple[tuple[int, ScoredOption], ...]:
        """The options that have an expected gain, highest first, each with its rank among them."""
        known = [option for option in self.options if option.expected_gain is not None]
        places = ranks([option.expected_gain or 0.0 for option in known])
        return tuple(sorted(zip(places, known, strict=True), key=lambda pair: pair[0]))


def assess(study: Study, weighting: Weighting, options: Sequence[Option] | None = None) -> Assessment:
    """Scores the options of a study (or some of them) under a weighting, and ranks them."""
    chosen = study.options if options is None else options
    weights = weighting.weights
    others = without(weights, study.chance) if study.chance else None
    baseline = study.baseline
    base_values = values_of(baseline, study.criteria) if baseline else {}
    base_score = weighted_sum(base_values, weights) if baseline else None
    base_others = weighted_sum(base_values, others) if baseline and others is not None else None

    def scored(option: Option) -> ScoredOption:
        values = values_of(option, study.criteria)
        score = weighted_sum(values, weights)
        unknown = option.unknown
        expected = None
        if study.chance and others is not None and base_others is not None and study.chance not in unknown:
            expected = values[study.chance] / 100 * (weighted_sum(values, others) - base_others)
        return ScoredOption(
            option=option,
            rank=0,
            score=score,
            low=weighted_sum(_ends(option, study.criteria, better=False), weights),
            high=weighted_sum(_ends(option, study.criteria, better=True), weights),
            gain=None if base_score is None else score - base_score,
            expected_gain=expected,
            fails=failed_floors(option, study.criteria),
            unknown=unknown,
            floors_unknown=unknown_floors(option, study.criteria),
            values=values,
            contributions={id: weights[id] * value for id, value in values.items()},
        )

    rows = [scored(option) for option in chosen]
    places = ranks([option.score for option in rows])
    ranked = sorted(
        (replace(option, rank=rank) for option, rank in zip(rows, places, strict=True)),
        key=lambda option: (option.rank, option.id),
    )
    own = next((option for option in ranked if option.baseline), None)
    return Assessment(study, weighting, tuple(ranked), own or (scored(baseline) if baseline else None))


def failed_floors(option: Option, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """The criteria on which the option is rated worse than the floor, by more than noise; an unknown rating is not."""
    return tuple(criterion.id for criterion in criteria if _fails(option, criterion))


def unknown_floors(option: Option, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """The criteria with a floor on which the option has no known rating."""
    return tuple(c.id for c in criteria if c.floor is not None and option.ratings[c.id].value is None)


def _fails(option: Option, criterion: Criterion) -> bool:
    rating = option.ratings[criterion.id].value
    if criterion.floor is None or rating is None:
        return False
    return below(100 * (rating - criterion.floor) / (criterion.best - criterion.worst), 0)


def _same(values: Mapping[str, float], others: Mapping[str, float]) -> bool:
    return all(abs(value - others[id]) <= TIE for id, value in values.items())


def values_of(option: Option, criteria: Sequence[Criterion]) -> dict[str, float]:
    """The value of each rating; the middle of the scale where it is unknown."""
    return {c.id: _value(option.ratings[c.id].value, c, MIDDLE) for c in criteria}


def _ends(option: Option, criteria: Sequence[Criterion], better: bool) -> dict[str, float]:
    """The value of the better or the worse end of each rating; of the scale where it is unknown."""
    ends = {}
    for criterion in criteria:
        rating = option.ratings[criterion.id]
        end = rating.high if better != criterion.less_is_better else rating.low
        ends[criterion.id] = _value(end, criterion, 100.0 if better else 0.0)
    return ends


def _value(rating: float | None, criterion: Criterion, unknown: float) -> float:
    return unknown if rating is None else criterion.value_of(rating)
