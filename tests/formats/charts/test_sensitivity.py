"""Lines over a weight: from end to end, with today's weight and the crossings."""

import pytest

import policyscore
from policyscore.reports import charts
from tests.formats.charts.examples import figure
from tests.helpers import toy


def test_lines_run_from_the_score_without_a_weight_to_the_score_with_all_of_it() -> None:
    chart = charts.sensitivity(policyscore.score(toy()), "impact")
    (axes,) = figure(chart).axes
    drawn = [[float(end) for end in line.get_ydata()] for line in axes.lines if len(line.get_ydata()) == 2]

    assert [75, 50] in [[round(end, 9) for end in line] for line in drawn]
    # Today's weight, a vertical line, and the crossing at .547.
    assert [40, 40] in [[float(x) for x in line.get_xdata()] for line in axes.lines]
    points = [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 1]
    assert points == [pytest.approx(54.717, abs=1e-3)]
    assert {"D", "B"} <= {text.get_text() for text in axes.texts}
