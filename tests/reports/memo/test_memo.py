"""Memos: what they say is right in number and never more than was computed; each format holds all of it.

`python -m tests.test_memo` writes the expected memo anew, to be read before it is committed.
"""

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.analysis.scoring import assess
from policyscore.formats import render as memos
from policyscore.formats.charts.chart import Chart
from policyscore.formats.format import MEMO_FORMATS, Format
from policyscore.formats.memo.blocks import Memo, Notes, Points, Text
from policyscore.formats.report import Table
from policyscore.model.study import Study
from policyscore.reports.layout import Layout
from policyscore.reports.memo.evidence import legend
from policyscore.reports.memo.finding import finding
from policyscore.reports.memo.memo import MemoHead, memo
from tests.helpers import CHANCE, Golden, matrix, option, run, study, toy

CONTRACT = "tests/cases/contract.yaml"
NASTY = "</script><img src=x onerror=alert(1)> | *b* $5 \\ & \"q\" 'r' [x](y) <!-- --> {{7}}"


def found(made: Study, weighting: str | None = None) -> str:
    return finding(robustness(policyscore.score(made, weighting), draws=1000))


def written(
    made: Study, weighting: str | None = None, head: MemoHead | None = None, layout: Layout | None = None
) -> Memo:
    result = robustness(policyscore.score(made, weighting), draws=1000)
    return memo(result, head or MemoHead(), (), layout or Layout())


def section(made: Memo, heading: str) -> str:
    """All that a section says outside its tables."""
    blocks = next(each.blocks for each in (*made.sections, *made.appendix) if each.heading == heading)
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            lines.append(block.text)
        elif isinstance(block, Points | Notes):
            lines += block.items
    return "\n".join(lines)


def test_a_clear_leader_is_named_with_its_gain_and_its_lead() -> None:
    # D 65, E 61.5, F 39 is the baseline.
    assert found(toy(baseline="F")) == "D scores highest (65.0 of 100, gain +26.0), 3.5 more than E (61.5, +22.5)."
    assert found(toy()) == "D scores highest (65.0 of 100), 3.5 more than E (61.5)."


def test_options_too_close_to_call_are_all_named() -> None:
    made = matrix({"x": 1}, {"A": [50], "B": [49], "C": [48.5], "D": [40]}, baseline="D")

    assert found(made) == (
        "No clear winner: A (50.0 of 100, gain +10.0), B (49.0, +9.0) and C (48.5, +8.5) score within 2 points of one "
        "another."
    )
    worse = study("study: Risks\nhigher: worse\n---\n" + "criteria: {x: {worst: 0, best: 100}}\n" + OPTIONS)
    assert found(worse).startswith("No clear highest: A (50.0 of 100) and B (49.0)")


OPTIONS = "---\noption: A\nid: a\nratings: {x: 50}\n---\noption: B\nid: b\nratings: {x: 49}\n"


def test_a_tie_is_a_tie_and_a_single_option_is_alone() -> None:
    assert found(matrix({"x": 1}, {"A": [50], "B": [50], "C": [1]})) == (
        "No clear winner: A (50.0 of 100) and B (50.0) have exactly the same score."
    )
    assert found(matrix({"x": 1}, {"A": [50]})) == "A is the only option: 50.0 of 100."


def test_the_expected_gain_stands_beside_the_score_and_its_leader_is_named() -> None:
    # A (90 + 60) / 2 = 75, gain 30, expected .9 * 60 = 54; B (20 + 100) / 2 = 60, expected .2 * 100 = 20; Now 45.
    first = study(CHANCE + option("A", 90, 60) + option("B", 20, 100) + option("Now", 90, 0, True))
    assert found(first) == "A scores highest (75.0 of 100, expected gain +54.0), 15.0 more than B (60.0, +20.0)."
    # C (5 + 100) / 2 = 52.5, expected 5; D (60 + 40) / 2 = 50, expected 24; E (70 + 10) / 2 = 40, expected 7.
    other = study(CHANCE + option("C", 5, 100) + option("D", 60, 40) + option("E", 70, 10) + option("Now", 90, 0, True))
    assert found(other) == (
        "C scores highest (52.5 of 100, expected gain +5.0), 2.5 more than D (50.0, +24.0); by expected gain, which "
        "counts the chance of taking effect, D leads."
    )


