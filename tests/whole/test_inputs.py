"""No command writes over what it reads, whatever kind of input that is, in whatever format.

The commands and their formats are those of the program: a new command fails here until its words are written below.
"""

import ast
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from policyscore.commands.app import app
from policyscore.reading.opening import is_input, noted, opened
from tests.helpers import run

CRITERIA = "criteria: {a: {worst: 0, best: 100}}\n"
OPTIONS = "option: X\nid: x\nratings: {a: 40}\n---\noption: Y\nid: y\nbaseline: true\nratings: {a: 10}\n"
FAULTY = CRITERIA + "---\noption: X\nid: x\nratings: {a: 400}\n"
FILES = {
    "st/a.yaml": CRITERIA,
    "st/b.yaml": OPTIONS,
    "one.yaml": f"{CRITERIA}---\n{OPTIONS}",
    "other.yaml": f"{CRITERIA}---\n{OPTIONS.replace('40', '50')}",
    "bad.yaml": FAULTY,
    "half/a.yaml": FAULTY,
    "half/b.yaml": OPTIONS.replace(": x", ": z").replace(": y", ": q"),
    "half/c.yaml": "option: [\n",
    "criteria.yaml": CRITERIA,
    "view.yaml": "weighting: A view\npoints: {a: 1}\n",
    "survey.csv": "name,a\nAnn,3\nBo,5\n",
    "list.txt": "one.yaml\nbad.yaml\nother.yaml\n",
    "bad.txt": "bad.yaml\nhalf\n",
}

# The words of each command in front of its study.
WORDS: dict[str, tuple[str, ...]] = {
    "score": ("score",),
    "explain": ("explain", "x"),
    "robust": ("robust", "--draws", "1000"),
    "compare": ("compare",),
    "memo": ("memo", "--draws", "1000"),
    "chart": ("chart", "contributions"),
    "diff": ("diff", "other.yaml"),
    "list": ("list",),
    "check": ("check",),
}

# Those that read no file.
READS_NOTHING = {"schema"}


def writing() -> dict[str, dict[str, Any]]:
    """The options of every command that takes -o, by the ways to write them."""
    commands: Any = typer.main.get_command(app)
    options = {
        name: {word: param for param in command.params for word in param.opts}
        for name, command in commands.commands.items()
    }
    return {name: own for name, own in options.items() if "-o" in own}


def formats(command: str) -> list[str]:
    return [str(choice) for choice in writing()[command]["-f"].type_descriptor.choices]


def test_every_command_that_writes_is_held_here() -> None:
    assert writing().keys() == WORDS.keys() | READS_NOTHING


