"""Every format of a report, against files that a person can read; and a memo where there is nothing to draw with."""

import re

import pytest

from policyscore.formats.format import LIBRARIES, SUFFIXES, Format
from policyscore.formats.render import RENDERERS
from tests.formats.examples import CASES, rendered
from tests.helpers import Golden, run
from tests.reports.memo.examples import CONTRACT


@pytest.mark.parametrize("name", CASES)
def test_the_awkward_report_comes_out_as_it_was_last_read(name: str, golden: Golden) -> None:
    golden(name, rendered(*CASES[name]))


def test_every_format_has_one_renderer_and_every_suffix_a_format() -> None:
    assert {*RENDERERS, *LIBRARIES} == set(Format)
    assert not set(RENDERERS) & set(LIBRARIES)
    assert set(SUFFIXES.values()) == set(Format)


@pytest.mark.parametrize("name", [name for name in CASES if name != "table-color.txt"])
def test_no_control_character_gets_out(name: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e]", rendered(*CASES[name]))


def test_without_the_extra_tables_stand_in_for_charts_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.formats.render.find_spec", lambda name: None)
    done = run("memo", CONTRACT, "--draws", "1000", "-f", "html")

    assert "the memo holds no charts, since matplotlib is not installed; tables stand in" in done.stderr
    assert "<svg" not in done.stdout
    assert "Who scores highest, by the weight of" in done.stdout
    assert run("memo", CONTRACT, "--draws", "1000", "-f", "html", "-q").stderr == ""
    assert run("memo", CONTRACT, "--draws", "1000").stderr == ""
