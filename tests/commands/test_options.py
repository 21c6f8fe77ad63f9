"""What the options that commands share mean: STUDY, -c, -w and --tag, and what is taken where they are left out."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from policyscore.reading import files
from tests.commands.helpers import SMALL, UNSURE, scores
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


def test_a_study_that_is_not_named_is_the_current_folder_where_that_has_criteria(small: Path) -> None:
    Path("options").mkdir()
    Path("options/more.yaml").write_text("option: Trade\nratings: {impact: 0, cost: 0}\n")
    current = run("score", "-f", "csv")

    assert current.stderr == "policyscore: no study was named, reading the current folder\n"
    # All of it, with what is below.
    assert current.stdout.count("\n") == 5
    assert run("score", "-f", "csv", "-q").stderr == ""


@pytest.mark.parametrize(
    "text", ['{"criteria": {"a": {"worst": 0', "criteria:\n\ta: 1\n", "note: x\n---\ncriteria: 3\n"]
)
def test_criteria_with_a_fault_still_make_the_current_folder_the_study(small: Path, text: str) -> None:
    small.unlink()
    Path("options").mkdir()
    Path("mine.json" if text.startswith("{") else "mine.yaml").write_text(text)

    assert "reading the current folder" in run("score").stderr


@pytest.mark.parametrize("name", ["notes.txt", ".criteria.yaml", "below/criteria.yaml"])
def test_only_study_files_of_the_current_folder_itself_make_it_one(small: Path, name: str) -> None:
    Path("options").mkdir()
    Path("below").mkdir()
    small.rename("options/small.yaml")
    Path(name).write_text("criteria: {x: {worst: 0, best: 1}}\n")
    Path("other.yaml").write_text("note: the criteria stand elsewhere\n")
    result = run("score", "-f", "csv")

    assert result.stderr == "policyscore: no study was named, reading ./options\n"
    assert result.stdout.count("\n") == 4


def test_without_any_study_nothing_is_scored(small: Path) -> None:
    small.unlink()
    for words in (("score",), ("robust", "-q"), ("explain", "icc-referral"), ("compare", "--each"), ("check",)):
        result = run(*words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("policyscore: error: no study was named: no file of this folder has criteria")
        assert "`policyscore init DIR` starts a study, and --example reads the one that ships" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["score"],
        ["explain", "icc-referral"],
        ["robust", "--draws", "1000"],
        ["compare"],
        ["memo", "--draws", "1000"],
        ["chart", "contributions"],
        ["check"],
        ["list"],
        ["diff"],
    ],
    ids=lambda words: str(words[0]),
)
def test_every_command_can_be_tried_on_the_example(words: list[str], small: Path) -> None:
    study = (*words, str(files.bundled())) if words[0] == "diff" else words
    tried = run(*study, "--example", "-q")

    assert (tried.exit_code, tried.stderr) == (0, "")
    assert "ICC referral" in tried.stdout or words[0] in ("check", "diff")
    if words[0] != "diff":
        assert tried.stdout == run(*words, str(files.bundled()), "-q").stdout
        assert run(*words, "small.yaml", "--example").exit_code == 2


def test_the_example_beside_a_study_is_refused(small: Path) -> None:
    for words in (["score", "small.yaml"], ["compare", "--each", "small.yaml"]):
        assert "--example is a study of its own, and `small.yaml` is another" in run(*words, "--example").stderr
    assert "--from names others" in run("compare", "--example", "--from", "list.txt", "-f", "csv").stderr
    assert "OLD and NEW, or --example and NEW" in run("diff", "a", "b", "--example").stderr
    assert "OLD and NEW, or --example and NEW" in run("diff", "a").stderr


def test_a_result_in_json_beside_a_study_is_no_part_of_it(small: Path) -> None:
    before = run("score", ".", "-f", "csv").stdout
    assert run("score", "small.yaml", "-o", "scores.json").exit_code == 0

    assert run("score", ".", "-f", "csv").stdout == before


@pytest.mark.parametrize("word", ["cost=50", "="])
@pytest.mark.parametrize("command", [("score",), ("compare", "--each", "--keep-going")])
def test_points_that_the_shell_split_are_not_taken_for_a_study(
    small: Path, command: tuple[str, ...], word: str
) -> None:
    result = run(*command, "small.yaml", "-w", "impact=50,", word)

    assert result.exit_code == 2
    assert f"no such file or folder: `{word}`" in result.stderr
    assert "points are one word, without blanks: -w impact=50,cost=50" in result.stderr


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


SCORING = {
    "score": ("score", "unsure.yaml"),
    "explain": ("explain", "dialogue", "unsure.yaml"),
    "versus": ("explain", "dialogue", "unsure.yaml", "--versus", "sanctions"),
    "robust": ("robust", "unsure.yaml", "--draws", "1000"),
    "compare": ("compare", "unsure.yaml", "-w", "thrift", "-w", "equal"),
    "diff": ("diff", "unsure.yaml", "unsure.yaml"),
}
NOT_COUNTED = "Every option is scored as if it took effect: Odds is not counted."


@pytest.mark.parametrize("words", SCORING.values(), ids=SCORING)
def test_without_the_chance_every_object_says_so(small: Path, words: tuple[str, ...]) -> None:
    Path("unsure.yaml").write_text(UNSURE)
    counted, not_counted = (json.loads(run(*words, "-f", "json", *more).stdout) for more in ((), ("--no-chance",)))

    assert "no_chance" not in counted
    assert list(not_counted)[:5] == ["schema", "version", "inputs", "notes", "no_chance"]
    assert not_counted["no_chance"] is True
    assert [note["text"] for note in not_counted["notes"] if note["code"] == "no-chance"] == [NOT_COUNTED]
    assert not any(note["code"] == "no-chance" for note in counted["notes"])


@pytest.mark.parametrize(
    "words",
    [
        *SCORING.values(),
        ("memo", "unsure.yaml", "--draws", "1000"),
        ("chart", "contributions", "unsure.yaml"),
        ("chart", "weightings", "unsure.yaml", "-w", "thrift", "-w", "equal"),
    ],
    ids=" ".join,
)
def test_without_the_chance_readers_are_told_once(small: Path, words: tuple[str, ...]) -> None:
    Path("unsure.yaml").write_text(UNSURE)
    result = run(*words, "--no-chance")

    assert (result.exit_code, result.stderr) == (0, "")
    assert " ".join(result.stdout.split()).count(NOT_COUNTED) == 1


def test_without_the_chance_options_score_as_if_they_took_effect(small: Path) -> None:
    Path("unsure.yaml").write_text(UNSURE)
    counted = run("score", "unsure.yaml", "-f", "json")
    not_counted = run("score", "unsure.yaml", "-f", "json", "--no-chance")

    assert scores(counted) == {"dialogue": 32, "as-now": 28.75, "sanctions": 26.875}
    # As in the study that names no chance.
    assert scores(not_counted) == scores(run("score", "small.yaml", "-f", "json"))
    assert scores(not_counted) == {"dialogue": 45, "as-now": 28.75, "sanctions": 25}
    record = json.loads(not_counted.stdout)
    assert (record["chance"], [option["chance"] for option in record["options"]]) == (None, [None] * 3)
    assert (json.loads(counted.stdout)["chance"], json.loads(counted.stdout)["options"][0]["chance"]) == ("odds", 0.2)


@pytest.mark.parametrize("words", SCORING.values(), ids=SCORING)
def test_no_chance_on_a_study_that_names_none_changes_nothing_and_says_so(small: Path, words: tuple[str, ...]) -> None:
    words = tuple(word.replace("unsure", "small") for word in words)
    result = run(*words, "--no-chance")

    assert (result.exit_code, result.stdout) == (0, run(*words).stdout)
    assert result.stderr == "policyscore: --no-chance changes nothing: the study names no chance\n"
    assert run(*words, "--no-chance", "-q").stderr == ""
    # An object names what was asked for, so that it can be asked for again.
    assert json.loads(run(*words, "--no-chance", "-f", "json").stdout)["no_chance"] is True


def test_what_was_set_is_named_in_every_object(small: Path) -> None:
    for words in (("score",), ("explain", "dialogue"), ("robust", "--draws", "1000"), ("compare",)):
        record = json.loads(
            run(*words, "small.yaml", "--set", "dialogue.cost=20", "--set", "as-now.impact=0", "-f", "json").stdout
        )

        assert record["set"] == ["dialogue.cost", "as-now.impact"]
