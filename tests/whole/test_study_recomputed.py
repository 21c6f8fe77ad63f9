"""The bundled study by plain arithmetic from its files: nothing of the program's is used but what it prints."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers import run

OPTIONS = Path("options").absolute()
VIEWS = [None, *sorted(path.stem for path in (OPTIONS / "weightings").glob("*.yaml"))]
CLOSE = 1e-9


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def levers() -> dict[str, Any]:
    documents = {path.stem: read(path) for path in OPTIONS.glob("*.yaml")}
    return {id: document for id, document in documents.items() if "option" in document}


def value(rating: float, criterion: Mapping[str, Any]) -> float:
    """A rating from 0 at the criterion's worst to 100 at its best; none of these criteria has a curve."""
    assert "curve" not in criterion
    worst, best = float(criterion["worst"]), float(criterion["best"])
    return 100 * (rating - worst) / (best - worst)


def points(view: str | None, criteria: Mapping[str, Any]) -> dict[str, float]:
    if view is None:
        return {id: criterion["weight"] for id, criterion in criteria.items() if "weight" in criterion}
    given: dict[str, float] = read(OPTIONS / "weightings" / f"{view}.yaml")["points"]
    return given


def recomputed(view: str | None) -> dict[str, dict[str, float]]:
    """Every option's figures under a weighting: gain over the baseline by the chance, and by what trying brings."""
    written = read(OPTIONS / "criteria.yaml")
    criteria, chance = written["criteria"], written["chance"]
    given = points(view, criteria)
    assert chance not in given
    total = sum(given.values())
    options = levers()
    (baseline,) = (id for id, option in options.items() if option.get("baseline"))

    def rated(option: str, criterion: str) -> float:
        return value(options[option]["ratings"][criterion]["value"], criteria[criterion])

    figures = {}
    for id, option in options.items():
        p = 1 if id == baseline else option["ratings"][chance]["value"] / 100
        score = in_effect = before = 0.0
        for criterion, weight in given.items():
            tried = criteria[criterion].get("if_it_fails", 0)
            own, base = rated(id, criterion), rated(baseline, criterion)
            score += weight / total * (base + (p + (1 - p) * tried) * (own - base))
            in_effect += weight / total * own
            before += weight / total * base
        figures[id] = {"score": score, "chance": p, "gain": score - before, "in_effect": in_effect}
    return figures


@pytest.mark.parametrize("view", VIEWS)
def test_scores_chances_gains_and_scores_in_effect_are_what_plain_arithmetic_makes_them(view: str | None) -> None:
    asked = ["-w", view] if view else []
    result = run("score", str(OPTIONS), *asked, "-f", "json")
    assert result.exit_code == 0, result.output
    printed = {option["id"]: option for option in json.loads(result.stdout)["options"]}

    own = recomputed(view)

    assert set(printed) == set(own)
    for id, figures in own.items():
        for key, figure in figures.items():
            assert printed[id][key] == pytest.approx(figure, abs=CLOSE, rel=0), (id, key)


@pytest.mark.parametrize("view", VIEWS)
def test_ranks_follow_the_scores_of_plain_arithmetic(view: str | None) -> None:
    result = run("score", str(OPTIONS), *(["-w", view] if view else []), "-f", "json")
    ranks = {option["id"]: option["rank"] for option in json.loads(result.stdout)["options"]}

    own = {id: figures["score"] for id, figures in recomputed(view).items()}

    assert ranks == {id: 1 + sum(other > score + CLOSE for other in own.values()) for id, score in own.items()}
