"""Shares of ranks with what is proved of them, and that a chart of ranks takes no more than that."""

import numpy as np
import pytest
from hypothesis import given, settings

import policyscore
from policyscore.analysis import robustness as whole
from policyscore.analysis.lead_program import Answer, LeadProgram
from policyscore.analysis.rank_robustness import rank_robustness
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import robustness
from policyscore.commands import chart
from policyscore.formats.charts.chart import Ranks
from policyscore.formats.format import ChartName
from policyscore.model.weight_block import Array
from tests.chancy import Chancy, chancy_problems
from tests.helpers import matrix, toy


@settings(max_examples=40)
@given(chancy_problems(sure=True))
def test_the_shares_of_a_chart_are_those_of_robust(problem: Chancy) -> None:
    assessment = policyscore.score(problem.study())
    result, alone = robustness(assessment, draws=200), rank_robustness(assessment, draws=200)
    shares = result.shares[0]

    assert alone.shares[0].ranks == shares.ranks
    for option in assessment.options:
        assert alone.proved_always_first(shares, option.id) == result.proved_always_first(shares, option.id)
        assert alone.proved_never_first(shares, option.id) == result.proved_never_first(shares, option.id)


@settings(max_examples=40)
@given(chancy_problems(sure=True))
def test_what_is_proved_of_a_set_holds_for_all_that_is_drawn_from_it(problem: Chancy) -> None:
    assessment = policyscore.score(problem.study())
    result = robustness(assessment, draws=100, within=5)
    values = np.array([list(option.effective.values()) for option in assessment.options])
    for shares in result.shares:
        scores = shares.set.draw(np.random.default_rng(7), 500) @ values.T
        behind = scores.max(axis=1)[:, np.newaxis] - scores
        for place, option in enumerate(assessment.options):
            if result.proved_never_first(shares, option.id):
                assert (behind[:, place] > 0).all()
            if result.proved_always_first(shares, option.id):
                assert (behind[:, place] <= 2 * TIE).all()


def test_a_chart_of_ranks_makes_nothing_that_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    for work in ("flips", "evppi", "potential_optimality", "stability", "rating_flips", "dominators"):
        monkeypatch.setattr(whole, work, None)
    runs: list[int] = []
    solved = LeadProgram.solve

    def solve(self: LeadProgram, own: Array, place: int) -> Answer | None:
        runs.append(place)
        return solved(self, own, place)

    monkeypatch.setattr(LeadProgram, "solve", solve)
    ticks: list[tuple[int, int]] = []
    built = chart.build(toy(), ChartName.RANKS, draws=500, tick=lambda done, total: ticks.append((done, total)))

    # D is ahead of F on every criterion.
    assert isinstance(built.shown.picture, Ranks)
    assert "none" in [cell for row in built.shown.picture.rows for cell in row]
    assert len(runs) < 7
    assert ticks[-1] == (500, 500)


def test_without_a_doubtful_share_no_program_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LeadProgram, "solve", None)
    assessment = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, 10), "B": (20, 80), "C": (10, 5)}))
    found = rank_robustness(assessment, draws=500)

    assert [found.proved_never_first(found.shares[0], id) for id in "abc"] == [False, False, True]


def test_what_two_others_together_keep_from_the_first_place_is_proved_for_a_chart_too() -> None:
    # A or B has 40 or more under all weights, and C 30; but A alone has none where all weight is on y, nor B on x.
    assessment = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (80, 0), "B": (0, 80), "C": (30, 30)}))
    found = rank_robustness(assessment, draws=500)

    assert [found.proved_never_first(found.shares[0], id) for id in "abc"] == [False, False, True]


def test_the_bar_ends_where_all_is_done() -> None:
    for study in (toy(), matrix({"x": 1}, {"A": (9,), "B": ("unknown",)}), matrix({"x": 1}, {"A": (9,)})):
        ticks: list[tuple[int, int]] = []

        def tick(done: int, total: int, told: list[tuple[int, int]] = ticks) -> None:
            told.append((done, total))

        robustness(policyscore.score(study), draws=700, tick=tick)

        assert ticks == sorted(ticks)
        assert ticks[-1][0] == ticks[-1][1]
