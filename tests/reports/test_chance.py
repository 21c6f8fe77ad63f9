"""What is said of a chance: its word, its figure, and its marks."""

from dataclasses import replace

import pytest

import policyscore
from policyscore.formats.report import Marked
from policyscore.model.study import Study
from policyscore.reading.selection import what_if
from policyscore.reports.chance import (
    chance_cell,
    chance_column,
    chance_in_words,
    chance_notes,
    may_fail,
    told_chance,
    told_chance_range,
    told_if,
)
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


def test_a_chance_of_less_than_1_in_100_is_not_shown_as_0() -> None:
    assert chance_column(policyscore.score(worked())).digits == 0
    small = study(WORKED.replace("{value: 25, low: 10, high: 50,", "{value: 0.3,"))
    assert small.options[0].ratings["odds"].value == 0.3
    assert chance_column(policyscore.score(small)).digits == 1


def test_the_chance_is_among_what_a_score_rests_on_where_it_counts() -> None:
    assert rated(worked(), "try") == ["odds", "impact", "cost"]
    assert rated(worked(), "now") == ["impact", "cost"]
    assert rated(replace(worked(), no_chance=True), "try") == ["impact", "cost"]


def said_of(made: Study) -> str:
    return " ".join(note.text for note in chance_notes(policyscore.score(made)))


def test_who_scores_outside_of_baseline_and_effect_is_named_with_the_reason() -> None:
    # Now has 32. Lost has impact 30, cost 0: 18 in effect, 20 + .1 x 10 = 21 and 50 - (.1 + .9 x .8) x 50 = 9, 16.2.
    lost = "---\n{option: Lost, id: lost, ratings: {odds: 10, impact: 30, cost: 100}}\n"
    # Won has impact 0, cost 100: 40 in effect; with 10 in 100 impact 18, cost 50 + .82 x 50 = 91: 47.2.
    won = "---\n{option: Won, id: won, ratings: {odds: 10, impact: 0, cost: 0}}\n"

    assert "than it would" not in said_of(worked())
    assert said_of(worked(lost + won)).endswith(
        " Lost scores less than the baseline and than it would in effect: what trying costs it counts even where it "
        "fails. Won scores more than the baseline and than it would in effect: what trying brings it counts even where "
        "it fails."
    )
    both = said_of(worked(lost + lost.replace("Lost", "Gone").replace("lost", "gone")))
    assert "Gone and Lost score less than the baseline and than they would in effect: what trying costs them" in both
    # Where nothing comes of trying, a score lies between the two.
    assert "than it would" not in said_of(study((WORKED + lost + won).replace(", if_it_fails: 0.8", "")))


def test_what_an_option_would_score_bears_a_mark_where_a_rating_in_it_is_unknown() -> None:
    def told(made: Study, id: str) -> str | None:
        scored = policyscore.score(made)
        return told_if(scored, scored.option(id))

    assert told(worked(), "try") == "It would score 60.0 if it took effect, and 25.6 if it was tried and failed."
    # An unknown chance is in neither.
    assert told(worked(), "perhaps") == told(worked(), "try")
    assert told(worked(), "now") is None
    certain = policyscore.score(toy())
    assert told_if(certain, certain.leader) is None
    # Impact, on which nothing comes of trying: .6 x 50 + .4 x 30 = 42 in effect; failed, the baseline's 20 counts.
    own = study(WORKED.replace("{odds: unknown, impact: 80", "{odds: unknown, impact: unknown"))
    assert told(own, "perhaps") == "It would score 42.0? if it took effect, and 25.6 if it was tried and failed."
    # Of the baseline: .6 x 50 + .4 x 34 = 43.6.
    base = study(WORKED.replace("impact: 20, cost: 50", "impact: unknown, cost: 50"))
    assert told(base, "try") == "It would score 60.0 if it took effect, and 43.6? if it was tried and failed."
    # What comes of trying alone rests on the option's own: .6 x 20 + .4 x 50 = 32, and .6 x 80 + .4 x 50 = 68.
    trying = study(WORKED.replace("impact: 80, cost: 70", "impact: 80, cost: unknown"))
    assert told(trying, "perhaps") == "It would score 68.0? if it took effect, and 32.0? if it was tried and failed."
