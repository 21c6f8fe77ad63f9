"""The `build` of each command makes what the command prints, and prints nothing itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import policyscore
from policyscore.commands import chart, check, compare, diff, exits, explain, list_, memo, robust
from policyscore.commands.build import Built, assessed
from policyscore.formats.format import ChartName, Format
from policyscore.formats.render import render
from policyscore.reading.opening import is_input, noted
from policyscore.reports.layout import Layout
from policyscore.reports.memo.memo import MemoHead
from tests.commands.helpers import SMALL
from tests.helpers import run

FEW = "--draws", "1000"


def loaded() -> Any:
    return policyscore.load("small.yaml")


BUILDS: dict[tuple[str, ...], Callable[[], Built[Any]]] = {
    ("explain", "dialogue", "small.yaml"): lambda: explain.build(loaded(), "dialogue"),
    ("explain", "dialogue", "small.yaml", "--versus", "as-now", "--set", "dialogue.cost=50"): lambda: explain.build(
        loaded(), "dialogue", versus="as-now", changes=["dialogue.cost=50"]
    ),
    ("robust", "small.yaml", "--skip-tag", "stick", "--within", "5", *FEW): lambda: robust.build(
        loaded(), skip_tags=["stick"], within=5, draws=1000
    ),
    ("memo", "small.yaml", "-w", "thrift", "--to", "The board", "--top", "2", *FEW): lambda: memo.build(
        loaded(), head=MemoHead(to="The board"), weights="thrift", layout=Layout(top=2), draws=1000
    ),
    ("chart", "contributions", "small.yaml", "-w", "thrift"): lambda: chart.build(
        loaded(), ChartName.CONTRIBUTIONS, weights=["thrift"]
    ),
    ("chart", "sensitivity", "small.yaml", "--criterion", "cost"): lambda: chart.build(
        loaded(), ChartName.SENSITIVITY, criterion="cost"
    ),
    ("chart", "ranks", "small.yaml", "--seed", "3", *FEW): lambda: chart.build(
        loaded(), ChartName.RANKS, draws=1000, seed=3
    ),
    ("chart", "weightings", "small.yaml", "-w", "thrift", "-w", "equal", "--tag", "stick"): lambda: chart.build(
        loaded(), ChartName.WEIGHTINGS, weights=["thrift", "equal"], tags=["stick"]
    ),
    ("compare", "small.yaml", "-w", "thrift", "-w", "equal", "--mean"): lambda: compare.build(
        loaded(), weights=["thrift", "equal"], mean=True
    ),
    ("list", "small.yaml"): lambda: list_.build(loaded()),
    ("check", "small.yaml"): lambda: check.build("small.yaml"),
    ("diff", "small.yaml", "other.yaml"): lambda: diff.build(
        policyscore.score(loaded()), policyscore.score(policyscore.load("other.yaml"))
    ),
}


@pytest.mark.parametrize("words", BUILDS, ids=" ".join)
def test_build_makes_what_the_command_prints(
    words: tuple[str, ...], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("other.yaml").write_text(SMALL.replace("impact: 30", "impact: 40"))
    with noted():
        built = BUILDS[words]()

        assert [is_input(path) for path in ("small.yaml", "other.yaml")] == [True, words[0] == "diff"]
    assert capsys.readouterr() == ("", "")
    format = Format.MARKDOWN if words[0] == "memo" else Format.TABLE
    assert render(built.shown, format) == run(*words).stdout
    assert (built.exit_code, built.unmet) == (exits.DONE, ())


def test_an_assessment_takes_a_weighting_that_is_at_hand(small: Path) -> None:
    study = loaded()
    by_id, at_hand = assessed(study, "thrift"), assessed(study, study.weightings["thrift"])

    assert [option.score for option in by_id.options] == [option.score for option in at_hand.options]
