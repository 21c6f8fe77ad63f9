"""How commands end: exit codes, and what is said on standard error."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policyscore import version
from tests.commands.helpers import SMALL
from tests.helpers import run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "nothing.yaml"], "cannot read `nothing.yaml`: No such file or directory"),
        (["score", "small.yaml", "-c", "nothing.yaml"], "cannot read `nothing.yaml`: No such file or directory"),
        (["score", "small.yaml", "-w", "thirft"], "no weighting and no file `thirft`\n  hint: did you mean `thrift`?"),
        (["score", "small.yaml", "-w", "xyz"], "hint: the weightings are thrift, default and equal"),
        (["score", "small.yaml", "-w", "impct=3"], "there is no criterion `impct`\n  hint: did you mean `impact`?"),
        (["score", "small.yaml", "-w", "impact"], "no weighting and no file `impact`"),
        (["score", "small.yaml", "-w", "impact=x"], "the weight of `impact`: expected a number, found `x`"),
        (["score", "small.yaml", "-w", "impact=1,5"], "cannot read `5` as a weight"),
        (
            ["score", "small.yaml", "-w", "impact=1;cost=2"],
            "cannot read `impact=1;cost=2` as weights\n  hint: separate the points with commas: impact=1,cost=2",
        ),
        (
            ["score", "small.yaml", "-w", "impact 50"],
            "cannot read `impact 50` as weights\n  hint: use an equals sign before the points: impact=50",
        ),
        (["score", "small.yaml", "-w", "impact:50, cost:2"], "use an equals sign before the points: impact=50, cost=2"),
        (["score", "small.yaml", "-w", "impact=50%"], "hint: leave out the percent sign; write 50"),
        (["score", "small.yaml", "-w", "impact=50,"], "nothing follows the last comma in `impact=50,`"),
        (["score", "small.yaml", "-w", "impact=-1"], "the weight of `impact`: a weight may not be negative"),
        (["score", "small.yaml", "-w", "impact=0"], "the points are all 0"),
        (["score", "small.yaml", "-w", "impact=1,impact=2"], "`impact` has two weights in `impact=1,impact=2`"),
        (["score", "small.yaml", "--tag", "stik"], "no option has the tag `stik`\n  hint: did you mean `stick`?"),
        (["score", "small.yaml", "--tag", "stick", "--skip-tag", "stick"], "no option is left with these tags"),
        (["score", "small.yaml", "-o", "x.dat"], "`x.dat` does not say what format to write"),
        (
            ["score", "small.yaml", "-o", "x"],
            "end it in .txt, .md, .html, .htm, .tex, .csv, .tsv, .json, .jsonl, .docx or .xlsx",
        ),
        (["score", "small.yaml", "-o", "no/x.md"], "cannot write `no/x.md`: there is no folder `no`"),
        (["score", "small.yaml", "-o", ".", "-f", "csv"], "cannot write `.`: it is a folder"),
        (["score", "small.yaml", "-f", "csv", "-o", "small.yaml"], "will not write over `small.yaml`: it is an input"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_why(small: Path, words: list[str], said: str) -> None:
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert small.read_text() == SMALL


def test_all_errors_of_all_files_come_at_once_sorted_by_place(small: Path) -> None:
    Path("study").mkdir()
    Path("study/b.yaml").write_text("option: B\nratings: {impact: 200}\nbaseline: perhaps\n")
    Path("study/a.yaml").write_text("criteria:\n  impact: {worst: 0, bst: 100}\n")
    Path("study/c.yaml").write_text("option: [")
    result = run("score", "study")
    places = [line.split(": ")[0] for line in result.stderr.splitlines() if ": error: " in line]

    assert (result.exit_code, result.stdout) == (1, "")
    assert places == ["study/a.yaml:2:22", "study/b.yaml:3:11", "study/c.yaml:1:10"]
    assert result.stderr.endswith("3 errors in 3 files; nothing was done\n")


def test_an_empty_folder_is_a_study_with_an_error(small: Path) -> None:
    Path("empty").mkdir()
    result = run("score", "empty")

    assert result.exit_code == 1
    assert "empty: error: the folder holds no file that ends in .yaml, .yml, .json" in result.stderr


def test_a_study_without_criteria_or_options_says_so(small: Path) -> None:
    Path("w.yaml").write_text("weighting: W\npoints: {a: 1}\n")
    result = run("score", "w.yaml")

    assert result.exit_code == 1
    assert "w.yaml: error: no document with the key `criteria`" in result.stderr
    assert "w.yaml: error: no document with the key `option`" in result.stderr


def test_a_fault_of_ours_ends_with_70_and_no_traceback(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("policyscore.analysis.scoring.assess", fail)
    result = run("score", "small.yaml")

    assert (result.exit_code, result.stdout) == (70, "")
    assert f"fault in policyscore {version.__version__}: ZeroDivisionError: by design" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("score", "small.yaml", "--debug").stderr
    assert "Traceback" in run("--debug", "score", "small.yaml").stderr


def test_ctrl_c_ends_with_130(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policyscore.analysis.scoring.assess", interrupt)

    assert run("score", "small.yaml").exit_code == 130


def test_a_closed_pipe_ends_with_141() -> None:
    """Nobody is left to read when the study, which comes last, lets the program go on to write."""
    words = [sys.executable, "-m", "policyscore", "score", "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writing:
        assert writing.stdin
        assert writing.stdout
        assert writing.stderr
        writing.stdout.close()
        writing.stdin.write(SMALL.encode())
        writing.stdin.close()
        said = writing.stderr.read()

    assert (writing.returncode, said) == (141, b"")


def test_a_full_disk_ends_with_2() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    command = f"{sys.executable} -m policyscore score -q >/dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert result.returncode == 2
    assert result.stderr == b"policyscore: error: cannot write to standard output: No space left on device\n"


def test_sigterm_ends_with_143_and_leaves_no_file(small: Path) -> None:
    """Opening the named pipe waits until the program reads it, so the signal always finds it at work."""
    os.mkfifo("study.yaml")
    words = [sys.executable, "-m", "policyscore", "score", "study.yaml", "-o", "out.csv"]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as waiting, open("study.yaml", "wb"):
        waiting.send_signal(signal.SIGTERM)
        _, said = waiting.communicate()

    assert (waiting.returncode, said) == (143, b"")
    assert not Path("out.csv").exists()
