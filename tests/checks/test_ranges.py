"""Rules on how sure a rating is said to be, and on what is not known at all."""

import pytest

from tests.checks.found import codes, found, messages
from tests.helpers import matrix, study


def with_ranges(rows: dict[str, tuple[str, ...]], baseline: str | None = None) -> list[str]:
    return codes(matrix(dict.fromkeys(["x", "y"][: len(next(iter(rows.values())))], 1), rows, baseline=baseline))


def test_w17_ends_that_are_the_rating_itself_are_no_range() -> None:
    flat, wide = ("[40, 40, 40]", "[60, 60, 60]"), ("[30, 40, 55]", "[60, 60, 60]")

    assert with_ranges({"A": flat, "B": flat}).count("W17") == 2
    assert with_ranges({"A": flat, "B": wide}).count("W17") == 1
    # One rating may be known exactly.
    assert with_ranges({"A": wide, "B": wide}).count("W17") == 0


def test_w17_a_baseline_may_be_exact_where_others_are_not() -> None:
    flat, wide = ("[0, 0, 0]", "[0, 0, 0]"), ("[30, 40, 55]", "[60, 60, 60]")

    assert with_ranges({"A": wide, "Now": flat}, "Now").count("W17") == 0
    assert with_ranges({"A": flat, "Now": flat}, "Now").count("W17") == 2


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        (("[30, 40, 50]", "[50, 60, 70]") * 3, "6 ranges of 6 are ±10 points of 100 of the scale"),
        # At an end of the scale it is cut short: 5 - 10 is below 0.
        (("[0, 5, 15]", "[50, 60, 70]", "[85, 95, 100]") * 2, "6 ranges of 6 are ±10 points of 100 of the scale"),
        (("[36, 40, 44]", "[54, 60, 66]", "[18, 20, 22]") * 2, "6 ranges of 6 are ±10 % of the rating"),
        # Nine in ten are enough, eight in nine are not.
        (("[30, 40, 50]",) * 9 + ("[30, 40, 60]",), "9 ranges of 10 are ±10 points of 100 of the scale"),
        (("[30, 40, 50]",) * 8 + ("[30, 40, 60]",), None),
        # Five are too few, and ranges that differ are ranges.
        (("[30, 40, 50]",) * 5, None),
        (("[30, 40, 50]", "[50, 60, 75]") * 3, None),
        (("[30, 40, 52]", "[50, 60, 72]") * 3, None),
        # Without a width they are another mistake.
        (("[40, 40, 40]",) * 6, None),
    ],
)
def test_w31_ranges_that_are_all_as_wide(ranges: tuple[str, ...], said: str | None) -> None:
    table = matrix({"x": 1}, {f"O{k}": (text,) for k, text in enumerate(ranges)})

    assert messages(table, "W31") == ([said] if said else [])


def test_w31_counts_in_shares_of_each_scale() -> None:
    # ±1 of 0 to 10 is ±10 of 100, as ±50 of 500 to 0 is.
    text = "criteria: {x: {worst: 0, best: 10}, y: {worst: 500, best: 0}}\n"
    text += "".join(
        f"---\n{{option: O{k}, id: o{k}, ratings: {{x: [3, 4, 5], y: [150, 200, 250]}}}}\n" for k in range(3)
    )

    assert messages(study(text), "W31") == ["6 ranges of 6 are ±10 points of 100 of the scale"]


@pytest.mark.parametrize(
    ("rating", "fires"),
    [
        ("basis: judgement, confidence: high", True),
        ("basis: judgement, confidence: medium", False),
        ("basis: judgement, confidence: high, sources: [s]", False),
        ("basis: source, confidence: high, sources: [s]", False),
        ("low: 39, high: 41, confidence: low", True),
        ("low: 38, high: 42, confidence: low", True),
        ("low: 40, high: 40, confidence: low", True),
        ("low: 38, high: 43, confidence: low", False),
        ("low: 39, high: 41, confidence: medium", False),
        # No range at all is what W17 is for.
        ("confidence: low", False),
    ],
)
def test_w32_confidence_is_borne_out_by_basis_and_range(rating: str, fires: bool) -> None:
    table = matrix({"x": 1}, {"A": (f"{{value: 40, {rating}}}",)}, "---\nsources: {s: {title: S}}\n")

    assert ("W32" in codes(table)) is fires


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        ("basis: judgement, confidence: high", "`confidence: high` but rests on judgement alone"),
        ("low: 38.5, high: 41.5, confidence: low", "`confidence: low`, yet its range is only 3 of 100 points wide"),
        # .02 of 100 is no width of 0.
        (
            "low: 39.99, high: 40.01, confidence: low",
            "`confidence: low`, yet its range is only 0.02 of 100 points wide",
        ),
    ],
)
def test_w32_says_what_was_marked_and_what_speaks_against_it(rating: str, said: str) -> None:
    assert messages(matrix({"x": 1}, {"A": (f"{{value: 40, {rating}}}",)}), "W32") == [
        f"the rating on `x` is marked {said}"
    ]


def test_w32_narrow_is_narrow_on_the_scale() -> None:
    # ±1 of 0 to 10 is 20 points of 100.
    text = "criteria: {x: {worst: 0, best: 10}}\n---\n"
    text += "{option: A, id: a, ratings: {x: {value: 4, low: 3, high: 5, confidence: low}}}"

    assert "W32" not in codes(study(text))


def test_w28_a_criterion_with_weight_on_which_nothing_is_known() -> None:
    rows = {"A": (10, "unknown"), "B": (20, "unknown")}

    assert [finding.criteria for finding in found(matrix({"x": 1, "y": 1}, rows), "W28")] == [("y",)]
    assert "W28" not in codes(matrix({"x": 1, "y": 0}, rows))
    assert "W28" in codes(matrix({"x": 1, "y": 0}, rows, "---\nweighting: NGO\nid: ngo\npoints: {x: 1, y: 1}\n"))
    assert "W28" not in codes(matrix({"x": 1, "y": 1}, {**rows, "C": (1, 2)}))


def test_w28_an_option_of_which_nothing_is_known_and_above_all_the_baseline() -> None:
    rows = {"A": ("unknown", "unknown"), "B": (20, 30), "C": ("unknown", 3)}

    assert messages(matrix({"x": 1, "y": 1}, rows), "W28") == ["nothing is known of `a`"]
    assert messages(matrix({"x": 1, "y": 1}, rows, baseline="A"), "W28") == [
        "nothing is known of the baseline, `a`, so every gain rests on a guess"
    ]


def test_w28_of_a_study_without_a_rating_that_is_said_once() -> None:
    rows = dict.fromkeys("ABC", ("unknown", "unknown"))

    assert messages(matrix({"x": 1, "y": 1}, rows, baseline="A"), "W28") == [
        "nothing is rated yet: every rating is unknown"
    ]
