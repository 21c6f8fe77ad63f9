"""Lists of studies as people and programs write them, and files that are none."""

import io
import sys
from pathlib import Path

import pytest

from policyscore.errors import CommandError
from policyscore.reading import study_list
from policyscore.reading.study_list import listed_paths
from tests.helpers import run


def paths(tmp_path: Path, content: bytes) -> list[str]:
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    return [*listed_paths(str(file))]


@pytest.mark.parametrize(
    "content",
    [
        b"a.yaml\nb c.yaml\n",
        b"\xef\xbb\xbfa.yaml\r\nb c.yaml\r\n",
        b"\n\n  a.yaml  \n\t\nb c.yaml",
        b"\xef\xbb\xbf\na.yaml\nb c.yaml\n\n\n",
    ],
)
def test_blank_lines_line_ends_and_a_byte_order_mark_do_not_count(tmp_path: Path, content: bytes) -> None:
    assert paths(tmp_path, content) == ["a.yaml", "b c.yaml"]


NO_LISTS = {
    b"a.yaml\n\nb\0.yaml\n": "line 3 of the list `{}` holds a null character (U+0000), which no path can",
    b"a.yaml\nb\xe9.yaml\n": "line 2 of the list `{}`: byte 0xe9 is not UTF-8",
    "a.yaml\n".encode("utf-16"): "line 1 of the list `{}`: this is UTF-16, not UTF-8",
    "a.yaml\n".encode("utf-16-be"): "line 1 of the list `{}` holds a null character",
    b"a.yaml\n" + b"x" * 5000 + b"\n": "line 2 of the list `{}` is longer than 4,096 bytes, and no path is so long",
    b"PK\x03\x04\x0a\x00\x00\x00": "line 2 of the list `{}` holds a null character",
}


@pytest.mark.parametrize("content", NO_LISTS, ids=ascii)
def test_a_line_that_is_no_path_is_an_error_with_its_number(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CommandError) as caught:
        paths(tmp_path, content)

    file = tmp_path / "list.txt"
    assert NO_LISTS[content].format(file) in caught.value.message
    assert caught.value.hint
    result = run("compare", "--from", str(file), "--keep-going", "-w", "equal")
    assert result.exit_code == 2
    assert NO_LISTS[content].format(file) in result.stderr


def test_a_folder_or_nothing_is_no_list(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "Is a directory"), (tmp_path / "none", "No such file or directory")):
        result = run("compare", "--from", str(path), "-f", "csv")

        assert result.exit_code == 2
        assert f"cannot read the list `{path}`: {reason}\n  hint: a list is a text file in UTF-8" in result.stderr


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(CommandError, match="cannot read standard input: it is closed"):
        [*listed_paths("-")]


class Endless(io.RawIOBase):
    """One text for ever; how much was read is counted."""

    def __init__(self, text: bytes) -> None:
        self.text, self.given = text, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.given += len(buffer)
        buffer[:] = (self.text * len(buffer))[: len(buffer)]
        return len(buffer)


@pytest.mark.parametrize(
    ("text", "said"), [(b"\0", "line 1 of the list `-` holds a null"), (b"x", "longer than"), (b"\n", "100 lines")]
)
def test_a_list_without_an_end_is_refused_soon(monkeypatch: pytest.MonkeyPatch, text: bytes, said: str) -> None:
    endless = Endless(text)
    monkeypatch.setattr(study_list, "MAX_LINES", 100)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))

    with pytest.raises(CommandError, match=said):
        [*listed_paths("-")]
    assert endless.given <= 3 * io.DEFAULT_BUFFER_SIZE


def test_a_long_list_is_read_as_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless(b"a.yaml\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    found = listed_paths("-")

    assert [next(found) for _ in range(3)] == ["a.yaml"] * 3
    assert endless.given <= io.DEFAULT_BUFFER_SIZE
