"""Draws a grid: in what share of the weightings each option has each rank."""

from typing import TYPE_CHECKING, Any

from policyscore.formats.charts.canvas import INK, MAX_HEIGHT_IN, WIDTH_IN, axes_at, new_figure, row_names
from policyscore.formats.charts.chart import Ranks
from policyscore.formats.numbers import share

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The width of a column, in inches, below which a share of it is no distance for a name to keep.
NARROW_IN = 0.1


def draw_ranks(picture: Ranks) -> "Figure":
    """A grid of shares, darker where larger, with the numbers in it; of many options each column is some ranks."""
    rows, span = picture.rows, picture.span
    count = len(rows[0][1])
    left = 2.1
    names, pitch = row_names([row[0] for row in rows], left - 0.2, MAX_HEIGHT_IN - 0.5)
    across = min(0.42, (WIDTH_IN - left) / count)
    narrow = across < NARROW_IN
    edge = -0.5 - (0.06 / across if narrow else 0.15)
    figure = new_figure(0.5 + pitch * len(rows))
    grid = axes_at(figure, left, 0.05, across * count, pitch * len(rows))
    grid.set_xlim(-0.5, count - 0.5)
    grid.set_ylim(len(rows) - 0.5, -0.5)
    for place, (_, parts, first) in enumerate(rows):
        for rank, part in enumerate(parts):
            # Not as a patch, for which the limits of the axes, which are set, would be looked for each time.
            grid.add_artist(_cell(rank, place, _shade(part)))
            if part > 0 and across > 0.2:
                shown = (share(part) if rank else first).removesuffix(" %")
                dark = part > 0.45
                grid.text(rank, place, shown, ha="center", va="center", fontsize=6, color="white" if dark else INK)
        grid.text(edge, place, names[place], ha="right", va="center", linespacing=0.95)
    step = 1 if count <= 20 else 5 if span == 1 else 10
    for column in range(1, count + 1):
        if column == 1 or column % step == 0:
            # Of the last of many narrow columns the number would stand over the edge.
            at, side = (count - 0.5, "right") if narrow and column == count else (column - 1, "center")
            grid.text(at, -0.7, str(1 if column == 1 else column * span), ha=side, va="bottom", fontsize=6.5)
    grid.text(edge, -0.7, "rank", ha="right", va="bottom", fontsize=6.5)
    return figure


def _cell(column: int, row: int, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=0.8)


def _shade(part: float) -> str:
    """From nearly white to blue; a share of none is white, so that it is told from a small one."""
    if part <= 0:
        return "#FFFFFF"
    light, dark = (0xEA, 0xF2, 0xF8), (0x00, 0x4C, 0x85)
    mixed = (round(pale + (deep - pale) * part**0.7) for pale, deep in zip(light, dark, strict=True))
    return "#" + "".join(f"{each:02X}" for each in mixed)
