"""policyscore chart"""

from dataclasses import replace
from typing import Annotated

import typer

from policyscore.commands.options import (
    DRAWS,
    SEED,
    Changes,
    ChartFormatOption,
    ColorOption,
    CriteriaFile,
    Debug,
    Draws,
    Output,
    Quiet,
    Seed,
    SkipTag,
    Studies,
    Tag,
    Weights,
    Within,
    default_study,
)
from policyscore.commands.output import Color
from policyscore.errors import CommandError
from policyscore.formats.format import CHART_FORMATS, ChartName


def chart(
    name: Annotated[
        ChartName,
        typer.Argument(
            metavar="NAME",
            help="contributions (where scores come from), sensitivity (scores over one weight), ranks (shares of each "
            "rank), weightings (ranks under each).",
            show_default=False,
        ),
    ],
    studies: Studies = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    tag: Tag = None,
    skip_tag: SkipTag = None,
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion", metavar="ID", help="For sensitivity: whose weight. Left out: the one that matters most."
        ),
    ] = None,
    within: Within = None,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    format: ChartFormatOption = None,
    output: Output = None,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Draw one chart, for a page of your own.

    \b
    Examples:
      policyscore chart contributions options -w haggard-coalition -o scores.svg
      policyscore chart sensitivity options -w haggard-coalition --criterion impact -o impact.png
      policyscore chart weightings options -o views.pdf
    """
    from policyscore.analysis import comparison as comparing
    from policyscore.analysis.robustness import robustness
    from policyscore.analysis.scoring import assess
    from policyscore.commands import output as to
    from policyscore.commands.progress import progress
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reading.views import views
    from policyscore.reports import charts
    from policyscore.reports.notes import change_notes, inputs_note, phrases

    shape = to.ready(format, output, CHART_FORMATS, "a chart")
    if criterion is not None and name is not ChartName.SENSITIVITY:
        raise CommandError("--criterion says whose weight `sensitivity` is about")
    if name is not ChartName.RANKS and (within is not None or draws != DRAWS or seed != SEED):
        raise CommandError("--within, --draws and --seed are for `ranks`, whose shares are drawn")
    study = what_if(load(*(studies or default_study(quiet)), criteria=criteria), changes or ())
    if name is ChartName.WEIGHTINGS:
        found = views(study, weights or ())
        drawn = charts.slopes(comparing.compare(found, choose.options(found.study, tag or (), skip_tag or ())))
        paths, made = found.paths, inputs_note(found.digest)
    else:
        study, weighting = choose.weighting(study, choose.one(weights or ()))
        assessment = assess(study, weighting, choose.options(study, tag or (), skip_tag or ()))
        paths, made = study.paths, inputs_note(study.sha256)
        if name is ChartName.CONTRIBUTIONS:
            drawn = charts.contributions(assessment)
        elif name is ChartName.SENSITIVITY:
            drawn = charts.sensitivity(assessment, criterion)
        else:
            with progress(quiet) as tick:
                drawn = charts.rank_shares(robustness(assessment, draws=draws, seed=seed, within=within, tick=tick))
    said = [*(note.text for note in change_notes(study)), *phrases(tag or (), skip_tag or ())]
    drawn = replace(charts.marked(drawn, said), made=made.text)
    to.deliver(drawn, shape, output, paths, look=to.look(output, color, raw=False), quiet=quiet)
