"""What is said of a chance: its word, its figure, and its marks."""

from dataclasses import replace

import pytest

import policyscore
from policyscore.formats.report import Marked
from policyscore.model.study import Study
from policyscore.reading.selection import what_if
from policyscore.reports.chance import chance_cell, chance_in_words, may_fail, told_chance, told_chance_range
from tests.helpers import study, toy
from tests.reports.chances import WORKED, worked


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0, "remote"),
        (0.05, "remote"),
        (0.0501, "very unlikely"),
        (0.45, "unlikely"),
        (0.4501, "even"),
        (0.5499, "even"),
        (0.55, "likely"),
        (0.95, "nearly certain"),
        (0.9999, "nearly certain"),
        (1, "certain"),
    ],
)
def test_a_chance_has_one_word_and_on_an_edge_the_one_further_from_even(chance: float, word: str) -> None:
    assert chance_in_words(chance) == word


def test_a_chance_is_told_as_it_was_rated_with_its_range_where_it_has_one() -> None:
    made = study(WORKED + "---\n{option: Flat, id: flat, ratings: {odds: 12.5, impact: 1, cost: 1}}\n")
    leaf = made.chance
    assert leaf
    found = {option.id: option for option in policyscore.score(made).options}

    assert told_chance(found["try"], leaf) == "25 in 100, unlikely"
    assert told_chance(found["try"], leaf, ": ") == "25 in 100: unlikely"
    assert told_chance_range(found["try"], leaf) == "25 in 100, unlikely; range 10 to 50"
    assert told_chance_range(found["flat"], leaf) == "12.5 in 100, very unlikely"
    assert told_chance_range(found["perhaps"], leaf) == "unknown, counted as 50 in 100"
    assert {id: may_fail(option) for id, option in found.items()} == {
        **{"try": True, "perhaps": True, "flat": True},
        "now": False,
    }


def test_a_chance_bears_its_marks_and_the_baseline_is_certain_whatever_is_rated() -> None:
    made = study(WORKED.replace("name: Chance", "floor: 30"))
    found = {option.id: option for option in policyscore.score(made).options}

    assert chance_cell(found["try"], made) == Marked(25, "!")
    assert chance_cell(found["try"], made, "*", "A") == Marked(25, "!", "A")
    assert chance_cell(found["perhaps"], made) == Marked(50, "?")
    assert chance_cell(found["now"], made, "*", "A") == 100
    changed = what_if(worked(), ["try.odds=40"])
    option = next(option for option in policyscore.score(changed).options if option.id == "try")
    assert chance_cell(option, changed, "*") == Marked(40, "*")
    assert chance_cell(policyscore.score(toy()).options[0], toy()) is None


def rated(made: Study, id: str) -> list[str]:
    option = next(option for option in policyscore.score(made).options if option.id == id)
    return [criterion.id for criterion in made.counted(option.option)]


def test_the_chance_is_among_what_a_score_rests_on_where_it_counts() -> None:
    assert rated(worked(), "try") == ["odds", "impact", "cost"]
    assert rated(worked(), "now") == ["impact", "cost"]
    assert rated(replace(worked(), no_chance=True), "try") == ["impact", "cost"]
