"""What `list` shows: every id that a command takes, in every format."""

import json

import pytest

from tests.helpers import run


def printed(*words: str) -> str:
    result = run("list", "tests/cases/contract.yaml", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_every_id_is_listed_with_its_kind() -> None:
    assert printed("-f", "csv").splitlines() == [
        "kind,id,name",
        "options,trees,Trees",
        "options,roofs,Roofs | white",
        "options,visits,Visits",
        "options,carry-on,Carry on",
        "criteria,chance,Chance",
        "criteria,score,Score on health",
        "criteria,reach,Reach",
        "criteria,cost,Cost",
        "weightings,default,the criteria file's own weights",
        "weightings,equal,equal weights",
    ]


def test_json_holds_each_kind_by_itself() -> None:
    record = json.loads(printed("-f", "json"))

    assert list(record) == ["schema", "version", "inputs", "notes", "options", "criteria", "weightings", "sources"]
    assert record["options"][0] == {"id": "trees", "name": "Trees", "baseline": False, "tags": ["green"]}
    assert record["criteria"][1]["path"] == ["people"]
    assert record["criteria"][3] == {
        **{"id": "cost", "name": "Cost", "path": [], "weight": 0.3, "worst": 2.0, "best": 0.0},
        "unit": "million euro",
    }
    assert record["sources"] == []


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex"])
def test_every_table_has_its_caption(format: str) -> None:
    text = printed("-f", format)

    assert text.index("Options") < text.index("Criteria") < text.index("Weightings")
    assert "Sources" not in text


def test_the_bundled_study_lists_all_it_has() -> None:
    result = run("list", "options", "-f", "json")
    record = json.loads(result.stdout)

    assert [len(record[kind]) for kind in ("options", "criteria", "weightings")] == [13, 8, 8]
    assert len(record["sources"]) >= 40
    assert {view["id"] for view in record["weightings"]} >= {"haggard-coalition", "default", "equal"}
