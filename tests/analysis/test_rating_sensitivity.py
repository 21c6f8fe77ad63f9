"""One rating changed alone: published numbers, a case by hand, and laws."""

import pytest
from hypothesis import given

import policyscore
from policyscore.analysis.rating_sensitivity import rating_flips, ratings_to_lead, without_noise
from tests.helpers import matrix, study, toy
from tests.strategies import Problem, problems


def test_the_ratings_of_the_running_example() -> None:
    found = {(f.option, f.criterion): (f.before, f.after) for f in rating_flips(policyscore.score(toy()))}
    expected = {
        # 45 + 3.5 / .4, 65 + 3.5 / .3, 40 + 4 / .4, and the leader's 50 - 3.5 / .4.
        ("e", "impact"): (45, 53.75),
        ("e", "feasibility"): (65, 76.6667),
        ("c", "impact"): (40, 50),
        ("d", "impact"): (50, 41.25),
    }

    for key, pair in expected.items():
        assert found[key] == pytest.approx(pair, abs=1e-4)
    # 80 + 3.5 / .1 = 115: the scale ends first.
    assert ("e", "low-cost") not in found


def test_the_nearest_rating_comes_first_and_goes_through_the_curve() -> None:
    # On x a rating of 20 is worth 80; B is 10 behind A and needs 10 / .5 = 20 points of value more: 40 + 20 = 60,
    # which a rating of 15 has (4 points of value a unit up to 20). A comes down from 60 to 40: a rating of 10.
    text = """criteria:
  x: {worst: 0, best: 100, weight: 1, curve: {0: 0, 20: 80, 100: 100}}
  y: {worst: 100, best: 0, weight: 1}
---
{option: A, id: a, ratings: {x: 15, y: 50}}
---
{option: B, id: b, ratings: {x: 10, y: 50}}
"""
    found = rating_flips(policyscore.score(study(text)))

    assert [(f.option, f.criterion, f.before, round(f.after, 9), round(f.distance, 9)) for f in found] == [
        ("b", "x", 10, 15, 20),
        ("a", "x", 15, 10, 20),
        ("b", "y", 50, 30, 20),
        ("a", "y", 50, 70, 20),
    ]


def test_at_a_tie_no_rating_has_to_change() -> None:
    assert rating_flips(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (5, 7), "B": (7, 5), "C": (1, 1)}))) == ()


@given(problems())
def test_a_rating_flip_brings_the_two_level(problem: Problem) -> None:
    from policyscore.reading.selection import what_if

    written = problem.study()
    assessment = policyscore.score(written)
    leader = assessment.options[0].id
    for flip in rating_flips(assessment)[:4]:
        changed = what_if(written, [f"{flip.option}.{flip.criterion}={flip.after:.17f}"])
        scores = {row.id: row.score for row in policyscore.score(changed).options}
        other = flip.option if flip.option != leader else assessment.options[1].id
        assert scores[other] == pytest.approx(scores[leader], abs=1e-6)


@pytest.mark.parametrize(
    ("option", "criterion", "expected"),
    [
        # E is 3.5 behind D: 45 + 3.5 / .4 = 53.75, 65 + 3.5 / .3 = 76.67, 80 + 3.5 / .2 = 97.5; C is 4 behind.
        ("e", "impact", 53.75),
        ("e", "feasibility", 76.6667),
        ("e", "low-harm", 97.5),
        ("c", "impact", 50.0),
        # 80 + 3.5 / .1 = 115: the scale ends first.
        ("e", "low-cost", None),
        ("d", "impact", None),
    ],
)
def test_the_rating_that_would_lead_is_the_published_one(option: str, criterion: str, expected: float | None) -> None:
    assessment = policyscore.score(toy())
    row = next(row for row in assessment.options if row.id == option)

    flip = ratings_to_lead(assessment, row).get(criterion)

    assert (flip and flip.after) == (None if expected is None else pytest.approx(expected, abs=1e-4))


# Talks: 30 + .5 x 60 = 60 and 40, so 50; Court: 30 + .2 x 70 = 44 and 40 + .6 x 10 = 46, so 45; Harm: 30 - .4 x 30 = 18
# and 40, so 29; As now 30 and 40, so 35.
CHANCES = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  x: {worst: 0, best: 100, weight: 1}
  y: {worst: 100, best: 0, weight: 1, if_it_fails: 0.5}
---
{option: Talks, id: talks, ratings: {odds: 50, x: 90, y: 60}}
---
{option: Court, id: court, ratings: {odds: 20, x: 100, y: 50}}
---
{option: Harm, id: harm, ratings: {odds: 40, x: 0, y: 60}}
---
{option: As now, id: now, baseline: true, ratings: {odds: 100, x: 30, y: 60}}
"""


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        # 5 behind: 5 / (.5 x .7 + .5 x .5 x .1) = 13.33 chances in 100, 5 / (.5 x .6) = 16.67 of Y; X is at its best.
        ("court", {"odds": 33.3333, "y": 33.3333}),
        # 15 behind, and Talks goes along: 15 / (.5 x .5) = 60 of X, 15 / (.5 x .75) = 40 of Y; its chance is none.
        ("now", {"x": 90, "y": 20}),
        # 21 behind: 21 / (.5 x .7) = 60 of Y. 105 of X is more than there is; without a chance it still has 35.
        ("harm", {"y": 0}),
        ("talks", {}),
    ],
)
def test_what_may_fail_is_level_by_what_takes_effect_of_it(option: str, expected: dict[str, float]) -> None:
    assessment = policyscore.score(study(CHANCES))
    found = ratings_to_lead(assessment, assessment.option(option))

    assert {id: flip.after for id, flip in found.items()} == pytest.approx(expected, abs=1e-4)
    assert {flip.level_with for flip in found.values()} <= {option}


def test_a_chance_that_does_harm_would_have_to_fall() -> None:
    text = CHANCES.replace("odds: 50, x: 90, y: 60", "odds: 0, x: 90, y: 60").replace("odds: 20", "odds: 0")
    # Harm: 30 - .4 x 20 = 22 and 40 + .7 x 20 = 54, so 38, which each chance in 100 less brings nearer to 40: 30 and
    # 40 + .5 x 20 = 50 at none. Court: 30 and 40 + .5 x 20 = 50, so 40, whatever its chance is.
    text = text.replace("x: 0, y: 60", "x: 10, y: 40").replace("x: 100, y: 50", "x: 30, y: 40")
    assessment = policyscore.score(study(text))

    assert {option.id: option.score for option in assessment.options} == pytest.approx(
        {"court": 40, "harm": 38, "now": 35, "talks": 35}
    )
    assert ratings_to_lead(assessment, assessment.option("harm"))["odds"].after == pytest.approx(0, abs=1e-9)


def test_a_computed_rating_is_without_noise_and_on_its_scale() -> None:
    (x,) = study("criteria: {x: {worst: 10, best: -10}}\n---\n{option: A, id: a, ratings: {x: 1}}\n").criteria

    assert without_noise(1.421e-14, x) == 0
    assert without_noise(3.3000000000000114, x) == 3.3
    assert without_noise(10.000000000000002, x) == 10
