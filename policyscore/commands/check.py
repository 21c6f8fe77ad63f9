"""policyscore check"""

from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import (
    ColorOption,
    CriteriaFile,
    Debug,
    Output,
    Quiet,
    Raw,
    ReportFormatOption,
    Studies,
    default_study,
    offer,
)
from policyscore.commands.output import Color


def check(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Tell more of one warning, and look at no study.",
            autocompletion=offer("codes"),
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 3 where there are warnings.")] = False,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Look for errors and for the known mistakes of such studies.

    \b
    Examples:
      policyscore check options
      policyscore check --explain W05
      policyscore check options --strict -f json
    """
    from policyscore.checks import check as checking
    from policyscore.commands import output as to
    from policyscore.commands.write import write
    from policyscore.reports.check import check_report, rule_text

    shape = to.ready(format, output)
    if explain is not None:
        write(rule_text(explain), output, inputs=())
        return
    paths = studies or default_study(quiet)
    result = checking.check_study(*paths, criteria=criteria)
    to.deliver(check_report(result), shape, output, result.files, look=to.look(output, color, raw))
    if result.errors:
        raise typer.Exit(exits.BAD_STUDY)
    if strict and result.warnings:
        raise typer.Exit(exits.UNMET)
