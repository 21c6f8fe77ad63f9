"""policyscore diff: tells what changed between two versions of a study."""

from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import ReportOutput
from policyscore.commands.options import Quiet, Weights

if TYPE_CHECKING:
    from policyscore.analysis.scoring import Assessment
    from policyscore.commands.build import Built
    from policyscore.formats.report import Report


@grouped
def diff(
    *,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A file or folder: the study as it was.", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="A file or folder: the study as it is.", show_default=False)
    ],
    weightings: Weights = None,
    to: ReportOutput,
    quiet: Quiet = False,  # there is nothing to leave unsaid; scripts may give it to every command
) -> None:
    """Tell what changed between two versions of a study, and what that did.

    \b
    Examples:
      policyscore diff before after -w haggard-coalition
      git worktree add ../main main && policyscore diff ../main/options options -f markdown
    """
    from policyscore.commands.build import assessed
    from policyscore.reading import selection
    from policyscore.reading.load import load

    format = to.ready()
    weights = selection.one(weightings or ())
    before, after = (assessed(load(path), weights) for path in (old, new))
    to.write(build(before, after), format)


def build(before: "Assessment", after: "Assessment") -> "Built[Report]":
    """What changed between two versions of a study, each under the weighting to look at it with."""
    from policyscore.analysis.difference import difference
    from policyscore.commands.build import Built
    from policyscore.reports.diff import diff_report

    return Built(diff_report(difference(before, after)), (*before.study.paths, *after.study.paths))
