"""README.md says what happens: its commands run, and their output is what it shows.

`--update-golden` puts in what they print now.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from policyscore.commands import app as cli
from tests.helpers import Golden

README = Path("README.md")
BROKEN = """criteria:
  impact: {worst: 0, best: 100}
  cost: {worst: 500, best: 0}
---
option: Dialogue
id: dialogue
ratings: {impact: 130, csot: 12,5}
"""
MATRIX = """Option,Effect,Cost
weight,60,40
Dialogue,30,10
Carry on,0,unknown
"""
SURVEY = """name,office,impact,accountability,engagement,cost
Ana,Geneva,40,40,10,10
Ben,Geneva,30,50,20,0
Chul,Seoul,30,10,50,10
Dana,Seoul,20,10,60,10
"""


def printed(command: str, folder: Path) -> str:
    """What a command of the README prints, both streams, in a folder with what the README speaks of."""
    if not (folder / "options").exists():
        shutil.copytree("options", folder / "options")
        text = README.read_text("utf-8")
        study = re.search(r"```yaml\n(criteria:.*?)```", text, re.S)
        assert study
        (folder / "study.yaml").write_text(study[1], "utf-8")
        (folder / "broken.yaml").write_text(BROKEN, "utf-8")
        (folder / "matrix.csv").write_text(MATRIX, "utf-8")
        (folder / "survey.csv").write_text(SURVEY, "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.decode()


def renewed(text: str, folder: Path) -> str:
    """The README with the output of today in it."""

    def console(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[1], re.M)
        return "```console\n" + "".join(f"$ {command}\n{printed(command, folder)}" for command in commands) + "```"

    def embedded(block: re.Match[str]) -> str:
        return f"<!-- output: {block[1]} -->\n{printed(block[1], folder)}<!-- end -->"

    def python(block: re.Match[str]) -> str:
        (folder / "example.py").write_text(block[1], "utf-8")
        return f"```python\n{block[1]}```\n\n```text\n{printed('python example.py', folder)}```"

    text = re.sub(r"```console\n(.*?)```", console, text, flags=re.S)
    text = re.sub(r"<!-- output: (.*?) -->\n.*?<!-- end -->", embedded, text, flags=re.S)
    return re.sub(r"```python\n(.*?)```\n\n```text\n.*?```", python, text, flags=re.S)


def test_the_readme_shows_what_its_commands_print(tmp_path: Path, golden: Golden) -> None:
    golden(README.absolute(), renewed(README.read_text("utf-8"), tmp_path))


def test_the_readme_has_both_commands_that_ci_runs() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.S)

    assert len(blocks) == 2
    assert "policyscore score" in blocks[0]
    assert "pytest" in blocks[1]


def test_every_command_is_in_the_readme() -> None:
    for command in cli.app.registered_commands:
        assert command.callback
        assert f"policyscore {command.name or command.callback.__name__}" in README.read_text("utf-8")
