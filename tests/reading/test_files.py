"""Which files a study is: folders are walked, nothing is read twice, and what cannot be read is said."""

import io
import os
import sys
from pathlib import Path

import pytest

from policyscore.errors import CommandError, StudyError
from policyscore.reading.files import bundled, gather, listing, read
from policyscore.reading.yaml_ import MAX_BYTES
from tests.helpers import run


def names(*paths: object) -> list[str]:
    return [Path(file.path).name for file in gather(map(str, paths))]


def test_a_folder_is_walked_in_the_order_of_paths_without_what_is_hidden_or_no_study_file(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.yaml", "a.YML", "c.json", "notes.txt", ".hidden.yaml", "inside/d.yaml", ".git/e.yaml"):
        (tmp_path / name).write_text(name)

    assert names(tmp_path) == ["a.YML", "b.yaml", "c.json", "d.yaml"]


def test_a_file_that_is_named_twice_or_through_a_link_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "round").symlink_to(tmp_path)

    assert names(tmp_path, tmp_path / "a.yaml", tmp_path / "link.yaml") == ["a.yaml"]


def test_a_file_that_is_named_is_read_whatever_it_ends_in(tmp_path: Path) -> None:
    (tmp_path / "study.txt").write_bytes(b"option: X\n")
    (file,) = gather([str(tmp_path / "study.txt")])

    assert (file.content, file.stem) == (b"option: X\n", "study")


def test_a_folder_without_study_files_is_a_problem_of_the_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"the folder holds no file that ends in \.yaml, \.yml, \.json"):
        gather([str(tmp_path)])


def test_what_cannot_be_read_is_an_error_of_the_command(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot read `nowhere\.yaml`: No such file"):
        read("nowhere.yaml")
    with pytest.raises(CommandError, match="null"):
        read("a\0.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(CommandError, match="it is neither a file nor a folder"):
        gather([str(tmp_path)])


def test_of_a_file_that_is_too_large_no_more_is_read_than_tells_so(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b" " * (MAX_BYTES + 9))

    assert len(read(str(tmp_path / "large.yaml")).content) == MAX_BYTES + 1


def test_standard_input_has_no_stem_and_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"option: X\n")))
    (file,) = gather(["-"])
    assert (file.path, file.stem, file.content) == ("<stdin>", None, b"option: X\n")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(CommandError, match="cannot read standard input: it is closed"):
        read("-")


def test_the_study_that_ships_with_the_program_is_there() -> None:
    assert (bundled() / "criteria.yaml").is_file()


def test_folders_nested_deeper_than_python_goes_are_read(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1_500):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    file = folders[-1] / "a.yaml"
    file.write_text("study: T\n")
    try:
        assert listing([str(tmp_path)]) == [str(file)]
    finally:
        # What removes the folders of tests goes no deeper than Python does.
        file.unlink()
        for folder in reversed(folders[1:]):
            folder.rmdir()


def test_a_folder_with_links_to_itself_is_read_once(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.yaml").write_text("study: T\n")
    for name, target in (("again", tmp_path), ("self", inside), ("other", inside)):
        (inside / name).symlink_to(target)

    assert listing([str(tmp_path)]) == [str(inside / "a.yaml")]


def test_a_device_without_end_is_too_large_and_a_pipe_is_read() -> None:
    endless = run("score", "/dev/zero")

    assert (endless.exit_code, endless.stderr.splitlines()[0]) == (
        1,
        "/dev/zero: error: the file is larger than 1,048,576 bytes",
    )

    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as stream:
        stream.write(b"criteria: {a: {worst: 0, best: 1}}\n---\n{option: O, id: o, ratings: {a: 1}}\n")
    with os.fdopen(reader, "rb"):
        assert run("score", f"/dev/fd/{reader}", "-f", "csv").exit_code == 0


def test_a_pipe_inside_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")

    with pytest.raises(CommandError, match="it is neither a file nor a folder"):
        listing([str(tmp_path)])
