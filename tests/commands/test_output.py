"""In which format a result is written, and what is missing for one."""

from pathlib import Path

import pytest

from policyscore.formats.format import BINARY_FORMATS, REPORT_FORMATS, SUFFIXES
from tests.helpers import run

TEXTS = {suffix: one for suffix, one in SUFFIXES.items() if one in REPORT_FORMATS and one not in BINARY_FORMATS}


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_file_takes_its_format_from_its_name(small: Path, suffix: str) -> None:
    result = run("score", "small.yaml", "-o", f"out{suffix}")
    printed = run("score", "small.yaml", "-f", TEXTS[suffix]).stdout
    written = Path(f"out{suffix}").read_bytes().decode()

    assert (result.exit_code, result.output) == (0, "")
    # Printed HTML is a fragment to embed, written HTML a page.
    assert printed in written if suffix.startswith(".htm") else printed == written
    assert written.startswith("<!doctype html>") == suffix.startswith(".htm")
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_without_the_extra_a_memo_for_word_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)
    done = run("memo", "tests/cases/contract.yaml", "-f", "docx")

    assert done.exit_code == 2
    assert "a memo as docx needs python-docx" in done.stderr
