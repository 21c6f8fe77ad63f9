"""Bars: as long as their points, each criterion's in a panel of its own."""

from itertools import pairwise

import pytest

import policyscore
from policyscore.reports import charts
from tests.formats.charts.examples import every, figure
from tests.reports.chances import worked


def test_bars_are_as_long_as_the_points_and_numbers_are_those_of_the_table() -> None:
    bars, scores = figure(every()[0]).axes
    # Seven options by four criteria, criterion by criterion, D first: 20, 21, 6 and 18 points.
    widths = [patch.get_width() for patch in bars.patches]
    assert len(widths) == 28
    scale = widths[0] / 20
    assert [widths[place] / scale for place in (7, 14, 21)] == pytest.approx([21, 6, 18])
    # Each criterion has a panel of its own, beside the last.
    edges = [{round(patch.get_x(), 9) for patch in bars.patches[start : start + 7]} for start in range(0, 28, 7)]
    assert [len(edge) for edge in edges] == [1] * 4
    panels = [edge.pop() for edge in edges]
    assert all(panel + max(widths[7 * j : 7 * j + 7]) <= after for j, (panel, after) in enumerate(pairwise(panels)))
    assert {"20.0", "21.0", "6.0", "18.0"} <= {text.get_text() for text in bars.texts}
    # The score stands between its ends, which are marked.
    assert scores.lines[3].get_xdata() == pytest.approx([65])
    assert [text.get_text() for text in scores.texts][:2] == ["65.0", "61.5"]


def test_where_a_chance_counts_a_hollow_mark_stands_at_the_score_in_effect() -> None:
    _, scores = figure(charts.contributions(policyscore.score(worked()))).axes
    marks = [line for line in scores.lines if line.get_marker() == "D"]

    # Perhaps and Try would have 60 both, beyond the high of Try at 48.8; the baseline, which is certain, has no mark.
    assert [float(line.get_xdata()[0]) for line in marks] == pytest.approx([60, 60])
    assert {line.get_markerfacecolor() for line in marks} == {"white"}
    assert scores.get_xlim()[1] > 60
    assert not [line for line in figure(every()[0]).axes[1].lines if line.get_marker() == "D"]
