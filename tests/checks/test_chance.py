"""What is looked at where a study names a chance, by the rules on the chance itself and by all others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.model.study import Study
from tests.checks.found import codes, found, messages
from tests.helpers import study
from tests.strategies import Problem, problems, unsure_problems


def chancy(
    rows: Mapping[str, Sequence[object]],
    now: Sequence[object],
    criteria: Sequence[str] = ("x: {worst: 0, best: 100}",),
    odds: str = "worst: 0, best: 100",
    more: str = "",
) -> Study:
    """A study with a chance, `odds`; options by id, then the baseline `now`, with ratings on it and the criteria."""
    text = f"chance: odds\ncriteria:\n  odds: {{{odds}}}\n" + "".join(f"  {criterion}\n" for criterion in criteria)
    ids = "odds", *(criterion.partition(":")[0] for criterion in criteria)
    for id, row in {**rows, "now": now}.items():
        rated = ", ".join(f"{key}: {rating}" for key, rating in zip(ids, row, strict=True))
        text += f"---\noption: {id.title()}\nid: {id}\nbaseline: {str(id == 'now').lower()}\nratings: {{{rated}}}\n"
    return study(text + more)


def test_w40_options_without_anything_to_settle_their_chance_are_told_once() -> None:
    made = chancy(dict.fromkeys("abcde", (30, 50)), (100, 10))
    (finding,) = found(made, "W40")

    assert finding.problem.message == ("nothing says what would show that `a`, `b`, `c` and 2 others took effect")
    assert (finding.options, finding.criteria, finding.problem.line) == (tuple("abcde"), ("odds",), 9)


def test_w40_whoever_says_what_would_settle_it_is_not_asked_nor_is_the_baseline() -> None:
    made = chancy({"a": (30, 50), "b": (40, 60)}, (100, 10))
    a, b, now = made.options

    settled = replace(a, resolves_if="It is adopted by 2027.")
    assert [finding.options for finding in found(replace(made, options=(settled, b, now)), "W40")] == [("b",)]
    assert not found(replace(made, options=(settled, now)), "W40")
    assert not found(study("criteria: {x: {worst: 0, best: 9}}\n---\n{option: A, id: a, ratings: {x: 1}}"), "W40")


@pytest.mark.parametrize(("share", "fires"), [("0.4", True), ("1", True), ("0", False)])
def test_w41_a_share_of_trying_does_nothing_without_a_chance(share: str, fires: bool) -> None:
    leaf = f"{{worst: 0, best: 100, if_it_fails: {share}}}"
    text = f"criteria: {{x: {leaf}, y: {leaf}}}\n---\n{{option: A, id: a, ratings: {{x: 1, y: 2}}}}"

    assert [finding.criteria for finding in found(study(text), "W41")] == [("x",), ("y",)] * fires
    assert not found(chancy({"a": (30, 50)}, (100, 10), [f"x: {leaf}"]), "W41")


# r of the odds 1 to 5 with these is .9, as for W05; the baseline, which would spoil it, does not count.
ODDS, EASE = (1, 2, 3, 4, 5), (10, 20, 30, 50, 40)


@pytest.mark.parametrize(
    ("ease", "fires"),
    [
        (EASE, True),
        ((10, 20, 31, 50, 40), False),
        # What rises where the chance falls is no second name for it: much that is worth having is unlikely.
        ((50, 40, 30, 10, 20), False),
        ((50, 40, 30, 20, 10), False),
    ],
)
def test_w42_a_criterion_counts_the_chance_twice_from_nine_tenths_on(ease: tuple[int, ...], fires: bool) -> None:
    made = chancy(dict(zip("abcde", zip(ODDS, ease, strict=True), strict=True)), (100, 0))

    assert [finding.criteria for finding in found(made, "W42")] == [("odds", "x")] * fires
    # The chance is no criterion among others.
    assert not {"W05", "W25"} & {*codes(made)}


def test_w42_says_how_closely_and_what_of_it() -> None:
    made = chancy(dict(zip("abcde", zip(ODDS, EASE, strict=True), strict=True)), (100, 0))

    assert messages(made, "W42") == [
        "`x` rises and falls with the chance, `odds`, over 5 options (r = 0.90): it probably counts the chance twice"
    ]


def test_w42_one_of_several_criteria_has_to_move_with_the_chance_more_closely() -> None:
    # r = .9 over 5 options has a chance of .037: enough for one criterion, and not for one of two.
    rows = dict(zip("abcde", zip(ODDS, EASE, (49, 51, 49, 51, 50), strict=True), strict=True))

    assert not found(chancy(rows, (100, 0, 0), ["x: {worst: 0, best: 100}", "y: {worst: 0, best: 100}"]), "W42")


def test_w42_what_weighs_nothing_counts_nothing_twice() -> None:
    rows = {id: (k, 10 * k, (7, 1, 9, 2, 8, 3)[k]) for k, id in enumerate("abcdef")}
    criteria = ["x: {worst: 0, best: 100, weight: 0}", "y: {worst: 0, best: 100, weight: 1}"]
    by_x = "---\nweighting: By x\nid: by-x\npoints: {x: 1}\n"

    assert not found(chancy(rows, (100, 0, 0), criteria), "W42")
    assert [f.criteria for f in found(chancy(rows, (100, 0, 0), criteria, more=by_x), "W42")] == [("odds", "x")]


def test_w42_four_options_beside_the_baseline_are_too_few() -> None:
    assert not found(chancy({id: (k, 10 * k) for k, id in enumerate("abcd")}, (4, 40)), "W42")


def test_what_is_weighed_is_asked_of_the_criteria_and_not_of_the_chance() -> None:
    # Odds of 0 and 100 are the ends of the scale, and all odds but one are alike.
    made = chancy({"a": (0, 20), "b": (100, 90), "c": (0, 35)}, (100, 10))

    assert [finding.criteria for finding in found(made, "W01")] == [("x",)]
    assert not found(made, "W02")
    assert [finding.criteria for finding in found(made, "W03")] == [("x",)]
    assert not found(chancy({"a": (50, 20), "b": (50, 90)}, (50, 10)), "W09")


def test_what_is_rated_is_asked_of_the_chance_too() -> None:
    made = chancy({id: (k, (3, 90, 41)[k - 1]) for k, id in enumerate("abc", 1)}, (4, 10))

    assert messages(made, "W30") == ["the ratings on `odds` are 1 to 4, each of them once"]
    named_alike = chancy({"a": (20, 30)}, (50, 10), odds="name: X, worst: 0, best: 100")
    assert [finding.criteria for finding in found(named_alike, "W27")] == [("odds", "x")]


def test_w38_a_key_may_be_the_chance_misspelled() -> None:
    text = "criteria: {{odds: {{worst: 0, best: 100}}, x: {{worst: 0, best: 100}}}}\nchance: odds\n---\n{}\n---\n{}"
    rated = (
        "{option: A, id: a, ratings: {odds: 20, ods: 25, x: 30}}",
        "{option: N, id: n, baseline: true, ratings: {odds: 1, x: 1}}",
    )
    (finding,) = found(study(text.format(*rated)), "W38")

    assert (finding.problem.hint or "").startswith("did you mean `odds`?")


def test_w06_the_reason_for_a_chance_may_hold_conditions() -> None:
    why = "{value: 20, why: Only if China abstains.}"
    (finding,) = found(chancy({"a": (why, why)}, (100, 10)), "W06")

    assert finding.criteria == ("x",)
    assert (finding.problem.hint or "").startswith("count it in the chance, use a `floor`")


def test_w26_nobody_is_told_to_turn_the_scale_of_a_chance_round() -> None:
    made = chancy({"a": (4, 100)}, (100, 10), odds="name: Risk of delay, worst: 0, best: 100")

    assert not found(made, "W26")


def test_w13_a_floor_on_the_chance_is_hidden_where_the_score_is_high_all_the_same() -> None:
    # a scores .04 * 100 + .96 * 10 = 13.6, before b's .5 * 12 + .5 * 10 = 11 and the baseline's 10.
    made = chancy({"a": (4, 100), "b": (50, 12)}, (100, 10), odds="worst: 0, best: 100, floor: 5")

    assert messages(made, "W13") == ["`a` is worse than the floor of `odds`, and number 1 of 3 all the same"]


def test_w13_no_floor_is_hidden_by_the_chance_of_a_baseline_which_is_certain() -> None:
    made = chancy({"a": (50, 5)}, (4, 10), odds="worst: 0, best: 100, floor: 5")

    assert not found(made, "W13")


def test_w13_ranks_by_what_counts_and_not_by_what_is_rated() -> None:
    # In effect a would be first of four. With its chance it scores .01 * 90 + .99 * 10 = 10.8, behind 30 and 20.
    odds = "worst: 0, best: 100, floor: 5"

    assert not found(chancy({"a": (1, 90), "b": (100, 30), "c": (100, 20)}, (100, 10), odds=odds), "W13")


def test_w09_with_a_chance_the_points_of_score_are_the_most_they_can_be() -> None:
    # On x the options differ by 4 points of value; at a weight of 1 of 100 that is .04, if all of it takes effect.
    criteria = ["x: {worst: 0, best: 100, weight: 1}", "y: {worst: 0, best: 100, weight: 99}"]
    made = chancy({"a": (50, 44, 90)}, (100, 40, 10), criteria)

    assert messages(made, "W09") == [
        "the options differ by only 4.0 points of value on `x`, at most 0.04 points of score"
    ]


@pytest.mark.parametrize(("code", "rating"), [("W16", "100"), ("W17", "{value: 100, why: It goes on.}")])
def test_the_chance_of_the_baseline_needs_neither_reason_nor_range(code: str, rating: str) -> None:
    full = "{value: 20, low: 10, high: 40, why: Tried twice before.}"
    made = chancy({"a": (full, full)}, (rating, full))

    assert not found(made, code)
    # Of an option that may fail both are asked.
    assert [f.criteria for f in found(chancy({"a": (rating, full)}, (rating, full)), code)] == [("odds",)]


def test_w16_every_rating_of_the_baseline_is_every_one_that_counts() -> None:
    full = "{value: 20, low: 10, high: 40, why: Tried twice before.}"

    assert messages(chancy({"a": (full, full)}, (100, 10)), "W16") == [
        "every rating of `now` is without a reason or a source"
    ]


@pytest.mark.parametrize(
    ("id", "fires"),
    [("a", True), ("now", False)],
)
def test_w32_confidence_in_a_chance_is_looked_at_where_it_counts(id: str, fires: bool) -> None:
    sure = "{value: 90, confidence: high, basis: judgement}"
    rated = {"a": (20, 30), "now": (100, 10)} | {id: (sure, 30)}

    assert bool(found(chancy({"a": rated["a"]}, rated["now"]), "W32")) is fires


@pytest.mark.parametrize(
    ("a", "b", "now", "said"),
    [
        (("unknown", "unknown"), (20, 30), (100, 10), ["nothing is known of `a`"]),
        # A chance alone says nothing of what an option would change.
        ((30, "unknown"), (20, 30), (100, 10), ["nothing is known of `a` but its chance"]),
        # That the baseline goes on is no knowledge of it.
        (
            (30, 40),
            (20, 30),
            (100, "unknown"),
            ["nothing is known of the baseline, `now`, so every gain rests on a guess"],
        ),
        (
            (30, "unknown"),
            (20, "unknown"),
            (100, "unknown"),
            ["nothing is rated yet but the chance: every other rating is unknown"],
        ),
        (
            ("unknown", "unknown"),
            ("unknown", "unknown"),
            ("unknown", "unknown"),
            ["nothing is rated yet: every rating is unknown"],
        ),
        (
            ("unknown", 40),
            ("unknown", 30),
            (100, 10),
            ["no chance is known on `odds`: each option counts as even, 50 in 100"],
        ),
        (("unknown", 40), (20, 30), ("unknown", 10), []),
    ],
)
def test_w28_what_is_not_known_of_a_chance_and_of_all_else(
    a: Sequence[object], b: Sequence[object], now: Sequence[object], said: list[str]
) -> None:
    assert messages(chancy({"a": a, "b": b}, now), "W28") == said


@given(st.one_of(problems(), unsure_problems()), st.lists(st.integers(0, 100), min_size=6, max_size=6))
def test_with_a_chance_nothing_that_is_found_depends_on_the_order_of_the_options(
    problem: Problem, odds: list[int]
) -> None:
    # Trying alone brings a quarter of each effect.
    text = problem.yaml().replace("{worst: ", "{if_it_fails: 0.25, worst: ")
    text = text.replace("criteria:\n", "chance: odds\ncriteria:\n  odds: {worst: 0, best: 100}\n", 1)
    before, *rated = text.split("ratings:\n")
    parts = (f"ratings:\n  odds: {chance}\n{part}" for chance, part in zip(odds, rated, strict=False))
    made = study("".join([before, *parts]))

    assert Counter(codes(made)) == Counter(codes(replace(made, options=made.options[::-1])))
