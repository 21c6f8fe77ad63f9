"""Ratings that are tried from the command line: they count, and every output says so."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.helpers import run

STUDY = "tests/cases/contract.yaml"


def scored(*words: str) -> Result:
    return run("score", STUDY, *words)


def test_a_rating_is_replaced_and_nothing_else() -> None:
    before = {o["id"]: o for o in json.loads(scored("-f", "json").stdout)["options"]}
    after = {o["id"]: o for o in json.loads(scored("-f", "json", "--set", "trees.cost=[0, 0.5, 2]").stdout)["options"]}

    # .5 of 2 million is a value of 75 and not 50. It counts by .6 + .4 * .5 = .8 and weighs 30 of 80: 7.5 points more.
    assert after["trees"]["score"] == pytest.approx(before["trees"]["score"] + 7.5)
    assert after["trees"]["values"]["cost"] == 75
    assert after["trees"]["set"] == ["cost"]
    assert {id: o for id, o in after.items() if id != "trees"} == {
        id: {**o, "rank": after[id]["rank"]} for id, o in before.items() if id != "trees"
    }


def test_several_ratings_and_every_short_form_may_be_set() -> None:
    words = ("--set", "trees.reach=unknown", "--set", "visits.reach=40", "--set", "visits.chance=12.5")
    options = {o["id"]: o for o in json.loads(scored("-f", "json", *words).stdout)["options"]}

    assert options["trees"]["unknown"] == ["reach"]
    assert (options["visits"]["values"]["reach"], options["visits"]["values"]["chance"]) == (100, 12.5)
    assert options["visits"]["set"] == ["reach", "chance"]


def test_a_chance_may_be_set_and_multiplies() -> None:
    def gain(rating: str, *words: str) -> float:
        options = json.loads(run("score", *(words or (STUDY,)), "--set", f"roofs.chance={rating}", "-f", "json").stdout)
        (roofs,) = (option for option in options["options"] if option["id"] == "roofs")
        return float(roofs["gain"])

    # The roofs give 30 points of health (3 of 5 of 50 of 80), 50 of reach (2 of 5) and -50 of cost (30 of 80), half of
    # which comes from trying. By chance p: p * (30 * .375 + 50 * .25) - (p + (1 - p) / 2) * 50 * .375.
    assert gain("100") == pytest.approx(23.75 - 18.75)
    assert gain("50") == pytest.approx(0.5 * 23.75 - 0.75 * 18.75)
    assert gain("unknown") == gain("50")
    refused = scored("--set", "roofs.chance=120")
    assert "120 is outside the scale of `chance`, 0 to 100" in refused.stderr


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex", "csv", "tsv", "json"])
def test_every_output_says_what_was_set(format: str) -> None:
    text = scored("-f", format, "--set", "visits.score=9").stdout

    assert text != scored("-f", format).stdout
    if format in ("csv", "tsv"):
        assert text.splitlines()[0].endswith("set")
        assert next(line for line in text.splitlines() if line.startswith("visits")).endswith("score")
    else:
        assert "What if" in text
        assert "the files say 3" in text


def test_a_cell_that_was_set_is_marked() -> None:
    text = scored("--set", "visits.score=9").stdout

    assert "90*" in text
    assert "* What if: Visits is rated 9 on Score on health; the files say 3." in text
    assert "the files say 10 (5 to 20)" in scored("--set", "trees.reach=3").stdout
    assert "the files say unknown" in scored("--set", "visits.reach=3").stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("trees", "cannot read `trees`\n  hint: write OPTION.CRITERION=RATING"),
        ("trees=3", "cannot read `trees=3`"),
        ("tress.cost=1", "there is no option `tress`\n  hint: did you mean `trees`?"),
        ("trees.cots=1", "there is no criterion `cots`\n  hint: did you mean `cost`?"),
        ("trees.cost=3", "3 is outside the scale of `cost`, 0 to 2"),
        ("trees.cost=1,5", "expected a number, found `1,5`\n  hint: write a decimal point; write 1.5"),
        ("trees.cost=cheap", "expected a number or `unknown`, found `cheap`"),
        ("trees.cost=", "cannot read `` as a rating"),
        ("trees.cost={value: 1}", "cannot read `{value: 1}` as a rating"),
        ("trees.cost=[1, 2]", "two numbers do not say what is most likely"),
        ("trees.cost=[2, 1, 0]", "`low` is 2 and `high` is 0, and `value` is 1"),
        ("trees.cost=[1, unknown, 1]", "`low` beside a value that is unknown"),
    ],
)
def test_what_is_no_rating_is_refused(change: str, said: str) -> None:
    result = scored("--set", change)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_rating_is_set_once() -> None:
    result = scored("--set", "trees.cost=1", "--set", "trees.cost=2")

    assert result.exit_code == 2
    assert "`trees.cost` is set twice" in result.stderr


def test_the_files_stay_as_they_are() -> None:
    before = Path(STUDY).read_bytes()
    scored("--set", "trees.cost=0")

    assert Path(STUDY).read_bytes() == before


def test_words_of_many_blanks_are_read_in_steps_as_many() -> None:
    blanks = " " * 100_000
    for words, hint in (
        (("-w", f"trees{blanks}:{blanks}3"), "use an equals sign before the points: trees=3"),
        (("-w", f"reach=1{blanks}cost{blanks}=2"), "separate the points with commas: reach=1,cost=2"),
        (("--set", f"trees.cost=1,{blanks}visits.cost{blanks}=2"), "--set trees.cost=1 --set visits.cost =2"),
        (("-w", f"reach=1 {blanks}x=2x"), "separate the points with commas: reach=1,x=2x"),
        (("--set", f"trees.cost=3{blanks}y"), "expected a number"),
    ):
        result = scored(*words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert hint in result.stderr


def test_a_chance_may_be_set_by_the_label_of_a_level(tmp_path: Path) -> None:
    path = tmp_path / "levels.yaml"
    text = Path(STUDY).read_text("utf-8").replace("{name: Chance,", "{name: Chance, levels: [{at: 5, label: remote}],")
    path.write_text(text, "utf-8")
    said = run("score", str(path), "--set", "roofs.chance=remote", "-f", "json").stdout

    assert [option["chance"] for option in json.loads(said)["options"] if option["id"] == "roofs"] == [0.05]


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("chance=10,cost=5", "`chance` is the chance that an option takes effect, and takes no weight"),
        ("chance=0", "the criteria to weigh are score, reach and cost"),
        ("Chance=10,cost=5", "if `chance` is meant: it is the chance that an option takes effect"),
    ],
)
def test_no_weight_on_the_command_line_is_the_chances(points: str, said: str) -> None:
    result = scored("-w", points)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
