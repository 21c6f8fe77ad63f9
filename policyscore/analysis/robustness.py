"""Everything that `robust` finds out about how firm a ranking is, computed once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policyscore.analysis.potential_optimality import (
    ANYTHING,
    OverUnknown,
    PotentialOptimality,
    dominators,
    over_unknown,
    potential_optimality,
    sure_dominators,
)
from policyscore.analysis.rank_acceptability import rank_shares
from policyscore.analysis.rank_robustness import RankRobustness, beaten_everywhere, first_everywhere
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
class Robustness(RankRobustness):
    """How firm an assessment is; options and criteria by id.

    `tied` are those that share the first place, else empty. `runner_up` is the next option and `gap` what it lacks;
    None where there is no other. `flips` are for every other option, and `firmness` holds the least of them.
    `nearest_weight_change` is that of the `most_sensitive_criterion`. `expected` are the means of the scores over the
    ranges of the ratings, by option; `information` is by criterion, in points of score, above the highest of these.

    An unknown rating counts as halfway in all of these, but in `expected`, `information` and shares with drawn ratings,
    where it can be anything. What holds whatever the unknown ratings turn out to be is in `firmness`, in
    `over_unknown`, `surely_dominated_by` (both empty where all ratings are known) and `settled_for_one_weight`; none of
    these claims anything where an unknown rating is shared, a chance or one of the baseline.
    """

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
    expected: Mapping[str, float]
    information: Mapping[str, float]

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
    ratings: `fixed`, or `ranges` to draw them, too, between their low and high. tick: is told now and then how much is
    done, and of how much: draws, and all proofs for as many as from one set. Raises CommandError where ranges of
    weights leave no room to draw from.
    """
    rows, study, weighting = assessment.options, assessment.study, assessment.weighting
    values = {option.id: option.effective for option in rows}
    table = rating_distributions(assessment)
    found = flips(assessment)
    intervals = stability(assessment)
    sensitive = most_sensitive_criterion(assessment, intervals)
    weights = [weighting.weights[criterion.id] for criterion in study.criteria]
    (on_criteria, on_chances), means = evppi(table, weights), expected_scores(table, weights)
    worth = dict(zip((criterion.id for criterion in study.criteria), on_criteria, strict=True))
    if study.chance:
        worth[study.chance.id] = on_chances
    chosen = weight_sets(study, weighting, within)
    # All proofs together count as much as the draws from one set.
    own_unknown = assessment.unknown and not assessment.unknown_is_shared
    done, total = 0.0, draws * (len(chosen) + (2 if own_unknown else 1))

    def count(more: float) -> None:
        nonlocal done
        done += more
        tick(min(total, round(done)), total)

    def proof() -> None:
        count(draws / len(rows))

    first = potential_optimality(rows, proof)
    shares = tuple(
        rank_shares(named, values, draws, seed, count, table if ratings == Ratings.RANGES else None) for named in chosen
    )
    never = frozenset(id for id, found in first.items() if found.verdict == "never")
    none = {}
    for each in shares:
        proved = {id for id in never if each.ratings == Ratings.FIXED and not each.first[id]}
        none[each.set.name] = beaten_everywhere(assessment, each, proved)
    over = dict.fromkeys(first, ANYTHING) if assessment.unknown_is_shared else {}
    if own_unknown:
        over = over_unknown(rows, first, proof)
    return Robustness(
        assessment=assessment,
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
        over_unknown=over,
        surely_dominated_by=sure_dominators(rows) if own_unknown else {},
        shares=shares,
        first_under_none=none,
        first_under_all={each.set.name: first_everywhere(assessment, each) for each in shares},
        expected={option.id: mean for option, mean in zip(rows, means, strict=True)},
        information=by_criterion({c.id: worth[c.id] for c in study.rated if c.id in worth}),
    )
