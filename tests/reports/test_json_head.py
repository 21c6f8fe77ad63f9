"""The keys that every object for programs begins with, in their order."""

import policyscore
from policyscore.formats.report import Note
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


def test_a_weighting_has_its_id_its_name_and_its_method() -> None:
    made = toy("---\nweighting: Impact first\nid: impact\npoints: {impact: 1}\n")

    assert weighting_json(made.weightings["impact"]) == {"id": "impact", "name": "Impact first", "method": "points"}
