"""policyscore check"""

from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import (
    ColorOption,
    CriteriaFile,
    Debug,
    FormatOption,
    Output,
    Quiet,
    Raw,
    Studies,
    default_study,
    offer,
)
from policyscore.commands.output import Color
from policyscore.formats.format import Format


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
    format: FormatOption = None,
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
    from policyscore.reports.check import check_report, check_text, rule_text

    shape = to.ready(format, output)
    if explain is not None:
        write(rule_text(explain), output, inputs=())
        return
    paths = studies or default_study(quiet)
    result = checking.check_study(*paths, criteria=criteria)
    if shape is Format.TABLE:
        write(check_text(result), output, result.files)
    else:
        to.deliver(check_report(result), shape, output, color, raw, result.files)
    if result.errors:
        raise typer.Exit(exits.BAD_STUDY)
    if strict and result.warnings:
        raise typer.Exit(exits.UNMET)
