"""Ratings that nobody knows: what holds whatever they turn out to be, and what only as far as rated."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import policyscore
from policyscore import Assessment
from policyscore.analysis import scoring
from policyscore.analysis.potential_optimality import potential_optimality
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import Robustness, robustness
from policyscore.analysis.scoring import assess, weighted_sum
from policyscore.analysis.weight_sensitivity import firmness
from policyscore.model.study import Rating, Study
from policyscore.model.tree import Criterion
from tests.chancy import Chancy, chancy_problems
from tests.helpers import matrix, study
from tests.strategies import Problem, unsure_problems

Filled = dict[str, dict[str, float]]


def found(weights: dict[str, float], ratings: dict[str, tuple[object, ...]]) -> Robustness:
    return robustness(policyscore.score(matrix(weights, ratings)), draws=1000)


def scores(values: Filled, weights: dict[str, float]) -> dict[str, float]:
    return {id: weighted_sum(row, weights) for id, row in values.items()}


def fillings(assessment: Assessment, random: Random, count: int) -> list[Filled]:
    """Values of all options with the unknown ratings somewhere on their scales, often at an end."""
    made = []
    for _ in range(count):
        made.append(
            {
                option.id: {
                    id: random.choice([0.0, 100.0, random.uniform(0, 100)]) if id in option.unknown else value
                    for id, value in option.values.items()
                }
                for option in assessment.options
            }
        )
    return made


def drawn_weights(assessment: Assessment, random: Random) -> dict[str, float]:
    ids = [criterion.id for criterion in assessment.study.criteria]
    parts = [random.choice([0.0, 1.0, random.uniform(0.01, 1)]) for _ in ids]
    total = sum(parts)
    return {id: part / total if total else 1 / len(ids) for id, part in zip(ids, parts, strict=True)}


def test_an_option_could_be_first_where_its_own_unknown_ratings_at_their_best_suffice() -> None:
    # A 75; B .5 x 70 + .5 x 100 = 85 at its best, C .5 x 10 + .5 x 100 = 55.
    made = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, 60), "B": (70, "unknown"), "C": (10, "unknown")}))

    assert [option.id for option in made.possibly_first] == ["a", "b"]
    assert [option.id for option in made.could_come_first] == ["b"]
    assert not made.first_place_settled


def test_an_option_could_be_first_where_the_leaders_unknown_ratings_at_their_worst_suffice() -> None:
    # A .5 x 90 + .5 x 50 = 70, and 45 at its worst; B 50 is known, C 40 never comes near.
    made = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, "unknown"), "B": (50, 50), "C": (40, 40)}))

    assert [option.id for option in made.could_come_first] == ["b"]


def test_who_could_be_first_takes_no_more_than_two_sums_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    # Twenty options, of which each second is rated on x alone.
    rows = {f"Option {n}": (n, "unknown" if n % 2 else 50) for n in range(20)}
    made = policyscore.score(matrix({"x": 1, "y": 1}, rows))
    sums: list[object] = []

    def counted(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
        sums.append(values)
        return weighted_sum(values, weights)

    monkeypatch.setattr(scoring, "weighted_sum", counted)
    # The highest of the least is .5 x 18 + .5 x 50 = 34 (of 18); 1 at its best has .5 x 1 + .5 x 100 = 50.5.
    assert len(made.possibly_first) == 11
    assert len(sums) == 2 * 20


def test_both_may_be_unknown_on_the_same_criterion() -> None:
    # With y at 0 for A and at 100 for B: A 45, B 60. Were y the same for both, B could not be first.
    made = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, "unknown"), "B": (20, "unknown")}))

    assert [option.id for option in made.could_come_first] == ["b"]


def test_another_option_can_stand_in_the_way() -> None:
    # B at its best has .5 x 30 + .5 x 100 = 65: more than A at its worst, 45, and less than C, 66.
    made = policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, "unknown"), "B": (30, "unknown"), "C": (66, 66)}))

    assert [option.id for option in made.could_come_first] == ["c"]


def test_the_first_place_may_be_settled_whatever_is_unknown() -> None:
    # A 81 or more; B at its best .25 x 0 + .75 x 100 = 75. The least lead is 6, and a point of weight from x to y, on
    # which the leads are 30 and -2, closes .32: 6 / .32 = 18.75 points.
    made = policyscore.score(matrix({"x": 25, "y": 75}, {"A": (30, 98), "B": (0, "unknown")}))
    firm = firmness(made)

    assert made.first_place_settled
    assert firm.radius is None
    assert not firm.settled
    assert firm.least_points == pytest.approx(18.75)


def test_no_weights_move_what_is_ahead_of_the_best_that_the_unknown_could_be() -> None:
    firm = firmness(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (100, 90), "B": (90, 80), "C": ("unknown", 10)})))
    level = firmness(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (99, 90), "B": (90, 80), "C": (10, 20)})))

    # On x C could be level with A, if x had all the weight.
    assert (firm.radius and firm.radius.points, firm.least_points, firm.settled) == (None, 50, False)
    assert (level.radius and level.radius.points, level.least_points, level.settled) == (None, None, True)


def test_a_flip_that_no_unknown_rating_touches_holds_whatever_is_unknown() -> None:
    # A leads B by 40 on x and -20 on y: 10 points, closed by 10 / .6 = 16.7 points of weight. C could have 55 at most,
    # and all weight on y, 50 points, would make it level.
    firm = firmness(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (90, 60), "B": (50, 80), "C": (10, "unknown")})))

    assert firm.radius is not None
    assert firm.radius.option == "b"
    assert firm.radius.points == pytest.approx(100 / 6)
    # C at its best has a lead of -80 and 40: 20 points, closed by 20 / 1.2 = 16.7 points, no fewer.
    assert firm.least_points == pytest.approx(100 / 6)
    assert firm.settled


def test_verdicts_over_the_unknown_are_proved_at_its_ends() -> None:
    result = found(
        {"a": 1, "b": 1},
        {"Alpha": ("unknown", "unknown"), "Gamma": (55, 60), "Low": (10, 20), "Half": (5, "unknown"), "Top": (70, 10)},
    )

    assert {
        id: (first.verdict, result.over_unknown[id].verdict) for id, first in result.potential_optimality.items()
    } == {
        "gamma": ("sometimes", "open"),
        "top": ("sometimes", "open"),
        "alpha": ("never", "open"),
        "half": ("never", "open"),
        "low": ("never", "never"),
    }
    # Alpha at its best, 100 and 100, leaves nobody a lead; at its worst Gamma and Top lead where they do now.
    assert {id: (over.at_worst, over.at_best) for id, over in result.over_unknown.items()} == {
        "gamma": ("never", "sometimes"),
        "top": ("never", "sometimes"),
        "alpha": ("never", "sometimes"),
        "half": ("never", "sometimes"),
        "low": ("never", "never"),
    }
    assert [option.id for option in result.never_first_whatever_is_unknown] == ["low"]
    assert result.dominated_by["alpha"] == ("gamma",)
    assert result.surely_dominated_by["alpha"] == ()
    assert result.surely_dominated_by["low"] == ("gamma",)
    assert not result.all_can_be_first_whatever_is_unknown


def test_where_all_is_known_nothing_is_open() -> None:
    result = found({"a": 1, "b": 1}, {"A": (90, 10), "B": (10, 90), "C": (5, 5)})

    assert (result.over_unknown, result.surely_dominated_by) == ({}, {})
    assert result.never_first_whatever_is_unknown == result.never_first
    assert result.firmness.settled
    assert not result.assessment.lead_rests_on_unknown


def test_an_unknown_rating_without_weight_matters_where_weights_may_be_any() -> None:
    result = found({"a": 1, "b": 1, "c": 0}, {"A": (90, 60, 50), "B": (50, 40, "unknown")})
    order, every = result.shares

    assert result.assessment.first_place_settled
    assert not result.assessment.lead_rests_on_unknown
    assert (order.set.name, sorted(result.unsure(order))) == ("order", [])
    assert (every.set.name, sorted(result.unsure(every))) == ("any", ["b"])
    assert not result.firmness.settled


@given(unsure_problems())
def test_it_could_be_first_exactly_where_some_values_of_the_unknown_make_it_so(problem: Problem) -> None:
    made = policyscore.score(problem.study())
    weights = dict(made.weighting.weights)
    places = [(option.id, id) for option in made.options for id in option.unknown]
    able = set()
    # A score goes up and down with a rating, so its ends tell.
    for ends in product([0.0, 100.0], repeat=len(places)):
        values: Filled = {option.id: dict(option.values) for option in made.options}
        for (option, id), value in zip(places, ends, strict=True):
            values[option][id] = value
        under = scores(values, weights)
        able |= {id for id, score in under.items() if score >= max(under.values()) - TIE}

    assert {option.id for option in made.possibly_first} == able


@settings(max_examples=40)
@given(unsure_problems(), st.randoms(use_true_random=False))
def test_what_is_said_to_hold_whatever_is_unknown_holds_for_every_value_of_it(problem: Problem, random: Random) -> None:
    result = robustness(policyscore.score(problem.study()), draws=100)
    assessment, firm = result.assessment, result.firmness
    today, leader = dict(assessment.weighting.weights), result.leader.id
    sure = {option.id for option in result.never_first_whatever_is_unknown}
    for values in fillings(assessment, random, 30):
        weights = drawn_weights(assessment, random)
        under, now = scores(values, weights), scores(values, today)
        best = max(under.values())

        assert not [id for id in sure if under[id] >= best - TIE]
        for id, others in result.surely_dominated_by.items():
            assert all(under[other] >= under[id] - TIE for other in others)
        if firm.radius is None and firm.settled:
            assert under[leader] >= best - TIE
        if assessment.first_place_settled:
            firsts = {id for id, score in now.items() if score >= max(now.values()) - TIE}
            assert firsts == {option.id for option in assessment.options if option.rank == 1}
        # A move towards these weights of less than the fewest points leaves the leader first.
        distance = 100 * sum(max(0.0, weights[id] - today[id]) for id in today)
        if firm.least_points and distance > 0:
            step = min(1.0, 0.999 * firm.least_points / distance)
            moved = {id: today[id] + step * (weights[id] - today[id]) for id in today}
            after = scores(values, moved)
            assert after[leader] >= max(after.values()) - TIE
        if result.settled_for_one_weight:
            id = random.choice(list(today))
            if today[id] < 1 - TIE:
                weight = random.random()
                alone = {c: weight if c == id else w * (1 - weight) / (1 - today[id]) for c, w in today.items()}
                after = scores(values, alone)
                assert after[leader] >= max(after.values()) - 10 * TIE


@settings(max_examples=30)
@given(unsure_problems(), st.randoms(use_true_random=False))
def test_verdicts_over_the_unknown_hold_for_every_value_of_it(problem: Problem, random: Random) -> None:
    result = robustness(policyscore.score(problem.study()), draws=100)
    order = ["never", "tied", "sometimes"]
    for values in fillings(result.assessment, random, 3):
        rows = [replace(option, values=values[option.id]) for option in result.assessment.options]
        for id, found in potential_optimality(rows).items():
            over = result.over_unknown[id]

            assert order.index(over.at_worst) <= order.index(found.verdict) <= order.index(over.at_best)


def known_somewhere(made: Study, random: Random) -> Study:
    """The study with every unknown rating somewhere on its scale, often at an end."""

    def known(criterion: Criterion) -> Rating:
        at = criterion.rating_at(random.choice([0.0, 100.0, random.uniform(0, 100)]))
        return Rating(at, at, at)

    options = []
    for option in made.options:
        ratings = {id: known(made.criterion(id)) for id in option.unknown}
        options.append(replace(option, ratings={**option.ratings, **ratings}))
    return replace(made, options=tuple(options))


def without_shared(problem: Chancy) -> Chancy:
    """The same, with every chance known and every rating of the baseline."""
    ratings = problem.problem
    at = problem.baseline % len(ratings.ratings)
    unknown = frozenset(place for place in ratings.unknown if place[0] != at)
    return replace(problem, problem=replace(ratings, unknown=unknown), unknown=frozenset())


@settings(max_examples=60)
@given(chancy_problems().map(without_shared), st.randoms(use_true_random=False))
def test_where_own_ratings_alone_are_unknown_what_holds_whatever_they_are_does_with_a_chance(
    problem: Chancy, random: Random
) -> None:
    made = problem.study()
    result = robustness(policyscore.score(made), draws=50)
    assessment, firm = result.assessment, result.firmness
    assume(assessment.unknown)
    assert not assessment.unknown_is_shared
    today, leader = dict(assessment.weighting.weights), result.leader.id
    sure = {option.id for option in result.never_first_whatever_is_unknown}
    for _ in range(10):
        after = known_somewhere(made, random)
        weights = drawn_weights(assessment, random)
        under = {option.id: option.score for option in policyscore.score(after, weights).options}
        best = max(under.values())

        assert not [id for id in sure if under[id] >= best - TIE]
        for id, others in result.surely_dominated_by.items():
            assert all(under[other] >= under[id] - 10 * TIE for other in others)
        if firm.radius is None and firm.settled:
            assert under[leader] >= best - 10 * TIE
        now = policyscore.score(after)
        if assessment.first_place_settled:
            assert {option.id for option in now.options if option.rank == 1} == {
                option.id for option in assessment.options if option.rank == 1
            }
        # An option that could not be first is not.
        could = {option.id for option in assessment.possibly_first}
        assert {option.id for option in now.options if option.rank == 1} <= could
        distance = 100 * sum(max(0.0, weights[id] - today[id]) for id in today)
        if firm.least_points and distance > 0:
            step = min(1.0, 0.999 * firm.least_points / distance)
            moved = {id: today[id] + step * (weights[id] - today[id]) for id in today}
            scored = policyscore.score(after, moved)
            assert scored.option(leader).score >= max(option.score for option in scored.options) - 10 * TIE


@settings(max_examples=40)
@given(chancy_problems())
def test_where_an_unknown_rating_is_shared_nothing_is_claimed(problem: Chancy) -> None:
    result = robustness(policyscore.score(problem.study()), draws=50)
    assessment = result.assessment
    assume(assessment.unknown_is_shared)

    assert assessment.unknown
    if assessment.shared_unknown_counts:
        assert not assessment.first_place_settled
        assert not assessment.could_come_first
    assert (result.firmness.least_points, result.firmness.settled) == (None, False)
    assert not result.settled_for_one_weight
    assert (result.never_first_whatever_is_unknown, result.all_can_be_first_whatever_is_unknown) == ((), False)
    assert {over.verdict for over in result.over_unknown.values()} == {"open"}
    assert result.surely_dominated_by == {}


@settings(max_examples=60)
@given(chancy_problems(), st.randoms(use_true_random=False))
def test_who_is_first_today_is_worked_out_where_a_shared_unknown_rating_has_no_weight(
    problem: Chancy, random: Random
) -> None:
    # Chances are known, so that the baseline's ratings alone are shared: all weight is on the others.
    made = replace(problem, unknown=frozenset()).study()
    shared = {id for option in policyscore.score(made).options for id in option.shared}
    assume(free := [id for id in made.tree.ids if id not in shared])
    weights = {id: float(id in free) for id in made.tree.ids}
    assessment = policyscore.score(made, weights)
    assert not assessment.shared_unknown_counts
    first = {option.id for option in assessment.options if option.rank == 1}
    could = {option.id for option in assessment.possibly_first}
    for _ in range(10):
        now = policyscore.score(known_somewhere(made, random), weights)
        found = {option.id for option in now.options if option.rank == 1}

        assert found <= could
        if assessment.first_place_settled:
            assert found == first


CHANCES = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  x: {worst: 0, best: 100, weight: 1}
  y: {worst: 0, best: 100, weight: 1, if_it_fails: 1}
---
{option: A, id: a, ratings: {odds: 100, x: 90, y: 60}}
---
{option: B, id: b, ratings: {odds: 40, x: 70, y: 50}}
---
{option: Now, id: now, baseline: true, ratings: {odds: unknown, x: 10, y: 20}}
"""


