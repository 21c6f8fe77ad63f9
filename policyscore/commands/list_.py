"""policyscore list: lists what a study holds, with the ids to name it by."""

from typing import TYPE_CHECKING

from policyscore.commands.grouped import grouped
from policyscore.commands.groups import ReportOutput, StudySource
from policyscore.documented import documented

if TYPE_CHECKING:
    from policyscore.commands.build import Built
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


@grouped
@documented(
    """List options, criteria, weightings and sources with their ids.

    \b
    Examples:
      policyscore list options
      policyscore list options -f csv | grep ^weightings
    """
)
def list_(*, source: StudySource, to: ReportOutput) -> None:
    format = to.ready()
    to.write(build(source.load()), format)


def build(study: "Study") -> "Built[Report]":
    """What a study holds, with the ids to name it by."""
    from policyscore.commands.build import Built
    from policyscore.reports.list_ import list_report

    return Built(list_report(study), warnings=study.warnings)