def test_carrying_on_as_now_is_said_to_be_the_baseline_and_to_beat_all() -> None:
    made = toy(baseline="D")

    assert found(made) == "D, the baseline, scores highest (65.0 of 100), 3.5 more than E (61.5, gain -3.5)."
    assert "no option that is ranked here scores more than carrying on as now" in section(written(made), "Finding")


def test_what_must_not_be_missed_stands_under_the_finding() -> None:
    made = study(
        "criteria:\n  x: {worst: 0, best: 100, floor: 90}\n  y: {worst: 0, best: 100}\n"
        "---\noption: A\nid: a\nratings: {x: 80, y: unknown}\n---\noption: B\nid: b\nratings: {x: 10, y: 10}\n"
    )
    said = section(written(made), "Finding")

    assert "A is rated worse than the floor on x." in said
    assert "A is not rated on y: it counts there as halfway." in said


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


def test_letters_tell_what_each_rating_rests_on() -> None:
    made = study(
        "criteria: {a: {worst: 0, best: 9}, b: {worst: 0, best: 9}, c: {worst: 0, best: 9}, d: {worst: 0, best: 9}, "
        "e: {worst: 0, best: 9}, f: {worst: 0, best: 9}}\n---\noption: A\nid: a\nratings:\n"
        "  a: {value: 1, basis: article, confidence: high}\n  b: {value: 1, basis: source, confidence: medium}\n"
        "  c: {value: 1, basis: source}\n  d: {value: 1, basis: judgement, confidence: high}\n  e: 1\n"
        "  f: {value: unknown, basis: judgement}\n"
    )
    result = policyscore.score(made)
    table = next(block for each in written(made).sections for block in each.blocks if isinstance(block, Table))

    assert [table.shown()[0][index] for index in range(2, 8)] == [
        "11.1 A",
        "11.1 B",
        "11.1 C",
        "11.1 D",
        "11.1",
        "50.0?",
    ]
    assert legend([*result.options[0].option.ratings.values()]) == (
        "Letters say what each rating rests on: A the article or a source, with high confidence (1); B the "
        "article or a source, with medium confidence (1); C the article or a source, with low confidence or none "
        "stated (1); D judgement alone (1); without a letter, nothing stated or no rating (2)."
    )


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


def test_sources_have_numbers_in_the_order_of_their_citation() -> None:
    made = study(
        "criteria: {x: {worst: 0, best: 100}}\n---\nsources:\n  one: {title: First, read: part}\n"
        "  two: {title: Second, url: 'https://example.org/2'}\n  three: {title: Never cited}\n"
        "---\noption: B\nid: b\nratings: {x: {value: 10, why: Less., sources: [one, two]}}\n"
        "---\noption: A\nid: a\nratings: {x: {value: 90, why: More., sources: [two]}}\n"
    )
    text = memos.render(written(made), Format.MARKDOWN)

    # A comes first, so Second is number 1.
    assert "More. \\[1\\]" in text
    assert "Less. \\[1, 2\\]" in text
    assert "1. Second. https://example.org/2.\n2. First. Read in part.\n" in text
    assert "Never cited" not in text


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
    assert "--to has no text: `-o` stands there" in run("memo", CONTRACT, "--to", "-o", "x.docx").stderr
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


def test_gains_of_one_kind_stand_beside_the_scores() -> None:
    # C's chance is not known, so plain gains stand beside both: C (50 + 100) / 2 = 75, D (80 + 60) / 2 = 70, Now 45.
    made = study(CHANCE + option("C", "unknown", 100) + option("D", 80, 60) + option("Now", 90, 0, True))

    assert found(made) == "C scores highest (75.0 of 100, gain +30.0), 5.0 more than D (70.0, +25.0)."


