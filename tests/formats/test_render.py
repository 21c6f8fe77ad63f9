"""One awkward report in every format, against files that a person can read."""

import re

import pytest

from policyscore.formats.format import LIBRARIES, SUFFIXES, Format
from policyscore.formats.render import RENDERERS
from tests.formats.examples import CASES, rendered
from tests.helpers import Golden


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
