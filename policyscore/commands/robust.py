"""policyscore robust: tells how firm a ranking is, and what would change it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.analysis.sampling import DRAWS, SEED, Ratings
from policyscore.commands import exits
from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, OptionFilter, ReportOutput, Sampling, StudySource
from policyscore.commands.options import RatingsOption
from policyscore.commands.progress import Tick, progress, unseen
from policyscore.documented import documented

if TYPE_CHECKING:
    from policyscore.commands.build import Built, Weights
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


@grouped
@documented(
    """Tell how firm the ranking is, and what would change it.

    \b
    Examples:
      policyscore robust options -w haggard-coalition --within 10
      policyscore robust options -w victims-first --ratings ranges
      policyscore robust options -w equal --require-radius 5 -q -f json
    """
)
def robust(
    *,
    source: StudySource,
    assumptions: Assumptions,
    only: OptionFilter,
    sampling: Sampling,
    ratings: RatingsOption = Ratings.FIXED,
    require_radius: Annotated[
        float | None,
        typer.Option(
            "--require-radius", metavar="P", help="End with 3 if moving fewer than P points changes the first.", min=0
        ),
    ] = None,
    require_share: Annotated[
        float | None,
        typer.Option(
            "--require-share",
            metavar="S",
            help="End with exit code 3 where the first is first in less than S % of the narrowest set of weightings.",
            min=0,
            max=100,
        ),
    ] = None,
    to: ReportOutput,
) -> None:
    format = to.ready()
    study = source.load(assumptions.no_chance)
    with progress(source.quiet, "working out how firm the ranking is", counted=False) as tick:
        built = build(
            study,
            weights=assumptions.weights(),
            changes=assumptions.changes,
            tags=only.tags,
            skip_tags=only.skip_tags,
            within=sampling.within,
            ratings=ratings,
            draws=sampling.draws,
            seed=sampling.seed,
            require_radius=require_radius,
            require_share=require_share,
            tick=tick,
        )
    to.write(built, format)


def build(
    study: "Study",
    *,
    weights: "Weights" = None,
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    within: float | None = None,
    ratings: str = Ratings.FIXED,
    draws: int = DRAWS,
    seed: int = SEED,
    require_radius: float | None = None,
    require_share: float | None = None,
    tick: Tick = unseen,
) -> "Built[Report]":
    """How firm the ranking is, and what would change it. Raises what `assessed` and `robustness` do.

    within: also let each weight move by so many points of 100. ratings: `fixed`, or `ranges` to draw them, too.
    require_radius, require_share: points and percent below which the demand is unmet, which the exit code says.
    """
    from policyscore.analysis.robustness import robustness
    from policyscore.commands.build import Built, assessed
    from policyscore.reports.notes import phrases
    from policyscore.reports.robust import robust_report
    from policyscore.reports.robust_sentences import met_as_rated, unmet

    assessment = assessed(study, weights, changes=changes, tags=tags, skip_tags=skip_tags)
    result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings, tick=tick)
    failed = tuple(unmet(result, require_radius, require_share))
    report = robust_report(result, phrases(tags, skip_tags))
    return Built(
        report,
        exits.UNMET if failed else exits.DONE,
        failed,
        remarks=tuple(met_as_rated(result, require_radius, require_share)),
        warnings=assessment.study.warnings,
    )
