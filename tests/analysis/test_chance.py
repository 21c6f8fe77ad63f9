"""A chance that multiplies: two worked examples, and laws of scores and of robustness on random studies with one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import policyscore
from policyscore import Assessment
from policyscore.analysis.effective_values import CERTAIN, Chance, chance_of, effect_shares, effective_values
from policyscore.analysis.potential_optimality import potential_optimality
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import robustness
from policyscore.analysis.sampling import Ratings
from policyscore.analysis.scoring import ScoredOption
from policyscore.analysis.weight_sensitivity import flips, stability
from policyscore.model.study import Rating, Study
from tests.chancy import Chancy, chancy_problems
from tests.helpers import study

# Now: impact 20, cost 50 in value. X: impact 80, cost 30 in value, and 25 chances in 100.
WORKED = """chance: odds
criteria:
  odds: {worst: 0, best: 100}
  impact: {worst: 0, best: 100, weight: 60}
  cost: {worst: 100, best: 0, weight: 40, if_it_fails: 0.8}
---
{option: X, id: x, ratings: {odds: [10, 25, 50], impact: [60, 80, 100], cost: 70}}
---
{option: Now, id: now, baseline: true, ratings: {odds: 40, impact: 20, cost: 50}}
"""


def only(made: Study, id: str, weights: dict[str, float] | None = None) -> ScoredOption:
    return policyscore.score(made, weights).option(id)


def rated(made: Study, option: str, criterion: str, rating: float) -> Study:
    """The study with one rating exactly that."""
    changed = [
        replace(each, ratings={**each.ratings, criterion: Rating(rating, rating, rating)})
        if each.id == option
        else each
        for each in made.options
    ]
    return replace(made, options=tuple(changed))


def test_the_worked_example() -> None:
    x = only(study(WORKED), "x")

    # 20 + .25 x 60; 50 + (.25 + .75 x .8)(30 - 50) = 50 - .85 x 20
    assert x.effective == pytest.approx({"impact": 35, "cost": 33})
    # .6 x 35 + .4 x 33 = 21 + 13.2; the baseline has .6 x 20 + .4 x 50 = 32; with X in effect .6 x 80 + .4 x 30
    assert (x.score, x.gain, x.in_effect) == pytest.approx((34.2, 2.2, 60))


def test_the_worked_example_at_its_ends() -> None:
    x = only(study(WORKED), "x")

    # Chance .10: .6 x (20 + .1 x 40) + .4 x (50 - .82 x 20) = .6 x 24 + .4 x 33.6
    assert x.low == pytest.approx(27.84)
    # Chance .50: .6 x (20 + .5 x 80) + .4 x (50 - .9 x 20) = .6 x 60 + .4 x 32
    assert x.high == pytest.approx(48.8)


def test_what_is_worse_than_the_baseline_is_least_bad_where_it_is_least_likely() -> None:
    # In effect .6 x 10 + .4 x 30 = 18, 14 below the baseline's 32.
    worse = study(WORKED.replace("impact: [60, 80, 100]", "impact: 10"))
    x = only(worse, "x")

    # 20 - .5 x 10 = 15 and 50 - .9 x 20 = 32: 9 + 12.8; at .10 it is 20 - 1 = 19 and 50 - .82 x 20 = 33.6: 11.4 + 13.44
    assert (x.low, x.high) == pytest.approx((21.8, 24.84))
    assert only(rated(worse, "x", "odds", 10), "x").score == pytest.approx(x.high)
    assert only(rated(worse, "x", "odds", 50), "x").score == pytest.approx(x.low)


def test_the_parts_of_it() -> None:
    made = study(WORKED)
    x, now = made.options

    assert chance_of(x, made.chance) == Chance(0.25, 0.1, 0.5)
    # What goes on anyway is certain, whatever its rating; and so is all where no chance counts.
    assert chance_of(now, made.chance) == chance_of(x, None) == CERTAIN
    assert chance_of(replace(x, ratings={"odds": Rating(None, None, None)}), made.chance) == Chance(0.5, 0, 1)
    assert effect_shares(0.25, made.criteria) == pytest.approx({"impact": 0.25, "cost": 0.85})
    # With a share of 1 the value itself, not one that floating point moved by way of the baseline's.
    assert effective_values({"a": 0.3}, {"a": 0.1 + 0.2e9}, {"a": 1.0}) == {"a": 0.3}


def certain(problem: Chancy) -> Study:
    """The study with 100 chances in 100 for every option."""
    return replace(problem, chances=((100, 100, 100),) * len(problem.chances), unknown=frozenset()).study()


@settings(max_examples=40)
@given(chancy_problems())
def test_where_all_is_certain_it_is_as_without_a_chance_to_the_bit(problem: Chancy) -> None:
    made = certain(problem)
    sure, without = policyscore.score(made), policyscore.score(replace(made, no_chance=True))

    for mine, theirs in zip(sure.options, without.options, strict=True):
        for fact in (
            "id",
            "rank",
            "score",
            "low",
            "high",
            "gain",
            "in_effect",
            "unknown",
            "effective",
            "contributions",
        ):
            assert getattr(mine, fact) == getattr(theirs, fact)
    one, other = (robustness(each, draws=200, ratings=Ratings.RANGES) for each in (sure, without))
    assert [flip for flip in one.rating_flips if flip.criterion != "odds"] == [*other.rating_flips]
    assert {id: worth for id, worth in one.information.items() if id != "odds"} == other.information
    assert one.information["odds"] == 0
    for fact in ("flips", "firmness", "stability", "potential_optimality", "over_unknown", "expected", "dominated_by"):
        assert getattr(one, fact) == getattr(other, fact)
    assert [shares.ranks for shares in one.shares] == [shares.ranks for shares in other.shares]


@given(chancy_problems())
def test_what_is_as_the_baseline_scores_as_it_does_whatever_its_chance(problem: Chancy) -> None:
    made = problem.study()
    base = made.baseline
    assert base
    same = [replace(o, ratings={**base.ratings, "odds": o.ratings["odds"]}) for o in made.options]

    assert {option.score for option in policyscore.score(replace(made, options=tuple(same))).options} == {
        only(made, base.id).score
    }


@given(chancy_problems(), st.integers(0, 100))
def test_a_higher_chance_moves_a_score_towards_what_it_is_in_effect(problem: Chancy, more: int) -> None:
    made = problem.study()
    for option in policyscore.score(made).options:
        if not option.baseline and option.chance:
            least = 100 * option.chance.value
            higher = only(rated(made, option.id, "odds", max(least, more)), option.id)

            assert higher.in_effect == option.in_effect
            low, high = sorted((option.score, option.in_effect))
            assert low - TIE <= higher.score <= high + TIE


@given(chancy_problems())
def test_a_score_lies_between_its_low_and_its_high(problem: Chancy) -> None:
    for option in policyscore.score(problem.study()).options:
        assert option.low - TIE <= option.score <= option.high + TIE


def ahead(assessment: Assessment, id: str) -> float:
    """By how much an option is ahead of the best of the others; below 0 where it is behind."""
    others = [option.score for option in assessment.options if option.id != id]
    return assessment.option(id).score - max(others)


@settings(max_examples=60)
@given(chancy_problems())
def test_the_moves_of_weight_make_two_options_level(problem: Chancy) -> None:
    made = problem.study()
    assessment = policyscore.score(made)
    leader, weights = assessment.leader.id, assessment.weighting.weights
    for flip in flips(assessment):
        if flip.moves:
            moved = dict(weights)
            for move in flip.moves:
                moved[move.giver] = max(0.0, moved[move.giver] - move.points / 100)
                moved[move.taker] += move.points / 100
            again = policyscore.score(made, moved)
            assert again.option(flip.option).score == pytest.approx(again.option(leader).score, abs=1e-6)


@settings(max_examples=60)
@given(chancy_problems())
def test_at_the_ends_of_stability_two_options_are_level_and_the_leader_is_first_between(problem: Chancy) -> None:
    made = problem.study()
    assessment = policyscore.score(made)
    leader, weights = assessment.leader.id, assessment.weighting.weights

    def under(id: str, weight: float) -> Assessment:
        rest = 1 - weights[id]
        return policyscore.score(made, {c: weight if c == id else w * (1 - weight) / rest for c, w in weights.items()})

    for each in stability(assessment) if len(assessment.options) > 1 else ():
        if each.low is None or each.high is None:
            continue
        for end, others in ((each.low, each.below), (each.high, each.above)):
            again = under(each.criterion, end)
            assert ahead(again, leader) >= -1e-6
            for other in others:
                assert again.option(other).score == pytest.approx(again.option(leader).score, abs=1e-6)


@settings(max_examples=40)
@given(chancy_problems())
def test_who_can_be_first_is_so_under_the_weights_that_show_it(problem: Chancy) -> None:
    made = problem.study()
    assessment = policyscore.score(made)
    assume(len(assessment.options) > 1)
    drawn = np.random.default_rng(0).dirichlet(np.ones(len(made.criteria)), 20)
    for id, found in potential_optimality(assessment.options).items():
        if found.verdict == "sometimes":
            assert found.weights
            assert ahead(policyscore.score(made, dict(found.weights)), id) == pytest.approx(found.margin, abs=1e-6)
        elif found.verdict == "never":
            ids = [criterion.id for criterion in made.criteria]
            for weights in drawn:
                assert ahead(policyscore.score(made, dict(zip(ids, weights.tolist(), strict=True))), id) < 0


@settings(max_examples=60)
@given(chancy_problems())
def test_at_the_rating_of_a_flip_the_two_are_level_and_at_none_that_is_nearer(problem: Chancy) -> None:
    made = problem.study()
    assessment = policyscore.score(made)
    found = {(flip.option, flip.criterion): flip for flip in robustness(assessment, draws=50).rating_flips}
    leader = assessment.leader
    assume(len(assessment.options) > 1 and not assessment.tied)
    for option in assessment.options:
        for criterion in made.rated:
            now = criterion.rating_at(option.values[criterion.id])
            flip = found.get((option.id, criterion.id))
            ends = [flip.after] if flip else [criterion.worst, criterion.best]
            if flip:
                again = policyscore.score(rated(made, option.id, criterion.id, flip.after))
                assert again.option(flip.level_with).score == pytest.approx(again.option(leader.id).score, abs=1e-6)
                assert flip.distance == pytest.approx(abs(criterion.value_of(flip.after) - option.values[criterion.id]))
                own = option.id not in (leader.id, made.baseline and made.baseline.id)
                assert (flip.level_with == option.id) if own else (flip.level_with != leader.id)
            # Straight from here to there the leader stays ahead.
            for end in ends:
                again = policyscore.score(rated(made, option.id, criterion.id, now + 0.999 * (end - now)))
                assert ahead(again, leader.id) > -1e-6
