"""What users see stands in no docstring and rests on no assertion: `python -OO`, which drops both, changes nothing."""

import json
import subprocess
import sys

from policyscore.checks.check import RULES
from policyscore.commands.app import app
from policyscore.model.written import KINDS
from tests.helpers import run

COMMANDS = [command.name or "" for command in app.registered_commands]
RUNS = [
    *(["schema"], *(["schema", kind] for kind in KINDS)),
    *(["--help"], *([command, "--help"] for command in COMMANDS)),
    *(["check", "--explain", code] for code in RULES),
    ["score", "options", "-f", "json"],
]

OTHER = """
import json, sys
from tests.helpers import run
print(json.dumps([run(*words).output for words in json.load(sys.stdin)]))
"""


def test_a_run_that_drops_docstrings_and_assertions_says_the_same() -> None:
    optimised = subprocess.run(
        [sys.executable, "-OO", "-c", OTHER], input=json.dumps(RUNS), capture_output=True, check=True, text=True
    )

    assert len(COMMANDS) > 10
    for words, said in zip(RUNS, json.loads(optimised.stdout), strict=True):
        assert said == run(*words).output, words
