"""Where a score comes from, and what lies between two: small cases with their sums."""

import json

import pytest

import policyscore
from policyscore.analysis.rating_sensitivity import ratings_to_lead
from policyscore.formats.render import RENDERERS
from policyscore.reports.explain import explain_report
from tests.helpers import Golden, run, toy

STUDY = "tests/cases/contract.yaml"


def test_the_rating_that_would_lead_brings_the_option_level() -> None:
    study = policyscore.load(STUDY)
    assessment = policyscore.score(study)
    trees = next(row for row in assessment.options if row.id == "trees")
    needed = {id: flip.after for id, flip in ratings_to_lead(assessment, trees).items()}

    assert set(needed) == {"chance", "score", "reach", "cost"}
    for criterion, level in needed.items():
        result = run("explain", "trees", STUDY, "--set", f"trees.{criterion}={level!r}", "-f", "json")
        scores = json.loads(result.stdout)["option"]["score"]
        assert scores == pytest.approx(assessment.options[0].score), criterion


def test_points_add_up_to_the_score_as_it_is_shown() -> None:
    for option in policyscore.load("options").options:
        document = explain_report(policyscore.score(policyscore.load("options"), "abstaining-democracies"), option.id)
        points = [row[4] for row in document.tables[0].rows]

        assert sum(point for point in points[:-1] if isinstance(point, float)) == pytest.approx(points[-1])


def test_the_difference_of_two_is_split_by_criterion_largest_first() -> None:
    # D - E: impact .4 x 5 = 2, feasibility .3 x 5 = 1.5, cost .1 x -20 = -2, harm .2 x 10 = 2; 3.5 in all
    document = explain_report(policyscore.score(toy()), "d", "e")

    assert document.lead == (
        "D is ahead on impact (+2.0), low-harm (+2.0) and feasibility (+1.5) and is behind on low-cost (-2.0). "
        "The difference is +3.5.",
    )
    assert [(row[0], row[4]) for row in document.tables[0].rows] == [
        ("impact", 2.0),
        ("low-cost", -2.0),
        ("low-harm", 2.0),
        ("feasibility", 1.5),
        ("Score", 3.5),
    ]


def test_a_tie_is_called_level() -> None:
    assert "They are level." in run("explain", "trees", STUDY, "--versus", "roofs").stdout
    assert "As far as rated, it leads Visits by 1.0." in run("explain", "carry-on", STUDY).stdout


def test_a_rating_is_put_into_words() -> None:
    record = json.loads(run("explain", "eu-dialogue", "options", "-f", "json").stdout)
    words = {criterion["id"]: criterion["words"] for criterion in record["criteria"]}

    assert words["legitimacy"].startswith("a UN majority")
    assert words["feasibility"].startswith("between: several consents needed")
    assert record["sources"]["haggard-2014"]["read"] == "whole"
    assert len(record["quotes"]) == 5


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex", "json"])
def test_every_reason_and_source_is_there(format: str) -> None:
    text = run("explain", "icc-referral", "options", "-w", "victims-first", "-f", format).stdout

    assert "A needed consent is as good as refused" in text
    assert "Human Rights Roundup II" in text


@pytest.mark.parametrize("format", RENDERERS)
def test_the_output_is_what_it_was_when_last_read(format: str, golden: Golden) -> None:
    golden(f"explain.{format}", run("explain", "visits", STUDY, "-f", format).stdout)


def test_an_option_that_is_none_is_refused() -> None:
    for words in (["tress", STUDY], ["trees", STUDY, "--versus", "tress"]):
        result = run("explain", *words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert "there is no option `tress`\n  hint: did you mean `trees`?" in result.stderr
    # As a script writes it whose variable is empty.
    empty = run("explain", "trees", STUDY, "--versus", "")
    assert (empty.exit_code, empty.stdout) == (2, "")
    assert "there is no option ``" in empty.stderr
