"""policyscore memo: writes a whole memo."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.analysis.sampling import DRAWS, SEED, Ratings
from policyscore.commands.grouped import grouped
from policyscore.commands.groups import Assumptions, MatrixLayout, MemoOutput, OptionFilter, Sampling, StudySource
from policyscore.commands.options import RatingsOption
from policyscore.commands.progress import Tick, progress, unseen
from policyscore.documented import documented
from policyscore.errors import CommandError
from policyscore.reports.layout import DEFAULT_LAYOUT, Layout
from policyscore.text import UNSHOWABLE, describe

if TYPE_CHECKING:
    from policyscore.commands.build import Built, Weights
    from policyscore.formats.memo.blocks import Memo
    from policyscore.model.study import Study
    from policyscore.reports.memo.memo import MemoHead

# What `--date` takes for the date of the clock.
TODAY = "today"


@grouped
@documented(
    """Write a whole memo: two pages, and an appendix for the sceptical.

    \b
    Examples:
      policyscore memo options -w haggard-coalition -o memo.docx
      policyscore memo options -w victims-first --to "The board" --from "Research" --date today -o memo.html
    """
)
def memo(
    *,
    source: StudySource,
    assumptions: Assumptions,
    only: OptionFilter,
    title: Annotated[str | None, typer.Option("--title", help="The title; left out, the study's.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Whom it is for.")] = None,
    sender: Annotated[str | None, typer.Option("--from", help="Whom it is from.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The date, as it is to appear; `today` takes it from the clock.")
    ] = None,
    matrix: MatrixLayout,
    sampling: Sampling,
    ratings: RatingsOption = Ratings.FIXED,
    output: MemoOutput,
) -> None:
    format = output.ready()
    head = memo_head(title, to, sender, date)
    study = source.load(assumptions.no_chance)
    with progress(source.quiet, "working out how firm the ranking is", counted=False) as tick:
        built = build(
            study,
            head=head,
            weights=assumptions.weights(),
            changes=assumptions.changes,
            tags=only.tags,
            skip_tags=only.skip_tags,
            layout=matrix.layout,
            within=sampling.within,
            ratings=ratings,
            draws=sampling.draws,
            seed=sampling.seed,
            tick=tick,
        )
    output.write(built, format, source.quiet)


def memo_head(title: str | None, to: str | None, sender: str | None, date: str | None) -> "MemoHead":
    """The head of a memo, as it was typed; the date `today` is that of the clock.

    Raises CommandError for an option without text, such as one that took the next option for it, and for characters
    that do not show.
    """
    from policyscore.reports.memo.memo import MemoHead

    for option, text in (("--title", title), ("--to", to), ("--from", sender), ("--date", date)):
        if text is None:
            continue
        if not text.strip() or text.startswith("-"):
            found = f", not `{text}`" if text.strip() else ""
            raise CommandError(f"{option} needs a text{found}", "put the text in quotes")
        if hidden := UNSHOWABLE.search(text):
            raise CommandError(f"the head of the memo would hold {describe(hidden[0])}", "write it on one line of text")
    if date and date.strip().lower() == TODAY:
        date = datetime.date.today().isoformat()
    return MemoHead(title, to, sender, date)


def build(
    study: "Study",
    *,
    head: "MemoHead | None" = None,
    weights: "Weights" = None,
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    layout: Layout = DEFAULT_LAYOUT,
    within: float | None = None,
    ratings: str = Ratings.FIXED,
    draws: int = DRAWS,
    seed: int = SEED,
    tick: Tick = unseen,
) -> "Built[Memo]":
    """A whole memo. Raises what `assessed` and `robustness` do.

    head: what its author says at its top. layout: of its matrix; CommandError where it asks for what the study does
    not have. within, ratings, draws, seed: as for `robust`.
    """
    from policyscore.analysis.robustness import robustness
    from policyscore.commands.build import Built, assessed
    from policyscore.reports.memo.memo import MemoHead
    from policyscore.reports.memo.memo import memo as memo_of
    from policyscore.reports.notes import phrases
    from policyscore.reports.score import arranged_options

    assessment = assessed(study, weights, changes=changes, tags=tags, skip_tags=skip_tags)
    arranged_options(assessment, layout)  # what cannot be sorted is said before the long work
    result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings, tick=tick)
    return Built(
        memo_of(result, head or MemoHead(), phrases(tags, skip_tags), layout),
        warnings=assessment.study.warnings,
    )
