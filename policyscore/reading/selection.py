"""What `-w`, `--tag` and `--set` mean for a study: which weighting, which options, and which ratings instead."""

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from shlex import quote
from unicodedata import normalize

from policyscore.errors import CommandError, Remark
from policyscore.model import numbers
from policyscore.model.refused import Refused
from policyscore.model.study import Option, Study, Weighting
from policyscore.model.ways import ByPoints
from policyscore.model.words import DEFAULT, EQUAL, INLINE
from policyscore.reading.load import load_weighting
from policyscore.reading.opening import STDIN
from policyscore.reading.option_words import option_id
from policyscore.reading.ratings import parse_rating, resolve_rating
from policyscore.reading.table_lines import IN_EXCEL
from policyscore.reading.thousands import typed_rating, typed_weights
from policyscore.text import did_you_mean, few, listed

# What a table ends in that holds a weighting in each row.
SURVEY_SUFFIXES = (".csv", ".tsv")
WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".ods", ".numbers")

# What stands between two changes that somebody wrote as one.
MORE_CHANGES = re.compile(r"[,;]\s*(?=[\w-]+\.[\w-]+\s*=)|\s+(?=[\w-]+\.[\w-]+\s*=)")

# How points are written on the command line.
WRITE_POINTS = "write ID=POINTS,ID=POINTS without blanks, as impact=30,cost=10"


def weighting(study: Study, wanted: str | None) -> tuple[Study, Weighting]:
    """The weighting that a word of the command line means, and the study with what was read for it.

    With `=` in it the word is points, `ID=POINTS,…`; else it is the id of a weighting of the study,
    `default` or `equal`; else the path of a file with one weighting. Raises CommandError where it is
    none of these, StudyError where the file has problems.
    """
    if wanted is None or wanted == DEFAULT:
        return study, study.default_weighting
    if "=" in wanted:
        return study.with_remarks(typed_weights(wanted)), inline(study, _points(wanted))
    if wanted == EQUAL:
        return study, study.equal_weighting
    if wanted in study.weightings:
        return study, study.weightings[wanted]
    if is_survey(wanted) and os.path.exists(wanted):
        raise CommandError(
            f"`{wanted}` is a survey, which holds many weightings, and one is wanted here",
            f"`policyscore compare -w {quote(wanted)}` takes all of them; for one row write ID=POINTS,ID=POINTS",
        )
    if wanted.lower().endswith(WORKBOOK_SUFFIXES) and os.path.exists(wanted):
        raise CommandError(f"`{wanted}` is a workbook, and a survey is read from CSV", IN_EXCEL)
    if os.path.exists(wanted):
        return load_weighting(wanted, study)
    if wanted in study.inapplicable_weightings:
        what = "criteria that the criteria file does not have"
        if study.tree.chance:
            what += f", or its chance, `{study.tree.chance}`, which takes no weight"
        raise CommandError(f"the weighting `{wanted}` names {what}")
    if re.match(r"[\w-]+\s*[: ]\s*[0-9]", spaced := _spaced(wanted)):
        meant = re.sub(r"\s*[: ]\s*(?=[0-9])", "=", spaced)
        raise CommandError(f"cannot read `{wanted}` as weights", f"use an equals sign before the points: {meant}")
    if ":" in wanted:
        raise CommandError(f"cannot read `{wanted}` as weights", WRITE_POINTS)
    ids = [*study.weightings, DEFAULT, EQUAL]
    several = [word.strip() for word in wanted.split(",")]
    if len(several) > 1 and all(word in ids or os.path.exists(word) for word in several):
        each = " ".join(f"-w {quote(word)}" for word in several)
        raise CommandError(
            f"`{wanted}` names {len(several)} weightings",
            f"name each with a -w of its own: `policyscore compare` takes {each}",
        )
    hint = did_you_mean(wanted, ids) or f"the weightings are {listed(ids)}"
    raise CommandError(f"no weighting and no file `{wanted}`", hint)


def _spaced(word: str) -> str:
    """A word with one blank for each run of them, on which patterns with several runs would take for ever."""
    return " ".join(word.split())


def is_survey(wanted: str) -> bool:
    """Whether a word is the path of a survey: a table that holds a weighting in each row."""
    return wanted.lower().endswith(SURVEY_SUFFIXES) and "=" not in wanted


def is_pipe(wanted: str) -> bool:
    """Whether a word is standard input, or the path of a pipe: what can be read once, and has no name that tells."""
    return wanted == STDIN or (os.path.exists(wanted) and not os.path.isfile(wanted) and not os.path.isdir(wanted))


def one(wanted: Sequence[str]) -> str | None:
    """The one weighting that a command takes, or None. Raises CommandError where several are named."""
    if len(wanted) > 1:
        raise CommandError(f"one weighting at a time, not {listed(wanted)}", "`policyscore compare` takes several")
    return wanted[0] if wanted else None


