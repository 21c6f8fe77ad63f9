"""policyscore explain: tells where a score comes from."""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, ReportOutput, StudySource
from policyscore.commands.options import offer
from policyscore.documented import documented
from policyscore.errors import CommandError

if TYPE_CHECKING:
    from policyscore.commands.build import Built, Weights
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


@grouped
@documented(
    """Explain where a score comes from, with reasons and sources.

    \b
    Examples:
      policyscore explain eu-dialogue options -w haggard-coalition
      policyscore explain eu-dialogue options --versus people-to-people
    """
)
def explain(
    *,
    option: Annotated[
        str,
        typer.Argument(
            metavar="OPTION",
            help="The id of an option, or its name.",
            show_default=False,
            autocompletion=offer("options"),
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
    from policyscore.reading.option_words import meant

    format = to.ready()
    a_path = CommandError(
        f"`{option}` is a file or folder, not an option",
        f"name the option before the study: policyscore explain OPTION {option}",
    )
    # No id has a dot or a slash in it, so a path alone is that of the study.
    if not source.studies and not re.fullmatch(r"[\w-]+", option) and os.path.exists(option):
        raise a_path
    study = source.load(assumptions.no_chance)
    if os.path.exists(option) and not meant(study.options, option):
        raise a_path
    built = build(study, option, versus=versus, weights=assumptions.weights(), changes=assumptions.changes)
    to.write(built, format)


def build(
    study: "Study",
    option: str,
    *,
    versus: str | None = None,
    weights: "Weights" = None,
    changes: Sequence[str] = (),
) -> "Built[Report]":
    """Where the score of an option comes from, or what lies between it and another, both by id or name.

    Raises CommandError where there is no such option, and what `assessed` does.
    """
    from policyscore.commands.build import Built, assessed
    from policyscore.reading.option_words import option_id
    from policyscore.reports.explain import explain_report

    option = option_id(study.options, option)
    versus = None if versus is None else option_id(study.options, versus)
    assessment = assessed(study, weights, changes=changes)
    return Built(explain_report(assessment, option, versus), warnings=assessment.study.warnings)
