"""Every rule finds its mistake where it is made, and nothing where it is not."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from policyscore.checks.check import RULES, check, check_study
from policyscore.model.study import Study
from policyscore.reading.load import load
from policyscore.reports.check import check_text
from tests.helpers import Golden, matrix, run, study

HERE = Path("tests/checks/rules").absolute()
BAD = sorted(HERE.glob("*-bad.yaml"))
GOOD = sorted(HERE.glob("*-good.yaml"))


def said(path: Path) -> str:
    """What `check` says about a file, as its reader sees it from the folder it is in."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        return check_text(check_study(path.name))
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
    result = run("check", "--explain", "W5")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no warning `W5`" in result.stderr


def test_the_bundled_study_has_no_warning_that_is_not_accounted_for() -> None:
    result = check_study("options")

    assert (result.errors, result.warnings) == ((), ())
    assert [rule.code for rule, _ in result.silenced] == ["W19"]


def codes(found: Study) -> list[str]:
    return [rule.code for rule, _ in check(found)]


@pytest.mark.parametrize(
    ("y", "fires"),
    [
        # x = 1 2 3 4 5 has deviations -2 -1 0 1 2. For y = 10 20 30 50 40 they are -20 -10 0 20 10: r = (40 + 10 +
        # 0 + 20 + 20) / sqrt(10 * 1000) = .9. Moving 30 to 31 or to 29 leaves the sum of products as it is and
        # makes the sum of squares larger by .8, and so r less than .9.
        ((10, 20, 30, 50, 40), True),
        ((10, 20, 31, 50, 40), False),
        ((50, 40, 30, 10, 20), True),
    ],
)
def test_w05_criteria_move_together_from_nine_tenths_on(y: tuple[int, ...], fires: bool) -> None:
    ratings = {name: (x, value) for name, x, value in zip("ABCDE", (1, 2, 3, 4, 5), y, strict=True)}

    assert ("W05" in codes(matrix({"x": 1, "y": 1}, ratings))) is fires


def test_w05_four_options_are_too_few_to_move_together() -> None:
    assert "W05" not in codes(matrix({"x": 1, "y": 1}, {name: (k, 10 * k) for k, name in enumerate("ABCD")}))


@pytest.mark.parametrize(
    ("ratings", "weight", "fires"),
    [((40, 45), 50, False), ((40, 44.9), 50, True), ((0, 50), 2, False), ((0, 49), 2, True)],
)
def test_w09_a_criterion_needs_five_points_of_value_and_one_of_score(
    ratings: tuple[float, float], weight: float, fires: bool
) -> None:
    # Weight 2 of 100 times 50 points of value is 1 point of score.
    study = matrix({"x": weight, "y": 100 - weight}, {"A": (ratings[0], 0), "B": (ratings[1], 100)})

    assert ("W09" in codes(study)) is fires


@pytest.mark.parametrize(("words", "fires"), [(5, False), (4, True)])
def test_w20_an_option_needs_half_the_words_of_the_middle_one(words: int, fires: bool) -> None:
    counts = {"A": 10, "B": 10, "C": words}
    ratings = {name: ("{value: 1, why: " + "w " * count + "}",) for name, count in counts.items()}

    assert ("W20" in codes(matrix({"x": 1}, ratings))) is fires


@pytest.mark.parametrize(("weight", "fires"), [(12, True), (12.1, False)])
def test_w07_weights_within_a_fifth_of_each_other_look_unchosen(weight: float, fires: bool) -> None:
    text = f"""criteria:
  x: {{worst: 0, best: 1, weight: 10}}
  b:
    weight: {10 + weight}
    criteria: {{y: {{worst: 0, best: 1, weight: 10}}, z: {{worst: 0, best: 1, weight: {weight}}}}}
  c: {{weight: 10, criteria: {{u: {{worst: 0, best: 1}}}}}}
---
{{option: A, id: a, ratings: {{x: 0, y: 0, z: 0, u: 0}}}}
"""

    assert ("W07" in codes(study(text))) is fires


@pytest.mark.parametrize(("rating", "fires"), [(100, True), (10, False)])
def test_w13_a_floor_is_hidden_only_in_the_better_half(rating: int, fires: bool) -> None:
    text = "criteria:\n  x: {worst: 0, best: 100}\n  harm: {worst: 100, best: 0, floor: 50}\n"
    for name, ratings in {"a": (rating, 60), "b": (20, 0), "c": (20, 0), "d": (20, 0)}.items():
        text += f"---\n{{option: {name}, id: {name}, ratings: {{x: {ratings[0]}, harm: {ratings[1]}}}}}\n"

    assert ("W13" in codes(study(text))) is fires


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


@pytest.mark.parametrize(("same", "of", "fires"), [(3, 5, True), (2, 3, False), (3, 6, False)])
def test_w05_the_same_evidence_counts_on_three_options_and_on_most(same: int, of: int, fires: bool) -> None:
    text = "sources: {s: {title: S}, t: {title: T}}\n---\ncriteria: {x: {worst: 0, best: 9}, y: {worst: 0, best: 9}}\n"
    for number in range(of):
        other = "s" if number < same else "t"
        text += f"---\n{{option: O{number}, id: o{number}, ratings: {{x: {{value: {number}, sources: [s]}}, "
        text += f"y: {{value: {number * number % 7}, sources: [{other}]}}}}}}\n"

    assert ("W05" in codes(study(text))) is fires


def test_w11_the_hint_names_what_looks_like_carrying_on() -> None:
    found = [
        finding for rule, finding in check(matrix({"x": 1}, {"A": (1,), "Status quo": (2,)})) if rule.code == "W11"
    ]

    assert [finding.problem.hint for finding in found] == ["is it `status-quo`? then write `baseline: true` there"]


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
