"""Can it ever be first: verdicts with their proofs, checked again in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

import policyscore
from policyscore.analysis.potential_optimality import PotentialOptimality, dominators, potential_optimality
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment
from tests.helpers import matrix, toy
from tests.strategies import Problem, problems


def verdicts(assessment: Assessment) -> dict[str, PotentialOptimality]:
    return potential_optimality(assessment.options)


def test_the_running_example() -> None:
    found = verdicts(policyscore.score(toy()))

    assert {id: f.verdict for id, f in found.items()} == {
        "d": "sometimes",
        "e": "sometimes",
        "c": "sometimes",
        "b": "sometimes",
        "a": "never",
        "g": "never",
        "f": "never",
    }
    margins = {"d": 10, "e": 10, "c": 10, "b": 30, "a": -2, "g": -9.72, "f": -15}
    assert {id: f.margin for id, f in found.items()} == pytest.approx(margins)
    # 30 % B and 70 % D: impact 62, feasibility 52, low-cost 51, low-harm 78; A has 60, 50, 40, 30.
    assert found["a"].mixture == pytest.approx({"b": 0.3, "d": 0.7})
    assert found["a"].simple == pytest.approx({"b": 0.3, "d": 0.7})
    assert found["a"].surplus == pytest.approx(2)
    assert found["g"].mixture == pytest.approx({"b": 0.32, "d": 0.464, "e": 0.216})


def test_nobody_dominates_a_and_g_and_three_dominate_f() -> None:
    rows = policyscore.score(toy()).options
    found = dominators(rows)

    assert {id: others for id, others in found.items() if others} == {"f": ("d", "e", "c")}


def test_what_is_equal_somewhere_is_tied_and_not_never() -> None:
    # B is behind A on x and equals it on y; C and D are the same; E is half of A and half of F.
    ratings = {"A": (80, 20), "B": (50, 20), "C": (60, 40), "D": (60, 40), "F": (0, 100)}
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, ratings)))

    assert {id: f.verdict for id, f in found.items()} == {
        "a": "sometimes",
        "b": "never",
        "c": "tied",
        "d": "tied",
        "f": "sometimes",
    }
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (80, 20), "F": (0, 100), "E": (40, 60)})))
    assert (found["e"].verdict, found["e"].margin) == ("tied", 0)
    assert found["e"].mixture == pytest.approx({"a": 0.5, "f": 0.5})


def test_a_lead_of_the_whole_scale_still_has_its_mixture() -> None:
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (0, 0), "B": (100, 0), "C": (0, 0)})))

    assert {id: (f.verdict, f.margin) for id, f in found.items()} == {
        "b": ("sometimes", pytest.approx(100)),
        "a": ("tied", 0),
        "c": ("tied", 0),
    }


def test_differences_too_small_for_the_solver_are_ties() -> None:
    ratings = {"A": (50, 20), "B": (50.00000000001, 30), "C": (50.0000000005, 25)}
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, ratings)))

    assert {id: f.verdict for id, f in found.items()} == {"b": "sometimes", "c": "tied", "a": "tied"}


def test_alone_an_option_is_first() -> None:
    found = verdicts(policyscore.score(matrix({"x": 1}, {"A": (5,)})))

    assert found == {"a": PotentialOptimality("sometimes", None, {"x": 1.0})}


@settings(max_examples=60)
@given(problems())
def test_every_verdict_comes_with_its_proof(problem: Problem) -> None:
    """Checked here without the program's own arithmetic: in fractions, from the values and what is claimed."""
    assessment = policyscore.score(problem.study())
    values = {row.id: {k: Fraction(v) for k, v in row.values.items()} for row in assessment.options}
    for id, found in verdicts(assessment).items():
        others = {other: row for other, row in values.items() if other != id}
        if found.verdict == "sometimes" and found.simple:
            weights = {k: Fraction(w) for k, w in found.simple.items()}
            score = {o: sum(w * row[k] for k, w in weights.items()) for o, row in values.items()}
            lead = min(score[id] - score[other] for other in others)
            assert lead > 0
            assert float(lead) == pytest.approx(found.surplus or 0, abs=1e-9)
        if found.verdict == "never":
            parts = {o: Fraction(p) for o, p in (found.simple or {}).items()}
            assert float(sum(parts.values())) == pytest.approx(1)
            assert all(sum(p * others[o][k] for o, p in parts.items()) > values[id][k] for k in values[id])
        if found.verdict == "tied":
            weights = {k: Fraction(w) for k, w in (found.weights or {}).items()}
            score = {o: sum(w * row[k] for k, w in weights.items()) for o, row in values.items()}
            assert float(max(score.values()) - score[id]) <= 2 * TIE
        if found.verdict != "sometimes":
            parts = {o: Fraction(p) for o, p in (found.mixture or {}).items()}
            assert all(sum(p * others[o][k] for o, p in parts.items()) >= values[id][k] - TIE for k in values[id])


@given(problems())
def test_the_leader_of_today_can_be_first_and_what_is_dominated_cannot(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    found = verdicts(assessment)

    assert found[assessment.options[0].id].verdict != "never"
    for id, others in dominators(assessment.options).items():
        assert found[id].verdict != "sometimes" or not others


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    verdicts(policyscore.score(toy()))

    assert capfd.readouterr() == ("", "")
