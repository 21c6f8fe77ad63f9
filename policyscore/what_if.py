"""What if a rating were another: the study with some ratings replaced, and marked as replaced."""

from collections.abc import Iterable
from dataclasses import replace

from pydantic_core import PydanticCustomError

from policyscore import scalars
from policyscore.display import few
from policyscore.errors import CommandError, did_you_mean
from policyscore.rating import parse, resolve
from policyscore.study import Option, Study


def what_if(study: Study, changes: Iterable[str]) -> Study:
    """The study with ratings replaced, each written as OPTION.CRITERION=RATING.

    RATING is what a file may hold in its short forms: a number, a level's label, `unknown`, or
    [low, value, high]. Raises CommandError for what is no option, no criterion or no rating of it.
    """
    options = {option.id: option for option in study.options}
    for change in changes:
        place, sign, rating = change.partition("=")
        id, dot, criterion = place.strip().partition(".")
        if not sign or not dot:
            raise CommandError(f"cannot read `{change}`", "write OPTION.CRITERION=RATING, as icc-referral.speed=40")
        if id not in options:
            raise CommandError(f"there is no option `{id}`", _known(id, list(options)))
        if criterion in options[id].changed:
            raise CommandError(f"`{id}.{criterion}` is set twice", "keep one")
        options[id] = _changed(options[id], criterion, rating.strip(), study)
    return replace(study, options=tuple(options.values()))


def _changed(option: Option, id: str, text: str, study: Study) -> Option:
    criteria = {criterion.id: criterion for criterion in study.criteria}
    if id not in criteria:
        raise CommandError(f"there is no criterion `{id}`", _known(id, list(criteria)))
    try:
        rating, faults = resolve(parse(text), criteria[id])
    except PydanticCustomError as error:
        raise CommandError(*scalars.reason(error)) from error
    for _, message, hint in faults:
        raise CommandError(message, hint)
    ratings, changed = dict(option.ratings), dict(option.changed)
    changed[id], ratings[id] = ratings[id], rating
    return replace(option, ratings=ratings, changed=changed)


def _known(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f"there are {few(known)}"
