"""How a table is fitted to a page: the size of its type, widths of columns, headers upright or on their side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from policyscore.formats.report import Column, Table
from policyscore.text import visible, width

# A4, in points, without margins of 2 cm: how wide a page is upright and on its side, and how high by how wide.
PORTRAIT_PT, LANDSCAPE_PT = 482.0, 728.0
PAGE_HEIGHTS_PT = {PORTRAIT_PT: LANDSCAPE_PT, LANDSCAPE_PT: PORTRAIT_PT}

# Widths of letters in shares of the type's size, as in Arial and the faces cut to its measure, or a little more.
LETTER_WIDTHS_EM = {
    **dict.fromkeys("ijl.,:;'|! ", 0.29),
    **dict.fromkeys("frt()[]/\\", 0.34),
    **dict.fromkeys("mMW%@", 0.9),
    "-": 0.6,  # among numbers it is a minus
    **dict.fromkeys("wABCDEFGHJKLNOPQRSTUVXYZ&+=<>~", 0.74),
}
OTHER_LETTER_EM = 0.57

# Bold type, as of headers, is wider by this factor.
BOLD_FACTOR = 1.08

# The height of a line, in shares of the type's size.
LINE_HEIGHT_EM = 1.25

# Space left and right of a cell's text, together, in points.
PADDING_PT = 8.0

# Sizes of type, in points, from the one that reads best to the smallest that can be read on paper; where nothing fits,
# type shrinks down to SMALLEST_PT. Below LEGIBLE_PT a page on its side is better.
SIZES_PT = (9.0, 8.0, 7.0, 6.0)
SMALLEST_PT, LEGIBLE_PT = 4.0, 7.0

# A text that is read, such as a reason, is not squeezed below so many times the type's size.
READABLE_EM = 12.0

# Nor does a name take more than so many times the type's size, if it needs three lines for that.
LONGEST_NAME_EM = 18.0

# A word longer than so many times the type's size, as an address may be, is broken after all.
LONGEST_WORD_EM = 30.0

# A character of a script without spaces, or a run of others.
UNBROKEN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+")

# A header on its side takes no more of the page's height than so many points.
HEADER_MAX_PT = 150.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table fits a page: type size in points, column widths in points, headers upright or on their side."""

    size: float
    widths: tuple[float, ...]
    upright: bool
    fits: bool


def measure(text: str, size: float) -> float:
    """About how wide a line of text is, in points.

    >>> measure("Impact", 10) < measure("IMPACT", 10)
    True
    """
    return _width_em(text) * size


# Fitting a table measures each of its texts again for every size of type, and most cells are of the same few words.
@lru_cache(50_000)
def _width_em(text: str) -> float:
    """About how wide a line of text is, in shares of the type's size."""
    return sum(
        LETTER_WIDTHS_EM.get(char, OTHER_LETTER_EM if char.isascii() else max(OTHER_LETTER_EM, width(char) * 0.55))
        for char in text
    )


def fit(table: Table, room: float, turn: bool = True) -> Fit:
    """The largest type at which a table fits into so many points of width.

    Headers stand upright where that costs no more than a step in size.

    Words are never broken, and short texts such as names take two lines at most. Where nothing fits, the smallest
    type there is, down to 4 points, with `fits` False where even that is too wide. `turn`: whether headers of
    numbers may stand on their side.
    """
    turn = turn and any(column.right for column in table.columns)
    # Type that is easy to read is worth more than headers that are.
    for number, size in enumerate(SIZES_PT):
        tried = _fit(table, room, size, upright=True)
        if not tried.fits and turn and number >= 1:
            tried = _fit(table, room, SIZES_PT[number - 1], upright=False)
        if tried.fits:
            return tried
    last = _fit(table, room, SIZES_PT[-1], not turn)
    if last.fits:
        return last
    shrunk = _fit(table, room, max(SMALLEST_PT, SIZES_PT[-1] * room / sum(last.widths)), not turn)
    scale = min(1.0, room / sum(shrunk.widths))
    return Fit(shrunk.size, tuple(each * scale for each in shrunk.widths), shrunk.upright, shrunk.fits)


def needs_landscape(table: Table) -> bool:
    """Whether the type of a table would have to be too small on an upright page."""
    return fit(table, PORTRAIT_PT).size < LEGIBLE_PT


# A table of Word has no more columns than this.
MAX_WORD_COLUMNS = 63


