"""Charts as data: what they show is right, and what they say is true of it."""

import re

import pytest

import policyscore
from policyscore.analysis.comparison import compare
from policyscore.analysis.robustness import robustness
from policyscore.analysis.weight_sensitivity import most_sensitive_criterion, stability
from policyscore.formats.charts.chart import Contributions, Ranks, Sensitivity, Slopes, score_at
from policyscore.formats.charts.draw import draw
from policyscore.formats.format import Format
from policyscore.reading.views import views
from policyscore.reports import charts
from tests.formats.charts.examples import VIEWS
from tests.helpers import matrix, study, toy
from tests.reports.chances import WORKED, worked


def test_without_a_name_it_is_the_criterion_that_has_to_change_least() -> None:
    # D stays first: impact to .547 (+.147), feasibility .106 to .5 (-.194), low cost to .234 (+.134), low harm always.
    assessment = policyscore.score(toy())
    assert most_sensitive_criterion(assessment, stability(assessment)) == "low-cost"
    # A is best on both: nothing changes, and y weighs most.
    never = policyscore.score(matrix({"x": 1, "y": 2}, {"A": [9, 9], "B": [1, 1]}))
    assert most_sensitive_criterion(never, stability(never)) == "y"


def test_a_branch_has_its_lines_too() -> None:
    assessment = policyscore.score(policyscore.load("tests/cases/contract.yaml"))
    picture = charts.sensitivity(assessment, "people").picture

    # 50 of the 80 points that are given; the chance has none.
    assert isinstance(picture, Sensitivity)
    assert picture.weight == pytest.approx(0.625)
    for row in assessment.options:
        assert score_at(picture.ends[row.id], 0.625) == pytest.approx(row.score)


def test_bars_end_at_the_score_that_counts_the_chance_and_the_one_in_effect_is_marked() -> None:
    chart = charts.contributions(policyscore.score(worked()))
    shown = {row[0]: row[1:] for row in chart.as_table.shown()}

    # Try: .6 x 35 = 21 and .4 x 33 = 13.2 points, 34.2 in all; 48 + 12 = 60 in effect, and 27.8 to 48.8 in between.
    assert isinstance(chart.picture, Contributions)
    bar = next(bar for bar in chart.picture.bars if bar.name == "Try")
    assert bar.points == pytest.approx((21, 13.2))
    assert (sum(bar.points), bar.score, bar.in_effect) == pytest.approx((34.2, 34.2, 60))
    assert shown["Try"] == ["a" * 10 + "b" * 7, "34.2", "27.8", "48.8", "60.0"]
    assert chart.as_table.columns[-1].header == "In effect"
    assert "Scores count each option's chance of taking effect. A hollow mark is the score in effect" in chart.caption
    # Perhaps has no chance that is known, and 42.8: impact 50, cost 32.
    assert "As far as rated, Perhaps has the highest score, 42.8 of 100." in chart.said
    assert (
        "with every rating and the chance at the end that scores less, or at the one that scores more, it would"
        in chart.said
    )
    plain = charts.contributions(policyscore.score(toy()))
    assert "chance" not in plain.caption
    assert [column.key for column in plain.as_table.columns] == ["name", "bar", "score", "low", "high"]


def test_lines_go_by_the_values_that_count_and_bear_the_marks_of_what_these_rest_on() -> None:
    chart = charts.sensitivity(policyscore.score(worked()), "impact")

    # With no weight on impact the scores are the values on cost that count, with all of it those on impact.
    assert isinstance(chart.picture, Sensitivity)
    ends = {id: chart.picture.ends[id] for id in ("try", "perhaps", "now")}
    assert {id: pytest.approx(each) for id, each in ends.items()} == {
        "try": (33, 35),
        "perhaps": (32, 50),
        "now": (50, 20),
    }
    assert chart.picture.names == {"perhaps": "Perhaps ?", "try": "Try", "now": "Now"}
    assert "Scores count each option's chance of taking effect." in chart.caption
    unsure = charts.sensitivity(policyscore.score(study(WORKED.replace("impact: 20", "impact: unknown"))), "impact")
    # What the baseline's rating is in is marked: Try counts it for three quarters.
    assert isinstance(unsure.picture, Sensitivity)
    assert unsure.picture.names == {"perhaps": "Perhaps ?", "try": "Try ?", "now": "Now ?"}


