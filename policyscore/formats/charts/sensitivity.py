"""Draws lines: each option's score over the weight of one criterion."""

from typing import TYPE_CHECKING

from policyscore.formats.charts.canvas import DASHES, INK, PALE, PALETTE, WIDTH_IN, fitted_lines, new_figure, spread
from policyscore.formats.charts.chart import Sensitivity, score_at
from policyscore.formats.numbers import percents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# So many names have room for two lines each.
MAX_TWO_LINE_NAMES = 4


def draw_sensitivity(picture: Sensitivity) -> "Figure":
    """Straight lines from weight 0 to all the weight; those that are highest somewhere in colour, with their names."""
    firsts = picture.coloured
    height = 2.5
    figure = new_figure(height)
    left, right = 0.6, 1.8
    axes = figure.add_axes(
        (left / WIDTH_IN, 0.42 / height, (WIDTH_IN - left - right) / WIDTH_IN, (height - 0.65) / height)
    )
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    every = [end for ends in picture.ends.values() for end in ends]
    low, high = min(every), max(every)
    # Scores that are all the same make a flat picture, and no picture of noise.
    low, high = (low, high) if high - low > 1 else (low - 1, high + 1)
    margin = 0.04 * (high - low)
    axes.set_xlim(0, 100)
    axes.set_ylim(low - margin, high + 3 * margin)
    for option, ends in picture.ends.items():
        if option not in firsts:
            axes.plot([0, 100], ends, color=PALE, linewidth=0.9, zorder=1)
    marks = [picture.ends[option][1] for option in firsts]
    named = [
        fitted_lines(picture.names[option], right - 0.2, 2 if len(firsts) <= MAX_TWO_LINE_NAMES else 1)
        for option in firsts
    ]
    deep = 0.13 * max(1 + name.count("\n") for name in named)
    places = spread(marks, deep / (height - 0.65) * (high - low + 4 * margin))
    for option, name, colour, dash, place in zip(firsts, named, PALETTE, DASHES, places, strict=False):
        ends = picture.ends[option]
        axes.plot([0, 100], ends, color=colour, linestyle=dash, linewidth=1.6, zorder=3)
        axes.annotate(
            name,
            (100, ends[1]),
            (104, place),
            color=INK,
            va="center",
            annotation_clip=False,
            linespacing=0.95,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 0},
        )
    today = 100 * picture.weight
    axes.axvline(today, color=INK, linewidth=0.9, zorder=2)
    side = "left" if today < 50 else "right"
    now, *edges = percents(picture.weight, *(start for start, _, _ in picture.leads[1:]))
    said = f" today {now} % "
    axes.text(today, 1.0, said, transform=axes.get_xaxis_transform(), ha=side, va="bottom")
    before, raised = -1.0, 5
    for (start, _, option), edge in zip(picture.leads[1:], edges, strict=True):
        place = score_at(picture.ends[option], start)
        axes.plot([100 * start], [place], marker="o", markersize=4.5, color="white", markeredgecolor=INK, zorder=4)
        side, shift = ("left", 4) if start < 0.8 else ("right", -4)
        # Crossings that are near have their labels above one another.
        raised = 13 if raised == 5 and start - before < 0.09 else 5
        before = start
        label = f"{edge} %"
        axes.annotate(
            *(label, (100 * start, place), (shift, raised)),
            textcoords="offset points",
            ha=side,
            fontsize=6.5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        )
    axes.set_xlabel(f"Weight of {fitted_lines(picture.criterion, 3, 1)}, in %")
    axes.set_ylabel("Score")
    axes.tick_params(length=2, width=0.6)
    return figure
