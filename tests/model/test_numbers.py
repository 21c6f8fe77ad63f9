"""Numbers: what is one, and what the author of something else is told."""

import pytest

from policyscore.model.numbers import MAX_NUMBER, number, points, ratio
from policyscore.model.places import Quoted, YamlMapping, YamlSequence
from policyscore.model.refused import Refused


@pytest.mark.parametrize(
    ("written", "meant"), [("3", 3), ("-0.5", -0.5), ("+2", 2), ("1e3", 1000), ("0.0", 0), ("1e100", MAX_NUMBER)]
)
def test_a_number_is_written_plainly(written: str, meant: float) -> None:
    assert number(written) == meant


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (Quoted("3"), 'expected a number, found `"3"`', "remove the quotes: in quotes it is text"),
        ("no", "expected a number, found `no`", None),
        ("", "expected a number, found nothing", None),
        ("010", "expected a number, found `010`", "leave out the leading zero; write 10"),
        ("1_000", "expected a number, found `1_000`", "leave out the separators; write 1000"),
        ("1,5", "expected a number, found `1,5`", "write a decimal point; write 1.5"),
        ("1,500", "expected a number, found `1,500`", "write 1500 or 1.500, whichever is meant"),
        ("5-20", "expected a number, found `5-20`", "write [5, VALUE, 20], with the most likely VALUE"),
        ("1; 2; 3", "expected a number, found `1; 2; 3`", "write [1, 2, 3]"),
        ("$5", "expected a number, found `$5`", "leave out the currency sign; write 5"),
        ("12 %", "expected a number, found `12 %`", "leave out the percent sign; write 12"),
        (".inf", "expected a number, found `.inf`", "write a decimal number such as 3 or 0.5"),
        ("1e101", "`1e101` is too large", "numbers go up to 1e+100: choose a larger unit"),
        ("1e-101", "`1e-101` is too small", "numbers go down to 1e-100: choose a smaller unit"),
        (YamlMapping(), "expected a number, found a mapping", None),
        (YamlSequence(), "expected a number, found a list of 0", None),
    ],
)
def test_what_is_no_number_is_refused_with_what_was_probably_meant(
    written: object, message: str, hint: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        number(written)

    assert caught.value.reason == (message, hint)


def test_a_weight_is_0_or_more() -> None:
    assert points("0") == 0
    with pytest.raises(Refused, match="a weight may not be negative, found `-1`"):
        points("-1")


def test_a_ratio_is_a_number_or_one_over_another() -> None:
    assert (ratio("3"), ratio("1/5"), ratio(Quoted("1 / 4"))) == (3, 0.2, 0.25)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1:5", "expected a ratio, found `1:5`"),
        ("0", "a ratio of weights must be above 0, found `0`"),
        ("1/0", "a ratio of weights must be above 0, found `1/0`"),
        ("1e9", "nobody can compare weights as far apart as `1e9`"),
        ("a/b", "expected a number, found `a/b`"),
    ],
)
def test_what_is_no_ratio_is_refused(written: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        ratio(written)

    assert caught.value.reason[0] == message
