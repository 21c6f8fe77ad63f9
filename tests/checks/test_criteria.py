"""Rules on the choice of criteria: what measures one thing, what depends on another."""

import pytest

from tests.checks.found import codes, found, messages
from tests.helpers import matrix, study


@pytest.mark.parametrize(
    ("y", "code"),
    [
        # x = 1 2 3 4 5 has deviations -2 -1 0 1 2. For y = 10 20 30 50 40 they are -20 -10 0 20 10: r = (40 + 10 +
        # 0 + 20 + 20) / sqrt(10 * 1000) = .9. Moving 30 to 31 or to 29 leaves the sum of products as it is and
        # makes the sum of squares larger by .8, and so r less than .9.
        ((10, 20, 30, 50, 40), "W05"),
        ((10, 20, 31, 50, 40), None),
        # The other way round, they are a trade-off, and no one thing.
        ((50, 40, 30, 10, 20), "W25"),
        ((50, 40, 31, 10, 20), None),
    ],
)
def test_w05_w25_criteria_move_together_or_against_each_other_from_nine_tenths_on(
    y: tuple[int, ...], code: str | None
) -> None:
    ratings = {name: (x, value) for name, x, value in zip("ABCDE", (1, 2, 3, 4, 5), y, strict=True)}

    assert [each for each in codes(matrix({"x": 1, "y": 1}, ratings)) if each in ("W05", "W25")] == (
        [code] * bool(code)
    )


def test_w05_one_pair_of_many_has_to_move_together_more_closely() -> None:
    # r = .9 over 5 options has a chance of .037: enough for the one pair there is, and not for one of the 3 pairs
    # of three criteria. z is unrelated: its deviations -1 1 -1 1 0 have products with x of 2 - 1 + 0 + 1.
    rows = {name: (x, y) for name, x, y in zip("ABCDE", (1, 2, 3, 4, 5), (10, 20, 30, 50, 40), strict=True)}
    more = {name: (*row, z) for (name, row), z in zip(rows.items(), (49, 51, 49, 51, 50), strict=True)}

    assert "W05" in codes(matrix({"x": 1, "y": 1}, rows))
    assert "W05" not in codes(matrix({"x": 1, "y": 1, "z": 1}, more))


def test_w05_four_options_are_too_few_to_move_together() -> None:
    assert "W05" not in codes(matrix({"x": 1, "y": 1}, {name: (k, 10 * k) for k, name in enumerate("ABCD")}))


def test_w05_an_r_that_is_not_1_does_not_read_as_1() -> None:
    rows = {name: (k, 10 * k + (k == 3)) for k, name in enumerate("ABCDEF")}

    assert messages(matrix({"x": 1, "y": 1}, rows), "W05") == [
        "`x` and `y` rise and fall together over 6 options (r over 0.99)"
    ]


def citing(*rows: tuple[str, ...]) -> str:
    """A study whose ratings cite the sources named, by option and criterion; values are all over the place."""
    ids = [f"c{k}" for k in range(len(rows[0]))]
    text = "sources: {s: {title: S}, t: {title: T}, u: {title: U}}\n---\ncriteria:\n"
    text += "".join(f"  {id}: {{worst: 0, best: 9}}\n" for id in ids)
    for number, row in enumerate(rows):
        text += f"---\noption: O{number}\nid: o{number}\nratings:\n"
        for column, sources in enumerate(row):
            value = (number * number * (column + 2) + 3 * column + number) % 10
            text += f"  c{column}: {{value: {value}, sources: [{sources}]}}\n"
    return text


@pytest.mark.parametrize(("same", "of", "fires"), [(3, 5, True), (2, 3, False), (3, 6, False)])
def test_w05_the_same_evidence_counts_on_three_options_and_on_most(same: int, of: int, fires: bool) -> None:
    text = "sources: {s: {title: S}, t: {title: T}}\n---\ncriteria: {x: {worst: 0, best: 9}, y: {worst: 0, best: 9}}\n"
    for number in range(of):
        other = "s" if number < same else "t"
        text += f"---\n{{option: O{number}, id: o{number}, ratings: {{x: {{value: {number}, sources: [s]}}, "
        text += f"y: {{value: {number * number % 7}, sources: [{other}]}}}}}}\n"

    assert ("W05" in codes(study(text))) is fires


def test_w05_a_report_that_is_cited_everywhere_is_said_once() -> None:
    (finding,) = found(study(citing(*[("s",) * 6] * 4)), "W05")

    assert finding.problem.message == "`c0`, `c1`, `c2` and 3 others rest on the same sources on 4 options"
    assert finding.criteria == ("c0", "c1", "c2", "c3", "c4", "c5")


def test_w05_two_groups_with_a_source_each_are_two_findings() -> None:
    assert messages(study(citing(*[("s", "t", "s", "t", "u")] * 4)), "W05") == [
        "`c0` and `c2` rest on the same sources on 4 options",
        "`c1` and `c3` rest on the same sources on 4 options",
    ]


def test_w05_says_a_pair_once_that_moves_together_and_rests_on_the_same_sources() -> None:
    text = "sources: {s: {title: S}}\n---\ncriteria: {x: {worst: 0, best: 9}, y: {worst: 0, best: 9}}\n"
    for k in range(6):
        rating = f"{{value: {k}, sources: [s]}}"
        text += f"---\n{{option: O{k}, id: o{k}, ratings: {{x: {rating}, y: {rating}}}}}\n"

    assert messages(study(text), "W05") == ["`x` and `y` rise and fall together over 6 options (r = 1.00)"]


@pytest.mark.parametrize(
    ("why", "fires"),
    [
        ("It helps only if the border opens", True),
        ("No effect unless somebody pays", True),
        ("It works, provided that the Council agrees", True),
        ("It works, provided it is funded", True),
        ("Good, provided they agree to talk", True),
        ("It holds as long as the border is open", True),
        ("so long as China consents", True),
        ("Assuming that the law passes", True),
        ("Assuming the law passes, much", True),
        ("It depends on the harvest", True),
        ("Large or small, depending on the harvest", True),
        ("on condition that it is paid for", True),
        ("worth having in case the vote fails", True),
        ("Aid was provided in two of three years", False),
        ("Aid was provided that year", False),
        ("Help is provided by NGOs", False),
        ("The EU provided the funds", False),
        ("The fund provided it in May", False),
        ("It took as long as ten years", False),
        ("for as long as 5 years", False),
        ("since assuming office", False),
        ("an official, on condition of anonymity", False),
        ("in the case of Darfur", False),
        ("in case law", False),
        ("Even if the border stays shut, as if nothing had been", False),
        ('The article calls it \\"possible only if China agrees\\"; we do not follow it', False),
        ("The report's “unless” is rhetoric", False),
    ],
)
def test_w06_only_a_condition_makes_a_rating_depend(why: str, fires: bool) -> None:
    text = (
        f'criteria: {{x: {{worst: 0, best: 9}}}}\n---\n{{option: A, id: a, ratings: {{x: {{value: 1, why: "{why}"}}}}}}'
    )

    assert ("W06" in codes(study(text))) is fires


def test_w06_names_the_phrase_and_no_more() -> None:
    text = "criteria: {x: {worst: 0, best: 9}}\n---\n"
    text += "{option: A, id: a, ratings: {x: {value: 1, why: Provided it is paid}}}"

    assert messages(study(text), "W06") == [
        'the reason for `x` says "provided it": does it depend on another criterion?'
    ]
