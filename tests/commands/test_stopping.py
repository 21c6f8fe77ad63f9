"""How a run is stopped: the signal comes at chosen moments, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from policyscore.commands import stopping
from tests.helpers import run

# The program, with a signal that comes the moment Python is told of an event (an import, or what the system is asked)
# with such an argument. It runs as `python -m policyscore` does, and as the console script does.
AT_AN_EVENT = """
import os, signal, sys
number, event, what, entry, which = int(sys.argv[1]), *sys.argv[2:5], int(sys.argv[5])
del sys.argv[1:6]
# Whoever runs the tests in the background has them ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
if number != signal.SIGINT:
    signal.signal(number, signal.SIG_DFL)
def at(name, arguments, came=[]):
    if name == event and any(what in str(argument) for argument in arguments):
        came.append(name)
        if len(came) == which:
            signal.raise_signal(number)
sys.addaudithook(at)
if entry == "module":
    import runpy
    runpy.run_module("policyscore", run_name="__main__", alter_sys=True)
else:
    from policyscore.__main__ import main
    sys.exit(main())
"""

ROOT = Path(__file__).parents[2]


def stopped(
    number: int, event: str, what: str, words: Sequence[str], entry: str = "script", which: int = 1
) -> tuple[int, str, str]:
    command = [sys.executable, "-c", AT_AN_EVENT, str(int(number)), event, what, entry, str(which), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, text=True)
    return done.returncode, done.stdout, done.stderr


def left() -> list[str]:
    return sorted(path.name for path in Path().rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("module", "entry", "said"),
    [
        # Before it listens: the first things that it loads at all.
        ("policyscore.commands", "script", ""),
        ("policyscore.commands.stopping", "module", ""),
        # From then on.
        ("gc", "script", ""),
        ("policyscore.commands.app", "module", ""),
        ("typer", "script", ""),
        ("pydantic_core", "script", ""),
        ("yaml", "module", "policyscore: stopped; nothing was written\n"),
        ("policyscore.formats.render", "script", "policyscore: stopped; nothing was written\n"),
    ],
)
def test_ctrl_c_while_something_is_loaded_ends_with_130(small: Path, module: str, entry: str, said: str) -> None:
    code, out, err = stopped(signal.SIGINT, "import", module, ["score", "small.yaml", "-f", "csv"], entry)

    assert (code, out) == (130, "")
    assert err in (said, "", "policyscore: stopped; nothing was written\n")
    assert said in err


@pytest.mark.parametrize(
    ("name", "event", "what", "words"),
    [
        ("SIGINT", "open", ".policyscore-", ["score", "small.yaml", "-o", "old.csv"]),
        ("SIGTERM", "os.chmod", ".policyscore-", ["score", "small.yaml", "-o", "old.csv"]),
        ("SIGHUP", "os.rename", ".policyscore-", ["score", "small.yaml", "-o", "old.csv"]),
        ("SIGINT", "os.rename", ".policyscore-", ["compare", "small.yaml", "-o", "old.csv"]),
        ("SIGHUP", "os.rename", "study.yaml", ["init", "new"]),
        ("SIGINT", "os.rename", "study.yaml", ["init", "new"]),
    ],
)
def test_a_signal_leaves_no_file_and_the_old_one_whole(
    small: Path, name: str, event: str, what: str, words: list[str]
) -> None:
    if not hasattr(signal, name):
        pytest.skip(f"no {name} on this system")
    Path("old.csv").write_text("old")
    number = getattr(signal, name)
    code, out, err = stopped(number, event, what, words)

    assert (code, out) == (128 + number, "")
    assert left() == ["old.csv", "small.yaml"]
    assert not Path("new").exists()
    assert Path("old.csv").read_text() == "old"
    assert err.count("\n") == (name == "SIGINT")


def test_whether_a_file_was_written_is_said_as_it_is(small: Path) -> None:
    words = ["score", "small.yaml", "-o", "new.csv"]
    before = stopped(signal.SIGINT, "os.rename", ".policyscore-", words)

    assert before[2] == "policyscore: stopped; `new.csv` was not written\n"
    # Temporary files are taken away for the second time once the new one is in its place: the first was for a try.
    after = stopped(signal.SIGINT, "os.remove", ".policyscore-", words, which=2)

    assert after == (130, "", "policyscore: stopped; `new.csv` was written\n")
    assert left() == ["new.csv", "small.yaml"]


DRAWS = "--draws", "1000"


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        (("robust", *DRAWS), "robust.robust_report", "working out how firm the ranking is (100% done)"),
        (("memo", *DRAWS), "memo.memo.memo", "working out how firm the ranking is (100% done)"),
        (("chart", "ranks", *DRAWS), "charts.rank_shares", "working out what the chart shows (100% done)"),
        (("compare", "-w", "thrift", "-w", "equal"), "compare.compare_report", "ranking under each weighting (2 of 2)"),
    ],
)
def test_what_takes_long_says_how_far_it_came(
    words: tuple[str, ...], at: str, said: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"policyscore.reports.{at}", interrupt)
    result = run(*words, "small.yaml")

    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == f"policyscore: stopped while {said}; nothing was written\n"


def in_python(code: str) -> "subprocess.CompletedProcess[str]":
    """What a program does that uses this one."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True, cwd=ROOT)


def test_ignored_signals_stay_ignored(small: Path) -> None:
    """As `nohup` does it, and a shell for what runs in the background."""
    code = (
        "import signal, sys\n"
        "for name in ('SIGHUP', 'SIGINT'):\n    signal.signal(getattr(signal, name), signal.SIG_IGN)\n"
        "from policyscore.commands import stopping\nstopping.listen()\n"
        "print([signal.getsignal(getattr(signal, n)) is signal.SIG_IGN for n in ('SIGHUP', 'SIGINT', 'SIGTERM')])\n"
    )
    done = in_python(code)

    assert (done.returncode, done.stdout) == (0, "[True, True, False]\n")


def test_a_fault_of_ours_does_not_keep_a_stopped_run_going() -> None:
    code = (
        "import signal\nfrom policyscore.commands import stopping\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\nstopping.listen()\n"
        "stopping.begin().done = lambda: 1 / 0\n"
        "signal.raise_signal(signal.SIGINT)\nprint('went on', flush=True)\n"
    )
    done = in_python(code)

    assert (done.returncode, done.stdout) == (130, "")


def test_who_uses_it_from_python_keeps_the_signals() -> None:
    code = (
        "import signal\nbefore = [*map(signal.getsignal, signal.valid_signals())]\n"
        "import policyscore, policyscore.__main__, policyscore.commands.app\n"
        "policyscore.score(policyscore.load('tests/cases/contract.yaml'))\n"
        "print([*map(signal.getsignal, signal.valid_signals())] == before)\n"
    )
    done = in_python(code)

    assert (done.returncode, done.stdout) == (0, "True\n")


def test_what_is_half_made_is_taken_back_once_and_only_in_its_block() -> None:
    taken: list[str] = []
    run = stopping.begin()
    with pytest.raises(ZeroDivisionError), stopping.Undone(lambda: taken.append("back")):
        taken += [str(len(run.undo) // 0)]

    assert (taken, run.undo) == (["back"], [])


def test_an_interrupt_that_python_raises_is_told_too(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policyscore.analysis.scoring.assess", interrupt)
    result = run("score", "small.yaml", "-o", "x.csv")

    assert (result.exit_code, result.stderr) == (130, "policyscore: stopped; nothing was written\n")
    assert left() == ["small.yaml"]
