"""What reading remarks on is said once by every command that reads a study, beside the result and never in it."""

import json
from pathlib import Path

import pytest

import policyscore
from tests.commands.helpers import SMALL
from tests.helpers import run

CUT = SMALL.replace("option: Dialogue", "option: Dialogue #2")
# Where that is: on line 10, at the number sign.
SAID = 'small.yaml:10:18: warning W22: the text ends at "Dialogue": everything after " #" is a comment to YAML'
FEW = ("--draws", "1000")


@pytest.fixture(autouse=True)
def cut(small: Path) -> None:
    small.write_text(CUT)


@pytest.mark.parametrize(
    "words",
    [
        ("score", "small.yaml"),
        ("score", "small.yaml", "-f", "json"),
        ("explain", "dialogue", "small.yaml"),
        ("robust", "small.yaml", *FEW),
        ("compare", "small.yaml", "-w", "thrift", "-w", "equal"),
        ("compare", "small.yaml", "-f", "csv"),
        ("compare", "--each", "small.yaml"),
        ("memo", "small.yaml", *FEW),
        ("chart", "contributions", "small.yaml"),
        ("chart", "weightings", "small.yaml", "-w", "thrift", "-w", "equal"),
        ("diff", "small.yaml", "other.yaml"),
        ("list", "small.yaml"),
    ],
    ids=" ".join,
)
def test_every_command_says_it_once_even_if_it_is_to_be_quiet(words: tuple[str, ...]) -> None:
    Path("other.yaml").write_text(SMALL)
    for quiet in ((), ("-q",)):
        if quiet and words[0] != "list":
            words = (*words, *quiet)
        result = run(*words)

        assert result.exit_code == 0
        assert result.stderr.count("W22") == 1
        assert SAID in result.stderr
        assert "W22" not in result.stdout


def test_check_lists_it_and_says_it_nowhere_else() -> None:
    result = run("check", "small.yaml", "--strict", "--all")

    assert (result.exit_code, result.stderr) == (3, "")
    assert result.stdout.count(SAID) == 1


def test_check_lists_it_beside_errors(small: Path) -> None:
    small.write_text(CUT.replace("impact: 20", "impact: 200"))
    result = run("check", "small.yaml", "--all")

    assert result.exit_code == 1
    assert SAID in result.stdout
    assert SAID in run("score", "small.yaml").stderr


def test_silence_turns_it_off_everywhere(small: Path) -> None:
    small.write_text(f"study: S\nsilence: {{W22: those are comments}}\n---\n{CUT}")

    assert run("score", "small.yaml").stderr == ""
    assert "W22 is turned off, with 1 warning: those are comments" in run("check", "small.yaml").stdout


def test_what_is_told_as_json_tells_it_so_too() -> None:
    for words in (
        ("compare", "small.yaml", "-f", "csv"),
        ("compare", "small.yaml"),
        ("compare", "--each", "small.yaml"),
    ):
        (line,) = run(*words, "--error-format", "json").stderr.splitlines()
        told = json.loads(line)

        assert (told["code"], told["line"], told["column"]) == ("W22", 10, 18)
        assert ("study" in told) is ("--each" in words)


def test_a_file_of_weights_has_its_say(small: Path) -> None:
    small.write_text(SMALL)
    Path("view.yaml").write_text("weighting: View\nwhy: as table #4 says\npoints: {impact: 1}\n")
    result = run("score", "small.yaml", "-w", "view.yaml")

    assert 'view.yaml:2:15: warning W22: the text ends at "as table"' in result.stderr
    # A file of the study that is named again is read again, and said once.
    assert run("score", "small.yaml", "view.yaml", "-w", "view.yaml").stderr == result.stderr


def test_a_program_finds_it_in_the_study() -> None:
    study = policyscore.load("small.yaml")

    assert [str(remark).splitlines()[0] for remark in study.warnings] == [SAID]
