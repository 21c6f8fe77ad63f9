"""The memo as a whole: its head, how firm it says the order is, what would change it, and how others see it."""

import datetime
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.analysis.scoring import assess
from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import MEMO_FORMATS, Format
from policyscore.formats.memo.blocks import Memo
from policyscore.formats.render import render
from policyscore.formats.report import Table
from policyscore.reports.memo.memo import MemoHead, memo
from tests.helpers import Golden, in_another_process, matrix, run, study, toy
from tests.reports.chances import worked
from tests.reports.memo.examples import CONTRACT, contract_memo, section, written

SINGLE = "---\n{option: A, id: a, ratings: {x: 5}}\n"


def test_three_sentences_say_how_firm_it_is() -> None:
    said = section(written(toy()), "How firm the order is").split("\n")

    assert said[0].startswith("Moving 11.7 of 100 points of weight, from low-harm to low-cost, would bring E level")
    assert "rank 1 goes to D in" in said[1]
    assert said[2] == "Never of rank 1, whatever the weights: A, G and F."
    assert "A share of weightings is not a probability" in said[3]
    each = matrix({"x": 1, "y": 1}, {"A": [90, 10], "B": [10, 80]})
    assert "Each option has rank 1, alone or shared, under some weights." in section(
        written(each), "How firm the order is"
    )


def test_what_would_change_it_is_one_weight_one_rating_and_the_best_evidence() -> None:
    said = section(written(toy()), "What would change our mind").split("\n")

    # Stability of low cost ends at .234, the nearest to its weight; E.impact would have to be 53.75.
    assert (
        said[0]
        == "The nearest change of one weight alone: with low-cost above 23.4 %, where it has 10 % today, E leads."
    )
    # The gap of 3.5 over a weight of .4 is 8.75 points of value, up for E or down for D.
    assert said[1] == (
        "The nearest change of one rating alone: E on impact at 53.75 rather than 45; or D on impact at 41.25 rather "
        "than 50; then the first place would be shared. The rating of E on impact rests on nothing that is stated. The "
        "rating of D on impact rests on nothing that is stated."
    )
    alone = matrix({"x": 1}, {"A": [50]})
    assert section(written(alone), "What would change our mind") == "Another option to compare it with."


def test_the_rating_that_it_hangs_on_comes_with_its_evidence_and_its_range() -> None:
    text = (
        "criteria: {x: {worst: 0, best: 100, weight: 1}, y: {worst: 0, best: 100, weight: 1}}\n"
        "---\noption: A\nid: a\nratings: {x: 60, y: 60}\n---\noption: B\nid: b\nratings:\n"
        "  x: {value: 50, low: LOW, high: HIGH, basis: judgement, confidence: low}\n  y: 60\n"
    )
    # B is 5 points behind: 60 rather than 50 on x would make it level.
    for low, high, word in ((40, 70, "inside"), (45, 55, "outside")):
        made = study(text.replace("LOW", str(low)).replace("HIGH", str(high)))
        said = section(written(made), "What would change our mind")

        assert "B on x at 60 rather than 50; or A on x at 50 rather than 60; then the first place" in said
        assert f"rests on judgement, with low confidence; the change lies {word} its range, {low} to {high}." in said


def test_the_leaders_own_rating_has_its_range_too() -> None:
    text = (
        "criteria: {x: {worst: 0, best: 100, weight: 1}, y: {worst: 0, best: 100, weight: 1}}\n"
        "---\noption: A\nid: a\nratings:\n  x: {value: 60, low: LOW, high: 65, basis: source}\n  y: 60\n"
        "---\noption: B\nid: b\nratings: {x: 50, y: 60}\n"
    )
    for low, word in ((50, "inside"), (50.5, "outside"), (55, "outside")):
        said = section(written(study(text.replace("LOW", str(low)))), "What would change our mind")

        assert f"The rating of A on x rests on a source; the change lies {word} its range, {low} to 65." in said


