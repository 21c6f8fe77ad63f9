"""Which option a word means, and what is said where it means none."""

import pytest

from policyscore.errors import CommandError
from policyscore.model.study import Option
from policyscore.reading.option_words import option_id
from policyscore.reading.selection import what_if
from tests.helpers import matrix

NAMES = ("EU dialogue", "EU sanctions", "Rapporteur visit", "Carry on")
STUDY = matrix({"good": 1}, dict.fromkeys(NAMES, (50,)))
OPTIONS: tuple[Option, ...] = STUDY.options


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        # `eu` is inside `Rapporteur`, too, but no word of it begins so.
        ("eu", "did you mean eu-dialogue (EU dialogue) or eu-sanctions (EU sanctions)?"),
        ("sanction", "did you mean `eu-sanctions`?"),
        ("visit", "did you mean `rapporteur-visit`?"),
        ("carry-onn", "did you mean `carry-on`?"),
        (
            "xyz",
            "the options are carry-on (Carry on), eu-dialogue (EU dialogue), eu-sanctions (EU sanctions) and "
            "rapporteur-visit (Rapporteur visit)",
        ),
    ],
)
def test_a_word_that_means_no_option_is_answered_with_those_that_it_is_a_part_of(word: str, hint: str) -> None:
    with pytest.raises(CommandError) as error:
        option_id(OPTIONS, word)

    assert (error.value.message, error.value.hint) == (f"there is no option `{word}`", hint)


def test_a_part_of_every_name_tells_none_from_another() -> None:
    with pytest.raises(CommandError) as error:
        option_id(OPTIONS[:2], "eu")

    assert (error.value.hint or "").startswith("the options are eu-dialogue")


def test_a_rating_is_set_for_an_option_by_its_name_too() -> None:
    names = matrix({"good": 1}, {"Bill": (50,)}, "---\noption: Act (H.R. 1771)\nid: act\nratings: {good: 20}\n")
    changed = what_if(names, ["BILL.good=70", "Act (H.R. 1771).good=30"])

    assert {option.id: option.ratings["good"].value for option in changed.options} == {"bill": 70, "act": 30}
    with pytest.raises(CommandError, match=r"`bill\.good` is set twice"):
        what_if(names, ["Bill.good=70", "bill.good=71"])
