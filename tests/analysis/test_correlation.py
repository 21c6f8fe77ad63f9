"""How closely criteria are related, and how often chance alone would say so."""

import random
from math import pi, sqrt

import pytest

from policyscore.analysis import correlation
from policyscore.analysis.correlation import chance_of, close_relations, relations_with_chance
from tests.helpers import CHANCE, matrix, option, study, toy


def test_chance_of_a_correlation_over_three_and_four_options_by_hand() -> None:
    # One degree of freedom: 1 - 2/pi asin(r), and asin(.5) = pi/6. Two: 1 - sin = 1 - r.
    assert chance_of(0.5, 3) == pytest.approx(1 - 2 / pi * pi / 6)
    assert chance_of(-0.5, 4) == pytest.approx(0.5)
    # Four: 1 - sin (1 + cos²/2), with r = .6: 1 - .6 * 1.32.
    assert chance_of(0.6, 6) == pytest.approx(0.208)


@pytest.mark.parametrize("options", range(3, 61))
@pytest.mark.parametrize("r", [0.0, 0.3, -0.75, 0.9, 0.999])
def test_chance_of_a_correlation_is_the_tail_of_students_t(r: float, options: int) -> None:
    from scipy.stats import t  # type: ignore[import-untyped]

    freedom = options - 2

    assert chance_of(r, options) == pytest.approx(2 * t.sf(abs(r) * sqrt(freedom / (1 - r * r)), freedom), abs=1e-12)


def false_alarms(criteria: int, options: int, grid: int, studies: int) -> float:
    """The share of studies with unrelated criteria that have a pair which is called closely related."""
    rng = random.Random(20141231)
    hits = 0
    for _ in range(studies):
        rows = {f"O{k}": [round(100 * rng.randint(0, grid) / grid, 6) for _ in range(criteria)] for k in range(options)}
        hits += any(close_relations(matrix({f"c{k}": 1 for k in range(criteria)}, rows)))
    return hits / studies


@pytest.mark.parametrize(
    ("criteria", "options", "grid"),
    # On many steps the rate is near .05; on five, three or two levels it may be far below, never far above.
    [(8, 5, 1000), (8, 7, 100), (8, 7, 4), (8, 5, 4), (8, 5, 2), (6, 6, 1)],
)
def test_unrelated_criteria_are_called_related_in_about_one_study_in_twenty(
    criteria: int, options: int, grid: int
) -> None:
    # Of 250 studies with a true rate of .06, 3 standard errors are .045.
    assert false_alarms(criteria, options, grid, 250) <= 0.105


def test_unrelated_criteria_are_called_related_now_and_then() -> None:
    # Else the rule would be deaf. .05 less 3 standard errors of .014.
    assert false_alarms(8, 5, 1000, 250) >= 0.008


def test_criteria_that_are_one_are_found_among_many() -> None:
    rng = random.Random(1)
    rows = {f"O{k}": [rng.randint(0, 100) for _ in range(8)] for k in range(7)}
    rows = {id: [*row, row[0], 100 - row[1]] for id, row in rows.items()}
    found = [
        (pair.one, pair.other, round(pair.r, 9)) for pair in close_relations(matrix(dict.fromkeys(NAMES, 1), rows))
    ]

    assert found == [("c0", "c8", 1.0), ("c1", "c9", -1.0)]


NAMES = [f"c{k}" for k in range(10)]


def test_many_criteria_have_the_same_relations_however_the_pairs_are_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(2)
    rows = {f"O{k}": [rng.randint(0, 100) for _ in range(30)] for k in range(14)}
    # Thirty more that move nearly as the first thirty do, every second against them: r on both sides of the limit.
    for row in rows.values():
        near = [min(100, max(0, x + rng.randint(-25, 25))) for x in row]
        row += [100 - x if k % 2 else x for k, x in enumerate(near)]
    study = matrix(dict.fromkeys([f"c{k}" for k in range(60)], 1), rows)
    plainly = [*close_relations(study)]
    monkeypatch.setattr(correlation, "MANY_CRITERIA", 1)
    monkeypatch.setattr(correlation, "ROWS_AT_ONCE", 7)

    assert [*close_relations(study)] == plainly
    assert 5 < len(plainly) < 30
    assert {pair.r > 0 for pair in plainly} == {True, False}


def test_an_unknown_rating_leaves_its_option_out_of_the_pair() -> None:
    rows = {name: (k, 10 * k) for k, name in enumerate("ABCDE")}
    (pair,) = close_relations(matrix({"x": 1, "y": 1}, {**rows, "F": ("unknown", 3)}))

    assert pair.options == 5
    assert pair.r == pytest.approx(1)
    assert not [*close_relations(matrix({"x": 1, "y": 1}, {**rows, "E": (4, "unknown")}))]


def test_equal_values_have_no_correlation() -> None:
    assert not [*close_relations(matrix({"x": 1, "y": 1}, {name: (50, k) for k, name in enumerate("ABCDEF")}))]


def test_the_chance_is_held_against_what_is_weighed_over_the_options_that_may_fail() -> None:
    # Chances 1 to 5 have deviations -2 to 2, ratings of 10 20 30 50 40 have -20 -10 0 20 10: r = 90 / sqrt(10 * 1000).
    tried = "".join(option(*row) for row in zip("ABCDE", (1, 2, 3, 4, 5), (10, 20, 30, 50, 40), strict=True))
    (found,) = relations_with_chance(study(CHANCE + tried + option("Now", 100, 0, True)))

    assert (found.one, found.other, found.options) == ("chance", "good", 5)
    assert found.r == pytest.approx(0.9)
    # An option whose chance nobody knows is left out, and then there are too few.
    unknown = tried.replace("chance: 5", "chance: unknown")
    assert not [*relations_with_chance(study(CHANCE + unknown + option("Now", 100, 0, True)))]
    assert not [*relations_with_chance(toy())]
