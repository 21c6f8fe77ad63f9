"""What `compare` says in sentences, read back and held against its numbers: ties, shares, regret, the unbeaten."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyscore.analysis.comparison import compare
from policyscore.formats.numbers import inside
from policyscore.formats.report import Report, Table
from policyscore.model.study import Study
from policyscore.reading.views import views
from policyscore.reports.compare import compare_report
from policyscore.reports.compare_sentences import agreement
from tests.helpers import matrix, survey


def report(study: Study, mean: bool = False) -> Report:
    return compare_report(compare(views(study, ()), mean=mean), study.sha256)


def weightings(*rows: dict[str, int]) -> str:
    return "".join(f"---\nweighting: W{n}\nid: w{n}\npoints: {row}\n" for n, row in enumerate(rows, 1))


X, Y, Z = {"x": 1}, {"y": 1}, {"z": 1}


@pytest.mark.parametrize(
    ("ratings", "rows", "said"),
    [
        # By x A and B are first, by y A and C: more first places than weightings.
        ({"A": (9, 9), "B": (9, 1), "C": (1, 9)}, (X, Y), "Of rank 1 under every weighting, alone or shared: A."),
        ({"A": (9, 1), "B": (9, 1), "C": (1, 9)}, (X, Y), "who is first, alone or shared: A under 1, B under 1 and C"),
        ({"A": (9, 1), "B": (1, 9)}, (X, Y), "Of the 2 weightings, who is first: A under 1 and B under 1."),
        ({"A": (5, 5), "B": (5, 5)}, (X, Y), "Of rank 1 under every weighting, level with one another: A and B."),
        ({"A": (5, 5), "B": (5, 5), "C": (1, 1)}, (X,), "Of rank 1, level with one another: A and B."),
        ({"A": (9, 1), "B": (5, 5)}, (X,), "Of rank 1: A."),
    ],
)
def test_shared_first_places_are_called_shared(
    ratings: dict[str, tuple[int, ...]], rows: tuple[dict[str, int], ...], said: str
) -> None:
    assert said in report(matrix({"x": 1, "y": 1}, ratings, weightings(*rows))).lead[0]


def test_one_weighting_is_no_many() -> None:
    """Agreement, pairs and regret say nothing of a single ranking; and its mean is somebody's view."""
    made = report(matrix({"x": 1, "y": 1}, {"A": (9, 1), "B": (5, 5)}, weightings(X)), mean=True)

    assert made.lead == (
        "Of rank 1: A.",
        "Under the mean of all weights A (9.0) scores highest.",
    )
    assert not any("None counts more" in note.text or "Borda" in note.text for note in made.notes)


def test_a_single_option_is_compared_with_none() -> None:
    study = matrix({"x": 1, "y": 1}, {"A": (9, 1)}, weightings(X, Y))
    made = report(study)

    assert made.lead == ()
    assert report(study, mean=True).lead == (
        "Under the mean of all weights, which may be nobody's view, A scores 5.0.",
    )
    assert [table.caption for table in made.tables] == ["Scores (rank)"]
    assert not any("Borda" in note.text for note in made.notes)


def test_several_may_be_highest_under_the_mean() -> None:
    # Half and half: A and B have 5 each.
    made = report(matrix({"x": 1, "y": 1}, {"A": (9, 1), "B": (1, 9)}, weightings(X, Y)), mean=True)

    assert made.lead[-1].endswith("A (5.0) and B (5.0) score highest, level with one another.")


def test_nobody_has_to_regret_what_is_always_first() -> None:
    made = report(matrix({"x": 1, "y": 1}, {"A": (9, 9), "B": (1, 5)}, weightings(X, Y)))

    assert "The least to regret: A, behind no other option under any weighting." in made.lead


