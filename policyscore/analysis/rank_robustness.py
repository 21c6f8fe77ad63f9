"""How often each option has each rank over a set of weightings, and who is proved to be first under none or all."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from policyscore.analysis.potential_optimality import matrix, never_first
from policyscore.analysis.rank_acceptability import RankShares, rank_shares
from policyscore.analysis.ranking import TIE
from policyscore.analysis.sampling import DRAWS, SEED, Ratings
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sets import weight_sets


@dataclass(frozen=True, slots=True, eq=False)
class RankRobustness:
    """The shares of each named set of weightings, the narrowest first, and what no draw can show.

    By the name of the set, `first_under_none` has the options that are proved to have rank 1 under no weights of it,
    and `first_under_all` those that are proved to have it, alone or shared, under all. Only what the draws suggest is
    proved: options with no share of rank 1, and with all of it. Where ratings were drawn, nothing is.
    """

    assessment: Assessment
    shares: tuple[RankShares, ...]
    first_under_none: Mapping[str, frozenset[str]]
    first_under_all: Mapping[str, frozenset[str]]

    @property
    def leader(self) -> ScoredOption:
        """The first option, of several that share the first place the first by id."""
        return self.assessment.leader

    def name(self, id: str) -> str:
        """The name of an option."""
        return self.assessment.option(id).name

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
        return frozenset(option.id for option in assessment.options if option.unsure)

    def proved_never_first(self, shares: RankShares, id: str) -> bool:
        """Whether no weights of a set bring an option to rank 1, with the ratings that the shares were counted with."""
        return id in self.first_under_none[shares.set.name]

    def proved_always_first(self, shares: RankShares, id: str) -> bool:
        """Whether all weights of a set bring an option to rank 1, alone or shared, with the ratings of the shares."""
        return id in self.first_under_all[shares.set.name]


def rank_robustness(
    assessment: Assessment,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    within: float | None = None,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> RankRobustness:
    """The shares of the narrowest set alone, with the ratings as they are: what a chart of ranks shows.

    draws, seed, within, tick: as `robustness` takes them. Raises CommandError as that does.
    """
    options = assessment.options
    narrowest = weight_sets(assessment.study, assessment.weighting, within)[0]
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tick(done, draws)

    shares = rank_shares(narrowest, {option.id: option.effective for option in options}, draws, seed, count)
    none, everything = beaten_everywhere(assessment, shares), first_everywhere(assessment, shares)
    # No share, and no single other option ahead everywhere: that takes a proof of its own.
    doubtful = [id for id, part in shares.first.items() if not part and id not in none]
    none |= never_first(options, doubtful)
    return RankRobustness(assessment, (shares,), {narrowest.name: none}, {narrowest.name: everything})


def beaten_everywhere(
    assessment: Assessment, shares: RankShares, proved: AbstractSet[str] = frozenset()
) -> frozenset[str]:
    """The options without a share of rank 1 that some one other option is ahead of under all weights of the set.

    proved: options, by id, of which it is known already that none bring them there.
    """
    if shares.ratings != Ratings.FIXED:
        return frozenset()
    values, found = matrix(assessment.options), set(proved)
    for place, option in enumerate(assessment.options):
        doubtful = not shares.first[option.id] and option.id not in found
        if doubtful and (shares.set.least(values - values[place]) > TIE).any():
            found.add(option.id)
    return frozenset(found)


def first_everywhere(assessment: Assessment, shares: RankShares) -> frozenset[str]:
    """The options with the whole share of rank 1 that no other is ahead of under any weights of the set."""
    if shares.ratings != Ratings.FIXED:
        return frozenset()
    values = matrix(assessment.options)
    return frozenset(
        option.id
        for place, option in enumerate(assessment.options)
        if shares.first[option.id] >= 1 and (shares.set.least(values[place] - values) >= -TIE).all()
    )
