"""Where a score comes from, and what lies between two: small cases with their sums."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from math import fsum
from typing import Any

import pytest
from hypothesis import given, settings

import policyscore
from policyscore.analysis.rating_sensitivity import ratings_to_lead
from policyscore.formats.format import OFF_TERMINAL, Format
from policyscore.formats.render import RENDERERS
from policyscore.formats.report import Report
from policyscore.model.study import Study
from policyscore.reports.explain import explain_report
from policyscore.rounding import rounded
from tests.helpers import Golden, run, study, toy
from tests.reports.chances import WORKED, chancy, worked

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
    # Visits: .375 x 31 + .25 x 45 + .375 x 81 = 53.25, shown as 53.3; Carry on .375 x 40 + .375 x 100 = 52.5.
    assert "As far as rated, it leads Carry on by 0.8." in run("explain", "visits", STUDY).stdout


def told(made: Study, id: str, versus: str | None = None) -> Report:
    return explain_report(policyscore.score(made), id, versus)


def cells(report: Report, table: int, *keys: str) -> list[tuple[str, ...]]:
    """Columns of a table as readers see them."""
    places = [[column.key for column in report.tables[table].columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for row in report.tables[table].shown()]


def test_points_are_those_in_effect_and_a_line_says_what_the_chance_takes_away() -> None:
    report = told(worked(), "try")

    # In effect .6 x 80 + .4 x 30 = 60; the score is 34.2, so the chance takes away 25.8.
    assert cells(report, 0, "criterion", "rating", "points") == [
        ("Impact", "80 (60 to 100)", "48.0"),
        ("Cost", "70", "12.0"),
        ("Not certain to take effect", "chance 25 in 100, unlikely; range 10 to 50", "-25.8"),
        ("Score", "", "34.2"),
    ]
    assert cells(report, 0, "basis", "confidence", "words")[2] == ("source", "high", "doubted")
    assert report.tables[0].caption.endswith("points if it took effect, and what its chance takes away")
    # Worse than the baseline on both: .6 x 10 + .4 x 10 = 10 in effect.
    harm = "---\noption: Harm\nid: harm\nratings: {odds: 20, impact: 10, cost: 90}\n"
    # impact 20 - .2 x 10 = 18; cost 50 - (.2 + .8 x .8) x 40 = 16.4; .6 x 18 + .4 x 16.4 = 17.36, so 7.4 more than 10
    gives = told(worked(harm), "harm")
    assert cells(gives, 0, "rating", "points")[2] == ("chance 20 in 100, very unlikely", "7.4")
    assert gives.tables[0].caption.endswith("and what its chance gives")


def test_an_unknown_chance_is_marked_and_the_baseline_has_none() -> None:
    perhaps, now = told(worked(), "perhaps"), told(worked(), "now")

    # Impact 50, cost 32 with an even chance: 42.8, and 60 in effect.
    assert cells(perhaps, 0, "criterion", "rating", "points")[2:] == [
        ("Not certain to take effect", "chance unknown, counted as 50 in 100", "-17.2?"),
        ("Score", "", "42.8?"),
    ]
    assert [row[0] for row in cells(now, 0, "criterion")] == ["Impact", "Cost", "Score"]
    assert "Never asked." not in str(now.tables)
    # What is certain has no line either.
    sure = "---\noption: Sure\nid: sure\nratings: {odds: 100, impact: 10, cost: 90}\n"
    assert [row[0] for row in cells(told(worked(sure), "sure"), 0, "criterion")] == ["Impact", "Cost", "Score"]


def test_the_chance_has_its_reason_and_it_is_said_who_asks_and_what_would_settle_it() -> None:
    report = told(worked(), "try")

    assert cells(report, 1, "criterion", "sources", "why") == [
        ("Chance: 25 in 100, unlikely", "vote", "Two members said no."),
        ("Cost", "", "By the tender."),
    ]
    assert cells(report, 2, "id", "read") == [("vote", "part")]
    assert report.lead[:4] == (
        "The council asks the county.",
        "Asked for by: The mayor and the union.",
        "Counts as in effect if: the county signs by 2016.",
        "It would score 60.0 if it took effect, and 25.6 if it was tried and failed.",
    )
    named = WORKED.replace("[The mayor, the union]", "['The mayor, Ms Li', The union]")
    assert "Asked for by: The mayor, Ms Li; The union." in told(study(named), "try").lead
    changed = run("explain", "trees", STUDY, "--set", "trees.chance=12.5").stdout
    assert " ".join(changed.split()).count("Chance: 12.5 in 100, very unlikely set on the command line") == 1
    assert "Counts as in effect if: A hundred trees stand by the end of 2027." in changed


def test_programs_get_effective_values_and_the_chance_in_shares_of_1() -> None:
    record: Any = told(worked(), "try").json
    facts = [
        tuple(criterion[key] for key in ("value", "effective", "contribution", "in_effect"))
        for criterion in record["criteria"]
    ]

    assert facts == [pytest.approx((80, 35, 21, 48)), pytest.approx((30, 33, 13.2, 12))]
    chance = record["chance"]
    assert {key: chance[key] for key in ("id", "words", "why", "sources")} == {
        "id": "odds",
        "words": "unlikely",
        "why": "Two members said no.",
        "sources": ["vote"],
    }
    assert [chance[key] for key in ("value", "low", "high", "points")] == pytest.approx([0.25, 0.1, 0.5, -25.8])
    assert (record["resolves_if"], record["advocates"]) == ("the county signs by 2016", ["The mayor", "the union"])
    unknown: Any = told(worked(), "perhaps").json
    assert [unknown["chance"][key] for key in ("value", "low", "high", "words")] == [0.5, 0, 1, None]
    baseline: Any = told(worked(), "now").json
    assert [baseline["chance"][key] for key in ("value", "points", "why")] == [1, 0, None]
    plain: Any = told(toy(), "d").json
    assert plain["chance"] is None
    assert all(each["effective"] == each["value"] for each in plain["criteria"])
    assert all(each["in_effect"] == each["contribution"] for each in plain["criteria"])


def test_in_rows_the_chance_has_one_of_its_own_without_points() -> None:
    rows = {row["criterion"]: row for row in csv.DictReader(printed_csv("try"))}

    assert [*rows] == ["odds", "impact", "cost"]
    assert [rows["odds"][key] for key in ("rating", "low", "weight", "contribution", "effective")] == [
        *("25", "10", "", "", "")
    ]
    assert [rows["impact"][key] for key in ("value", "contribution", "effective", "in_effect")] == [
        *("80", "21", "35", "48")
    ]
    assert [row["criterion"] for row in csv.DictReader(printed_csv("now"))] == ["impact", "cost"]


def printed_csv(id: str) -> list[str]:
    return RENDERERS[Format.CSV](told(worked(), id), OFF_TERMINAL).splitlines()


def test_what_lies_between_two_is_told_on_the_values_that_count() -> None:
    report = told(worked(), "try", "now")

    # Impact .6 x (35 - 20) = 9; cost .4 x (33 - 50) = -6.8.
    assert report.lead == (
        "Try is ahead on Impact (+9.0) and is behind on Cost (-6.8). The difference is +2.2.",
        "Values here count each option's chance of taking effect: Try (25 in 100, unlikely).",
    )
    assert cells(report, 0, "criterion", "value", "other", "difference") == [
        ("Impact", "35.0", "20.0", "+9.0"),
        ("Cost", "33.0", "50.0", "-6.8"),
        ("Score", "34.2", "32.0", "+2.2"),
    ]
    record: Any = report.json
    assert record["criteria"][0]["values"] == [80, 20]
    assert record["criteria"][0]["effective"] == pytest.approx([35, 20])
    # The chance of Perhaps is not known: both of its values rest on it, and nothing of Try does.
    unsure = told(worked(), "perhaps", "try")
    assert cells(unsure, 0, "value", "other", "difference")[0] == ("50.0?", "35.0", "+9.0?")
    assert "(unknown, counted as 50 in 100)" in unsure.lead[1]
    assert "unknown" in [note.code for note in unsure.notes]


def test_a_rating_of_the_baseline_that_is_not_known_marks_what_it_is_in() -> None:
    made = study(WORKED.replace("impact: 20", "impact: unknown"))
    between = told(made, "try", "perhaps")

    # Nothing of Try's own is unknown on Impact, and all of it on Cost is known.
    assert cells(between, 0, "criterion", "value")[:2] == [("Impact", "57.5?"), ("Cost", "33.0")]
    assert "Now: Impact" in next(note.text for note in between.notes if note.code == "unknown")
    assert cells(told(made, "try"), 0, "points")[2:] == [("-12.3?",), ("47.7?",)]


def test_without_chances_nothing_is_said_of_one_but_that_it_is_not_counted() -> None:
    report = told(replace(worked(), no_chance=True), "try")
    record: Any = report.json

    assert [row[0] for row in cells(report, 0, "criterion")] == ["Impact", "Cost", "Score"]
    assert cells(report, 0, "points")[-1] == ("60.0",)
    assert record["chance"] is None
    said = [note.text for note in report.notes if note.code == "no-chance"]
    assert said == ["Every option is scored as if it took effect: Chance is not counted."]
    assert "Two members said no." not in str(report.tables)


def test_the_chance_is_named_first_where_it_alone_would_bring_an_option_level(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = policyscore.score(worked())
    (found, *_) = ratings_to_lead(assessment, assessment.option("try")).values()
    flips = {id: replace(found, criterion=id, before=None, after=at) for id, at in (("cost", 10.0), ("odds", 75.0))}
    monkeypatch.setattr("policyscore.reports.explain.ratings_to_lead", lambda assessment, option: flips)
    report = told(worked(), "try")

    assert "would bring it level: Chance at 75 or Cost at 10, all else as it is." in report.lead[-1]
    assert cells(report, 0, "to_lead") == [("–",), ("10",), ("75",), ("",)]
    record: Any = report.json
    # In shares of 1, as the chance itself.
    assert record["chance"]["to_lead"] == 0.75


@given(chancy(unsure=True))
@settings(max_examples=60)
def test_with_chances_every_sum_is_that_of_what_is_shown(made: Study) -> None:
    assessment = policyscore.score(made)
    for option in assessment.options:
        report = explain_report(assessment, option.id)
        *points, score = [Decimal(row[0].rstrip("?!")) for row in cells(report, 0, "points")]
        record: Any = report.json

        assert score == sum(points) == rounded(option.score, 1)
        assert fsum(each["contribution"] for each in record["criteria"]) == pytest.approx(option.score)
        assert fsum(each["in_effect"] for each in record["criteria"]) == pytest.approx(option.in_effect)
        assert option.in_effect + record["chance"]["points"] == pytest.approx(option.score)
        between = explain_report(assessment, option.id, assessment.leader.id)
        *parts, gap = [Decimal(row[0].rstrip("?")) for row in cells(between, 0, "difference")]
        own, first = (Decimal(cell.rstrip("?")) for cell in cells(between, 0, "value", "other")[-1])
        assert gap == sum(parts) == own - first


CITED = """criteria:
  x: {worst: 0, best: 100, levels: [{at: 0, means: none}, {at: 50, means: half of it}, {at: 100, means: all}]}
---
sources: {census: {title: Census, year: 2014, read: whole}}
---
option: A
id: a
quotes: [one, {text: two, source: census}]
ratings: {x: {value: 50, why: Counted twice., sources: [census]}}
---
{option: B, id: b, ratings: {x: 70}}
"""


def test_a_rating_is_put_into_words() -> None:
    first: Any = told(study(CITED), "a").json
    second: Any = told(study(CITED), "b").json

    assert first["criteria"][0]["words"] == "half of it"
    assert second["criteria"][0]["words"] == "between: half of it; and: all"
    assert first["sources"]["census"]["read"] == "whole"
    assert len(first["quotes"]) == 2


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex", "json"])
def test_every_reason_and_source_is_there(format: str) -> None:
    for made, id, reason, source in (
        (study(CITED), "a", "Counted twice.", "Census"),
        (worked(), "try", "Two members said no.", "Minutes of the vote"),
    ):
        text = RENDERERS[Format(format)](told(made, id), OFF_TERMINAL)

        assert reason in text
        assert source in text


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
