"""policyscore compare: ranks the options under many weightings side by side."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

import typer

from policyscore.commands import exits
from policyscore.commands.grouped import grouped
from policyscore.commands.groups import OptionFilter, ReportOutput, StudySource
from policyscore.commands.options import Changes, Errors, NoChance, offer, set_error_format
from policyscore.commands.output import to_terminal
from policyscore.commands.progress import Tick, progress, unseen
from policyscore.documented import documented
from policyscore.errors import CommandError, PolicyscoreError, Remark
from policyscore.formats.format import Format

if TYPE_CHECKING:
    from policyscore.analysis.comparison import TidyRow
    from policyscore.commands.build import Built
    from policyscore.formats.report import Note, Report
    from policyscore.model.study import Study

# Formats of one row for each weighting and option, which are written as they are made.
TIDY_FORMATS = (Format.CSV, Format.TSV, Format.JSONL)


@grouped
@documented(
    """Rank the options under many weightings side by side.

    \b
    Examples:
      policyscore compare options
      policyscore compare options -w victims-first -w equal
      policyscore compare options -w survey.csv --by country -f markdown
      policyscore compare --each studies/* -w equal -f csv -o all.csv
    """
)
def compare(
    *,
    source: StudySource,
    weightings: Annotated[
        list[str] | None,
        typer.Option(
            "-w",
            "--weights",
            metavar="X",
            help="A weighting, as for score; or a survey, a .csv file with a row for each respondent and a column "
            "for each criterion. Repeatable.",
            autocompletion=offer("weightings"),
            show_default=False,
        ),
    ] = None,
    what_if: Changes = None,
    no_chance: NoChance = False,
    only: OptionFilter,
    by: Annotated[
        str | None, typer.Option("--by", metavar="GROUP", help="Compare the groups that a column of the survey names.")
    ] = None,
    skip_incomplete: Annotated[
        bool, typer.Option("--skip-incomplete", help="Leave out rows of a survey with blank cells, and count them.")
    ] = False,
    mean: Annotated[
        bool, typer.Option("--mean", help="Also rank under the mean of all weights, which may be nobody's view.")
    ] = False,
    each: Annotated[
        bool, typer.Option("--each", help="Each STUDY is a study of its own; rows for csv or jsonl.")
    ] = False,
    several: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE", help="With --each: a list of studies, a path a line; - is standard input."
        ),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="With --each: tell of a study with errors, and do the others.")
    ] = False,
    error_format: Annotated[
        Errors, typer.Option("--error-format", help="How to tell of errors.", callback=set_error_format, is_eager=True)
    ] = Errors.TEXT,
    to: ReportOutput,
) -> None:
    from policyscore.commands import batch
    from policyscore.reading.selection import is_pipe

    many = each or several is not None
    format = to.ready(unasked=Format.CSV if many else Format.TABLE)
    as_json = error_format is Errors.JSON
    if many and format not in TIDY_FORMATS:
        raise CommandError(f"many studies come as rows, not as {format}", "-f csv, tsv or jsonl")
    if source.example and several is not None:
        raise CommandError("--example is a study of its own, and --from names others", "leave one of them out")
    if many and (pipe := next(filter(is_pipe, weightings or ()), None)):
        named_so = "standard input" if pipe == "-" else f"`{pipe}`"
        raise CommandError(f"{named_so} can be read once, and each study reads the weights anew", "save them as a file")
    if keep_going and not many:
        raise CommandError("--keep-going is for many studies", "add --each")
    if by is not None and format in TIDY_FORMATS:
        raise CommandError(
            f"--by compares groups, and {format} holds a row for each weighting", "-f table, markdown or json"
        )
    weights, changes = weightings or (), what_if or ()
    rows_of = partial(
        batch.build,
        weights=weights,
        changes=changes,
        tags=only.tags,
        skip_tags=only.skip_tags,
        mean=mean,
        skip_incomplete=skip_incomplete,
    )
    said: set[Note] = set()

    def remark(notes: "Sequence[Note]") -> None:
        # Each once, however many studies a survey is read for.
        for note in notes:
            if note not in said and not source.quiet:
                said.add(note)
                exits.remark(note.code, note.text, as_json)

    if many:

        def tell(error: PolicyscoreError, path: str) -> None:
            exits.tell(error, as_json, path)

        def warn(found: Sequence[Remark], path: str) -> None:
            exits.tell_remarks(found, as_json, path)

        files = *([source.criteria] if source.criteria else ()), *weights
        studies = batch.Batch(rows_of, source.criteria, files, tell if keep_going else None, remark, warn)
        studies.no_chance = no_chance
        named: Sequence[str] = ()
        if several is None or source.studies or source.example:
            source.say_default()
            named = source.paths
        rows = ((source.name_of(path), row) for path, row in studies.rows(batch.study_paths(named, several)))
        total = len(named) if several is None else 0  # how long a list is, only its end says
        with _watched(source.quiet, to, "ranking studies") as tick:
            studies.tick = lambda done: tick(done, total)
            _stream(rows, format, to, studies.so_far)
        if studies.failures:
            raise typer.Exit(exits.BAD_STUDY)
    elif format in TIDY_FORMATS:
        tidy = rows_of(source.load(no_chance))
        remark(tidy.remarks)
        exits.tell_remarks(tidy.warnings, as_json)
        with _watched(source.quiet, to, "writing rows") as tick:
            _stream(((source.chosen.name, row) for row in tidy.shown), format, to, batch.rows_written, tick)
    else:
        study = source.load(no_chance)
        with progress(source.quiet, "ranking under each weighting") as tick:
            built = build(
                study,
                weights=weights,
                changes=changes,
                tags=only.tags,
                skip_tags=only.skip_tags,
                by=by,
                mean=mean,
                skip_incomplete=skip_incomplete,
                every=format is Format.JSON,
                tick=tick,
            )
        to.write(built, format, as_json)


def _watched(quiet: bool, to: ReportOutput, what: str) -> AbstractContextManager[Tick]:
    """A bar, unless rows show on the terminal as they are made."""
    return progress(quiet or to_terminal(to.output), what)


def _stream(
    rows: "Iterable[tuple[str, TidyRow]]",
    format: Format,
    to: ReportOutput,
    told: Callable[[int], str],
    tick: Tick = unseen,
) -> None:
    """Writes rows, each with the name of its study, as they are made.

    told: says what came out, of so many rows. tick: is told how many rows there are.
    """
    from policyscore.commands.write import stream
    from policyscore.reports import tidy

    heads, lines = int(format is not Format.JSONL), 0
    with stream(to.output, lambda written: told(max(0, written - heads))) as write:
        for piece in tidy.lines(format, rows, to.raw):
            write(piece)
            lines += piece.count("\n")
            tick(lines - heads, 0)


def build(
    study: "Study",
    *,
    weights: Sequence[str] = (),
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    by: str | None = None,
    mean: bool = False,
    skip_incomplete: bool = False,
    every: bool = False,
    tick: Tick = unseen,
) -> "Built[Report]":
    """The options under many weightings, side by side. Raises what `views` and `compare` of the analysis do.

    weights: weightings and surveys as `-w` takes them; without any, those of the study. by: the column of surveys that
    says the group. mean: whether to rank under the mean of all weights, too. skip_incomplete: whether rows of a survey
    with blank cells are left out. every: whether to hold the scores under each weighting even where there are too many
    to read, as JSON does. tick: is told how many weightings are done, and of how many.
    """
    from policyscore.analysis.comparison import MAX_SIDE_BY_SIDE
    from policyscore.analysis.comparison import compare as comparison
    from policyscore.commands.build import Built
    from policyscore.reading import selection
    from policyscore.reading.views import views
    from policyscore.reports.compare import compare_report
    from policyscore.reports.notes import phrases

    by = None if by is None else normalize("NFC", by)  # as headings are
    found = views(selection.what_if(study, changes), weights, skip_incomplete, by)
    if by is not None:
        found.check_group(by)
    options = selection.options(found.study, tags, skip_tags)
    result = comparison(found, options, by, mean, keep=every or found.count <= MAX_SIDE_BY_SIDE, tick=tick)
    report = compare_report(result, found.digest, phrases(tags, skip_tags), found.surveys)
    return Built(report, warnings=found.study.warnings)
