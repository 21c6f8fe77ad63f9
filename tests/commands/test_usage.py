"""Commands that people get wrong: each is told what was found, and what to write instead."""

import json
import os
import shutil
from pathlib import Path

import pytest

from policyscore import version
from tests.helpers import run

# What was typed; what is said to be wrong; and the hint, or how it begins.
WRONG = [
    # Commands.
    ("scor small.yaml", "there is no command `scor`", "did you mean `score`?"),
    ("Compare small.yaml", "there is no command `Compare`", "did you mean `compare`?"),
    ("rank small.yaml", "there is no command `rank`", "did you mean `score`?"),
    ("xyz", "there is no command `xyz`", "the commands are score, explain, robust, compare, memo, chart, diff, list"),
    ("--debug", "missing command", "`policyscore --help` says what it takes"),
    ("help scor", "there is no command `scor`", "did you mean `score`?"),
    (
        "small.yaml -w equal",
        "a command is missing before `small.yaml`",
        "to rank its options: policyscore score small.yaml",
    ),
    ("folder", "a command is missing before `folder`", "to rank its options: policyscore score folder"),
    (
        "nowhere.yaml",
        "a command is missing before `nowhere.yaml`",
        "to rank its options: policyscore score nowhere.yaml",
    ),
    # Words with a dash in front.
    ("score small.yaml --weigths equal", "`policyscore score` takes no `--weigths`", "did you mean `--weights`?"),
    ("score --nonsense", "`policyscore score` takes no `--nonsense`", "`policyscore score --help` says what it takes"),
    ("score --within 5", "`policyscore score` takes no `--within`", "`--within` is for robust, memo or chart"),
    # Nearly the word of another thing, and that of another command.
    ("score --draws 5", "`policyscore score` takes no `--draws`", "`--draws` is for robust"),
    ("-w equal score small.yaml", "`policyscore` takes no `-w`", "it goes after a command: policyscore score -w …"),
    ("score -weights equal", "`-weights` has one hyphen in front and needs two", "type --weights"),
    ("score –weights equal", "`–weights` begins with a dash, not a hyphen", "type --weights"),
    ("score small.yaml —w equal", "`—w` begins with a dash, not a hyphen", "type -w"),
    ("score small.yaml -o=x.csv", "-o takes no equals sign: `-o=x.csv`", "write -o x.csv"),
    ("check --strict=3", "`--strict` takes no value", "write --strict alone"),
    # Values.
    ("score -w", "`-w` needs a value after it", "-w X: A weighting: its id, `default`, `equal`, a file, or points"),
    ("score -w --tag stick", "`-w` needs a value after it, not `--tag`", "-w X: A weighting"),
    ("schema -o --set", "`-o` needs a value after it, not `--set`", "-o FILE: Write to a file."),
    ("score small.yaml -o -h", "`-o` needs a value after it, not `-h`", "-o FILE: Write to a file"),
    ("score small.yaml -f", "`-f` needs a value after it", "write -f and one of table, markdown, html"),
    ("score --sort cost", "--sort cannot be `cost`", "it can be score, chance, in-effect or name"),
    (
        "score --sort expected-gain",
        "--sort cannot be `expected-gain`",
        "a score counts the chance now, so leave --sort out",
    ),
    (
        "memo --sort expected-gain",
        "--sort cannot be `expected-gain`",
        "a score counts the chance now, so leave --sort out",
    ),
    ("score --sort scores", "--sort cannot be `scores`", "did you mean `score`?"),
    ("score --top 0", "--top cannot be `0`", "it takes a whole number from 1 up"),
    ("robust --draws ten", "--draws cannot be `ten`", "it takes a whole number from 1000 to 100000000"),
    ("robust --draws 10", "--draws cannot be `10`", "it takes a whole number from 1000 to 100000000"),
    (
        "robust --draws 10,000",
        "--draws cannot be `10,000`",
        "it takes a whole number from 1000 to 100000000, written without commas\n",
    ),
    ("robust --within nan", "--within cannot be `nan`", "it takes a number from 0 to 100"),
    ("robust --within 1,5", "--within cannot be `1,5`", "it takes a number from 0 to 100, with a point for decimals"),
    (
        "score small.yaml -w thrift -w equal",
        "one weighting at a time, not thrift and equal",
        "`policyscore compare` takes",
    ),
    # Formats.
    ("score -f excel", "there is no format `excel` for `policyscore score`", "use -f xlsx"),
    ("score -f xls", "there is no format `xls` for `policyscore score`", "use -f xlsx"),
    ("score -f Word", "there is no format `Word` for `policyscore score`", "use -f docx"),
    ("score -f md", "there is no format `md` for `policyscore score`", "use -f markdown"),
    ("score -f txt", "there is no format `txt` for `policyscore score`", "use -f table"),
    ("score -f JSON", "there is no format `JSON` for `policyscore score`", "write it in small letters: -f json"),
    ("score -f jsn", "there is no format `jsn` for `policyscore score`", "did you mean `json`?"),
    (
        "score -f pdf",
        "there is no format `pdf` for `policyscore score`",
        "write a page, -o page.html or -o page.docx, open it",
    ),
    (
        "memo -f pdf",
        "there is no format `pdf` for `policyscore memo`",
        "write a page, -o page.html or -o page.docx, open it",
    ),
    ("memo -f excel", "there is no format `excel` for `policyscore memo`", "the formats are markdown, html and docx"),
    (
        "robust -f excel",
        "there is no format `excel` for `policyscore robust`",
        "only `policyscore score` writes a workbook",
    ),
    (
        "chart ranks -f docx",
        "there is no format `docx` for `policyscore chart`",
        "write png, and place the picture there",
    ),
    (
        "memo small.yaml -o m.pdf",
        "`m.pdf`: this result cannot be written as .pdf",
        "write a page, -o page",
    ),
    ("score small.yaml -o x.xls", "`x.xls`: this result cannot be written as .xls", "end it in .xlsx"),
    ("score small.yaml -o x.doc", "`x.doc`: this result cannot be written as .doc", "end it in .docx"),
    (
        "diff a b -o x.xlsx",
        "`x.xlsx`: this result cannot be written as .xlsx",
        "only `policyscore score` writes a workbook",
    ),
    ("chart ranks -o x.jpg", "`x.jpg`: this result cannot be written as .jpg", "end it in .png"),
    (
        "score small.yaml -f csv -o x.xlsx",
        "`x.xlsx` ends in .xlsx, but -f csv makes another kind of file",
        "leave one of them out",
    ),
    (
        "memo small.yaml -f html -o x.pdf",
        "`x.pdf` ends in .pdf, but -f html makes another kind of file",
        "leave one of them out",
    ),
    # Arguments.
    (
        "explain",
        "`policyscore explain` needs OPTION, the id of an option, or its name",
        "write policyscore explain OPTION",
    ),
    ("init", "`policyscore init` needs DIR, a folder that is empty or new", "write policyscore init DIR"),
    ("diff", "`policyscore diff` needs OLD, a file or folder: the study as it was", "write policyscore diff OLD NEW"),
    (
        "diff small.yaml",
        "diff compares two studies: OLD and NEW, or --example and NEW",
        "write the paths of both, old first",
    ),
    ("diff a b c", "`c` is one word too many", "write policyscore diff OLD NEW"),
    (
        "chart",
        "`policyscore chart` needs NAME",
        "write policyscore chart NAME [STUDY], with one of\n    contributions: where",
    ),
    ("chart rank small.yaml", "there is no chart `rank`", "did you mean `ranks`?"),
    (
        "chart pie small.yaml",
        "there is no chart `pie`",
        "write policyscore chart NAME [STUDY], with one of\n    contributions:",
    ),
    ("chart small.yaml", "there is no chart `small.yaml`", "write policyscore chart NAME small.yaml, with one of"),
    # Words where a study would stand.
    ("score small.yaml thrift", "no such file or folder: `thrift`", "name a weighting with -w: -w thrift"),
    ("score small.yaml equal", "no such file or folder: `equal`", "name a weighting with -w: -w equal"),
    ("score small.yaml stick", "no such file or folder: `stick`", "name a tag with --tag: --tag stick"),
    (
        "score small.yaml dialogue",
        "no such file or folder: `dialogue`",
        "to see one option: policyscore explain dialogue small",
    ),
    ("score small.yaml json", "no such file or folder: `json`", "choose a format with -f: -f json"),
    ("score small.yaml excel", "no such file or folder: `excel`", "choose a format with -f: -f xlsx"),
    ("score small.yaml out.html", "no such file or folder: `out.html`", "name the output file with -o: -o out.html"),
    (
        "score small.yaml compare",
        "no such file or folder: `compare`",
        "one command at a time: policyscore compare …",
    ),
    (
        "score small.yaml --set dialogue.cost 50",
        "no such file or folder: `50`",
        "write it as one word, with an equals sign: --set dialogue.cost=50",
    ),
    (
        "score small.yaml -w impact 50",
        "no such file or folder: `50`",
        "write it as one word, with an equals sign: -w impact=50",
    ),
    ("score fold/", "no such file or folder: `fold/`", "did you mean `folder`?"),
    ("score help", "no such file or folder: `help`", "policyscore score --help"),
    ("score smal.yaml", "no such file or folder: `smal.yaml`", "did you mean `small.yaml`?"),
    ("score “small.yaml", "no such file or folder: `“small.yaml`", "type straight quotation marks"),
    (
        "score small.yaml -w impact=50, cost=50",
        "no such file or folder: `cost=50`",
        "points are one word, without blanks: -w impact=50",
    ),
    (
        "explain small.yaml dialogue",
        "no such file or folder: `dialogue`",
        "name the option before the study: policyscore explain dialogue small",
    ),
    (
        "explain small.yaml",
        "`small.yaml` is a file or folder, not an option",
        "name the option before the study: policyscore explain OPTION small",
    ),
    (
        "memo folder other",
        "`folder` and `other` are 2 studies: each has criteria",
        "one at a time; policyscore diff folder other",
    ),
    (
        "score survey.csv",
        "`survey.csv` is a table; a study is YAML or JSON",
        "policyscore init DIR --from survey.csv",
    ),
    # Words that mean something in a study.
    ("explain dialog small.yaml", "there is no option `dialog`", "did you mean `dialogue`?"),
    ("explain now small.yaml", "there is no option `now`", "did you mean `as-now`?"),
    (
        "explain xyz small.yaml",
        "there is no option `xyz`",
        "the options are as-now (As now), dialogue (Dialogue) and sanctions (Sanctions)",
    ),
    (
        "compare small.yaml -w thrift,equal",
        "`thrift,equal` names 2 weightings",
        "name each with a -w of its own: `policyscore compare` takes -w thrift -w equal\n",
    ),
    (
        "score small.yaml -w default,thrift",
        "`default,thrift` names 2 weightings",
        "name each with a -w of its own: `policyscore compare` takes -w default -w thrift\n",
    ),
    ("score small.yaml -w thrift,nobody", "no weighting and no file `thrift,nobody`", "the weightings are"),
    ("explain folder small.yaml", "`folder` is a file or folder, not an option", "name the option before the study"),
    ("score small.yaml --set folder.cost=2", "there is no option `folder`", "the options are as-now"),
    ("check --explain w99", "there is no warning `W99`", ""),
]


