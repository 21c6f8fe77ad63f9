"""The command line: a command reads its arguments, calls, and writes one result."""

import os
import shlex
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from policyscore import endings
from policyscore.display import few, listed, visible
from policyscore.errors import CommandError, PolicyscoreError
from policyscore.format import DECIMALS, READ, ChartName, Drawn, Format, Shape, Sort, Written
from policyscore.output import Color
from policyscore.version import __version__

app = typer.Typer(
    cls=endings.Endings,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


# How much is drawn, and from where, unless something else is asked for.
DRAWS, SEED = 100_000, 0


class Errors(StrEnum):
    """How errors are told."""

    TEXT = "text"
    JSON = "json"


class Ratings(StrEnum):
    """What is taken of a rating when weightings are drawn."""

    FIXED = "fixed"
    RANGES = "ranges"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyscore {__version__}")
        raise typer.Exit


def _errors(ctx: typer.Context, wanted: Errors) -> Errors:
    ctx.meta[endings.ERRORS_AS_JSON] = wanted is Errors.JSON
    return wanted


def _debug(ctx: typer.Context, wanted: bool) -> bool:
    ctx.meta[endings.DEBUG] = wanted or ctx.meta.get(endings.DEBUG, False)
    return wanted


def _offer(what: str) -> Callable[[typer.Context, str], list[str]]:
    """What a shell asks for: the ids, tags or codes that may stand where the cursor is."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        from policyscore.completing import offers

        # In front of an option without its value, arguments are still unnamed.
        words = ctx.params.get("studies") or ctx.args
        return offers(what, [word for word in words if os.path.exists(word)] or _default_study(quiet=True))

    return offered


Studies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="STUDY",
        help="Files and folders of the study, - for standard input. Left out: ./options, else the bundled study.",
        show_default=False,
    ),
]
CriteriaFile = Annotated[
    str | None,
    typer.Option("-c", "--criteria", metavar="FILE", help="Use this criteria document in place of the study's own."),
]
Weights = Annotated[
    list[str] | None,
    typer.Option(
        "-w",
        "--weights",
        metavar="X",
        help="A weighting: its id, `default`, `equal`, a file, or points as ID=POINTS,ID=POINTS.",
        autocompletion=_offer("weightings"),
        show_default=False,
    ),
]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="OPTION.CRITERION=RATING",
        help="What if this rating were another; repeatable, and marked in the result.",
        autocompletion=_offer("ratings"),
        show_default=False,
    ),
]
Tag = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        metavar="TAG",
        help="Only options with this tag; repeatable.",
        show_default=False,
        autocompletion=_offer("tags"),
    ),
]
SkipTag = Annotated[
    list[str] | None,
    typer.Option(
        "--skip-tag",
        metavar="TAG",
        help="No options with this tag; repeatable.",
        show_default=False,
        autocompletion=_offer("tags"),
    ),
]
Within = Annotated[
    float | None,
    typer.Option("--within", metavar="P", help="Also let each weight move by P points of 100.", min=0, max=100),
]
RatingsOption = Annotated[Ratings, typer.Option("--ratings", help="Take ratings as fixed, or from their ranges.")]
Draws = Annotated[
    int, typer.Option("--draws", metavar="N", help="How many weightings to draw.", min=1000, max=100_000_000)
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="What the draws start from.", min=0)]
Transpose = Annotated[bool, typer.Option("--transpose", help="Criteria in rows, options in columns.")]
Top = Annotated[
    int | None, typer.Option("--top", metavar="N", help="Show the first N options alone, and say so.", min=1)
]
SortBy = Annotated[Sort, typer.Option("--sort", help="What the options go by.")]
Decimals = Annotated[
    int, typer.Option("--decimals", metavar="N", help="Decimals of scores and gains.", min=0, max=DECIMALS)
]
FormatOption = Annotated[
    Format | None,
    typer.Option("-f", "--format", help="How to print the result.", show_default="table"),
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending sets the format."),
]
Raw = Annotated[
    bool, typer.Option("--raw", help="In csv and tsv, leave text cells as they are that a spreadsheet would run.")
]
ColorOption = Annotated[Color, typer.Option("--color", help="Colour on the terminal.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No remarks on standard error, only errors.")]
Debug = Annotated[
    bool, typer.Option("--debug", help="Show where policyscore itself fails.", callback=_debug, is_eager=True)
]


@app.callback(no_args_is_help=True)
def policyscore(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
    debug: Debug = False,
) -> None:
    """Score policy options, written in YAML, against weighted criteria.

    \b
    Try it on the study that ships with it:
      policyscore score -w haggard-coalition
    """


@app.command()
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
    format: FormatOption = None,
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
    from policyscore import choose, report
    from policyscore import output as to
    from policyscore.loading import load
    from policyscore.scoring import assess
    from policyscore.what_if import what_if

    written = to.ready(format, output, workbook=True)
    shape = Shape(transpose, top, sort, decimals)
    if shape != Shape() and written not in READ:
        raise CommandError(
            f"--transpose, --top, --sort and --decimals are for readers, and {written} holds everything",
            f"-f {listed(READ, 'or')}",
        )
    study = load(*(studies or _default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    study = what_if(study, changes or ())
    options = choose.options(study, tag or (), skip_tag or ())
    assessment = assess(study, weighting, options)
    document = report.ranking(assessment, choose.phrases(tag or (), skip_tag or ()), shape)
    if written is Format.XLSX:
        from policyscore.renderers import xlsx_

        to.write(xlsx_.render(assessment, document), output, study.paths)
        return
    to.deliver(document, written, output, color, raw, study.paths)


@app.command()
def explain(
    option: Annotated[
        str,
        typer.Argument(
            metavar="OPTION", help="The id of an option.", show_default=False, autocompletion=_offer("options")
        ),
    ],
    studies: Studies = None,
    versus: Annotated[
        str | None,
        typer.Option(
            "--versus",
            metavar="OTHER",
            help="What lies between it and another option.",
            autocompletion=_offer("options"),
        ),
    ] = None,
    criteria: CriteriaFile = None,
    weights: Weights = None,
    changes: Changes = None,
    format: FormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Explain where a score comes from, with reasons and sources.

    \b
    Examples:
      policyscore explain eu-dialogue options -w haggard-coalition
      policyscore explain eu-dialogue options --versus people-to-people
    """
    from policyscore import choose
    from policyscore import output as to
    from policyscore.explaining import explanation
    from policyscore.loading import load
    from policyscore.scoring import assess
    from policyscore.what_if import what_if

    shape = to.ready(format, output)
    study = load(*(studies or _default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    assessment = assess(what_if(study, changes or ()), weighting)
    to.deliver(explanation(assessment, option, versus), shape, output, color, raw, study.paths)


@app.command()
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
    format: FormatOption = None,
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
    from policyscore import choose
    from policyscore import output as to
    from policyscore.firmness import firmness, unmet
    from policyscore.loading import load
    from policyscore.progress import progress
    from policyscore.robustness import robustness
    from policyscore.scoring import assess
    from policyscore.what_if import what_if

    shape = to.ready(format, output)
    study = load(*(studies or _default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    options = choose.options(what_if(study, changes or ()), tag or (), skip_tag or ())
    assessment = assess(what_if(study, changes or ()), weighting, options)
    with progress(quiet) as tick:
        result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings.value, tick=tick)
    document = firmness(result, choose.phrases(tag or (), skip_tag or ()))
    to.deliver(document, shape, output, color, raw, study.paths)
    failed = unmet(result, require_radius, require_share)
    for reason in failed:
        endings.say(f"policyscore: {reason}")
    if failed:
        raise typer.Exit(endings.UNMET)


@app.command()
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
            autocompletion=_offer("weightings"),
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
        Errors, typer.Option("--error-format", help="How to tell of errors.", callback=_errors, is_eager=True)
    ] = Errors.TEXT,
    format: FormatOption = None,
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
    from policyscore import batch, choose, comparing
    from policyscore import output as to
    from policyscore.comparison import comparison
    from policyscore.loading import load
    from policyscore.renderers import tidy
    from policyscore.what_if import what_if

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
        endings.tell(error, error_format is Errors.JSON, path)

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
        with to.stream(output, inputs) as write:
            for piece in tidy.lines(shape, rows, raw):
                write(piece)
        if failures:
            raise typer.Exit(endings.BAD_STUDY)
        return
    paths = studies or _default_study(quiet)
    study = what_if(load(*paths, criteria=criteria), changes or ())
    found = comparing.views(study, weights or ())
    options = choose.options(study, tags, skipped)
    if streamed:
        name = "bundled" if studies is None and paths != ["options"] else " ".join(paths)
        with to.stream(output, found.paths) as write:
            for piece in tidy.lines(shape, ((name, row) for row in comparing.tidy(found, options, mean)), raw):
                write(piece)
        return
    result = comparing.compare(found, options, by, mean, keep=shape is Format.JSON or found.count <= comparing.PAIRS)
    document = comparison(result, choose.phrases(tags, skipped))
    to.deliver(document, shape, output, color, raw, found.paths)


@app.command()
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
    format: Annotated[
        Written | None, typer.Option("-f", "--format", help="How to write it.", show_default="markdown")
    ] = None,
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
    from policyscore import choose, report
    from policyscore import output as writing
    from policyscore.loading import load
    from policyscore.memo import headed
    from policyscore.memo import memo as written
    from policyscore.progress import progress
    from policyscore.renderers import memos
    from policyscore.robustness import robustness
    from policyscore.scoring import assess
    from policyscore.what_if import what_if

    kind = writing.writable(format, output)
    head, shape = headed(title, to, sender, date), Shape(transpose, top, sort, decimals)
    study = load(*(studies or _default_study(quiet)), criteria=criteria)
    study, weighting = choose.weighting(study, choose.one(weights or ()))
    study = what_if(study, changes or ())
    assessment = assess(study, weighting, choose.options(study, tag or (), skip_tag or ()))
    report.arranged(assessment, shape)  # what cannot be sorted is said before the long work
    with progress(quiet) as tick:
        result = robustness(assessment, draws=draws, seed=seed, within=within, ratings=ratings.value, tick=tick)
    phrases = choose.phrases(tag or (), skip_tag or ())
    made = written(result, head, phrases, shape)
    if kind is not Written.MARKDOWN and not memos.drawable() and not quiet:
        endings.say(f"policyscore: {memos.LEFT_OUT}")
    writing.write(memos.render(made, kind), output, study.paths)


@app.command()
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
    format: Annotated[
        Drawn | None, typer.Option("-f", "--format", help="As text or as a picture.", show_default="table")
    ] = None,
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
    from policyscore import charts, choose, comparing
    from policyscore import output as to
    from policyscore.loading import load
    from policyscore.notes import change_notes, inputs_note
    from policyscore.progress import progress
    from policyscore.robustness import robustness
    from policyscore.scoring import assess
    from policyscore.what_if import what_if

    shape = to.drawable(format, output)
    if criterion is not None and name is not ChartName.SENSITIVITY:
        raise CommandError("--criterion says whose weight `sensitivity` is about")
    if name is not ChartName.RANKS and (within is not None or draws != DRAWS or seed != SEED):
        raise CommandError("--within, --draws and --seed are for `ranks`, whose shares are drawn")
    study = what_if(load(*(studies or _default_study(quiet)), criteria=criteria), changes or ())
    if name is ChartName.WEIGHTINGS:
        found = comparing.views(study, weights or ())
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
    said = [*(note.text for note in change_notes(study)), *choose.phrases(tag or (), skip_tag or ())]
    drawn, notes = charts.marked(drawn, said), [made]
    if shape in (Drawn.TABLE, Drawn.MARKDOWN):
        to.deliver(charts.in_words(drawn, notes), Format(shape), output, color, False, paths)
        return
    from policyscore.drawing import boxes, draw

    if shape is not Drawn.SVG and not quiet and (lacking := boxes(drawn)):
        endings.say(f"policyscore: no font here has {few([*lacking])}: they come out as boxes; -f svg needs none")
    to.write(draw(drawn, shape), output, paths)


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A file or folder: the study as it was.", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="A file or folder: the study as it is.", show_default=False)
    ],
    weights: Weights = None,
    format: FormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Tell what changed between two versions of a study, and what that did.

    \b
    Examples:
      policyscore diff before after -w haggard-coalition
      git worktree add ../main main && policyscore diff ../main/options options -f markdown
    """
    from policyscore import choose
    from policyscore import output as to
    from policyscore.change import difference
    from policyscore.differing import differing
    from policyscore.loading import load
    from policyscore.scoring import assess

    shape = to.ready(format, output)
    wanted = choose.one(weights or ())
    before, after = (assess(*choose.weighting(load(path), wanted)) for path in (old, new))
    document = differing(difference(before, after))
    to.deliver(document, shape, output, color, raw, (*before.study.paths, *after.study.paths))


@app.command("list")
def list_(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    format: FormatOption = None,
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
    from policyscore import output as to
    from policyscore.contents import contents
    from policyscore.loading import load

    shape = to.ready(format, output)
    study = load(*(studies or _default_study(quiet)), criteria=criteria)
    to.deliver(contents(study), shape, output, color, raw, study.paths)


@app.command()
def check(
    studies: Studies = None,
    criteria: CriteriaFile = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Tell more of one warning, and look at no study.",
            autocompletion=_offer("codes"),
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 3 where there are warnings.")] = False,
    format: FormatOption = None,
    output: Output = None,
    raw: Raw = False,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Look for errors and for the known mistakes of such studies.

    \b
    Examples:
      policyscore check options
      policyscore check --explain W05
      policyscore check options --strict -f json
    """
    from policyscore import checking
    from policyscore import output as to

    shape = to.ready(format, output)
    if explain is not None:
        to.write(checking.explanation(explain), output, inputs=())
        return
    paths = studies or _default_study(quiet)
    result = checking.checked(*paths, criteria=criteria)
    if shape is Format.TABLE:
        to.write(checking.listing(result), output, result.files)
    else:
        to.deliver(checking.document(result), shape, output, color, raw, result.files)
    if result.errors:
        raise typer.Exit(endings.BAD_STUDY)
    if strict and result.warnings:
        raise typer.Exit(endings.UNMET)


@app.command()
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="study, criteria, option, weighting or sources. Left out: all of them.",
            autocompletion=_offer("kinds"),
            show_default=False,
        ),
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
    debug: Debug = False,
) -> None:
    """Print the JSON Schema of the files, for editors and other tools.

    \b
    Examples:
      policyscore schema -o options/.schema.json
      policyscore schema option
    The first line of a document tells an editor its schema, by a path from the file's folder:
      # yaml-language-server: $schema=.schema.json
    """
    from policyscore import output as to
    from policyscore.schema import text

    to.check(output)
    to.write(text(kind), output, inputs=())