def test_other_weightings_are_set_beside_it_or_said_to_be_missing() -> None:
    views = "---\nweighting: Impact\nid: w1\npoints: {impact: 1}\n---\nweighting: Harm\nid: w2\npoints: {low-harm: 1}\n"
    with_others, without = written(toy(views), "w1"), written(toy())

    assert "Of the 2 weightings, who is first: D under 1 and B under 1." in section(
        with_others, "How other weightings see it"
    )
    assert section(without, "How other weightings see it") == (
        "The study names no other weighting to compare this one with."
    )

    def charts(made: Memo) -> list[list[str]]:
        return [
            [block.name for each in sections for block in each.blocks if isinstance(block, Chart)]
            for sections in (made.sections, made.appendix)
        ]

    # The memo's own pages have one chart.
    assert charts(written(toy(views))) == [["weightings"], ["contributions", "sensitivity", "ranks"]]
    assert charts(without) == [["sensitivity"], ["contributions", "ranks"]]


def test_the_head_is_what_its_author_says_and_never_the_clock_unasked() -> None:
    plain = run("memo", CONTRACT, "--draws", "1000").stdout
    memo_head = run(
        "memo", CONTRACT, "--draws", "1000", "--title", "A | B", "--to", "Them", "--from", "Us", "--date", "1 May"
    ).stdout

    assert "**To:**" not in plain
    assert "**Date:**" not in plain
    assert str(datetime.date.today().year) not in plain
    assert memo_head.startswith("# A \\| B\n\n- **To:** Them\n- **From:** Us\n- **Date:** 1 May\n\n## Finding\n")
    assert f"**Date:** {datetime.date.today()}" in run("memo", CONTRACT, "--draws", "1000", "--date", "today").stdout
    assert f"**Date:** {datetime.date.today()}" in run("memo", CONTRACT, "--draws", "1000", "--date", "TODAY").stdout
    said = run("memo", CONTRACT, "--to", "-o", "x.docx").stderr
    assert "`--to` needs a value after it, not `-o`\n  hint: --to TEXT: Whom it is for." in said
    assert "--to needs a text, not `-x`" in run("memo", CONTRACT, "--to", "-x").stderr
    assert "--to needs a text\n" in run("memo", CONTRACT, "--to", "").stderr
    refused = run("memo", CONTRACT, "--to", "a\x1b[31mb")
    assert refused.exit_code == 2
    assert "the head of the memo would hold U+001B (escape)" in refused.stderr


def test_ratings_that_were_drawn_are_said_to_be_drawn() -> None:
    text = "criteria: {x: {worst: 0, best: 100}}\n---\noption: A\nid: a\nratings: {x: [40, 50, 60]}\n"
    made = study(text + "---\noption: B\nid: b\nratings: {x: [35, 45, 55]}\n")
    said = section(
        memo(robustness(policyscore.score(made), draws=2000, ratings="ranges"), MemoHead()), "How firm the order is"
    )

    assert "ratings between their low and high (PERT" in said
    assert "With the ratings as they are, never of rank 1, whatever the weights: B." in said
    assert re.search(r"rank 1 goes to A in \d\d % and B in \d\d %\.", said)


def test_a_first_place_that_is_shared_hangs_on_anything() -> None:
    made = matrix({"x": 1, "y": 1}, {"A": [60, 40], "B": [40, 60], "C": [1, 1]})
    same = matrix({"x": 1, "y": 1}, {"A": [60, 40], "B": [60, 40], "C": [1, 1]})

    assert "The first place is shared" in section(written(made), "What would change our mind")
    assert "the slightest move of weight can part them" in section(written(made), "How firm the order is")
    assert "on every criterion they have the same value" in section(written(same), "How firm the order is")


def test_what_was_set_is_said_first_and_where_the_ratings_stand() -> None:
    done = run("memo", CONTRACT, "--draws", "1000", "--set", "trees.chance=70", "--set", "visits.chance=80").stdout
    head = done.split("## Question")[0]

    assert "What if: Trees is rated 70 on Chance" in head
    assert "What if: Visits is rated 80 on Chance" in head
    assert "Set on the command line." in done.split("## Appendix: Ratings")[1]


