"""The budgets, each as a ratio in one run on one machine: `python -m tests.bench`.

Every row times our work and a yardstick in turns, so that a busy machine slows both, and compares the
medians. It is no part of the test run: nothing there waits for a clock.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import yaml

from policyscore import load, score
from policyscore.analysis.comparison import tidy_rows
from policyscore.analysis.rank_acceptability import rank_shares
from policyscore.analysis.sampling import DRAWS, SEED
from policyscore.analysis.weight_sets import WeightSet, sample_simplex, weight_sets
from policyscore.checks.check import check_study
from policyscore.commands import batch
from policyscore.errors import StudyError
from policyscore.formats.format import Format
from policyscore.reading.views import views
from policyscore.reports.tidy import lines

OPTIONS = 5_000

# Installed programs run from compiled files, so here Python may write them.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

# What any program on these libraries has to import, and one model to have a use for them.
STACK = "import typer, rich.table, yaml, pydantic\nclass Model(pydantic.BaseModel):\n    number: float"


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def process(*words: str) -> Callable[[], object]:
    """A whole run of the interpreter, from start to end."""
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True, env=ENVIRONMENT)


def program(*words: str) -> Callable[[], object]:
    """A whole run of the installed program."""
    path = Path(sys.executable).with_name("policyscore")
    return lambda: subprocess.run([path, *words], capture_output=True, check=True, env=ENVIRONMENT)


def row(what: str, budget: float, ours: Callable[[], object], yardstick: Callable[[], object], rounds: int) -> None:
    """Prints one row: the ratio of the medians, and what it may be."""
    for warm_up in (ours, yardstick):
        warm_up()
    pairs = [(seconds(ours), seconds(yardstick)) for _ in range(rounds)]
    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    verdict = "ok" if mine / theirs <= budget else "OVER"
    print(f"{what:<44} {mine:8.3f} s {theirs:8.3f} s {mine / theirs:6.2f} {budget:6.1f}  {verdict}", flush=True)


def study(folder: Path) -> list[Path]:
    """A study of many options, each as long as those that ship."""
    # A chance needs a baseline.
    for name in ("criteria.yaml", "sources.yaml", "security-first.yaml"):
        (folder / name).write_bytes((Path("options") / name).read_bytes())
    text = Path("options/icc-referral.yaml").read_bytes()
    for number in range(OPTIONS):
        (folder / f"o{number}.yaml").write_bytes(text)
    return sorted(folder.iterdir())


def faulty(folder: Path, number: int) -> Callable[[], object]:
    """A check of a study of so many criteria, with as many sources and a wrong citation for each."""
    path = folder / f"{number}"
    path.mkdir()
    ids = [f"c{i}" for i in range(number)]
    (path / "criteria.yaml").write_text("criteria:\n" + "".join(f"  {id}: {{worst: 0, best: 9}}\n" for id in ids))
    (path / "sources.yaml").write_text("sources:\n" + "".join(f"  s{i}: {{title: T}}\n" for i in range(number)))
    cited = "".join(f"  c{i}: {{value: 5, sources: [sx{i}]}}\n" for i in range(number))
    (path / "cited.yaml").write_text(f"option: O\nratings:\n{cited}")
    return lambda: check_study(path)


def main() -> None:
    print(f"{'':<44} {'ours':>10} {'yardstick':>10} {'ratio':>6} {'budget':>6}")
    row(
        "score options : importing the stack",
        1.5,
        program("score", "options"),
        process("-c", STACK),
        rounds=15,
    )
    row("--help : importing typer", 1.5, program("--help"), process("-c", "import typer"), 15)
    with tempfile.TemporaryDirectory() as name:
        files = study(Path(name))

        def yardstick() -> None:
            for path in files:
                yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

        row(f"reading {OPTIONS:,} options : yaml.load alone", 2, lambda: load(name), yardstick, rounds=3)
    with tempfile.TemporaryDirectory() as name:
        four, one = (faulty(Path(name), number) for number in (8_000, 2_000))
        row("check, 8,000 criteria and citations : 2,000", 6, four, one, rounds=3)
    for m, n in ((5, 7), (50, 10)):
        ours, bare = sampling(m, n)
        row(f"100,000 draws, {m} x {n} : bare numpy", 1.5, ours, bare, rounds=15)
    with tempfile.TemporaryDirectory() as name:
        ours, bare = comparing_many(Path(name))
        row("10,000 weightings to CSV : csv module alone", 3, ours, bare, rounds=3)
        four, one = (faulty_survey(Path(name), number) for number in (300_000, 75_000))
        row("300,000 faulty rows of a survey : 75,000", 6, four, one, rounds=1)
        one, two = many_options(Path(name), 1_600, "compare")
        row("compare of 1,600 options : score of them", 2, one, two, rounds=3)
        one, two = many_options(Path(name), 3_000, "diff")
        row("diff of 3,000 options : score of them", 2.5, one, two, rounds=3)
        one, two = many_studies(Path(name))
        row("1,000 studies in one go : reading them", 2, one, two, rounds=3)
    for m, n in ((50, 10), (100, 12), (100, 20), (500, 60)):
        with tempfile.TemporaryDirectory() as name:
            robust, drawing = firmness(Path(name), m, n)
            row(f"robust, {m} x {n} : its own sampling", 3, robust, drawing, rounds=3)
    few, many = (peak("robust", "options", "--draws", str(draws)) for draws in (100_000, 1_000_000))
    print(f"{'memory, 1,000,000 draws : 100,000 draws':<44} {many:7.0f} MB {few:7.0f} MB {many / few:6.2f}")


def sampling(m: int, n: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """All rank shares of m options on n criteria from 100,000 draws; and the draw, product and rank alone."""
    matrix = np.random.default_rng(1).uniform(0, 100, (m, n))
    values = {f"o{i}": {f"c{j}": float(x) for j, x in enumerate(row)} for i, row in enumerate(matrix)}
    weighting = WeightSet(
        "any", lambda rng, count: sample_simplex(rng, count, n), lambda rows: rows.min(axis=1), corners=np.eye(n)
    )

    def bare() -> None:
        drawn = np.random.default_rng(0).dirichlet(np.ones(n), 100_000)
        (-(drawn @ matrix.T)).argsort(axis=1).argsort(axis=1)

    return lambda: rank_shares(weighting, values, 100_000, 0, lambda count: None), bare


def firmness(folder: Path, m: int, n: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """A whole run of `robust` on m options and n criteria, with ranges; and the draws from its sets alone."""
    rng = np.random.default_rng(3)
    weights = "".join(
        f"  c{j}: {{worst: 0, best: 100, weight: {points}}}\n" for j, points in enumerate(rng.permutation(n))
    )
    (folder / "criteria.yaml").write_text(f"criteria:\n{weights}", "utf-8")
    for i in range(m):
        three = np.sort(np.clip(rng.integers(0, 101, (n, 1)) + rng.integers(-20, 21, (n, 3)), 0, 100)).tolist()
        ratings = "".join(f"  c{j}: {each}\n" for j, each in enumerate(three))
        (folder / f"o{i}.yaml").write_text(f"option: Option {i}\nratings:\n{ratings}", "utf-8")
    study = load(str(folder))
    assessment = score(study)
    values = {option.id: option.values for option in assessment.options}

    def drawing() -> None:
        for named in weight_sets(study, assessment.weighting):
            rank_shares(named, values, DRAWS, SEED, lambda count: None)

    return program("robust", str(folder), "-q"), drawing


def comparing_many(folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """The bundled study under a survey of 10,000, to CSV; and the csv module writing the same rows."""
    study = load("options")
    rng = np.random.default_rng(2)
    path = folder / "survey.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(criterion.id for criterion in study.criteria) + "\n")
        points = rng.integers(1, 100, (10_000, len(study.criteria)))
        stream.writelines(",".join(map(str, row)) + "\n" for row in points)

    def ours() -> None:
        rows = (("options", row) for row in tidy_rows(views(study, [str(path)])))
        with (folder / "ours.csv").open("w", encoding="utf-8") as stream:
            stream.writelines(lines(Format.CSV, rows, raw=False))

    ready = [
        ("options", row.weighting, row.option.id, row.option.name, row.rank, row.score, row.gain)
        for row in tidy_rows(views(study, [str(path)]))
    ]

    def bare() -> None:
        with (folder / "bare.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(ready)

    return ours, bare


def faulty_survey(folder: Path, number: int) -> Callable[[], object]:
    """Refusing a survey with so many rows, in each of which all cells are faulty."""
    path, study = folder / f"faulty-{number}.csv", load("options")
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(criterion.id for criterion in study.criteria) + "\n")
        stream.writelines(",".join("x" * len(study.criteria)) + "\n" for _ in range(number))

    def ours() -> None:
        with suppress(StudyError):
            views(study, [str(path)])

    return ours


def many_options(folder: Path, m: int, command: str) -> tuple[Callable[[], object], Callable[[], object]]:
    """A whole run of `compare` or `diff` on many options under two opposed weightings; and one of `score` on them."""
    rng = np.random.default_rng(3)
    options = "".join(
        f"---\noption: Option {i}\nid: o{i}\nratings: {{{', '.join(f'c{j}: {x}' for j, x in enumerate(row))}}}\n"
        for i, row in enumerate(rng.integers(0, 101, (m, 8)))
    )
    paths = []
    for name, first in (("before", 10), ("after", 12)):
        weights = [first, 9, 8, 7, 6, 5, 4, 3]
        text = "criteria:\n"
        text += "".join(f"  c{j}: {{worst: 0, best: 100, weight: {weight}}}\n" for j, weight in enumerate(weights))
        for id, points in (("up", weights), ("down", weights[::-1])):
            text += f"---\nweighting: {id}\nid: {id}\npoints: {{"
            text += ", ".join(f"c{j}: {point}" for j, point in enumerate(points)) + "}\n"
        path = folder / f"{name}.yaml"
        path.write_text(text + options, "utf-8")
        paths.append(str(path))
    words = paths if command == "diff" else paths[:1]
    return program(command, *words), program("score", paths[0], "-f", "csv")


def many_studies(folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """A thousand studies of a file each, under two weightings, to CSV; and reading them alone."""
    paths = []
    text = Path("tests/cases/contract.yaml").read_text("utf-8")
    for number in range(1000):
        path = folder / f"study{number}.yaml"
        path.write_text(text, "utf-8")
        paths.append(str(path))

    def ours() -> None:
        rows = batch.Batch(partial(batch.build, weights=("equal", "default"))).rows(paths)
        with (folder / "studies.csv").open("w", encoding="utf-8") as stream:
            stream.writelines(lines(Format.CSV, rows, raw=False))

    def reading() -> None:
        for path in paths:
            load(path)

    return ours, reading


def peak(*words: str) -> float:
    """The most memory that a run of the program holds, in MB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    path = Path(sys.executable).with_name("policyscore")
    done = subprocess.run([sys.executable, "-c", code, path, *words], capture_output=True, check=True, text=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    main()
