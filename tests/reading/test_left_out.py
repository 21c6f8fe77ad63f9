"""Files beside a study: those that look like a part of it are named, once and with what to do, and no others are."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from policyscore.errors import StudyError
from policyscore.reading.files import find
from tests.commands.helpers import SMALL
from tests.helpers import run

OPTION = "option: Trade\nratings: {impact: 3, cost: 5}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "options").mkdir()
    (tmp_path / "options" / "small.yaml").write_text(SMALL)
    return tmp_path / "options"


def named() -> list[str]:
    """The words in backticks of what is said of the folder before what to do."""
    return [word for remark in find(["options"]).remarks for word in remark.problem.message.split("`")[1::2]]


def archive(path: Path, **inside: str) -> None:
    with ZipFile(path, "w") as made:
        for name, text in inside.items():
            made.writestr(name.replace("_", "/", 1) + ".xml", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trade.yaml.txt", OPTION),
        ("trade.YML.TXT", ""),
        ("trade.yml~", OPTION),
        ("trade.yaml.bak", OPTION),
        ("trade.yaml.download", OPTION),
        ("trade.yaml (1)", OPTION),
        ("trade.json.orig", "{}"),
        ("trade.txt", OPTION),
        ("trade.txt", f"\ufeff# yaml-language-server: $schema=x\n\n---\n{OPTION}"),
        ("criteria.txt", "criteria:\n  impact:\n"),
        ("all.text", "sources: {a: {title: A}}\n"),
        ("trade", OPTION),
        ("trade.yam", OPTION),
        ("trade.docx", "no archive at all"),
        ("table.xlsx", "no archive at all"),
        ("small.yaml.txt", OPTION),
        ("small.yaml (1)", OPTION),
        ("trade.rtf", r"{\rtf1\ansi option: Trade\par}"),
        ("trade.doc", "\0o\0p\0t\0i\0o\0n\0:\0 \0T"),
    ],
)
def test_what_looks_like_a_part_of_the_study_is_named(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")

    assert named() == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "option: in a page of one's own\n"),
        ("notes.md", OPTION),
        ("minutes.txt", "Options that were talked of.\n"),
        ("minutes.txt", "criteria: we took those of last year\n"),
        ("survey.csv", "option: a,b\n"),
        ("map.png", OPTION),
        ("memo.html", OPTION),
        (".trade.yaml.swp", OPTION),
        (".schema.json", "{}"),
        ("rows.jsonl", '{"option": "x"}\n'),
        ("letter.doc", "Dear colleague"),
        ("Makefile", "all:\n"),
        ("small.yaml~", OPTION),
        ("small.yaml.~1~", OPTION),
        ("small.yaml.bak", OPTION),
        ("small.yaml.orig", OPTION),
        ("~$trade.docx", "no archive at all"),
        ("~$small.yaml.docx", OPTION),
        ("table.xlsx", ""),
        ("trade.docx", ""),
    ],
)
def test_what_is_no_part_of_a_study_is_not(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")

    assert named() == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minutes.txt", "\n" * 5_000),
        ("minutes.txt", " \t\r\n" * 400 + "Minutes"),
        ("minutes.txt", "---\n" * 500),
        ("minutes.txt", "# \n" * 500 + "---"),
        ("minutes.txt", "criteria:" + " " * 1_500 + "those of last year"),
    ],
)
def test_a_text_of_blank_lines_is_soon_looked_through(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")

    assert named() == []


def test_an_archive_of_tags_without_an_end_is_soon_looked_through(folder: Path) -> None:
    archive(folder / "minutes.docx", word_document="<" * 400_000)

    assert named() == []


def test_blank_lines_before_the_first_do_not_hide_a_part(folder: Path) -> None:
    (folder / "trade.txt").write_text("\n  \n" * 200 + "# of 2014\n---\n\n" + OPTION)

    assert named() == ["trade.txt"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<w:p><w:t>option: Trade</w:t></w:p><w:p><w:t>ratings:</w:t></w:p>", True),
        ("<w:p><w:t>Minutes of the third meeting</w:t></w:p><w:p><w:t>option: Trade</w:t></w:p>", False),
    ],
)
def test_a_word_document_is_a_part_where_it_starts_as_one(folder: Path, body: str, found: bool) -> None:
    archive(folder / "trade.docx", word_document=body)

    assert named() == (["trade.docx"] if found else [])


@pytest.mark.parametrize(("first", "found"), [("Option", True), ("Quarter", False)])
def test_a_workbook_is_a_part_where_its_table_is_of_options(folder: Path, first: str, found: bool) -> None:
    archive(folder / "table.xlsx", xl_sharedStrings=f"<sst><si><t>{first}</t></si><si><t>Impact</t></si></sst>")

    assert named() == (["table.xlsx"] if found else [])


@pytest.mark.parametrize(("first", "found"), [("Option", True), ("Quarter", False)])
def test_a_workbook_with_its_texts_in_the_cells_is_looked_into_too(folder: Path, first: str, found: bool) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    row = f"<sheetData><row>{cell.format(first)}{cell.format('Impact')}</row></sheetData>"
    archive(folder / "table.xlsx", **{"xl_worksheets/sheet1": row})

    assert named() == (["table.xlsx"] if found else [])


def test_a_workbook_of_numbers_alone_is_no_part(folder: Path) -> None:
    archive(folder / "table.xlsx", xl_workbook="<workbook/>")

    assert named() == []


def test_what_the_program_wrote_itself_is_none(folder: Path) -> None:
    for name in ("scores.docx", "scores.xlsx", "scores.html", "scores.json", "scores.txt", "scores.jsonl", "scores.md"):
        assert run("score", "options/small.yaml", "-o", f"options/{name}").exit_code == 0
    assert run("memo", "options/small.yaml", "--draws", "1000", "-q", "-o", "options/memo.docx").exit_code == 0

    assert named() == []


def test_only_files_beside_those_that_are_read_count(folder: Path) -> None:
    for place in ("deep", "empty"):
        (folder / place).mkdir()
        (folder / place / "trade.yaml.txt").write_text(OPTION)
    (folder / "deep" / "more.yaml").write_text(OPTION)

    assert named() == [str(Path("deep/trade.yaml.txt"))]


def test_one_line_says_which_and_what_to_do(folder: Path) -> None:
    for name in ("trade.yaml.txt", "small.yaml (1)", "aid.docx"):
        (folder / name).write_text(OPTION)
    result = run("score", "options", "-q", "-f", "csv")

    assert result.exit_code == 0
    assert result.stderr == (
        "options: warning W23: `aid.docx`, `small.yaml (1)` and `trade.yaml.txt` were not read: their names do not end "
        "in .yaml, .yml or .json\n"
        "  hint: rename `trade.yaml.txt` to `trade.yaml` (Windows may hide the ending); copy the text of `aid.docx` "
        "into a file that ends in .yaml; move what is not part of the study to another folder\n"
    )


def test_it_is_said_where_the_study_has_errors_for_that_very_reason(folder: Path) -> None:
    (folder / "small.yaml").rename(folder / "small.yaml.txt")

    with pytest.raises(StudyError) as raised:
        find(["options"])
    assert [remark.code for remark in raised.value.remarks] == ["W23"]
    assert "`small.yaml.txt` was not read" in run("score", "options").stderr
    assert "`small.yaml.txt` was not read" in run("check", "options", "--all").stdout


def test_a_file_that_is_named_is_read_and_not_left_out(folder: Path) -> None:
    (folder / "trade.yaml.txt").write_text(OPTION + "id: trade\n")

    assert find(["options/small.yaml", "options/trade.yaml.txt"]).remarks == []
