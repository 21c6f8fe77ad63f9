"""policyscore score: ranks the options under one weighting, and shows why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, MatrixLayout, OptionFilter, ScoreOutput, StudySource
from policyscore.documented import documented
from policyscore.errors import CommandError
from policyscore.reports.layout import DEFAULT_LAYOUT, READER_FORMATS, Layout
from policyscore.text import listed

if TYPE_CHECKING:
    from policyscore.commands.build import Built, Weights
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


@grouped
@documented(
    """Rank the options under one weighting, and show why.

    \b
    Examples:
      policyscore score options -w haggard-coalition
      policyscore score options -w impact=50,cost=30,speed=20
      policyscore score options -w victims-first -o scores.html
      policyscore score options --set icc-referral.feasibility=50
      policyscore score options --sort chance --top 5 --transpose -f markdown
    """
)
def score(
    *, source: StudySource, assumptions: Assumptions, only: OptionFilter, matrix: MatrixLayout, to: ScoreOutput
) -> None:
    format = to.ready()
    if matrix.layout != DEFAULT_LAYOUT and format not in READER_FORMATS:
        raise CommandError(
            f"--transpose, --top, --sort and --decimals are for readers, and {format} holds everything",
            f"-f {listed(READER_FORMATS, 'or')}",
        )
    built = build(
        source.load(assumptions.no_chance),
        weights=assumptions.weights(),
        changes=assumptions.changes,
        tags=only.tags,
        skip_tags=only.skip_tags,
        layout=matrix.layout,
    )
    to.write(built, format)


def build(
    study: "Study",
    *,
    weights: "Weights" = None,
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    layout: Layout = DEFAULT_LAYOUT,
) -> "Built[Report]":
    """The matrix of values with scores, ranks and gains. Raises what `assessed` does.

    layout: how readers see it; CommandError where it asks for what the study does not have.
    """
    from policyscore.commands.build import Built, assessed
    from policyscore.reports.notes import phrases
    from policyscore.reports.score import score_report

    assessment = assessed(study, weights, changes=changes, tags=tags, skip_tags=skip_tags)
    return Built(
        score_report(assessment, phrases(tags, skip_tags), layout),
        warnings=assessment.study.warnings,
    )
