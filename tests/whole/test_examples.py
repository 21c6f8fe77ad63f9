"""Files that people could write: the good ones score, the bad ones say what is wrong, to the letter.

A new file under `examples/good` or `examples/bad` is a new test. Beside each bad one stands what the
command line says about it.
"""

import os
from pathlib import Path

import pytest

import policyscore
from tests.helpers import Golden

EXAMPLES = Path("tests/examples").absolute()
GOOD = sorted(path for path in (EXAMPLES / "good").iterdir())
BAD = sorted(path for path in (EXAMPLES / "bad").iterdir() if path.suffix != ".txt")


def complaint(path: Path) -> str:
    """What is said about a bad file, as its reader sees it from the folder it is in."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        policyscore.load(path.name)
    except policyscore.StudyError as error:
        return f"{error}\n"
    finally:
        os.chdir(here)
    raise AssertionError(f"{path.name} loads without an error")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_files_score(path: Path) -> None:
    study = policyscore.load(path)
    for weighting in ("default", "equal", *study.weightings):
        assessment = policyscore.score(study, weighting)

        assert sorted(row.id for row in assessment.options) == sorted(o.id for o in study.options)
        assert all(0 <= row.low <= row.score + 1e-9 <= row.high + 2e-9 <= 100 + 3e-9 for row in assessment.options)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_bad_files_say_what_is_wrong(path: Path, golden: Golden) -> None:
    golden(path.with_suffix(".txt"), complaint(path))
