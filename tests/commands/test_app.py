"""The command line: exit codes, streams, files, and what it says when something is wrong."""

import json
import os
import signal
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyscore import version
from policyscore.commands import app as cli

ROOT = Path(__file__).parents[2]

SMALL = """criteria:
  impact: {worst: 0, best: 100, weight: 3}
  cost: {worst: 100, best: 0, weight: 1}
---
option: Sanctions
id: sanctions
tags: [stick]
ratings: {impact: 20, cost: 60}
---
option: Dialogue
id: dialogue
tags: [carrot]
ratings: {impact: 30, cost: 10}
---
option: As now
id: as-now
baseline: true
ratings: {impact: 5, cost: 0}
---
weighting: Thrift
id: thrift
points: {cost: 1}
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


def run(*words: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, words, input=input)


def scores(result: Result) -> dict[str, float]:
    return {option["id"]: option["score"] for option in json.loads(result.stdout)["options"]}


def test_score_prints_the_table_and_nothing_else(small: Path) -> None:
    result = run("score", "small.yaml")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Policy options: scores under the criteria file's own weights (default)\n")
    # .75 x 30 + .25 x 90 = 45; the baseline has .75 x 5 + .25 x 100 = 28.75, shown as 28.8, and 45.0 - 28.8 = 16.2
    assert "   1  Dialogue               30    90   45.0  45.0  45.0  +16.2" in result.stdout
    assert "   2  As now (baseline)       5   100   28.8  28.8  28.8    0.0" in result.stdout


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("default", {"dialogue": 45, "as-now": 28.75, "sanctions": 25}),
        ("thrift", {"as-now": 100, "dialogue": 90, "sanctions": 40}),
        ("equal", {"dialogue": 60, "as-now": 52.5, "sanctions": 30}),
        ("impact=1,cost=3", {"as-now": 76.25, "dialogue": 75, "sanctions": 35}),
        ("impact=1", {"dialogue": 30, "sanctions": 20, "as-now": 5}),
    ],
)
def test_weights_are_an_id_a_built_in_word_or_points(small: Path, weights: str, expected: dict[str, float]) -> None:
    result = run("score", "small.yaml", "-w", weights, "-f", "json")

    assert result.exit_code == 0
    assert list(scores(result).items()) == list(expected.items())


def test_weights_may_be_a_file_even_one_of_the_study(small: Path) -> None:
    Path("view.yaml").write_text("weighting: A view\norder: [cost, impact]\n")
    # Rank-order centroid of two: .75 and .25.
    expected = {"as-now": 76.25, "dialogue": 75, "sanctions": 35}

    assert scores(run("score", "small.yaml", "-w", "view.yaml", "-f", "json")) == expected
    assert scores(run("score", "small.yaml", "view.yaml", "-w", "view.yaml", "-f", "json")) == expected
    assert scores(run("score", "small.yaml", "view.yaml", "-w", "view", "-f", "json")) == expected


def test_a_criteria_file_takes_the_place_of_the_studys_own(small: Path) -> None:
    Path("other.yaml").write_text("criteria: {cost: {worst: 200, best: 0}}\n")
    result = run("score", "small.yaml", "-c", "other.yaml", "-f", "json")

    # The weighting `thrift` still names cost; impact is rated and not used.
    assert scores(result) == {"as-now": 100, "dialogue": 95, "sanctions": 70}
    assert "Rated, but not among the criteria: impact." in result.stdout


def test_the_hash_is_that_of_the_contents_in_the_order_of_the_paths(small: Path) -> None:
    Path("study").mkdir()
    for number, part in enumerate(SMALL.split("---\n")):
        Path(f"study/{number}.yaml").write_text(part)
    Path("c.yaml").write_text("criteria: {impact: {worst: 0, best: 50}, cost: {worst: 100, best: 0}}\n")
    Path("w.yaml").write_text("weighting: W\npoints: {impact: 2}\n")
    result = run("score", "study", "-c", "c.yaml", "-w", "w.yaml", "-f", "json")
    contents = [path.read_bytes() for path in sorted(Path("study").iterdir())]
    contents += [Path("c.yaml").read_bytes(), Path("w.yaml").read_bytes()]

    assert json.loads(result.stdout)["inputs"]["sha256"] == sha256(b"".join(contents)).hexdigest()


def test_standard_input_is_a_study(small: Path) -> None:
    assert scores(run("score", "-", "-f", "json", input=SMALL)) == {"dialogue": 45, "as-now": 28.75, "sanctions": 25}

    result = run("score", "-", input="option: x\nratings: {impact: 3}\n")

    assert result.exit_code == 1
    assert "<stdin>:1:1: error: this option needs an `id`" in result.stderr


def test_hidden_files_are_left_out_and_a_file_named_twice_is_read_once(small: Path) -> None:
    Path("study/.git").mkdir(parents=True)
    Path("study/all.yaml").write_text(SMALL)
    Path("study/.hidden.yaml").write_text("broken: [")
    Path("study/.git/x.yaml").write_text("broken: [")
    Path("study/notes.txt").write_text("not yaml: [")

    assert run("score", "study", "study/all.yaml", "./study").exit_code == 0


def test_tags_choose_options_and_the_gain_stays_measured_against_the_baseline(small: Path) -> None:
    result = run("score", "small.yaml", "--tag", "carrot", "-f", "json")
    record = json.loads(result.stdout)

    assert [(o["id"], o["rank"], o["gain"]) for o in record["options"]] == [("dialogue", 1, 16.25)]
    assert {note["code"] for note in record["notes"]} >= {"filter", "baseline-left-out"}
    assert list(scores(run("score", "small.yaml", "--skip-tag", "stick", "-f", "json"))) == ["dialogue", "as-now"]


def test_without_a_study_it_says_which_it_takes(small: Path) -> None:
    bundled = run("score", "-f", "csv")

    assert bundled.exit_code == 0
    assert bundled.stderr == "policyscore: no study was named, using the study that ships with policyscore\n"
    assert run("score", "-f", "csv", "-q").stderr == ""

    Path("options").mkdir()
    small.rename("options/small.yaml")
    own = run("score", "-f", "csv")

    assert own.stderr == "policyscore: no study was named, reading ./options\n"
    assert own.stdout.count("\n") == 4


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
        (["score", "small.yaml", "-w", "impact=-1"], "the weight of `impact`: a weight may not be negative"),
        (["score", "small.yaml", "-w", "impact=0"], "the points are all 0"),
        (["score", "small.yaml", "-w", "impact=1,impact=2"], "`impact` has two weights in `impact=1,impact=2`"),
        (["score", "small.yaml", "--tag", "stik"], "no option has the tag `stik`\n  hint: did you mean `stick`?"),
        (["score", "small.yaml", "--tag", "stick", "--skip-tag", "stick"], "no option is left with these tags"),
        (["score", "small.yaml", "-o", "x.doc"], "`x.doc` does not say what format to write"),
        (
            ["score", "small.yaml", "-o", "x"],
            "end it in .txt, .md, .html, .htm, .tex, .csv, .tsv, .json, .jsonl, .docx or .xlsx",
        ),
        (["score", "small.yaml", "-o", "no/x.md"], "cannot write `no/x.md`: there is no folder `no`"),
        (["score", "small.yaml", "-o", ".", "-f", "csv"], "cannot write `.`: it is a folder"),
        (["score", "small.yaml", "-f", "csv", "-o", "small.yaml"], "will not write over `small.yaml`, which was read"),
        (
            ["score", "small.yaml", "-f", "doc"],
            "'doc' is not one of 'table', 'markdown', 'html', 'latex', 'csv', 'tsv', 'json'",
        ),
        (["score", "--nonsense"], "No such option: --nonsense"),
        (["scor"], "No such command 'scor'. Did you mean 'score'?"),
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


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "htm", "tex", "csv", "tsv", "json"])
def test_a_file_takes_its_format_from_its_name(small: Path, suffix: str) -> None:
    result = run("score", "small.yaml", "-o", f"out.{suffix}")
    formats = {"txt": "table", "md": "markdown", "htm": "html", "tex": "latex"}
    printed = run("score", "small.yaml", "-f", formats.get(suffix, suffix)).stdout
    written = Path(f"out.{suffix}").read_bytes().decode()

    assert (result.exit_code, result.output) == (0, "")
    # Printed HTML is a fragment to embed, written HTML a page.
    assert printed in written if suffix.startswith("htm") else printed == written
    assert written.startswith("<!doctype html>") == suffix.startswith("htm")
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_an_output_file_keeps_its_mode_and_a_link_stays_a_link(small: Path) -> None:
    target = Path("kept.csv")
    target.write_text("old")
    target.chmod(0o640)
    Path("link.csv").symlink_to(target)

    assert run("score", "small.yaml", "-o", "link.csv").exit_code == 0
    assert Path("link.csv").is_symlink()
    assert target.read_text().startswith("option,name,rank")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_failed_write_leaves_nothing_behind(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    Path("out.csv").write_text("old")
    result = run("score", "small.yaml", "-o", "out.csv")

    assert result.exit_code == 2
    assert "cannot write `out.csv`: No space left on device" in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["out.csv", "small.yaml"]
    assert Path("out.csv").read_text() == "old"


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


def test_help_and_version() -> None:
    for words in (["-h"], ["--help"], ["score", "-h"]):
        assert run(*words).exit_code == 0
    assert run("--version").stdout == f"policyscore {version.__version__}\n"
    assert "Rank the options under one weighting" in run("-h").stdout


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "policyscore", *words]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )


def test_the_bytes_are_the_same_whatever_the_locale_and_the_hash_seed(small: Path) -> None:
    small.write_text(SMALL.replace("Dialogue", "Dialogué, 대화"))
    for format in ("table", "json", "csv"):
        outputs = {
            process("score", "small.yaml", "-f", format, **environment).stdout
            for environment in (
                {"PYTHONHASHSEED": "1"},
                {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                {"PYTHONIOENCODING": "latin-1"},
                {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "20"},
            )
        }

        (output,) = outputs
        assert "Dialogué, 대화".encode() in output
        assert output.endswith(b"\n")
        assert b"\x1b" not in output


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


@pytest.mark.parametrize("command", [["score", "-q"], ["--help"], ["score", "--help"]])
def test_the_plain_path_loads_nothing_heavy(command: list[str]) -> None:
    code = (
        "import sys\n"
        "from policyscore.commands.app import app\n"
        "try:\n    app(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(' '.join(sorted(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True, text=True)
    loaded = set(result.stderr.split())

    assert not loaded & {
        "numpy",
        "matplotlib",
        "highspy",
        "scipy",
        "docx",
        "xlsxwriter",
        "jinja2",
        "rich.table",
        "click",
    }
    if command == ["--help"]:
        assert not loaded & {"yaml", "pydantic"}
