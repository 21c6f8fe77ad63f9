"""The tree of criteria: what an id stands for, and how shares of branches reach the leaves."""

import pytest

from policyscore.model.tree import CriteriaTree
from tests.helpers import study

# Leaf shares: cost 1/2; health 1/2 x 3/4 x 1/2, reach 1/2 x 3/4 x 1/2, law 1/2 x 1/4.
TEXT = """criteria:
  cost: {name: Money, worst: 100, best: 0, weight: 50, unit: euro}
  good:
    name: All that is good
    weight: 50
    criteria:
      people:
        weight: 30
        criteria:
          health: {worst: 0, best: 1}
          reach: {worst: 0, best: 1}
      law: {worst: 0, best: 1, weight: 10}
---
{option: X, id: x, ratings: {cost: 1, health: 1, reach: 1, law: 1}}
"""


@pytest.fixture(scope="module")
def tree() -> CriteriaTree:
    return study(TEXT).tree


def test_leaves_stand_in_the_order_of_the_file(tree: CriteriaTree) -> None:
    assert tree.ids == ["cost", "health", "reach", "law"]
    assert [leaf.path for leaf in tree.criteria] == [(), ("good", "people"), ("good", "people"), ("good",)]
    assert tree.criterion("reach").at == ("criteria", "good", "criteria", "people", "criteria", "reach")


def test_a_leaf_weighs_its_share_of_every_branch_above(tree: CriteriaTree) -> None:
    assert [leaf.weight for leaf in tree.criteria] == pytest.approx([0.5, 0.1875, 0.1875, 0.125])
    assert tree.branches["good"].weights == pytest.approx({"health": 0.375, "reach": 0.375, "law": 0.25})
    assert tree.branches["people"].path == ("good",)


def test_a_branch_without_weights_inside_is_named(tree: CriteriaTree) -> None:
    assert tree.unweighted == ("people",)
    bare = "criteria: {a: {worst: 0, best: 1}}\n---\n{option: X, id: x, ratings: {a: 1}}\n"
    assert study(bare).tree.unweighted == ("",)


def test_names_are_those_of_leaves_and_branches(tree: CriteriaTree) -> None:
    assert tree.name("cost") == "Money"
    assert tree.name("good") == "All that is good"
    assert tree.name("people") == "people"
    assert tree.names(["law", "cost"]) == ["Money", "law"]


def test_an_id_stands_for_a_leaf_or_for_all_below_a_branch(tree: CriteriaTree) -> None:
    assert tree.leaves("law") == {"law": 1.0}
    assert tree.leaves("people") == {"health": 0.5, "reach": 0.5}


def test_leaves_that_no_id_stands_for_are_left_over(tree: CriteriaTree) -> None:
    assert tree.without(["people", "cost"]) == ("law",)
    assert tree.without([]) == ("cost", "health", "reach", "law")
    assert tree.without(["good", "cost"]) == ()


def test_shares_of_branches_are_spread_over_their_leaves(tree: CriteriaTree) -> None:
    assert tree.spread({"cost": 0.6, "people": 0.4}) == pytest.approx(
        {"cost": 0.6, "health": 0.2, "reach": 0.2, "law": 0.0}
    )
    assert sum(tree.spread({"cost": 0.2, "good": 0.8}).values()) == pytest.approx(1)


def test_ids_that_cannot_be_weighed_together_are_told(tree: CriteriaTree) -> None:
    assert [*tree.conflicting(["cost", "people", "law"])] == []
    assert [*tree.conflicting(["good", "reach", "cots", "xyz"])] == [
        ("reach", "`reach` is inside `good`, which is named too", "name the branch, or what is inside it"),
        ("cots", "there is no criterion `cots`", "did you mean `cost`?"),
        ("xyz", "there is no criterion `xyz`", "the criteria are cost, health, reach and law"),
    ]


CHANCY = """chance: odds
criteria:
  odds: {name: The odds, worst: 0, best: 100}
  cost: {worst: 100, best: 0}
  law: {worst: 0, best: 1}
---
{option: X, id: x, baseline: true, ratings: {odds: 1, cost: 1, law: 1}}
"""


def test_the_chance_is_rated_and_never_weighed_nor_offered() -> None:
    tree = study(CHANCY).tree
    leave_out = "if `odds` is meant: it is the chance that an option takes effect, and takes no weight, so leave it out"

    assert ([*tree.by_id], tree.ids) == (["odds", "cost", "law"], ["cost", "law"])
    ((id, message, hint), *rest) = tree.conflicting(["odds", "cost", "od-ds", "The odds", "xyz"])
    assert (id, message) == ("odds", "`odds` is the chance that an option takes effect, and takes no weight")
    assert hint is not None
    assert hint.startswith("it multiplies what an option would change; as a part of the sum it would count twice")
    assert rest == [
        ("od-ds", "there is no criterion `od-ds`", leave_out),
        ("The odds", "there is no criterion `The odds`", leave_out),
        ("xyz", "there is no criterion `xyz`", "the criteria are cost and law"),
    ]
    ((*_, alone),) = tree.conflicting(["odds"])
    assert alone == "it multiplies what an option would change; the criteria to weigh are cost and law"


def test_a_rating_carries_the_unit_where_there_is_one(tree: CriteriaTree) -> None:
    assert tree.criterion("cost").with_unit("12") == "12 euro"
    assert tree.criterion("law").with_unit("12") == "12"
    assert tree.criterion("cost").less_is_better
    assert not tree.criterion("law").less_is_better
