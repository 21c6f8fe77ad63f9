"""What a shell is offered, by the protocol that typer's scripts for shells speak."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policyscore.commands.app import app

CONTRACT = "tests/cases/contract.yaml"


def offered(line: str) -> list[str]:
    """What bash would offer at the end of a line."""
    words = {"_POLICYSCORE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    return CliRunner().invoke(app, [], prog_name="policyscore", env=words).stdout.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"policyscore score {CONTRACT} -w ", ["default", "equal"]),
        ("policyscore score options -w vi", ["victims-first"]),
        (f"policyscore score {CONTRACT} --tag ", ["green"]),
        (f"policyscore score {CONTRACT} --set trees.co", ["trees.cost="]),
        (f"policyscore explain trees {CONTRACT} --versus v", ["visits"]),
        ("policyscore explain icc", ["icc-referral"]),
        ("policyscore check --explain W1", ["W11", "W12", "W13", "W15", "W16", "W17", "W19"]),
        ("policyscore schema s", ["study", "sources"]),
        ("policyscore score --example -w ha", ["haggard-coalition"]),
        ("policyscore score no-such-folder -w ha", ["haggard-coalition"]),
    ],
)
def test_ids_come_from_the_files_at_hand(line: str, found: list[str]) -> None:
    assert offered(line) == found


def test_a_study_with_faults_offers_what_can_be_read(tmp_path: Path) -> None:
    shutil.copytree("options", tmp_path / "study")
    (tmp_path / "study" / "criteria.yaml").write_text("criteria: {", "utf-8")
    (tmp_path / "study" / "new.yaml").write_text("option: New\nratings: {impact: 400}\n", "utf-8")

    assert offered(f"policyscore score {tmp_path}/study -w ha") == ["haggard-coalition"]
    assert {"new", "eu-dialogue"} <= {*offered(f"policyscore explain x {tmp_path}/study --versus ")}


def test_without_a_file_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)

    assert offered("policyscore score -w ") == ["default", "equal"]
    assert offered("policyscore score --example -w ha") == ["haggard-coalition"]

    assert offered(f"policyscore score {tmp_path}/empty -w ") == ["default", "equal"]


def test_nothing_is_offered_that_a_shell_could_run(tmp_path: Path) -> None:
    text = Path(CONTRACT).read_text("utf-8")
    text = text.replace("option: Trees", "option: 'Plan \\$(touch x) [/b]'").replace(
        "tags: [green]", "tags: ['x;touch y', ok]"
    )
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    words = {
        "_POLICYSCORE_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": f"policyscore explain x {tmp_path}/s.yaml --versus ",
    }
    shown = CliRunner().invoke(app, [], prog_name="policyscore", env=words).stdout

    assert "trees" in shown
    assert "touch" not in shown
    assert offered(f"policyscore score {tmp_path}/s.yaml --tag ") == ["ok"]
