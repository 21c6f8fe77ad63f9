"""Two versions of a study: the split of every change by hand, and that it is always exact."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

import policyscore
from policyscore.analysis.difference import KINDS, Change, Difference, difference, total
from tests.chancy import Chancy, chancy_problems
from tests.helpers import study
from tests.strategies import Problem, problems

CRITERIA = "criteria:\n  x: {{worst: 0, best: {best}, weight: {w}}}\n  y: {{worst: 0, best: 100, weight: {z}}}\n"


def version(best: float, w: float, z: float, **ratings: tuple[float, float]) -> str:
    text = CRITERIA.format(best=best, w=w, z=z)
    for id, (x, y) in ratings.items():
        text += f"---\n{{option: {id.upper()}, id: {id}, ratings: {{x: {x}, y: {y}}}}}\n"
    return text


def compared(old: str, new: str) -> dict[str, dict[str, float]]:
    found = difference(policyscore.score(study(old)), policyscore.score(study(new)))
    return {m.after.id: {kind: total(m.parts[kind]) for kind in KINDS} for m in found.moved}


def test_weights_and_ratings_share_what_they_do_together() -> None:
    # x: w .5 to .75, v 40 to 60: weight .25 * 50 = 12.5, rating 20 * .625 = 12.5. y: w .5 to .25, v 80: -20.
    # The score goes from 20 + 40 = 60 to 45 + 20 = 65: 12.5 + 12.5 - 20 = 5.
    found = compared(version(100, 50, 50, a=(40, 80)), version(100, 75, 25, a=(60, 80)))

    assert found["a"] == pytest.approx({"scales": 0, "weights": -7.5, "ratings": 12.5, "chance": 0})


def test_a_scale_counts_first_at_the_old_rating_and_weight() -> None:
    # 40 on 0 to 100 has value 40, on 0 to 80 value 50: .5 * 10 = 5. Then 60 has 75: 25 * .5 = 12.5.
    found = compared(version(100, 50, 50, a=(40, 80)), version(80, 50, 50, a=(60, 80)))

    assert found["a"] == pytest.approx({"scales": 5, "weights": 0, "ratings": 12.5, "chance": 0})


def test_an_old_rating_beyond_the_new_scale_counts_as_its_end() -> None:
    # 90 on 0 to 100 has value 90; beyond 80 it counts as 100: .5 * 10. The new 40 of 80 has 50: -50 * .5.
    found = compared(version(100, 50, 50, a=(90, 0)), version(80, 50, 50, a=(40, 0)))

    assert found["a"] == pytest.approx({"scales": 5, "weights": 0, "ratings": -25, "chance": 0})


def test_a_criterion_that_comes_in_counts_as_a_weight() -> None:
    old = "criteria: {x: {worst: 0, best: 100}}\n---\n{option: A, id: a, ratings: {x: 40}}\n"
    found = compared(old, version(100, 50, 50, a=(40, 80)))

    # x goes from 40 to 20, y from nothing to 40.
    assert found["a"] == pytest.approx({"scales": 0, "weights": 20, "ratings": 0, "chance": 0})


def test_who_passed_whom_and_why() -> None:
    # A 60 before and 50 after, B 55 both times: B passes A, for the rating of A on x alone.
    old = version(100, 50, 50, a=(40, 80), b=(50, 60), c=(0, 0))
    new = version(100, 50, 50, a=(20, 80), b=(50, 60), c=(0, 0))
    found = difference(policyscore.score(study(old)), policyscore.score(study(new)))
    (passed,) = found.passed

    assert (passed.option, passed.other) == ("b", "a")
    assert (passed.before, passed.after) == pytest.approx((-5, 5))
    assert passed.parts == {"scales": {}, "weights": {}, "ratings": {"x": pytest.approx(10)}, "chance": {}}


CHANCY = """{chance}
criteria:
  odds: {{name: Odds, worst: 0, best: 100{weight}}}
  impact: {{worst: 0, best: 100, weight: 60}}
  cost: {{worst: 100, best: 0, weight: 40, if_it_fails: {trying}}}
