"""policyscore explain: tells where a score comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, ReportOutput, StudySource
from policyscore.commands.options import offer

if TYPE_CHECKING:
    from policyscore.commands.build import Built, Weights
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


@grouped
def explain(
    *,
    option: Annotated[
        str,
        typer.Argument(
            metavar="OPTION", help="The id of an option.", show_default=False, autocompletion=offer("options")
        ),
    ],
    source: StudySource,
    versus: Annotated[
        str | None,
        typer.Option(
            "--versus",
            metavar="OTHER",
            help="What lies between it and another option.",
            autocompletion=offer("options"),
        ),
    ] = None,
    assumptions: Assumptions,
    to: ReportOutput,
) -> None:
    """Explain where a score comes from, with reasons and sources.

    \b
    Examples:
      policyscore explain eu-dialogue options -w haggard-coalition
      policyscore explain eu-dialogue options --versus people-to-people
    """
    format = to.ready()
    built = build(source.load(), option, versus=versus, weights=assumptions.weights(), changes=assumptions.changes)
    to.write(built, format)


def build(
    study: "Study",
    option: str,
    *,
    versus: str | None = None,
    weights: "Weights" = None,
    changes: Sequence[str] = (),
) -> "Built[Report]":
    """Where the score of an option comes from, or what lies between it and another, both by id.

    Raises CommandError where there is no such option, and what `assessed` does.
    """
    from policyscore.commands.build import Built, assessed
    from policyscore.reports.explain import explain_report

    assessment = assessed(study, weights, changes=changes)
    return Built(explain_report(assessment, option, versus), assessment.study.paths, warnings=assessment.study.warnings)