def parts(table: Table, room: float) -> list[Table]:
    """The table, or as few parts of it as can be read in so many points of width.

    Each has the columns that name the rows, and a caption that says which part it is.
    """
    lead = table.row_headers
    count = len(table.columns) - lead
    for pieces in range(max(1, -(-count // (MAX_WORD_COLUMNS - lead))), count + 1):
        size = -(-count // pieces)
        made = [_part(table, lead, start, start + size) for start in range(lead, len(table.columns), size)]
        if pieces == count or all(_readable(fit(each, room)) for each in made):
            if len(made) == 1:
                return [table]
            captions = (f"{table.caption} (part {number} of {len(made)})" for number in range(1, len(made) + 1))
            return [replace(each, caption=caption) for each, caption in zip(made, captions, strict=True)]
    return [table]


def table_height(table: Table, fitted: Fit) -> float:
    """About how high the table is on its page, in points."""
    total = header_height(table, fitted.size) if not fitted.upright else 3 * LINE_HEIGHT_EM * fitted.size
    for row in table.shown():
        cells = zip(row, fitted.widths, strict=True)
        lines = (
            sum(_lines(line, width - PADDING_PT, fitted.size) for line in cell.split("\n")) for cell, width in cells
        )
        total += LINE_HEIGHT_EM * fitted.size * max(lines) + PADDING_PT / 2
    return total


def header_height(table: Table, size: float) -> float:
    """How high headers on their side must be, in points, each on as many lines as its column has room for."""
    heads = (BOLD_FACTOR * measure(column.header, size) for column in table.columns if column.right)
    return min(HEADER_MAX_PT, max(heads, default=size) + PADDING_PT)


def _fit(table: Table, room: float, size: float, upright: bool) -> Fit:
    """The table in type of one size; where it is too wide, its narrowest columns, with `fits` False."""
    shown = table.shown()
    least, most = [], []
    for index, column in enumerate(table.columns):
        cells = [visible(row[index], keep="\n") for row in shown]
        head = [column.header, column.under]
        aside = not upright and column.right
        narrowest = _narrowest(column, cells, [column.under] if aside else head, size)
        if aside:
            narrowest = max(
                narrowest, LINE_HEIGHT_EM * size * _lines(column.header, HEADER_MAX_PT - PADDING_PT, BOLD_FACTOR * size)
            )
        least.append(narrowest + PADDING_PT)
        header = max(BOLD_FACTOR * measure(text, size) for text in head)
        if column.right:
            # A number needs no more room than it takes; its name stands on two lines where there is room for that.
            most.append(least[-1] if aside else max(least[-1], 0.6 * header + PADDING_PT))
            continue
        # Of a text that is read all its lines count, so that long ones get wide columns; of a name the longest.
        count = sum if column.long else max
        full = (count(measure(line, size) for line in cell.split("\n")) for cell in cells)
        most.append(max([header, *full]) + PADDING_PT)
    total = sum(least)
    if total > room:
        return Fit(size, tuple(least), upright, False)
    # The rest of the room goes to each as far as it can use it, so that columns with more to say get more.
    wants = [max(0.0, full - little) for little, full in zip(least, most, strict=True)]
    share = min(1.0, (room - total) / sum(wants)) if sum(wants) else 0.0
    return Fit(size, tuple(little + share * want for little, want in zip(least, wants, strict=True)), upright, True)


def _narrowest(column: Column, cells: list[str], head: list[str], size: float) -> float:
    """The narrowest a column can be, in points."""
    words = [measure(word, size) for text in cells for word in _words(text)]
    words += [BOLD_FACTOR * measure(word, size) for text in head for word in _words(text)]
    widest = min(max(words, default=size), LONGEST_WORD_EM * size)
    if column.right:
        return max([widest, *(measure(cell, size) for cell in cells)])
    full = max((measure(cell, size) for cell in cells), default=0.0)
    if column.long:
        return max(widest, min(full, READABLE_EM * size))
    return max(widest, min(0.58 * full, LONGEST_NAME_EM * size))


def _part(table: Table, lead: int, start: int, end: int) -> Table:
    """The first columns, `lead` of them, which name the rows, and those from `start` up to `end`."""
    outside = [column.key for column in (*table.columns[lead:start], *table.columns[end:])]
    return table.without(*outside)


def _readable(fitted: Fit) -> bool:
    """Whether the type is large enough to be read on paper."""
    return fitted.fits and fitted.size >= SIZES_PT[-1]


def _words(text: str) -> Iterator[str]:
    """The pieces of a text that stay whole: words, and each character of a script that has no spaces between them."""
    for word in text.split():
        yield from UNBROKEN.findall(word) if not word.isascii() else [word]


def _lines(text: str, room: float, size: float) -> int:
    """On about how many lines of so many points a text stands: words fill them to four fifths."""
    return max(1, ceil(measure(text, size) / (room if measure(text, size) <= room else 0.8 * room)))
