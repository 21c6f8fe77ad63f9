"""Word's XML as Python: `w = elements()`, and `w.p(w.r(w.t("text")))` is what it looks like; attributes too."""

from functools import cache
from typing import Any

from policyscore.text import visible

# A point has so many of the units that Word measures tables and pages in.
TWIPS_PER_PT = 20


@cache
def elements() -> Any:
    """Makes an element of Word for each name, its attributes, texts and children given as arguments."""
    from docx.oxml.ns import nsmap, qn
    from docx.oxml.parser import oxml_parser
    from lxml.builder import ElementMaker

    def set_attributes(element: Any, attributes: dict[str, object]) -> None:
        for name, value in attributes.items():
            element.set(qn(f"w:{name}"), str(value))

    word = nsmap["w"]
    return ElementMaker({dict: set_attributes}, namespace=word, nsmap={"w": word}, makeelement=oxml_parser.makeelement)


def twips(points: float) -> int:
    """Points in the units that Word measures tables and pages in."""
    return round(points * TWIPS_PER_PT)


def run(text: str, size: float = 0, raised: bool = False) -> Any:
    """A piece of text, its line breaks kept; its type of so many points, or as its paragraph has it."""
    w = elements()
    looks = []
    if size:
        looks.append(w.sz(val=round(2 * size)))
    if raised:
        looks.append(w.vertAlign(val="superscript"))
    first, *more = visible(text, keep="\n").split("\n")
    lines = [_text(first)]
    for line in more:
        lines += [w.br(), _text(line)]
    return w.r(*([w.rPr(*looks)] if looks else []), *lines)


def field(code: str, shown: str, size: float = 0) -> Any:
    """A field, such as a page's number, with what is shown until Word computes it."""
    w = elements()
    return w.fldSimple(run(shown, size), instr=f" {code} ")


def _text(line: str) -> Any:
    from docx.oxml.ns import qn

    made = elements().t(line)
    made.set(qn("xml:space"), "preserve")
    return made
