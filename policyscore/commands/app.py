"""The command line: the program's own options, and its commands."""

from importlib import import_module
from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import Debug
from policyscore.version import __version__

# In the order of the help. Each is a function in a file of its name; `_` keeps clear of Python's own `list`.
COMMANDS = (
    *("score", "explain", "robust", "compare", "memo", "chart", "diff"),
    *("list_", "check", "schema", "init"),
)

app = typer.Typer(
    cls=exits.ExitGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyscore {__version__}")
        raise typer.Exit


@app.callback(no_args_is_help=True)
def policyscore(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
    debug: Debug = False,
) -> None:
    """Score policy options, written in YAML, against weighted criteria.

    \b
    Try it on the study that ships with it:
      policyscore score -w haggard-coalition
    """


for name in COMMANDS:
    app.command(name.rstrip("_"))(getattr(import_module(f"policyscore.commands.{name}"), name))
