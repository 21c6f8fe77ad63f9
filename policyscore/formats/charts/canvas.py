"""Figures, measured text, colours: what all drawings share."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policyscore.text import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by all kinds of sight; yellow, which paper swallows, is left out for black.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 1)))
BLUE, GREY, PALE, INK = PALETTE[0], "#9AA5B1", "#D9DEE4", "#1F2933"

# Inches: the width between a page's margins, the height of a line, and how high a picture may be to fit on a page with
# its caption.
WIDTH_IN, LINE_IN, MAX_HEIGHT_IN = 6.6, 0.165, 8.6


def new_figure(height: float) -> "Figure":
    """An empty figure as wide as a page, and so many inches high."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH_IN, height))


def axes_at(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    """An empty field at a place in inches from the lower left, without a frame."""
    wide, high = figure.get_size_inches()
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.set_axis_off()
    return axes


def text_width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is drawn, in inches."""
    import matplotlib as mpl

    return _width_at_100(text, tuple(mpl.rcParams["font.family"]), bold) * size / 100


# A picture measures the same few names and numbers again and again.
@lru_cache(10_000)
def _width_at_100(text: str, families: tuple[str, ...], bold: bool) -> float:
    """How wide a line of text is in type of 100 points, in inches."""
    from matplotlib import font_manager

    weight = "bold" if bold else "normal"
    props = (font_manager.FontProperties(family=name, weight=weight) for name in families)
    font = font_manager.get_font([font_manager.findfont(each) for each in props])
    # Measured large: at the size of print, letters are set to whole dots.
    font.set_size(100, 72)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / 72


def fitted_lines(name: str, room: float, most: int = 2, size: float = 7.5, bold: bool = False) -> str:
    """A name on a few lines of so many inches, cut off with an ellipsis where it has more."""

    def fits(text: str) -> bool:
        return text_width(text, size, bold) <= room

    lines = [""]
    for word in visible(name).split():
        if lines[-1] and not fits(f"{lines[-1]} {word}"):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        # A word that is too long for a line is broken, as scripts without spaces are everywhere.
        while not fits(lines[-1]) and len(lines[-1]) > 1 and len(lines) <= most:
            end = max(1, next(end for end in range(len(lines[-1])) if not fits(lines[-1][: end + 1])))
            lines[-1:] = [lines[-1][:end], lines[-1][end:]]
        if len(lines) > most:
            break
    if len(lines) > most:
        last = lines[most - 1]
        while last and not fits(f"{last}…"):
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return "\n".join(lines)


def row_names(names: Sequence[str], room: float, height: float) -> tuple[list[str], float]:
    """Names for rows, on two lines where the height allows, and the height of a row in inches."""
    lines = [fitted_lines(name, room) for name in names]
    if any("\n" in name for name in lines) and 1.9 * LINE_IN * len(names) <= height:
        return lines, 1.9 * LINE_IN
    return [fitted_lines(name, room, 1) for name in names], min(1.4 * LINE_IN, height / len(names))


def across_axes(axes: "Axes") -> Any:
    """A transform of the axes: x in shares of their width, y in data units."""
    return axes.get_yaxis_transform()


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Places as near as can be to those wanted, in their order, and no two nearer than a gap.

    The least sum of squares: what is too near moves apart about its own middle, as in isotonic regression.

    >>> spread([5, 5, 9], 2)
    [4.0, 6.0, 9.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[list[float]] = []  # each block: its sum, its count
    for place, index in enumerate(order):
        blocks.append([wanted[index] - place * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, number = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += number
    level = [total / number for total, number in blocks for _ in range(int(number))]
    result = [0.0] * len(wanted)
    for place, index in enumerate(order):
        result[index] = level[place] + place * gap
    return result
