"""Names that hold HTML, Markdown or what a terminal acts on: whatever shows them, they are text."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.helpers import run

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt; &#60;b&#62;",
    "[a](javascript:alert(1)) ![b](http://x.example/y.png)",
    "<http://evil.example> http://evil.example www.evil.example a@evil.example",
    "[^1] [^1]: foot ^[inline] [a]: http://evil.example",
    "<!-- comment --> <?php ?> <![CDATA[x]]>",
    "| pipe | *bold* _em_ `code` ~~gone~~ $x$ # head {.class #id} @cite",
    "</td></tr></table><a href='http://evil.example'>link</a>",
    "<div style='x' onclick=\"y()\"> <b/onmouseover=alert(1)>",
    "\\\\<u>backslash</u> \\\\[x](y)",
)

# What a report in Markdown is made of; a plain dialect knows no tables.
TAGS = {"p", "strong", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "br", "em"}
TAGS |= {"h1", "h2", "h3", "h4", "hr"}

ATTRIBUTES = {"style", "class", "align"}

COMMANDS = (
    "score s.yaml",
    "score s.yaml --transpose",
    "explain o0 s.yaml",
    "explain o1 s.yaml --versus o2",
    "compare s.yaml",
    "diff s.yaml t.yaml",
    "robust s.yaml --draws 1000",
    "memo s.yaml --draws 1000",
    "chart contributions s.yaml",
)

READERS = ("markdown", "markdown_strict", "commonmark", "gfm")


def write_studies(folder: Path) -> None:
    """A study in which every text is hostile, and one with another weight."""
    for name, weight in (("s", 10), ("t", 40)):
        text = f"study: '{quoted(HOSTILE[0])}'\n---\ncriteria:\n"
        for number in range(2):
            text += f"  c{number}:\n    name: '{quoted(HOSTILE[number])}'\n    question: '{quoted(HOSTILE[2])}?'\n"
            text += f"    worst: 0\n    best: 100\n    weight: {weight if number else 20}\n"
        for number, hostile in enumerate(HOSTILE):
            text += f"---\noption: '{quoted(hostile)}'\nid: o{number}\nsummary: '{quoted(hostile)}'\nratings:\n"
            for criterion in range(2):
                value = 10 + (number * 37 + criterion * 53) % 80
                text += f"  c{criterion}: {{value: {value}, why: '{quoted(hostile)}'}}\n"
        for number in range(2):
            points = f"{{c{number}: 3, c{1 - number}: 1}}"
            text += f"---\nweighting: '{quoted(HOSTILE[3 + number])}'\nid: w{number}\npoints: {points}\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def quoted(text: str) -> str:
    return text.replace("'", "''")


class Found(HTMLParser):
    """The tags and attributes of a page, and whatever else is not text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.other: list[str] = []
        self.target = self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            # GitHub's reader makes a link of an address that stands in the open: it leads where it says.
            self.target = dict(attrs)["href"] or ""
            self.shown = ""
            return
        self.tags.add(tag)
        # Pandoc gives each heading an id made of its words.
        self.attributes |= {name for name, _ in attrs if not (name == "id" and tag[0] == "h")}

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and not (self.target == self.shown and self.target.startswith("http")):
            self.other.append(self.target)

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")
@pytest.mark.parametrize("reader", READERS)
def test_pandoc_finds_nothing_but_text_in_what_is_written(
    reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_studies(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        result = run(*command.split(), "-f", "markdown")
        assert result.exit_code == 0, result.stderr
        words = ["pandoc", "-f", reader, "-t", "html", "--wrap=none"]
        html = subprocess.run(words, input=result.stdout, capture_output=True, text=True, check=True).stdout
        found = Found()
        found.feed(html)

        assert found.tags <= TAGS, (command, found.tags - TAGS)
        assert found.attributes <= ATTRIBUTES, (command, found.attributes)
        assert found.other == []


# What a terminal or an editor acts on: colours, a link, a title, C1, directions, and signs that nobody sees.
CONTROLS = (
    "\x1b[31mred",
    "\x1b]8;;http://evil.example\x1b\\x",
    "\x9b2J",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "a\ufeffb",
    "\x07",
)


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
def test_what_a_terminal_would_act_on_is_shown_by_every_command(
    control: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a name it is refused; a weighting or a study named on the command line never shows it as it is, either."""
    text = json.dumps(control)
    write_studies(tmp_path)
    study = (tmp_path / "s.yaml").read_text("utf-8")
    named = study.replace(f"option: '{quoted(HOSTILE[0])}'", f"option: {text}")
    assert named != study
    (tmp_path / "s.yaml").write_text(named, "utf-8")
    monkeypatch.chdir(tmp_path)
    for words in (
        ["score", "s.yaml"],
        ["score", "t.yaml", "-w", control],
        ["explain", control, "t.yaml"],
        ["check", "s.yaml"],
    ):
        result = run(*words)

        assert result.exit_code in (1, 2)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u2066\ufeff]", result.stdout + result.stderr)
