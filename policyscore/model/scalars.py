"""What a scalar means, for its author: a number, a name, an id, a day; or why it is none of these."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from unicodedata import normalize

from pydantic_core import PydanticCustomError

from policyscore.model.places import KeyPath, Quoted, Sequence
from policyscore.text import UNSHOWABLE, describe, did_you_mean, listed

# A fault of an object: the path that leads to it, what is wrong, and a hint.
PathFault = tuple[KeyPath, str, str | None]


ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")


RATIO = re.compile(r"([0-9.]+)\s*/\s*([0-9.]+)")


# Beyond these, sums and differences of what people wrote would leave the range of floating point.
MAX_NUMBER, MIN_NUMBER = 1e100, 1e-100


# One weight may be this many times another; scales of comparison end at 9.
MAX_RATIO = 1_000_000


# What stands for "not known" as a rating, and names that the command line gives a meaning of its own.
UNKNOWN = "unknown"


DEFAULT, EQUAL, INLINE = "default", "equal", "inline"


RESERVED = (DEFAULT, EQUAL, INLINE, UNKNOWN)


# Nothing was written, whichever way YAML or JSON spells that.
NOTHING = ("", "~", "null", "Null", "NULL")


def fault(message: str, hint: str | None = None) -> NoReturn:
    """Refuses what was written, in words for its author."""
    refuse([((), message, hint)])


def refuse(faults: list[PathFault]) -> NoReturn:
    """Refuses an object for all its faults at once, each with the path that leads to it."""
    # They travel as context: pydantic would read braces in a message as fields.
    raise PydanticCustomError("faults", "refused", {"faults": faults})


def reason(error: PydanticCustomError) -> tuple[str, str | None]:
    """The message and the hint of a refused scalar, or of the first fault of more."""
    _, message, hint = (error.context or {})["faults"][0]
    return message, hint


def shown(written: object) -> str:
    """What was written, for a message: the text, or what kind of thing it is."""
    if isinstance(written, dict):
        return "a mapping"
    if isinstance(written, list):
        return f"a list of {len(written)}"
    if nothing(written):
        return "nothing"
    text = str(written)
    text = (text if len(text) <= 40 else text[:39] + "…").replace("\N{NO-BREAK SPACE}", r"\xa0")
    return f'`"{text}"`' if isinstance(written, Quoted) else f"`{text}`"


def nothing(written: object) -> bool:
    """Whether nothing was written, whichever way YAML or JSON spells that."""
    return not isinstance(written, Quoted) and written in NOTHING


def number(written: object) -> float:
    """A finite number, written plainly: `3`, `-0.5`, `1e3`; never `"3"`, `no`, `010`, `1_000` or `.inf`."""
    if type(written) is not str or not NUMBER.fullmatch(written):
        fault(f"expected a number, found {shown(written)}", number_hint(written))
    result = float(written)
    zero = result == 0 and not re.search("[1-9]", re.split("[eE]", written)[0])
    if abs(result) > MAX_NUMBER:
        fault(f"{shown(written)} is too large", f"numbers go up to {MAX_NUMBER:g}: choose a larger unit")
    if abs(result) < MIN_NUMBER and not zero:
        fault(f"{shown(written)} is too small", f"numbers go down to {MIN_NUMBER:g}: choose a smaller unit")
    return result


def number_hint(written: object) -> str | None:
    """What the author of something that is no number probably meant."""
    if not isinstance(written, str):
        return None
    if NUMBER.fullmatch(written):
        return "remove the quotes: in quotes it is text"
    if meant := meant_number(written):
        quotes = ("remove the quotes",) if isinstance(written, Quoted) else ()
        return "; ".join((*quotes, *meant))
    return (
        "write a decimal number such as 3 or 0.5"
        if re.match(r"[-+.]?[0-9]|[-+]?\.(inf|nan)", written.lower())
        else None
    )


CURRENCY = re.compile(r"^[$\u00a3\u00a5\u20ac]\s*|\s*[$\u00a3\u00a5\u20ac]$")


# Digits in groups of three, and what stands between them.
GROUPS = re.compile("[-+]?[0-9]{1,3}([_ ',\u00a0\u202f])[0-9]{3}(?:\\1[0-9]{3})*(?:\\.[0-9]+)?")


SEPARATOR = re.compile("[_ ',\u00a0\u202f]")


THREE = re.compile(r"([-+]?[0-9.]+)\s*[,;/]\s*([-+]?[0-9.]+)\s*[,;/]\s*([-+]?[0-9.]+)")


# No number that somebody meant is longer, and the looks for one take time that grows faster than the text.
MAX_NUMBER_CHARS = 60


# What keeps a text from being a number, tried in this order: what takes it away, and how that is said.
NUMBER_FIXES: tuple[tuple[Callable[[str], str], str], ...] = (
    (lambda text: text.strip("\N{NO-BREAK SPACE} \t"), "remove the space around it"),
    (lambda text: text.strip("\"'\u2018\u2019\u201c\u201d"), "remove the quotes"),
    (lambda text: re.sub(r"^[~\u2248]\s*", "", text), "leave out the sign: `low` and `high` say how sure it is"),
    (lambda text: CURRENCY.sub("", text), "leave out the currency sign"),
    (lambda text: re.sub("^[\u2010-\u2015\u2212]", "-", text), "write a hyphen for the minus sign"),
    (lambda text: text.removesuffix("%").rstrip(), "leave out the percent sign"),
    (lambda text: re.sub(r"^([-+]?[0-9.]+) +[^\W\d].*$", r"\1", text), "the unit stands with the criterion"),
    (lambda text: re.sub(r"^([-+]?[0-9]+),([0-9]+)$", r"\1.\2", text), "write a decimal point"),
    (lambda text: SEPARATOR.sub("", text) if GROUPS.fullmatch(text) else text, "leave out the separators"),
    (lambda text: re.sub(r"^([-+]?)\.(?=[0-9])", r"\g<1>0.", text), "write a digit before the point"),
    (lambda text: re.sub(r"(?<=[0-9])\.$", "", text), "leave out the point"),
    (lambda text: re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text), "leave out the leading zero"),
)


def meant_number(written: str) -> tuple[str, ...]:
    """What to do to a text that is nearly a number, to make it one; empty where it is not near."""
    if len(written) > MAX_NUMBER_CHARS:
        return ()
    if re.fullmatch(r"[-+]?[0-9]{1,3},[0-9]{3}", written):
        return (f"write {written.replace(',', '')} or {written.replace(',', '.')}, whichever is meant",)
    if ends := re.fullmatch(r"([0-9.]+)\s*(?:-|\u2013|to|\.\.+)\s*([0-9.]+)", written.strip()):
        return (f"write [{ends[1]}, VALUE, {ends[2]}], with the most likely VALUE",)
    if (three := THREE.fullmatch(written.strip())) and not GROUPS.fullmatch(written.strip()):
        return (f"write [{three[1]}, {three[2]}, {three[3]}]",)
    hints = []
    text = written
    for mend, hint in NUMBER_FIXES:
        mended = mend(text)
        if mended != text:
            hints.append(hint)
            text = mended
    return (*hints, f"write {text}") if NUMBER.fullmatch(text) else ()


def text(written: object) -> str:
    """Any text but an empty one."""
    if not isinstance(written, str):
        fault(f"expected text, found {shown(written)}", "a text with brackets, braces or a colon in it needs quotes")
    if nothing(written) or not written.strip():
        fault("expected text, found nothing", "fill it in; an optional key may be left out")
    return str(written).strip()


def name(written: object) -> str:
    """Text for headings and cells: on one line, with nothing in it that a reader cannot see."""
    result = text(written)
    if "\n" in result:
        fault("a name stands on one line", "join the lines")
    if match := UNSHOWABLE.search(result):
        fault(f"{describe(match[0])} may not stand in a name", "delete the character")
    return result


def identifier(written: object) -> str:
    """Lowercase letters and digits, in words joined by single hyphens."""
    if not isinstance(written, str) or not ID.fullmatch(written):
        # A character that nobody sees is not the author's wish for a hyphen.
        words = UNSHOWABLE.sub("", written.lower()) if isinstance(written, str) else ""
        words = re.sub("[^a-z0-9]+", "-", words).strip("-")
        hint = f"write `{words}`" if words else "write lowercase letters and digits, joined by single hyphens"
        fault(f"{shown(written)} is not an id: use a-z, 0-9 and hyphens", hint)
    if written in RESERVED:
        fault(f"the id `{written}` is reserved", "choose another")
    return str(written)


def flag(written: object) -> bool:
    """`true` or `false`."""
    if isinstance(written, str) and not isinstance(written, Quoted) and written in ("true", "false"):
        return written == "true"
    word = str(written).lower()
    meant = "true" if word in ("yes", "y", "on", "true") else "false" if word in ("no", "n", "off", "false") else None
    fault(f"expected true or false, found {shown(written)}", f"write {meant}, without quotes" if meant else None)


def day(written: object) -> date:
    """A date, as `2026-11-23`."""
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            fault(f"there is no day {shown(written)}")
    fault(f"expected a date, found {shown(written)}", "write year-month-day, as 2026-11-23")


def figure(written: object) -> float | str:
    """A number in the criterion's unit, `unknown`, or what `link` will look for among the level labels."""
    if isinstance(written, str):
        if not isinstance(written, Quoted) and NUMBER.fullmatch(written):
            return number(written)
        if written == UNKNOWN:
            return UNKNOWN
        if nothing(written):
            fault("expected a rating, found nothing", f"write `{UNKNOWN}` where it is not known")
        if NUMBER.fullmatch(written):
            number(written)
        return written  # as it came: whether it was in quotes is still to be told
    fault(f"expected a number, a level's label or `{UNKNOWN}`, found {shown(written)}")