def test_a_regret_that_rounds_to_nothing_is_not_nothing() -> None:
    # A is 0.04 behind B by y.
    made = report(matrix({"x": 1, "y": 1}, {"A": (9, 5), "B": (1, 5.04)}, weightings(X, Y)))

    assert "The least to regret: A, at worst less than 0.1 points behind whichever is first." in made.lead
    assert cells(made.tables[0], "regret") == ["<0.1", "8.0"]


def test_no_rounding_makes_rankings_the_same() -> None:
    assert agreement(1.0) == "Kendall's W is 1: the ranking is the same under every weighting."
    assert agreement(0.9999999999999998) == agreement(1.0)
    assert "W is more than 0.99: 1 would be" in agreement(0.997)
    assert "W is less than 0.01: 1 would be" in agreement(0.004)
    assert "W is 0.00: 1 would be" in agreement(0.0)
    assert [inside(tau, 2, -1, 1) for tau in (-1, -0.996, 0.996, 1)] == ["-1.00", "<-0.99", ">0.99", "1.00"]


def test_options_level_with_one_another_beat_the_rest_in_pairs() -> None:
    """A and B beat D, E and F, which go round: of a circle nobody hears while somebody is unbeaten."""
    orders = ("ABDEF", "BAEFD", "ABFDE", "BADEF", "ABEFD", "BAFDE")
    ratings = {letter: tuple(50 - 10 * order.index(letter) for order in orders) for letter in "ABDEF"}
    criteria = [f"c{n}" for n in range(6)]
    made = report(matrix(dict.fromkeys(criteria, 1), ratings, weightings(*({c: 1} for c in criteria))))

    assert "Head to head, no option beats every other; beaten by none: A and B." in made.lead
    assert made.json["unbeaten"] == ["a", "b"]
    assert (made.json["condorcet_winner"], made.json["cycle"]) == (None, [])


def test_orders_that_are_cut_are_counted() -> None:
    """Two opposed views of ten options: each of their 10! orders contradicts one view on each of the 45 pairs."""
    ratings = {f"O{n}": (10 * n, 100 - 10 * n) for n in range(10)}
    made = report(matrix({"x": 1, "y": 1}, ratings, weightings({"x": 1}, {"y": 1})))
    said = " ".join([*made.lead, *(note.text for note in made.notes)])

    assert "Borda, Copeland and Kemeny put no two options the other way round." in said
    assert "3,628,800 orders contradict equally few pairs of the rankings (45)" in said
    assert "In JSON the first 100 of these 3,628,800 orders are listed." in said


def test_shares_of_first_places_in_groups_are_called_shared(tmp_path: Path) -> None:
    path = survey(tmp_path, "name,x,y,town\nAnn,1,0,Bonn\nBo,1,0,Bonn\nCem,0,1,Ulm\n")
    study = matrix({"x": 1, "y": 1}, {"A": (9, 1), "B": (9, 2)})
    made = compare_report(compare(views(study, (path,)), by="town"), "")
    heads = {column.key: column.under for column in made.tables[-1].columns}

    assert (heads["first:Bonn"], heads["first:Ulm"]) == ("alone or shared", "")
    assert cells(made.tables[-1], "first:Bonn") == ["100.0", "100.0"]


def test_a_counted_share_is_0_or_100_only_where_it_is(tmp_path: Path) -> None:
    # One of 2,001 sees B first.
    path = survey(tmp_path, "x,y\n" + "1,0\n" * 2000 + "0,1\n")
    study = matrix({"x": 1, "y": 1}, {"A": (9, 1), "B": (1, 9), "C": (0, 0)})
    made = compare_report(compare(views(study, (path,))), "")

    assert cells(made.tables[0], "first") == [">99.9", "<0.1", "0.0"]
    # Mean ranks of 1 + 1/2001, of 2 - 1/2001, and of 3.
    assert cells(made.tables[0], "mean") == ["<1.01", "2.00", "3.00"]


