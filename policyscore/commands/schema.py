"""policyscore schema"""

from typing import Annotated

import typer

from policyscore.commands.options import Debug, offer


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
    from policyscore.commands.write import check, write
    from policyscore.model.schema import text

    check(output)
    write(text(kind), output, inputs=())
