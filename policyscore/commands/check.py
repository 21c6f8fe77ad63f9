"""policyscore check: looks for errors and known mistakes."""

from os import PathLike
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.grouped import grouped
from policyscore.commands.groups import ReportOutput, StudySource
from policyscore.commands.options import offer
from policyscore.documented import documented

if TYPE_CHECKING:
    from policyscore.commands.build import Built
    from policyscore.formats.report import Report


@grouped
@documented(
    """Look for errors and for the known mistakes of such studies.

    \b
    Examples:
      policyscore check options
      policyscore check options --all
      policyscore check --explain W05
      policyscore check options --strict -f json
    """
)
def check(
    *,
    source: StudySource,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Tell more of one warning, and look at no study.",
            autocompletion=offer("codes"),
        ),
    ] = None,
    every_place: Annotated[
        bool, typer.Option("--all", help="List every place of every warning, with its line.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 3 where there are warnings.")] = False,
    to: ReportOutput,
) -> None:
    from policyscore.commands.build import Built
    from policyscore.reports.check import rule_text

    format = to.ready()
    if explain is not None:
        to.write(Built(rule_text(explain)), format)
    else:
        source.say_default()
        to.write(build(*source.paths, criteria=source.criteria, strict=strict, every_place=every_place), format)


def build(
    *paths: str | PathLike[str],
    criteria: str | PathLike[str] | None = None,
    strict: bool = False,
    every_place: bool = False,
) -> "Built[Report]":
    """The errors and warnings of a study, which may be too faulty to be loaded and so is named by its paths.

    criteria: a criteria document in place of the study's own. every_place: whether the listing has every place of every
    warning, and not a paragraph for each kind. The exit code is that of a study with errors; with
    `strict`, where there are but warnings, that of an unmet demand. Raises CommandError where a path cannot be read.
    """
    from policyscore.checks.check import check_study
    from policyscore.commands.build import Built
    from policyscore.reports.check import check_report

    result = check_study(*paths, criteria=criteria)
    exit_code = exits.BAD_STUDY if result.errors else exits.UNMET if strict and result.warnings else exits.DONE
    return Built(check_report(result, every_place), exit_code)
