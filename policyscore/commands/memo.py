"""policyscore memo"""

from typing import Annotated

import typer

from policyscore.commands.options import (
    DRAWS,
    SEED,
    Changes,
    CriteriaFile,
    Debug,
    Decimals,
    Draws,
    MemoFormatOption,
    Output,
    Quiet,
    Ratings,
    RatingsOption,
    Seed,
    SkipTag,
    SortBy,
    Studies,
    Tag,
    Top,
    Transpose,
    Weights,
    Within,
    default_study,
)
from policyscore.formats.format import MEMO_FORMATS
from policyscore.reports.layout import Layout, Sort


def memo(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    tag: Tag = None,
    skip_tag: SkipTag = None,
    title: Annotated[str | None, typer.Option("--title", help="The title; left out, the study's.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Whom it is for.")] = None,
    sender: Annotated[str | None, typer.Option("--from", help="Whom it is from.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The date, as it is to stand there; `today` takes it from the clock.")
    ] = None,
    transpose: Transpose = False,
    top: Top = None,
    sort: SortBy = Sort.SCORE,
    decimals: Decimals = 1,
    within: Within = None,
    ratings: RatingsOption = Ratings.FIXED,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    format: MemoFormatOption = None,
    output: Output = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write a whole memo: two pages, and an appendix for the sceptical.

    \b
    Examples:
      policyscore memo options -w haggard-coalition -o memo.docx
      policyscore memo options -w victims-first --to "The board" --from "Research" --date today -o memo.html
    """
    from policyscore.analysis.robustness import robustness
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as writing
    from policyscore.commands.progress import progress
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reports.memo.memo import memo as written
    from policyscore.reports.memo.memo import memo_head
    from policyscore.reports.notes import phrases
    from policyscore.reports.score import arranged_options

    kind = writing.ready(format, output, MEMO_FORMATS, "a memo")
    head, shape = memo_head(title, to, sender, date), Layout(transpose, top, sort, decimals)
    study = load(*(studies or default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    study = what_if(study, changes or ())
    assessment = assess(study, weighting, choose.options(study, tag or (), skip_tag or ()))
    arranged_options(assessment, shape)  # what cannot be sorted is said before the long work
    with progress(quiet) as tick:
        result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings.value, tick=tick)
    filters = phrases(tag or (), skip_tag or ())
    made = written(result, head, filters, shape)
    writing.deliver(made, kind, output, study.paths, quiet=quiet)
