"""The grid of ranks: darker where a share is larger, with its number."""

from itertools import pairwise

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.formats.charts.chart import Ranks
from policyscore.reports import charts
from tests.formats.charts.examples import figure
from tests.helpers import toy


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