@pytest.mark.parametrize(("typed", "found", "hint"), WRONG, ids=[case[0] for case in WRONG])
def test_a_wrong_command_is_told_what_to_write(small: Path, typed: str, found: str, hint: str) -> None:
    for folder in ("folder", "other"):
        Path(folder).mkdir()
        shutil.copy(small, folder)
    small.with_name("survey.csv").write_text("name,impact\nAnn,1\n")
    before = sorted(os.listdir())
    result = run(*typed.split(" "))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"policyscore: error: {found}")
    assert f"\n  hint: {hint}" in result.stderr
    assert "Usage" not in result.stderr
    assert "Value error" not in result.stderr
    assert sorted(os.listdir()) == before


def test_charts_are_listed_a_line_each() -> None:
    assert run("chart").stderr.splitlines()[2:] == [
        "    contributions: where scores come from",
        "    sensitivity: scores over one weight",
        "    ranks: shares of each rank",
        "    weightings: ranks under each weighting",
    ]


def test_help_and_version_are_understood_as_words() -> None:
    assert run("help").stdout == run("--help").stdout
    assert run("help", "score").stdout == run("score", "--help").stdout
    for words in (["version"], ["-V"], ["--version"]):
        assert run(*words).stdout == f"policyscore {version.__version__}\n"


