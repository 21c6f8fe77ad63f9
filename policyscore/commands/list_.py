"""policyscore list"""

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
)
from policyscore.commands.output import Color


def list_(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """List the options, criteria, weightings and sources, with their ids.

    \b
    Examples:
      policyscore list options
      policyscore list options -f csv | grep ^weightings
    """
    from policyscore.commands import output as to
    from policyscore.reading.load import load
    from policyscore.reports.list_ import list_report

    shape = to.ready(format, output)
    study = load(*(studies or default_study(quiet)), criteria=criteria)
    to.deliver(list_report(study), shape, output, study.paths, look=to.look(output, color, raw))
