"""How text shows (control characters, width in a terminal), and words for lists, counts, days and near misses."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from unicodedata import category, name, normalize

# Explicit marks, overrides and isolates that reorder the text around them.
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

# What a terminal, a log or an editor may act on instead of showing: C0, DEL, C1, the line and
# paragraph separators, fillers and spaces that nobody sees, lone surrogates, the byte-order mark and non-characters.
CONTROL = (
    "\x00-\x1f\x7f-\x9f\u00ad\u115f\u1160\u200b\u2028\u2029\u2060\u3164\uffa0\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f"
)


UNSHOWABLE = re.compile(f"[{CONTROL}{BIDI}]")


def visible(text: str, keep: str = "") -> str:
    r"""The text with every control and bidi character written as an escape, `keep` excepted.

    >>> print(visible("red\x1b[31m"))
    red\x1b[31m
    """

    def escape(match: re.Match[str]) -> str:
        char = match[0]
        if char in keep:
            return char
        letter, digits = ("x", 2) if char <= "\xff" else ("u", 4) if char <= "\uffff" else ("U", 8)
        return f"\\{letter}{ord(char):0{digits}x}"

    return UNSHOWABLE.sub(escape, text)


# Control characters have no name in Unicode, and these turn up.
CONTROLS = {"\0": "null", "\t": "tab", "\n": "line feed", "\r": "carriage return", "\x1b": "escape"}


def describe(char: str) -> str:
    """A character that cannot be shown, as `U+202E (right-to-left override)`."""
    known = CONTROLS.get(char) or name(char, "").lower()
    return f"U+{ord(char):04X}" + (f" ({known})" if known else "")


def width(text: str) -> int:
    """How many terminal cells the text takes: 2 for a wide character, 0 for a combining one."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, cells: int, right: bool = False) -> str:
    """The text filled with spaces to a width in cells; flush right on request."""
    space = " " * (cells - width(text))
    return space + text if right else text + space


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items as a phrase: `a`, `a and b`, `a, b and c`."""
    *head, tail = items
    return f"{', '.join(head)} {last} {tail}" if head else tail


def sentence(text: str) -> str:
    """The text with a full stop behind it, and no second one."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def shortened(text: str, most: int) -> str:
    """The text in so many characters at most, the last of them … where some are left out.

    >>> shortened("weights", 7), shortened("weights", 6)
    ('weights', 'weigh…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def few(items: Sequence[str], most: int = 12, last: str = "and") -> str:
    """The first of many items as a phrase, with how many more there are."""
    more = len(items) - most
    return listed([*items[:most], counted(more, "other")] if more > 0 else items, last)


def ticked(items: Iterable[str], last: str = "and") -> str:
    """Items in backticks, as a phrase."""
    return listed((f"`{item}`" for item in items), last)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


# A number with more digits than this before the point, or zeros behind it, is easier to read as a power of ten.
MOST_ZEROS = 20


def for_programs(number: float) -> str:
    """A number with 12 significant digits at most, as programs write it.

    >>> for_programs(0.1 + 0.2), for_programs(-0.0), for_programs(0.0000001)
    ('0.3', '0', '1e-07')
    """
    return f"{number + 0:.12g}"


def plain(number: float, digits: int = 12) -> str:
    """A number as somebody would write it: so many significant digits at most, no zeros behind them, no power of ten.

    >>> plain(1234567.0), plain(0.1 + 0.2), plain(-0.0), plain(0.0000005), plain(2e12)
    ('1234567', '0.3', '0', '0.0000005', '2000000000000')
    """
    short = f"{number + 0:.{digits}g}"
    if "e" not in short or abs(int(short.partition("e")[2])) > MOST_ZEROS:
        return short
    return f"{Decimal(short):f}"


def day_in_words(day: date) -> str:
    """A day for readers.

    >>> day_in_words(date(2014, 12, 31))
    '31 December 2014'
    """
    return f"{day.day} {day:%B} {day.year}"


def apart(number: float, *others: float) -> str:
    """A number as `plain` has it, with more digits only where it would look like another that it is not.

    >>> apart(0.1 + 0.2, 0.5), apart(0.1 + 0.2, 0.3)
    ('0.3', '0.30000000000000004')
    """
    shown = plain(number)
    return plain(number, 17) if any(other != number and plain(other) == shown for other in others) else shown


# The accents of Latin, Greek and Cyrillic letters. Marks of other scripts tell one word from another.
ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """A text as names are compared: whatever its case, accents, blanks and punctuation.

    >>> folded("People_to-People:  \u00e9"), folded("\u0e01\u0e34") == folded("\u0e01\u0e35")
    ('people to people e', False)
    """
    plainly = ACCENTS.sub("", normalize("NFKD", text)).casefold()
    return " ".join("".join(char if category(char)[0] in "LMN" else " " for char in plainly).split())


# The most known words that are all compared with a misspelled one; among more, so many on either side that begin, and
# so many that end, like it; and the longest word that is compared, for that takes time which grows with its square.
MAX_COMPARED_WORDS, MAX_ALIKE, MAX_COMPARED_CHARS = 200, 20, 200


class Known:
    """Words that others may be near misses of, prepared once for any number of looks."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = {_hyphened(word): word for word in words}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _sorted_by_end(self) -> list[str]:
        return sorted(text[::-1] for text in self.words)

    def meant_by(self, word: str, could_be: Callable[[str], bool] = bool) -> str | None:
        """The one that was probably meant by a word, or None; `could_be` tells which can be meant at all."""
        if len(word) > MAX_COMPARED_CHARS:
            return None
        from difflib import get_close_matches

        wanted = _hyphened(word)
        texts: Iterable[str] = self.words
        if len(self.words) > MAX_COMPARED_WORDS:
            # Among very many only those that begin or end alike, or a long list of errors would take minutes.
            ends = (text[::-1] for text in _beside(self._sorted_by_end, wanted[::-1]))
            texts = dict.fromkeys((*_beside(self._sorted, wanted), *ends))
        texts = [text for text in texts if len(text) <= MAX_COMPARED_CHARS and could_be(self.words[text])]
        near = get_close_matches(wanted, texts, n=1, cutoff=0.75)
        return self.words[near[0]] if near else None


def _hyphened(text: str) -> str:
    return normalize("NFC", text).lower().replace("_", "-")


def _beside(texts: Sequence[str], wanted: str) -> list[str]:
    """The texts of a sorted list that stand nearest to where one would, and begin with the same two letters."""
    place = bisect_left(texts, wanted)
    near = texts[max(0, place - MAX_ALIKE) : place + MAX_ALIKE]
    return [text for text in near if text[:2] == wanted[:2]]


def suggestion(word: str, known: Iterable[str] | Known) -> str | None:
    """The known word that was probably meant, or None. Who asks again and again prepares what is known."""
    return (known if isinstance(known, Known) else Known(known)).meant_by(word)


def did_you_mean(word: str, known: Iterable[str] | Known) -> str | None:
    """A hint that names the known word that was probably meant, or None."""
    near = suggestion(word, known)
    return f"did you mean `{near}`?" if near else None
