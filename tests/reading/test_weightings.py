"""A written weighting on the tree of a study: shares of every leaf, or what is wrong with its ranges."""

import pytest

from policyscore.errors import StudyError
from policyscore.model.study import Weighting
from tests.helpers import study

CRITERIA = """criteria:
  cost: {worst: 9, best: 0}
  people: {criteria: {health: {worst: 0, best: 9, weight: 3}, reach: {worst: 0, best: 9, weight: 1}}}
---
{option: X, id: x, ratings: {cost: 1, health: 1, reach: 1}}
---
"""


def weighting(text: str) -> Weighting:
    return study(f"{CRITERIA}{{weighting: W, id: w, {text}}}\n").weightings["w"]


def test_points_are_shared_out_over_the_leaves_of_a_branch() -> None:
    found = weighting("points: {cost: 20, people: 60}, holder: Us, why: Because.")

    # 60 of 80 on people, of which health has 3 of 4.
    assert found.weights == pytest.approx({"cost": 0.25, "health": 0.5625, "reach": 0.1875})
    assert found.given == pytest.approx({"cost": 0.25, "people": 0.75})
    assert (found.left_out, found.ranges, found.holder, found.why) == ((), None, "Us", "Because.")


def test_what_a_weighting_leaves_out_weighs_nothing_and_is_named() -> None:
    found = weighting("points: {people: 1}")

    assert found.weights == pytest.approx({"cost": 0, "health": 0.75, "reach": 0.25})
    assert found.left_out == ("cost",)


def test_a_range_may_end_at_the_own_weight_and_hold_a_branch() -> None:
    assert weighting("points: {cost: 1, people: 2}, ranges: {people: [50, 66.6666666667]}").ranges == {
        "people": (50, 66.6666666667)
    }


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ("{cost: [60, 40]}", "the range 60 to 40 is not one"),
        ("{cost: [40, 101]}", "the range 40 to 101 is not one"),
        ("{cost: [60, 70]}", "the own weight of `cost`, 50 points of 100, is outside 60 to 70"),
        ("{people: [40, 60], reach: [0, 20]}", "`reach` is inside `people`, which is named too"),
    ],
)
def test_a_range_that_cannot_be_is_said(ranges: str, message: str) -> None:
    with pytest.raises(StudyError) as caught:
        weighting(f"points: {{cost: 1, people: 1}}, ranges: {ranges}")

    assert [problem.message for problem in caught.value.problems] == [message]
