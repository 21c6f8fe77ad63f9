"""What `diff` says of two versions of a study, and the object that it prints for programs."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from policyscore.analysis import difference
from policyscore.formats.format import Format
from policyscore.formats.render import RENDERERS
from tests.analysis.test_difference import chancy, version
from tests.helpers import run


def diff(tmp_path: Path, old: str, new: str, *words: str) -> Result:
    for name, text in (("old.yaml", old), ("new.yaml", new)):
        (tmp_path / name).write_text(text, "utf-8")
    return run("diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), *words)


OLD = version(100, 50, 50, a=(40, 80), b=(50, 60), c=(1, 1))


NEW = version(80, 75, 25, a=(20, 80), b=(50, 60), d=(2, 2))


def test_what_is_said(tmp_path: Path) -> None:
    said = diff(tmp_path, OLD, NEW).stdout

    assert "Changed: 1 scale, 2 weights, 2 options and 1 rating.\n" in said
    assert "Of rank 1 now: B (61.9); before: A (60.0).\n1 pair of options changed places.\n" in said
    assert "scale            x          0 to 100  0 to 80\n" in said
    assert "option   D                  –         D\n" in said
    assert "added" in said
    assert "removed" in said


def test_json_has_what_changed_and_what_it_did(tmp_path: Path) -> None:
    record = json.loads(diff(tmp_path, OLD, NEW, "-f", "json").stdout)

    assert list(record)[4:] == ["weighting", "old", "new", "changes", "options", "passed", "passed_count"]
    assert record["changes"][0] == {
        "kind": "scale",
        "option": None,
        "criterion": "x",
        "before": "0 to 100",
        "after": "0 to 80",
    }
    by_id = {option["id"]: option for option in record["options"]}
    assert (by_id["c"]["after"], by_id["d"]["before"]) == (None, None)
    parts = by_id["a"]["parts"]
    assert sum(sum(kind.values()) for kind in parts.values()) == pytest.approx(by_id["a"]["change"])


@pytest.mark.parametrize("format", RENDERERS)
def test_every_format_is_written(tmp_path: Path, format: Format) -> None:
    result = diff(tmp_path, OLD, NEW, "-f", format)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\n")


def test_the_same_study_twice_has_no_difference(tmp_path: Path) -> None:
    result = diff(tmp_path, OLD, OLD)

    assert "Nothing changed that bears on a score." in result.stdout
    assert json.loads(diff(tmp_path, OLD, OLD, "-f", "json").stdout)["changes"] == []


def test_pairs_that_are_too_many_to_list_are_counted(tmp_path: Path) -> None:
    """50 options turned upside down: 1,225 pairs, of which 190 are among the ten first now and the ten first before."""
    rows = {f"o{i}": (2.0 * i, 100 - 2.0 * i) for i in range(50)}
    old, new = version(100, 80, 20, **rows), version(100, 20, 80, **rows)
    said = diff(tmp_path, old, new).stdout
    record = json.loads(diff(tmp_path, old, new, "-f", "json").stdout)

    assert "1,225 pairs of options changed places.\n" in said
    note = (
        "In 1,225 pairs of options one has passed the other; 190 of them are listed, as only those are whose options "
        "both are, or were, among the first 10."
    )
    assert note in said
    assert (record["passed_count"], len(record["passed"])) == (1225, 190)
    assert note in [each["text"] for each in record["notes"]]


@pytest.mark.parametrize(("places", "said"), [(0, "none of them is listed"), (1, "1 of them is listed")])
def test_few_pairs_or_none_may_be_among_the_first(
    places: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one place those that are or were first: one pair of two."""
    monkeypatch.setattr(difference, "MAX_LISTED_PAIRS", 1)
    monkeypatch.setattr(difference, "LISTED_PLACES", places)
    rows = {f"o{i}": (2.0 * i, 100 - 2.0 * i) for i in range(5)}

    shown = diff(tmp_path, version(100, 80, 20, **rows), version(100, 20, 80, **rows)).stdout
    assert f"In 10 pairs of options one has passed the other; {said}, as" in shown


def test_pairs_that_are_all_listed_need_no_note(tmp_path: Path) -> None:
    record = json.loads(diff(tmp_path, OLD, NEW, "-f", "json").stdout)

    assert record["passed_count"] == len(record["passed"]) == 1
    assert "passed" not in [note["code"] for note in record["notes"]]


def test_what_is_said_of_a_chance(tmp_path: Path) -> None:
    """The sums are those of `test_a_chance_shares_what_it_does_with_the_ratings`: 19 = 6 + 13."""
    words = diff(tmp_path, chancy(), chancy(trying=0.5, base=30, odds=60, impact=90)).stdout.split()
    said = " ".join(words)

    assert "Changed: 1 effect of trying and 3 ratings." in said
    assert "effect of trying cost 80 % 50 %" in said
    assert "rating X Odds 25 60" in said
    assert "rating As now (baseline) impact 20 30" in said
    assert "X 1 1 34.2 53.2 +19.0 +6.0 +13.0 chance (+13.0)" in said
    assert "Each score counts the option's chance of taking effect (Odds, in 100)" in said
    assert "A change of a rating of the baseline moves every other option" in said


def test_a_chance_that_comes_goes_or_is_another(tmp_path: Path) -> None:
    weighed, named = chancy(chance="", weight=", weight: 100"), chancy()
    other = named.replace("chance: odds", "chance: luck").replace("100}\n  impact", "100, weight: 0}\n  impact")
    other = other.replace("  impact: {w", "  luck: {worst: 0, best: 100}\n  impact: {w").replace(
        "{odds", "{luck: 50, odds"
    )
    moved = named.replace("baseline: true, ", "").replace("id: x,", "id: x, baseline: true,")

    assert "Changed: 3 weights and a chance added." in diff(tmp_path, weighed, named).stdout
    gone = diff(tmp_path, named, weighed).stdout
    assert "Changed: 3 weights and a chance taken out." in gone
    assert "Before: Each score counts the option's chance" in gone
    assert "Changed: which criterion is the chance." in diff(tmp_path, named, other).stdout
    assert "Changed: which option is the baseline." in diff(tmp_path, named, moved).stdout


def test_the_chance_in_json_and_csv(tmp_path: Path) -> None:
    old, new = chancy(), chancy(trying=0.5, base=30, odds=60, impact=90)
    record = json.loads(diff(tmp_path, old, new, "-f", "json").stdout)
    (x,) = (option for option in record["options"] if option["id"] == "x")

    assert record["changes"][0] == {
        "kind": "if_it_fails", "option": None, "criterion": "cost", "before": 0.8, "after": 0.5
    }  # fmt: skip
    assert list(x["parts"]) == ["scales", "weights", "ratings", "chance"]
    assert x["parts"]["chance"] == pytest.approx({"impact": 12.6, "cost": 0.4})
    head, first, *_ = diff(tmp_path, old, new, "-f", "csv").stdout.splitlines()
    assert head.endswith("change,scales,weights,ratings,chance")
    assert first == "x,X,1,1,34.2,53.2,19,0,0,6,13"


def test_the_largest_part_may_be_the_baselines_rating(tmp_path: Path) -> None:
    """20 points of value on impact move X by .6 * (1 - .25) * 20 = 9, and the baseline by 12."""
    said = " ".join(diff(tmp_path, chancy(), chancy(base=40)).stdout.split())

    assert "+9.0 +9.0 the baseline's rating of impact (+9.0)" in said
    assert "+12.0 +12.0 rating of impact (+12.0)" in said