def inline(study: Study, points: Mapping[str, float]) -> Weighting:
    """Points by criterion or branch, whatever their sum. Raises CommandError where they cannot be weights."""
    for id, point in points.items():
        if not isinstance(point, int | float) or not 0 <= point <= numbers.MAX_NUMBER:
            raise CommandError(f"the weight of `{id}` is {point!r}, not a number from 0 to {numbers.MAX_NUMBER:g}")
    way = ByPoints(points)
    for fault in way.check(study.tree):
        raise CommandError(fault.message, fault.hint)
    return Weighting.by(way, study.tree, INLINE, "points as given")


def _points(written: str) -> dict[str, float]:
    """`impact=30,cost=10` as points by id."""
    points: dict[str, float] = {}
    if ";" in written:
        raise CommandError(
            f"cannot read `{written}` as weights", f"separate the points with commas: {written.replace(';', ',')}"
        )
    if written.rstrip().endswith(","):
        raise CommandError(f"nothing follows the last comma in `{written}`", WRITE_POINTS)
    if re.search(r"=\s*[^\s,=]+\s+[\w-]+\s*=", spaced := _spaced(written)):
        meant = re.sub(r"\s*=\s*", "=", spaced)
        meant = re.sub(r",?\s+(?=[\w-]+=)", ",", meant)
        raise CommandError(f"cannot read `{written}` as weights", f"separate the points with commas: {meant}")
    for part in written.split(","):
        id, _, number = (word.strip() for word in part.partition("="))
        if not id or not number:
            raise CommandError(f"cannot read `{part}` as a weight", WRITE_POINTS)
        if id in points:
            raise CommandError(f"`{id}` has two weights in `{written}`", "keep one")
        try:
            points[id] = numbers.points(number)
        except Refused as error:
            message, hint = error.reason
            raise CommandError(f"the weight of `{id}`: {message}", hint) from error
    return points


def options(study: Study, tags: Collection[str], skipped: Collection[str]) -> tuple[Option, ...]:
    """The options that carry one of `tags` (all, where it is empty) and none of `skipped`.

    Raises CommandError for a tag that no option carries, and where no option is left.
    """
    # As the tags of options have them: two ways to write the same letter are one.
    tags, skipped = ([normalize("NFC", tag) for tag in each] for each in (tags, skipped))
    known = sorted({tag for option in study.options for tag in option.tags})
    for tag in (*tags, *skipped):
        if tag not in known:
            hint = did_you_mean(tag, known) or (f"the tags are {listed(known)}" if known else "no option has tags")
            raise CommandError(f"no option has the tag `{tag}`", hint)
    left = tuple(
        option
        for option in study.options
        if (not tags or set(tags) & set(option.tags)) and not set(skipped) & set(option.tags)
    )
    if not left:
        raise CommandError("no option is left with these tags")
    return left


def what_if(study: Study, changes: Iterable[str]) -> Study:
    """The study with ratings replaced, each written as OPTION.CRITERION=RATING.

    OPTION is an id or a name, as `explain` takes it. RATING is what a file may hold in its short forms: a number, a
    level's label, `unknown`, or [low, value, high]. Raises CommandError for what is no option, no criterion or no
    rating of it.
    """
    options = {option.id: option for option in study.options}
    remarks: list[Remark] = []
    for change in changes:
        place, sign, rating = change.partition("=")
        # A name may have a point in it, the id of a criterion has none.
        word, dot, criterion = place.strip().rpartition(".")
        if not sign or not dot:
            raise CommandError(f"cannot read `{change}`", "write OPTION.CRITERION=RATING, as icc-referral.speed=40")
        id = option_id(study.options, word.strip())
        if MORE_CHANGES.search(_spaced(rating)):
            each = " ".join(f"--set {one.strip()}" for one in MORE_CHANGES.split(_spaced(change)))
            raise CommandError(f"`{change}` is more than one change", f"repeat --set: {each}")
        if criterion in options[id].changed:
            raise CommandError(f"`{id}.{criterion}` is set twice", "keep one")
        options[id] = _changed(options[id], criterion, rating.strip(), study)
        known = (each.ratings[criterion].value for each in study.options)
        remarks += typed_rating(rating, study.criterion(criterion), [number for number in known if number is not None])
    return replace(study, options=tuple(options.values())).with_remarks(remarks)


def _changed(option: Option, id: str, text: str, study: Study) -> Option:
    criteria = study.tree.by_id
    if id not in criteria:
        hint = did_you_mean(id, criteria) or f"the criteria are {few(list(criteria))}"
        raise CommandError(f"there is no criterion `{id}`", hint)
    try:
        rating, faults = resolve_rating(parse_rating(text), criteria[id])
    except Refused as error:
        raise CommandError(*error.reason) from error
    for fault in faults:
        raise CommandError(fault.message, fault.hint)
    ratings, changed = dict(option.ratings), dict(option.changed)
    changed[id], ratings[id] = ratings[id], rating
    return replace(option, ratings=ratings, changed=changed)