def test_weights_that_look_equal_get_the_decimals_they_need() -> None:
    # A leads by x, B by y; they are level at t = .5, and x has .50004.
    made = matrix({"x": 50.004, "y": 49.996}, {"A": [60, 40], "B": [40, 60]})
    said = section(written(made), "What would change our mind")

    assert "with x below 50 %, where it has 50.004 % today, B leads." in said


def test_of_two_sides_the_nearer_is_told() -> None:
    # Over x, B falls from 90 to 20 and passes A's 60 at 3/7, C rises from 10 to 100 and passes it at 5/9; x has 1/2.
    made = matrix({"x": 1, "y": 1}, {"A": [60, 60], "B": [20, 90], "C": [100, 10]})
    said = section(written(made), "What would change our mind")

    assert "The nearest change of one weight alone: with x above 55.6 %, where it has 50 % today, C leads." in said
    # With less weight on x it is the other side, told of y, which weighs more.
    made = matrix({"x": 45, "y": 55}, {"A": [60, 60], "B": [20, 90], "C": [100, 10]})
    said = section(written(made), "What would change our mind")
    assert "The nearest change of one weight alone: with y above 57.1 %, where it has 55 % today, B leads." in said


def test_too_many_weightings_are_counted_and_a_single_option_needs_none() -> None:
    views = "".join(f"---\nweighting: W{n}\nid: w{n}\npoints: {{impact: {n}, low-harm: 1}}\n" for n in range(1, 13))
    heading = "How other weightings see it"

    assert section(written(toy(views)), heading).startswith("There are 13 weightings, too many to set side by side")
    assert section(written(toy(views), "w1"), heading).startswith(
        "Of rank 1 under every weighting, alone or shared: B."
    )
    alone = matrix({"x": 1}, {"A": [50]}, "---\nweighting: W\nid: w\npoints: {x: 1}\n")
    assert section(written(alone), heading) == "There is no other option, so every weighting ranks it first."


def test_a_file_with_the_id_of_a_weighting_takes_its_place(tmp_path: Path) -> None:
    made, own = tmp_path / "study.yaml", tmp_path / "w1.yaml"
    text = "criteria: {x: {worst: 0, best: 100}, y: {worst: 0, best: 100}}\n"
    for name, ratings in (("A", "{x: 10, y: 90}"), ("B", "{x: 90, y: 10}")):
        text += f"---\noption: {name}\nid: {name.lower()}\nratings: {ratings}\n"
    for id, points in (("w1", "{x: 90, y: 10}"), ("w2", "{x: 10, y: 90}")):
        text += f"---\nweighting: {id}\nid: {id}\npoints: {points}\n"
    made.write_text(text)
    own.write_text("weighting: Mine\nid: w1\npoints: {x: 1, y: 3}\n")
    page = run("memo", str(made), "-w", str(own), "-f", "html", "--draws", "1000").stdout
    model = re.search(r'id="model">(.*?)</script>', page)
    assert model

    # Not 90 and 10, which the study's own w1 has.
    assert json.loads(model[1])["weightings"][0] == {"id": "w1", "name": "Mine", "points": [25.0, 75.0]}
    assert [each["name"] for each in json.loads(model[1])["weightings"]] == ["Mine", "w2", "equal weights"]
    assert "Of the 2 weightings" in page or "Of rank 1 under every weighting" in page


def test_the_whole_memo_is_what_it_was_when_last_read(golden: Golden) -> None:
    golden("memo.markdown", contract_memo())


def test_the_matrix_takes_the_shapes_of_score() -> None:
    done = run("memo", CONTRACT, "--draws", "1000", "--transpose", "--top", "1", "--decimals", "0")

    assert "| Criterion | Weight in % | Visits |" in done.stdout
    assert "| Chance |  | 90 D |" in done.stdout
    assert "Shown is the first of 4 options by score." in done.stdout


