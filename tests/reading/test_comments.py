"""Texts that end at a comment: each is said where it may have lost something, and no usual comment is."""

from typing import Any, get_args

import pytest
from pydantic.fields import FieldInfo

from policyscore.model.inputs import File
from policyscore.model.words import name, text
from policyscore.model.written import (
    KINDS,
    Level,
    Quote,
    Source,
    Written,
    WrittenBranch,
    WrittenCriterion,
    WrittenRating,
)
from policyscore.model.written.types import Scalar
from policyscore.reading.comments import PROSE, WORDS
from policyscore.reading.documents import read_documents
from policyscore.reading.files import gather


def cut(written: str) -> list[str]:
    """What is said to end too early in an option with these lines."""
    file = File("x.yaml", f"option: X\n{written}\nratings: {{a: 1}}\n".encode())
    return [remark.problem.message.split('"')[1] for remark in read_documents([file]).remarks]


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("note: Table #4 of the report", ["Table"]),
        ("note: Table #4", ["Table"]),
        ("note: Table   # a comment all the same", ["Table"]),
        ("note: Table\t#4", ["Table"]),
        (
            "note: a long text that says much more than there is room for #4",
            ["…t says much more than there is room for"],
        ),
        ("note: two\n  lines #4", ["two lines"]),
        ("note: two\n  lines\n  #4 of them", ["two lines"]),
        ("quotes: [one #1\n  , two]", ["one"]),
        ("quotes:\n  - Table #4 of it\n  - {text: Item #5\n    }", ["Table", "Item"]),
        ("actors: [a #1\n  ]", ["a"]),
        ("actors:\n  - Article #5 states", ["Article"]),
    ],
)
def test_a_text_that_a_comment_ends_is_said(written: str, ends: list[str]) -> None:
    assert cut(written) == ends


@pytest.mark.parametrize(
    "written",
    [
        "note: 'Table #4 of the report'",
        'note: "Table #4 of the report"  # in quotes nothing is lost',
        "note: |\n  Table #4 of the report",
        "note: >  # a comment\n  Table #4 of the report",
        "note: C# and no.4#5",
        "# note: Table #4\nnote: Table\n# a comment",
        "note: Table\n  # a comment of its own",
        "note: Table\n#4 of it",
        "id: x   # what commands call it",
        "baseline: true # as now",
        "rated: 2026-11-23 # by phone",
        "tags: [a, b] # two",
        "tags:\n  - a  # the first",
        "actors:\n  - UN Security Council # P5, mostly",
    ],
)
def test_what_loses_nothing_is_not_said(written: str) -> None:
    assert cut(written) == []


def test_the_place_is_that_of_the_comment_and_the_hint_has_the_whole_text() -> None:
    file = File("x.yaml", b"option: X\nnote: see \"it\" #4 of 'n'\nratings: {a: 1}\n")
    (remark,) = read_documents([file]).remarks

    assert str(remark) == (
        'x.yaml:2:16: warning W22: the text ends at "see "it"": everything after " #" is a comment to YAML\n'
        "   2 | note: see \"it\" #4 of 'n'\n"
        "     |                ^^^^^^^^^\n"
        "  hint: put quotes around it: 'see \"it\" #4 of ''n'''; or, if it is a comment, write it on a line of its own"
    )


def test_a_comment_in_the_column_of_the_key_is_one() -> None:
    file = File("x.yaml", b"option: X\nratings:\n  a:\n    value: 1\n    why: see table\n    #todo\n")

    assert read_documents([file]).remarks == []


@pytest.mark.parametrize("folder", ["options", "policyscore/commands/template", "tests/examples/good"])
def test_what_ships_loses_nothing(folder: str) -> None:
    assert read_documents(gather([folder])).remarks == []


def test_ratings_and_criteria_may_have_the_name_of_a_text() -> None:
    file = File("x.yaml", b"option: X\nratings:\n  note: slow #todo\n  why: {value: fast, why: see #4\n    }\n")

    assert [remark.problem.line for remark in read_documents([file]).remarks] == [4]


def test_every_key_that_takes_free_text_is_known() -> None:
    def scalars(annotation: Any) -> set[Any]:
        own = {part.read for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Scalar)}
        return own.union(*map(scalars, get_args(annotation)))

    def reads(field: FieldInfo) -> set[Any]:
        own = {part.read for part in field.metadata if isinstance(part, Scalar)}
        return own | scalars(field.annotation)

    classes: tuple[type[Written], ...] = (
        *KINDS.values(),
        Level,
        Quote,
        Source,
        WrittenBranch,
        WrittenCriterion,
        WrittenRating,
    )
    texts = {key for each in classes for key, field in each.model_fields.items() if reads(field) & {text, name}}

    assert texts - {"silence"} <= PROSE | WORDS
    assert set() == PROSE & WORDS
