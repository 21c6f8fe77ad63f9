"""Words as people write them: a text, a name, an id, a day, a level's label; or why it is none of these."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from policyscore.model.numbers import NUMBER, meant_number, number
from policyscore.model.places import Quoted, YamlSequence
from policyscore.model.refused import Refused, nothing, shown
from policyscore.text import UNSHOWABLE, describe, did_you_mean, folded, listed

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# What stands for "not known" as a rating, and names that the command line gives a meaning of its own.
UNKNOWN = "unknown"
DEFAULT, EQUAL, INLINE = "default", "equal", "inline"
RESERVED = (DEFAULT, EQUAL, INLINE, UNKNOWN)

# A hint for whoever leaves a rating out.
WRITE_UNKNOWN = f"write `{UNKNOWN}` where it is not known"


# The most characters of a name, of a short text such as the title of a source, of an address, and of prose: more than
# anybody writes, and few enough that a table of many such names is still one.
MAX_NAME_CHARS, MAX_PHRASE_CHARS, MAX_URL_CHARS, MAX_PROSE_CHARS = 200, 1_000, 2_000, 20_000


# What to do about a text that is longer.
SHORTEN = "shorten it; what is longer can stand in a file beside the study"


def text(written: object, most: int = MAX_PROSE_CHARS) -> str:
    """Any text but an empty one, of so many characters at most."""
    if not isinstance(written, str):
        raise Refused(
            f"expected text, found {shown(written)}", "a text with brackets, braces or a colon in it needs quotes"
        )
    if nothing(written) or not written.strip():
        raise Refused("expected text, found nothing", "fill it in; an optional key may be left out")
    result = str(written).strip()
    if len(result) > most:
        raise Refused(f"the text has {len(result):,} characters, and {most:,} is the most that can stand here", SHORTEN)
    return result


def phrase(written: object) -> str:
    """A text that stands in a cell or a reference."""
    return text(written, MAX_PHRASE_CHARS)


def name(written: object, most: int = MAX_NAME_CHARS) -> str:
    """Text for headings and cells: on one line, with nothing in it that a reader cannot see.

    Two ways to write the same letter are one (NFC).
    """
    result = text(written, most)
    if not result.isascii():
        result = normalize("NFC", result)
    if "\n" in result:
        raise Refused("a name has to be on one line", "join the lines")
    if match := UNSHOWABLE.search(result):
        raise Refused(f"{describe(match[0])} is not allowed in a name", "delete the character")
    return result


def identifier(written: object) -> str:
    """Lowercase letters and digits, in words joined by single hyphens."""
    if not isinstance(written, str) or len(written) > MAX_NAME_CHARS or not ID.fullmatch(written):
        if isinstance(written, str) and len(written) > MAX_NAME_CHARS:
            raise Refused(
                f"the id has {len(written):,} characters, and {MAX_NAME_CHARS} is the most", "choose a shorter one"
            )
        # A character that nobody sees is not the author's wish for a hyphen.
        words = slug(UNSHOWABLE.sub("", written)) if isinstance(written, str) else ""
        hint = f"write `{words}`" if words else "write lowercase letters and digits, joined by single hyphens"
        raise Refused(f"{shown(written)} is not an id: use a-z, 0-9 and hyphens", hint)
    if written in RESERVED:
        raise Refused(f"the id `{written}` is reserved", "choose another")
    return str(written)


def slug(text: str) -> str:
    """The id that a text would make, empty where nothing in it can stand in one.

    >>> slug("R\u00e9forme \u00e0 Gen\u00e8ve"), slug("EU\u2013China")
    ('reforme-a-geneve', 'eu-china')
    """
    return "-".join(re.findall("[a-z0-9]+", folded(text)))


def flag(written: object) -> bool:
    """`true` or `false`."""
    if isinstance(written, str) and not isinstance(written, Quoted) and written in ("true", "false"):
        return written == "true"
    word = str(written).lower()
    meant = "true" if word in ("yes", "y", "on", "true") else "false" if word in ("no", "n", "off", "false") else None
    raise Refused(
        f"expected true or false, found {shown(written)}", f"write {meant}, without quotes" if meant else None
    )


def day(written: object) -> date:
    """A date, as `2026-11-23`."""
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise Refused(f"there is no day {shown(written)}") from None
    raise Refused(f"expected a date, found {shown(written)}", "write year-month-day, as 2026-11-23")


def figure(written: object) -> float | str:
    """A number in the criterion's unit, `unknown`, or a text that may be the label of a level: the criterion tells."""
    if isinstance(written, str):
        if NUMBER.fullmatch(written):
            return number(written)  # which refuses one in quotes
        if written == UNKNOWN:
            return UNKNOWN
        if nothing(written):
            raise Refused("expected a rating, found nothing", WRITE_UNKNOWN)
        return written  # as it came: whether it was in quotes is still to be told
    raise Refused(f"expected a number, a level's label or `{UNKNOWN}`, found {shown(written)}")


def label(written: object) -> str:
    """A level's label: a name that cannot be mistaken for a number or for `unknown`."""
    result = name(written)
    if NUMBER.fullmatch(result) or meant_number(result):
        raise Refused(f"the label `{result}` looks like a number", "choose a word")
    if result == UNKNOWN:
        raise Refused(f"the label `{UNKNOWN}` has a meaning of its own", "choose another")
    return result


@dataclass(frozen=True, slots=True)
class OneOf:
    """A validator that takes these words and no others."""

    words: tuple[str, ...]

    def __call__(self, written: object) -> str:
        if isinstance(written, str) and written in self.words:
            return str(written)
        message = f"expected {listed(self.words, 'or')}, found {shown(written)}"
        raise Refused(message, did_you_mean(str(written), self.words))


def url(written: object) -> str:
    """An address on the web."""
    result = name(written, MAX_URL_CHARS)
    if not re.match("https?://[^ ]+$", result):
        raise Refused(f"expected an address on the web, found {shown(written)}", "it starts with https:// or http://")
    return result


def code(written: object) -> str:
    """The code of a warning: a letter and two digits."""
    result = name(written)
    if not re.fullmatch("[A-Z][0-9]{2}", result):
        raise Refused(f"{shown(written)} is not the code of a warning", "a capital letter and two digits, as W05")
    return result


def place(written: object) -> tuple[str, ...]:
    """One place of an order: an id, or a list of those whose order is not known."""
    if isinstance(written, YamlSequence):
        if not written:
            raise Refused("expected criteria, found an empty list")
        return tuple(map(identifier, written))
    return (identifier(written),)
