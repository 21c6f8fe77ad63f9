"""The appendix of a memo: scales, weights, reasons, and sources by number."""

from policyscore.formats.format import Format
from policyscore.formats.render import render
from policyscore.formats.report import Table
from tests.helpers import study, toy
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
