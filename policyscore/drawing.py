"""Charts as pictures: for print, for the colour-blind, labelled where the eye is, and the same bytes at every run."""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from policyscore.charts import Chart, Contributions, Picture, Ranks, Sensitivity, Slopes, at, percent
from policyscore.display import visible
from policyscore.document import apportioned, rounded
from policyscore.errors import CommandError
from policyscore.firmness import share
from policyscore.format import Drawn

# It takes a second to load, and belongs to the extra `memo`.
if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by all kinds of sight; yellow, which paper swallows, is left out for black.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 1)))
BLUE, GREY, PALE, INK = PALETTE[0], "#9AA5B1", "#D9DEE4", "#1F2933"

# Inches: the width between a page's margins, and the height of a line.
WIDTH, LINE = 6.6, 0.165

# Inches: with its caption a picture fits on a page.
TALLEST = 8.6

# So many names have room for two lines each.
TWO_LINES = 4

# Up to so many weightings stand near one another.
ROOMY = 3

# Of so many criteria each bar has its number.
FEW = 9

DPI = 200

# Matplotlib brings this font; what it lacks, the first of the others that is here may have.
FONT = "DejaVu Sans"
FALLBACKS = (
    *("Noto Sans CJK KR", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans KR", "NanumGothic", "Malgun Gothic"),
    *("Apple SD Gothic Neo", "Hiragino Sans", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "SimHei"),
    *("Arial Unicode MS", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Emoji"),
)

NAMESPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}

# What stands in place of the user's own settings, so that a chart looks the same everywhere. Names may hold dollars,
# which are no mathematics.
SETTINGS = {
    "font.size": 7.5,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "policyscore",
    "pdf.fonttype": 42,
    "path.simplify": False,
}


def draw(chart: Chart, format: Drawn) -> bytes:
    """The chart as SVG, PNG (200 dots an inch) or PDF."""
    with _settings(_text(chart)):
        figure = _drawn(chart.picture)
        out = BytesIO()
        if format is Drawn.PNG:
            figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
        elif format is Drawn.PDF:
            known = {"Title": visible(chart.below), "Subject": visible(chart.alt)}
            dull = {"CreationDate": None, "Creator": None, "Producer": None}
            figure.savefig(out, format="pdf", metadata=known | dull)
        else:
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            return _accessible(out.getvalue().decode(), chart).encode()
        return out.getvalue()


@contextmanager
def _settings(text: str = "") -> Iterator[None]:
    """What a drawing of such text needs, and none of what its user has set."""
    # Both tell of fonts and caches that no reader of ours needs.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    os.environ["MPLBACKEND"] = "agg"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import matplotlib as mpl
        except (ValueError, OSError) as error:
            reason = "a file `matplotlibrc` in this folder, or where it keeps its settings, may be at fault"
            raise CommandError(f"matplotlib cannot start: {error}", reason) from error
        with mpl.rc_context():
            ours: Any = SETTINGS | {"font.family": _families(text)}
            mpl.rcParams.update(mpl.rcParamsDefault)
            mpl.rcParams.update(ours)
            yield


def _families(text: str) -> list[str]:
    """The fonts for a text: matplotlib's own, and those of this machine that have what it lacks."""
    lacking = _lacking(text, [FONT])
    if not lacking:
        return [FONT]
    from matplotlib import font_manager

    here = {font.name for font in font_manager.fontManager.ttflist}
    return [FONT, *(name for name in FALLBACKS if name in here and len(_lacking(lacking, [name])) < len(lacking))]


def _lacking(text: str, families: Sequence[str]) -> str:
    """The signs of a text that none of these fonts has."""
    if text.isascii():
        return ""
    from matplotlib import font_manager

    known: set[int] = set()
    for name in families:
        known |= set(font_manager.get_font(font_manager.findfont(name)).get_charmap())
    return "".join(sorted({sign for sign in text if ord(sign) not in known}))


def boxes(chart: Chart) -> str:
    """The signs that come out as empty boxes in PNG and PDF, for want of a font on this machine."""
    text = _text(chart)
    with _settings(text):
        return _lacking(text, _families(text))


def _text(chart: Chart) -> str:
    """All the text that is drawn, and some that is not."""
    heads = (column.header for column in chart.twin.columns)
    return "".join([chart.twin.caption, *heads, *(cell for row in chart.twin.shown() for cell in row)])


def _accessible(svg: str, chart: Chart) -> str:
    """The drawing alone, with its words for those who cannot see it, and ids that clash with no other chart's."""
    for prefix, address in NAMESPACES.items():
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(svg)
    for metadata in root.findall(f"{{{NAMESPACES['']}}}metadata"):
        root.remove(metadata)
    for element in root.iter():
        id = element.attrib.pop("id", None)
        # Groups have ids that nothing refers to.
        if id is not None and not element.tag.endswith("}g"):
            element.set("id", f"{chart.name}-{id}")
        for key, value in element.attrib.items():
            if key.endswith("href") and value.startswith("#"):
                element.set(key, f"#{chart.name}-{value[1:]}")
            elif "url(#" in value:
                element.set(key, value.replace("url(#", f"url(#{chart.name}-"))
            elif key == "style":
                element.set(key, value.replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif"))
    root.set("role", "img")
    root.set("aria-label", visible(chart.alt))
    for place, (tag, text) in enumerate((("title", chart.below), ("desc", chart.alt))):
        said = ElementTree.Element(f"{{{NAMESPACES['']}}}{tag}")
        said.text = visible(text)
        root.insert(place, said)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _drawn(picture: Picture) -> "Figure":
    match picture:
        case Contributions():
            return _contributions(picture)
        case Sensitivity():
            return _sensitivity(picture)
        case Ranks():
            return _ranks(picture)
        case Slopes():
            return _slopes(picture)


def _figure(height: float) -> "Figure":
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height))


