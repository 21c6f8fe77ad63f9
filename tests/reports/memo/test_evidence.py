"""Letters beside values and their legend: what each rating rests on."""

import policyscore
from policyscore.formats.report import Table
from policyscore.reports.memo.evidence import legend
from tests.helpers import study
from tests.reports.memo.examples import written


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
