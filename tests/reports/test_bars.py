"""Bars of letters and digits: as many signs as there are points, and none lost by rounding."""

import pytest

from policyscore.reports.bars import LETTERS, bar, in_letters


@pytest.mark.parametrize("parts", [[1.0], [0.02] * 50, [0.333, 0.333, 0.334], [0.0, 1.0]])
def test_a_bar_has_25_signs(parts: list[float]) -> None:
    assert len(bar(parts)) == 25


def test_a_sign_of_a_bar_is_a_rank_and_ranks_beyond_the_signs_share_the_last() -> None:
    # 15 and 10 of 25.
    assert bar([0.6, 0.4]) == "1" * 15 + "2" * 10
    assert bar([0.0] * 40 + [1.0]) == "+" * 25


def test_a_letter_stands_for_2_points_and_the_whole_is_as_long_as_the_score() -> None:
    # 4.5, 3.5 and 1 of 9: what is lacking at 4 + 3 + 1 goes to the first of the two halves.
    assert in_letters([9, 7, 2]) == "aaaaabbbc"
    assert in_letters([0, 4]) == "bb"


def test_criteria_beyond_the_letters_are_a_question_mark() -> None:
    assert in_letters([0.0] * len(LETTERS) + [4.0]) == "??"
