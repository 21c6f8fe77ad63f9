"""Agreement of rankings and the orders made of many: oracles, and the worked case of five views."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from math import factorial, isnan

import pytest
from hypothesis import given, settings
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


def wins_of(scores: Sequence[Sequence[int]]) -> list[list[int]]:
    m = range(len(scores[0]))
    return [[sum(row[i] > row[k] for row in scores) for k in m] for i in m]


@st.composite
def pairs_won(draw: st.DrawFn) -> list[list[int]]:
    """How often each of up to 7 options stands above each other one: small numbers, so that there are many ties."""
    m = draw(st.integers(1, 7))
    most = draw(st.integers(0, 3))
    row = st.lists(st.integers(0, most), min_size=m, max_size=m)
    found = draw(st.lists(row, min_size=m, max_size=m))
    return [[0 if i == k else found[i][k] for k in range(m)] for i in range(m)]


@settings(max_examples=40)
@given(pairs_won())
def test_what_is_said_of_kemeny_orders_holds_for_each_of_them(wins: list[list[int]]) -> None:
    """By trying every order there is: all of them are counted, and places and pairs are over all, not those listed."""
    m = range(len(wins))
    against = {o: sum(wins[o[b]][o[a]] for a, b in combinations(m, 2)) for o in permutations(m)}
    least = min(against.values())
    best = [order for order, contradicted in against.items() if contradicted == least]
    found = rank_aggregation.kemeny(wins)

    assert found
    assert (found.contradictions, found.count) == (least, len(best))
    assert found.orders == tuple(best[: rank_aggregation.MAX_KEMENY_ORDERS])
    assert found.places == tuple(tuple(sorted({order.index(i) + 1 for order in best})) for i in m)
    above = [[i != k and all(order.index(i) < order.index(k) for order in best) for k in m] for i in m]
    assert [list(row) for row in found.above] == above


def test_too_many_options_have_no_kemeny_order() -> None:
    assert rank_aggregation.kemeny([[0] * 15 for _ in range(15)]) is None


def test_all_kemeny_orders_are_counted_where_a_few_are_listed() -> None:
    """Rankings that say nothing: each of the 14! orders of 14 options contradicts nothing, and nobody is above."""
    found = rank_aggregation.kemeny([[0] * 14 for _ in range(14)])

    assert found
    assert (found.count, len(found.orders)) == (factorial(14), rank_aggregation.MAX_KEMENY_ORDERS)
    assert set(found.places) == {tuple(range(1, 15))}
    assert not any(map(any, found.above))


def test_orders_that_are_not_listed_count_too() -> None:
    """Two opposed views leave all 10! orders, each of which contradicts one of them on every pair."""
    ratings = {f"O{n}": (10 * n, 100 - 10 * n) for n in range(10)}
    text = "".join(f"---\nweighting: {id}\nid: {id}\npoints: {{{id}: 1}}\n" for id in "xy")
    result = compare(views(matrix({"x": 1, "y": 1}, ratings, text), ())).aggregation

    assert result.kemeny
    assert (result.kemeny.count, result.kemeny.contradictions) == (3_628_800, 10 * 9 // 2)
    assert result.disagreements == ()


# Six views under which A and B are level, each beats all others, and D, E and F go round below them.
LEVEL_AT_THE_TOP = ("ABDEF", "BAEFD", "ABFDE", "BADEF", "ABEFD", "BAFDE")


def test_the_unbeaten_go_before_a_cycle_further_down() -> None:
    wins = wins_of([[-order.index(letter) for letter in "ABDEF"] for order in LEVEL_AT_THE_TOP])

    assert rank_aggregation.condorcet(wins) is None
    assert rank_aggregation.unbeaten(wins) == rank_aggregation.schwartz(wins) == [0, 1]
    assert rank_aggregation.cycle(wins, range(5)) == [2, 3, 4]


def test_a_cycle_is_one_of_the_top() -> None:
    # 0 beats 1 beats 2 beats 3 beats 0, all four beat 4, 5 and 6, which go round in a shorter cycle of their own.
    beaten = {(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 4), *((i, k) for i in range(4) for k in range(4, 7))}
    wins = [[int((i, k) in beaten) for k in range(7)] for i in range(7)]

    assert rank_aggregation.unbeaten(wins) == []
    assert rank_aggregation.schwartz(wins) == [0, 1, 2, 3]
    assert rank_aggregation.cycle(wins, rank_aggregation.schwartz(wins)) == [0, 1, 2, 3]


@given(pairs_won())
def test_what_is_said_of_the_top_is_true(wins: list[list[int]]) -> None:
    m = range(len(wins))
    beats = {(i, k) for i in m for k in m if wins[i][k] > wins[k][i]}
    unbeaten, top = rank_aggregation.unbeaten(wins), rank_aggregation.schwartz(wins)
    winner, cycle = rank_aggregation.condorcet(wins), rank_aggregation.cycle(wins, top)

    assert unbeaten == [k for k in m if not any((i, k) in beats for i in m)]
    assert winner is None or top == unbeaten == [winner]
    # The top is made of the smallest sets that nobody outside beats, by trying every set.
    sets = [set(some) for size in range(1, len(m) + 1) for some in combinations(m, size)]
    closed = [some for some in sets if not any((i, k) in beats for i in m if i not in some for k in some)]
    assert set(top) == set().union(*(some for some in closed if not any(smaller < some for smaller in closed)))
    assert unbeaten or cycle
    assert all(pair in beats for pair in zip(cycle, [*cycle[1:], *cycle[:1]], strict=True))
    assert set(cycle) <= set(top)


def round_dances(m: int) -> list[list[int]]:
    """Four groups of m options that beat the next group each, and are level among themselves: no three go round."""
    groups = [i * 4 // (4 * m) for i in range(4 * m)]
    return [[int((there - here) % 4 == 1) for there in groups] for here in groups]


def test_a_cycle_of_four_is_found_among_many() -> None:
    wins = round_dances(30)

    assert rank_aggregation.schwartz(wins) == list(range(120))
    assert rank_aggregation.cycle(wins, range(120)) == [0, 30, 60, 90]


@pytest.mark.parametrize(
    "make", [round_dances, lambda m: [[int((k - i) % (4 * m) == 1) for k in range(4 * m)] for i in range(4 * m)]]
)
def test_the_top_takes_steps_as_many_as_options(
    make: Callable[[int], list[list[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step follows from one option at most three times, whoever beats whom: twice the options, twice the steps."""
    steps = 0
    members = rank_aggregation._members

    def counted(some: int) -> Iterator[int]:
        nonlocal steps
        for member in members(some):
            steps += 1
            yield member

    monkeypatch.setattr(rank_aggregation, "_members", counted)
    taken = []
    for m in (20, 40):
        steps = 0
        rank_aggregation.schwartz(make(m))
        taken.append(steps)

    assert taken[1] <= 2 * taken[0] <= 2 * 4 * 4 * 20


def test_many_pairs_are_counted_and_a_few_kept() -> None:
    # Upside down all 1,225 pairs of 50 options are the other way round.
    up, down = (rank_aggregation.by_points(points) for points in (range(50), range(0, -50, -1)))
    count, first = rank_aggregation.disagreements({"one": up, "other": down}, 3)

    assert count == 50 * 49 // 2
    assert [(each.one, each.other) for each in first] == [(0, 1), (0, 2), (0, 3)]
    assert (first[0].one_above, first[0].other_above) == (("other",), ("one",))


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
    assert result.aggregation.wins.tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert result.tally.ties == 12
