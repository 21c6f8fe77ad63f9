"""Every rule finds its mistake where it is made, and nothing where it is not.

`python -m tests.test_rules` writes what is said about the bad examples anew, to be read before it is
committed.
"""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyscore import cli
from policyscore.checking import checked, listing
from policyscore.rules import RULES

HERE = Path(__file__).parent / "rules"
BAD = sorted(HERE.glob("*-bad.yaml"))
GOOD = sorted(HERE.glob("*-good.yaml"))


def said(path: Path) -> str:
    """What `check` says about a file, as its reader sees it from the folder it is in."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        return listing(checked(path.name))
    finally:
        os.chdir(here)


def test_every_rule_has_both_examples() -> None:
    assert [path.name for path in BAD] == [f"{code}-bad.yaml" for code in sorted(RULES)]
    assert [path.name for path in GOOD] == [f"{code}-good.yaml" for code in sorted(RULES)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_example_makes_its_mistake_and_no_other(path: Path) -> None:
    result = checked(path)

    assert [rule.code for rule, _ in result.warnings] == [path.stem[:3]]
    assert said(path) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_example_makes_none(path: Path) -> None:
    result = checked(path)

    assert (result.errors, result.warnings) == ((), ())


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["check", *words])


def test_warnings_do_not_fail_unless_they_are_to() -> None:
    bad, good = str(HERE / "W11-bad.yaml"), str(HERE / "W11-good.yaml")

    assert run(bad).exit_code == 0
    assert run(bad, "--strict").exit_code == 3
    assert run(good, "--strict").exit_code == 0
    assert run(good).stdout == "0 errors, 0 warnings\n"


def test_errors_come_on_standard_output_and_end_with_1(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("option: X\n")
    result = run(str(path), "--strict")

    assert (result.exit_code, result.stderr) == (1, "")
    assert "x.yaml:1:1: error: missing key `ratings`" in result.stdout
    assert result.stdout.endswith("2 errors, 0 warnings\n")


def test_json_holds_what_the_listing_says() -> None:
    record = json.loads(run(str(HERE / "W05-bad.yaml"), "-f", "json").stdout)
    (warning,) = record["warnings"]

    assert (record["schema"], record["errors"], record["silenced"]) == ("policyscore/check/1", [], [])
    assert list(warning) == ["code", "path", "line", "column", "criteria", "options", "message", "why", "hint"]
    assert (warning["code"], warning["criteria"], warning["options"]) == ("W05", ["impact", "cost"], [])


def test_a_rule_is_turned_off_with_a_reason_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("study: S\nsilence: {W11: a first sketch}\n---\n" + (HERE / "W11-bad.yaml").read_text())
    result = run(str(path), "--strict")
    record = json.loads(run(str(path), "-f", "json").stdout)

    assert (result.exit_code, result.stdout) == (
        0,
        "W11 is turned off, with 1 warning: a first sketch\n\n0 errors, 0 warnings\n",
    )
    assert [warning["code"] for warning in record["silenced"]] == ["W11"]


def test_turning_off_what_is_no_rule_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("study: S\nsilence: {W99: no reason}\n---\n" + (HERE / "W11-good.yaml").read_text())
    result = run(str(path))

    assert result.exit_code == 1
    assert "x.yaml:2:11: error: there is no warning `W99`" in result.stdout


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_tells_more_of_itself(code: str) -> None:
    result = run("--explain", code)

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}: {RULES[code].title}\n\n")
    assert len(RULES[code].more) > 100
    assert any(character.isdigit() for character in RULES[code].why)


def test_a_code_that_is_none_is_refused() -> None:
    result = run("--explain", "W5")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no warning `W5`" in result.stderr


def test_the_bundled_study_has_no_warning_that_is_not_accounted_for() -> None:
    result = checked("options")

    assert (result.errors, result.warnings) == ((), ())
    assert [rule.code for rule, _ in result.silenced] == ["W19"]


if __name__ == "__main__":
    for bad in BAD:
        bad.with_suffix(".txt").write_text(said(bad), "utf-8")
