"""Ratings as people write them, on the scale of their criterion: in numbers, or why they are none."""

import pytest

from policyscore.model.refused import Refused
from policyscore.model.tree import Criterion
from policyscore.model.written import WrittenRating
from policyscore.reading.ratings import parse_rating, resolve_rating
from tests.helpers import study

LEVELS = "levels: [{at: 100, label: slow}, {at: 400, label: fast}]"


@pytest.fixture(scope="module")
def cost() -> Criterion:
    """From 500 down to 0, with a label at 100 and one at 400."""
    text = f"criteria: {{cost: {{worst: 500, best: 0, {LEVELS}}}}}\n"
    return study(text + "---\n{option: X, id: x, ratings: {cost: 1}}\n").tree.criterion("cost")


def numbers(text: str, criterion: Criterion) -> tuple[float | None, float | None, float | None]:
    rating, faults = resolve_rating(parse_rating(text), criterion)
    assert faults == []
    return rating.low, rating.value, rating.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5", (3.5, 3.5, 3.5)),
        ("[1, 2, 30]", (1, 2, 30)),
        ("fast", (400, 400, 400)),
        ("[slow, 150, fast]", (100, 150, 400)),
        ("unknown", (None, None, None)),
    ],
)
def test_short_forms_become_low_value_and_high(text: str, expected: tuple[float | None, ...], cost: Criterion) -> None:
    assert numbers(text, cost) == expected


def test_an_end_that_is_not_given_is_the_value(cost: Criterion) -> None:
    rating, faults = resolve_rating(WrittenRating.model_validate({"value": "20", "high": "30"}), cost)

    assert (rating.low, rating.value, rating.high, faults) == (20, 20, 30, [])


@pytest.mark.parametrize(
    ("text", "path", "message", "hint"),
    [
        ("501", ("value",), "501 is outside the scale of `cost`, 0 to 500", None),
        ("[3, 2, 4]", ("low",), "`low` is 3, and `value` is 2", "rise in the criterion's unit"),
        ("[5, 4, 3]", ("low",), "`low` is 5 and `high` is 3, and `value` is 4", "rise in the criterion's unit"),
        ("fats", ("value",), "`fats` is not a level of `cost`", "did you mean `fast`?"),
        ("tbd", ("value",), "`tbd` is not a rating", "write `unknown` where it is not known"),
        ("purple", ("value",), "`purple` is neither a number nor a level of `cost`", "its levels are slow and fast"),
    ],
)
def test_what_is_off_the_scale_or_no_level_is_said(
    text: str, path: tuple[str], message: str, hint: str | None, cost: Criterion
) -> None:
    (fault,) = resolve_rating(parse_rating(text), cost)[1]

    assert (fault.path, fault.message) == (path, message)
    assert hint in fault.hint if hint and fault.hint else hint is fault.hint


@pytest.mark.parametrize("text", ["", "{value: 3}", "[1, 2", "1\n---\n2"])
def test_what_is_no_short_form_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_rating(text)

    assert caught.value.reason == (
        f"cannot read `{text}` as a rating",
        "a number, a label, unknown, or [low, value, high]",
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # 0.1 + 0.2 as a script writes it; the ends are 0 and 0.3.
        (0.30000000000000004, 0.3),
        (-1e-17, 0),
        # 1e-9 points of 100 are 3e-12 of the unit.
        (0.3 + 2e-12, 0.3),
        (0.3 + 4e-12, None),
    ],
)
def test_a_rating_that_is_beyond_an_end_by_noise_alone_is_that_end(written: float, value: float | None) -> None:
    rating, faults = resolve_rating(WrittenRating(value=repr(written)), study(ENDS).criteria[0])

    assert (rating.value if not faults else None) == value


ENDS = "criteria: {c: {worst: 0, best: 0.3}}\n---\noption: O\nid: o\nratings: {c: 0.1}\n"
