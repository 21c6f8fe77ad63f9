"""What `init` writes: a template with nothing invented, the bundled study, or what stood in a spreadsheet."""

import re
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import Result

import policyscore
from policyscore.checks.check import check_study
from policyscore.commands.init import build
from policyscore.errors import CommandError
from tests.helpers import run

TABLE = """Option;Cost (million);Effect;Speed
Weight;30%;50%;20%
Plan A;12,5;40;unknown
Plan é;80;"[10, 20, 30]";3
"""


def init(*words: str) -> Result:
    return run("init", *words)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_template_warns_of_what_is_not_filled_in_and_of_nothing_else(tmp_path: Path) -> None:
    init(str(tmp_path / "new"))
    result = check_study(tmp_path / "new")

    assert result.errors == ()
    # Title, question, two names and summaries, names and holders of two weightings, and the source are the template's.
    assert Counter(rule.code for rule, _ in result.warnings) == {"W16": 3, "W28": 1, "W35": 1, "W37": 11}


def test_the_template_has_no_rating_in_it(tmp_path: Path) -> None:
    init(str(tmp_path))
    study = policyscore.load(tmp_path)

    assert [option.baseline for option in study.options] == [True, False, False]
    assert all(rating.value is None for option in study.options for rating in option.ratings.values())
    assert {weighting.method for weighting in study.weightings.values()} == {"points", "order"}
    # A result of it says of no option that it is better.
    assert {row.rank for row in policyscore.score(study, "by-points").options} == {1}


def test_what_the_comments_of_the_template_offer_can_be_had(tmp_path: Path) -> None:
    """Every key that stands in a comment holds once its mark is taken away."""
    init(str(tmp_path))
    for path in tmp_path.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"^( *)# ( *(?:\w+:(?: \S.*)?|- \{.*))$", r"\1\2", text, flags=re.M), "utf-8")
    first = tmp_path / "first-option.yaml"
    first.write_text(first.read_text("utf-8").replace("    value: unknown\n", ""), "utf-8")
    study = policyscore.load(tmp_path)

    assert study.chance
    assert (study.chance.id, len(study.chance.levels)) == ("feasibility", 3)
    assert [criterion.id for criterion in study.criteria] == ["effect", "cost", "speed"]
    assert (study.criteria[1].floor, study.criteria[1].if_it_fails) == (8, 0.5)
    (option,) = (option for option in study.options if option.id == "first-option")
    assert option.ratings["feasibility"].value == 25
    assert (option.advocates, option.resolves_if) == (("Who asks for it",), "The law is in force by the end of 2027.")
    assert option.ratings["effect"].value == 40
    assert option.ratings["effect"].sources == ("an-evaluation",)
    assert study.weightings["by-points"].ranges
    # Effect at 40 and all else halfway: 50 - .25 * 10 = 47.5 on effect, half the weight, and 50 on the other two.
    assert policyscore.score(study, "by-points").option("first-option").score == pytest.approx(48.75)


def test_the_example_is_the_bundled_study(tmp_path: Path) -> None:
    result = init(str(tmp_path / "korea"), "--example")

    assert files(tmp_path / "korea") == files(Path("options"))
    assert policyscore.load(tmp_path / "korea").sha256 == policyscore.load("options").sha256
    assert result.stdout.splitlines()[0] == str(tmp_path / "korea" / "china-refoulement.yaml")
    assert result.stderr == (
        f"policyscore: edit `{tmp_path / 'korea' / 'criteria.yaml'}` first to make it yours; "
        f"`policyscore score {tmp_path / 'korea'}` ranks the options as they are now\n"
    )


@pytest.mark.parametrize("name", [".hidden", "notes.txt"])
def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    result = init(str(tmp_path))

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"the folder `{tmp_path}` is not empty" in result.stderr
    assert files(tmp_path) == {name}


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "options").write_text("mine")

    assert init(str(tmp_path / "options")).exit_code == 2
    assert (tmp_path / "options").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--example", "--from", "m.csv"], "--example and --from are two ways to start"),
        (["--transpose"], "--transpose says how to read a table\n  hint: name it with --from"),
        (["--scale", "0:1"], "--scale says how to read a table"),
        (["--from", ""], "the name of a file or folder is empty"),
        (["--from", "no-such.csv"], "cannot read `no-such.csv`: No such file or directory"),
    ],
)
def test_words_that_do_not_fit_together_are_refused(tmp_path: Path, words: list[str], said: str) -> None:
    result = init(str(tmp_path / "new"), *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_spreadsheet_becomes_a_study(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(TABLE, "utf-8")
    result = init(str(tmp_path / "new"), "--from", str(tmp_path / "m.csv"), "--scale", "speed=9:0")
    study = policyscore.load(tmp_path / "new")

    assert [(c.id, c.name, c.worst, c.best) for c in study.criteria] == [
        ("cost", "Cost", 12.5, 80),
        ("effect", "Effect", 10, 40),
        ("speed", "Speed", 9, 0),
    ]
    assert [c.weight for c in study.criteria] == pytest.approx([0.3, 0.5, 0.2])
    found = {o.id: [(r.low, r.value, r.high) for r in o.ratings.values()] for o in study.options}
    assert found == {
        "plan-a": [(12.5, 12.5, 12.5), (40, 40, 40), (None, None, None)],
        "plan-e": [(80, 80, 80), (10, 20, 30), (3, 3, 3)],
    }
    assert [o.name for o in study.options] == ["Plan A", "Plan é"]
    assert [c.unit for c in study.criteria] == ["million", None, None]
    # Cost and effect had no ends of their own.
    assert "the scale of `cost` and `effect` runs from the lowest to the highest rating" in result.stderr
    assert "--scale cost=WORST:BEST" in result.stderr
    assert (tmp_path / "new" / "criteria.yaml").read_text("utf-8").count("# More counts as better here") == 2


def test_build_makes_the_files_that_the_command_writes(tmp_path: Path) -> None:
    init(str(tmp_path / "new"))
    study = build()

    assert {path: (tmp_path / "new" / path).read_text("utf-8") for path in study.files} == dict(study.files)
    assert build(example=True).files["criteria.yaml"] == Path("options/criteria.yaml").read_text("utf-8")
    with pytest.raises(CommandError, match=r"cannot read `no\.csv`"):
        build(table="no.csv", scales=["0:1"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            (),
            "edit `{0}/criteria.yaml` first, as its comments ask, then a file for each option; `policyscore check {0}`",
        ),
        (("--example",), "edit `{0}/criteria.yaml` first to make it yours; `policyscore score {0}` ranks the options"),
    ],
)
def test_the_last_line_says_what_to_edit_first_and_what_to_run_next(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    folder = str(tmp_path / "new")
    last = init(folder, *words).stderr.splitlines()[-1]

    assert last.startswith(f"policyscore: {said.format(folder)}")
    assert (tmp_path / "new" / "criteria.yaml").is_file()
    assert init(str(tmp_path / "other"), *words, "-q").stderr == ""
