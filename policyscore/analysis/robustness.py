"""How firm a ranking is: everything that `robust` finds out about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policyscore.analysis import rank_acceptability as acceptance
from policyscore.analysis import rating_distributions as uncertain
from policyscore.analysis import value_of_information as information
from policyscore.analysis.potential_optimality import PotentialOptimality, dominators, potential_optimality
from policyscore.analysis.rank_acceptability import RankShares
from policyscore.analysis.rating_sensitivity import RatingFlip, rating_flips
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import Flip, Stability, flips, radius, stability
from policyscore.analysis.weight_sets import weight_sets

DRAWS, SEED = 100_000, 0


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """What is known of how firm an assessment is; options and criteria by id.

    `leader` is the first option, of several that share the first place the first by id, and `tied` all of
    those, else empty. `runner_up` is the next option and `gap` what it lacks; None where there is no other.
    `flips` are for every other option, `radius` is the least of them. `shares` are for each named set of
    weightings, the narrowest first. `information` is by criterion, in points of score.
    """

    assessment: Assessment
    leader: ScoredOption
    tied: tuple[ScoredOption, ...]
    runner_up: ScoredOption | None
    gap: float | None
    flips: tuple[Flip, ...]
    radius: Flip | None
    stability: tuple[Stability, ...]
    rating_flips: tuple[RatingFlip, ...]
    potential_optimality: Mapping[str, PotentialOptimality]
    dominated_by: Mapping[str, tuple[str, ...]]
    shares: tuple[RankShares, ...]
    information: Mapping[str, float]

    def name(self, id: str) -> str:
        """The name of an option."""
        return next(row.name for row in self.assessment.options if row.id == id)


def robustness(
    assessment: Assessment,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    within: float | None = None,
    ratings: str = "fixed",
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Robustness:
    """Looks at a ranking from every side.

    draws, seed: for what is sampled. within: see `sets`. ratings: `fixed`, or `ranges` to draw them, too, from
    what they could be. `tick` is told now and then how many draws are done, and of how many. Raises
    CommandError where ranges of weights leave no room to draw from.
    """
    rows, study, weighting = assessment.options, assessment.study, assessment.weighting
    values = {row.id: row.values for row in rows}
    table = uncertain.rating_distributions(rows, study.criteria)
    found = flips(assessment)
    tied = tuple(row for row in rows if row.rank == rows[0].rank)
    weights = [weighting.weights[criterion.id] for criterion in study.criteria]
    worth = information.evppi(table, weights)
    chosen = weight_sets(study, weighting, within)
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tick(done, draws * len(chosen))

    return Robustness(
        assessment=assessment,
        leader=rows[0],
        tied=tied if len(tied) > 1 else (),
        runner_up=rows[1] if len(rows) > 1 else None,
        gap=found[0].gap if found else None,
        flips=found,
        radius=radius(found),
        stability=stability(assessment),
        rating_flips=rating_flips(assessment),
        potential_optimality={row.id: potential_optimality(row, _others(row, rows)) for row in rows},
        dominated_by={row.id: dominators(row, _others(row, rows)) for row in rows},
        shares=tuple(
            acceptance.rank_shares(named, values, draws, seed, count, table if ratings == "ranges" else None)
            for named in chosen
        ),
        information=information.by_criterion([criterion.id for criterion in study.criteria], worth),
    )


def _others(row: ScoredOption, rows: tuple[ScoredOption, ...]) -> list[ScoredOption]:
    return [other for other in rows if other is not row]
