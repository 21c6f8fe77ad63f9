"""What holds for every study, tried on random ones."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import policyscore
from policyscore import Assessment, ScoredOption
from policyscore.analysis.ranking import TIE
from policyscore.model.weights import from_pairs, normalised, rank_order_centroid
from tests.helpers import study
from tests.strategies import Problem, problems


def rows(assessment: Assessment) -> dict[str, ScoredOption]:
    return {row.id: row for row in assessment.options}


def exact(problem: Problem) -> list[Fraction]:
    """The scores in exact arithmetic."""
    total = sum(problem.points)
    scores = []
    for row in problem.ratings:
        score = Fraction(0)
        for point, (worst, best), (_, value, _) in zip(problem.points, problem.scales, row, strict=True):
            share = (Fraction(value) - Fraction(worst)) / (Fraction(best) - Fraction(worst))
            score += Fraction(point, total) * 100 * share
        scores.append(score)
    return scores


@given(problems())
def test_scores_and_ranks_are_those_of_exact_arithmetic(problem: Problem) -> None:
    expected = exact(problem)
    found = rows(policyscore.score(problem.study()))

    for index, score in enumerate(expected):
        row = found[f"o{index}"]
        assert row.score == pytest.approx(float(score), abs=1e-10)
        assert row.rank == 1 + sum(other > score + Fraction(TIE) / 2 for other in expected)


@given(problems())
def test_every_score_is_between_its_low_and_its_high_and_on_the_scale(problem: Problem) -> None:
    for row in policyscore.score(problem.study()).options:
        assert -TIE <= row.low <= row.score + TIE
        assert row.score <= row.high + TIE
        assert row.high <= 100 + TIE


@given(problems())
def test_gains_are_differences_and_the_baselines_is_0(problem: Problem) -> None:
    found = rows(policyscore.score(problem.study()))

    assert found["o0"].gain == 0
    assert all(row.gain == row.score - found["o0"].score for row in found.values())


@given(problems(), st.integers(0, 5), st.integers(0, 4), st.floats(0, 1))
def test_more_of_a_good_thing_never_lowers_a_score(problem: Problem, option: int, criterion: int, part: float) -> None:
    option, criterion = option % len(problem.ratings), criterion % len(problem.points)
    _, best = problem.scales[criterion]
    value = problem.ratings[option][criterion][1]
    better = value + round(part * (best - value) * 8) / 8
    row = list(problem.ratings[option])
    row[criterion] = (better, better, better)
    ratings = list(problem.ratings)
    ratings[option] = tuple(row)
    before = rows(policyscore.score(problem.study()))
    after = rows(policyscore.score(replace(problem, ratings=tuple(ratings)).study()))

    assert after[f"o{option}"].score >= before[f"o{option}"].score - TIE
    assert after[f"o{option}"].rank <= before[f"o{option}"].rank


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_options_in_the_files_does_not_matter(problem: Problem, random: Random) -> None:
    first, *rest = problem.yaml().split("---\n")
    random.shuffle(rest)

    def ranked(text: str) -> list[tuple[str, int, float]]:
        return [(row.id, row.rank, row.score) for row in policyscore.score(study(text)).options]

    assert ranked("---\n".join([first, *rest])) == ranked(problem.yaml())


@given(problems(), st.integers(1, 1000))
def test_the_sum_of_points_does_not_matter(problem: Problem, factor: int) -> None:
    scaled = replace(problem, points=tuple(point * factor for point in problem.points))
    before, after = rows(policyscore.score(problem.study())), rows(policyscore.score(scaled.study()))

    assert all(after[id].score == pytest.approx(row.score, abs=1e-10) for id, row in before.items())
    assert all(after[id].rank == row.rank for id, row in before.items())


@given(problems())
def test_dropping_an_option_changes_no_score_of_the_others(problem: Problem) -> None:
    """Scales are fixed by their ends, so there is no rank reversal by what else is on the list."""
    assume(len(problem.ratings) > 1)
    before = rows(policyscore.score(problem.study()))
    after = rows(policyscore.score(replace(problem, ratings=problem.ratings[:-1]).study()))

    assert all(row.score == before[id].score for id, row in after.items())


@given(problems())
def test_a_dominated_option_never_ranks_above_the_one_that_dominates_it(problem: Problem) -> None:
    found = policyscore.score(problem.study()).options
    for row in found:
        for other in found:
            if all(row.values[id] >= value for id, value in other.values.items()):
                assert row.rank <= other.rank


@given(problems())
@settings(max_examples=30)
def test_every_format_takes_every_study(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    for format in ("table", "markdown", "html", "latex", "csv", "tsv", "json"):
        assert policyscore.render(assessment, format).endswith("\n")


@given(st.lists(st.lists(st.uuids().map(str), min_size=1, max_size=3), min_size=1, max_size=6))
def test_orders_become_weights_that_sum_to_1_and_keep_the_order(order: list[list[str]]) -> None:
    weights = rank_order_centroid(order)

    assert sum(weights.values()) == pytest.approx(1)
    placed = [weights[place[0]] for place in order]
    assert placed == sorted(placed, reverse=True)
    assert all(weights[id] == weights[place[0]] for place in order for id in place)


@given(st.lists(st.integers(1, 50), min_size=2, max_size=7))
def test_comparisons_that_agree_with_points_give_the_points(points: list[int]) -> None:
    given_points = {f"c{index}": float(point) for index, point in enumerate(points)}
    ids = list(given_points)
    ratios = {(a, b): given_points[a] / given_points[b] for i, a in enumerate(ids) for b in ids[i + 1 :]}
    weights, consistency = from_pairs(ratios)

    assert weights == pytest.approx(normalised(given_points))
    assert consistency == pytest.approx(0, abs=1e-9)
