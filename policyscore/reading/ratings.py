"""What somebody wrote as a rating, on the scale of its criterion: in numbers, or why it is none."""

import re
from unicodedata import normalize

from pydantic import ValidationError

from policyscore.model.numbers import NUMBER, number_hint
from policyscore.model.places import YamlMapping
from policyscore.model.refused import PathFault, Refused, shown
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.model.words import UNKNOWN, WRITE_UNKNOWN
from policyscore.model.written import WrittenRating
from policyscore.model.written.option import SHORT_RATING, spelled_out
from policyscore.reading.yaml_ import read_yaml
from policyscore.text import apart, did_you_mean, few, listed, plain

# What people write in a table where they do not know; here there is a word for it.
BLANKS = ("n/a", "na", "none known", "tbd", "?", "-", "--")
# More words for it, which no table of numbers has.
NOT_KNOWN = (
    *("n.a.", "n.a", "tba", "tbc", "todo", "??", "???", "...", "\u2026", "\u2013", "\u2014", "no data", "no idea"),
    *("not available", "not known", "don't know", "dont know", "unclear", "uncertain", "missing", "nil"),
)
# Words of programs, which nobody would make a level of.
NO_LABELS = ("nan", "inf", "true", "false", "yes", "no", "on", "off")
OF_SOMETHING = re.compile(r"([0-9.]+)\s*(?:out of|of|/)\s*([0-9.]+)", re.I)
A_DAY = re.compile(r"([0-9]{4})-[0-9]{1,2}(?:-[0-9]{1,2})?|[0-9]{1,2}[./][0-9]{1,2}[./]([0-9]{4})")
WITH_WORDS = re.compile(
    r"(?:(ca\.?|circa|about|approx\.?|around|roughly|up to|at least|at most|over|under|[<>\u2264\u2265]=?)|[A-Z]{3})"
    r"\s*([0-9.]+)"
)


# A rating beyond the end of a scale by no more than this share of it, 1e-9 points of value, is that end: a script that
# adds 0.1 and 0.2 writes 0.30000000000000004. No two scores so close have different ranks.
END_SHARE = 1e-11


def parse_rating(text: str) -> WrittenRating:
    """A rating in one of its short forms: a number, a level's label, `unknown`, or [low, value, high].

    Raises Refused where it is none.
    """
    parsed = read_yaml(text.encode("utf-8", "replace"))
    if parsed.faults or len(parsed.documents) != 1 or isinstance(parsed.documents[0].root, YamlMapping):
        raise Refused(f"cannot read `{text}` as a rating", "a number, a label, unknown, or [low, value, high]")
    try:
        return WrittenRating.model_validate(spelled_out(parsed.documents[0].root))
    except ValidationError as error:
        raise Refused.for_all(error.errors()[0]["ctx"]["error"].faults) from None


def resolve_rating(written: WrittenRating, criterion: Criterion) -> tuple[Rating, list[PathFault]]:
    """A rating in numbers: labels looked up, everything inside the scale and in order; and what is not."""
    if written.value == UNKNOWN:
        return _rating(written, None, None, None), []
    found: dict[str, float] = {}
    faults: list[PathFault] = []
    least, most = criterion.ends
    for key in ("low", "value", "high"):
        figure = getattr(written, key)
        if isinstance(figure, str):
            label = normalize("NFC", figure)
            if label not in criterion.labels:
                faults.append(PathFault((key,), *_not_a_rating(figure, criterion)))
                continue
            figure = criterion.labels[label]
        if figure is None:
            continue
        if not least <= figure <= most:
            slack = END_SHARE * (most - least)
            if least - slack <= figure <= most + slack:
                figure = min(max(figure, least), most)
            else:
                scale = f"the scale of `{criterion.id}`, {plain(least)} to {plain(most)}"
                message = f"{apart(figure, least, most)} is outside {scale}"
                faults.append(PathFault((key,), message))
        found[key] = figure
    value = found.get("value", criterion.worst)
    low, high = found.get("low", value), found.get("high", value)
    if not faults and not low <= value <= high:
        ends = [key for key, beyond in (("low", low > value), ("high", high < value)) if beyond]
        said = {key: _said(figure, getattr(written, key)) for key, figure in found.items()}
        message = f"{listed(f'`{key}` is {said[key]}' for key in ends)}, and `value` is {said['value']}"
        hint = "low, value and high rise in the criterion's unit, also where less is better"
        words = [getattr(written, key) for key in sorted(found, key=lambda key: found[key])]
        if len(words) == len(SHORT_RATING) and all(isinstance(word, str) for word in words):
            hint += f": write [{', '.join(words)}]"
        faults.append(PathFault((ends[0],), message, hint))
    return _rating(written, value, low, high), faults


def _rating(written: WrittenRating, value: float | None, low: float | None, high: float | None) -> Rating:
    return Rating(value, low, high, written.why, written.basis, written.confidence, written.sources)


def _said(number: float, written: float | str) -> str:
    """A number, with the level that stands for it where it was written so."""
    return f"{plain(number)} (`{written}`)" if isinstance(written, str) else plain(number)


def _not_a_rating(figure: str, criterion: Criterion) -> tuple[str, str | None]:
    """Why a text is not a rating, and what to write instead."""
    found = shown(figure)
    low, high = criterion.ends
    scale = f"the scale of `{criterion.id}` runs from {plain(low)} to {plain(high)}"
    if of := OF_SOMETHING.fullmatch(figure):
        fraction = ""
        if "/" in figure and all(map(NUMBER.fullmatch, of.groups())) and float(of[2]):
            fraction = f"; as a fraction it is {plain(round(float(of[1]) / float(of[2]), 4))}"
        instead = f"write one number: {scale}, and that is what {of[1]} is read on{fraction}"
        return f"expected a number, found {found}", instead
    if day := A_DAY.fullmatch(figure):
        year = float(day[1] or day[2])
        instead = f"write {plain(year)}" if low <= year <= high else f"write a number: {scale}"
        return f"a date is not a rating: found {found}", f"{instead}; the day of rating goes after `rated:`"
    if words := WITH_WORDS.fullmatch(figure):
        more = "write the likeliest number, and its range as [low, value, high]" if words[1] else f"write {words[2]}"
        return f"expected a number, found {found}", more
    if hint := number_hint(figure):
        return f"expected a number, found {found}", hint
    if figure.lower() in (*BLANKS, *NOT_KNOWN):
        return f"{found} is not a rating", WRITE_UNKNOWN
    if near := did_you_mean(figure, criterion.words):
        return f"{found} is not a level of `{criterion.id}`", near
    if criterion.labels:
        levels = few([*criterion.labels])
        return f"{found} is neither a number nor a level of `{criterion.id}`", f"its levels are {levels}"
    if re.fullmatch(r"[^\W\d]+", figure) and figure.lower() not in NO_LABELS:
        example = f"{{at: {plain(high)}, label: {figure}}}"
        scale += f"; a word can stand for a number once `levels:` there says so, as {example}"
    return f"expected a number or `{UNKNOWN}`, found {found}", scale
