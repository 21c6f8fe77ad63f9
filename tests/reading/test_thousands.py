"""Numbers whose point may be for thousands: remarked where 3500 fits and 3.5 would not be like the rest, else never."""

import pytest

from tests.helpers import run, study

HEAD = (
    "criteria:\n  cost: {{worst: {worst}, best: 0, weight: 700}}\n  good: {{worst: 0, best: 100, weight: {weight}}}\n"
)


def said(*ratings: str, worst: str = "5000", weight: str = "300", more: str = "") -> list[str]:
    """What is remarked of options with these ratings on cost."""
    text = HEAD.format(worst=worst, weight=weight)
    for number, rating in enumerate(ratings):
        text += f"---\noption: O{number}\nid: o{number}\nratings: {{cost: {rating}, good: 1}}\n"
    return [remark.problem.message for remark in study(text + more).remarks]


def test_a_rating_like_none_of_the_others_is_remarked_with_both_readings() -> None:
    text = HEAD.format(worst=5000, weight=300)
    for id, rating in {"a": "3.500", "b": "4200", "c": "900", "d": "0", "e": "unknown"}.items():
        text += f"---\noption: {id}\nid: {id}\nratings:\n  cost: {rating}\n  good: 1\n"
    (remark,) = study(text).remarks

    assert str(remark) == (
        "a.yaml:8:9: warning W24: `3.500` is read as 3.5, and 3500 would fit too: the scale of `cost` runs from 0 to "
        "5000, and most of what is rated on it is 100 or more\n"
        "   8 |   cost: 3.500\n"
        "     |         ^^^^^\n"
        "  hint: write 3.5 or 3500, whichever is meant"
    )


@pytest.mark.parametrize(
    ("ratings", "number"),
    [
        (("3.500", "4.200", "1.100"), 3),  # nothing but the scale tells
        (("{value: 3.500, low: 2.500, high: 4000}", "900"), 2),
        (("[1.500, 2500, 4000]",), 1),
        (("999.999", "700"), 0),  # 999999 is outside
        (("3.5", "3500.5", "3.50", "3.5000", "0.500"), 0),
        (("3.500", "2.25", "7", "900"), 0),  # most others are small
    ],
)
def test_ratings_are_remarked_only_where_the_rest_is_large(ratings: tuple[str, ...], number: int) -> None:
    assert len(said(*ratings)) == number


def test_a_small_scale_has_no_room_for_thousands() -> None:
    assert said("3.500", "9", "900", worst="999") == []


def test_the_end_of_a_scale_is_remarked_where_ratings_are_outside_of_it() -> None:
    text = HEAD.format(worst="12.500", weight=300) + "---\noption: A\nid: a\nratings: {cost: 900, good: 1}\n"
    result = run("score", "-", input=text)

    assert result.exit_code == 1
    assert "900 is outside the scale of `cost`, 0 to 12.5" in result.stderr
    assert (
        "<stdin>:2:17: warning W24: `12.500` is read as 12.5, and then some ratings on `cost` are outside its scale; "
        "as 12500 none is"
    ) in result.stderr
    assert said("9", "11.5", worst="12.500") == []
    # As 12500 it would not do either.
    assert "W24" not in run("score", "-", input=text.replace("900", "90000")).stderr


def test_a_weight_is_remarked_beside_large_ones() -> None:
    assert said("9", weight="1.500") == ["`1.500` is read as 1.5, and most weights beside it are 100 or more"]
    more = "---\nweighting: W\nid: w\npoints: {cost: 1.500, good: %s}\n"
    assert len(said("9", more=more % "800")) == 1
    assert said("9", more=more % "2") == []
    assert said("9", more=more % "2.500") == []  # whichever is meant, the shares are the same


def test_the_floor_and_the_levels_count_as_ratings() -> None:
    text = HEAD.format(worst=5000, weight=300).replace(
        "weight: 700", "weight: 700, floor: 4.500, levels: [{at: 2.500, label: half}]"
    )
    found = study(text + "---\noption: A\nid: a\nratings: {cost: 900, good: 1}\n").remarks

    assert [remark.problem.message.split(",")[0] for remark in found] == [
        "`4.500` is read as 4.5",
        "`2.500` is read as 2.5",
    ]
