"""Many studies in one go: rows in the order they are named, and what a study with errors does."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from policyscore import load
from policyscore.commands import batch
from policyscore.formats.format import Format
from policyscore.reports import tidy
from tests.commands.helpers import UNSURE
from tests.helpers import run
from tests.reports.test_compare import STUDY


def studies(tmp_path: Path, number: int, bad: Sequence[int] = ()) -> list[str]:
    paths = []
    for index in range(number):
        path = tmp_path / f"s{index}.yaml"
        rating = "x" if index in bad else index
        path.write_text(
            f"criteria: {{a: {{worst: 0, best: 1000}}}}\n---\n{{option: X, id: x, ratings: {{a: {rating}}}}}\n", "utf-8"
        )
        paths.append(str(path))
    return paths


def test_each_study_has_its_rows_in_the_order_they_are_named(tmp_path: Path) -> None:
    paths = studies(tmp_path, 30)
    result = run("compare", "--each", *reversed(paths), "-w", "equal", "-f", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout)))

    assert rows[0] == ["study", "weighting", "option", "name", "rank", "score", "gain"]
    assert [row[0] for row in rows[1:]] == list(reversed(paths))
    assert [float(row[5]) for row in rows[1:]] == pytest.approx([n / 10 for n in reversed(range(30))])
    assert run("compare", "--each", *reversed(paths), "-w", "equal", "-f", "csv").stdout == result.stdout


def test_a_bad_study_stops_the_run_and_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("compare", "--each", *studies(tmp_path, 5, bad=[3]), "-o", str(out))

    assert result.exit_code == 1
    assert "s3.yaml:3:" in result.stderr
    assert not out.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_kept_going_the_others_are_done_and_the_end_says_1(tmp_path: Path) -> None:
    paths = studies(tmp_path, 1000, bad=[3, 500, 999])
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join(paths) + "\n", "utf-8")
    out = tmp_path / "out.jsonl"
    words = ("--from", str(listing), "--keep-going", "--error-format", "json", "-w", "equal", "-o", str(out))
    result = run("compare", *words)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    errors = [json.loads(line) for line in result.stderr.splitlines()]

    assert result.exit_code == 1
    assert [row["study"] for row in rows] == [path for n, path in enumerate(paths) if n not in (3, 500, 999)]
    assert [error["study"] for error in errors] == [paths[n] for n in (3, 500, 999)]
    assert list(errors[0]) == ["study", "code", "path", "line", "column", "message", "hint"]
    assert (errors[0]["code"], errors[0]["line"]) == ("error", 3)


def test_no_result_takes_the_place_of_a_study_with_errors(tmp_path: Path) -> None:
    good, bad = studies(tmp_path, 2, bad=[1])
    written = Path(bad).read_bytes()
    # Named itself, and as the file beside the one with errors in a folder.
    folder = tmp_path / "folder"
    folder.mkdir()
    beside = folder / "options.json"
    beside.write_text('{"option": "X", "id": "x", "ratings": {"a": 1}}', "utf-8")

    for study, out in ((bad, bad), (str(folder), str(beside))):
        result = run("compare", "--each", "--keep-going", good, study, "-f", "csv", "-o", out)

        assert result.exit_code == 2
        assert f"will not write over `{out}`: it is an input" in result.stderr
    assert Path(bad).read_bytes() == written
    # Criteria for all of them are read, even where no study can be.
    words = ("compare", "--each", "--keep-going", bad, "-c", good, "-f", "csv", "-o", good)
    assert f"will not write over `{good}`" in run(*words).stderr
    assert beside.read_text("utf-8").startswith("{")


def test_errors_of_a_single_study_are_json_too(tmp_path: Path) -> None:
    (path,) = studies(tmp_path, 1, bad=[0])
    study_error = json.loads(run("compare", path, "--error-format", "json").stderr)
    command_error = json.loads(run("compare", STUDY, "-w", "nobody", "--error-format", "json").stderr)

    assert study_error["message"].startswith("expected a number")
    assert (command_error["code"], command_error["line"]) == ("command", None)


def test_without_a_study_each_is_the_one_at_hand(small: Path) -> None:
    result = run("compare", "--each", "-f", "csv")

    assert result.stderr == "policyscore: no study was named, reading the current folder\n"
    assert result.stdout == run("compare", "-f", "csv").stdout
    assert [row.split(",")[0] for row in result.stdout.splitlines()[1:]] == ["."] * 3


def test_the_example_is_called_bundled_among_rows() -> None:
    for words in (["compare"], ["compare", "--each"]):
        rows = run(*words, "--example", "-w", "equal", "-f", "csv").stdout.splitlines()

        assert {row.split(",")[0] for row in rows[1:]} == {"bundled"}
        assert len(rows) == 14


def test_a_list_without_a_study_is_an_error(tmp_path: Path) -> None:
    result = run("compare", "--from", "-", "-f", "csv", input="\n\n")

    assert result.exit_code == 2
    assert "the list `-` names no study" in result.stderr


def test_a_list_of_studies_may_come_on_standard_input(tmp_path: Path) -> None:
    paths = studies(tmp_path, 3)
    result = run("compare", "--from", "-", "-f", "tsv", input="\n".join(paths))

    assert [line.split("\t")[0] for line in result.stdout.splitlines()[1:]] == paths


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    (path,) = studies(tmp_path, 1)
    before = Path(path).read_bytes()

    assert run("compare", "--each", path, "-f", "csv", "-o", path).exit_code == 2
    assert Path(path).read_bytes() == before


def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom policyscore.commands.write import stream\nout = sys.argv[1]\n"
        "with stream(out, str) as write:\n    write('half')\n    raise KeyboardInterrupt\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out.csv")], check=False, capture_output=True)

    assert b"KeyboardInterrupt" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_rows_of_a_study_are_those_that_compare_writes(small: Path) -> None:
    built = batch.build(load("small.yaml"), weights=["thrift"], tags=["carrot"], mean=True)
    written = "".join(tidy.lines(Format.CSV, (("small.yaml", row) for row in built.shown), raw=False))

    assert written == run("compare", "small.yaml", "-w", "thrift", "--tag", "carrot", "--mean", "-f", "csv").stdout


@pytest.mark.parametrize("list_file", [False, True])
def test_the_chance_is_left_out_of_every_study_that_names_one(small: Path, list_file: bool) -> None:
    Path("unsure.yaml").write_text(UNSURE)
    Path("list.txt").write_text("unsure.yaml\nsmall.yaml\nunsure.yaml\n")
    named = ("--from", "list.txt") if list_file else ("--each", "unsure.yaml", "small.yaml", "unsure.yaml")
    words = "compare", *named, "-w", "default", "-f", "csv"
    result = run(*words, "--no-chance")
    rows = [row.split(",") for row in result.stdout.splitlines()[1:]]

    # Of the study without a chance nothing is said: among many there may be some. The rows have no place for a note.
    assert result.stderr == "policyscore: Every option is scored as if it took effect: Odds is not counted.\n"
    assert [(row[2], row[5]) for row in rows] == [("dialogue", "45"), ("as-now", "28.75"), ("sanctions", "25")] * 3
    assert [row.split(",")[5] for row in run(*words).stdout.splitlines()[1:7]] == [
        *("32", "28.75", "26.875"),
        *("45", "28.75", "25"),
    ]


@pytest.mark.parametrize(
    ("faulty", "rows", "said"),
    [
        (0, 0, "nothing was done"),
        (1, 0, "nothing was done"),
        # Two rows a study, written three at a time: of 4 rows 3 are out, of 6 and of 8 are 6.
        (2, 3, "3 rows were written: all of 1 study and 1 row of the next"),
        (3, 6, "6 rows were written: all of 3 studies"),
        (4, 6, "6 rows were written: all of 3 studies"),
    ],
)
def test_what_came_out_before_a_faulty_study_is_said(
    faulty: int, rows: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyscore.formats.rows.LINES_PER_PIECE", 3)
    paths = studies(tmp_path, 7, bad=[faulty])
    result = run("compare", "--each", *paths, "-w", "equal", "-w", "default", "-f", "csv")

    assert result.exit_code == 1
    assert max(0, len(result.stdout.splitlines()) - 1) == rows
    assert result.stderr.splitlines()[-1] == f"1 error in 1 file; {said}"


def test_of_a_file_it_is_said_that_it_was_not_written(tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    result = run("compare", "--each", *studies(tmp_path, 3, bad=[2]), "-o", out)

    assert result.stderr.splitlines()[-1] == f"1 error in 1 file; `{out}` was not written"


@pytest.mark.parametrize("form", [(), ("--error-format", "json")])
def test_a_path_that_cannot_be_read_says_what_came_out_before(
    form: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyscore.formats.rows.LINES_PER_PIECE", 1)
    result = run("compare", "--each", *studies(tmp_path, 2), str(tmp_path / "no.yaml"), "-f", "jsonl", *form)

    assert (result.exit_code, len(result.stdout.splitlines())) == (2, 2)
    assert "2 rows were written: all of 2 studies" in result.stderr.splitlines()[-1]
    if form:
        assert [json.loads(line)["code"] for line in result.stderr.splitlines()] == ["command", "done"]


def test_ctrl_c_says_which_studies_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: str, criteria: str | None) -> object:
        if path.endswith("s2.yaml"):
            raise KeyboardInterrupt
        return load(path)

    monkeypatch.setattr(batch, "load", interrupted)
    monkeypatch.setattr("policyscore.formats.rows.LINES_PER_PIECE", 1)
    paths = studies(tmp_path, 3)
    printed = run("compare", "--each", *paths, "-f", "jsonl")
    written = run("compare", "--each", *paths, "-o", str(tmp_path / "x.csv"))

    assert (printed.exit_code, written.exit_code) == (130, 130)
    told = "policyscore: stopped while ranking studies (2 of 3)"
    assert printed.stderr == f"{told}; 2 rows were written: all of 2 studies\n"
    assert written.stderr == f"{told}; `{tmp_path / 'x.csv'}` was not written\n"
