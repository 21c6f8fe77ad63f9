"""The keys that every object for programs begins with, in their order."""

from dataclasses import replace

import policyscore
from policyscore.formats.report import Note
from policyscore.reading.selection import what_if
from policyscore.reports.json_head import json_head, weighting_json
from tests.helpers import toy


def test_four_keys_come_first_and_a_hash_may_be_missing() -> None:
    head = json_head("score", None, [Note("unknown", "? is not known.")])

    assert list(head.items()) == [
        ("schema", "policyscore/score/1"),
        ("version", policyscore.__version__),
        ("inputs", {"sha256": None}),
        ("notes", [{"code": "unknown", "text": "? is not known."}]),
    ]
    assert json_head("check", "ab12", ())["inputs"] == {"sha256": "ab12"}


def test_what_was_assumed_is_named_where_anything_was() -> None:
    made = replace(what_if(toy(), ["e.impact=50", "e.low-harm=unknown"]), no_chance=True)

    assert "no_chance" not in json_head("score", None, (), toy())
    assert list(json_head("score", None, (), made).items())[4:] == [
        ("set", ["e.impact", "e.low-harm"]),
        ("no_chance", True),
    ]


def test_a_weighting_has_its_id_its_name_and_its_method() -> None:
    made = toy("---\nweighting: Impact first\nid: impact\npoints: {impact: 1}\n")

    assert weighting_json(made.weightings["impact"]) == {"id": "impact", "name": "Impact first", "method": "points"}