def test_options_that_lead_together_by_expected_gain_are_all_named() -> None:
    # A (10 + 100) / 2 = 55, expected 10; B and C (40 + 60) / 2 = 50, expected 24; Now (90 + 0) / 2 = 45.
    made = study(CHANCE + option("A", 10, 100) + option("B", 40, 60) + option("C", 40, 60) + option("Now", 90, 0, True))

    assert found(made).endswith("by expected gain, which counts the chance of taking effect, B and C lead (+24.0).")


def test_what_was_set_is_said_first_and_where_the_ratings_stand() -> None:
    done = run("memo", CONTRACT, "--draws", "1000", "--set", "trees.chance=70", "--set", "visits.chance=80").stdout
    head = done.split("## Question")[0]

    assert "What if: Trees is rated 70 on Chance" in head
    assert "What if: Visits is rated 80 on Chance" in head
    assert "Set on the command line." in done.split("## Appendix: Ratings")[1]


def test_a_baseline_that_is_left_out_and_scores_more_is_said() -> None:
    assessment = assess(
        toy(baseline="D"), policyscore.score(toy()).weighting, [o for o in toy(baseline="D").options if not o.baseline]
    )
    said = section(memo(robustness(assessment, draws=1000), MemoHead()), "Finding")

    assert "D, the baseline, is left out here and scores more than any of them: 65.0." in said


def test_an_option_that_is_not_rated_and_could_be_first_is_said() -> None:
    made = matrix({"x": 1, "y": 1}, {"A": [90, 60], "B": [70, "unknown"], "C": [10, "unknown"]})
    said = section(written(made), "Finding")

    # B has 60 and could have 85; C has 30 and could have 55; A has 75.
    assert "B is not rated on y, where it counts as halfway; it could be first." in said
    assert "C is not rated" not in said


def test_the_decimals_asked_for_are_those_of_the_finding_too() -> None:
    whole = finding(robustness(policyscore.score(toy(baseline="F")), draws=1000), 0)

    assert whole == "D scores highest (65 of 100, gain +26), 3 more than E (62, +23)."


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


def test_a_level_speaks_where_no_reason_does() -> None:
    level = "{worst: 0, best: 100, levels: [{at: 90, label: high, means: nearly all}]}"
    made = study(
        f"criteria: {{x: {level}, y: {level}}}\n---\noption: A\nid: a\n"
        "ratings: {x: 90, y: {value: 90, why: Counted.}}\n---\noption: B\nid: b\nratings: {x: 10, y: 1}\n"
    )
    text = memos.render(written(made), Format.MARKDOWN)
    assert isinstance(text, str)

    assert "| x | 90: nearly all |  |" in text
    assert "| y | 90 | Counted. |" in text


def test_sentences_of_the_study_get_one_full_stop() -> None:
    made = study(
        "criteria: {x: {worst: 0, best: 100, swing: from a to b., levels: [{at: 90, means: 'between: us'}]}}\n"
        "---\noption: A\nid: a\nactors: [X.]\nnote: Mind this\ninstrument: Law.\nratings: {x: 90}\n"
        "---\noption: B\nid: b\nratings: {x: 10}\n"
    )
    text = memos.render(written(made), Format.MARKDOWN)
    assert isinstance(text, str)

    assert "The weight is for the swing from a to b. |" in text
    assert "Actors: X. Instrument: Law. Mind this.\n" in text
    assert "| 90: between: us |" in text


def test_too_many_weightings_are_counted_and_a_single_option_needs_none() -> None:
    views = "".join(f"---\nweighting: W{n}\nid: w{n}\npoints: {{impact: {n}, low-harm: 1}}\n" for n in range(1, 13))
    heading = "How other weightings see it"

    assert section(written(toy(views)), heading).startswith("There are 13 weightings, too many to set side by side")
    assert section(written(toy(views), "w1"), heading).startswith("Of rank 1 under every weighting: B.")
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


def test_the_weights_of_every_weighting_stand_in_the_appendix() -> None:
    views = "---\nweighting: Impact\nid: w1\npoints: {impact: 1}\n"
    made = written(toy(views))
    tables = [block for each in made.appendix for block in each.blocks if isinstance(block, Table)]
    (weights,) = [table for table in tables if table.caption.startswith("The weights of each")]

    assert [column.header for column in weights.columns] == ["Criterion", "the criteria file's own weights", "Impact"]
    assert weights.shown()[0] == ["impact", "40", "100"]


