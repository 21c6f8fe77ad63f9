"""Rank acceptability over sets of weightings: closed forms, published figures, laws."""

import numpy as np
import pytest
from hypothesis import given, settings

import policyscore
from policyscore.analysis.rank_acceptability import RankShares, rank_shares, ranked, share_below
from policyscore.analysis.rating_distributions import rating_distributions
from policyscore.analysis.scoring import Assessment
from policyscore.analysis.weight_sensitivity import flips, radius
from policyscore.analysis.weight_sets import weight_sets
from tests.analysis.test_rating_distributions import widened
from tests.helpers import matrix, toy
from tests.strategies import Problem, problems

DRAWS = 40_000


def found(
    assessment: Assessment, draws: int = DRAWS, within: float | None = None, seed: int = 0
) -> dict[str, RankShares]:
    values = {row.id: row.effective for row in assessment.options}
    chosen = weight_sets(assessment.study, assessment.weighting, within)
    return {named.name: rank_shares(named, values, draws, seed, lambda count: None) for named in chosen}


def firsts(result: RankShares) -> dict[str, float]:
    return {id: row[0] for id, row in result.ranks.items()}


def four_errors(share: float, draws: int = DRAWS) -> float:
    return 4 * float(np.sqrt(share * (1 - share) / draws)) + 1e-12


def test_two_options_on_two_criteria_in_closed_form() -> None:
    # A = (80, 20) leads B = (20, 60) where 80 w + 20 (1 - w) > 20 w + 60 (1 - w): w > .4. With w uniform that is
    # a share of .6; there the mean of w is .7. In the order w > .5 A leads always.
    result = found(policyscore.score(matrix({"x": 60, "y": 40}, {"A": (80, 20), "B": (20, 60)})))

    assert firsts(result["any"])["a"] == pytest.approx(0.6, abs=four_errors(0.6))
    assert result["any"].pairwise["a"]["b"] == pytest.approx(0.6, abs=1e-12)
    central = result["any"].central["a"]
    assert central
    assert central["x"] == pytest.approx(0.7, abs=0.01)
    assert firsts(result["order"]) == {"a": 1, "b": 0}
    assert result["order"].central["b"] is None


def test_the_running_example_over_all_weights() -> None:
    """The exact volumes, by half-space intersection."""
    result = found(policyscore.score(toy()), draws=200_000)["any"]
    exact = {"d": 0.3746, "e": 0.3403, "c": 0.1778, "b": 0.1073, "a": 0, "g": 0, "f": 0}

    for id, share in exact.items():
        assert firsts(result)[id] == pytest.approx(share, abs=four_errors(share, 200_000) + 5e-5)
    for id, central in {"d": (0.238, 0.233, 0.119, 0.410), "b": (0.641, 0.102, 0.128, 0.129)}.items():
        assert list((result.central[id] or {}).values()) == pytest.approx(central, abs=0.006)
    assert result.pairwise["d"]["e"] == pytest.approx(43 / 75, abs=1e-12)
    assert result.pairwise["d"]["b"] == pytest.approx(0.885714, abs=1e-6)
    assert result.pairwise["d"]["c"] == pytest.approx(0.638889, abs=1e-6)


def test_the_running_example_in_its_order_and_in_ranges() -> None:
    ranges = "{impact: [25, 55], feasibility: [15, 45], low-cost: [5, 20], low-harm: [10, 35]}"
    text = "---\nweighting: W\nid: w\npoints: {impact: 40, feasibility: 30, low-cost: 10, low-harm: 20}\n"
    study = toy(f"{text}ranges: {ranges}\n")
    result = found(policyscore.score(study, "w"), draws=100_000)

    assert list(result) == ["ranges", "order", "any"]
    assert {id: round(100 * share) for id, share in firsts(result["order"]).items() if share} == {"d": 66, "b": 34}
    assert result["order"].pairwise["d"]["b"] == pytest.approx(0.658667, abs=1e-6)
    assert result["order"].pairwise["e"]["c"] == pytest.approx(2 / 3, abs=1e-9)
    assert {id: round(100 * share) for id, share in firsts(result["ranges"]).items() if share > 0.005} == {
        "d": 96,
        "b": 2,
        "c": 2,
    }
    assert result["ranges"].set.ranges == {
        "impact": (25, 55),
        "feasibility": (15, 45),
        "low-cost": (5, 20),
        "low-harm": (10, 35),
    }


