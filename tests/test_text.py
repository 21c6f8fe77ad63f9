"""How text shows, and the words for lists, counts and near misses."""

import pytest

from policyscore.text import (
    MAX_COMPARED_WORDS,
    counted,
    describe,
    did_you_mean,
    few,
    folded,
    listed,
    pad,
    plain,
    sentence,
    suggestion,
    ticked,
    visible,
    width,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café 대화 ✓", "Café 대화 ✓"),
        ("a\tb\nc", r"a\x09b\x0ac"),
        ("\u202eback", r"\u202eback"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_would_act_on_a_terminal_or_hide_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_some_characters_may_be_kept() -> None:
    assert visible("a\n\tb", keep="\n") == "a\n\\x09b"


def test_a_character_that_cannot_be_shown_has_its_number_and_name() -> None:
    assert describe("\u202e") == "U+202E (right-to-left override)"
    assert describe("\x1b") == "U+001B (escape)"
    assert describe("\x07") == "U+0007"


def test_width_counts_cells_of_a_terminal() -> None:
    # Two Hangul syllables of 2 cells each; an e with a combining accent is 1.
    assert (width("abc"), width("대화"), width("e\u0301")) == (3, 4, 1)
    assert pad("대화", 6) == "대화  "
    assert pad("대화", 6, right=True) == "  대화"


def test_lists_and_counts_are_phrases() -> None:
    assert [listed("a"), listed("ab"), listed("abc", "or")] == ["a", "a and b", "a, b or c"]
    assert ticked(["a", "b"], "or") == "`a` or `b`"
    assert few("abc", most=3) == "a, b and c"
    assert few("abcde", most=3) == "a, b, c and 2 others"
    assert few("abcd", most=3) == "a, b, c and 1 other"
    assert [counted(1, "file"), counted(1200, "file"), counted(2, "entry", "entries")] == [
        "1 file",
        "1,200 files",
        "2 entries",
    ]


def test_a_sentence_ends_once() -> None:
    assert [sentence("Yes"), sentence("Yes."), sentence("Why?"), sentence("So…")] == ["Yes.", "Yes.", "Why?", "So…"]


def test_numbers_are_as_somebody_would_write_them() -> None:
    assert [plain(3.0), plain(0.5), plain(1 / 3), plain(-0.0), plain(1e13)] == [
        "3",
        "0.5",
        "0.333333333333",
        "0",
        "10000000000000",
    ]


def test_names_are_compared_without_what_people_leave_out() -> None:
    assert folded(" R\u00e9forme_\u00e0-GEN\u00c8VE. ") == folded("reforme a geneve") == "reforme a geneve"
    # A vowel of Thai or Hindi is a mark, too, and tells one word from another.
    assert folded("\u0e01\u0e34") != folded("\u0e01\u0e35")
    assert folded("\u0915\u093f") != folded("\u0915\u0947")


def test_a_near_miss_is_told_whatever_its_case_and_hyphens() -> None:
    assert suggestion("Low_Cost", ["low-cost", "low-harm"]) == "low-cost"
    assert did_you_mean("imapct", ["impact", "cost"]) == "did you mean `impact`?"
    assert did_you_mean("speed", ["impact", "cost"]) is None


def test_among_very_many_words_only_those_with_the_same_begin_or_end_are_near() -> None:
    many = [f"word-{number}" for number in range(MAX_COMPARED_WORDS + 1)]

    assert suggestion("acountability", [*many, "accountability"]) == "accountability"
    # Near enough, but it begins and ends with other letters.
    assert suggestion("xaccountabilityx", [*many, "accountability"]) is None
    assert suggestion("xaccountabilityx", [*many[:100], "accountability"]) == "accountability"