def contract_memo() -> str:
    done = run("memo", CONTRACT, "-w", "equal", "--draws", "1000", "--to", "The board", "--date", "2026-11-24")
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_the_whole_memo_is_what_it_was_when_last_read(golden: Golden) -> None:
    golden("memo.markdown", contract_memo())


def test_the_matrix_takes_the_shapes_of_score() -> None:
    done = run("memo", CONTRACT, "--draws", "1000", "--transpose", "--top", "1", "--decimals", "0")

    assert "| Criterion | Weight in % | Carry on (baseline) |" in done.stdout
    assert "Shown is the first of 4 options by score." in done.stdout


def hostile() -> Study:
    quoted = NASTY.replace("'", "''")
    return study(
        f"study: '{quoted}'\nquestion: '{quoted}'\nnote: '{quoted}'\n---\n"
        f"criteria:\n  x: {{worst: 0, best: 100, name: '{quoted}', question: '{quoted}', unit: '{quoted[:20]}'}}\n"
        f"  y: {{worst: 0, best: 100}}\n---\nsources: {{s: {{title: '{quoted}', url: 'https://e.org/?a=1&b=2'}}}}\n"
        f"---\noption: '{quoted}'\nid: a\nsummary: '{quoted}'\nquotes: ['{quoted}']\n"
        f"ratings: {{x: {{value: 90, why: '{quoted}', sources: [s]}}, y: 5}}\n"
        "---\noption: B\nid: b\nratings: {x: 10, y: 50}\n"
        f"---\nweighting: '{quoted}'\nid: w\nholder: '{quoted}'\nwhy: '{quoted}'\npoints: {{x: 1}}\n"
    )


class Reader(HTMLParser):
    """A page as its reader's tools see it."""

    VOID = ("br", "meta", "img", "input", "col", "path", "use")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(made: Study, weighting: str | None = None) -> str:
    text = memos.render(written(made, weighting, MemoHead(title=None, to=NASTY)), Format.HTML)
    assert isinstance(text, str)
    return text


def test_a_page_shows_hostile_text_and_runs_none_of_it() -> None:
    text = page(hostile())
    reader = Reader(text)

    assert NASTY in reader.text
    assert not reader.all("img")
    # The model and the sliders: no third script, and none cut short.
    assert len(reader.all("script")) == 2
    assert text.count("</script>") == 2
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]
    assert re.search(r"default-src 'none'", text)
    assert {a["href"] for a in reader.all("a")} == {"#source-1", "https://e.org/?a=1&b=2"}


def test_a_page_loads_nothing_and_every_control_and_picture_has_a_name() -> None:
    made = toy("---\nweighting: Impact\nid: w1\npoints: {impact: 1}\n", baseline="F")
    reader = Reader(page(made))
    labels = {attributes["for"] for attributes in reader.all("label")}
    ids = [attributes["id"] for _, attributes in reader.tags if attributes.get("id")]

    assert not [each for each in ("link", "iframe", "object") if reader.all(each)]
    assert not [attributes for _, attributes in reader.tags if attributes.get("src")]
    assert len(ids) == len(set(ids))
    assert {each["id"] for each in (*reader.all("input"), *reader.all("select"))} == labels
    assert len(reader.all("svg")) == 4
    assert all(each["role"] == "img" and each["aria-label"] for each in reader.all("svg"))
    assert len(reader.all("h1")) == 1
    assert reader.tags[0] == ("html", {"lang": "en"})
    assert all(each.get("scope") in ("col", "row") for each in reader.all("th"))
    assert len(reader.all("caption")) == len(reader.all("table"))
    (section,) = [attributes for tag, attributes in reader.tags if attributes.get("id") == "try"]
    assert "hidden" in section