def test_the_name_of_the_program_alone_shows_its_help_and_is_no_result() -> None:
    result = run()

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == run("--help").stdout


def test_an_option_may_be_called_by_its_name(small: Path) -> None:
    by_id = run("explain", "as-now", "small.yaml").stdout

    assert by_id.startswith("As now: ")
    assert run("explain", "as NOW", "small.yaml").stdout == by_id
    assert run("explain", "As-now.", "small.yaml").stdout == by_id
    assert (
        run("explain", "Dialogue", "small.yaml", "--versus", "As now").stdout
        == run("explain", "dialogue", "small.yaml", "--versus", "as-now").stdout
    )


def test_a_name_of_two_options_says_their_ids(small: Path) -> None:
    small.write_text(small.read_text() + "---\noption: As now!\nid: still\nratings: {impact: 5, cost: 0}\n")
    result = run("explain", "as now", "small.yaml")

    assert result.exit_code == 2
    assert (
        "2 options are called `as now`\n  hint: name one by its id: as-now (As now) and still (As now!)"
        in result.stderr
    )


def test_of_two_values_for_one_thing_the_last_holds(small: Path) -> None:
    """So that a script which sets one can be overruled by whoever calls it with more words."""
    assert run("score", "small.yaml", "-f", "csv", "-f", "json").stdout.startswith("{")
    assert run("score", "small.yaml", "--format", "json", "-f", "csv").stdout.startswith("option,")
    assert run("score", "small.yaml", "-f", "json", "-o", "x.csv", "-o", "x.json").exit_code == 0
    assert sorted(os.listdir()) == ["small.yaml", "x.json"]


