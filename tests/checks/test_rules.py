"""Every rule finds its mistake where it is made, and nothing where it is not."""

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.checks.check import RULES, check, check_study
from policyscore.reading.load import load
from policyscore.reports.check import check_text
from tests.checks.found import codes
from tests.helpers import Golden, matrix, run, study
from tests.strategies import Problem, problems, unsure_problems

HERE = Path("tests/checks/rules").absolute()
BAD = sorted(HERE.glob("*-bad.yaml"))
GOOD = sorted(HERE.glob("*-good.yaml"))


def said(path: Path) -> str:
    """What `check` says about a file, as its reader sees it from the folder it is in."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        return check_text(check_study(path.name), every_place=True)
    finally:
        os.chdir(here)


def test_every_rule_has_both_examples() -> None:
    assert [path.name for path in BAD] == [f"{code}-bad.yaml" for code in sorted(RULES)]
    assert [path.name for path in GOOD] == [f"{code}-good.yaml" for code in sorted(RULES)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_example_makes_its_mistake_and_no_other(path: Path, golden: Golden) -> None:
    result = check_study(path)

    assert [rule.code for rule, _ in result.warnings] == [path.stem[:3]]
    golden(path.with_suffix(".txt"), said(path))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_example_makes_none(path: Path) -> None:
    result = check_study(path)

    assert (result.errors, result.warnings) == ((), ())


def test_warnings_do_not_fail_unless_they_are_to() -> None:
    bad, good = str(HERE / "W11-bad.yaml"), str(HERE / "W11-good.yaml")

    assert run("check", bad).exit_code == 0
    assert run("check", bad, "--strict").exit_code == 3
    assert run("check", good, "--strict").exit_code == 0
    assert run("check", good).stdout == "0 errors, 0 warnings\n"


def test_errors_come_on_standard_output_and_end_with_1(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("option: X\n")
    result = run("check", str(path), "--strict")

    assert (result.exit_code, result.stderr) == (1, "")
    assert "x.yaml:1:1: error: missing key `ratings`" in result.stdout
    assert result.stdout.endswith("2 errors, 0 warnings\n")


def test_json_holds_what_the_listing_says() -> None:
    record = json.loads(run("check", str(HERE / "W05-bad.yaml"), "-f", "json").stdout)
    (warning,) = record["warnings"]

    assert (record["schema"], record["errors"], record["silenced"]) == ("policyscore/check/1", [], [])
    assert list(warning) == ["code", "path", "line", "column", "criteria", "options", "message", "why", "hint"]
    assert (warning["code"], warning["criteria"], warning["options"]) == ("W05", ["impact", "cost"], [])


def test_a_rule_is_turned_off_with_a_reason_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("study: S\nsilence: {W11: a first sketch}\n---\n" + (HERE / "W11-bad.yaml").read_text())
    result = run("check", str(path), "--strict")
    record = json.loads(run("check", str(path), "-f", "json").stdout)

    assert (result.exit_code, result.stdout) == (
        0,
        "W11 is turned off, with 1 warning: a first sketch\n\n0 errors, 0 warnings\n",
    )
    assert [warning["code"] for warning in record["silenced"]] == ["W11"]


def test_turning_off_what_is_no_rule_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("study: S\nsilence: {W99: no reason}\n---\n" + (HERE / "W11-good.yaml").read_text())
    result = run("check", str(path))

    assert result.exit_code == 1
    assert "x.yaml:2:11: error: there is no warning `W99`" in result.stdout


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_tells_more_of_itself(code: str) -> None:
    result = run("check", "--explain", code)

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}: {RULES[code].title}\n\n")
    assert len(RULES[code].more) > 100
    assert any(character.isdigit() for character in RULES[code].why)


def test_a_code_that_is_none_is_refused() -> None:
    result = run("check", "--explain", "W99")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no warning `W99`" in result.stderr


def test_the_bundled_study_has_no_warning_that_is_not_accounted_for() -> None:
    result = check_study("options")

    assert result.errors == ()
    assert result.warnings == ()
    assert sorted(rule.code for rule, _ in result.silenced) == ["W19", "W34"]


@pytest.mark.parametrize(("words", "fires"), [(5, False), (4, True)])
def test_w20_an_option_needs_half_the_words_of_the_middle_one(words: int, fires: bool) -> None:
    counts = {"A": 10, "B": 10, "C": words}
    ratings = {name: ("{value: 1, why: " + "w " * count + "}",) for name, count in counts.items()}

    assert ("W20" in codes(matrix({"x": 1}, ratings))) is fires


@pytest.mark.parametrize(
    ("fixed", "rated", "fires"),
    [
        ("2026-03-01", (), False),
        ("2026-03-01", ("2026-03-01", "2026-04-01"), False),
        ("2026-03-02", ("2026-03-01", "2026-04-01"), True),
    ],
)
def test_w15_weights_are_late_after_the_first_rating(fixed: str, rated: tuple[str, ...], fires: bool) -> None:
    text = f"fixed: {fixed}\ncriteria: {{x: {{worst: 0, best: 1}}}}\n"
    for number, day in enumerate(rated or ("",)):
        dated = f"rated: {day}, " if day else ""
        text += f"---\n{{option: O{number}, id: o{number}, {dated}ratings: {{x: 1}}}}\n"

    assert ("W15" in codes(study(text))) is fires


@pytest.mark.parametrize(("sources", "fires"), [("", True), (", sources: [s]", False)])
def test_w16_who_says_source_names_one(sources: str, fires: bool) -> None:
    text = "sources: {s: {title: S}}\n---\ncriteria: {x: {worst: 0, best: 9}}\n---\n"
    text += f"{{option: A, id: a, ratings: {{x: {{value: 1, why: Because., basis: source{sources}}}}}}}"

    assert ("W16" in codes(study(text))) is fires


def test_a_reason_for_silence_shows_its_control_codes(tmp_path: Path) -> None:
    text = (HERE / "W11-bad.yaml").read_text("utf-8") + '---\nstudy: S\nsilence: {W11: "because \\e[31m"}\n'
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    said = run("check", str(tmp_path / "s.yaml")).stdout

    assert r"because \x1b[31m" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_an_option_that_no_file_holds_is_checked_and_never_pointed_to(path: Path) -> None:
    loaded = load(path)
    derived = replace(loaded.options[0], id="derived", baseline=False, rated_by=None, entry=None)
    found = [*check(replace(loaded, options=(derived, *loaded.options)))]

    assert {finding.problem.path for _, finding in found} <= {str(path)}
    assert not any("derived" in finding.options for _, finding in found)


@given(st.one_of(problems(), unsure_problems()))
def test_what_is_found_does_not_depend_on_the_order_of_the_options(problem: Problem) -> None:
    found = problem.study()
    turned = replace(found, options=found.options[::-1])

    assert Counter(codes(found)) == Counter(codes(turned))
