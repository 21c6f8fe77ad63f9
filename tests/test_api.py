"""What other programs may call: the names that are there, and how they refuse what they cannot take."""

from math import inf, nan

import pytest

import policyscore
from policyscore import CommandError, api
from tests.helpers import toy


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
