"""Matrix games without rounding: by hand, and by the law that neither side can do better."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from policyscore.analysis.matrix_game import solve

GAMES = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(-3, 3), min_size=n, max_size=n), min_size=1, max_size=6)
)


def test_stone_paper_scissors_is_fair_and_played_evenly() -> None:
    solved = solve([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])

    assert solved.value == 0
    assert {Fraction(part, solved.whole) for part in (*solved.columns, *solved.rows)} == {Fraction(1, 3)}


def test_a_game_of_two_by_hand() -> None:
    # Columns x and 1 - x: 4x - 2(1 - x) = -x + 3(1 - x) where 6x - 2 = 3 - 4x, x = 1/2; there both are 1. Rows y and
    # 1 - y: 4y - (1 - y) = -2y + 3(1 - y) where 5y - 1 = 3 - 5y, y = 2/5.
    solved = solve([[4, -2], [-1, 3]])

    assert solved.value == 1
    assert [Fraction(part, solved.whole) for part in solved.columns] == [Fraction(1, 2), Fraction(1, 2)]
    assert [Fraction(part, solved.whole) for part in solved.rows] == [Fraction(2, 5), Fraction(3, 5)]


def test_numbers_beyond_floating_point_stay_whole() -> None:
    # With M = 10^40: (M (M + 1) - (1 - M)(-M)) / (M + (M + 1) - (1 - M) - (-M)) = 2 M / 4 M.
    much = 10**40

    assert solve([[much, 1 - much], [-much, much + 1]]).value == Fraction(1, 2)


@given(GAMES)
def test_neither_side_can_do_better(game: list[list[int]]) -> None:
    """The least row of the columns' mixture is the value, and so is the largest column of the rows' mixture."""
    solved = solve(game)
    least = min(sum(a * x for a, x in zip(row, solved.columns, strict=True)) for row in game)
    most = max(sum(a * y for a, y in zip(column, solved.rows, strict=True)) for column in zip(*game, strict=True))

    assert sum(solved.columns) == sum(solved.rows) == solved.whole > 0
    assert min(*solved.columns, *solved.rows) >= 0
    assert Fraction(least, solved.whole) == solved.value == Fraction(most, solved.whole)
