"""Numbers as people write them: what each says; or why it is none, and what its author probably meant."""

import re
from collections.abc import Callable

from policyscore.model.places import Quoted
from policyscore.model.refused import Refused, shown
from policyscore.text import plain

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
# A number that is whole where its dots are for thousands: 3.500 or 1.234.567.
DOTTED_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
RATIO = re.compile(r"([0-9.]+)\s*/\s*([0-9.]+)")

# Beyond these, sums and differences of what people wrote would leave the range of floating point.
MAX_NUMBER, MIN_NUMBER = 1e100, 1e-100
# One weight may be this many times another; scales of comparison end at 9.
MAX_RATIO = 1_000_000
# No number that somebody meant is longer, and the looks for one take time that grows faster than the text.
MAX_NUMBER_CHARS = 60


def number(written: object) -> float:
    """A finite number, written plainly: `3`, `-0.5`, `1e3`; never `"3"`, `no`, `010`, `1_000` or `.inf`."""
    if type(written) is not str or not NUMBER.fullmatch(written):
        raise Refused(f"expected a number, found {shown(written)}", number_hint(written))
    result = float(written)
    zero = result == 0 and not re.search("[1-9]", re.split("[eE]", written)[0])
    if abs(result) > MAX_NUMBER:
        raise Refused(f"{shown(written)} is too large", f"numbers go up to {MAX_NUMBER:g}: choose a larger unit")
    if abs(result) < MIN_NUMBER and not zero:
        raise Refused(f"{shown(written)} is too small", f"numbers go down to {MIN_NUMBER:g}: choose a smaller unit")
    return result


def points(written: object) -> float:
    """A weight: a number from 0 on."""
    result = number(written)
    if result < 0:
        raise Refused(
            f"a weight may not be negative, found {shown(written)}",
            "0 leaves it out of the score; that less is better shows in worst above best",
        )
    return result


def ratio(written: object) -> float:
    """How many times one weight is the other: a positive number, or a ratio such as `1/5`."""
    if isinstance(written, str) and re.fullmatch("[0-9.]+:[0-9.]+", written):
        raise Refused(f"expected a ratio, found {shown(written)}", f"write {written.replace(':', '/')}")
    parts = RATIO.fullmatch(written) if isinstance(written, str) else None
    if parts and all(map(NUMBER.fullmatch, parts.groups())):
        above, below = (number(part) for part in parts.groups())
        result = above / below if below else 0.0
    else:
        result = number(written)
    if result <= 0:
        raise Refused(f"a ratio of weights must be above 0, found {shown(written)}", "1/3 is how a third is written")
    if not 1 / MAX_RATIO <= result <= MAX_RATIO:
        raise Refused(f"nobody can compare weights as far apart as {shown(written)}", f"ratios go up to {MAX_RATIO:,}")
    return result


CURRENCY = re.compile(r"^[$\u00a3\u00a5\u20ac]\s*|\s*[$\u00a3\u00a5\u20ac]$")
# Digits in groups of three, and what stands between them.
GROUPS = re.compile("[-+]?[0-9]{1,3}([_ ',\u00a0\u202f])[0-9]{3}(?:\\1[0-9]{3})*(?:\\.[0-9]+)?")
SEPARATOR = re.compile("[_ ',\u00a0\u202f]")
THREE = re.compile(r"([-+]?[0-9.]+)\s*[,;/]\s*([-+]?[0-9.]+)\s*[,;/]\s*([-+]?[0-9.]+)")


# A chance as people say it: 1 in 3, 3 out of 5.
ODDS = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) +(?:in|of|out of) +([0-9]{1,6})")

# What keeps a text from being a number, tried in this order: what takes it away, and how that is said.
NUMBER_FIXES: tuple[tuple[Callable[[str], str], str], ...] = (
    (lambda text: text.strip("\N{NO-BREAK SPACE} \t"), "remove the space around it"),
    (lambda text: text.strip("\"'\u2018\u2019\u201c\u201d"), "remove the quotes"),
    (lambda text: re.sub(r"^[~\u2248]\s*", "", text), "leave out the sign: `low` and `high` say how sure it is"),
    (lambda text: CURRENCY.sub("", text), "leave out the currency sign"),
    (lambda text: re.sub("^[\u2010-\u2015\u2212]", "-", text), "write a hyphen for the minus sign"),
    (lambda text: text.removesuffix("%").rstrip(), "leave out the percent sign"),
    (lambda text: re.sub(r"^([-+]?[0-9.]+) +[^\W\d].*$", r"\1", text), "the unit goes with the criterion"),
    (lambda text: re.sub(r"^([-+]?[0-9]+),([0-9]+)$", r"\1.\2", text), "write a decimal point"),
    (lambda text: SEPARATOR.sub("", text) if GROUPS.fullmatch(text) else text, "leave out the separators"),
    (lambda text: re.sub(r"^([-+]?)\.(?=[0-9])", r"\g<1>0.", text), "write a digit before the point"),
    (lambda text: re.sub(r"(?<=[0-9])\.$", "", text), "leave out the point"),
    (lambda text: re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text), "leave out the leading zero"),
)


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


def meant_number(written: str) -> tuple[str, ...]:
    """What to do to a text that is nearly a number, to make it one; empty where it is not near."""
    if len(written) > MAX_NUMBER_CHARS:
        return ()
    if re.fullmatch(r"[-+]?[0-9]{1,3},[0-9]{3}", written):
        return (f"write {written.replace(',', '')} or {written.replace(',', '.')}, whichever is meant",)
    if ends := re.fullmatch(r"([0-9.]+)\s*(?:-|\u2013|to|\.\.+)\s*([0-9.]+)", written.strip()):
        return (f"write [{ends[1]}, VALUE, {ends[2]}], with the most likely VALUE",)
    if (odds := ODDS.fullmatch(written.strip())) and (of := float(odds[2])):
        return (f"write one number: {written.strip()} is {plain(round(100 * float(odds[1]) / of, 1))} in 100",)
    if (three := THREE.fullmatch(written.strip())) and not GROUPS.fullmatch(written.strip()):
        return (f"write [{three[1]}, {three[2]}, {three[3]}]",)
    if (inside := re.fullmatch(r"\((.*)\)", written.strip())) and (three := THREE.fullmatch(inside[1].strip())):
        return (f"write [{', '.join(three.groups())}], in square brackets",)
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}", written):
        return (f"leave out the separators; write {written.replace('.', '')}",)
    hints = []
    text = written
    for fix, hint in NUMBER_FIXES:
        fixed = fix(text)
        if fixed != text:
            hints.append(hint)
            text = fixed
    return (*hints, f"write {text}") if NUMBER.fullmatch(text) else ()
