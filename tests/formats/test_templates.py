"""Templates: text stays text in each of them, a name without a value is an error, and each is compiled once."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from policyscore.formats import html, templates
from policyscore.formats.charts.chart import Chart, Ranks
from policyscore.formats.format import ChartName, Look
from policyscore.formats.memo import html as memo_html
from policyscore.formats.memo.blocks import (
    BulletList,
    Memo,
    Notes,
    Paragraph,
    Reference,
    References,
    Section,
    Subheading,
)
from policyscore.formats.report import Cited, Column, Marked, Note, Report, Table

ROOT = Path("policyscore/formats")
NAMES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.jinja"))

# What would leave a text, an attribute, a style or a script, or be run by the template itself.
HOSTILE = """"'><script>alert(1)</script></style></title><img src=x onerror=alert(1)>{{ 7 * 7 }}{%raw%}&amp; \x1b"""
# A letter as wide in place of each that HTML or a template acts on.
HARMLESS = str.maketrans({"<": "+", ">": "=", "&": "+", "'": ":", '"': "a", "{": "a", "}": "a"})


def report(text: str, page: bool) -> str:
    """A report with a text in every place that takes one."""
    table = example_table(text)
    made = Report(text, (text,), (table, table), (Note("n", text), Note("m", text)), {}, table)
    return html.render(made, Look(page=page))


def memo(text: str, drawn: bool = False) -> str:
    """A memo with a text in every place that takes one."""
    table = example_table(text)
    chart = Chart(ChartName.RANKS, text, text, text, text, table, Ranks(()))
    texts = Section(
        text,
        (Paragraph(text), Paragraph(text, strong=True), BulletList((text,)), Notes((text, text)), Subheading(text)),
    )
    url = f"https://example.org/{text}"
    references = References((Reference(f"{text} {url} {text}", url), Reference(text, f"javascript:{text}")))
    made = Memo(
        title=text,
        head=((text, text),),
        sections=(texts, Section(text, (table, chart))),
        appendix=(Section(text, (references,)),),
        made=text,
        slider_model={"criteria": [{"name": text}], "weightings": [{"name": text}], "base": [1], "chance": 0},
    )
    return memo_html.render(made, {ChartName.RANKS: b"<svg></svg>"} if drawn else {})


def example_table(text: str) -> Table:
    numbers = (Column(f"c{number}", text, text, digits=0) for number in range(4))
    columns = (Column("name", text, text), *numbers, Column("why", text, long=True))
    return Table(text, columns, ((text, text, Marked(1, text, text), None, 4.0, Cited(text, (1, 2))),))


# Each template, in a page that shows all of it.
PAGES: dict[str, Callable[[str], str]] = {
    "report.html.jinja": lambda text: report(text, page=False),
    "report_page.html.jinja": lambda text: report(text, page=True),
    "memo/page.html.jinja": memo,
    "memo/section.html.jinja": lambda text: memo(text, drawn=True),
    "memo/sliders.html.jinja": memo,
    "memo/table.html.jinja": memo,
}


class Reader(HTMLParser):
    """What a browser finds in a page: elements with their attributes' names, text, scripts, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[str]]] = []
        self.scripts: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, [name for name, _ in attrs]))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.scripts.append(data)
        else:
            self.text += data


def test_every_template_has_its_page() -> None:
    assert sorted(PAGES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_put_into_a_template_is_text(name: str) -> None:
    hostile, harmless = Reader(PAGES[name](HOSTILE)), Reader(PAGES[name](HOSTILE.translate(HARMLESS)))

    assert hostile.text.count(HOSTILE.replace("\x1b", r"\x1b")) > 20
    assert hostile.text.translate(HARMLESS) == harmless.text.translate(HARMLESS)
    assert hostile.elements == harmless.elements


def test_a_source_leads_to_its_own_address_and_to_no_script() -> None:
    links = Reader(memo(HOSTILE)).links

    assert [link for link in links if not link.startswith("#source-")] == [
        f"https://example.org/{HOSTILE}".replace("\x1b", r"\x1b")
    ]


def test_the_sliders_get_their_texts_as_they_are() -> None:
    model = Reader(memo(HOSTILE)).scripts[0]

    assert json.loads(model)["criteria"] == [{"name": HOSTILE}]
    assert "<" not in model


@pytest.mark.parametrize("name", ["report.html.jinja", "report_page.html.jinja", "memo/page.html.jinja"])
def test_a_name_without_a_value_is_an_error(name: str) -> None:
    with pytest.raises(UndefinedError, match="is undefined"):
        templates.fill(name)


@pytest.mark.parametrize(("name", "macro"), [("memo/section", "section"), ("memo/table", "table")])
def test_a_macro_takes_nothing_less_than_it_shows(name: str, macro: str) -> None:
    made = getattr(templates.environment().get_template(f"{name}.html.jinja").module, macro)

    with pytest.raises(UndefinedError, match="has no attribute"):
        made(object())


def test_the_sliders_need_a_whole_model() -> None:
    with pytest.raises(UndefinedError, match="'weightings'"):
        templates.fill("memo/sliders.html.jinja", memo=Memo("", (), (), (), ""))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_compiled_once(name: str) -> None:
    assert templates.environment().get_template(name) is templates.environment().get_template(name)


def test_escaping_shows_every_character_and_happens_once() -> None:
    assert templates.escape("<&>\"' \x1b\n") == "&lt;&amp;&gt;&quot;&#x27; \\x1b<br>"
    assert templates.escape(templates.escape("<")) == "&lt;"
    assert templates.escape(templates.trusted("<p>")) == "<p>"
    assert templates.escape(7) == "7"


def test_html_is_trusted_in_one_place_alone() -> None:
    makers = [path for path in Path("policyscore").rglob("*.py") if re.search(r"\bMarkup\(", path.read_text("utf-8"))]

    assert makers == [ROOT / "templates.py"]
    for name in NAMES:
        assert not re.search(r"\|\s*safe\b|autoescape", (ROOT / name).read_text("utf-8"))
