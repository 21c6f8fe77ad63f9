"""What is written where: whole or not at all, and the same bytes everywhere."""

import errno
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


def test_what_somebody_else_put_there_meanwhile_is_not_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(self: Path, target: Path) -> Path:
        if target.name == "b":
            target.mkdir()
            (target / "mine").write_text("mine")
            raise OSError(39, "Directory not empty")
        return renamed(self, target)

    renamed = Path.rename
    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(CommandError, match="Directory not empty"):
        fill_folder(str(tmp_path / "new"), {"a": "1", "b/c": "2"})

    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()] == ["new/b/mine"]


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


def in_a_shell(command: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """What a line of bash does, in which `$P` is the program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "P": f"{sys.executable} -m policyscore", **environment}
    # Streams keep what cannot be written until the program ends, as they do for everybody.
    environment.pop("PYTHONUNBUFFERED", None)
    return subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=environment)


HEADS = {"score": b"option,name,rank", "compare": b"study,weighting,option"}


@pytest.mark.parametrize("command", HEADS)
def test_what_is_no_file_is_written_to_as_it_is(small: Path, command: str) -> None:
    to = f"$P {command} small.yaml -f csv -o"
    done = in_a_shell(f"{to} /dev/stdout | cat; (echo before; {to} /dev/fd/1) >out.txt; {to} >(cat >&2)")

    assert done.stdout == run(command, "small.yaml", "-f", "csv").stdout.encode()
    # A stream goes on where it is: what others wrote before stays.
    assert Path("out.txt").read_bytes() == b"before\n" + done.stdout
    assert done.stdout.startswith(HEADS[command])


@pytest.mark.parametrize("command", HEADS)
def test_a_pipe_that_nobody_reads_on_ends_with_141(small: Path, command: str) -> None:
    """Its reader closes it once both ends are open, and only then the program starts."""
    os.mkfifo("pipe")
    reader = "(exec 3<pipe; exec 3<&-) & exec 4>pipe; wait"
    done = in_a_shell(f"{reader}; $P {command} small.yaml -f csv -o /dev/fd/4")

    assert (done.returncode, done.stderr) == (141, b"")


def test_streams_that_are_closed_or_full_are_no_fault_of_ours(small: Path) -> None:
    closed = b"policyscore: error: cannot write to standard output: it is closed\n"
    expected = {
        "$P score small.yaml >&-": (2, closed),
        "$P score small.yaml -o x.csv >&- 2>&- && cat x.csv": (0, b""),
        "$P score nothing.yaml 2>&-": (2, b""),
        "$P score nothing.yaml >&- 2>&- <&-": (2, b""),
        "$P score - <&-": (2, b"policyscore: error: cannot read standard input: it is closed\n"),
        "$P compare small.yaml -f csv -o /dev/stdout >&-": (
            2,
            b"policyscore: error: cannot write `/dev/stdout`: Bad file descriptor\n",
        ),
    }
    if Path("/dev/full").exists():
        full = "No space left on device\n"
        expected |= {
            "$P score nothing.yaml 2>/dev/full": (2, b""),
            "$P --help >/dev/full": (2, f"policyscore: error: cannot write to standard output: {full}".encode()),
            "$P score small.yaml >/dev/full": (
                2,
                f"policyscore: error: cannot write to standard output: {full}".encode(),
            ),
            "$P compare small.yaml -f csv >/dev/full 2>/dev/full": (2, b""),
            "$P score small.yaml -f csv -o /dev/full": (
                2,
                f"policyscore: error: cannot write `/dev/full`: {full}".encode(),
            ),
        }
    for command, (code, said) in expected.items():
        done = in_a_shell(command)

        assert (command, done.returncode, done.stderr) == (command, code, said)


@pytest.mark.parametrize(
    "words", ["score small.yaml", "compare small.yaml -f csv", "compare --each small.yaml -f csv", "check small.yaml"]
)
def test_nothing_is_appended_to_an_input(small: Path, words: str) -> None:
    """A shell opens the file before the program starts, which so never hears its name."""
    done = in_a_shell(f"$P {words} >>small.yaml")

    assert done.returncode == 2
    assert b"will not write to standard output: it goes into an input" in done.stderr
    assert Path("small.yaml").read_text() == SMALL
    # What is no input of this run is appended to as ever.
    Path("log.txt").write_text("before\n")
    assert in_a_shell(f"$P {words} >>log.txt").returncode == run(*words.split()).exit_code
    before, added = Path("log.txt").read_text().split("\n", 1)
    assert before == "before"
    assert added


@pytest.mark.parametrize("output", ["new/", "./new/", ""])
def test_a_name_that_is_no_files_makes_no_file(small: Path, output: str) -> None:
    result = run("score", "small.yaml", "-f", "csv", "-o", output)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"cannot write `{output}`: " in result.stderr
    assert [path.name for path in Path().iterdir()] == ["small.yaml"]


def refusing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Lets the system refuse to make any new file in secret."""
    really = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if ".policyscore-" in str(path):
            raise OSError(number, os.strerror(number), path)
        return really(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_why_nothing_can_be_written_is_said_with_the_folder_before_the_work(
    number: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyscore.reading.load.load", lambda *_, **__: 1 / 0)
    refusing(monkeypatch, number)
    result = run("score", "small.yaml", "-o", "x.csv")

    assert result.exit_code == 2
    assert f"cannot write `x.csv`: no file can be made in the folder `{small.parent}`: {os.strerror(number)}" in (
        result.stderr
    )


def test_a_name_that_is_too_long_and_a_folder_that_is_gone_are_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "a" * 300 + ".csv"
    assert f"cannot write `{long}`: File name too long" in run("score", "small.yaml", "-o", long).stderr
    # Deleted after the check, in the middle of the work.
    folder = Path("folder")
    folder.mkdir()

    def gone(*_: object) -> str:
        folder.rmdir()
        return "text"

    monkeypatch.setattr("policyscore.formats.render.render", gone)
    result = run("score", "small.yaml", "-o", "folder/x.csv")

    assert result.exit_code == 2
    assert f"cannot write `folder/x.csv`: there is no folder `{folder.absolute()}` any more" in result.stderr


def test_the_current_folder_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for words in (("score", "x.yaml"), ("score", "--example", "-o", "x.csv"), ("compare", "--example", "-o", "x.csv")):
        result = run(*words)

        assert result.exit_code == 2
        assert "the current folder is not there any more" in result.stderr or "`x.yaml`" in result.stderr
    monkeypatch.chdir(ROOT)


# A locale in which Python takes file names for ASCII, and one in which only its streams are.
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}


@pytest.mark.parametrize("environment", ASCII, ids=str)
def test_names_that_are_no_text_come_out_in_utf_8(small: Path, environment: dict[str, str]) -> None:
    odd = os.fsdecode(b"odd\xff.yaml")
    try:
        Path(odd).write_text(SMALL)
        Path("é.yaml").write_text(SMALL)
    except OSError:
        pytest.skip("this system takes no such names")
    Path("list").write_text("é.yaml\n", "utf-8")
    done = in_a_shell(
        "$P compare --each odd*.yaml é.yaml -f jsonl; $P score odd*.yaml -w zzz; $P check odd*.yaml >/dev/null && "
        "$P compare --each --keep-going --from list -f csv",
        **environment,
    )
    said = done.stderr.decode("utf-8")

    assert "odd\\udcff.yaml" in done.stdout.decode("utf-8")
    assert "no weighting and no file `zzz`" in said
    assert "Traceback" not in said
    assert "fault in policyscore" not in said