@pytest.mark.parametrize(
    ("before", "after", "unknown", "shared"),
    [
        # The chance of what goes on anyway counts for nothing.
        ("x: 90", "x: 90", False, False),
        ("x: 90", "x: unknown", True, False),
        ("odds: 40", "odds: unknown", True, True),
        # B counts it as far as it fails.
        ("x: 10", "x: unknown", True, True),
        # On Y nothing of B depends on its chance: there the baseline's rating is its own alone.
        ("y: 20", "y: unknown", True, False),
    ],
)
def test_what_is_unknown_is_shared_where_it_bears_on_several_scores(
    before: str, after: str, unknown: bool, shared: bool
) -> None:
    made = study(CHANCES.replace(before, after))
    assessment = policyscore.score(made)

    assert (assessment.unknown, assessment.unknown_is_shared) == (unknown, shared)
    # A baseline that is not ranked counts all the same where others count it, and only there.
    without = assess(made, made.default_weighting, [option for option in made.options if not option.baseline])
    alone = "x: 90" in before or "odds" in before
    assert (without.unknown, without.unknown_is_shared) == ((unknown and alone) or shared, shared)


def test_an_unknown_rating_without_weight_leaves_the_first_place_of_today_as_it_is() -> None:
    # The baseline is not rated on X, which B counts as far as it fails; under other weights than these.
    made = study(CHANCES.replace("x: 10", "x: unknown"))
    today, other = (policyscore.score(made, weights) for weights in ({"y": 1}, {"x": 1, "y": 1}))

    assert today.unknown_is_shared
    assert (today.shared_unknown_counts, other.shared_unknown_counts) == (False, True)
    assert (today.first_place_settled, other.first_place_settled) == (True, False)
    assert (today.lead_rests_on_unknown, other.lead_rests_on_unknown) == (False, True)
    # A move of weight to X could count it, and what that would change is not worked out.
    assert (firmness(today).settled, firmness(today).least_points) == (False, None)


def test_shares_rest_on_an_unknown_chance_and_on_the_baselines_unknown_rating() -> None:
    def unsure(before: str, after: str) -> dict[str, list[str]]:
        result = robustness(policyscore.score(study(CHANCES.replace(before, after))), draws=50, ratings="fixed")
        return {shares.set.name: sorted(result.unsure(shares)) for shares in result.shares}

    assert unsure("odds: 40", "odds: unknown") == {"order": ["b"], "any": ["b"]}
    # A is certain, and counts nothing of the baseline.
    assert unsure("x: 10", "x: unknown") == {"order": ["b", "now"], "any": ["b", "now"]}
