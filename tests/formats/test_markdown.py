"""Markdown: tables that hold together, and text that comes out as it was."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscore.formats import markdown
from policyscore.formats.format import Format, Look
from tests.formats.examples import rendered


def escape_html(text: str) -> str:
    """What a parser of Markdown makes of plain text: single quotes stay as they are."""
    return escape(text).replace("&#x27;", "'")


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


@given(st.text("<>!-/&;ab=\"'\\\n", max_size=30))
def test_no_dialect_finds_html_in_a_text(text: str) -> None:
    """The first Markdown takes no backslash before `<`, and so for HTML what follows it."""
    assert "<" not in markdown.escape(text).replace("<br>", "")
