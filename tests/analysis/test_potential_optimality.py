"""Can it ever be first: verdicts with their proofs, checked again in fractions."""

from collections.abc import Callable
from fractions import Fraction
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyscore
from policyscore.analysis.lead_program import Answer, LeadProgram
from policyscore.analysis.potential_optimality import (
    Contest,
    PotentialOptimality,
    Proof,
    dominators,
    potential_optimality,
)
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment
from policyscore.model.weight_block import Array
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


# Numbers that decimals are not exact for, and differences around what is a tie.
AWKWARD = st.sampled_from([0.0, 1.0, 2.0, 3.0, 50.0, 100.0, 0.1 + 0.2, 0.3, 33.3])
NUDGE = st.sampled_from([0.0, 0.0, 0.0, 1e-12, 1e-10, 9e-10, 2e-9, 1e-8, 1e-7])


@st.composite
def near_ties(draw: st.DrawFn) -> list[list[float]]:
    """Values of options with duplicates, means of two others, and differences around a tie; some dominate others."""
    n = draw(st.integers(1, 4))
    rows: list[list[float]] = []
    for _ in range(draw(st.integers(2, 6))):
        row = draw(st.lists(AWKWARD, min_size=n, max_size=n))
        if draw(st.booleans()) and rows:
            one, other = draw(st.sampled_from(rows)), draw(st.sampled_from(rows))
            row = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
        rows.append([min(100.0, value + draw(NUDGE)) for value in row])
    return rows


def shown(contest: Contest, place: int, found: Proof) -> str:
    """The verdict that weights and mixture prove, in fractions and without the program's arithmetic."""
    values = [[Fraction(value) for value in row] for row in contest.lines.values.tolist()]
    own, others = values[contest.own_at + place], {k: row for k, row in enumerate(values[: contest.m]) if k != place}
    for shares in (found.weights, found.mixture):
        assert sum(shares.parts.values()) == shares.whole
        assert min(shares.parts.values()) > 0
    assert set(found.mixture.parts) <= set(others)
    weights = {j: Fraction(part, found.weights.whole) for j, part in found.weights.parts.items()}
    mixture = {k: Fraction(part, found.mixture.whole) for k, part in found.mixture.parts.items()}
    lead = min(sum(w * (own[j] - row[j]) for j, w in weights.items()) for row in others.values())
    surplus = min(sum(p * others[k][j] for k, p in mixture.items()) - own[j] for j in range(len(own)))
    # A fraction with a denominator up to 10^6 is within 1e-6 of its share, over their sum within twice that, and
    # values are up to 100.
    near = 2 * 100 * 1e-6 * max(len(weights), len(mixture))
    if found.verdict == "sometimes":
        assert float(lead) == pytest.approx(found.margin, abs=near)
    if found.verdict == "never":
        assert float(-surplus) == pytest.approx(found.margin, abs=near)
    return "sometimes" if lead > TIE else "never" if surplus > TIE else "tied" if min(lead, surplus) >= -TIE else "none"


@settings(max_examples=150)
@given(near_ties(), st.booleans())
def test_verdicts_around_a_tie_are_those_that_fractions_show(rows: list[list[float]], at_ends: bool) -> None:
    values = np.array(rows)
    # As with unknown ratings: for itself an option may have other values than against others.
    contest = Contest(values, np.maximum(values, values[::-1]) if at_ends else None)
    for place in range(len(rows)):
        found = contest.find(place)

        assert shown(contest, place, found) == found.verdict


def test_leads_beyond_a_tie_that_the_solver_cannot_see_are_leads() -> None:
    # 2e-9 with all weight on y, twice what is a tie, and a hundredth of what the solver is held to; 5e-10 is a tie.
    ratings = {"A": (50, 50.000000002), "B": (50, 50), "C": (50, 50.0000000005)}
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, ratings)))

    assert {id: f.verdict for id, f in found.items()} == {"a": "sometimes", "b": "tied", "c": "tied"}
    # A leads C by 1.5e-9.
    assert found["a"].margin == pytest.approx(1.5e-9, abs=1e-13)


def nothing(program: LeadProgram, own: Array, place: int) -> Answer | None:
    return None


def wrong(program: LeadProgram, own: Array, place: int) -> Answer | None:
    """All weight on the first criterion, as if that were best, and the first of the others alone as the mixture."""
    prices = np.zeros(program.m)
    prices[0 if place else 1] = 1.0
    return Answer(np.eye(len(own))[0], prices, 7.0)


def numberless(program: LeadProgram, own: Array, place: int) -> Answer | None:
    return Answer(np.full(len(own), np.nan), np.full(program.m, np.nan), np.nan)


@pytest.mark.parametrize("answer", [nothing, wrong, numberless])
def test_where_the_solver_fails_the_verdicts_are_the_same(
    answer: Callable[[LeadProgram, Array, int], Answer | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = verdicts(policyscore.score(toy()))
    monkeypatch.setattr(LeadProgram, "solve", answer)
    found = verdicts(policyscore.score(toy()))

    assert {id: f.verdict for id, f in found.items()} == {id: f.verdict for id, f in expected.items()}
    assert [f.margin for f in found.values()] == pytest.approx([f.margin for f in expected.values()])
    assert found["a"].simple == pytest.approx({"b": 0.3, "d": 0.7})
    # B leads by most with all weight on impact.
    assert found["b"].weights == {"impact": 1}


@settings(max_examples=60)
@given(near_ties())
def test_where_the_solver_fails_fractions_still_show_every_verdict(rows: list[list[float]]) -> None:
    contest = Contest(np.array(rows))
    for place in range(len(rows)):
        with patch.object(LeadProgram, "solve", return_value=None):
            found = contest.find(place)

        assert shown(contest, place, found) == found.verdict == contest.find(place).verdict


def test_a_status_that_is_not_optimal_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import highspy

    program = LeadProgram(np.array([[80.0, 20.0], [50.0, 50.0]]))
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda solver: highspy.HighsModelStatus.kUnknown)

    assert program.solve(np.array([80.0, 20.0]), 0) is None
    monkeypatch.undo()
    again = program.solve(np.array([80.0, 20.0]), 0)
    assert again is not None
    assert again.margin == pytest.approx(30)


def test_each_option_is_one_run_of_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    programs, runs = list[LeadProgram](), list[int]()
    made, solved = LeadProgram.__init__, LeadProgram.solve

    def make(self: LeadProgram, values: Array) -> None:
        programs.append(self)
        made(self, values)

    def solve(self: LeadProgram, own: Array, place: int) -> Answer | None:
        runs.append(place)
        return solved(self, own, place)

    monkeypatch.setattr(LeadProgram, "__init__", make)
    monkeypatch.setattr(LeadProgram, "solve", solve)
    found = verdicts(policyscore.score(matrix({"x": 1, "y": 1}, {f"O{n}": (n, 40 - n) for n in range(30)})))

    # All lie on one line: the ends lead with all weight on x or y, and the others are mixtures of them.
    assert [f.verdict for f in found.values()].count("sometimes") == 2
    assert (len(programs), sorted(runs)) == (1, list(range(30)))


def test_proofs_are_ticked_one_by_one() -> None:
    ticks: list[None] = []
    potential_optimality(policyscore.score(toy()).options, lambda: ticks.append(None))

    assert len(ticks) == 7
