"""JSON: numbers and text that come back as they were."""

import json

from policyscore.formats.format import Format, Look
from tests.formats.examples import REPORT, rendered


def test_json_has_12_digits_and_comes_back() -> None:
    record = json.loads(rendered(Format.JSON, Look()))

    assert (record["third"], record["minus zero"], record["nothing"]) == (0.333333333333, 0.0, None)
    assert record["name"] == REPORT.json["name"]
    assert str(record["minus zero"]) == "0.0"
