"""A memo as Markdown, read by another program."""

import re
import shutil
import subprocess

import pytest

from tests.reports.memo.examples import Reader, contract_memo


@pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")
def test_pandoc_reads_the_markdown_as_it_is_meant() -> None:
    done = subprocess.run(
        ["pandoc", "-f", "gfm", "-t", "html"], input=contract_memo(), capture_output=True, text=True, check=True
    )
    reader = Reader(done.stdout)

    assert done.stderr == ""
    assert len(reader.all("h1")) == 1
    assert len(reader.all("h2")) == len(re.findall("^## ", contract_memo(), re.M)) >= 9
    assert len(reader.all("h3")) == 4
    assert len(reader.all("table")) == len(re.findall(r"^\| :?-", contract_memo(), re.M))
