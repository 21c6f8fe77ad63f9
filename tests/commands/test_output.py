"""In which format a result is written."""

from pathlib import Path

import pytest

from tests.helpers import run


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
