"""What a run knows of its inputs, by file and by place."""

import os
from pathlib import Path

import pytest

from policyscore.errors import CommandError
from policyscore.reading.files import find
from policyscore.reading.opening import is_input, note, noted, opened


def test_an_input_is_known_by_its_file_and_by_its_place(tmp_path: Path) -> None:
    path, link, other = (str(tmp_path / name) for name in ("a.yaml", "link", "b.yaml"))
    Path(path).write_text("old")
    Path(other).write_text("other")
    os.link(path, link)
    with noted():
        with opened(path) as stream:
            assert stream.read() == b"old"
        found = [is_input(each) for each in (path, link, other)]
        # An editor puts a new file in the place of the old one.
        os.replace(other, path)

        assert found == [True, True, False]
        assert is_input(path)
    assert not is_input(path)


def test_whatever_is_in_a_folder_that_cannot_be_read_may_be_an_input(tmp_path: Path) -> None:
    with noted():
        note(str(tmp_path / "closed"))

        assert is_input(str(tmp_path / "closed" / "option.yaml"))
        assert not is_input(str(tmp_path / "open" / "option.yaml"))


def test_who_reads_without_a_run_notes_nothing(tmp_path: Path) -> None:
    note(str(tmp_path))

    assert not is_input(str(tmp_path))


def test_what_can_be_read_beside_what_cannot_is_an_input_all_the_same(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "loop").symlink_to("loop")
    (tmp_path / "b" / "option.yaml").write_text("option: X")
    with noted():
        with pytest.raises(CommandError, match="cannot read"):
            find([str(tmp_path)])

        assert is_input(str(tmp_path / "b" / "option.yaml"))
        assert is_input(str(tmp_path / "a" / "loop" / "option.yaml"))
