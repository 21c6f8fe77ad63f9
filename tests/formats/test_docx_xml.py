"""Elements of Word's XML: named and qualified as Word has them, with text that is only text."""

from typing import Any

import pytest
from lxml.etree import tostring

from policyscore.formats.docx_xml import elements, field, run, twips

DECLARED = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def xml(element: Any) -> str:
    text: str = tostring(element, encoding="unicode")
    return text.replace(DECLARED, "")


def test_an_element_has_the_attributes_texts_and_children_that_it_is_given() -> None:
    w = elements()
    made = w.p(w.pPr(w.jc(val="right")), w.r(w.t("a <b> & c"), w.sz(val=18)), id=7)

    assert xml(made) == (
        '<w:p w:id="7"><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>a &lt;b&gt; &amp; c</w:t><w:sz w:val="18"/></w:r>'
        "</w:p>"
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (run("a"), '<w:r><w:t xml:space="preserve">a</w:t></w:r>'),
        (run(""), '<w:r><w:t xml:space="preserve"></w:t></w:r>'),
        (
            run("a\n\x1b", 7.5),
            '<w:r><w:rPr><w:sz w:val="15"/></w:rPr><w:t xml:space="preserve">a</w:t><w:br/>'
            '<w:t xml:space="preserve">\\x1b</w:t></w:r>',
        ),
        (
            run("s", 9, raised=True),
            '<w:r><w:rPr><w:sz w:val="18"/><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:t xml:space="preserve">s</w:t></w:r>',
        ),
        (
            field("PAGE", "1"),
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t xml:space="preserve">1</w:t></w:r></w:fldSimple>',
        ),
    ],
)
def test_a_run_keeps_its_line_breaks_and_a_field_says_what_it_counts(made: Any, expected: str) -> None:
    assert xml(made) == expected


def test_a_point_is_twenty_twips() -> None:
    assert [twips(points) for points in (0, 1.5, 8.0, 0.02)] == [0, 30, 160, 0]
