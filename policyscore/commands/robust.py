"""policyscore robust"""

from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import (
    DRAWS,
    SEED,
    Changes,
    ColorOption,
    CriteriaFile,
    Debug,
    Draws,
    Output,
    Quiet,
    Ratings,
    RatingsOption,
    Raw,
    ReportFormatOption,
    Seed,
    SkipTag,
    Studies,
    Tag,
    Weights,
    Within,
    default_study,
)
from policyscore.commands.output import Color


def robust(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    tag: Tag = None,
    skip_tag: SkipTag = None,
    within: Within = None,
    ratings: RatingsOption = Ratings.FIXED,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    require_radius: Annotated[
        float | None,
        typer.Option(
            "--require-radius", metavar="P", help="End with 3 if moving fewer than P points changes the first.", min=0
        ),
    ] = None,
    require_share: Annotated[
        float | None,
        typer.Option(
            "--require-share",
            metavar="S",
            help="End with exit code 3 where the first is first in less than S % of the narrowest set of weightings.",
            min=0,
            max=100,
        ),
    ] = None,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Tell how firm the ranking is, and what would change it.

    \b
    Examples:
      policyscore robust options -w haggard-coalition --within 10
      policyscore robust options -w victims-first --ratings ranges
      policyscore robust options -w equal --require-radius 5 -q -f json
    """
    from policyscore.analysis.robustness import robustness
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as to
    from policyscore.commands.progress import progress
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reports.notes import phrases
    from policyscore.reports.robust import robust_report
    from policyscore.reports.robust_sentences import unmet

    shape = to.ready(format, output)
    study = load(*(studies or default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    options = choose.options(what_if(study, changes or ()), tag or (), skip_tag or ())
    assessment = assess(what_if(study, changes or ()), weighting, options)
    with progress(quiet) as tick:
        result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings.value, tick=tick)
    report = robust_report(result, phrases(tag or (), skip_tag or ()))
    to.deliver(report, shape, output, study.paths, look=to.look(output, color, raw))
    failed = unmet(result, require_radius, require_share)
    for reason in failed:
        exits.say(f"policyscore: {reason}")
    if failed:
        raise typer.Exit(exits.UNMET)