def cases() -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """Words of a command, the file that is an input of it, and what its standard input comes from."""
    for command, words in WORDS.items():
        takes = writing()[command]
        for format in formats(command):
            yield command, (*words, "st", "-f", format), "st/a.yaml", ""
        likely = "csv" if "csv" in formats(command) else formats(command)[0]
        last = "-f", likely
        yield command, (*words, "st", *last), "st/b.yaml", ""
        yield command, (*words, "-", *last), "one.yaml", "one.yaml"
        yield command, (*words, "one.yaml", *last), "another-name.yaml", ""
        yield command, (*words, "one.yaml", *last), "link.yaml", ""
        yield command, (*words, "one.yaml", *last), "st/../one.yaml", ""
        if "-c" in takes:
            yield command, (*words, "st", "-c", "criteria.yaml", *last), "criteria.yaml", ""
        if "-w" in takes:
            yield command, (*words, "st", "-w", "view.yaml", *last), "view.yaml", ""
    for old, new in (("one.yaml", "st"), ("st", "one.yaml")):
        yield "diff", ("diff", old, new, "-f", "csv"), "one.yaml", ""
    yield "chart", ("chart", "weightings", "st", "-w", "survey.csv", "-f", "table"), "survey.csv", ""
    for format in formats("check"):
        for path in ("half/a.yaml", "half/b.yaml", "half/c.yaml"):
            yield "check", ("check", "half", "-f", format), path, ""
        yield "check", ("check", "empty", "-c", "criteria.yaml", "-f", format), "criteria.yaml", ""
    for format in formats("compare"):
        if format == "docx":
            continue  # another kind of file than its name says, which is refused before
        yield "compare", ("compare", "st", "-w", "survey.csv", "-f", format), "survey.csv", ""
    for format in ("csv", "tsv", "jsonl"):
        each, last = ("compare", "--each", "--keep-going"), ("-f", format)
        yield "compare", (*each, "one.yaml", "-w", "survey.csv", *last), "survey.csv", ""
        for path in ("list.txt", "one.yaml", "bad.yaml", "other.yaml"):
            yield "compare", (*each, "--from", "list.txt", *last), path, ""
        for path in ("list.txt", "bad.yaml"):
            yield "compare", (*each, "--from", "-", *last), path, "list.txt"
        yield "compare", (*each, "-", *last), "bad.yaml", "bad.yaml"
        # Where no study gets so far as to read them, they are inputs all the same.
        for path in ("half/a.yaml", "half/b.yaml", "half/c.yaml", "survey.csv", "view.yaml", "criteria.yaml"):
            words = (*each, "--from", "bad.txt", "-w", "survey.csv", "-w", "view.yaml", "-c", "criteria.yaml")
            yield "compare", (*words, *last), path, ""
        yield "compare", (*each, "odd", "one.yaml", *last), "odd/z.yaml", ""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    Path("empty").mkdir()
    Path("link.yaml").symlink_to("one.yaml")
    os.link("one.yaml", "another-name.yaml")
    # The walk through this folder comes upon what is no file before it has seen all of it.
    Path("odd").mkdir()
    os.mkfifo("odd/a.yaml")
    Path("odd/z.yaml").write_text(OPTIONS)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "output", "stdin"), [case[1:] for case in cases()], ids=[f"{' '.join(c[1])} -o {c[2]}" for c in cases()]
)
def test_no_result_takes_the_place_of_an_input(
    words: Sequence[str],
    output: str,
    stdin: str,
    files: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {name: (files / name).read_bytes() for name in FILES}
    with open(stdin or os.devnull) as stream:
        monkeypatch.setattr("sys.stdin", stream)
        with pytest.raises(SystemExit) as ended:
            app([*words, "-o", output], prog_name="policyscore")
    out, err = capsys.readouterr()

    assert {name: (files / name).read_bytes() for name in FILES} == before
    assert f"will not write over `{output}`: it is an input" in err
    assert (ended.value.code, out) == (2, "")
    assert not list(files.rglob(".*"))


def test_a_result_may_take_the_place_of_an_earlier_one(files: Path) -> None:
    """The second time the results lie in the folder that is read, and are looked at, but they are no part of it."""
    for output in ("st/result.json", "st/result.csv", "st/result.md"):
        for _ in range(2):
            assert run("score", "st", "-o", output).exit_code == 0
    # A file of the current folder is looked at for criteria, and is none of the study in ./options.
    Path("here").mkdir()
    Path("st").rename("here/options")
    os.chdir("here")
    for _ in range(2):
        assert run("score", "-o", "result.json").exit_code == 0


def test_an_input_that_was_replaced_meanwhile_is_one_still(files: Path) -> None:
    with noted():
        opened("one.yaml").close()
        Path("new").write_text("new text from an editor")
        os.replace("new", "one.yaml")

        assert is_input("one.yaml")
        assert is_input("another-name.yaml")
        assert not is_input("other.yaml")
    assert not is_input("one.yaml")


def test_a_pipe_or_a_device_is_never_an_input_that_is_lost(files: Path) -> None:
    with noted():
        opened(os.devnull).close()

        assert not is_input(os.devnull)


# What is looked at but is no input, by module and function; and files that ship with the program.
NO_INPUTS = {
    ("reading/files.py", "_glance"),
    ("reading/left_out.py", "_looks_like_a_part"),
    ("reading/opening.py", "opened"),
    ("commands/new_study.py", "_texts"),
}


def test_every_input_is_opened_in_one_place() -> None:
    root = Path("policyscore").absolute()
    found = set()
    for path in sorted(root.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and _opens(call.func):
                        found.add((path.relative_to(root).as_posix(), function.name))

    # What formats open are files of the program.
    assert {place for place in found if not place[0].startswith("formats/")} == NO_INPUTS


def _opens(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "open"
    return isinstance(called, ast.Attribute) and called.attr in {"read_text", "read_bytes"}


def test_a_stream_of_a_test_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    with noted():
        assert opened("-").read() == b"text"
