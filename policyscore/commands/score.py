"""policyscore score"""

from policyscore.commands.options import (
    Changes,
    ColorOption,
    CriteriaFile,
    Debug,
    Decimals,
    Output,
    Quiet,
    Raw,
    ReportFormatOption,
    SkipTag,
    SortBy,
    Studies,
    Tag,
    Top,
    Transpose,
    Weights,
    default_study,
)
from policyscore.commands.output import Color
from policyscore.errors import CommandError
from policyscore.reports.layout import READER_FORMATS, Layout, Sort
from policyscore.text import listed


def score(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    tag: Tag = None,
    skip_tag: SkipTag = None,
    transpose: Transpose = False,
    top: Top = None,
    sort: SortBy = Sort.SCORE,
    decimals: Decimals = 1,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Rank the options under one weighting, and show why.

    \b
    Examples:
      policyscore score options -w haggard-coalition
      policyscore score options -w impact=50,cost=30,speed=20
      policyscore score options -w victims-first -o scores.html
      policyscore score options --set icc-referral.feasibility=50
      policyscore score options --sort expected-gain --top 5 --transpose -f markdown
    """
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as to
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reports.notes import phrases
    from policyscore.reports.score import score_report

    written = to.ready(format, output, workbook=True)
    shape = Layout(transpose, top, sort, decimals)
    if shape != Layout() and written not in READER_FORMATS:
        raise CommandError(
            f"--transpose, --top, --sort and --decimals are for readers, and {written} holds everything",
            f"-f {listed(READER_FORMATS, 'or')}",
        )
    study = load(*(studies or default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    study = what_if(study, changes or ())
    options = choose.options(study, tag or (), skip_tag or ())
    assessment = assess(study, weighting, options)
    report = score_report(assessment, phrases(tag or (), skip_tag or ()), shape)
    to.deliver(report, written, output, study.paths, look=to.look(output, color, raw))
