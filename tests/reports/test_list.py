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

    keys = ["schema", "version", "inputs", "notes", "chance", "options", "criteria", "weightings", "sources"]
    assert list(record) == keys
    assert record["chance"] == "chance"
    assert record["options"][0] == {"id": "trees", "name": "Trees", "baseline": False, "tags": ["green"]}
    assert record["criteria"][1]["path"] == ["people"]
    # The chance has no weight, so cost has 30 of 80.
    assert record["criteria"][3] == {
        **{"id": "cost", "name": "Cost", "path": [], "weight": 0.375, "worst": 2.0, "best": 0.0},
        **{"unit": "million euro", "if_it_fails": 0.5},
    }
    assert [criterion["weight"] for criterion in record["criteria"]] == [None, 0.375, 0.25, 0.375]
    assert not any("if_it_fails" in criterion for criterion in record["criteria"][:3])
    assert record["sources"] == []


def test_the_chance_stands_among_the_criteria_without_a_weight() -> None:
    lines = [" ".join(line.split()) for line in printed("-f", "markdown").splitlines()]

    assert "| Id | Criterion | Branch | Weight in % | Worst to best | Counts if it fails |" in lines
    assert "| chance | Chance | | chance | 0 to 100 | |" in lines
    assert "| cost | Cost | | 37.5 | 2 to 0 million euro | 50 % |" in lines
    assert any("Chance is the chance in 100 that an option takes effect" in line for line in lines)


def test_weights_that_nobody_holds_are_said_to_be_the_authors_own() -> None:
    text = "criteria: {a: {worst: 0, best: 1}}\n---\noption: X\nid: x\nratings: {a: 1}\n"
    text += "---\nweighting: W\nid: w\nholder: Drawn by us from her speech\npoints: {a: 1}\n"
    shown, stored = (run("list", "-", "-f", format, input=text).stdout for format in ("markdown", "json"))

    assert "Nobody: drawn by the study's authors from her speech" in shown
    assert json.loads(stored)["weightings"][0]["holder"] == "Drawn by us from her speech"


def test_without_a_chance_nothing_is_said_of_one() -> None:
    result = run("list", "tests/examples/good/ranges.yaml")

    assert "Counts" not in result.stdout
    assert "chance" not in result.stdout
    assert json.loads(run("list", "tests/examples/good/ranges.yaml", "-f", "json").stdout)["chance"] is None


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex"])
def test_every_table_has_its_caption(format: str) -> None:
    text = printed("-f", format)

    assert text.index("Options") < text.index("Criteria") < text.index("Weightings")
    assert "Sources" not in text


def test_the_bundled_study_lists_all_it_has() -> None:
    result = run("list", "options", "-f", "json")
    record = json.loads(result.stdout)

    assert [len(record[kind]) for kind in ("options", "criteria", "weightings")] == [13, 8, 7]
    assert len(record["sources"]) >= 40
    assert {view["id"] for view in record["weightings"]} >= {"haggard-coalition", "default", "equal"}
