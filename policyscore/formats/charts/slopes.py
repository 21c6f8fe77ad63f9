"""Draws lines: each option's rank under each weighting."""

from typing import TYPE_CHECKING, Any

from policyscore.formats.charts.canvas import (
    DASHES,
    GREY,
    LINE_IN,
    MAX_HEIGHT_IN,
    PALE,
    PALETTE,
    WIDTH_IN,
    axes_at,
    fitted_lines,
    new_figure,
    spread,
    text_width,
)
from policyscore.formats.charts.chart import Slopes
from policyscore.text import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Up to so many weightings stand near one another.
MAX_ROOMY_WEIGHTINGS = 3


def draw_slopes(picture: Slopes) -> "Figure":
    """Lines between ranks; options that are first under some weighting in colour, with names at both ends."""
    rows, count = picture.rows, len(picture.weightings)
    pitch = min(1.2 * LINE_IN, (MAX_HEIGHT_IN - 1.5) / len(rows))
    colours = dict(zip(picture.coloured, zip(PALETTE, DASHES, strict=True), strict=False))
    # Few weightings leave room for longer names.
    left = right = 1.83 if count > MAX_ROOMY_WEIGHTINGS else 2.3
    room, points = 0.92 * (WIDTH_IN - left - right) / (count - 1), 6.0
    # Words that are wider than their place stand askew rather than broken.
    widest = max(text_width(word, points) for name in picture.weightings for word in visible(name).split() or [""])
    askew = widest > room
    heads = [
        fitted_lines(name, 1.6, 1, points) if askew else fitted_lines(name, room, 4, points)
        for name in picture.weightings
    ]
    long = max(text_width(text, points) for text in heads)
    deepest = 0.66 * long if askew else 0.125 * max(1 + text.count("\n") for text in heads)
    head = 0.12 + deepest
    height = head + pitch * len(rows) + 0.08
    figure = new_figure(height)
    axes = axes_at(figure, left, 0.08, WIDTH_IN - left - right, pitch * len(rows))
    axes.set_xlim(0, count - 1)
    lowest = max(rank for _, ranks in rows for rank in ranks)
    axes.set_ylim(lowest + 0.5, 0.5)
    for index, text in enumerate(heads):
        axes.plot([index, index], [1, lowest], color=PALE, linewidth=0.6, zorder=0)
        stands: dict[str, Any] = (
            {"rotation": 40, "ha": "left", "rotation_mode": "anchor"} if askew else {"ha": "center"}
        )
        axes.text(index, 0.45, text, va="bottom", fontsize=points, linespacing=0.95, **stands)
    for row, (_, ranks) in enumerate(rows):
        colour, dash = colours.get(row, (GREY, "-"))
        strong = row in colours
        axes.plot(
            *(range(count), ranks),
            color=colour if strong else PALE,
            linestyle=dash,
            linewidth=1.6 if strong else 1.0,
            marker="o",
            markersize=3.5,
            zorder=3 if strong else 1,
            clip_on=False,
        )
    for end, side, shift in ((0, "right", -5), (-1, "left", 5)):
        ordered = sorted(range(len(rows)), key=lambda row: (rows[row][1][end], rows[row][0]))
        places = spread([float(rows[row][1][end]) for row in ordered], 0.95)
        for row, place in zip(ordered, places, strict=True):
            name, ranks = rows[row]
            bold = row in colours
            shown = fitted_lines(name, left - 0.28, 1, 6.5, bold)
            label = f"{shown}  {ranks[end]}" if end == 0 else f"{ranks[end]}  {shown}"
            weight = "bold" if bold else "normal"
            axes.annotate(
                *(label, (0 if end == 0 else count - 1, place), (shift, 0)),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=6.5,
                fontweight=weight,
                annotation_clip=False,
            )
    return figure
