"""What if a rating were another: the study with some ratings replaced, and marked as replaced."""

from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from policyscore import model, source
from policyscore.display import few
from policyscore.errors import CommandError, did_you_mean
from policyscore.rating import resolve
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
    rating, faults = resolve(_written(text), criteria[id])
    for _, message, hint in faults:
        raise CommandError(message, hint)
    ratings, changed = dict(option.ratings), dict(option.changed)
    changed[id], ratings[id] = ratings[id], rating
    return replace(option, ratings=ratings, changed=changed)


def _written(text: str) -> model.Rating:
    """A rating as it would stand in a file."""
    reading = source.read(text.encode("utf-8", "replace"))
    if reading.faults or len(reading.documents) != 1 or isinstance(reading.documents[0].root, source.Mapping):
        raise CommandError(f"cannot read `{text}` as a rating", "a number, a label, unknown, or [low, value, high]")
    try:
        return model.Rating.model_validate(model.spelled_out(reading.documents[0].root))
    except PydanticCustomError as error:
        faults = (error.context or {})["faults"]
    except ValidationError as error:
        faults = error.errors()[0]["ctx"]["faults"]
    _, message, hint = faults[0]
    raise CommandError(message, hint)


def _known(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f"there are {few(known)}"
