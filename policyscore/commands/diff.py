"""policyscore diff: tells what changed between two versions of a study."""

from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import ReportOutput
from policyscore.commands.options import NoChance, Quiet, Weights, chosen_study, without_chance
from policyscore.documented import documented
from policyscore.errors import CommandError

if TYPE_CHECKING:
    from policyscore.analysis.scoring import Assessment
    from policyscore.commands.build import Built
    from policyscore.formats.report import Report


@grouped
@documented(
    """Tell what changed between two versions, and what that did.

    \b
    Examples:
      policyscore diff before after -w haggard-coalition
      policyscore diff --example korea
      git worktree add ../main main && policyscore diff ../main/options options -f markdown
    """
)
def diff(
    *,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A file or folder: the study as it was.", show_default=False)
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="A file or folder: the study as it is.", show_default=False)
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Compare the study that ships with policyscore with the one named.")
    ] = False,
    weightings: Weights = None,
    no_chance: NoChance = False,
    to: ReportOutput,
    quiet: Quiet = False,
) -> None:
    from policyscore.commands.build import assessed
    from policyscore.reading import selection
    from policyscore.reading.load import load

    format = to.ready()
    weights = selection.one(weightings or ())
    if example == (new is not None):
        raise CommandError(
            "diff compares two studies: OLD and NEW, or --example and NEW", "write the paths of both, old first"
        )
    paths = (*chosen_study((), example=True).paths, old) if new is None else (old, new)
    studies = [load(path) for path in paths]
    if no_chance:
        studies = without_chance(studies, quiet)
    before, after = (assessed(study, weights) for study in studies)
    to.write(build(before, after), format)


def build(before: "Assessment", after: "Assessment") -> "Built[Report]":
    """What changed between two versions of a study, each under the weighting to look at it with."""
    from policyscore.analysis.difference import difference
    from policyscore.commands.build import Built
    from policyscore.reports.diff import diff_report

    studies = before.study, after.study
    return Built(
        diff_report(difference(before, after)),
        warnings=tuple(remark for study in studies for remark in study.warnings),
    )
