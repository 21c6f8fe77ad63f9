"""The program itself: its help and version, and that it starts without what it does not need."""

import subprocess
import sys

import pytest

from policyscore import version
from tests.helpers import run


def test_help_and_version() -> None:
    for words in (["-h"], ["--help"], ["score", "-h"]):
        assert run(*words).exit_code == 0
    assert run("--version").stdout == f"policyscore {version.__version__}\n"
    assert "Rank the options under one weighting" in run("-h").stdout
    assert "..." not in run("-h").stdout.partition("Commands:")[2]


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


@pytest.mark.parametrize("command", [["--help"], ["score", "options"], ["score", "nowhere"]])
def test_python_looks_for_no_cycles_as_a_run_ends(command: list[str]) -> None:
    code = (
        "import gc, sys\n"
        "from policyscore.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(gc.get_freeze_count() > 10_000, file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=False, text=True)

    assert result.stderr.splitlines()[-1] == "True"