def test_a_page_raises_letters_and_turns_the_headers_of_a_wide_matrix() -> None:
    made = study(
        "criteria:\n"
        + "".join(f"  c{n}: {{worst: 0, best: 9}}\n" for n in range(10))
        + "---\noption: A\nid: a\nratings: {"
        + ", ".join(f"c{n}: {{value: 3, basis: judgement}}" for n in range(10))
        + "}\n"
        + "---\noption: B\nid: b\nratings: {"
        + ", ".join(f"c{n}: 2" for n in range(10))
        + "}\n"
    )

    assert "33.3<sup>D</sup>" in page(made)
    assert '<th scope="col" class="aside"><span>c9</span></th>' in page(made)
    assert "aside" not in page(toy()).split("<main>")[1]
    assert '<th scope="row">weight in %</th><td class="number">10</td>' in page(made)


def test_nothing_rated_is_no_finding_and_identical_options_are_parted_by_no_weight() -> None:
    unknown = matrix({"x": 1, "y": 1}, {"A": ["unknown", "unknown"], "B": ["unknown", "unknown"]})
    same = written(matrix({"x": 1, "y": 1}, {"A": [60, 40], "B": [60, 40], "C": [1, 1]}))

    assert found(unknown) == "Nothing is rated yet, so there is no finding."
    assert "no weights part them, only a rating" in section(same, "What would change our mind")
    assert "rank 1, alone or shared, goes to A in >99 % and B in >99 %" in section(same, "How firm the order is")
    assert not written(matrix({"x": 1}, {"A": [50]})).slider_model


def test_equally_near_ratings_are_counted() -> None:
    # x and y weigh the same, so each of A's and B's ratings is as near: two are told, two counted.
    said = section(written(matrix({"x": 1, "y": 1}, {"A": [60, 60], "B": [50, 60]})), "What would change our mind")

    assert "(as near: 2 other ratings)." in said


def test_where_higher_is_worse_nothing_is_called_best() -> None:
    text = "study: Risks\nhigher: worse\n---\ncriteria: {x: {worst: 0, best: 100}, y: {worst: 9, best: 0}}\n"
    options = "".join(
        f"---\noption: {n}\nid: {n.lower()}\nratings: {{x: {x}, y: 1}}\n" for n, x in (("A", 9), ("B", 80))
    )
    text = str(memos.render(written(study(text + options)), Format.MARKDOWN)).split("## How firm")[0]

    assert "from 0 at the end that counts least to 100 at the other" in text
    assert "On y a low rating has a high value." in text
    assert "best" not in text


def test_a_page_says_everything_that_the_markdown_says() -> None:
    made = written(policyscore.load(CONTRACT))
    text, shown = memos.render(made, Format.MARKDOWN), memos.render(made, Format.HTML)
    assert isinstance(text, str)
    assert isinstance(shown, str)
    seen = re.sub(r"\s+", "", Reader(shown).text).replace("−", "-")

    # Of a picture the words stand in its label and the caption of its table, not in the text.
    for line in (line for line in text.splitlines() if not line.endswith(":")):
        for cell in re.split(r"(?<!\\)\|", line) if line.startswith("|") else [line]:
            bare = re.sub(r"^(#+|-|\d+\.) ", "", cell.replace(", as a table.**", "**. "))
            plain = re.sub(r"\\(?=\W)|\*\*|^#+ |^- |^\d+\. |<br>|\s+", "", bare)
            if not re.fullmatch(r":?-+:?", plain) and "(" not in plain:
                assert plain in seen, line


