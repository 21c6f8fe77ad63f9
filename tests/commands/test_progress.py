"""The bar: where somebody looks on and it takes long, and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policyscore.commands import progress
from tests.helpers import run


@pytest.mark.parametrize(
    ("terminal", "quiet", "patience", "shown"),
    [(True, False, -1.0, True), (True, False, 1e9, False), (True, True, -1.0, False), (False, False, -1.0, False)],
)
def test_a_bar_is_shown_on_a_terminal_after_a_while(
    terminal: bool,
    quiet: bool,
    patience: float,
    shown: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    with progress.progress(quiet, "ranking studies") as tick:
        tick(1, 2)
        tick(2, 0)
    out, err = capsys.readouterr()

    assert out == ""
    assert ("ranking studies" in err) is shown


@pytest.mark.parametrize(
    ("words", "ticks"),
    [
        # Three weightings side by side, in one block; 2 studies of 3 rows each; 9 rows of three weightings.
        (("compare", "small.yaml", "-w", "thrift", "-w", "equal", "-w", "default"), [(3, 3)]),
        (("compare", "--each", "small.yaml", "./small.yaml", "-w", "equal", "-f", "csv"), [(1, 2), (2, 2)]),
        (("compare", "--from", "list", "-w", "equal", "-f", "csv"), [(1, 0), (2, 0)]),
        (("compare", "small.yaml", "-w", "thrift", "-w", "equal", "-w", "default", "-f", "csv"), [(9, 0)]),
    ],
)
def test_compare_tells_how_far_it_is(
    words: tuple[str, ...], ticks: list[tuple[int, int]], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("list").write_text("small.yaml\n./small.yaml\n")
    told: list[tuple[int, int]] = []

    @contextmanager
    def heard(quiet: bool, what: str) -> Iterator[progress.Tick]:
        yield lambda done, total: told.append((done, total))

    monkeypatch.setattr("policyscore.commands.compare.progress", heard)

    assert run(*words).exit_code == 0
    assert told == ticks
