"""Lines between ranks: through each option's rank, the first rank on top."""

from policyscore.analysis.comparison import compare
from policyscore.formats.charts.chart import Slopes
from policyscore.reading.views import views
from policyscore.reports import charts
from tests.formats.charts.examples import VIEWS, figure
from tests.helpers import toy


def test_slopes_go_through_the_ranks() -> None:
    chart = charts.slopes(compare(views(toy(VIEWS), [])))
    (axes,) = figure(chart).axes
    assert isinstance(chart.picture, Slopes)
    lines = [tuple(int(rank) for rank in line.get_ydata()) for line in axes.lines if line.get_marker() == "o"]

    assert lines == [ranks for _, ranks in chart.picture.rows]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert [text.get_fontweight() for text in axes.texts if text.get_text().startswith("D ")] == ["bold"]
