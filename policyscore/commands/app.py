"""The command line: the program's own options, and its commands."""

from typing import Annotated

import typer

from policyscore.commands import (
    chart,
    check,
    compare,
    diff,
    explain,
    init,
    list_,
    memo,
    robust,
    schema,
    score,
)
from policyscore.commands.options import Debug
from policyscore.commands.parsing import Command, Program
from policyscore.documented import documented
from policyscore.version import __version__

app = typer.Typer(
    cls=Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyscore {__version__}")
        raise typer.Exit


@app.callback()
@documented(
    """Score policy options, written in YAML, against weighted criteria.

    \b
    Try it on the study that ships with it:
      policyscore score --example -w haggard-coalition
    More of a command:
      policyscore help COMMAND
    """
)
def policyscore(
    version: Annotated[
        bool, typer.Option("-V", "--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
    debug: Debug = False,
) -> None:
    pass  # each option does all that it is for


# In the order of the help. The command is called as its function is; `_` keeps clear of Python's own `list`.
for command in (
    *(score.score, explain.explain, robust.robust, compare.compare, memo.memo, chart.chart, diff.diff),
    *(list_.list_, check.check, schema.schema, init.init),
):
    app.command(command.__name__.rstrip("_"), cls=Command)(command)
