"""The whole output of the command line in every format, which other people's scripts and memos rely on."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest

from policyscore.commands.app import app
from policyscore.formats.render import RENDERERS
from tests.helpers import Golden, run

STUDY = "tests/cases/contract.yaml"


def printed(format: str) -> str:
    result = run("score", STUDY, "-f", format)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize("format", RENDERERS)
def test_the_whole_output_is_what_it_was_when_last_read(format: str, golden: Golden) -> None:
    golden(f"score.{format}", printed(format))


def test_json_has_the_keys_that_scripts_rely_on_in_their_order() -> None:
    record = json.loads(printed("json"))

    assert list(record) == ["schema", "version", "inputs", "notes", "weighting", "chance", "criteria", "options"]
    assert record["schema"] == "policyscore/score/1"
    assert list(record["weighting"]) == ["id", "name", "method"]
    assert [list(criterion) for criterion in record["criteria"]] == [
        ["id", "name", "path", "weight", "worst", "best"]
    ] * 3
    facts = [
        "id",
        "name",
        "rank",
        "score",
        "low",
        "high",
        "gain",
        "chance",
        "in_effect",
        "baseline",
        "fails",
        "unknown",
        "values",
        "effective",
        "contributions",
        "chance_low",
        "chance_high",
    ]
    assert [list(option) for option in record["options"]] == [facts] * 4
    # people is 50 of 80, its score 3 of 5: .375; trees there has 7 of 10, carry-on 4: .375 x (40 + .6 x 30) = 21.75.
    assert [criterion["path"] for criterion in record["criteria"]] == [["people"], ["people"], []]
    assert (record["criteria"][0]["weight"], record["criteria"][2]["worst"]) == (0.375, 2.0)
    trees = next(option for option in record["options"] if option["id"] == "trees")
    assert (trees["values"]["score"], trees["effective"]["score"]) == (70.0, 58.0)
    assert trees["contributions"]["score"] == pytest.approx(21.75)


def test_csv_has_the_columns_of_the_contract() -> None:
    rows = list(csv.DictReader(printed("csv").splitlines()))

    assert list(rows[0]) == [
        *["option", "name", "rank", "score", "low", "high", "gain", "chance", "in_effect"],
        *["baseline", "fails", "unknown"],
        *("value:chance", "value:score", "value:reach", "value:cost"),
    ]
    visits = next(row for row in rows if row["option"] == "visits")
    assert (visits["fails"], visits["unknown"], visits["baseline"]) == ("score", "reach", "false")


def test_a_criterion_may_be_called_like_a_column() -> None:
    lines = [re.split(r"(?<!\\)\|", line) for line in printed("markdown").splitlines() if line.startswith("|")]
    column = lines[0].index(" Score on health (37.5) ")

    # visits has 3 of 10, which is below the floor, carry on 4, roofs and trees 7
    assert [cells[column].strip() for cells in lines[2:]] == ["30!", "40", "70", "70"]


def on_a_terminal(*words: str, **environment: str) -> bytes:
    """What the program shows on a terminal of 100 columns."""
    parent, child = pty.openpty()
    shown = {**os.environ, "PYTHONPATH": os.getcwd(), "COLUMNS": "100", "TERM": "xterm", **environment}
    shown.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    command = [sys.executable, "-m", "policyscore", *words]
    with subprocess.Popen(command, stdout=child, env=shown) as running:
        os.close(child)
        output = b""
        while True:
            try:
                chunk = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not chunk:
                break
            output += chunk
    os.close(parent)
    assert running.returncode == 0
    return output


class Terminal(TextIOWrapper):
    """A stream that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


def as_on_a_terminal(monkeypatch: pytest.MonkeyPatch, *words: str, **environment: str) -> bytes:
    """What the program shows, in this process, on a stream that it takes for a terminal of 100 columns."""
    content = BytesIO()
    with monkeypatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in {"COLUMNS": "100", "TERM": "xterm", **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdout", Terminal(content, "utf-8"))
        assert not app(words, prog_name="policyscore", standalone_mode=False)
        return content.getvalue()


def test_a_terminal_gets_colours_unless_it_or_its_user_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = on_a_terminal("score", STUDY)

    assert b"\x1b[1m" in coloured
    assert as_on_a_terminal(monkeypatch, "score", STUDY) == coloured.replace(b"\r\n", b"\n")
    assert b"\x1b" not in as_on_a_terminal(monkeypatch, "score", STUDY, NO_COLOR="1", FORCE_COLOR="1")
    assert b"\x1b" not in as_on_a_terminal(monkeypatch, "score", STUDY, TERM="dumb")
    assert b"\x1b" not in as_on_a_terminal(monkeypatch, "score", STUDY, "--color", "never")
    assert b"\x1b[1m" in as_on_a_terminal(monkeypatch, "score", STUDY, "--color", "always", NO_COLOR="1")


def test_a_terminal_of_another_encoding_shows_what_it_can() -> None:
    assert b"Trees" in on_a_terminal("score", STUDY, PYTHONIOENCODING="latin-1")


def test_colours_asked_for_in_a_pipe_do_not_fold_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    coloured = run("score", STUDY, "--color", "always").stdout
    plain = re.sub("\x1b\\[[0-9;]*m", "", coloured)

    assert plain != coloured
    # Without the rule below the headers it is the plain table, line by line.
    lines = [line.rstrip() for line in plain.splitlines()]
    assert lines == [line for line in printed("table").splitlines() if not line.startswith("----")]
