"""Draws a grid: in what share of the weightings each option has each rank."""

from typing import TYPE_CHECKING, Any

from policyscore.formats.charts.canvas import INK, MAX_HEIGHT_IN, WIDTH_IN, axes_at, new_figure, row_names
from policyscore.formats.charts.chart import Ranks
from policyscore.formats.numbers import share

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_ranks(picture: Ranks) -> "Figure":
    """A grid of shares, darker where larger, with the numbers in it."""
    rows = picture.rows
    count = len(rows[0][1])
    left = 2.1
    names, pitch = row_names([row[0] for row in rows], left - 0.2, MAX_HEIGHT_IN - 0.5)
    across = min(0.42, (WIDTH_IN - left) / count)
    figure = new_figure(0.5 + pitch * len(rows))
    grid = axes_at(figure, left, 0.05, across * count, pitch * len(rows))
    grid.set_xlim(-0.5, count - 0.5)
    grid.set_ylim(len(rows) - 0.5, -0.5)
    for place, (_, parts, first) in enumerate(rows):
        for rank, part in enumerate(parts):
            grid.add_patch(_cell(rank, place, _shade(part)))
            if part > 0 and across > 0.2:
                shown = (share(part) if rank else first).removesuffix(" %")
                dark = part > 0.45
                grid.text(rank, place, shown, ha="center", va="center", fontsize=6, color="white" if dark else INK)
        grid.text(-0.65, place, names[place], ha="right", va="center", linespacing=0.95)
    step = 1 if count <= 20 else 5
    for rank in range(1, count + 1):
        if rank == 1 or rank % step == 0:
            grid.text(rank - 1, -0.7, str(rank), ha="center", va="bottom", fontsize=6.5)
    grid.text(-0.65, -0.7, "rank", ha="right", va="bottom", fontsize=6.5)
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
