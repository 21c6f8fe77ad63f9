"""policyscore chart: draws one chart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.analysis.sampling import DRAWS, SEED
from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, ChartOutput, OptionFilter, Sampling, StudySource
from policyscore.commands.progress import Tick, progress, unseen
from policyscore.documented import documented
from policyscore.errors import CommandError
from policyscore.formats.format import CHARTS, ChartName

if TYPE_CHECKING:
    from policyscore.commands.build import Built
    from policyscore.formats.charts.chart import Chart
    from policyscore.formats.report import Note
    from policyscore.model.study import Study


@grouped
@documented(
    """Draw one chart, for a page of your own.

    \b
    Examples:
      policyscore chart contributions options -w haggard-coalition -o scores.svg
      policyscore chart sensitivity options -w haggard-coalition --criterion impact -o impact.png
      policyscore chart weightings options -o views.pdf
    """
)
def chart(
    *,
    name: Annotated[
        ChartName,
        typer.Argument(
            metavar="NAME",
            help=f"{', '.join(f'{name} ({shows})' for name, shows in CHARTS.items())}.",
            show_default=False,
        ),
    ],
    source: StudySource,
    assumptions: Assumptions,
    only: OptionFilter,
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion", metavar="ID", help="For sensitivity: whose weight. Left out: the one that matters most."
        ),
    ] = None,
    sampling: Sampling,
    to: ChartOutput,
) -> None:
    format = to.ready()
    if criterion is not None and name is not ChartName.SENSITIVITY:
        raise CommandError("--criterion says whose weight `sensitivity` is about")
    if name is not ChartName.RANKS and sampling.asked_for:
        raise CommandError("--within, --draws and --seed are for `ranks`, whose shares are drawn")
    study = source.load(assumptions.no_chance)
    with progress(source.quiet, "working out what the chart shows", counted=False) as tick:
        built = build(
            study,
            name,
            weights=assumptions.weightings or (),
            changes=assumptions.changes,
            tags=only.tags,
            skip_tags=only.skip_tags,
            criterion=criterion,
            within=sampling.within,
            draws=sampling.draws,
            seed=sampling.seed,
            tick=tick,
        )
    to.write(built, format, source.quiet)


def build(
    study: "Study",
    name: ChartName,
    *,
    weights: Sequence[str] = (),
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    criterion: str | None = None,
    within: float | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    tick: Tick = unseen,
) -> "Built[Chart]":
    """One chart. Raises what `assessed`, `views` and `rank_robustness` do.

    weights: weightings as `-w` takes them; `weightings` shows all of them, the other charts take one. criterion: whose
    weight `sensitivity` is about, None for the one that matters most. within, draws, seed: what `ranks` draws.
    """
    from policyscore.analysis.comparison import compare
    from policyscore.analysis.rank_robustness import rank_robustness
    from policyscore.commands.build import Built, assessed
    from policyscore.reading import selection
    from policyscore.reading.views import views
    from policyscore.reports import charts
    from policyscore.reports.floors import floor_notes
    from policyscore.reports.notes import change_notes, inputs_note, phrases
    from policyscore.reports.surveys import survey_notes
    from policyscore.reports.unknown import unknown_note, unknown_notes

    study = selection.what_if(study, changes)
    notes: list[Note] = []
    if name is ChartName.WEIGHTINGS:
        found = views(study, weights)
        compared = compare(found, selection.options(found.study, tags, skip_tags))
        drawn = charts.slopes(compared)
        unknown = unknown_note(study, compared.options, compared.weights, sign=False)
        options = compared.options
        digest, notes = found.digest, [*survey_notes(found.surveys)]
        warnings = found.study.warnings
    else:
        assessment = assessed(study, selection.one(weights), tags=tags, skip_tags=skip_tags)
        digest, warnings = assessment.study.sha256, assessment.study.warnings
        unknown = unknown_notes(assessment, sign=False)
        options = tuple(option.option for option in assessment.options)
        if name is ChartName.CONTRIBUTIONS:
            drawn = charts.contributions(assessment)
        elif name is ChartName.SENSITIVITY:
            drawn = charts.sensitivity(assessment, criterion)
        else:
            drawn = charts.rank_shares(rank_robustness(assessment, draws=draws, seed=seed, within=within, tick=tick))
    signs = *change_notes(study), *unknown, *floor_notes(study, options)
    said = [*(note.text for note in (*signs, *notes)), *phrases(tags, skip_tags)]
    return Built(replace(charts.marked(drawn, said), made=inputs_note(digest).text), warnings=warnings)
