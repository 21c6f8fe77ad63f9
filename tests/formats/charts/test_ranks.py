"""The grid of ranks: darker where a share is larger, with its number."""

from itertools import pairwise

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.formats.charts.chart import Ranks
from policyscore.reports import charts
from tests.formats.charts.examples import figure
from tests.helpers import matrix, toy


def test_the_grid_is_darker_and_says_so_where_a_rank_is_more_common() -> None:
    chart = charts.rank_shares(robustness(policyscore.score(toy()), draws=2000))
    (axes,) = figure(chart).axes
    assert isinstance(chart.picture, Ranks)
    parts = [part for _, row, _ in chart.picture.rows for part in row]
    light = [sum(patch.get_facecolor()[:3]) for patch in axes.patches]

    assert len(light) == 49
    order = sorted(range(49), key=lambda cell: parts[cell])
    assert all(light[one] >= light[two] for one, two in pairwise(order))
    # A number stands in every cell that is not empty; beside them stand seven names, seven ranks and a word.
    assert len(axes.texts) == sum(part > 0 for part in parts) + 7 + 7 + 1


def test_many_ranks_share_columns_that_can_be_told_apart() -> None:
    # 120 options in a row: each is first of those below it whatever the weights, so that its rank is its place.
    made = matrix({"x": 1, "y": 1}, {f"O{i}": [(120 - i) / 2, (120 - i) / 2] for i in range(120)})
    chart = charts.rank_shares(robustness(policyscore.score(made), draws=1000))
    assert isinstance(chart.picture, Ranks)
    rows = chart.picture.rows

    # 120 ranks in at most 100 columns: 2 in each. The first and the second option are in the first, and so on.
    assert chart.picture.span == 2
    assert [parts.index(1) for _, parts, _ in rows] == [place // 2 for place in range(60)]
    assert all(len(parts) == 60 and sum(parts) == 1 for _, parts, _ in rows)
    assert "The first 60 of 120 options. A column is 2 ranks." in chart.caption
    (axes,) = figure(chart).axes
    assert len(axes.patches) == 60 * 60
    # A column's number is that of its last rank, but for the first.
    assert [text.get_text() for text in axes.texts][60:] == ["1", "20", "40", "60", "80", "100", "120", "rank"]
