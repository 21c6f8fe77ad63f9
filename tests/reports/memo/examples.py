"""Memos to test with: from small studies, from one whose texts would break a page, and from the command line."""

from html.parser import HTMLParser

import policyscore
from policyscore.analysis.robustness import robustness
from policyscore.formats.memo.blocks import BulletList, Memo, Notes, Paragraph
from policyscore.model.study import Study
from policyscore.reports.layout import Layout
from policyscore.reports.memo.memo import MemoHead, memo
from tests.helpers import run, study

CONTRACT = "tests/cases/contract.yaml"
NASTY = "</script><img src=x onerror=alert(1)> | *b* $5 \\ & \"q\" 'r' [x](y) <!-- --> {{7}}"


def written(
    made: Study, weighting: str | None = None, head: MemoHead | None = None, layout: Layout | None = None
) -> Memo:
    result = robustness(policyscore.score(made, weighting), draws=1000)
    return memo(result, head or MemoHead(), (), layout or Layout())


def section(made: Memo, heading: str) -> str:
    """All that a section says outside its tables."""
    blocks = next(each.blocks for each in (*made.sections, *made.appendix) if each.heading == heading)
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, BulletList | Notes):
            lines += block.items
    return "\n".join(lines)


def contract_memo() -> str:
    done = run("memo", CONTRACT, "-w", "equal", "--draws", "1000", "--to", "The board", "--date", "2026-11-24")
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def hostile() -> Study:
    quoted = NASTY.replace("'", "''")
    return study(
        f"study: '{quoted}'\nquestion: '{quoted}'\nnote: '{quoted}'\n---\n"
        f"criteria:\n  x: {{worst: 0, best: 100, name: '{quoted}', question: '{quoted}', unit: '{quoted[:20]}'}}\n"
        f"  y: {{worst: 0, best: 100}}\n---\nsources: {{s: {{title: '{quoted}', url: 'https://e.org/?a=1&b=2'}}}}\n"
        f"---\noption: '{quoted}'\nid: a\nsummary: '{quoted}'\nquotes: ['{quoted}']\n"
        f"ratings: {{x: {{value: 90, why: '{quoted}', sources: [s]}}, y: 5}}\n"
        "---\noption: B\nid: b\nratings: {x: 10, y: 50}\n"
        f"---\nweighting: '{quoted}'\nid: w\nholder: '{quoted}'\nwhy: '{quoted}'\npoints: {{x: 1}}\n"
    )


class Reader(HTMLParser):
    """A page as its reader's tools see it."""

    VOID = ("br", "meta", "img", "input", "col", "path", "use")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]