---
{{option: As now, id: as-now, baseline: true, ratings: {{odds: {own}, impact: {base}, cost: 50}}}}
---
{{option: X, id: x, ratings: {{odds: {odds}, impact: {impact}, cost: 70}}}}
"""


def chancy(
    chance: str = "chance: odds",
    weight: str = "",
    trying: float = 0.8,
    base: int = 20,
    odds: object = 25,
    own: int = 100,
    impact: int = 80,
) -> str:
    """The baseline has the values 20 and 50, X has 80 and 30 and a chance of .25; trying brings .8 of the cost."""
    return CHANCY.format(chance=chance, weight=weight, trying=trying, base=base, odds=odds, own=own, impact=impact)


def kinds_of(old: str, new: str) -> list[Change]:
    return [*difference(policyscore.score(study(old)), policyscore.score(study(new))).changes]


def test_a_chance_shares_what_it_does_with_the_ratings() -> None:
    # Impact, of weight .6: the baseline from 20 to 30, X from 80 to 90, so d = 60 both times; s from .25 to .6.
    #   chance (.6 - .25) * 60 = 21; ratings: e goes from 20 + 15 = 35 to 30 + 36 = 66, by 31, so that 10 are left.
    # Cost, of weight .4: d = 30 - 50 = -20; s from .25 + .75 * .8 = .85 to .6 + .4 * .5 = .8: chance -.05 * -20 = 1.
    # X: from .6 * 35 + .4 * 33 = 34.2 to .6 * 66 + .4 * 34 = 53.2, by 19 = .6 * 10 + .6 * 21 + .4 * 1.
    found = compared(chancy(), chancy(trying=0.5, base=30, odds=60, impact=90))

    assert found["x"] == pytest.approx({"scales": 0, "weights": 0, "ratings": 6, "chance": 13})
    assert found["as-now"] == pytest.approx({"scales": 0, "weights": 0, "ratings": 6, "chance": 0})


def test_a_rating_of_the_baseline_moves_what_may_not_take_effect() -> None:
    # e of X on impact goes from 20 + .25 * 60 = 35 to 40 + .25 * 40 = 50: (1 - .25) * 20 = 15, of weight .6.
    found = compared(chancy(), chancy(base=40))

    assert found["x"] == pytest.approx({"scales": 0, "weights": 0, "ratings": 9, "chance": 0})


def test_a_criterion_that_was_weighed_and_is_the_chance_goes_as_a_weight_and_comes_as_the_chance() -> None:
    # X before: .5 * 20 (odds) + .3 * 80 + .2 * 30 = 40. Now: 20 + .2 * 60 = 32, 50 + (.2 + .8 * .8) * -20 = 33.2,
    # .6 * 32 + .4 * 33.2 = 32.48. Weights: odds -.5 * 20, impact .3 * (80 + 32) / 2, cost .2 * (30 + 33.2) / 2.
    # Chance: impact (.2 - 1) * 60 * (.3 + .6) / 2, cost (.84 - 1) * -20 * (.2 + .4) / 2. Together -7.52.
    old = chancy(chance="", weight=", weight: 100", odds=20)
    new = chancy(odds=20)
    parts = {"scales": 0, "weights": -10 + 16.8 + 6.32, "ratings": 0, "chance": -21.6 + 0.96}

    assert sum(parts.values()) == pytest.approx(32.48 - 40)
    assert compared(old, new)["x"] == pytest.approx(parts)
    assert compared(new, old)["x"] == pytest.approx({kind: -part for kind, part in parts.items()})
    weights = [
        Change("weight", None, *each) for each in (("odds", 0.5, None), ("impact", 0.3, 0.6), ("cost", 0.2, 0.4))
    ]
    assert kinds_of(old, new) == [*weights, Change("chance", None, "odds", None, "Odds")]
    assert kinds_of(new, old)[-1] == Change("chance", None, "odds", "Odds", None)


def test_a_chance_that_comes_with_the_baseline_counts_as_the_chance_alone() -> None:
    # Without a baseline X has its own values, 80 and 30: .6 * 80 + .4 * 30 = 60; with both 34.2.
    old = chancy(chance="", weight=", weight: 0").replace("baseline: true, ", "")
    found = difference(policyscore.score(study(old)), policyscore.score(study(chancy())))

    assert found.moved[0].after.id == "x"
    assert {kind: total(part) for kind, part in found.moved[0].parts.items()} == pytest.approx(
        {"scales": 0, "weights": 0, "ratings": 0, "chance": -25.8}
    )
    assert [change.kind for change in found.changes] == ["chance", "baseline"]


def test_what_changed_of_a_chance() -> None:
    changes = kinds_of(chancy(), chancy(trying=0.5, base=30, odds="unknown"))

    assert [(each.kind, each.option, each.criterion) for each in changes] == [
        ("if_it_fails", None, "cost"),
        ("rating", "x", "odds"),
        ("rating", "as-now", "impact"),
    ]
    assert changes[0] == Change("if_it_fails", None, "cost", 0.8, 0.5)


def test_what_counts_nowhere_is_no_change() -> None:
    """The chance of the baseline, and what comes from trying where everything takes effect."""
    assert kinds_of(chancy(), chancy(own=0)) == []
    old, new = (chancy(chance="", weight=", weight: 0", trying=trying) for trying in (0.8, 0.2))
    assert kinds_of(old, new) == []


def test_another_baseline_is_a_change_where_options_may_not_take_effect() -> None:
    new = chancy().replace("baseline: true, ", "").replace("id: x,", "id: x, baseline: true,")
    changes = kinds_of(chancy(), new)

    assert changes == [
        Change("baseline", "as-now", None, "As now", None),
        Change("baseline", "x", None, None, "X"),
    ]


@given(chancy_problems(sure=True), chancy_problems(sure=True))
def test_the_parts_sum_to_the_change_with_a_chance(one: Chancy, other: Chancy) -> None:
    """Whatever changes: chances, what comes from trying, which option is the baseline, the chance coming or going."""
    old, new = (policyscore.score(each.study()) for each in (one, other))
    found = difference(old, new)

    for moved in found.moved:
        change = moved.after.score - moved.before.score
        assert sum(total(moved.parts[kind]) for kind in KINDS) == pytest.approx(change, abs=1e-9)
        if not found.changes:
            assert change == 0


@given(chancy_problems(sure=True), chancy_problems(sure=True))
def test_the_way_back_is_the_way_there_with_the_other_sign(one: Chancy, other: Chancy) -> None:
    """As long as no scale changes, for a scale counts first either way."""
    old, new = (policyscore.score(each.study()) for each in (one, replace(other, problem=one.problem)))
    there, back = ({m.after.id: m.parts for m in each.moved} for each in (difference(old, new), difference(new, old)))

    for id, parts in there.items():
        for kind in KINDS:
            assert total(parts[kind]) == pytest.approx(-total(back[id][kind]), abs=1e-9)


@given(problems(), problems())
def test_the_parts_always_sum_to_the_change(one: Problem, other: Problem) -> None:
    """Whatever changes: weights, scales, ratings, criteria and options all at once."""
    assume(one != other)
    old, new = (policyscore.score(problem.study()) for problem in (one, other))
    found = difference(old, new)

    assert {m.after.id for m in found.moved} | {r.id for r in found.added} == {r.id for r in new.options}
    for moved in found.moved:
        change = moved.after.score - moved.before.score
        assert sum(total(moved.parts[kind]) for kind in KINDS) == pytest.approx(change, abs=1e-9)
    for passed in found.passed:
        parts = sum(total(passed.parts[kind]) for kind in KINDS)
        assert parts == pytest.approx(passed.after - passed.before, abs=1e-9)
        assert passed.before <= 1e-9 < passed.after


def upside_down(m: int) -> Difference:
    """So many options whose order is turned round by the weights: x rates them 0, 1, 2, …, and y the other way."""
    rows = {f"o{i:03}": (i * 100 / m, 100 - i * 100 / m) for i in range(m)}
    return difference(*(policyscore.score(study(version(100, w, 100 - w, **rows))) for w in (80, 20)))


def test_all_pairs_of_twenty_options_are_listed() -> None:
    found = upside_down(20)

    assert len(found.passed) == found.pairs.passed == 20 * 19 // 2


def test_of_many_pairs_those_at_the_top_are_listed() -> None:
    found = upside_down(50)
    top = {f"o{i:03}" for i in (*range(10), *range(40, 50))}

    assert found.pairs.passed == found.pairs.swapped == 50 * 49 // 2
    # The ten that are first now each passed nine of their own, fewer by one each, and the ten that were first.
    assert len(found.passed) == 45 + 45 + 100
    assert {each.option for each in found.passed} | {each.other for each in found.passed} == top


def test_few_pairs_are_listed_wherever_they_are() -> None:
    # 30 options in the order of x; the last two change places by their ratings on y.
    rows = {f"o{i:02}": (100 - i, 0) for i in range(30)}
    old = version(100, 50, 50, **rows)
    new = version(100, 50, 50, **(rows | {"o29": (71, 2)}))
    found = difference(policyscore.score(study(old)), policyscore.score(study(new)))

    assert [(each.option, each.other) for each in found.passed] == [("o29", "o28")]
