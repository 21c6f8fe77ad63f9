"""Agreement of rankings and the orders made of many: oracles, and the worked case of five views."""

from collections.abc import Sequence
from itertools import permutations
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyscore
from policyscore.analysis import rank_aggregation
from policyscore.analysis.comparison import compare
from policyscore.analysis.ranking import ranks
from policyscore.reading.views import views
from tests.helpers import matrix, toy

# Five toy views of the running example: weights of impact, feasibility, low cost and low harm.
FIVE = {
    "govt": (30, 40, 20, 10),
    "ngo": (50, 10, 5, 35),
    "victims": (35, 5, 5, 55),
    "eu": (25, 45, 15, 15),
    "hawk": (80, 5, 10, 5),
}


def five() -> policyscore.Study:
    text = ""
    for id, row in FIVE.items():
        keys = ("impact", "feasibility", "low-cost", "low-harm")
        points = ", ".join(f"{key}: {point}" for key, point in zip(keys, row, strict=True))
        text += f"---\nweighting: {id}\nid: {id}\npoints: {{{points}}}\n"
    return toy(text)


def by_option(study: policyscore.Study, numbers: Sequence[float]) -> dict[str, float]:
    result = compare(views(study, ()))
    return {option.id: number for option, number in zip(result.options, numbers, strict=True)}


def test_the_worked_case_of_five_views() -> None:
    study = five()
    result = compare(views(study, ()))
    ids = [option.id for option in result.options]

    assert result.aggregation.concordance == pytest.approx(0.5143, abs=5e-5)
    assert by_option(study, result.aggregation.borda) == {"d": 26, "e": 20, "c": 19, "b": 15, "a": 13, "g": 10, "f": 2}
    copeland = dict(zip(ids, rank_aggregation.copeland(result.aggregation.wins), strict=True))
    assert copeland == {"d": 6, "e": 4, "b": 2, "c": 0, "a": -2, "g": -4, "f": -6}
    winner = rank_aggregation.condorcet(result.aggregation.wins)
    assert winner is not None
    assert ids[winner] == "d"
    found = rank_aggregation.kemeny(result.aggregation.wins)
    assert found
    assert (found.contradictions, [[ids[i] for i in order] for order in found.orders]) == (21, [list("debcagf")])
    regret = by_option(study, result.tally.regret.tolist())
    expected = {"d": 24, "e": 26.75, "g": 27.15, "b": 28, "a": 31.5, "c": 31.5, "f": 46.5}
    assert regret == pytest.approx(expected)


rankings = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=7)


@given(rankings)
def test_agreement_is_that_of_an_oracle(scores: list[list[int]]) -> None:
    """Kendall's tau-b by scipy; and W from Friedman's statistic, chi2 / (k (m - 1)), which scipy has with ties."""
    from scipy.stats import friedmanchisquare, kendalltau, rankdata  # type: ignore[import-untyped]

    found = [ranks([float(s) for s in row]) for row in scores]
    mine = rank_aggregation.tau(found[0], found[1])
    theirs = kendalltau(found[0], found[1]).statistic
    assert mine == pytest.approx(theirs) if mine is not None else isnan(theirs)

    means = [rankdata([-s for s in row]) for row in scores]
    sums = [float(sum(column)) for column in zip(*means, strict=True)]
    ties = sum(row.count(value) ** 3 - row.count(value) for row in scores for value in set(row))
    w = rank_aggregation.concordance(sums, len(scores), ties)
    if w is not None:
        statistic = friedmanchisquare(*zip(*means, strict=True)).statistic
        assert w == pytest.approx(statistic / (len(scores) * 3))


@given(rankings)
def test_kemeny_is_the_best_of_all_orders(scores: list[list[int]]) -> None:
    m = 4
    wins = [[sum(row[i] > row[k] for row in scores) for k in range(m)] for i in range(m)]

    def against(order: tuple[int, ...]) -> int:
        return sum(wins[order[b]][order[a]] for a in range(m) for b in range(a + 1, m))

    least = min(map(against, permutations(range(m))))
    orders = tuple(sorted(o for o in permutations(range(m)) if against(o) == least))
    assert rank_aggregation.kemeny(wins) == rank_aggregation.KemenyOrders(least, orders)


def test_too_many_options_have_no_kemeny_order() -> None:
    wins = [[0] * 15 for _ in range(15)]

    assert rank_aggregation.kemeny(wins) is None
    nine = rank_aggregation.kemeny([row[:9] for row in wins[:9]])
    assert nine is not None
    assert len(nine.orders) == rank_aggregation.MAX_KEMENY_ORDERS


def test_level_options_are_no_condorcet_winner() -> None:
    assert rank_aggregation.condorcet([[0, 1, 2], [1, 0, 2], [0, 0, 0]]) is None
    assert rank_aggregation.condorcet([[0, 2, 2], [0, 0, 2], [0, 0, 0]]) == 0


def test_ties_are_ties_in_every_count() -> None:
    text = "---\nweighting: W\nid: w\npoints: {x: 1}\n---\nweighting: V\nid: v\npoints: {y: 1}\n"
    study = matrix({"x": 1, "y": 1}, {"A": (5, 5), "B": (5, 5), "C": (1, 9)}, text)
    result = compare(views(study, ()))

    # By x A and B share ranks 1 and 2, by y 2 and 3: mean ranks 1.5 + 2.5 each, and C 3 + 1.
    assert [o.id for o in result.options] == ["a", "b", "c"]
    assert result.tally.rank_sums.tolist() == [4, 4, 4]
    assert result.aggregation.borda == (2, 2, 2)
    assert result.aggregation.wins == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert result.tally.ties == 12