def test_for_word_there_are_headings_captions_pictures_with_words_and_notes() -> None:
    content = memos.render(written(policyscore.load(CONTRACT), None, MemoHead("T", "X", "Y", "Z")), Format.DOCX)
    assert isinstance(content, bytes)
    made: Any = docx.Document(BytesIO(content))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    drawn = list(made.element.body.iter(qn("wp:docPr")))

    assert styles[:4] == ["Title", "Memo Head", "Memo Head", "Memo Head"]
    assert styles.count("Heading 1") == 10
    assert made.paragraphs[1].text == "To:\tX"
    assert made.core_properties.author == "Y"
    assert len(drawn) == 3
    assert all(len(each.get("descr")) > 50 for each in drawn)
    assert {"Caption", "Small Print", "List Bullet"} <= set(styles)
    assert list(made.element.body.iter(qn("w:vertAlign")))
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_for_word_the_appendix_begins_a_page_and_a_wide_matrix_turns_one() -> None:
    small: Any = docx.Document(BytesIO(_word(toy())))
    heads = [p for p in small.paragraphs if p.style.name == "Heading 1"]

    assert [p.paragraph_format.page_break_before for p in heads if p.text.startswith("Appendix")][:2] == [True, False]
    assert [section.orientation for section in small.sections] == [0]
    assert small.paragraphs[2].runs[0].bold
    assert small.paragraphs[-1].text.startswith("Made by policyscore")
    wide = matrix({f"criterion-number-{n}": 1 for n in range(24)}, {"A": [1] * 24, "B": [2] * 24})
    large: Any = docx.Document(BytesIO(_word(wide)))
    assert [section.orientation for section in large.sections] == [0, 1, 0]
    # The heading of the matrix stands on its page, and what follows is upright again.
    sections = [len(p._p.xpath("./w:pPr/w:sectPr")) for p in large.paragraphs]
    first = sections.index(1)
    heading = next(p.text for p in large.paragraphs[first + 1 :] if p.style.name == "Heading 1")
    assert heading == "The options, criterion by criterion"


def _word(made: Study) -> bytes:
    content = memos.render(written(made), Format.DOCX)
    assert isinstance(content, bytes)
    return content


def test_for_word_hostile_text_is_text() -> None:
    content = memos.render(written(hostile()), Format.DOCX)
    assert isinstance(content, bytes)
    made: Any = docx.Document(BytesIO(content))

    assert made.paragraphs[0].text == NASTY
    assert any(NASTY in cell.text for table in made.tables for cell in table._cells)


@pytest.mark.parametrize("format", MEMO_FORMATS)
def test_another_process_writes_the_same_memo(format: str, tmp_path: Path) -> None:
    contents = []
    for seed in ("1", "2"):
        path = tmp_path / seed
        command = [sys.executable, "-m", "policyscore", "memo", CONTRACT, "-q", "-f", format, "-o", str(path)]
        subprocess.run([*command, "--draws", "1000"], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        contents.append(path.read_bytes())

    assert contents[0] == contents[1]


def test_without_the_extra_tables_stand_in_for_charts_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.formats.render.find_spec", lambda name: None)
    done = run("memo", CONTRACT, "--draws", "1000", "-f", "html")

    assert "the memo holds no charts, since matplotlib is not installed; tables stand in" in done.stderr
    assert "<svg" not in done.stdout
    assert "Who scores highest, by the weight of" in done.stdout
    assert run("memo", CONTRACT, "--draws", "1000", "-f", "html", "-q").stderr == ""
    assert run("memo", CONTRACT, "--draws", "1000").stderr == ""


def test_without_the_extra_a_memo_for_word_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)
    done = run("memo", CONTRACT, "-f", "docx")

    assert done.exit_code == 2
    assert "a memo as docx needs python-docx" in done.stderr


@pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")
def test_pandoc_reads_the_markdown_as_it_is_meant() -> None:
    done = subprocess.run(
        ["pandoc", "-f", "gfm", "-t", "html"], input=contract_memo(), capture_output=True, text=True, check=True
    )
    reader = Reader(done.stdout)

    assert done.stderr == ""
    assert len(reader.all("h1")) == 1
    assert len(reader.all("h2")) == len(re.findall("^## ", contract_memo(), re.M)) >= 9
    assert len(reader.all("h3")) == 4
    assert len(reader.all("table")) == len(re.findall(r"^\| :?-", contract_memo(), re.M))


def test_a_filter_is_said_in_the_memo() -> None:
    assessment = assess(toy(), policyscore.score(toy()).weighting, toy().options[:3])
    made = memo(robustness(assessment, draws=1000), MemoHead(), ["Only options tagged x are ranked."])

    assert "Only options tagged x are ranked." in section(made, "Question and weights")
