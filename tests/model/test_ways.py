"""The ways to set weights: each says what is wrong with it, what it weighs and how it was set."""

import pytest

from policyscore.model.tree import CriteriaTree
from policyscore.model.ways import WAYS, ByOrder, ByPairs, ByPoints, CriteriaWeights, EqualWeights, Way
from policyscore.model.written import WrittenWeighting
from policyscore.model.written.weighting import METHODS
from tests.helpers import study


@pytest.fixture(scope="module")
def tree() -> CriteriaTree:
    leaf = "{worst: 0, best: 1}"
    return study(
        f"criteria: {{cost: {leaf}, people: {{criteria: {{health: {leaf}, reach: {leaf}}}}}}}\n"
        "---\n{option: X, id: x, ratings: {cost: 1, health: 1, reach: 1}}\n"
    ).tree


def test_every_method_of_a_weighting_is_a_way() -> None:
    assert tuple(WAYS) == METHODS
    for method in METHODS:
        assert WrittenWeighting.model_fields[method].description


@pytest.mark.parametrize(
    ("way", "given"),
    [
        (ByPoints({"cost": 30, "people": 10}), {"cost": 0.75, "people": 0.25}),
        (ByOrder([["cost"], ["people"]]), {"cost": 0.75, "people": 0.25}),
        (ByOrder([["cost", "people"]]), {"cost": 0.5, "people": 0.5}),
        (ByPairs({"cost / people": 3}), {"cost": 0.75, "people": 0.25}),
        (CriteriaWeights(), {"cost": 0.5, "health": 0.25, "reach": 0.25}),
        (EqualWeights(), {"cost": 1 / 3, "health": 1 / 3, "reach": 1 / 3}),
    ],
)
def test_a_way_gives_shares_of_1_as_they_were_set(way: Way, given: dict[str, float], tree: CriteriaTree) -> None:
    assert way.check(tree) == []
    assert way.weights(tree) == pytest.approx(given)


@pytest.mark.parametrize(
    ("way", "faults"),
    [
        (ByPoints({"cots": 1}), [(("points", "cots"), "there is no criterion `cots`")]),
        (
            ByPoints({"people": 1, "reach": 1}),
            [(("points", "reach"), "`reach` is inside `people`, which is named too")],
        ),
        (ByPoints({"cost": 0}), [(("points",), "the points are all 0")]),
        (ByOrder([["cost"], ["reach", "cost"]]), [(("order", 1, 1), "`cost` already has a place")]),
        (ByOrder([["cots"]]), [(("order", 0, 0), "there is no criterion `cots`")]),
        (
            ByPairs({"cost": 2}),
            [(("pairwise", "cost"), "expected two criteria with a slash between them, found `cost`")],
        ),
        (
            ByPairs({"cost/reach": 2, "reach/cost": 2}),
            [(("pairwise", "reach/cost"), "`reach` and `cost` are compared twice")],
        ),
        (ByPairs({"cots/reach": 2}), [(("pairwise", "cots/reach"), "there is no criterion `cots`")]),
        (ByPairs({"cost/reach": 2, "reach/health": 2}), [(("pairwise",), "no comparison of `cost/health`")]),
    ],
)
def test_what_is_wrong_with_a_way_is_said_with_its_path(
    way: Way, faults: list[tuple[object, str]], tree: CriteriaTree
) -> None:
    assert [(fault.path, fault.message) for fault in way.check(tree)] == faults


@pytest.mark.parametrize(
    ("way", "path"),
    [
        (ByPoints({"cost": 1, "odds": 2}), ("points", "odds")),
        (ByPoints({"odds": 0}), ("points", "odds")),  # and not that the points are all 0
        (ByPoints({"cost": 0, "odds": 2}), ("points", "odds")),
        (ByOrder([["cost"], ["health", "odds"]]), ("order", 1, 1)),
        (ByPairs({"cost/odds": 2, "odds/health": 2, "cost/health": 1}), ("pairwise", "cost/odds")),
    ],
)
def test_no_way_weighs_the_chance(way: Way, path: tuple[object, ...]) -> None:
    leaf = "{worst: 0, best: 100}"
    tree = study(
        f"chance: odds\ncriteria: {{odds: {leaf}, cost: {leaf}, health: {leaf}}}\n"
        "---\n{option: X, id: x, baseline: true, ratings: {odds: 1, cost: 1, health: 1}}\n"
    ).tree

    (fault,) = way.check(tree)
    assert (fault.path, fault.message) == (
        path,
        "`odds` is the chance that an option takes effect, and takes no weight",
    )
    assert EqualWeights().weights(tree) == CriteriaWeights().weights(tree) == {"cost": 0.5, "health": 0.5}


def test_a_way_says_how_the_weights_were_set(tree: CriteriaTree) -> None:
    three = ByPairs({"cost/health": 2, "health/reach": 2, "cost/reach": 3})
    level = study("criteria: {a: {worst: 0, best: 1, weight: 1}}\n---\n{option: X, id: x, ratings: {a: 1}}\n").tree

    assert ByPoints({"cost": 1}).describe(tree) == "set by points, scaled to 100"
    assert ByOrder([["cost"]]).describe(tree).startswith("set by ranking the criteria (rank-order centroid")
    assert ByPairs({"cost/reach": 2}).describe(tree) == "set by pairwise comparison"
    # L = 1 + 1.101 + .9085 = 3.0092; (3.0092 - 3) / 2 / .5245 = .0088
    assert "(geometric means; consistency ratio 0.009 with" in three.describe(tree)
    assert CriteriaWeights().describe(level) == "scaled to 100"
    assert CriteriaWeights().describe(tree) == "the same for all criteria beside each other"
    assert EqualWeights().describe(level) == "the same for every criterion"
    assert EqualWeights().describe(tree) == "the same for every criterion, whatever branch it is in"


def test_only_comparisons_can_contradict_themselves() -> None:
    circle = ByPairs({"a/b": 9, "b/c": 9, "c/a": 9})

    assert circle.consistency == pytest.approx(6.78, abs=0.005)
    assert ByPoints({"a": 1}).consistency is None
