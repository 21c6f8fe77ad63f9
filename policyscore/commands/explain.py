"""policyscore explain"""

from typing import Annotated

import typer

from policyscore.commands.options import (
    Changes,
    ColorOption,
    CriteriaFile,
    Debug,
    Output,
    Quiet,
    Raw,
    ReportFormatOption,
    Studies,
    Weights,
    default_study,
    offer,
)
from policyscore.commands.output import Color


def explain(
    option: Annotated[
        str,
        typer.Argument(
            metavar="OPTION", help="The id of an option.", show_default=False, autocompletion=offer("options")
        ),
    ],
    studies: Studies = None,
    versus: Annotated[
        str | None,
        typer.Option(
            "--versus",
            metavar="OTHER",
            help="What lies between it and another option.",
            autocompletion=offer("options"),
        ),
    ] = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Explain where a score comes from, with reasons and sources.

    \b
    Examples:
      policyscore explain eu-dialogue options -w haggard-coalition
      policyscore explain eu-dialogue options --versus people-to-people
    """
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as to
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reports.explain import explain_report

    shape = to.ready(format, output)
    study = load(*(studies or default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    assessment = assess(what_if(study, changes or ()), weighting)
    to.deliver(explain_report(assessment, option, versus), shape, output, study.paths, look=to.look(output, color, raw))
