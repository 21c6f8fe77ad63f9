"""Options in groups: typer gets one list of them, and the command gets its groups back."""

from typing import Annotated

import typer
from typer.testing import CliRunner

from policyscore.commands.grouped import Group, grouped
from policyscore.formats.format import CHART_FORMATS, MEMO_FORMATS, REPORT_FORMATS
from tests.helpers import run


class Size(Group):
    width: Annotated[int, typer.Option("--width")] = 1
    height: Annotated[int, typer.Option("--height")] = 2

    @property
    def area(self) -> int:
        return self.width * self.height


def test_a_group_holds_what_was_given_and_what_was_left_out() -> None:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    @grouped
    def paint(
        *, colour: Annotated[str, typer.Argument()], size: Size, coats: Annotated[int, typer.Option("--coats")] = 1
    ) -> None:
        """Paint something."""
        typer.echo(f"{colour} {size.area * coats}")

    assert CliRunner().invoke(app, ["red", "--height", "5", "--coats", "3", "--debug"]).stdout == "red 15\n"
    assert CliRunner().invoke(app, ["red"]).stdout == "red 2\n"
    shown = CliRunner().invoke(app, ["--help"]).stdout
    places = [shown.index(word) for word in ("Paint something.", "--width", "--height", "--coats", "--debug")]
    assert places == sorted(places)


def test_each_command_offers_the_formats_that_its_result_can_take() -> None:
    for formats, commands in (
        (REPORT_FORMATS, ("score", "explain", "robust", "compare", "diff", "list", "check")),
        (MEMO_FORMATS, ("memo",)),
        (CHART_FORMATS, ("chart",)),
    ):
        for command in commands:
            result = run(command, "-f", "doc")

            assert result.exit_code == 2
            assert f"'doc' is not one of {', '.join(f'{str(format)!r}' for format in formats)}." in result.stderr
            assert f"--format <{'|'.join(formats)}>" in run(command, "--help").stdout
