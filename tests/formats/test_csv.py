"""CSV: text that no spreadsheet runs."""

import csv
from io import StringIO

from policyscore.formats.format import Format, Look
from tests.formats.examples import AWKWARD, rendered


def test_spreadsheets_get_no_formula_unless_asked_for() -> None:
    def names(look: Look) -> list[str]:
        return [row["name"] for row in csv.DictReader(StringIO(rendered(Format.CSV, look)))]

    assert names(Look())[1:4] == ["'=SUM(A1:A9)", r"'@at, \x1b[31m", "'-1"]
    assert names(Look(raw=True))[1:4] == ["=SUM(A1:A9)", r"@at, \x1b[31m", "-1"]
    assert names(Look())[0] == AWKWARD