def test_uncertain_ratings_at_the_weights_of_today() -> None:
    """With every rating within 15, at fixed weights: D 67, E 18, C 14 percent."""
    assessment = policyscore.score(widened())
    scores = rating_distributions(assessment).sample(np.random.default_rng(1), 100_000)
    weights = [assessment.weighting.weights[c.id] for c in assessment.study.criteria]
    first = np.bincount((scores @ np.array(weights)).argmax(axis=1), minlength=7) / 100_000

    expected = {"d": 0.67, "e": 0.18, "c": 0.14, "b": 0, "a": 0, "g": 0, "f": 0}
    assert {r.id: share for r, share in zip(assessment.options, first, strict=True)} == pytest.approx(
        expected, abs=0.01
    )


@pytest.mark.parametrize(
    ("lead", "share"),
    [
        ([1, -1], 0.5),
        # 3 w <= 1 - w: w <= 1/4.
        ([3, -1], 0.25),
        # At least half on the last of four: (1/2)^3.
        ([1, 1, 1, -1], 0.125),
        ([0, -1, 1], 0.5),
        ([0, 0, 1], 0),
        ([0, 0], 1),
        ([-1, -2], 1),
        # Two leads are equal, where the textbook's formula divides by 0.
        ([-5, -5, 20, -10], 43 / 75),
    ],
)
def test_the_exact_share_of_a_pair(lead: list[float], share: float) -> None:
    assert share_below(np.array([lead])) == pytest.approx(share, abs=1e-12)


def test_ties_share_the_better_rank() -> None:
    counts, first = ranked(np.array([[5.0, 7.0, 7.0, 1.0], [3.0, 2.0, 2.0, 2.0]]))

    assert counts.tolist() == [[1, 0, 1, 0], [1, 1, 0, 0], [1, 1, 0, 0], [0, 1, 0, 1]]
    who = sorted((int(option), int(draw)) for o, d in first for option, draw in zip(o, np.arange(2)[d], strict=True))
    assert who == [(0, 1), (1, 0), (2, 0)]


