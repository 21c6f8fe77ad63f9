"""The appendix of a memo: scales, weights, reasons, and sources by number."""

from dataclasses import replace

from policyscore.formats.format import Format
from policyscore.formats.render import render
from policyscore.formats.report import Table
from policyscore.model.study import Study
from tests.helpers import study, toy
from tests.reports.chances import WORKED, worked
from tests.reports.memo.examples import written


def test_sources_have_numbers_in_the_order_of_their_citation() -> None:
    made = study(
        "criteria: {x: {worst: 0, best: 100}}\n---\nsources:\n  one: {title: First, read: part}\n"
        "  two: {title: Second, url: 'https://example.org/2'}\n  three: {title: Never cited}\n"
        "---\noption: B\nid: b\nratings: {x: {value: 10, why: Less., sources: [one, two]}}\n"
        "---\noption: A\nid: a\nratings: {x: {value: 90, why: More., sources: [two]}}\n"
    )
    text = render(written(made), Format.MARKDOWN)

    # A comes first, so Second is number 1.
    assert "More. \\[1\\]" in text
    assert "Less. \\[1, 2\\]" in text
    assert "1. Second. https://example.org/2.\n2. First. Read in part.\n" in text
    assert "Never cited" not in text


def test_a_level_speaks_where_no_reason_does() -> None:
    level = "{worst: 0, best: 100, levels: [{at: 90, label: high, means: nearly all}]}"
    made = study(
        f"criteria: {{x: {level}, y: {level}}}\n---\noption: A\nid: a\n"
        "ratings: {x: 90, y: {value: 90, why: Counted.}}\n---\noption: B\nid: b\nratings: {x: 10, y: 1}\n"
    )
    text = render(written(made), Format.MARKDOWN)
    assert isinstance(text, str)

    assert "| x | 90: nearly all |  |" in text
    assert "| y | 90 | Counted. |" in text


def test_sentences_of_the_study_get_one_full_stop() -> None:
    made = study(
        "criteria: {x: {worst: 0, best: 100, swing: from a to b., levels: [{at: 90, means: 'between: us'}]}}\n"
        "---\noption: A\nid: a\nactors: [X.]\nnote: Mind this\ninstrument: Law.\nratings: {x: 90}\n"
        "---\noption: B\nid: b\nratings: {x: 10}\n"
    )
    text = render(written(made), Format.MARKDOWN)
    assert isinstance(text, str)

    assert "The weight is for the swing from a to b. |" in text
    assert "Actors: X. Instrument: Law. Mind this.\n" in text
    assert "| 90: between: us |" in text


def test_the_weights_of_every_weighting_stand_in_the_appendix() -> None:
    views = "---\nweighting: Impact\nid: w1\npoints: {impact: 1}\n"
    made = written(toy(views))
    tables = [block for each in made.appendix for block in each.blocks if isinstance(block, Table)]
    (weights,) = [table for table in tables if table.caption.startswith("The weights of each")]

    assert [column.header for column in weights.columns] == ["Criterion", "the criteria file's own weights", "Impact"]
    assert weights.shown()[0] == ["impact", "40", "100"]


def appended(made: Study) -> str:
    text = render(written(made), Format.MARKDOWN)
    assert isinstance(text, str)
    return text.split("## Appendix: Criteria and scales")[1]


def test_the_chance_has_its_scale_and_is_said_to_multiply() -> None:
    text = appended(worked())

    assert (
        "| Chance | – | The chance in 100 that an option takes effect, from 0 to 100. Not weighed: it multiplies "
        "what the option would change.<br>0 refused<br>25 doubted<br>100 sure |\n"
    ) in text
    assert "| Impact | 60 | From 0 (value 0) to 100 (value 100). |\n" in text
    assert "| Cost | 40 | 80 % of the effect comes from trying, even where the option then fails.<br>From 100" in text
    whole = appended(study(WORKED.replace("if_it_fails: 0.8", "if_it_fails: 1")))
    assert "| Cost | 40 | All of the effect comes from trying, even where the option then fails.<br>" in whole
    assert "p + (1 - p) a, with p its chance and a the part of the effect" in text.replace("\\", "")
    without = appended(replace(worked(), no_chance=True))
    assert (
        "| Chance | – | The chance in 100 that an option takes effect, from 0 to 100. Not counted here.<br>" in without
    )
    assert "from trying" not in without
    assert "trying" not in appended(toy())


def test_each_option_has_its_chance_in_words_and_what_it_would_then_score() -> None:
    text = appended(worked())

    assert (
        "Chance of taking effect: 25 in 100, unlikely; range 10 to 50. It would score 60.0 if it took effect, and 25.6 "
        "if it was tried and failed. Asked for by: The mayor and the union. Counts as in effect if: the county signs "
        "by 2016.\n"
    ) in text
    assert (
        "Chance of taking effect: unknown, counted as 50 in 100. It would score 60.0 if it took effect, and 25.6 if it "
        "was tried and failed.\n"
    ) in text
    # Its own rating comes with its reason; the baseline's counts for nothing, and is not cited.
    assert "| Chance | 25 (10 to 50) | A | Two members said no. \\[1\\] |\n" in text
    assert text.count("Chance of taking effect") == 2
    assert "Never asked." not in text
    assert "Cited by the baseline" not in text
    assert "Chance of taking effect" not in appended(replace(worked(), no_chance=True))


def test_weights_that_nobody_holds_are_nobodys() -> None:
    view = '---\nweighting: W\nid: w\nholder: "Drawn by us from a speech"\nwhy: To see.\npoints: {impact: 1}\n'

    assert "| W | Nobody: drawn by the study's authors from a speech | To see. |" in appended(toy(view))
