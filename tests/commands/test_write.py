"""What is written where: whole or not at all, and the same bytes everywhere."""

import os
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from policyscore.commands.write import fill_folder
from policyscore.errors import CommandError
from tests.commands.helpers import SMALL
from tests.helpers import run

ROOT = Path(__file__).parents[2]


def test_an_output_file_keeps_its_mode_and_a_link_stays_a_link(small: Path) -> None:
    target = Path("kept.csv")
    target.write_text("old")
    target.chmod(0o640)
    Path("link.csv").symlink_to(target)

    assert run("score", "small.yaml", "-o", "link.csv").exit_code == 0
    assert Path("link.csv").is_symlink()
    assert target.read_text().startswith("option,name,rank")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_failed_write_leaves_nothing_behind(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    Path("out.csv").write_text("old")
    result = run("score", "small.yaml", "-o", "out.csv")

    assert result.exit_code == 2
    assert "cannot write `out.csv`: No space left on device" in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["out.csv", "small.yaml"]
    assert Path("out.csv").read_text() == "old"


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        if self.name == "b":
            raise OSError(28, "No space left on device")
        return 0

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CommandError, match="No space left on device"):
        fill_folder(str(tmp_path / "new"), {"a": "1", "b": "2"})

    assert list(tmp_path.iterdir()) == []


def test_what_ends_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise KeyboardInterrupt
        return renamed(self, target)

    renamed = Path.rename
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fill_folder(str(tmp_path / "new" / "er"), {"a": "1", "b": "2", "c": "3"})

    assert list(tmp_path.iterdir()) == []


IN_EVERY_FORMAT = """
import sys
from policyscore.commands.app import app
for format in ("table", "json", "csv"):
    app(["score", "small.yaml", "-f", format], standalone_mode=False)
    sys.stdout.buffer.write(b"\\0")
"""


def printing_in_every_format(**environment: str) -> subprocess.Popen[bytes]:
    """A process that prints each format with a zero behind it: to start one takes longer than to print."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.Popen([sys.executable, "-c", IN_EVERY_FORMAT], stdout=subprocess.PIPE, env=environment)


def test_the_bytes_are_the_same_whatever_the_locale_and_the_hash_seed(small: Path) -> None:
    small.write_text(SMALL.replace("Dialogue", "Dialogué, 대화"))
    environments = (
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "20"},
    )
    with ExitStack() as stack:
        # All at once, since each does nothing but start for most of its time.
        running = [stack.enter_context(printing_in_every_format(**each)) for each in environments]
        outputs = {process.communicate()[0] for process in running}

    assert [process.returncode for process in running] == [0, 0, 0, 0]
    (together,) = outputs
    *formats, nothing = together.split(b"\0")
    assert (len(formats), nothing) == (3, b"")
    for output in formats:
        assert "Dialogué, 대화".encode() in output
        assert output.endswith(b"\n")
        assert b"\x1b" not in output
