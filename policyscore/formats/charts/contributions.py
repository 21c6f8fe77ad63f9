"""Draws bars: the points that each criterion adds to each score."""

from typing import TYPE_CHECKING

from policyscore.formats.charts.canvas import (
    BLUE,
    GREY,
    INK,
    MAX_HEIGHT_IN,
    PALETTE,
    WIDTH_IN,
    across_axes,
    axes_at,
    fitted_lines,
    new_figure,
    row_names,
    text_width,
)
from policyscore.formats.charts.chart import Contributions
from policyscore.rounding import rounded

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Of so many criteria each bar has its number.
MAX_NUMBERED_CRITERIA = 9


def draw_contributions(picture: Contributions) -> "Figure":
    """A panel of bars for each criterion, all on one scale, so that lengths compare; and the scores at the right."""
    rows, criteria = picture.bars, picture.criteria
    few = len(criteria) <= MAX_NUMBERED_CRITERIA
    left, right, gap = 2.0, 1.65, 0.24 if few else 0.05
    turn, points = (40, 6.5) if few else (60, 5.5)
    heads = [f"{fitted_lines(name, 1.35, 1, points)} {weight}" for name, weight in criteria]
    head = 0.15 + max(text_width(text, points) for text in heads) * (0.66 if few else 0.88)
    names, pitch = row_names([row.name for row in rows], left - 0.12, MAX_HEIGHT_IN - head)
    figure = new_figure(head + pitch * len(rows) + 0.32)
    bars = axes_at(figure, left, 0.32, WIDTH_IN - left - right, pitch * len(rows))
    room = WIDTH_IN - left - right - gap * len(criteria)
    most = [max(1e-9, *(row.points[j] for row in rows)) for j in range(len(criteria))]
    # A panel is as wide as its longest bar, but never so narrow that its name has no place.
    scale = room / sum(most)
    least = min(0.16, room / len(criteria))
    widths = [max(least, longest * scale) for longest in most]
    shrunk = min(1.0, room / sum(widths))
    scale *= shrunk
    edge = 0.0
    bars.set_xlim(0, WIDTH_IN - left - right)
    bars.set_ylim(len(rows) - 0.5, -0.5)
    for j, (label, width) in enumerate(zip(heads, widths, strict=True)):
        bars.plot([edge, edge], [-0.5, len(rows) - 0.5], color=GREY, linewidth=0.6)
        for place, row in enumerate(rows):
            length = row.points[j] * scale
            bars.barh(place, length, left=edge, height=0.62, color=BLUE)
            if few:
                text = str(row.shown[j])
                start, colour = (edge, "white") if length > text_width(text, 6) + 0.06 else (edge + length, INK)
                bars.text(start + 0.03, place, text, color=colour, va="center_baseline", fontsize=6)
        bars.text(edge, -0.65, label, rotation=turn, ha="left", va="bottom", rotation_mode="anchor", fontsize=points)
        edge += width * shrunk + gap
    for place, name in enumerate(names):
        bars.text(-0.08, place, name, ha="right", va="center", linespacing=0.95)
    scores = axes_at(figure, WIDTH_IN - right + 0.15, 0.32, right - 0.6, pitch * len(rows))
    in_effect = [row.in_effect for row in rows if row.in_effect is not None]
    ends = min([*(row.low for row in rows), *in_effect]), max([*(row.high for row in rows), *in_effect])
    extent = (ends[1] - ends[0]) or 1.0
    scores.set_xlim(ends[0] - 0.02 * extent, ends[1] + 0.02 * extent)
    scores.set_ylim(len(rows) - 0.5, -0.5)
    for place, row in enumerate(rows):
        scores.plot([row.low, row.high], [place, place], color=INK, linewidth=0.8, solid_capstyle="butt")
        for end in (row.low, row.high):
            scores.plot([end, end], [place - 0.16, place + 0.16], color=INK, linewidth=0.8)
        if row.in_effect is not None and row.in_effect != row.score:
            # Hollow: the option need not get there.
            (mark,) = scores.plot([row.in_effect], [place], marker="D", markersize=4.5, color=GREY, clip_on=False)
            mark.set_markerfacecolor("white")
        scores.plot([row.score], [place], marker="o", markersize=4, color=PALETTE[1], clip_on=False)
        scores.text(
            1.04, place, f"{rounded(row.score, 1)}", transform=across_axes(scores), va="center", fontweight="bold"
        )
    scores.text(
        0.5, -0.65, "Score,\nlow to high", transform=across_axes(scores), ha="center", va="bottom", fontsize=6.5
    )
    for end, side in [(ends[0], "center")] if ends[0] == ends[1] else [(ends[0], "left"), (ends[1], "right")]:
        scores.text(end, len(rows) - 0.3, f"{rounded(end, 0)}", ha=side, va="top", fontsize=6.5)
    bars.text(0, len(rows) - 0.3, "points of score", ha="left", va="top", fontsize=6.5)
    return figure