def test_equally_near_ratings_are_counted() -> None:
    # x and y weigh the same, so each of A's and B's ratings is as near: two are told, two counted.
    said = section(written(matrix({"x": 1, "y": 1}, {"A": [60, 60], "B": [50, 60]})), "What would change our mind")

    assert "(as near: 2 other ratings)." in said


def test_where_higher_is_worse_nothing_is_called_best() -> None:
    text = "study: Risks\nhigher: worse\n---\ncriteria: {x: {worst: 0, best: 100}, y: {worst: 9, best: 0}}\n"
    options = "".join(
        f"---\noption: {n}\nid: {n.lower()}\nratings: {{x: {x}, y: 1}}\n" for n, x in (("A", 9), ("B", 80))
    )
    text = str(render(written(study(text + options)), Format.MARKDOWN)).split("## How firm")[0]

    assert "from 0 at the end that counts least to 100 at the other" in text
    assert "On y a low rating has a high value." in text
    assert "best" not in text


def test_the_matrix_has_the_chance_with_its_evidence_between_the_score_in_effect_and_the_score() -> None:
    made = written(worked())
    (table,) = [each for part in made.sections for each in part.blocks if isinstance(each, Table)]
    shown = {row[1]: row[2:] for row in table.shown()}

    assert [column.header for column in table.columns][2:] == ["Impact", "Cost", "In effect", "Chance", "Score", "Gain"]
    assert shown["Try"] == ["80", "30", "60.0", "25 A", "34.2", "+2.2"]
    assert shown["Now (baseline)"] == ["20", "50", "32.0", "100", "32.0", "0.0"]
    assert table.caption.startswith("Value of each option on each criterion, if the option takes effect, from 0 at")
    said = section(made, "The options, criterion by criterion")
    # Of the baseline's ratings its chance does not count, so eight are left, one of them unknown.
    assert "A a source, with high confidence (1); without a letter, nothing stated or no rating (7)." in said
    assert "It is not weighed: it multiplies what the option would change." in said
    assert "and on their chance of taking effect" in section(made, "Question and weights")


def test_the_day_that_it_is_seen_from_is_said_and_nothing_of_what_was_known_then() -> None:
    made = written(study("study: S\nas_of: 2014-12-31\n---\ncriteria: {x: {worst: 0, best: 9}}\n" + SINGLE))

    assert "The memo is on 1 option rated on 1 criterion, seen from 31 December 2014." in section(
        made, "Question and weights"
    )


def test_a_filter_is_said_in_the_memo() -> None:
    assessment = assess(toy(), policyscore.score(toy()).weighting, toy().options[:3])
    made = memo(robustness(assessment, draws=1000), MemoHead(), ["Only options tagged x are ranked."])

    assert "Only options tagged x are ranked." in section(made, "Question and weights")


def fingerprints() -> list[str]:
    """The hash of a memo in each format."""
    words = ("memo", CONTRACT, "-q", "--draws", "1000")
    return [sha256(run(*words, "-f", format).stdout_bytes).hexdigest() for format in MEMO_FORMATS]


@pytest.fixture(scope="module")
def written_twice() -> dict[str, tuple[str, str]]:
    """For each format the hash of the memo that another process writes, and of the one that this process does."""
    code = "from tests.reports.memo.test_memo import fingerprints; print(*fingerprints())"
    other, own = in_another_process(code, fingerprints)
    return dict(zip(MEMO_FORMATS, zip(other, own, strict=True), strict=True))


@pytest.mark.parametrize("format", MEMO_FORMATS)
def test_another_process_writes_the_same_memo(format: str, written_twice: dict[str, tuple[str, str]]) -> None:
    other, own = written_twice[format]

    assert len({other for other, _ in written_twice.values()}) == len(MEMO_FORMATS)
    assert other == own