def label(written: object) -> str:
    """A level's label: a name that cannot be mistaken for a number or for `unknown`."""
    result = normalize("NFC", name(written))
    if NUMBER.fullmatch(result) or meant_number(result):
        fault(f"the label `{result}` looks like a number", "choose a word")
    if result == UNKNOWN:
        fault(f"the label `{UNKNOWN}` has a meaning of its own", "choose another")
    return result


def ratio(written: object) -> float:
    """How many times one weight is the other: a positive number, or a ratio such as `1/5`."""
    if isinstance(written, str) and re.fullmatch("[0-9.]+:[0-9.]+", written):
        fault(f"expected a ratio, found {shown(written)}", f"write {written.replace(':', '/')}")
    parts = RATIO.fullmatch(written) if isinstance(written, str) else None
    if parts and all(map(NUMBER.fullmatch, parts.groups())):
        above, below = (number(part) for part in parts.groups())
        result = above / below if below else 0.0
    else:
        result = number(written)
    if result <= 0:
        fault(f"a ratio of weights must be above 0, found {shown(written)}", "1/3 is how a third is written")
    if not 1 / MAX_RATIO <= result <= MAX_RATIO:
        fault(f"nobody can compare weights as far apart as {shown(written)}", f"ratios go up to {MAX_RATIO:,}")
    return result


