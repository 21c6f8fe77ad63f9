"""policyscore compare"""

from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import (
    Changes,
    ColorOption,
    CriteriaFile,
    Debug,
    Errors,
    Output,
    Quiet,
    Raw,
    ReportFormatOption,
    SkipTag,
    Studies,
    Tag,
    default_study,
    error_format,
    offer,
)
from policyscore.commands.output import Color
from policyscore.errors import CommandError, PolicyscoreError
from policyscore.formats.format import Format


def compare(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    weights: Annotated[
        list[str] | None,
        typer.Option(
            "-w",
            "--weights",
            metavar="X",
            help="A weighting, as for score; or a survey, a .csv file with a weighting in each row. Repeatable.",
            autocompletion=offer("weightings"),
            show_default=False,
        ),
    ] = None,
    changes: Changes = None,
    tag: Tag = None,
    skip_tag: SkipTag = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="GROUP", help="Compare the groups that a column of the survey names.")
    ] = None,
    mean: Annotated[
        bool, typer.Option("--mean", help="Also rank under the mean of all weights: nobody's view.")
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
        Errors, typer.Option("--error-format", help="How to tell of errors.", callback=error_format, is_eager=True)
    ] = Errors.TEXT,
    format: ReportFormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Rank the options under many weightings side by side.

    \b
    Examples:
      policyscore compare options
      policyscore compare options -w victims-first -w equal
      policyscore compare options -w survey.csv --by country -f markdown
      policyscore compare --each studies/* -w equal -f csv -o all.csv
    """
    from policyscore.analysis import comparison as comparing
    from policyscore.commands import batch
    from policyscore.commands import output as to
    from policyscore.commands.write import stream
    from policyscore.reading import selection as choose
    from policyscore.reading.load import load
    from policyscore.reading.selection import what_if
    from policyscore.reading.views import views
    from policyscore.reports import tidy
    from policyscore.reports.compare import compare_report
    from policyscore.reports.notes import phrases

    shape = to.ready(format or (Format.CSV if each and output is None else None), output)
    streamed = shape in (Format.CSV, Format.TSV, Format.JSONL)
    batched = each or several is not None
    if batched and not streamed:
        raise CommandError(f"many studies come as rows, not as {shape}", "-f csv, tsv or jsonl")
    if keep_going and not batched:
        raise CommandError("--keep-going is for many studies", "add --each")
    if by is not None and streamed:
        raise CommandError(
            f"--by compares groups, and {shape} holds a row for each weighting", "-f table, markdown or json"
        )
    tags, skipped = tag or (), skip_tag or ()
    failures: list[str] = []

    def failed(path: str, error: PolicyscoreError) -> None:
        failures.append(path)
        exits.tell(error, error_format is Errors.JSON, path)

    if batched:
        inputs: set[str] = set()
        rows = batch.each(
            batch.paths(several, studies or ()),
            criteria=criteria,
            wanted=weights or (),
            changes=changes or (),
            tags=tags,
            skipped=skipped,
            mean=mean,
            inputs=inputs,
            failed=failed if keep_going else None,
        )
        with stream(output, inputs) as write:
            for piece in tidy.lines(shape, rows, raw):
                write(piece)
        if failures:
            raise typer.Exit(exits.BAD_STUDY)
        return
    paths = studies or default_study(quiet)
    study = what_if(load(*paths, criteria=criteria), changes or ())
    found = views(study, weights or ())
    if by is not None:
        found.check_group(by)
    options = choose.options(study, tags, skipped)
    if streamed:
        name = "bundled" if studies is None and paths != ["options"] else " ".join(paths)
        with stream(output, found.paths) as write:
            for piece in tidy.lines(shape, ((name, row) for row in comparing.tidy_rows(found, options, mean)), raw):
                write(piece)
        return
    result = comparing.compare(
        found, options, by, mean, keep=shape is Format.JSON or found.count <= comparing.MAX_SIDE_BY_SIDE
    )
    report = compare_report(result, found.digest, phrases(tags, skipped))
    to.deliver(report, shape, output, found.paths, look=to.look(output, color, raw))
