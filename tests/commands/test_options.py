"""What the options that commands share mean: STUDY, -c, -w and --tag, and what is taken where they are left out."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.commands.helpers import SMALL, scores
from tests.helpers import run


def test_standard_input_is_a_study(small: Path) -> None:
    assert scores(run("score", "-", "-f", "json", input=SMALL)) == {"dialogue": 45, "as-now": 28.75, "sanctions": 25}

    result = run("score", "-", input="option: x\nratings: {impact: 3}\n")

    assert result.exit_code == 1
    assert "<stdin>:1:1: error: this option needs an `id`" in result.stderr


def test_hidden_files_are_left_out_and_a_file_named_twice_is_read_once(small: Path) -> None:
    Path("study/.git").mkdir(parents=True)
    Path("study/all.yaml").write_text(SMALL)
    Path("study/.hidden.yaml").write_text("broken: [")
    Path("study/.git/x.yaml").write_text("broken: [")
    Path("study/notes.txt").write_text("not yaml: [")

    assert run("score", "study", "study/all.yaml", "./study").exit_code == 0


def test_without_a_study_it_says_which_it_takes(small: Path) -> None:
    bundled = run("score", "-f", "csv")

    assert bundled.exit_code == 0
    assert bundled.stderr == "policyscore: no study was named, using the study that ships with policyscore\n"
    assert run("score", "-f", "csv", "-q").stderr == ""

    Path("options").mkdir()
    small.rename("options/small.yaml")
    own = run("score", "-f", "csv")

    assert own.stderr == "policyscore: no study was named, reading ./options\n"
    assert own.stdout.count("\n") == 4


def test_a_criteria_file_takes_the_place_of_the_studys_own(small: Path) -> None:
    Path("other.yaml").write_text("criteria: {cost: {worst: 200, best: 0}}\n")
    result = run("score", "small.yaml", "-c", "other.yaml", "-f", "json")

    # The weighting `thrift` still names cost; impact is rated and not used.
    assert scores(result) == {"as-now": 100, "dialogue": 95, "sanctions": 70}
    assert "Rated, but not among the criteria: impact." in result.stdout


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("default", {"dialogue": 45, "as-now": 28.75, "sanctions": 25}),
        ("thrift", {"as-now": 100, "dialogue": 90, "sanctions": 40}),
        ("equal", {"dialogue": 60, "as-now": 52.5, "sanctions": 30}),
        ("impact=1,cost=3", {"as-now": 76.25, "dialogue": 75, "sanctions": 35}),
        ("impact=1", {"dialogue": 30, "sanctions": 20, "as-now": 5}),
    ],
)
def test_weights_are_an_id_a_built_in_word_or_points(small: Path, weights: str, expected: dict[str, float]) -> None:
    result = run("score", "small.yaml", "-w", weights, "-f", "json")

    assert result.exit_code == 0
    assert list(scores(result).items()) == list(expected.items())


def test_weights_may_be_a_file_even_one_of_the_study(small: Path) -> None:
    Path("view.yaml").write_text("weighting: A view\norder: [cost, impact]\n")
    # Rank-order centroid of two: .75 and .25.
    expected = {"as-now": 76.25, "dialogue": 75, "sanctions": 35}

    assert scores(run("score", "small.yaml", "-w", "view.yaml", "-f", "json")) == expected
    assert scores(run("score", "small.yaml", "view.yaml", "-w", "view.yaml", "-f", "json")) == expected
    assert scores(run("score", "small.yaml", "view.yaml", "-w", "view", "-f", "json")) == expected


def test_tags_choose_options_and_the_gain_stays_measured_against_the_baseline(small: Path) -> None:
    result = run("score", "small.yaml", "--tag", "carrot", "-f", "json")
    record = json.loads(result.stdout)

    assert [(o["id"], o["rank"], o["gain"]) for o in record["options"]] == [("dialogue", 1, 16.25)]
    assert {note["code"] for note in record["notes"]} >= {"filter", "baseline-left-out"}
    assert list(scores(run("score", "small.yaml", "--skip-tag", "stick", "-f", "json"))) == ["dialogue", "as-now"]


def test_the_hash_is_that_of_the_contents_in_the_order_of_the_paths(small: Path) -> None:
    Path("study").mkdir()
    for number, part in enumerate(SMALL.split("---\n")):
        Path(f"study/{number}.yaml").write_text(part)
    Path("c.yaml").write_text("criteria: {impact: {worst: 0, best: 50}, cost: {worst: 100, best: 0}}\n")
    Path("w.yaml").write_text("weighting: W\npoints: {impact: 2}\n")
    result = run("score", "study", "-c", "c.yaml", "-w", "w.yaml", "-f", "json")
    contents = [path.read_bytes() for path in sorted(Path("study").iterdir())]
    contents += [Path("c.yaml").read_bytes(), Path("w.yaml").read_bytes()]

    assert json.loads(result.stdout)["inputs"]["sha256"] == sha256(b"".join(contents)).hexdigest()
