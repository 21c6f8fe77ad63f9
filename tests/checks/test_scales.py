"""Rules on scales: which way round they are, and ratings that are only places in an order."""

import pytest

from tests.checks.found import codes, found, messages
from tests.helpers import matrix, study


def one_scale(
    name: str, unit: str, worst: int = 0, best: int = 100, question: str = "What is it?", head: str = ""
) -> bool:
    """Whether W26 is found in a study with one criterion like this."""
    text = (
        f"criteria: {{x: {{name: '{name}', unit: '{unit}', question: '{question}', worst: {worst}, best: {best}}}}}\n"
    )
    text += "---\n{option: A, id: a, ratings: {x: 1}}\n---\n{option: B, id: b, ratings: {x: 2}}\n"
    return "W26" in codes(study(text + head))


@pytest.mark.parametrize(
    "unit",
    [
        *("euro", "million euro a year", "£", "$ million", "USD", "bn EUR", "€ per household", "US dollars", "CHF"),
        *("years", "days", "months to the first effect", "hours per case", "minutes", "days lost"),
        *("deaths", "deaths a year", "people killed", "injured", "injuries per year", "lives lost", "road accidents"),
        *("tonnes CO2", "t CO2e/year", "MtCO₂", "kt of GHG emissions"),
    ],
)
def test_w26_less_money_time_and_harm_is_better(unit: str) -> None:
    assert one_scale("Burden", unit)
    assert not one_scale("Burden", unit, worst=100, best=0)
    assert not one_scale("Burden", unit, head="---\n{study: S, higher: worse}\n")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        *(("Savings", "million euro"), ("Tax revenue", "€"), ("Income of households", "$ a month")),
        *(("Lives saved", "deaths averted a year"), ("Emissions", "tonnes CO2 avoided"), ("Climate", "t CO2 saved")),
        *(("Life expectancy", "years"), ("Duration of the effect", "years"), ("Schooling", "years")),
        *(("Value for money", "jobs per million euro"), ("Reach", "people a year"), ("Homes", "homes a year")),
        *(("Power", "hours of electricity a day"), ("Ceasefire", "days of calm"), ("Pledges", "million $")),
        *(("Effect", "points"), ("Share", "%"), ("Cost-effectiveness", "QALY per £")),
    ],
)
def test_w26_what_is_saved_earned_or_lasting_is_better_where_there_is_more(name: str, unit: str) -> None:
    assert not one_scale(name, unit)


def test_w26_what_a_cost_is_spent_on_does_not_make_it_welcome() -> None:
    assert one_scale("Cost", "million euro", question="What does it cost to save the programme?")
    assert one_scale("Cost of aid", "million euro")
    assert not one_scale("Cost savings", "million euro")
    assert not one_scale("Safety", "deaths", question="How many are prevented?")


def test_w26_says_how_the_scale_would_be_turned_round() -> None:
    text = "criteria: {cost: {worst: 0, best: 500, unit: million euro}}\n---\n{option: A, id: a, ratings: {cost: 1}}\n"
    (finding,) = found(study(text), "W26")

    assert (
        finding.problem.message == "on `cost` more of its unit (million euro) counts as better: `worst: 0`, `best: 500`"
    )
    assert (finding.problem.hint or "").startswith("if less is better, write `worst: 500` and `best: 0`")


def carrying_on(
    now: int, worst: int, best: int, name: str = "Carry on", why: str = "", criterion: str = "cost"
) -> bool:
    """Whether W26 is found where carrying on has one rating on a cost, and two options have 20 and 40."""
    text = f"criteria: {{{criterion}: {{worst: {worst}, best: {best}}}}}\n"
    text += f"---\n{{option: {name}, id: now, ratings: {{{criterion}: {{value: {now}{why}}}}}}}\n"
    for id, value in (("a", 20), ("b", 40)):
        text += f"---\n{{option: {id}, id: {id}, ratings: {{{criterion}: {value}}}}}\n"
    return "W26" in codes(study(text))