def test_a_folder_may_be_called_as_a_text_is(small: Path) -> None:
    Path("v1.md").mkdir()
    shutil.copy(small, "v1.md")

    assert run("score", "v1.md", "-f", "csv").stdout == run("score", "small.yaml", "-f", "csv").stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("t.xlsx", "`t.xlsx` is a table; a study is YAML or JSON\n  hint: save its table as CSV; policyscore init DIR"),
        ("t.pdf", "`t.pdf` cannot be a study; a study is YAML or JSON\n  hint: save its table as CSV"),
        ("T.MD", "`T.MD` cannot be a study; a study is YAML or JSON"),
    ],
)
def test_a_file_that_can_be_no_study_is_called_what_it_is(small: Path, name: str, said: str) -> None:
    Path(name).write_text("x")

    assert said in run("score", name).stderr


def test_the_code_of_a_warning_may_be_short() -> None:
    assert run("check", "--explain", "w5").stdout == run("check", "--explain", "W05").stdout


def test_errors_of_commands_come_as_json_too(small: Path) -> None:
    for words in (["--nonsense"], ["-f", "excel"], ["-w"], ["smal.yaml"]):
        result = run("compare", "--error-format", "json", *words)

        assert result.exit_code == 2
        assert json.loads(result.stderr)["code"] == "command"


def test_each_of_many_studies_is_told_of_by_itself(small: Path) -> None:
    """A path that is none is no reason to leave the others out."""
    result = run("compare", "--each", "--keep-going", "smal.yaml", "small.yaml", "-f", "csv")

    assert result.exit_code == 1
    assert "cannot read `smal.yaml`" in result.stderr
    assert "small.yaml,thrift" in result.stdout


def test_a_word_that_a_name_or_a_title_begins_with_is_left_alone(small: Path) -> None:
    """Behind what takes a value anything may stand but another of its kind."""
    assert run("memo", "small.yaml", "--title", "– a dash", "-q").exit_code == 0
    assert run("score", "small.yaml", "-w", "thrift", "-w").exit_code == 2
    assert run("score", "--", "small.yaml").exit_code == 0
    assert run("score", "").exit_code == 2


def test_folders_that_make_one_study_together_are_no_two(small: Path) -> None:
    """Criteria in one, options in the other; and a folder that is named twice is one."""
    parts = small.read_text().split("---\n")
    for folder, text in (("scales", parts[0]), ("levers", "---\n".join(parts[1:]))):
        Path(folder).mkdir()
        Path(folder, "all.yaml").write_text(text)

    assert run("score", "scales", "levers", "./scales").exit_code == 0
