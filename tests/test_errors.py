"""Problems in lines for editors and for people, with the word they are about underlined; and what is raised."""

import pytest

from policyscore.errors import EXCERPT_CHARS, CommandError, PolicyscoreError, Problem, StudyError, cause


def test_a_problem_has_its_place_its_line_and_a_caret_under_the_word() -> None:
    problem = Problem.on("a.yaml", (3, 10), "found `x`", "write 3", "  cost: [x, 2]", 1)

    assert str(problem).splitlines() == [
        "a.yaml:3:10: error: found `x`",
        "   3 |   cost: [x, 2]",
        "     |          ^",
        "  hint: write 3",
    ]
    assert problem.said("warning W01", "Why.").splitlines()[0] == "a.yaml:3:10: warning W01: found `x`"
    assert problem.said("warning W01", "Why.").splitlines()[3] == "  why: Why."


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    assert str(Problem("a.yaml", 0, 0, "the file is empty")) == "a.yaml: error: the file is empty"


def test_the_caret_is_as_wide_as_the_word_and_a_tab_is_one_space() -> None:
    wide = str(Problem.on("a.yaml", (1, 4), "m", None, "대: 선택", 2)).splitlines()
    tab = str(Problem.on("a.yaml", (1, 2), "m", None, "\tab", 2)).splitlines()

    # Before the word stand one wide sign, a colon and a space: 4 cells; the word takes 4.
    assert wide[2] == "     |     ^^^^"
    assert tab[1:] == ["   1 |  ab", "     |  ^^"]


def test_of_a_long_line_what_is_round_the_problem_is_shown() -> None:
    line = "a" * 200 + "X" + "b" * 200
    problem = Problem.on("a.yaml", (1, 201), "m", None, line, 1)
    _, shown, caret = str(problem).splitlines()

    # It stands at column 201, so 50 characters before it are kept: from character 150 on.
    assert problem.start == 150
    assert shown == f"   1 | …{'a' * 50}X{'b' * (EXCERPT_CHARS - 51)}…"
    assert caret.index("^") == shown.index("X")


def test_what_would_act_on_a_terminal_is_written_out() -> None:
    assert str(Problem("a\x1b.yaml", 0, 0, "\x1b[31m")) == r"a\x1b.yaml: error: \x1b[31m"
    assert str(CommandError("\x1b", "\x1b")) == "\\x1b\n  hint: \\x1b"


def test_problems_of_a_study_are_sorted_by_place_and_said_once() -> None:
    places = [("b.yaml", 1, 1), ("a.yaml", 10, 1), ("a.yaml", 9, 2), ("a.yaml", 9, 2)]
    error = StudyError(Problem(*place, "m") for place in places)

    assert [problem.sort_key[:3] for problem in error.problems] == [
        ("a.yaml", 9, 2),
        ("a.yaml", 10, 1),
        ("b.yaml", 1, 1),
    ]
    assert len(str(error).splitlines()) == 9


@pytest.mark.parametrize("error", [StudyError([]), CommandError("no")])
def test_whoever_calls_can_catch_all_at_once(error: Exception) -> None:
    assert isinstance(error, PolicyscoreError)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(13, "Permission denied", "x"), "Permission denied"),
        (OSError("nothing known"), "nothing known"),
        (OSError(), "OSError"),
        (ValueError("embedded null byte"), "embedded null byte"),
        # The system names no path where it cannot tell where it is.
        (FileNotFoundError(2, "No such file or directory"), "the current folder is not there any more"),
        (FileNotFoundError(2, "No usable temporary directory found in ['/x']"), "No usable temporary directory"),
        (FileNotFoundError(2, "No such file or directory", "x"), "No such file or directory"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "odd"), "this locale allows no such characters in the names of files"),
    ],
)
def test_a_cause_is_always_in_words(error: OSError | ValueError, said: str) -> None:
    assert cause(error).startswith(said)