@settings(max_examples=30)
@given(problems())
def test_laws_of_shares(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    rows = assessment.options
    for result in found(assessment, draws=3000, within=5).values():
        for row in rows:
            assert sum(result.ranks[row.id]) == pytest.approx(1)
        for row in rows:
            mine = result.pairwise[row.id]
            for other in rows:
                if other is not row:
                    # A share and its opposite leave what is a tie.
                    assert mine[other.id] + result.pairwise[other.id][row.id] <= 1 + 1e-9
                    if all(other.values[id] > row.values[id] for id in row.values):
                        assert mine[other.id] == pytest.approx(0, abs=1e-12)
                        assert result.ranks[row.id][0] == 0


@settings(max_examples=20)
@given(problems(options=4, criteria=4))
def test_the_sampled_share_of_a_pair_agrees_with_the_exact_one(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    for name, result in found(assessment, draws=8000).items():
        if not result.exact:
            continue
        chosen = next(named for named in weight_sets(assessment.study, assessment.weighting) if named.name == name)
        drawn = chosen.draw(np.random.default_rng(5), 8000)
        for row in assessment.options:
            for other, share in result.pairwise[row.id].items():
                rival = next(r for r in assessment.options if r.id == other)
                lead = np.array([row.values[id] - rival.values[id] for id in row.values])
                sampled = float((drawn @ lead > 1e-9).mean())
                assert sampled == pytest.approx(share, abs=5 * float(np.sqrt(share * (1 - share) / 8000)) + 2e-3)


@settings(max_examples=20)
@given(problems())
def test_a_constant_on_a_criterion_changes_no_share_and_no_radius(problem: Problem) -> None:
    """The ratings on the first criterion move by a step, on a scale with room for it."""
    study = problem.study()
    before = policyscore.score(study)
    (worst, best), *_ = problem.scales
    low, high = sorted((worst, best))
    roomy = Problem(problem.points, ((low, high + 4), *problem.scales[1:]), problem.ratings)
    moved = tuple((tuple(x + 4 for x in row[0]), *row[1:]) for row in problem.ratings)
    shifted = Problem(problem.points, ((low, high + 4), *problem.scales[1:]), moved)  # type: ignore[arg-type]
    one, two = (policyscore.score(p.study()) for p in (roomy, shifted))

    assert before.study.sha256 == study.sha256
    assert [row.id for row in one.options] == [row.id for row in two.options]
    assert [row.rank for row in one.options] == [row.rank for row in two.options]
    radii = [radius(flips(assessment)) for assessment in (one, two)]
    assert [r and r.points for r in radii] == pytest.approx([radii[0] and radii[0].points] * 2, abs=1e-6)
    for a, b in zip(found(one, draws=2000).values(), found(two, draws=2000).values(), strict=True):
        assert {id: pytest.approx(row, abs=2e-3) for id, row in a.ranks.items()} == b.ranks


def test_the_same_seed_gives_the_same_numbers_whatever_other_sets_there_are() -> None:
    assessment = policyscore.score(toy())

    assert found(assessment)["any"].ranks == found(assessment, within=10)["any"].ranks
    assert found(assessment)["any"].ranks != found(assessment, seed=1)["any"].ranks


def test_the_standard_error_is_that_of_a_share() -> None:
    result = found(policyscore.score(toy()))["any"]
    share = result.ranks["d"][0]

    assert result.errors["d"][0] == pytest.approx(np.sqrt(share * (1 - share) / DRAWS))


def test_duplicates_share_every_first_place() -> None:
    result = found(policyscore.score(matrix({"x": 1, "y": 1}, {"A": (80, 20), "B": (80, 20), "C": (20, 60)})))["any"]

    assert firsts(result)["a"] == firsts(result)["b"] == pytest.approx(0.6, abs=four_errors(0.6))
    assert result.pairwise["a"]["b"] == 0
    assert result.central["a"] == result.central["b"]


def test_how_draws_are_split_into_blocks_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found(policyscore.score(toy()), draws=1000)["any"]
    monkeypatch.setattr("policyscore.analysis.rank_acceptability.SCORES_PER_BLOCK", 700)
    split = found(policyscore.score(toy()), draws=1000)["any"]

    assert split.ranks == whole.ranks
    assert split.central["d"] == pytest.approx(whole.central["d"])


def test_too_few_first_places_have_no_central_weights() -> None:
    # B leads where w > 99/101 or so: a share of about .01, 100 of 10,000 draws.
    study = matrix({"x": 1, "y": 1}, {"A": (98, 100), "B": (100, 0)})
    result = found(policyscore.score(study), draws=10_000)["any"]

    assert 0 < result.ranks["b"][0] < 0.02
    assert result.central["b"] is None


def test_options_that_are_level_under_all_weights_are_above_one_another_under_none() -> None:
    # A leads B by 5e-10 on x, which is a tie.
    ratings = {"A": (50.0000000005, 50), "B": (50, 50), "C": (90, 10)}
    result = found(policyscore.score(matrix({"x": 2, "y": 1}, ratings)), draws=500)["order"]

    assert result.exact
    assert (result.pairwise["a"]["b"], result.pairwise["b"]["a"]) == (0, 0)
