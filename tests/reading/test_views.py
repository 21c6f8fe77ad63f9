"""What `-w` may name: surveys and weightings, from files, from pipes and from standard input."""

import os
import threading
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from policyscore.reading.respondents import Respondents, in_several
from tests.helpers import run, survey

STUDY = "tests/cases/contract.yaml"
TABLE = "name,score,reach,cost\nAnn,20,50,30\nBo,1,2,3\n"
WEIGHTING = "# mine\nweighting: Mine\nid: mine\npoints: {cost: 1}\n"


def through_a_pipe(path: Path, text: str, *words: str) -> tuple[int, str, str]:
    """A run that reads a named pipe once, into which a text is written once."""
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(text, "utf-8"))
    writer.start()
    result = run("compare", STUDY, "-w", str(path), *words)
    writer.join()
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", ["survey.csv", "63"])
@pytest.mark.parametrize("format", ["csv", "json"])
def test_a_pipe_is_a_survey_that_is_read_once(tmp_path: Path, name: str, format: str) -> None:
    expected = run("compare", STUDY, "-w", survey(tmp_path.parent, TABLE), "-f", format)
    exit_code, shown, said = through_a_pipe(tmp_path / name, TABLE, "-f", format)

    assert (exit_code, shown.replace(name, "survey.csv"), said.replace(name, "survey.csv")) == (
        0,
        expected.stdout,
        expected.stderr,
    )


def test_a_pipe_without_a_name_is_called_the_pipe_and_a_file_in_memory_by_its_name(tmp_path: Path) -> None:
    if not Path("/dev/fd").exists():
        pytest.skip("no /dev/fd on this system")
    reader, writer = os.pipe()
    os.write(writer, TABLE.encode())
    os.close(writer)
    try:
        assert '"file": "the pipe"' in run("compare", STUDY, "-w", f"/dev/fd/{reader}", "-f", "json").stdout
    finally:
        os.close(reader)
    if not os.access("/dev/shm", os.W_OK):
        pytest.skip("no files in memory on this system")
    with NamedTemporaryFile("w", dir="/dev/shm", suffix=".csv") as file:
        file.write(TABLE)
        file.flush()
        name = Path(file.name).name

        assert f'"file": "{name}"' in run("compare", STUDY, "-w", file.name, "-f", "json").stdout


def test_a_weighting_may_come_through_a_pipe_as_well(tmp_path: Path) -> None:
    exit_code, shown, _ = through_a_pipe(tmp_path / "63", WEIGHTING, "-f", "csv")

    assert exit_code == 0
    assert f"{STUDY},mine,carry-on" in shown


def test_standard_input_may_be_a_survey_or_a_weighting(tmp_path: Path) -> None:
    expected = run("compare", STUDY, "-w", survey(tmp_path, TABLE), "-f", "csv").stdout

    assert run("compare", STUDY, "-w", "-", "-f", "csv", input=TABLE).stdout == expected
    assert ",mine," in run("compare", STUDY, "-w", "-", "-f", "csv", input=WEIGHTING).stdout
    assert "standard input" in run("compare", STUDY, "-w", "-", "-f", "json", input=TABLE).stdout


def test_what_can_be_read_once_is_not_asked_for_twice(tmp_path: Path) -> None:
    each = run("compare", "--each", STUDY, STUDY, "-w", "-", input=TABLE)
    twice = run("compare", STUDY, "-w", "-", "-w", "-", input=TABLE)

    assert (each.exit_code, twice.exit_code) == (2, 2)
    assert "standard input can be read once, and each study reads the weights anew" in each.stderr
    assert "`-` is named twice, and can be read once" in twice.stderr


def test_a_folder_that_is_called_like_a_survey_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "survey.csv"
    folder.mkdir()
    result = run("compare", STUDY, "-w", str(folder))

    assert result.exit_code == 2
    assert f"cannot read `{folder}`: Is a directory" in result.stderr


def test_names_in_several_rows_are_found_without_keeping_names() -> None:
    who = Respondents()
    ids = [*"abcabdaeef"]
    for row, id in enumerate(ids, start=2):
        who.add(id, row)

    # a stands in rows 2, 5 and 8, b in 3 and 6, e in 9 and 10: three names in 7 rows.
    found = who.shared(ids)
    assert found == (3, 7, {"a": (2, 5, 8), "b": (3, 6), "e": (9, 10)})
    others = Respondents()
    for id in "cxgx":
        others.add(id, 1)
    assert others.shared("cxgx") == (1, 2, {"x": (1, 1)})
    # c is in both, f and g in one and among those that are named; x is twice in one.
    assert in_several([who, others], ["f", "g"]) == 3
    assert in_several([who], []) == 0
