"""Charts as pictures: for print, for the colour-blind, labelled where the eye is, and the same bytes at every run."""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from policyscore.errors import CommandError
from policyscore.formats.charts.canvas import GREY, INK
from policyscore.formats.charts.chart import Chart, Contributions, Picture, Ranks, Sensitivity, Slopes
from policyscore.formats.charts.contributions import draw_contributions
from policyscore.formats.charts.ranks import draw_ranks
from policyscore.formats.charts.sensitivity import draw_sensitivity
from policyscore.formats.charts.slopes import draw_slopes
from policyscore.formats.format import Format
from policyscore.text import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200

# Matplotlib brings this font; what it lacks, the first of the others that is here may have.
FONT = "DejaVu Sans"
FALLBACKS = (
    *("Noto Sans CJK KR", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans KR", "NanumGothic", "Malgun Gothic"),
    *("Apple SD Gothic Neo", "Hiragino Sans", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "SimHei"),
    *("Arial Unicode MS", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Emoji"),
)

NAMESPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}

# Settings in place of the user's own, so that a chart looks the same everywhere. Names may hold dollars,
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


def draw(chart: Chart, format: Format) -> bytes:
    """The chart as SVG, PNG (200 dots an inch) or PDF."""
    with settings(_text(chart)):
        figure = figure_of(chart.picture)
        out = BytesIO()
        if format is Format.PNG:
            figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
        elif format is Format.PDF:
            known = {"Title": visible(chart.below), "Subject": visible(chart.alt)}
            dull = {"CreationDate": None, "Creator": None, "Producer": None}
            figure.savefig(out, format="pdf", metadata=known | dull)
        else:
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            return _accessible(out.getvalue().decode(), chart).encode()
        return out.getvalue()


def missing_glyphs(chart: Chart) -> str:
    """The characters that come out as empty boxes in PNG and PDF, for want of a font on this machine."""
    text = _text(chart)
    with settings(text):
        return _lacking(text, _families(text))


def figure_of(picture: Picture) -> "Figure":
    """The picture as a figure of matplotlib, to be called under `settings`."""
    match picture:
        case Contributions():
            return draw_contributions(picture)
        case Sensitivity():
            return draw_sensitivity(picture)
        case Ranks():
            return draw_ranks(picture)
        case Slopes():
            return draw_slopes(picture)


@contextmanager
def settings(text: str = "") -> Iterator[None]:
    """Matplotlib under our own settings, with fonts for a text, and none of what its user has set.

    Raises CommandError where matplotlib cannot start.
    """
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
    """The characters of a text that none of these fonts has."""
    if text.isascii():
        return ""
    from matplotlib import font_manager

    known: set[int] = set()
    for name in families:
        known |= set(font_manager.get_font(font_manager.findfont(name)).get_charmap())
    return "".join(sorted({char for char in text if ord(char) not in known}))


def _text(chart: Chart) -> str:
    """All the text that is drawn, and some that is not."""
    heads = (column.header for column in chart.as_table.columns)
    return "".join([chart.as_table.caption, *heads, *(cell for row in chart.as_table.shown() for cell in row)])


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
