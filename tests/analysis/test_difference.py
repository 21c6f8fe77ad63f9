"""Two versions of a study: the split of every change by hand, and that it is always exact."""

import pytest
from hypothesis import assume, given

import policyscore
from policyscore.analysis.difference import KINDS, Difference, difference, total
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

    assert found["a"] == pytest.approx({"scales": 0, "weights": -7.5, "ratings": 12.5})


def test_a_scale_counts_first_at_the_old_rating_and_weight() -> None:
    # 40 on 0 to 100 has value 40, on 0 to 80 value 50: .5 * 10 = 5. Then 60 has 75: 25 * .5 = 12.5.
    found = compared(version(100, 50, 50, a=(40, 80)), version(80, 50, 50, a=(60, 80)))

    assert found["a"] == pytest.approx({"scales": 5, "weights": 0, "ratings": 12.5})


def test_an_old_rating_beyond_the_new_scale_counts_as_its_end() -> None:
    # 90 on 0 to 100 has value 90; beyond 80 it counts as 100: .5 * 10. The new 40 of 80 has 50: -50 * .5.
    found = compared(version(100, 50, 50, a=(90, 0)), version(80, 50, 50, a=(40, 0)))

    assert found["a"] == pytest.approx({"scales": 5, "weights": 0, "ratings": -25})


def test_a_criterion_that_comes_in_counts_as_a_weight() -> None:
    old = "criteria: {x: {worst: 0, best: 100}}\n---\n{option: A, id: a, ratings: {x: 40}}\n"
    found = compared(old, version(100, 50, 50, a=(40, 80)))

    # x goes from 40 to 20, y from nothing to 40.
    assert found["a"] == pytest.approx({"scales": 0, "weights": 20, "ratings": 0})


def test_who_passed_whom_and_why() -> None:
    # A 60 before and 50 after, B 55 both times: B passes A, for the rating of A on x alone.
    old = version(100, 50, 50, a=(40, 80), b=(50, 60), c=(0, 0))
    new = version(100, 50, 50, a=(20, 80), b=(50, 60), c=(0, 0))
    found = difference(policyscore.score(study(old)), policyscore.score(study(new)))
    (passed,) = found.passed

    assert (passed.option, passed.other) == ("b", "a")
    assert (passed.before, passed.after) == pytest.approx((-5, 5))
    assert passed.parts == {"scales": {}, "weights": {}, "ratings": {"x": pytest.approx(10)}}


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