def cells(table: Table, key: str) -> list[str]:
    """The cells of a column as they are shown."""
    place = [column.key for column in table.columns].index(key)
    return [row[place] for row in table.shown()]


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Up to five options, rated roughly so that many tie, under up to 14 weightings."""
    rating = st.sampled_from((0, 0, 50, 50, 100, 12.34))
    m, views = draw(st.integers(1, 5)), draw(st.sampled_from((1, 2, 3, 4, 14)))
    rows = draw(st.lists(st.tuples(rating, rating, rating), min_size=m, max_size=m))
    point = st.integers(0, 2)
    points = draw(st.lists(st.tuples(point, point, point).filter(any), min_size=views, max_size=views))
    text = weightings(*(dict(zip("xyz", row, strict=True)) for row in points))
    return matrix({"x": 1, "y": 1, "z": 1}, {f"O{index}": row for index, row in enumerate(rows)}, text)


@settings(max_examples=60)
@given(studies())
def test_sentences_say_what_the_numbers_say(study: Study) -> None:
    made = report(study, mean=True)
    json: dict[str, Any] = dict(made.json)
    said = " ".join(made.lead)
    options = {option["name"]: option for option in json["options"]}
    count = len(json["weightings"])

    _first_places(said, options, count)
    _pairs(said, options, json)
    _tables(made, json)
    if found := re.search(r"W is (more than |less than )?([\d.]+)", said):
        _is_shown(found[2], found[1], json["concordance"], 2)
    if found := re.search(
        r"The least to regret: ([^,]*), (?:at worst (less than |more than )?([\d.]+)|behind no)", said
    ):
        least = min(option["max_regret"] for option in options.values())
        near = {name for name, option in options.items() if option["max_regret"] <= least + 1e-9}
        assert near == named(found[1]) == {name for name in options if options[name]["id"] in json["least_regret"]}
        if found[3]:
            _is_shown(found[3], found[2], least, 1)
        else:
            assert least <= 1e-9
    if found := re.search(r"Of rank 3 or better under every weighting: (.*?)\.", said):
        assert named(found[1]) - {"none"} == {name for name in options if options[name]["worst_rank"] <= 3}
    assert ("nobody's view" in said) == (count > 1)
    if len(options) == 1:
        return
    found = re.search(r"mean of all weights(?:, .*?,)? (.*?) (scores?) highest", said)
    assert found
    best = {name for name in options if json["mean"][options[name]["id"]]["rank"] == 1}
    assert {part.split(" (")[0] for part in re.split(", | and ", found[1])} == best
    assert (found[2] == "scores") == (len(best) == 1)


def named(text: str) -> set[str]:
    return set(re.split(", | and ", text))


def _tables(made: Report, json: dict[str, Any]) -> None:
    """The cells of the tables are the numbers of the object, rounded, and never an end that they do not reach."""
    options, matrix = json["options"], made.tables[0]
    assert cells(matrix, "best") == [str(option["best_rank"]) for option in options]
    assert cells(matrix, "worst") == [str(option["worst_rank"]) for option in options]
    _are_shown(cells(matrix, "regret"), [option["max_regret"] for option in options], 1, (0, 100))
    if (head := next((column for column in matrix.columns if column.key == "first"), None)) is not None:
        shares = [100 * option["first"] for option in options]
        assert (head.under == "alone or shared") == (sum(shares) > 100 + 1e-9)
        _are_shown(cells(matrix, "first"), shares, 1, (0, 100))
        _are_shown(cells(matrix, "mean"), [option["mean_rank"] for option in options], 2, (1, len(options)))
        _are_shown(cells(matrix, "spread"), [option["spread"] for option in options], 2, (0, len(options)))
    orders = next((table for table in made.tables if table.caption == "Combined order"), None)
    assert (orders is not None) == (len(options) > 1 and len(json["weightings"]) > 1)
    for option, shown in zip(options, cells(orders, "kemeny") if orders else (), strict=bool(orders)):
        first, *more = [int(place) for place in re.findall(r"\d+", shown)]
        between = range(first, more[-1] + 1) if " to " in shown else [first, *more]
        assert list(between) == option["kemeny_places"]


def _are_shown(shown: list[str], numbers: list[float], digits: int, ends: tuple[int, int]) -> None:
    for text, number in zip(shown, numbers, strict=True):
        if text[0] in "<>":
            assert number < float(text[1:]) if text[0] == "<" else number > float(text[1:])
        else:
            assert float(text) == pytest.approx(number, abs=0.5 * 10**-digits + 1e-9)
            assert float(text) not in ends or number == pytest.approx(float(text), abs=1e-9)


def _is_shown(text: str, bound: str | None, number: float, digits: int) -> None:
    if bound:
        assert number > float(text) - 1e-9 if bound == "more than " else 0 < number < float(text)
    else:
        assert float(text) == pytest.approx(number, abs=0.5 * 10**-digits + 1e-9)


def _first_places(said: str, options: dict[str, Any], count: int) -> None:
    """Who is said to be first how often, and that it is shared exactly where it is."""
    if len(options) == 1:
        assert "rank 1" not in said
        return
    times = {name: round(option["first"] * count) for name, option in options.items()}
    shared = sum(times.values()) > count
    if found := re.search(r"Of rank 1(?: under every weighting)?(, [a-z ]+)?: (.*?)\.", said):
        assert named(found[2]) == {name for name in options if times[name] == count}
        assert bool(found[1]) == shared
        assert (found[1] == ", level with one another") == (len(named(found[2])) > 1)
    else:
        found = re.search(r"who is first(, alone or shared)?: (.*?)\.", said)
        assert found
        assert bool(found[1]) == shared
        parts = dict(part.split(" under ") for part in named(found[2]))
        assert {name: int(number) for name, number in parts.items()} == {n: k for n, k in times.items() if k}


def _pairs(said: str, options: dict[str, Any], json: dict[str, Any]) -> None:
    """Who beats whom, counted anew from the scores under each weighting."""
    if len(options) == 1 or len(json["weightings"]) == 1:
        assert "Head to head" not in said
        return
    wins = {
        (a, b): sum(one["scores"][w["id"]] > other["scores"][w["id"]] + 1e-9 for w in json["weightings"])
        for a, one in options.items()
        for b, other in options.items()
    }
    beats = {pair for pair in wins if wins[pair] > wins[pair[::-1]]}
    unbeaten = {name for name in options if not any((other, name) in beats for other in options)}
    ids = {option["id"]: name for name, option in options.items()}
    assert unbeaten == {ids[id] for id in json["unbeaten"]}
    if found := re.search(r"Head to head, (\w+) beats every other option:", said):
        assert all((found[1], other) in beats for other in options if other != found[1])
        assert json["condorcet_winner"] == options[found[1]]["id"]
    elif found := re.search(r"no option beats every other; beaten by none: (.*?)\.", said):
        assert named(found[1]) == unbeaten
        assert json["condorcet_winner"] is None
    else:
        found = re.search(r"every option is beaten by some other. Beaten by none but one another: (.*?); (.*?)\.", said)
        assert found
        assert not unbeaten
        assert not any((a, b) in beats for a in options.keys() - named(found[1]) for b in named(found[1]))
        assert {tuple(step.split(" beats ")) for step in named(found[2])} <= beats


def test_the_law_sees_a_cycle() -> None:
    """Random studies seldom have one: x puts A, B, C, y B, C, A and z C, A, B."""
    ratings = {"A": (100, 0, 50), "B": (50, 100, 0), "C": (0, 50, 100)}
    study = matrix({"x": 1, "y": 1, "z": 1}, ratings, weightings(X, Y, Z))

    test_sentences_say_what_the_numbers_say.hypothesis.inner_test(study)  # type: ignore[attr-defined]
