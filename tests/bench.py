"""The budgets, each as a ratio in one run on one machine: `python -m tests.bench`.

Every row times our work and a yardstick in turns, so that a busy machine slows both, and compares the
medians. It is no part of the test run: nothing there waits for a clock.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import yaml

from policyscore import load
from policyscore.acceptance import shares
from policyscore.sets import WeightSet, simplex

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
    for name in ("criteria.yaml", "sources.yaml"):
        (folder / name).write_bytes((Path("options") / name).read_bytes())
    text = Path("options/icc-referral.yaml").read_bytes()
    for number in range(OPTIONS):
        (folder / f"o{number}.yaml").write_bytes(text)
    return sorted(folder.iterdir())


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
    for m, n in ((5, 7), (50, 10)):
        ours, bare = sampling(m, n)
        row(f"100,000 draws, {m} x {n} : bare numpy", 1.5, ours, bare, rounds=15)
    few, many = (peak("robust", "options", "--draws", str(draws)) for draws in (100_000, 1_000_000))
    print(f"{'memory, 1,000,000 draws : 100,000 draws':<44} {many:7.0f} MB {few:7.0f} MB {many / few:6.2f}")


def sampling(m: int, n: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """All rank shares of m options on n criteria from 100,000 draws; and the draw, product and rank alone."""
    matrix = np.random.default_rng(1).uniform(0, 100, (m, n))
    values = {f"o{i}": {f"c{j}": float(x) for j, x in enumerate(row)} for i, row in enumerate(matrix)}
    weighting = WeightSet("any", "all weightings", lambda rng, count: simplex(rng, count, n), corners=np.eye(n))

    def bare() -> None:
        drawn = np.random.default_rng(0).dirichlet(np.ones(n), 100_000)
        (-(drawn @ matrix.T)).argsort(axis=1).argsort(axis=1)

    return lambda: shares(weighting, values, 100_000, 0, lambda count: None), bare


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