def test_w26_carrying_on_seldom_costs_most() -> None:
    # Where less is better 50 is the worst of 20, 40 and 50; where more is, 0 of 0, 20 and 40.
    assert carrying_on(50, 100, 0)
    assert carrying_on(0, 0, 100)
    assert carrying_on(50, 100, 0, name="Doing nothing")
    assert not carrying_on(39, 100, 0)
    assert not carrying_on(40, 100, 0)
    assert not carrying_on(50, 100, 0, name="Trade")
    assert not carrying_on(50, 100, 0, criterion="impact")
    assert not carrying_on(50, 100, 0, criterion="low-cost")


def test_w26_a_reason_answers_for_a_costly_baseline_but_not_for_a_scale() -> None:
    assert not carrying_on(50, 100, 0, why=", why: Prisons cost that much")
    assert carrying_on(0, 0, 100, why=", why: It costs nothing more")


def ranked(ratings: tuple[float, ...], scale: str) -> bool:
    """Whether W30 is found where the options have these ratings on one criterion, beside another of 0 to 100."""
    text = f"criteria: {{x: {{{scale}}}, y: {{worst: 0, best: 100}}}}\n"
    for number, rating in enumerate(ratings):
        text += f"---\n{{option: O{number}, id: o{number}, ratings: {{x: {rating}, y: {number * 17 % 60}}}}}\n"
    return "W30" in codes(study(text))


@pytest.mark.parametrize(
    ("ratings", "scale", "fires"),
    [
        ((3, 1, 4, 2, 5), "worst: 0, best: 10", True),
        ((3, 1, 4, 2), "worst: 0, best: 100", True),
        ((3, 1, 4, 2, 5), "worst: 5, best: 1", True),
        ((3, 1, 4, 2, 5), "worst: 10, best: 1", True),
        # Twice the same, one missing, too few, or not 1 to n.
        ((3, 1, 4, 2, 4), "worst: 0, best: 10", False),
        ((3, 1, 4, 2, 6), "worst: 0, best: 10", False),
        ((3, 1, 2), "worst: 0, best: 10", False),
        ((4, 2, 5, 3), "worst: 0, best: 10", False),
        ((3.5, 1, 4, 2), "worst: 0, best: 10", False),
        # On as many steps as options, by chance in 5!/5^5 = 4 % of cases, and in 4!/4^4 = 9 %.
        ((3, 1, 4, 2, 5), "worst: 1, best: 5", True),
        ((3, 1, 4, 2), "worst: 1, best: 4", False),
        # So many days are days; points and steps may be places.
        ((3, 2, 1, 4), "worst: 10, best: 0, unit: days at sea", False),
        ((3, 2, 1, 4), "worst: 0, best: 10, unit: million euro", False),
        ((3, 2, 1, 4), "worst: 0, best: 10, unit: points", True),
        ((3, 2, 1, 4), "worst: 0, best: 10, unit: on a scale to ten", True),
        ((3, 2, 1, 4), "worst: 0, best: 10, unit: 0 to 10", True),
        # Who says that it is a rank is left to it.
        ((3, 1, 4, 2, 5), "worst: 10, best: 1, unit: place in the ranking", False),
        ((3, 1, 4, 2, 5), "worst: 10, best: 1, name: Rank by the ministry", False),
    ],
)
def test_w30_ratings_of_1_to_n_are_places(ratings: tuple[float, ...], scale: str, fires: bool) -> None:
    assert ranked(ratings, scale) is fires


def test_w30_on_several_short_scales_all_have_to_show_it() -> None:
    # Two such scales with five options: 2 * 5!/5^5 = 8 %.
    text = "criteria: {x: {worst: 1, best: 5}, y: {worst: 1, best: 5}}\n"
    options = "".join(
        f"---\n{{option: O{k}, id: o{k}, ratings: {{x: {x}, y: {y}}}}}\n"
        for k, (x, y) in enumerate(((1, 3), (2, 1), (3, 5), (4, 2), (5, 4)))
    )

    assert len(messages(study(text + options), "W30")) == 2
    assert not messages(study(text + options.replace("y: 4", "y: 5")), "W30")


def test_w30_says_it_of_a_table_of_places() -> None:
    table = matrix({"x": 1, "y": 1}, {"A": (1, 60), "B": (2, 10), "C": (3, 70), "D": (4, 30)})

    assert messages(table, "W30") == ["the ratings on `x` are 1 to 4, each of them once"]
