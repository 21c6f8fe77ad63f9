"""policyscore init: starts a study."""

import os
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands import exits
from policyscore.commands.grouped import grouped
from policyscore.commands.options import Quiet
from policyscore.documented import documented
from policyscore.errors import CommandError
from policyscore.text import visible

if TYPE_CHECKING:
    from policyscore.commands.new_study import NewStudy

# Where to begin: what options are rated on stands before the ratings.
FIRST_FILE = "criteria.yaml"


@grouped
@documented(
    """Start a study: files to fill in, with what they need to be told.

    \b
    Examples:
      policyscore init options
      policyscore init options --from matrix.csv --scale 0:100 --scale cost=500:0
      policyscore init korea --example
    """
)
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
            help="With --from: the ends of a scale, as cost=500:0, or of all that have none; or its labels from worst "
            "to best, as risk=high:medium:low. Repeatable.",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    from policyscore.commands.write import fill_folder, write_result

    if table == "" or not folder:
        raise CommandError("the name of a file or folder is empty")
    if example and table:
        raise CommandError("--example and --from are two ways to start", "keep one")
    if (transpose or scale) and not table:
        raise CommandError(
            f"{'--transpose' if transpose else '--scale'} says how to read a table", "name it with --from"
        )
    study = build(example=example, table=table, scales=scale or (), transpose=transpose)
    fill_folder(folder, study.files)
    write_result("".join(f"{os.path.join(folder, path)}\n" for path in study.files), None)
    for remark in study.remarks:
        exits.say(f"policyscore: warning: {remark}")
    if not quiet:
        exits.say(f"policyscore: {next_steps(folder, example)}")


def next_steps(folder: str, example: bool) -> str:
    """Which of the new files to edit first, and what to run then."""
    named, first = (visible(shlex.quote(path)) for path in (folder, os.path.join(folder, FIRST_FILE)))
    if example:
        return f"edit `{first}` first to make it yours; `policyscore score {named}` ranks the options as they are now"
    after = f"`policyscore check {named}` says what is missing, `policyscore score {named}` ranks the options"
    return f"edit `{first}` first, as its comments ask, then a file for each option; {after}"


def build(
    *, example: bool = False, table: str | None = None, scales: Sequence[str] = (), transpose: bool = False
) -> "NewStudy":
    """The files to start a study with: those in a table, else the bundled study's, else a template's.

    table: the path of a CSV file. scales: ends of its scales, as `--scale` takes them. transpose: whether its options
    are in columns. Raises what `new_study.from_spreadsheet` does.
    """
    from policyscore.commands import new_study
    from policyscore.reading.scales import scales as read_scales

    if table is not None:
        return new_study.from_spreadsheet(table, read_scales(scales), transpose)
    return new_study.from_example() if example else new_study.from_template()
