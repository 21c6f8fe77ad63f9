"""Tables that are no tables, that have no end, or whose bytes are not UTF-8: said as what they are, at their place."""

from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from policyscore.errors import StudyError
from policyscore.model.inputs import File
from policyscore.model.written import KINDS, RESERVED_KINDS
from policyscore.reading import table_lines
from policyscore.reading.csv_ import Faults, rows
from policyscore.reading.grid import read_grid
from policyscore.reading.table_lines import MAX_CELL_CHARS, MAX_ROW_BYTES, Table, lines
from tests.helpers import run, survey

STUDY = "tests/cases/contract.yaml"


def read(content: bytes, most: int = 1 << 30) -> list[str]:
    return [*lines(Table("t.csv", BytesIO(content)), most)]


def refused(content: bytes, most: int = 1 << 30) -> str:
    with pytest.raises(StudyError) as caught:
        [*rows("t.csv", lines(Table("t.csv", BytesIO(content)), most))]
    return str(caught.value)


def test_lines_come_as_they_are_without_a_byte_order_mark_and_the_bytes_are_told() -> None:
    content = b"\xef\xbb\xbfa,b\r\n\n" + b"x" * 5000 + b"\n1"
    told: list[bytes] = []

    assert [*lines(Table("t", BytesIO(content)), 9999, told.append)] == ["a,b\r\n", "\n", "x" * 5000 + "\n", "1"]
    assert b"".join(told) == content
    assert Table("t", BytesIO(content)).rest(99999) == content


OTHER_FILES = {
    "a,b\n1,2\n".encode("utf-16"): "the file is UTF-16, not UTF-8",
    "a,b\n1,2\n9,9\n1,2\n1,2\n1,2\n".encode("utf-16-le"): "the file is UTF-16, not UTF-8",
    b"PK\x03\x04" + b"\0" * 50: "the file is an archive, not text",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "the file is an old workbook of Excel, not text",
    b"%PDF-1.7\n": "the file is a PDF, not text",
    b"\x1f\x8b\x08": "the file is compressed, not text",
    b"\n<!DOCTYPE html>\n<table>": "the file is a web page (HTML or XML), not a table",
    b"<?xml version='1.0'?>": "the file is a web page (HTML or XML), not a table",
    b"# mine\n\nweighting: Ann\npoints: {cost: 1}\n": "the file is YAML or JSON, not a table",
    b'{"weighting": "Ann"}': "the file is YAML or JSON, not a table",
    b"---\nstudy: x\n": "the file is YAML or JSON, not a table",
}


@pytest.mark.parametrize("key", [*KINDS, *RESERVED_KINDS, "id", "points", "pairwise"])
def test_a_document_of_any_kind_is_no_table_and_a_heading_is_no_key(key: str) -> None:
    assert "the file is YAML or JSON, not a table" in refused(f"# mine\n{key}: x\n".encode())
    assert read(f"{key},x\n".encode()) == [f"{key},x\n"]


@pytest.mark.parametrize("content", OTHER_FILES, ids=ascii)
def test_a_file_that_is_no_table_is_said_to_be_what_it_is(content: bytes, tmp_path: Path) -> None:
    assert OTHER_FILES[content] in refused(content)
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    for words in (("compare", STUDY, "-w", str(path)), ("init", str(tmp_path / "new"), "--from", str(path))):
        result = run(*words)

        assert result.exit_code == 1
        assert OTHER_FILES[content] in result.stderr


@pytest.mark.parametrize(
    "header", [b"id,cost\n", b"points,cost\n", b"group: order,cost\n", b"[Who],cost\n", b"<1 year\n"]
)
def test_a_heading_that_looks_a_little_like_one_is_none(header: bytes) -> None:
    assert read(header) == [header.decode()]


def test_a_byte_that_is_not_utf_8_is_told_with_its_place_and_what_it_was_meant_for() -> None:
    assert refused(b"\xef\xbb\xbfQu\xe9,b\n1,2\n").splitlines() == [
        "t.csv:1:3: error: byte 0xe9 is not UTF-8; in Windows-1252, as older programs save text, it is `é`",
        "   1 | Qu�,b",
        "     |   ^",
        "  hint: save it as UTF-8; in Excel: Save As, CSV UTF-8",
    ]
    # 0x81 is nothing in Windows-1252; é before it is two bytes and one character.
    assert "t.csv:3:3: error: byte 0x81 is not UTF-8\n" in refused("a,b\n1,2\né,".encode() + b"\x81\n")


def test_a_line_end_of_an_old_mac_is_told() -> None:
    assert "t.csv:1:4: error: U+000D (carriage return) stands alone here" in refused(b"a,b\r1,2\r")