def test_bars_of_letters_are_the_points_by_largest_remainder() -> None:
    chart = charts.contributions(policyscore.score(toy()))
    shown = {row[0]: row[1:] for row in chart.as_table.shown()}

    # D: 20, 21, 6 and 18 points: 10, 10.5, 3 and 9 signs of 32.5, so 33 of them.
    assert shown["D"] == ["a" * 10 + "b" * 11 + "c" * 3 + "d" * 9, "65.0", "65.0", "65.0"]
    assert (
        "each sign is 2 points of score, a impact, b feasibility, c low-cost and d low-harm" in chart.as_table.caption
    )
    assert chart.said == (
        "D has the highest score, 65.0 of 100. The largest parts of D are feasibility (21.0) and impact (20.0)."
    )


def test_criteria_without_weight_are_named_and_not_drawn() -> None:
    chart = charts.contributions(policyscore.score(toy(), {"impact": 3, "low-cost": 1}))

    assert isinstance(chart.picture, Contributions)
    assert chart.picture.criteria == (("impact", "75 %"), ("low-cost", "25 %"))
    assert chart.caption.endswith("Without feasibility and low-harm, which have no weight.")


def test_ranks_over_weightings_are_lines_and_a_table() -> None:
    made = toy(VIEWS)
    chart = charts.slopes(compare(views(made, [])))

    # By impact B A G D E C F (90 60 52 50 45 40 30), by harm D E C G B A F.
    assert isinstance(chart.picture, Slopes)
    assert dict(chart.picture.rows) == {
        "A": (2, 6),
        "B": (1, 5),
        "C": (6, 3),
        "D": (4, 1),
        "E": (5, 2),
        "F": (7, 7),
        "G": (3, 4),
    }
    assert "Of rank 1: D under Harm; B under Impact." in chart.alt
    # A and B differ by 4 both, so neither most.
    assert "differ most" not in chart.alt
    more = compare(views(toy(VIEWS + "---\nweighting: Cost\nid: w3\npoints: {low-cost: 1}\n"), []))
    # By cost E C D F G A B: B is then 1, 5 and 7.
    assert "The ranks of B differ most, from 1 to 7." in charts.slopes(more).said
    with pytest.raises(policyscore.CommandError, match="for 2 to 12 weightings, and there is 1"):
        charts.slopes(compare(views(made, ["w1"])))


def test_shares_of_ranks_name_their_set_and_its_draws() -> None:
    chart = charts.rank_shares(robustness(policyscore.score(toy()), draws=2000))

    assert isinstance(chart.picture, Ranks)
    assert all(sum(parts) == pytest.approx(1) for _, parts, _ in chart.picture.rows)
    assert "2,000 draws, seed 0). A share of weightings is not a probability" in chart.caption
    assert re.search(r"rank 1 goes to D in 6\d % and B in 3\d %\.", chart.alt)


def test_more_criteria_than_can_be_told_apart_share_the_last_panel() -> None:
    ids = {f"c{number}": 1 + number % 3 for number in range(60)}
    chart = charts.contributions(policyscore.score(matrix(ids, {"A": [50] * 60, "B": [40] * 60})))

    assert isinstance(chart.picture, Contributions)
    assert len(chart.picture.criteria) == 24
    assert chart.picture.criteria[-1][0] == "37 others"
    assert sum(chart.picture.bars[0].points) == pytest.approx(50)
    assert draw(chart, Format.PNG)


