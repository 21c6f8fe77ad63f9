"""Points, orders and pairwise comparisons as weights, against worked and published numbers."""

import pytest

from policyscore.model.weights import RANDOM_INDEX, from_pairs, missing_pairs, rank_order_centroid

# Published tables (Barron and Barrett 1996), checked against means over 400,000 sorted random weightings.
ROC = {
    2: [0.7500, 0.2500],
    3: [0.6111, 0.2778, 0.1111],
    4: [0.5208, 0.2708, 0.1458, 0.0625],
    5: [0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
    6: [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    7: [0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204],
    8: [0.3397, 0.2147, 0.1522, 0.1106, 0.0793, 0.0543, 0.0335, 0.0156],
}


@pytest.mark.parametrize("n", ROC)
def test_rank_order_centroids_are_the_published_ones(n: int) -> None:
    weights = rank_order_centroid([[f"c{place}"] for place in range(n)])

    assert list(weights.values()) == pytest.approx(ROC[n], abs=5e-5)


def test_criteria_whose_order_is_not_known_share_the_mean_of_their_places() -> None:
    # Of .5208 .2708 .1458 .0625 the middle two become their mean, .2083.
    weights = rank_order_centroid([["a"], ["b", "c"], ["d"]])

    assert list(weights) == ["a", "b", "c", "d"]
    assert list(weights.values()) == pytest.approx([0.5208, 0.2083, 0.2083, 0.0625], abs=5e-5)


EXAMPLE = {("a", "b"): 2, ("a", "c"): 5, ("a", "d"): 3, ("b", "c"): 3, ("b", "d"): 2, ("c", "d"): 1 / 2}


def test_pairwise_weights_are_the_geometric_means_of_the_rows() -> None:
    # Row a: (1 x 2 x 5 x 3) ** 1/4 = 2.3403; over all rows 4.8439; .4832
    weights, consistency = from_pairs(EXAMPLE)

    assert weights == pytest.approx({"a": 0.4832, "b": 0.2717, "c": 0.0882, "d": 0.1569}, abs=5e-5)
    # (4.0145 - 4) / 3 / .8815 = .0055
    assert consistency == pytest.approx(0.0055, abs=5e-5)


def test_either_way_round_a_comparison_says_the_same() -> None:
    turned = {(b, a): 1 / ratio for (a, b), ratio in EXAMPLE.items()}

    assert from_pairs(turned)[0] == pytest.approx(from_pairs(EXAMPLE)[0])


def test_comparisons_that_agree_give_their_weights_back_with_ratio_0() -> None:
    given = {"a": 0.5, "b": 0.3, "c": 0.2}
    ratios = {(a, b): given[a] / given[b] for a, b in (("a", "b"), ("a", "c"), ("b", "c"))}

    weights, consistency = from_pairs(ratios)

    assert weights == pytest.approx(given)
    assert consistency == pytest.approx(0, abs=1e-12)


def test_two_criteria_cannot_contradict_themselves() -> None:
    assert from_pairs({("a", "b"): 3}) == ({"a": 0.75, "b": 0.25}, 0.0)


def test_a_circle_of_preferences_is_inconsistent() -> None:
    # a over b over c over a, each 9 times: lambda = 1 + 9 + 1/9 = 10.11, (10.11 - 3) / 2 / .5245 = 6.78
    weights, consistency = from_pairs({("a", "b"): 9, ("b", "c"): 9, ("c", "a"): 9})

    assert weights == pytest.approx(dict.fromkeys("abc", 1 / 3))
    assert consistency == pytest.approx(6.78, abs=0.005)


def test_beyond_the_table_the_random_index_is_the_fitted_line() -> None:
    # All 16 alike but one pair, 9 to 1. By symmetry the eigenvector is (x, y, 1, …, 1) with 14 ones:
    # Lx = x + 9y + 14, Ly = x/9 + y + 14, L = x + y + 14. Solved: L = 16.4024, over the line's
    # (2.7699 x 16 - 4.3513 - 16) / 15 = 1.5980.
    ids = [f"c{n}" for n in range(16)]
    ratios = {(a, b): 1.0 for i, a in enumerate(ids) for b in ids[i + 1 :]}
    ratios["c0", "c1"] = 9.0
    largest = 16.0
    for _ in range(200):  # the three equations, put into one another until they hold
        # From the first two: (L - 1) x - 9 y = 14 and -x/9 + (L - 1) y = 14.
        determinant = (largest - 1) ** 2 - 1
        x, y = 14 * (largest - 1 + 9) / determinant, 14 * (largest - 1 + 1 / 9) / determinant
        largest = x + y + 14

    assert from_pairs(ratios)[1] == pytest.approx((largest - 16) / 15 / ((2.7699 * 16 - 4.3513 - 16) / 15))


def test_the_consistency_ratio_is_that_of_the_largest_eigenvalue() -> None:
    """Taken at the geometric means it would be .0993, and no longer a warning."""
    ratios = {("a", "b"): 2, ("a", "c"): 1 / 5, ("a", "d"): 1 / 9, ("a", "e"): 1 / 9, ("b", "c"): 1}
    ratios |= {("b", "d"): 1 / 8, ("b", "e"): 1 / 7, ("c", "d"): 1 / 2, ("c", "e"): 1 / 2, ("d", "e"): 1}

    assert from_pairs(ratios)[1] == pytest.approx(0.1036, abs=5e-5)


def test_the_random_index_is_the_published_one() -> None:
    """A circle of n would not do: here one pair of n alike is 9 to 1, and the ratio shows the index."""
    published = {3: 0.5245, 4: 0.8815, 5: 1.1086, 6: 1.2479, 7: 1.3417, 8: 1.4056, 9: 1.4499, 10: 1.4854}

    assert {n: RANDOM_INDEX[n] for n in published} == published


def test_missing_pairs_are_named() -> None:
    assert missing_pairs({("a", "b"): 1, ("c", "a"): 1}, most=12) == ([("b", "c")], 1)


def test_of_many_missing_pairs_the_first_are_named_and_all_counted() -> None:
    # Of five criteria in a chain, 5 * 4 / 2 - 4 = 6 pairs are missing.
    chain = {("a", "b"): 1, ("b", "c"): 1, ("c", "d"): 1, ("d", "e"): 1}

    assert missing_pairs(chain, most=2) == ([("a", "c"), ("a", "d")], 6)
