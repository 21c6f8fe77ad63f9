"""policyscore diff"""

from typing import Annotated

import typer

from policyscore.commands.options import ColorOption, Debug, Output, Quiet, Raw, ReportFormatOption, Weights
from policyscore.commands.output import Color


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A file or folder: the study as it was.", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="A file or folder: the study as it is.", show_default=False)
    ],
    weights: Weights = None,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Tell what changed between two versions of a study, and what that did.

    \b
    Examples:
      policyscore diff before after -w haggard-coalition
      git worktree add ../main main && policyscore diff ../main/options options -f markdown
    """
    from policyscore.analysis.difference import difference
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as to
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reports.diff import diff_report

    shape = to.ready(format, output)
    wanted = choose.one(weights or ())
    before, after = (assess(*choose.weighting(load(path), wanted)) for path in (old, new))
    report = diff_report(difference(before, after))
    to.deliver(report, shape, output, (*before.study.paths, *after.study.paths), look=to.look(output, color, raw))