@dataclass(frozen=True, slots=True)
class OneOf:
    """A validator that takes these words and no others."""

    words: tuple[str, ...]

    def __call__(self, written: object) -> str:
        if isinstance(written, str) and written in self.words:
            return str(written)
        message = f"expected {listed(self.words, 'or')}, found {shown(written)}"
        fault(message, did_you_mean(str(written), self.words))


def points(written: object) -> float:
    """A weight: a number from 0 on."""
    result = number(written)
    if result < 0:
        fault(
            f"a weight may not be negative, found {shown(written)}",
            "0 leaves it out of the score; that less is better shows in worst above best",
        )
    return result


def url(written: object) -> str:
    """An address on the web."""
    result = name(written)
    if not re.match("https?://[^ ]+$", result):
        fault(f"expected an address on the web, found {shown(written)}", "it starts with https:// or http://")
    return result


def code(written: object) -> str:
    """The code of a warning: a letter and two digits."""
    result = name(written)
    if not re.fullmatch("[A-Z][0-9]{2}", result):
        fault(f"{shown(written)} is not the code of a warning", "a capital letter and two digits, as W05")
    return result


def place(written: object) -> tuple[str, ...]:
    """One place of an order: an id, or a list of those whose order is not known."""
    if isinstance(written, Sequence):
        if not written:
            fault("expected criteria, found an empty list")
        return tuple(map(identifier, written))
    return (identifier(written),)
