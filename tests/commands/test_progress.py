"""The bar: where somebody looks on and it takes long, and nowhere else."""

import sys

import pytest

from policyscore.commands import progress


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
    for words in ((), ("ranking studies",)):
        with progress.progress(quiet, *words) as tick:
            tick(1, 2)
            tick(2, 0)
        out, err = capsys.readouterr()

        assert out == ""
        assert ((words or ("drawing weightings",))[0] in err) is shown