@app.command()
def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder that is empty or new.", show_default=False)],
    example: Annotated[bool, typer.Option("--example", help="Copy the study that ships with policyscore.")] = False,
    table: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A table saved as CSV: options in rows, criteria in columns, weights in a row headed weight.",
        ),
    ] = None,
    transpose: Annotated[
        bool, typer.Option("--transpose", help="With --from: options in columns, criteria in rows.")
    ] = False,
    scale: Annotated[
        list[str] | None,
        typer.Option(
            "--scale",
            metavar="[CRITERION=]WORST:BEST",
            help="With --from: the ends of a scale, as cost=500:0, or of all that have none; repeatable.",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Start a study: files to fill in, with what they need to be told.

    \b
    Examples:
      policyscore init options
      policyscore init options --from matrix.csv --scale 0:100 --scale cost=500:0
      policyscore init korea --example
    """
    from policyscore import matrix, starting
    from policyscore import output as to

    if table == "" or not folder:
        raise CommandError("the name of a file or folder is empty")
    if example and table:
        raise CommandError("--example and --from are two ways to start", "keep one")
    if (transpose or scale) and not table:
        raise CommandError(
            f"{'--transpose' if transpose else '--scale'} says how to read a table", "name it with --from"
        )
    if table is not None:
        start = starting.spreadsheet(table, matrix.scales(scale or ()), transpose)
    else:
        start = starting.example() if example else starting.template()
    to.fill(folder, start.files)
    to.write("".join(f"{os.path.join(folder, path)}\n" for path in start.files), None, inputs=())
    if not quiet:
        for remark in start.remarks:
            endings.say(f"policyscore: warning: {remark}")
        named = visible(shlex.quote(folder))
        endings.say(f"policyscore: fill in what the comments ask for; `policyscore check {named}` looks it over")


def _default_study(quiet: bool) -> list[str]:
    """The study where none was named: `./options`, else the bundled one; and a remark on which."""
    from policyscore.files import bundled

    here = os.path.isdir("options")
    if not quiet:
        which = "reading ./options" if here else "using the study that ships with policyscore"
        endings.say(f"policyscore: no study was named, {which}")
    return ["options"] if here else [str(bundled())]
