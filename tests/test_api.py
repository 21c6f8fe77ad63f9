"""What other programs may call: the names that are there, and how they refuse what they cannot take."""

from math import inf, nan

import pytest

import policyscore
from policyscore import CommandError, api
from tests.helpers import CHANCE, option, study, toy


def test_the_public_names_are_those_listed() -> None:
    assert policyscore.__all__ == sorted([*api.__all__, "__version__"])
    assert all(getattr(policyscore, name) is not None for name in policyscore.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        policyscore.nothing  # noqa: B018


@pytest.mark.parametrize("point", [inf, nan, -1, 1e101, "3", None])
def test_points_are_numbers_from_0_on(point: object) -> None:
    with pytest.raises(CommandError, match="the weight of `impact` is"):
        policyscore.score(toy(), {"impact": point})  # type: ignore[dict-item]


def test_points_that_are_all_0_are_no_weights() -> None:
    with pytest.raises(CommandError, match="the points are all 0"):
        policyscore.score(toy(), {"impact": 0})


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="there is no format `doc`"):
        policyscore.render(policyscore.score(toy()), "doc")


def test_without_a_path_nothing_is_loaded() -> None:
    with pytest.raises(CommandError, match="no study was named"):
        policyscore.load()


def test_without_the_chance_options_score_as_if_they_took_effect() -> None:
    made = study(CHANCE + option("A", 20, 100) + option("Now", 90, 10, True))
    counted, not_counted = (policyscore.score(made, {"good": 1}, chance=chance).option("a") for chance in (True, False))

    # 10 + .2 * 90 = 28, or all of it.
    assert (counted.score, counted.in_effect, counted.chance and counted.chance.value) == (28, 100, 0.2)
    assert (not_counted.score, not_counted.in_effect, not_counted.chance) == (100, 100, None)


def test_who_asks_for_the_expected_gain_is_told_what_took_its_place() -> None:
    row = policyscore.score(toy()).options[0]

    with pytest.raises(AttributeError, match="there is no expected gain: `score` and `gain` count the chance now"):
        row.expected_gain  # noqa: B018
    assert not hasattr(row, "expected_gain")
