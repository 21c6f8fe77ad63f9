"""Everything that `robust` finds out about how firm a ranking is, computed once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policyscore.analysis.potential_optimality import (
    OverUnknown,
    PotentialOptimality,
    dominators,
    over_unknown,
    potential_optimality,
    sure_dominators,
)
from policyscore.analysis.rank_acceptability import RankShares, rank_shares
from policyscore.analysis.ranking import TIE
from policyscore.analysis.rating_distributions import rating_distributions
from policyscore.analysis.rating_sensitivity import RatingFlip, nearest_rating_flips, rating_flips
from policyscore.analysis.sampling import DRAWS, SEED, Ratings
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.value_of_information import SAME_EXPECTATION, by_criterion, evppi, expected_scores
from policyscore.analysis.weight_sensitivity import (
    Firmness,
    Flip,
    Stability,
    WeightChange,
    firmness,
    flips,
    most_sensitive_criterion,
    nearest_weight_change,
    settled_for_one_weight,
    stability,
)
from policyscore.analysis.weight_sets import weight_sets


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """How firm an assessment is; options and criteria by id.

    `leader` is the first option, of several that share the first place the first by id, and `tied` all of
    those, else empty. `runner_up` is the next option and `gap` what it lacks; None where there is no other.
    `flips` are for every other option, and `firmness` holds the least of them. `nearest_weight_change` is that of the
    `most_sensitive_criterion`. `shares` are for each named set of weightings, the narrowest first. `expected`
    are the means of the scores over the ranges of the ratings, by option; `information` is by criterion, in points of
    score, above the highest of these.

    An unknown rating counts as halfway in all of these, but in `expected`, `information` and shares with drawn ratings,
    where it can be anything. What holds whatever the unknown ratings turn out to be is in `firmness`, in
    `over_unknown`, `surely_dominated_by` (both empty where all ratings are known) and `settled_for_one_weight`.
    """

    assessment: Assessment
    leader: ScoredOption
    tied: tuple[ScoredOption, ...]
    runner_up: ScoredOption | None
    gap: float | None
    flips: tuple[Flip, ...]
    firmness: Firmness
    stability: tuple[Stability, ...]
    most_sensitive_criterion: str
    nearest_weight_change: WeightChange | None
    settled_for_one_weight: bool
    rating_flips: tuple[RatingFlip, ...]
    potential_optimality: Mapping[str, PotentialOptimality]
    dominated_by: Mapping[str, tuple[str, ...]]
    over_unknown: Mapping[str, OverUnknown]
    surely_dominated_by: Mapping[str, tuple[str, ...]]
    shares: tuple[RankShares, ...]
    expected: Mapping[str, float]
    information: Mapping[str, float]

    def name(self, id: str) -> str:
        """The name of an option."""
        return self.assessment.option(id).name

    @property
    def radius(self) -> Flip | None:
        """The least of the flips; None where no weighting makes one."""
        return self.firmness.radius

    @property
    def never_first(self) -> tuple[ScoredOption, ...]:
        """The options that no weights at all make the first, with the ratings as they are, unknown ones halfway."""
        options = self.assessment.options
        return tuple(option for option in options if self.potential_optimality[option.id].verdict == "never")

    @property
    def never_first_whatever_is_unknown(self) -> tuple[ScoredOption, ...]:
        """Those of them that no weights make the first even with unknown ratings at their best, others' at their worst.

        All of them where every rating is known.
        """
        return tuple(o for o in self.never_first if not self.over_unknown or self.over_unknown[o.id].at_best == "never")

    @property
    def all_can_be_first_whatever_is_unknown(self) -> bool:
        """Whether some weights make each option the first, alone or with others, whatever the unknown ratings are."""
        return not self.never_first and all(each.at_worst != "never" for each in self.over_unknown.values())

    def unsure(self, shares: RankShares) -> frozenset[str]:
        """The options whose shares were counted with unknown ratings halfway, on criteria that can weigh in their set.

        By id; none where ratings were drawn.
        """
        assessment = self.assessment
        if shares.ratings != Ratings.FIXED:
            return frozenset()
        if shares.set.name == "order" or shares.set.within is not None:
            # What has no weight today has none under weights in the same order, nor within so many points of today's.
            return frozenset(option.id for option in assessment.options if assessment.rests_on_unknown(option))
        return frozenset(option.id for option in assessment.options if option.unknown)

    @property
    def nearest_rating_flips(self) -> tuple[RatingFlip, ...]:
        """The nearest change of one rating that brings another option level, with all that are equally near."""
        return nearest_rating_flips(self.rating_flips)

    @property
    def most_worth_knowing(self) -> tuple[str, float] | None:
        """The criterion on which evidence would be worth most, and how much, in points; None where nothing is."""
        best = next(iter(self.information.items()), None)
        return best if best and best[1] > TIE else None

    @property
    def expected_first(self) -> tuple[ScoredOption, ...]:
        """The options with the highest expected score: what would be chosen by expectation, without more evidence."""
        highest = max(self.expected.values())
        return tuple(o for o in self.assessment.options if highest - self.expected[o.id] <= SAME_EXPECTATION)

    def proved_never_first(self, shares: RankShares, id: str) -> bool:
        """Whether no weights of a set bring an option to rank 1, with the ratings that the shares were counted with."""
        if shares.ratings != Ratings.FIXED or shares.first[id] > 0:
            return False
        return self.potential_optimality[id].verdict == "never" or any(
            self._least_lead(shares, other, id) > TIE for other in self.expected if other != id
        )

    def proved_always_first(self, shares: RankShares, id: str) -> bool:
        """Whether all weights of a set bring an option to rank 1, alone or shared, with the ratings of the shares."""
        if shares.ratings != Ratings.FIXED or shares.first[id] < 1:
            return False
        return all(self._least_lead(shares, id, other) >= -TIE for other in self.expected if other != id)

    def _least_lead(self, shares: RankShares, one: str, other: str) -> float:
        """The least by which an option is ahead of another under any weights of a set, below 0 where it is behind."""
        values, others = (self.assessment.option(id).values for id in (one, other))
        return shares.set.least([value - others[id] for id, value in values.items()])


def robustness(
    assessment: Assessment,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    within: float | None = None,
    ratings: str = Ratings.FIXED,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Robustness:
    """Finds how firm a ranking is: flips, stability intervals, rank acceptability, potential optimality, EVPPI.

    draws, seed: for what is sampled. within: by how many points each weight may move (see `weight_sets`).
    ratings: `fixed`, or `ranges` to draw them, too, between their low and high. tick: is told now and then how many
    draws are done, and of how many. Raises CommandError where ranges of weights leave no room to draw from.
    """
    rows, study, weighting = assessment.options, assessment.study, assessment.weighting
    values = {option.id: option.values for option in rows}
    table = rating_distributions(rows, study.criteria)
    found = flips(assessment)
    intervals = stability(assessment)
    sensitive = most_sensitive_criterion(assessment, intervals)
    weights = [weighting.weights[criterion.id] for criterion in study.criteria]
    worth, means = evppi(table, weights), expected_scores(table, weights)
    chosen = weight_sets(study, weighting, within)
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tick(done, draws * len(chosen))

    first = potential_optimality(rows)
    return Robustness(
        assessment=assessment,
        leader=assessment.leader,
        tied=assessment.tied,
        runner_up=rows[1] if len(rows) > 1 else None,
        gap=found[0].gap if found else None,
        flips=found,
        firmness=firmness(assessment, found),
        stability=intervals,
        most_sensitive_criterion=sensitive,
        nearest_weight_change=nearest_weight_change(assessment, sensitive),
        settled_for_one_weight=settled_for_one_weight(assessment),
        rating_flips=rating_flips(assessment),
        potential_optimality=first,
        dominated_by=dominators(rows),
        over_unknown=over_unknown(rows, first) if assessment.unknown else {},
        surely_dominated_by=sure_dominators(rows) if assessment.unknown else {},
        shares=tuple(
            rank_shares(named, values, draws, seed, count, table if ratings == Ratings.RANGES else None)
            for named in chosen
        ),
        expected={option.id: mean for option, mean in zip(rows, means, strict=True)},
        information=by_criterion([criterion.id for criterion in study.criteria], worth),
    )
