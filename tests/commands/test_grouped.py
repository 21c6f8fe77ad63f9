"""Options in groups: typer gets one list of them, and the command gets its groups back."""

from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from policyscore.commands.grouped import Group, grouped
from policyscore.formats.format import CHART_FORMATS, MEMO_FORMATS, REPORT_FORMATS, SCORE_FORMATS, Format
from policyscore.text import listed
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


class Cube(Size):
    depth: Annotated[int, typer.Option("--depth")] = 3


def test_a_group_has_what_the_group_has_that_it_extends() -> None:
    assert list(Cube.held()) == ["width", "height", "depth"]


@pytest.mark.parametrize(
    ("formats", "commands"),
    [
        (SCORE_FORMATS, ("score",)),
        (REPORT_FORMATS, ("explain", "robust", "compare", "diff", "list", "check")),
        (MEMO_FORMATS, ("memo",)),
        (CHART_FORMATS, ("chart",)),
    ],
)
def test_each_command_offers_the_formats_that_its_result_can_take(
    formats: tuple[Format, ...], commands: tuple[str, ...]
) -> None:
    for command in commands:
        result = run(command, *(("ranks",) if command == "chart" else ()), "-f", "nonsense")

        assert result.exit_code == 2
        assert f"the formats are {listed(formats)}" in result.stderr
        assert f"--format <{'|'.join(formats)}>" in run(command, "--help").stdout


def test_only_what_can_be_written_is_offered(small: Path) -> None:
    """Every format of every report is one that it is written in."""
    for command in (
        ["score"],
        ["explain", "sanctions"],
        ["robust", "--draws", "1000"],
        ["compare"],
        ["list"],
        ["check"],
    ):
        for format in SCORE_FORMATS if command == ["score"] else REPORT_FORMATS:
            result = run(*command, "small.yaml", "-f", format, "-o", f"out.{format}")

            assert (result.exit_code, result.stdout) == (0, ""), (command, format, result.stderr)
