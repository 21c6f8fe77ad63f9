"""YAML that is written: a person can read it, and the reader finds in it what it was written from."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyscore.model.places import Node, Quoted
from policyscore.reading.yaml_ import read_yaml
from policyscore.reading.yaml_text import Commented, Value, yaml_text
from policyscore.text import plain


def root(text: str) -> Node:
    parsed = read_yaml(text.encode())
    assert not parsed.faults, text
    (document,) = parsed.documents
    return document.root


def as_read(value: Any) -> object:
    """What the reader makes of a value: every scalar is text to it."""
    if isinstance(value, Commented):
        return as_read(value.value)
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else plain(value)


def test_a_document_is_written_as_somebody_would_write_it() -> None:
    document: dict[str, Value] = {
        "criteria": {
            "cost": {
                "name": "Cost: all of it",
                "worst": Commented(500.0, above=("From the table.",)),
                "best": 0,
                "levels": [{"at": 0, "label": "none"}, {"at": 500.0, "means": "all, or more"}],
            }
        },
        "fixed": "2026-11-23",
        "chance": Commented("feasibility", below=("One of the criteria.",)),
    }

    text = yaml_text(Commented(document, above=("To be filled in.",), below=("The end.",)))

    assert text == (
        "# To be filled in.\n"
        "criteria:\n"
        "  cost:\n"
        "    name: 'Cost: all of it'\n"
        "    # From the table.\n"
        "    worst: 500\n"
        "    best: 0\n"
        "    levels: [{at: 0, label: none}, {at: 500, means: 'all, or more'}]\n"
        "fixed: '2026-11-23'\n"
        "chance: feasibility\n"
        "# One of the criteria.\n"
        "# The end.\n"
    )
    assert root(text) == as_read(document)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1 + 0.2, "0.3"),
        (1e22, "1e+22"),
        (-0.0, "0"),
        (True, "true"),
        ([1, 2.5, 30], "[1, 2.5, 30]"),
        (["impact", ["cost", "a, b"]], "[impact, [cost, 'a, b']]"),
        ({}, "{}"),
        ([], "[]"),
        ("null", "'null'"),
        ("3", "'3'"),
        ("", "''"),
        ("two\nlines", r'"two\nlines"'),
        ("café, 선택 \U0001f600", "café, 선택 \U0001f600"),
        ("a\u2028b", r'"a\Lb"'),
        ("word " * 100 + "end", "word " * 100 + "end"),
    ],
)
def test_a_value_stands_on_the_line_of_its_key(value: Value, written: str) -> None:
    assert yaml_text({"key": value}) == f"key: {written}\n"
    assert root(yaml_text({"key": value})) == {"key": as_read(value)}


KEYS = ["no", "null", "12", "1e3", "a-b", "impact/cost", "two words", "a: b", "#", "- x", "a{", ""]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_comes_back_as_it_was(key: str) -> None:
    assert root(yaml_text({key: 1, "list": [{key: 2}]})) == {key: "1", "list": [{key: "2"}]}


def test_a_text_that_yaml_takes_for_something_else_is_told_from_it() -> None:
    document = root(yaml_text({"text": "3", "number": 3, "nothing": "~"}))

    assert isinstance(document, dict)
    assert {key: type(value) for key, value in document.items()} == {"text": Quoted, "number": str, "nothing": Quoted}


def nested(scalars: st.SearchStrategy[Any], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
    )


# Lone surrogates are no characters; a letter has one way to be written as a key, and a key a length.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = st.text(st.characters(max_codepoint=0xFF), max_size=20)
numbers = st.integers(-(10**11), 10**11).map(lambda number: number / 1000)


@given(st.dictionaries(keys, nested(texts | numbers | st.booleans(), keys), min_size=1, max_size=4))
def test_what_is_written_is_read_back_as_the_same(document: dict[str, Any]) -> None:
    assert root(yaml_text(document)) == as_read(document)


@given(st.dictionaries(st.from_regex("[a-z]{1,9}", fullmatch=True), texts, min_size=1))
def test_other_readers_of_yaml_find_the_same_texts(document: dict[str, Any]) -> None:
    document = {f"k{key}": text for key, text in document.items()}

    assert yaml.safe_load(yaml_text(document)) == document
