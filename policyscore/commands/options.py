"""Options that commands share."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from policyscore.analysis.sampling import Ratings
from policyscore.commands import exits
from policyscore.commands.output import Color
from policyscore.errors import CommandError
from policyscore.formats.format import ChartFormat, MemoFormat, ReportFormat, ScoreFormat
from policyscore.reports.layout import MAX_DECIMALS, Sort

if TYPE_CHECKING:
    from policyscore.model.study import Study

# The folder that is the study where none was named and the current folder is none.
DEFAULT_FOLDER = "options"

# What the study that ships with the program is called in a table of many.
BUNDLED = "bundled"


class ChosenStudy(NamedTuple):
    """The study that a command reads: its paths, what it is called in a table of many, and words on which it is.

    The words are empty where it was asked for: then nobody needs to be told.
    """

    paths: list[str]
    name: str
    which: str = ""


class Errors(StrEnum):
    """How errors are told."""

    TEXT = "text"
    JSON = "json"


def set_error_format(ctx: typer.Context, wanted: Errors) -> Errors:
    """Makes every error of this run be told so, even one that ends the command before it has begun."""
    ctx.meta[exits.ERRORS_AS_JSON] = wanted is Errors.JSON
    return wanted


def _set_debug(ctx: typer.Context, wanted: bool) -> bool:
    ctx.meta[exits.DEBUG] = wanted or ctx.meta.get(exits.DEBUG, False)
    return wanted


def offer(what: str) -> Callable[[typer.Context, str], list[str]]:
    """What a shell asks for: the ids, tags or codes that may stand where the cursor is."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        from policyscore.commands.completion import offers

        # In front of an option without its value, arguments are still unnamed.
        words = ctx.params.get("studies") or ctx.args
        named = [word for word in words if os.path.exists(word)]
        try:
            return offers(what, named or chosen_study((), ctx.params.get("example", False)).paths)
        except CommandError:
            return offers(what, ())

    return offered


Studies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="STUDY",
        help="Files and folders of the study, - for standard input. Left out: the current folder, if a file in it has "
        "criteria, else ./options.",
        show_default=False,
    ),
]


Example = Annotated[bool, typer.Option("--example", help="Read the study that ships with policyscore.")]


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
        autocompletion=offer("weightings"),
        show_default=False,
    ),
]


Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="OPTION.CRITERION=RATING",
        help="What if this rating were another; repeatable, and marked in the result.",
        autocompletion=offer("ratings"),
        show_default=False,
    ),
]


NoChance = Annotated[
    bool, typer.Option("--no-chance", help="Score every option as if it took effect: no chance counts.")
]


Tag = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        metavar="TAG",
        help="Only options with this tag; repeatable.",
        show_default=False,
        autocompletion=offer("tags"),
    ),
]


SkipTag = Annotated[
    list[str] | None,
    typer.Option(
        "--skip-tag",
        metavar="TAG",
        help="No options with this tag; repeatable.",
        show_default=False,
        autocompletion=offer("tags"),
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
    int, typer.Option("--decimals", metavar="N", help="Decimals of scores and gains.", min=0, max=MAX_DECIMALS)
]


ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option("-f", "--format", help="How to print the result.", show_default="table"),
]


ScoreFormatOption = Annotated[
    ScoreFormat | None,
    typer.Option("-f", "--format", help="How to print the result.", show_default="table"),
]


MemoFormatOption = Annotated[
    MemoFormat | None,
    typer.Option("-f", "--format", help="How to write it.", show_default="markdown"),
]


ChartFormatOption = Annotated[
    ChartFormat | None,
    typer.Option("-f", "--format", help="As text or as a picture.", show_default="table"),
]


Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending sets the format."),
]


Raw = Annotated[
    bool, typer.Option("--raw", help="In csv and tsv, leave text cells as they are that a spreadsheet would run.")
]


ColorOption = Annotated[Color, typer.Option("--color", help="Colour on the terminal.")]


Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors and warnings on standard error.")]


Debug = Annotated[
    bool, typer.Option("--debug", help="Show where policyscore itself fails.", callback=_set_debug, is_eager=True)
]


def chosen_study(named: Sequence[str], example: bool) -> ChosenStudy:
    """The study to read: the one that is named, or the bundled one for --example.

    Without either it is the current folder where one of its own files has criteria, else `./options`. Raises
    CommandError where there is no study, and for both at once.
    """
    from policyscore.reading.files import bundled, has_criteria

    if example and named:
        raise CommandError(f"--example is a study of its own, and `{named[0]}` is another", "leave one of them out")
    if example:
        return ChosenStudy([str(bundled())], BUNDLED)
    if named:
        return ChosenStudy([*named], " ".join(named))
    if has_criteria(os.curdir):
        return ChosenStudy([os.curdir], os.curdir, "reading the current folder")
    if os.path.isdir(DEFAULT_FOLDER):
        return ChosenStudy([DEFAULT_FOLDER], DEFAULT_FOLDER, f"reading ./{DEFAULT_FOLDER}")
    raise CommandError(
        f"no study was named: no file of this folder has criteria in it, and there is no folder ./{DEFAULT_FOLDER}",
        "name its files or folders; `policyscore init DIR` starts a study, and --example reads the one that ships "
        "with policyscore",
    )


def without_chance(studies: "Sequence[Study]", quiet: bool) -> "list[Study]":
    """The studies with every option counted as if it took effect; says where that changes nothing, unless quiet.

    That is no error, so that one command can be run on any study.
    """
    if not quiet and all(study.tree.chance is None for study in studies):
        exits.say("policyscore: --no-chance changes nothing: the study names no chance")
    return [replace(study, no_chance=True) for study in studies]
