"""What the program must say, and must not: a study, commands on it, and words that have to stand in what comes out.

A new file under `said` is a new test. `files` are written into an empty folder by path; each of `runs` is a `command`
without the program's name, with its `exit` code (0 where it is left out), texts that its `says` and `never` hold its
output and errors against, and `errors` that have to stand on standard error alone. White space counts as one blank, so
that no text depends on where a line is folded.
"""

import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers import run

FOLDER = Path("tests/whole/said").absolute()
CASES = sorted(FOLDER.iterdir())
KEYS = {"command", "exit", "says", "errors", "never"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_says_what_it_must_and_nothing_that_it_must_not(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    for name, text in case["files"].items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    for one in case["runs"]:
        assert one.keys() <= KEYS
        result = run(*shlex.split(one["command"]))
        everything = _in_a_line(f"{result.stdout} {result.stderr}")

        assert result.exit_code == one.get("exit", 0), everything
        for text in one.get("says", ()):
            assert _in_a_line(text) in everything
        for text in one.get("errors", ()):
            assert _in_a_line(text) in _in_a_line(result.stderr)
        for text in one.get("never", ()):
            assert _in_a_line(text) not in everything


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