def _axes(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    """An empty field at a place in inches from the lower left, without a frame."""
    wide, high = figure.get_size_inches()
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.set_axis_off()
    return axes


def _wide(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is drawn, in inches."""
    import matplotlib as mpl
    from matplotlib import font_manager

    weight = "bold" if bold else "normal"
    props = (font_manager.FontProperties(family=name, weight=weight) for name in mpl.rcParams["font.family"])
    font = font_manager.get_font([font_manager.findfont(each) for each in props])
    # Measured large: at the size of print, letters are set to whole dots.
    font.set_size(100, 72)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / 72 * size / 100


def _lines(name: str, room: float, most: int = 2, size: float = 7.5, bold: bool = False) -> str:
    """A name on a few lines of so many inches, cut off with a sign where it has more."""

    def fits(text: str) -> bool:
        return _wide(text, size, bold) <= room

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


def _rows(names: Sequence[str], room: float, height: float) -> tuple[list[str], float]:
    """Names for rows, on two lines where the height allows, and the height of a row in inches."""
    lines = [_lines(name, room) for name in names]
    if any("\n" in name for name in lines) and 1.9 * LINE * len(names) <= height:
        return lines, 1.9 * LINE
    return [_lines(name, room, 1) for name in names], min(1.4 * LINE, height / len(names))


def _contributions(picture: Contributions) -> "Figure":
    """A panel of bars for each criterion, all on one scale, so that lengths compare; and the scores at the right."""
    rows, criteria = picture.bars, picture.criteria
    few = len(criteria) <= FEW
    left, right, gap = 2.0, 1.65, 0.24 if few else 0.05
    turn, points = (40, 6.5) if few else (60, 5.5)
    heads = [f"{_lines(name, 1.35, 1, points)} {weight}" for name, weight in criteria]
    head = 0.15 + max(_wide(text, points) for text in heads) * (0.66 if few else 0.88)
    names, pitch = _rows([row.name for row in rows], left - 0.12, TALLEST - head)
    figure = _figure(head + pitch * len(rows) + 0.32)
    bars = _axes(figure, left, 0.32, WIDTH - left - right, pitch * len(rows))
    room = WIDTH - left - right - gap * len(criteria)
    most = [max(1e-9, *(row.points[j] for row in rows)) for j in range(len(criteria))]
    # A panel is as wide as its longest bar, but never so narrow that its name has no place.
    scale = room / sum(most)
    least = min(0.16, room / len(criteria))
    widths = [max(least, longest * scale) for longest in most]
    shrunk = min(1.0, room / sum(widths))
    scale *= shrunk
    edge = 0.0
    # As shown, the points of a row add up to its score.
    numbers = [apportioned([rounded(p, 9) for p in row.points], rounded(row.score, 1), Decimal("0.1")) for row in rows]
    bars.set_xlim(0, WIDTH - left - right)
    bars.set_ylim(len(rows) - 0.5, -0.5)
    for j, (label, width) in enumerate(zip(heads, widths, strict=True)):
        bars.plot([edge, edge], [-0.5, len(rows) - 0.5], color=GREY, linewidth=0.6)
        for place, row in enumerate(rows):
            length = row.points[j] * scale
            bars.barh(place, length, left=edge, height=0.62, color=BLUE)
            if few:
                text = str(numbers[place][j])
                start, colour = (edge, "white") if length > _wide(text, 6) + 0.06 else (edge + length, INK)
                bars.text(start + 0.03, place, text, color=colour, va="center_baseline", fontsize=6)
        bars.text(edge, -0.65, label, rotation=turn, ha="left", va="bottom", rotation_mode="anchor", fontsize=points)
        edge += width * shrunk + gap
    for place, name in enumerate(names):
        bars.text(-0.08, place, name, ha="right", va="center", linespacing=0.95)
    scores = _axes(figure, WIDTH - right + 0.15, 0.32, right - 0.6, pitch * len(rows))
    ends = min(row.low for row in rows), max(row.high for row in rows)
    spread = (ends[1] - ends[0]) or 1.0
    scores.set_xlim(ends[0] - 0.02 * spread, ends[1] + 0.02 * spread)
    scores.set_ylim(len(rows) - 0.5, -0.5)
    for place, row in enumerate(rows):
        scores.plot([row.low, row.high], [place, place], color=INK, linewidth=0.8, solid_capstyle="butt")
        for end in (row.low, row.high):
            scores.plot([end, end], [place - 0.16, place + 0.16], color=INK, linewidth=0.8)
        scores.plot([row.score], [place], marker="o", markersize=4, color=PALETTE[1], clip_on=False)
        scores.text(1.04, place, f"{rounded(row.score, 1)}", transform=_beside(scores), va="center", fontweight="bold")
    scores.text(0.5, -0.65, "Score,\nlow to high", transform=_beside(scores), ha="center", va="bottom", fontsize=6.5)
    for end, side in [(ends[0], "center")] if ends[0] == ends[1] else [(ends[0], "left"), (ends[1], "right")]:
        scores.text(end, len(rows) - 0.3, f"{rounded(end, 0)}", ha=side, va="top", fontsize=6.5)
    bars.text(0, len(rows) - 0.3, "points of score", ha="left", va="top", fontsize=6.5)
    return figure


def _beside(axes: "Axes") -> Any:
    """Places across in shares of the field, and down in its own units."""
    return axes.get_yaxis_transform()


def _ranks(picture: Ranks) -> "Figure":
    """A grid of shares, darker where larger, with the numbers in it."""
    rows = picture.rows
    count = len(rows[0][1])
    left = 2.1
    names, pitch = _rows([row[0] for row in rows], left - 0.2, TALLEST - 0.5)
    across = min(0.42, (WIDTH - left) / count)
    figure = _figure(0.5 + pitch * len(rows))
    grid = _axes(figure, left, 0.05, across * count, pitch * len(rows))
    grid.set_xlim(-0.5, count - 0.5)
    grid.set_ylim(len(rows) - 0.5, -0.5)
    for place, (_, parts) in enumerate(rows):
        for rank, part in enumerate(parts):
            grid.add_patch(_cell(rank, place, _shade(part)))
            if part > 0 and across > 0.2:
                shown = share(part).removesuffix(" %")
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


def _sensitivity(picture: Sensitivity) -> "Figure":
    """Straight lines from weight 0 to all the weight; those that are highest somewhere in colour, with their names."""
    firsts = picture.coloured
    height = 2.5
    figure = _figure(height)
    left, right = 0.6, 1.8
    axes = figure.add_axes((left / WIDTH, 0.42 / height, (WIDTH - left - right) / WIDTH, (height - 0.65) / height))
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
    named = [_lines(picture.names[option], right - 0.2, 2 if len(firsts) <= TWO_LINES else 1) for option in firsts]
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
    said = f" today {percent(picture.weight)} % "
    axes.text(today, 1.0, said, transform=axes.get_xaxis_transform(), ha=side, va="bottom")
    before, raised = -1.0, 5
    for start, _, option in picture.leads[1:]:
        place = at(picture.ends[option], start)
        axes.plot([100 * start], [place], marker="o", markersize=4.5, color="white", markeredgecolor=INK, zorder=4)
        side, shift = ("left", 4) if start < 0.8 else ("right", -4)
        # Crossings that are near have their labels above one another.
        raised = 13 if raised == 5 and start - before < 0.09 else 5
        before = start
        label = f"{percent(start)} %"
        axes.annotate(
            *(label, (100 * start, place), (shift, raised)),
            textcoords="offset points",
            ha=side,
            fontsize=6.5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        )
    axes.set_xlabel(f"Weight of {_lines(picture.criterion, 3, 1)}, in %")
    axes.set_ylabel("Score")
    axes.tick_params(length=2, width=0.6)
    return figure


def _slopes(picture: Slopes) -> "Figure":
    """Lines between ranks; options that are first under some weighting in colour, with names at both ends."""
    rows, count = picture.rows, len(picture.weightings)
    pitch = min(1.2 * LINE, (TALLEST - 1.5) / len(rows))
    colours = dict(zip(picture.coloured, zip(PALETTE, DASHES, strict=True), strict=False))
    # Few weightings leave room for longer names.
    left = right = 1.83 if count > ROOMY else 2.3
    room, points = 0.92 * (WIDTH - left - right) / (count - 1), 6.0
    # Words that are wider than their place stand askew rather than broken.
    widest = max(_wide(word, points) for name in picture.weightings for word in visible(name).split() or [""])
    askew = widest > room
    heads = [_lines(name, 1.6, 1, points) if askew else _lines(name, room, 4, points) for name in picture.weightings]
    long = max(_wide(text, points) for text in heads)
    deepest = 0.66 * long if askew else 0.125 * max(1 + text.count("\n") for text in heads)
    head = 0.12 + deepest
    height = head + pitch * len(rows) + 0.08
    figure = _figure(height)
    axes = _axes(figure, left, 0.08, WIDTH - left - right, pitch * len(rows))
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
            shown = _lines(name, left - 0.28, 1, 6.5, bold)
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