class Endless(RawIOBase):
    """One byte for ever; how many were read is counted."""

    def __init__(self, byte: bytes) -> None:
        self.byte, self.given = byte, 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.given += size
        return self.byte * size

    def readline(self, size: int | None = -1) -> bytes:
        return self.read(size or 0)


@pytest.mark.parametrize("byte", [b"1", b'"'])
def test_a_line_without_an_end_is_refused_before_much_of_it_is_read(byte: bytes) -> None:
    endless = Endless(byte)
    with pytest.raises(StudyError, match=r"t:1:1: error: this row is longer than 1,048,576 bytes"):
        [*lines(Table("t", endless), 1 << 40)]  # type: ignore[arg-type]

    assert endless.given < 2 * MAX_ROW_BYTES


def test_a_row_over_many_lines_is_refused_at_the_same_size() -> None:
    # Each line opens a cell in quotes that the next one closes, so that none is long: one row of 11 cells.
    text = b'a\n"' + b'",\n"'.join([b"x" * 100_000 + b"\n"] * 11)

    assert "t.csv:2:1: error: this row is longer than" in refused(text.replace(b'",\n"', b'","'))


def test_a_table_that_is_too_large_is_refused_with_the_limit() -> None:
    assert "t.csv: error: the file is larger than 9 bytes" in refused(b"a,b\n1,2\n1,2\n", most=9)
    assert len(read(b"a,b\n1,2\n", most=8)) == 2


def test_a_cell_that_is_too_long_is_not_said_to_lack_a_quote() -> None:
    assert table_lines.MAX_CELL_CHARS == 131_072
    for before, hint in (("", "shorten it"), ('"', "close the quote that it begins with")):
        said = refused(f"a,b\n1,{before}{'x' * (MAX_CELL_CHARS + 1)}{before}\n".encode())

        assert "t.csv:2:3: error: cell B2: this cell holds more than 131,072 characters" in said
        assert hint in said
        assert "never closed" not in said
    assert refused(b'a,b\n1,"x\ny\nz\n').startswith(
        't.csv:2:3: error: a quote is opened in this row and never closed\n   2 | 1,"x\n     |   ^'
    )


def endless_rows() -> Iterator[str]:
    yield "a,b\n"
    while True:
        yield "x,x\n"


def test_the_first_faults_of_a_table_are_told_and_the_rest_are_counted() -> None:
    faults = Faults()
    for _, row in zip(range(250), rows("t", endless_rows()), strict=False):
        faults.add(row, 0, "wrong")
    error = faults.error()

    assert (len(error.problems), error.more, error.count) == (100, 150, 250)
    assert str(error).endswith("\nand 150 more errors, not shown here")


def test_a_survey_with_many_faults_ends_with_their_number(tmp_path: Path) -> None:
    # 60 rows of 3 faults each are 180.
    path = survey(tmp_path, "name,score,reach,cost\n" + "A,x,y,-1\n" * 60)
    said = run("compare", STUDY, "-w", path).stderr
    as_json = run("compare", STUDY, "-w", path, "--error-format", "json").stderr.splitlines()

    assert said.count(" error: ") == 100
    assert said.endswith("\nand 80 more errors, not shown here\n180 errors in 1 file; nothing was done\n")
    assert len(as_json) == 101
    assert as_json[-1].endswith('"message": "and 80 more errors, not shown here", "hint": null, "more": 80}')
    assert as_json[-1].startswith('{"code": "more", "path": ')


def test_a_table_that_a_study_is_started_from_is_read_alike() -> None:
    with pytest.raises(StudyError, match=r"m\.csv:2:1: error: byte 0xe9 is not UTF-8; in Windows-1252.* it is `é`"):
        read_grid(File("m.csv", b"option,a\n\xe9,1\n"), transposed=False)
    with pytest.raises(StudyError, match=r"m\.csv:1:9: error: U\+000D \(carriage return\) stands alone here"):
        read_grid(File("m.csv", b"option,a\rx,1\r"), transposed=False)


def test_of_the_faults_of_such_a_table_the_first_are_told(tmp_path: Path) -> None:
    path = survey(tmp_path, "option,a,b,c\n" + "".join(f"o{n},1 x,2 x,3 x\n" for n in range(60)))
    said = run("init", str(tmp_path / "new"), "--from", path).stderr

    # 180 faults, found column by column: the 100th is in the 34th row below the first.
    assert said.count(" error: ") == 100
    assert "cell B35:" in said
    assert "cell C35:" not in said
    assert "and 80 more errors, not shown here\n180 errors in 1 file; nothing was done" in said
