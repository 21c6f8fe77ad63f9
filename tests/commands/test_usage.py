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
        "no command stands before `small.yaml`",
        "to rank its options: policyscore score small.yaml",
    ),
    ("folder", "no command stands before `folder`", "to rank its options: policyscore score folder"),
    ("nowhere.yaml", "no command stands before `nowhere.yaml`", "to rank its options: policyscore score nowhere.yaml"),
    # Words with a dash in front.
    ("score small.yaml --weigths equal", "`policyscore score` takes no `--weigths`", "did you mean `--weights`?"),
    ("score --nonsense", "`policyscore score` takes no `--nonsense`", "`policyscore score --help` says what it takes"),
    ("score --within 5", "`policyscore score` takes no `--within`", "`--within` is for robust, memo or chart"),
    ("-w equal score small.yaml", "`policyscore` takes no `-w`", "it goes behind a command: policyscore score -w …"),
    ("score -weights equal", "`-weights` has one hyphen in front, and takes two", "type --weights"),
    ("score –weights equal", "`–weights` begins with a dash that is no hyphen", "type --weights"),
    ("score small.yaml —w equal", "`—w` begins with a dash that is no hyphen", "type -w"),
    ("score -f csv -f json", "`-f` is given twice", "keep one of them"),
    ("score --format csv -f json", "`-f` is given twice", "keep one of them"),
    ("score small.yaml -o=x.csv", "`-o=x.csv` holds a =, and -o takes none", "write -o x.csv"),
    ("check --strict=3", "`--strict` takes no value", "write --strict alone"),
    # Values.
    ("score -w", "`-w` needs a value behind it", "-w X: A weighting: its id, `default`, `equal`, a file, or points"),
    ("score -w --tag stick", "`-w` needs a value behind it, and `--tag` follows it", "-w X: A weighting"),
    ("schema -o --set", "`-o` needs a value behind it, and `--set` follows it", "-o FILE: Write to a file."),
    ("score small.yaml -o -h", "`-o` needs a value behind it, and `-h` follows it", "-o FILE: Write to a file"),
    ("score small.yaml -f", "`-f` needs a value behind it", "write -f and one of table, markdown, html"),
    ("score --sort cost", "--sort cannot be `cost`", "it can be score, expected-gain or name"),
    ("score --sort scores", "--sort cannot be `scores`", "did you mean `score`?"),
    ("score --top 0", "--top cannot be `0`", "it takes a whole number from 1 up"),
    ("robust --draws ten", "--draws cannot be `ten`", "it takes a whole number from 1,000 to 100,000,000"),
    ("robust --draws 10", "--draws cannot be `10`", "it takes a whole number from 1,000 to 100,000,000"),
    ("robust --within nan", "--within cannot be `nan`", "it takes a number from 0 to 100"),
    ("robust --within 1,5", "--within cannot be `1,5`", "it takes a number from 0 to 100, with a point for decimals"),
    (
        "score small.yaml -w thrift -w equal",
        "one weighting at a time, not thrift and equal",
        "`policyscore compare` takes",
    ),
    # Formats.
    ("score -f excel", "there is no format `excel` for `policyscore score`", "-f xlsx stands for it here"),
    ("score -f xls", "there is no format `xls` for `policyscore score`", "-f xlsx stands for it here"),
    ("score -f Word", "there is no format `Word` for `policyscore score`", "-f docx stands for it here"),
    ("score -f md", "there is no format `md` for `policyscore score`", "-f markdown stands for it here"),
    ("score -f txt", "there is no format `txt` for `policyscore score`", "-f table stands for it here"),
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
        "the workbook is of `policyscore score` alone",
    ),
    (
        "chart ranks -f docx",
        "there is no format `docx` for `policyscore chart`",
        "write png, and place the picture there",
    ),
    (
        "memo small.yaml -o m.pdf",
        "`m.pdf` ends in .pdf, and this result is not written as that",
        "write a page, -o page",
    ),
    ("score small.yaml -o x.xls", "`x.xls` ends in .xls, and this result is not written as that", "end it in .xlsx"),
    ("score small.yaml -o x.doc", "`x.doc` ends in .doc, and this result is not written as that", "end it in .docx"),
    ("diff a b -o x.xlsx", "`x.xlsx` ends in .xlsx, and this result is not written as that", "the workbook is of"),
    ("chart ranks -o x.jpg", "`x.jpg` ends in .jpg, and this result is not written as that", "end it in .png"),
    (
        "score small.yaml -f csv -o x.xlsx",
        "`x.xlsx` ends in .xlsx, and -f csv writes no such file",
        "leave one of them out",
    ),
    (
        "memo small.yaml -f html -o x.pdf",
        "`x.pdf` ends in .pdf, and -f html writes no such file",
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
    ("score small.yaml thrift", "`thrift` stands where a STUDY would", "a weighting stands behind -w: -w thrift"),
    ("score small.yaml equal", "`equal` stands where a STUDY would", "a weighting stands behind -w: -w equal"),
    ("score small.yaml stick", "`stick` stands where a STUDY would", "a tag stands behind --tag: --tag stick"),
    (
        "score small.yaml dialogue",
        "`dialogue` stands where a STUDY",
        "explain tells of an option: policyscore explain dialogue small",
    ),
    ("score small.yaml json", "`json` stands where a STUDY would", "a format stands behind -f: -f json"),
    ("score small.yaml excel", "`excel` stands where a STUDY would", "a format stands behind -f: -f xlsx"),
    ("score small.yaml out.html", "`out.html` stands where a STUDY", "a file to write stands behind -o: -o out.html"),
    (
        "score small.yaml compare",
        "`compare` stands where a STUDY would",
        "one command at a time: policyscore compare …",
    ),
    ("score small.yaml --set dialogue.cost 50", "`50` stands where", "one word, with = in it: --set dialogue.cost=50"),
    ("score small.yaml -w impact 50", "`50` stands where a STUDY", "one word, with = in it: -w impact=50"),
    ("score fold/", "`fold/` stands where a STUDY would", "did you mean `folder`?"),
    ("score help", "`help` stands where a STUDY would", "policyscore score --help"),
    ("score smal.yaml", "`smal.yaml` stands where a STUDY would", "did you mean `small.yaml`?"),
    ("score “small.yaml", "`“small.yaml` stands where a STUDY would", "curly quotation marks hold no words together"),
    (
        "score small.yaml -w impact=50, cost=50",
        "`cost=50` stands where a STUDY",
        "points are one word, without blanks: -w impact=50",
    ),
    (
        "explain small.yaml dialogue",
        "`dialogue` stands where a STUDY",
        "OPTION comes before STUDY: policyscore explain dialogue small",
    ),
    (
        "explain small.yaml",
        "`small.yaml` stands where an OPTION would",
        "OPTION comes before STUDY: policyscore explain OPTION small",
    ),
    (
        "memo folder other",
        "`folder` and `other` are 2 studies: each has criteria",
        "one at a time; policyscore diff folder other",
    ),
    (
        "score survey.csv",
        "`survey.csv` stands where a STUDY would, and a study is YAML",
        "policyscore init DIR --from survey.csv",
    ),
    # Words that mean something in a study.
    ("explain dialog small.yaml", "there is no option `dialog`", "did you mean `dialogue`?"),
    ("explain now small.yaml", "there is no option `now`", "did you mean `as-now`?"),
    (
        "explain xyz small.yaml",
        "there is no option `xyz`",
        "there are as-now (As now), dialogue (Dialogue) and sanctions (Sanctions)",
    ),
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
