"""Small studies for tests, made from text as people write it; and the program, run on them."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from policyscore.commands.app import app
from policyscore.model.inputs import File
from policyscore.model.study import Study
from policyscore.reading.documents import read_documents
from policyscore.reading.load import link

# Holds a text against the file of that name in `golden`, or at that path.
Golden = Callable[[str | Path, str], None]


def study(*texts: str) -> Study:
    """The study that texts make, each as if it were a file of its own: `a.yaml`, `b.yaml`, …"""
    files = [File(f"{chr(ord('a') + index)}.yaml", text.encode()) for index, text in enumerate(texts)]
    return link(read_documents(files), None, "the study")


def matrix(
    weights: Mapping[str, float], ratings: Mapping[str, Sequence[object]], more: str = "", baseline: str | None = None
) -> Study:
    """A study from a table: criteria from 0 to 100 with their weights, options with a rating on each."""
    text = "criteria:\n" + "".join(
        f"  {id}: {{worst: 0, best: 100, weight: {weight}}}\n" for id, weight in weights.items()
    )
    for name, row in ratings.items():
        id = name.lower().replace(" ", "-")
        text += f"---\noption: {name}\nid: {id}\nbaseline: {str(name == baseline).lower()}\nratings:\n"
        text += "".join(f"  {id}: {rating}\n" for id, rating in zip(weights, row, strict=True))
    return study(text + more)


# The running example: seven toy options on four criteria, values already from 0 to 100.
TOY_WEIGHTS = {"impact": 40, "feasibility": 30, "low-cost": 10, "low-harm": 20}
TOY_RATINGS = {
    "D": (50, 70, 60, 90),
    "E": (45, 65, 80, 80),
    "C": (40, 80, 70, 70),
    "B": (90, 10, 30, 50),
    "A": (60, 50, 40, 30),
    "G": (52, 40, 45, 55),
    "F": (30, 60, 50, 20),
}


def toy(more: str = "", baseline: str | None = None) -> Study:
    """The running example as a study."""
    return matrix(TOY_WEIGHTS, TOY_RATINGS, more, baseline)


# A criterion, and the chance of taking effect beside it; options on them are written by `option`.
CHANCE = """criteria:
  chance: {worst: 0, best: 100}
  good: {worst: 0, best: 100}
chance: chance
"""


def option(name: str, chance: object, good: int, baseline: bool = False) -> str:
    """An option as somebody would write it, rated on both."""
    ratings = f"{{chance: {chance}, good: {good}}}"
    return f"---\noption: {name}\nid: {name.lower()}\nbaseline: {str(baseline).lower()}\nratings: {ratings}\n"


def survey(tmp_path: Path, text: str) -> str:
    """The path of a survey with this text, in a folder of the test."""
    path = tmp_path / "survey.csv"
    path.write_text(text, "utf-8")
    return str(path)


def run(*words: str, input: str | bytes | None = None) -> Result:
    """`policyscore` with these words behind it, in this process: its exit code, and all that it printed."""
    return CliRunner().invoke(app, words, input=input, prog_name="policyscore")


def in_another_process(code: str, beside: Callable[[], list[str]]) -> tuple[list[str], list[str]]:
    """The words that code prints in another process, where sets have another order; and those of `beside` here.

    Both at once: each takes long enough for that to count.
    """
    # This process was started with a seed of its own, or with another than 1.
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment, text=True) as other:
        own = beside()
        printed, _ = other.communicate()
    assert other.returncode == 0
    return printed.split(), own
