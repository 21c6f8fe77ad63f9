"""The exact solution of a matrix game: what linear programming finds in floating point, found without any rounding."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Solution:
    """The best mixtures of columns and of rows, as whole parts of the same `whole`, and the value of the game."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    whole: int
    value: Fraction


def solve(game: Sequence[Sequence[int]]) -> Solution:
    """The mixture of columns whose least row is largest, the mixture of rows whose largest column is least, and that.

    By the simplex method on whole numbers: every entry is a subdeterminant of the game, so that all divisions leave no
    rest. Edmonds (1967), doi:10.6028/jres.071B.033; Dantzig (1963), Linear Programming and Extensions, chapter 13.
    It comes to an end however many entries are equal: while a step gains nothing, the next goes by Bland (1977),
    doi:10.1287/moor.2.2.103.

    >>> solve([[3, -1], [-1, 1]]).value
    Fraction(1, 3)
    """
    k, n = len(game), len(game[0])
    top = max(map(max, game)) + 1
    # With y at least 0, as much of it as goes under 1 in each row of top - game: y over its sum are the columns.
    table = [[top - entry for entry in row] + [1] for row in game] + [[-1] * n + [0]]
    across, down = list(range(n)), list(range(n, n + k))
    last, stalled = 1, False
    while True:
        gains = [j for j in range(n) if table[k][j] < 0]
        if not gains:
            break
        c = min(gains, key=lambda j: across[j] if stalled else table[k][j])
        # The row that runs out first: of equal ones that of the lowest number.
        steps = [i for i in range(k) if table[i][c] > 0]
        r = min(steps, key=lambda i: (Fraction(table[i][n], table[i][c]), down[i]))
        stalled = table[r][n] == 0
        last = _pivot(table, r, c, last)
        across[c], down[r] = down[r], across[c]
    columns, rows, whole = [0] * n, [0] * k, table[k][n]
    for i, place in enumerate(down):
        if place < n:
            columns[place] = table[i][n]
    for j, place in enumerate(across):
        if place >= n:
            rows[place - n] = table[k][j]
    return Solution(tuple(columns), tuple(rows), whole, top - Fraction(last, whole))


def _pivot(table: list[list[int]], r: int, c: int, last: int) -> int:
    """Lets what stands above column c and what stands beside row r change places; returns what all is now parts of."""
    by, row = table[r][c], table[r]
    for i, other in enumerate(table):
        if i != r:
            factor = other[c]
            table[i] = [(entry * by - factor * own) // last for entry, own in zip(other, row, strict=True)]
            table[i][c] = -factor
    row[c] = last
    return by
