"""Words: texts, names, ids, days and labels; and what the author of something else is told."""

from collections.abc import Callable
from datetime import date

import pytest

from policyscore.model.places import Quoted, YamlMapping, YamlSequence
from policyscore.model.refused import Refused
from policyscore.model.words import OneOf, code, day, figure, flag, identifier, label, name, place, text, url


def several(*ids: str) -> YamlSequence:
    written = YamlSequence()
    written += ids
    return written


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (text, " two\nlines ", "two\nlines"),
        (text, "3", "3"),
        (text, Quoted("null"), "null"),
        (name, "Café", "Café"),
        (identifier, "eu-dialogue-2", "eu-dialogue-2"),
        (flag, "true", True),
        (flag, "false", False),
        (day, "2026-11-23", date(2026, 11, 23)),
        (figure, "3.5", 3.5),
        (figure, "unknown", "unknown"),
        (figure, Quoted("unknown"), "unknown"),
        (figure, "slow", "slow"),
        (label, "e\u0301lan", "\u00e9lan"),
        (url, "https://example.org/a", "https://example.org/a"),
        (code, "W05", "W05"),
        (place, "cost", ("cost",)),
        (place, several("cost", "impact"), ("cost", "impact")),
        (OneOf(("high", "low")), "low", "low"),
    ],
)
def test_a_word_is_what_its_author_meant(kind: Callable[[object], object], written: object, meant: object) -> None:
    assert kind(written) == meant


@pytest.mark.parametrize(
    ("kind", "written", "message", "hint"),
    [
        (text, "~", "expected text, found nothing", "fill it in; an optional key may be left out"),
        (text, YamlMapping(), "expected text, found a mapping", "needs quotes"),
        (name, "a\nb", "a name has to be on one line", "join the lines"),
        (name, "a\u202eb", "U+202E (right-to-left override) is not allowed in a name", "delete the character"),
        (identifier, "EU dialogue", "`EU dialogue` is not an id: use a-z, 0-9 and hyphens", "write `eu-dialogue`"),
        (
            identifier,
            "Réforme à Genève",
            "`Réforme à Genève` is not an id: use a-z, 0-9 and hyphens",
            "write `reforme-a-geneve`",
        ),
        (identifier, "선택", "`선택` is not an id: use a-z, 0-9 and hyphens", "write lowercase letters"),
        (identifier, "equal", "the id `equal` is reserved", "choose another"),
        (flag, "Yes", "expected true or false, found `Yes`", "write true, without quotes"),
        (flag, Quoted("false"), 'expected true or false, found `"false"`', "write false, without quotes"),
        (flag, "maybe", "expected true or false, found `maybe`", None),
        (day, "23.11.2026", "expected a date, found `23.11.2026`", "write year-month-day, as 2026-11-23"),
        (day, "2026-02-30", "there is no day `2026-02-30`", None),
        (figure, "", "expected a rating, found nothing", "write `unknown` where it is not known"),
        (figure, YamlMapping(), "expected a number, a level's label or `unknown`, found a mapping", None),
        (label, "3 %", "the label `3 %` looks like a number", "choose a word"),
        (label, "unknown", "the label `unknown` has a meaning of its own", "choose another"),
        (url, "example.org", "expected an address on the web, found `example.org`", "it starts with https://"),
        (code, "w5", "`w5` is not the code of a warning", "a capital letter and two digits, as W05"),
        (place, YamlSequence(), "expected criteria, found an empty list", None),
        (OneOf(("high", "low")), "hihg", "expected high or low, found `hihg`", "did you mean `high`?"),
    ],
)
def test_what_is_no_such_word_is_refused(
    kind: Callable[[object], object], written: object, message: str, hint: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        kind(written)

    said, mend = caught.value.reason
    assert said == message
    assert hint in mend if hint and mend else hint is mend


def test_a_long_text_is_cut_and_a_space_that_nobody_sees_is_shown() -> None:
    with pytest.raises(Refused, match="`" + "x" * 39 + "…` is not an id"):
        identifier("x" * 40 + "Y")
    with pytest.raises(Refused) as caught:
        day("2026\u00a011")
    assert caught.value.reason[0] == r"expected a date, found `2026\xa011`"