def test_more_options_than_a_picture_can_hold_are_cut_and_counted() -> None:
    many = matrix({"x": 1}, {f"O{number}": [number] for number in range(70)})
    chart = charts.contributions(policyscore.score(many))

    assert isinstance(chart.picture, Contributions)
    assert len(chart.picture.bars) == 60
    assert chart.caption.endswith("The first 60 of 70 options.")


def test_options_that_share_a_line_share_its_name_and_its_colour() -> None:
    same = matrix({"x": 1, "y": 1}, {"A": [50, 60], "B": [50, 60], "C": [70, 10]})
    chart = charts.sensitivity(policyscore.score(same), "x")

    # C leads where 70t + 10(1 - t) > 50t + 60(1 - t): t > 5/7.
    assert chart.said.endswith("The highest score: A and B from 0 to 71.4 % and C from 71.4 to 100 %.")
    assert isinstance(chart.picture, Sensitivity)
    assert chart.picture.coloured == ("a", "b", "c")


def test_shares_that_are_drawn_over_ratings_too_say_so() -> None:
    text = "criteria: {x: {worst: 0, best: 100}}\n---\noption: A\nid: a\nratings: {x: [40, 50, 60]}\n"
    made = study(text + "---\noption: B\nid: b\nratings: {x: [35, 45, 55]}\n")
    chart = charts.rank_shares(robustness(policyscore.score(made), draws=2000, ratings="ranges"))

    assert "with ratings drawn from their ranges" in chart.caption
    # B is never first with the ratings as they are, and often with others.
    assert re.search(r"A in \d\d % and B in \d\d %", chart.said)


def test_an_option_of_rank_1_is_named_though_it_is_not_among_the_first_in_the_picture() -> None:
    # Z is first on y, and last on x and z. The 99 others are in the same order on x and z, and behind it on y alone.
    many = {f"O{i}": [99 - i / 2, 50 - i / 2, 99 - i / 2] for i in range(99)}
    views_of_each = "".join(
        f"---\nweighting: On {id}\nid: on-{id}\npoints: {{x: {one}, y: {two}, z: {three}}}\n"
        for id, one, two, three in (("x", 1, 0, 0), ("y", 0, 1, 0), ("z", 0, 0, 1))
    )
    made = matrix({"x": 1, "y": 1, "z": 1}, {**many, "Z": [0, 100, 0]}, views_of_each)
    chart = charts.slopes(compare(views(made, ["on-x", "on-y", "on-z"])))

    # Ranks: O64 has 65, 66 and 65, which is 65.3 in the mean; Z has 100, 1 and 100, which is 67.
    assert isinstance(chart.picture, Slopes)
    assert all(name != "Z" for name, _ in chart.picture.rows)
    assert "Z under On y" in chart.said


def test_an_option_that_counts_a_baselines_unknown_rating_is_marked_among_the_ranks_too() -> None:
    sure = "---\noption: Sure\nid: sure\nratings: {odds: 100, impact: 70, cost: 90}\n"
    each = "".join(f"---\nweighting: On {id}\nid: on-{id}\npoints: {{{id}: 1}}\n" for id in ("impact", "cost"))
    made = study(WORKED.replace("impact: 20", "impact: unknown").replace("odds: unknown", "odds: 60") + sure + each)
    chart = charts.slopes(compare(views(made, [])))

    # On impact: Sure 70, Perhaps 50 + .6 x 30 = 68, Try 50 + .25 x 30 = 57.5, Now 50. On cost: Now 50, Try 33, Perhaps
    # 50 - (.6 + .4 x .8) x 20 = 31.6, Sure 10.
    assert isinstance(chart.picture, Slopes)
    assert dict(chart.picture.rows) == {"Sure": (1, 4), "Perhaps ?": (2, 3), "Try ?": (3, 2), "Now ?": (4, 1)}


def test_a_chance_has_no_weight_to_change() -> None:
    with pytest.raises(
        policyscore.CommandError, match="`chance` is the chance that an option takes effect, and takes no weight"
    ):
        charts.sensitivity(policyscore.score(policyscore.load("tests/cases/contract.yaml")), "chance")
