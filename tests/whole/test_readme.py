"""README.md says what happens: its commands run, and their output is what it shows.

`--update-golden` puts in what they print now.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from pathlib import Path

from policyscore.checks import ratings
from policyscore.checks.rule import Rule
from policyscore.commands.app import app
from tests.helpers import CHANCE, Golden, option, run, study

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


EXAMPLE = "python example.py"
# Plain, and a process of its own all the same, as the installed program is.
INSTALLED = "policyscore score options -w haggard-coalition -f markdown"


def prepare(folder: Path) -> None:
    """Puts into a folder what the README speaks of."""
    shutil.copytree("options", folder / "options")
    study = re.search(r"```yaml\n(criteria:.*?)```", README.read_text("utf-8"), re.S)
    assert study
    (folder / "study.yaml").write_text(study[1], "utf-8")
    (folder / "broken.yaml").write_text(BROKEN, "utf-8")
    (folder / "matrix.csv").write_text(MATRIX, "utf-8")
    (folder / "survey.csv").write_text(SURVEY, "utf-8")


def is_plain(command: str) -> bool:
    """Whether a command is the program alone, so that it need not be a process: to start one takes longest of all."""
    return command.startswith("policyscore ") and not re.search(r"[|&;<>$*?~`(){}]", command) and command != INSTALLED


def in_a_shell(command: str, folder: Path, root: Path) -> str:
    """What a command prints, both streams, in a folder; `root` is that of the checkout."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(root)},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.decode()


def here(command: str, folder: Path) -> str:
    """The same of a plain command, run in this process."""
    with chdir(folder):
        return run(*shlex.split(command)[1:]).output


def renewed(text: str, folder: Path) -> str:
    """The README with the output of today in it, from a folder that was prepared; each command runs once."""
    (example,) = re.findall(r"^```python\n(import .*?)```", text, re.S | re.M)
    (folder / "example.py").write_text(example, "utf-8")
    commands = [one or other for one, other in re.findall(r"^\$ (.*)$|^<!-- output: (.*?) -->$", text, re.M)]
    plain = [command for command in commands if is_plain(command)]
    rest = [command for command in (*commands, EXAMPLE) if command not in plain]
    with ThreadPoolExecutor(1) as shell:
        # One after the other, since some take what others made; plain commands need none of it.
        pending = {command: shell.submit(in_a_shell, command, folder, Path.cwd()) for command in rest}
        shown = {command: here(command, folder) for command in plain}
        shown |= {command: done.result() for command, done in pending.items()}

    def console(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[1], re.M)
        return "```console\n" + "".join(f"$ {command}\n{shown[command]}" for command in commands) + "```"

    def embedded(block: re.Match[str]) -> str:
        return f"<!-- output: {block[1]} -->\n{shown[block[1]]}<!-- end -->"

    def python(block: re.Match[str]) -> str:
        return f"```python\n{block[1]}```\n\n```text\n{shown[EXAMPLE]}```"

    text = re.sub(r"```console\n(.*?)```", console, text, flags=re.S)
    text = re.sub(r"<!-- output: (.*?) -->\n.*?<!-- end -->", embedded, text, flags=re.S)
    return re.sub(r"```python\n(import .*?)```\n\n```text\n.*?```", python, text, flags=re.S)


def test_the_readme_shows_what_its_commands_print(tmp_path: Path, golden: Golden) -> None:
    prepare(tmp_path)
    assert f"<!-- output: {INSTALLED} -->" in README.read_text("utf-8")
    golden(README.absolute(), renewed(README.read_text("utf-8"), tmp_path))


def test_the_readme_has_both_commands_that_ci_runs() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.S)

    assert len(blocks) == 2
    assert "policyscore score" in blocks[0]
    assert "pytest" in blocks[1]


def test_every_command_is_in_the_readme() -> None:
    for command in app.registered_commands:
        assert command.callback
        assert f"policyscore {command.name or command.callback.__name__}" in README.read_text("utf-8")


def test_the_rule_to_try_first_finds_what_it_looks_for() -> None:
    block = re.search(r"<!-- rule -->\n```python\n(.*?)```", README.read_text("utf-8"), re.S)
    assert block
    # As in `ratings.py`, where the README puts it.
    names = dict(vars(ratings))
    exec(block[1], names)
    rule = names["empty_summary"]
    assert isinstance(rule, Rule)
    # What `test_every_rule_tells_more_of_itself` asks of it.
    assert len(rule.more) > 100
    assert any(character.isdigit() for character in rule.why)

    def found(*options: str) -> list[tuple[str, ...]]:
        return [finding.options for finding in rule.find(study(CHANCE + "".join(options)))]

    aid = option("Aid", 10, 20)
    assert (
        found(option("Sanctions", 10, 20, baseline=True), aid.replace("id: aid", "id: aid\nsummary: Food by ship"))
        == []
    )
    assert found(option("Sanctions", 10, 20, baseline=True), aid.replace("id: aid", "id: aid\nsummary: AID")) == [
        ("aid",)
    ]
