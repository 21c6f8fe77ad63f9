"""policyscore init"""

import os
import shlex
from typing import Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.options import Debug, Quiet
from policyscore.errors import CommandError
from policyscore.text import visible


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
    from policyscore.commands import new_study as starting
    from policyscore.commands.write import fill, write
    from policyscore.reading import spreadsheet as matrix

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
    fill(folder, start.files)
    write("".join(f"{os.path.join(folder, path)}\n" for path in start.files), None, inputs=())
    if not quiet:
        for remark in start.remarks:
            exits.say(f"policyscore: warning: {remark}")
        named = visible(shlex.quote(folder))
        exits.say(f"policyscore: fill in what the comments ask for; `policyscore check {named}` looks it over")
