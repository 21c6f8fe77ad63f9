"""What `check` says of a study: the worst first, once for each kind of warning."""

from pathlib import Path

import pytest

from policyscore.checks.check import RULES, check_study
from policyscore.checks.rule import Harm
from policyscore.reports.check import HARMS, check_text
from tests.helpers import Golden, run

# A study as a beginner writes it: seven options, and most of the usual mistakes.
BEGINNER = Path("tests/cases/beginner.yaml")


def test_a_beginners_study_fits_one_screen_with_the_worst_first(golden: Golden) -> None:
    text = check_text(check_study(BEGINNER))

    golden("check-beginner.txt", text)
    assert max(map(len, text.splitlines())) <= 80
    heads = [f"What {HARMS[harm]}:" for harm in Harm]
    assert [line for line in text.splitlines() if line in heads] == heads


def test_every_code_is_listed_once_with_its_count_and_first_places() -> None:
    result = check_study(BEGINNER)
    lines = check_text(result).splitlines()
    listed = [line[:3] for line in lines if line[:3] in RULES]

    assert sorted(listed) == sorted({rule.code for rule, _ in result.warnings})
    assert "W16  ratings with neither reason nor source (28): add `why:` or `sources:`" in lines
    assert "     tests/cases/beginner.yaml:11:1, tests/cases/beginner.yaml:15:1 and 5 more" in lines


def test_all_shows_every_place_in_the_same_order() -> None:
    warnings = check_study(BEGINNER).warnings
    said = run("check", str(BEGINNER), "--all").stdout
    codes = [line.split(" warning ")[1][:3] for line in said.splitlines() if ": warning W" in line]

    assert len(codes) == len(warnings)
    assert codes == sorted(codes, key=lambda code: (RULES[code].harm, code))
    assert "--all" not in said
    assert "--all" in run("check", str(BEGINNER)).stdout


@pytest.mark.parametrize(("format", "row"), [("csv", "W"), ("markdown", "| W"), ("json", '      "code": "W')])
def test_what_is_pasted_or_parsed_has_every_finding(format: str, row: str) -> None:
    said = run("check", str(BEGINNER), "-f", format).stdout

    assert said == run("check", str(BEGINNER), "-f", format, "--all").stdout
    assert sum(line.startswith(row) for line in said.splitlines()) == len(check_study(BEGINNER).warnings)


@pytest.mark.parametrize(
    "reasons", [("It helps only if they agree",), ("It helps only if they agree", "None unless they do")]
)
def test_advice_after_a_question_is_a_sentence_of_its_own(reasons: tuple[str, ...], tmp_path: Path) -> None:
    text = "criteria: {x: {worst: 0, best: 9}}\n"
    for id, why in zip("ab", reasons, strict=False):
        text += f"---\n{{option: {id}, id: {id}, ratings: {{x: {{value: 1, why: {why}}}}}}}\n"
    (tmp_path / "s.yaml").write_text(text)
    said = " ".join(run("check", str(tmp_path / "s.yaml")).stdout.split())

    assert "?;" not in said
    assert ("does it depend on another criterion? Use `chance:`" in said) == (len(reasons) == 1)


def test_a_warning_of_many_files_says_of_how_many(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text("criteria: {x: {worst: 0, best: 9, weight: 1}}\n")
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(f"option: {name.upper()}\nratings: {{x: {ord(name) - 95}}}\n")
    said = " ".join(check_text(check_study(tmp_path)).split())

    assert "and 1 more, in 3 files" in said


def test_a_text_that_a_terminal_would_act_on_shows_as_an_escape(tmp_path: Path) -> None:
    text = "criteria: {x: {worst: 0, best: 9}}\n"
    text += "".join(f'---\n{{option: {id}, id: {id}, rated_by: "Kim \\e[31m", ratings: {{x: 1}}}}\n' for id in "ab")
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    said = run("check", str(tmp_path / "s.yaml")).stdout

    assert r"Kim \x1b[31m" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_tells_what_it_can_do(code: str) -> None:
    said = run("check", "--explain", code).stdout

    assert f"\n\nIt {HARMS[RULES[code].harm]}; where it does not apply, `silence: {{{code}: " in said
