"""policyscore schema: prints the JSON Schema of the files."""

from typing import TYPE_CHECKING, Annotated

import typer

from policyscore.commands.grouped import grouped
from policyscore.commands.options import offer
from policyscore.documented import documented

if TYPE_CHECKING:
    from policyscore.commands.build import Built


@grouped
@documented(
    """Print the JSON Schema of the files, for editors and other tools.

    \b
    Examples:
      policyscore schema -o options/.schema.json
      policyscore schema option
    The first line of a document tells an editor its schema, by a path from the file's folder:
      # yaml-language-server: $schema=.schema.json
    """
)
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="study, criteria, option, weighting or sources. Left out: all of them.",
            autocompletion=offer("kinds"),
            show_default=False,
        ),
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
) -> None:
    from policyscore.commands.write import check_writable, write_result

    check_writable(output)
    write_result(build(kind).shown, output)


def build(kind: str | None = None) -> "Built[str]":
    """The JSON Schema of one kind of document, or of all. Raises CommandError where there is no such kind."""
    from policyscore.commands.build import Built
    from policyscore.model.schema import text

    return Built(text(kind))
