"""policyscore score"""

from pathlib import Path

import pytest

from policyscore import load
from policyscore.commands import list_, score
from policyscore.formats.format import Format
from policyscore.formats.render import render
from policyscore.reading.opening import is_input, noted
from policyscore.reports.layout import Layout
from tests.helpers import run


def test_score_prints_the_table_and_nothing_else(small: Path) -> None:
    result = run("score", "small.yaml")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Policy options: scores under the criteria file's own weights (default)\n")
    # .75 x 30 + .25 x 90 = 45; the baseline has .75 x 5 + .25 x 100 = 28.75, shown as 28.8, and 45.0 - 28.8 = 16.2
    assert "   1  Dialogue               30    90   45.0  45.0  45.0  +16.2" in result.stdout
    assert "   2  As now (baseline)       5   100   28.8  28.8  28.8    0.0" in result.stdout


def test_build_makes_the_report_that_the_command_prints(small: Path) -> None:
    built = score.build(load("small.yaml"), weights="thrift", tags=["carrot"], layout=Layout(decimals=2))
    printed = run("score", "small.yaml", "-w", "thrift", "--tag", "carrot", "--decimals", "2").stdout

    assert render(built.shown, Format.TABLE) == printed
    assert (built.exit_code, built.unmet) == (0, ())


def test_build_takes_weights_as_points_and_every_file_it_reads_is_known(small: Path) -> None:
    Path("view.yaml").write_text("weighting: A view\npoints: {impact: 1, cost: 3}\n")
    with noted():
        study = load("small.yaml")
        by_points = score.build(study, weights={"impact": 1, "cost": 3})

        assert [is_input(path) for path in ("small.yaml", "view.yaml")] == [True, False]
        by_file = score.build(study, weights="view.yaml")

        assert [is_input(path) for path in ("small.yaml", "view.yaml")] == [True, True]
    assert by_file.shown.csv == by_points.shown.csv


def test_only_what_score_shows_becomes_a_workbook(small: Path) -> None:
    study = load("small.yaml")

    assert bytes(render(score.build(study).shown, Format.XLSX))[:2] == b"PK"  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="this report cannot be written as xlsx"):
        render(list_.build(study).shown, Format.XLSX)


def test_a_layout_is_refused_where_a_program_reads(small: Path) -> None:
    result = run("score", "small.yaml", "--top", "1", "-f", "json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--transpose, --top, --sort and --decimals are for readers, and json holds everything" in result.stderr
