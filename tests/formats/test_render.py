"""One awkward document in every format, against files that a person can read."""

import csv
import json
import re
from html import escape
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.formats import markdown
from policyscore.formats.format import BINARY, SUFFIXES, Format, Look
from policyscore.formats.render import RENDERERS
from policyscore.formats.report import Column, Marked, Note, Report, Table
from tests.helpers import Golden

AWKWARD = r"""[/]|&_%<b>=1+1 {x} $5 ~^\ `code` "q" #1 *b*"""

DOCUMENT = Report(
    title=f"Caption with {AWKWARD}",
    lead=("A question, and a line\nbreak?",),
    tables=(
        Table(
            caption=f"Caption with {AWKWARD}",
            columns=(
                Column("rank", "Rank", digits=0),
                Column("name", "Option", "weight in %"),
                Column("impact", "Impact & more", "60", digits=0, spare=True),
                Column("cost", "Cost_1", "40", digits=1, spare=True),
                Column("score", "Score", "100", digits=1),
                Column("gain", "Gain", digits=1, signed=True),
            ),
            rows=(
                (Marked(1, "="), AWKWARD, Marked(50.0, "?"), 12.25, Marked(61.85, "!?"), 21.8),
                (Marked(1, "="), "Café, 한국어 대화", 100.0, 0.0, 61.85, 21.8),
                (3, "=SUM(A1:A9)", 7.0, 3.14159, 40.04, 0.0),
                (4, "Escape \x1b[31m, \u202eoverride\u202c, \x9b1m", 0.0, 100.0, 1 / 3, -39.7),
                (5, "- a dash -- and more", None, 5.0, 0.05, None),
            ),
        ),
    ),
    notes=(
        Note("study", f"A note with {AWKWARD}, \x1b]0;title\x07 and\na second line."),
        Note("unknown", "? is not known."),
    ),
    json={
        "schema": "policyscore/test/1",
        "name": f"{AWKWARD} \x1b \x9b \u202e \u2028",
        "third": 1 / 3,
        "minus zero": -0.0,
        "tiny": 0.1 + 0.2 - 0.3,
        "nothing": None,
        "list": [1, 2.0, True],
    },
    csv=Table(
        caption="",
        columns=tuple(Column(key, key) for key in ("option", "name", "score", "gain", "baseline", "value:cost")),
        rows=(
            ("a", AWKWARD, 61.85, 1 / 3, False, Marked(12.25, "?")),
            ("b", "=SUM(A1:A9)", -5.0, None, True, -0.0),
            ("c", "@at, \x1b[31m", 0.1 + 0.2, 0.0, False, 1e-7),
            ("d", "-1", 1.0, 0.0, False, 100.0),
            ("e", '+1 "quoted", 한국어', 1.0, 0.0, False, 100.0),
        ),
    ),
)

CASES = {
    "table.txt": (Format.TABLE, Look()),
    "table-60.txt": (Format.TABLE, Look(width=60)),
    "table-100.txt": (Format.TABLE, Look(width=100)),
    "table-color.txt": (Format.TABLE, Look(width=100, color=True)),
    "fragment.html": (Format.HTML, Look()),
    "page.html": (Format.HTML, Look(page=True)),
    "markdown.md": (Format.MARKDOWN, Look()),
    "latex.tex": (Format.LATEX, Look()),
    "sheet.csv": (Format.CSV, Look()),
    "raw.csv": (Format.CSV, Look(raw=True)),
    "sheet.tsv": (Format.TSV, Look()),
    "record.json": (Format.JSON, Look()),
}


def escape_html(text: str) -> str:
    """What a parser of Markdown makes of plain text: single quotes stay as they are."""
    return escape(text).replace("&#x27;", "'")


def rendered(format: Format, look: Look) -> str:
    return RENDERERS[format](DOCUMENT, look)


@pytest.mark.parametrize("name", CASES)
def test_the_awkward_document_comes_out_as_it_was_last_read(name: str, golden: Golden) -> None:
    golden(name, rendered(*CASES[name]))


def test_every_format_has_one_renderer_and_every_suffix_a_format() -> None:
    assert {*RENDERERS, *BINARY} == set(Format)
    assert not set(RENDERERS) & set(BINARY)
    assert set(SUFFIXES.values()) == set(Format)


@pytest.mark.parametrize("name", [name for name in CASES if name != "table-color.txt"])
def test_no_control_character_gets_out(name: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e]", rendered(*CASES[name]))


def test_html_is_well_formed_and_holds_the_text_as_text() -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("br", "meta"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

        def handle_data(self, data: str) -> None:
            self.text += data

    reader = Reader()
    reader.feed(rendered(Format.HTML, Look(page=True)))

    assert not reader.open
    assert AWKWARD in reader.text
    assert "\N{MINUS SIGN}39.7" in reader.text


def test_every_row_of_a_markdown_table_has_its_cells_and_no_more() -> None:
    lines = [line for line in rendered(Format.MARKDOWN, Look()).splitlines() if line.startswith("|")]

    assert len(lines) == 7
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {7}


@given(st.text("\\`*_[]<>|~$#&^@:!()-+=.'\"1ab ", max_size=30).map(str.strip).filter(bool))
def test_whatever_is_escaped_comes_out_of_markdown_as_it_was(text: str) -> None:
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")

    assert parser.render(markdown.escape(text)) == f"<p>{escape_html(text)}</p>\n"
    cell = re.search("<td>(.*)</td>", parser.render(f"| x |\n| - |\n| {markdown.escape(text)} |\n"))
    assert cell
    assert cell[1] == escape_html(text)


def test_spreadsheets_get_no_formula_unless_asked_for() -> None:
    def names(look: Look) -> list[str]:
        return [row["name"] for row in csv.DictReader(StringIO(rendered(Format.CSV, look)))]

    assert names(Look())[1:4] == ["'=SUM(A1:A9)", r"'@at, \x1b[31m", "'-1"]
    assert names(Look(raw=True))[1:4] == ["=SUM(A1:A9)", r"@at, \x1b[31m", "-1"]
    assert names(Look())[0] == AWKWARD


def test_json_has_12_digits_and_comes_back() -> None:
    record = json.loads(rendered(Format.JSON, Look()))

    assert (record["third"], record["minus zero"], record["nothing"]) == (0.333333333333, 0.0, None)
    assert record["name"] == DOCUMENT.json["name"]
    assert str(record["minus zero"]) == "0.0"


def test_the_matrix_gives_way_where_the_terminal_is_a_column_too_narrow() -> None:
    need = max(len(line) for line in rendered(Format.TABLE, Look()).splitlines() if line.startswith("--"))

    assert "Cost_1" in rendered(Format.TABLE, Look(width=need))
    assert "Cost_1  " not in rendered(Format.TABLE, Look(width=need - 1))
    assert "Their weights in %: Impact & more 60, Cost_1 40" in rendered(Format.TABLE, Look(width=need - 1))
    assert f"2 criteria need {need} columns" in " ".join(rendered(Format.TABLE, Look(width=need - 1)).split())
