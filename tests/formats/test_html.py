"""HTML to paste: well formed, and text is text."""

from html.parser import HTMLParser

from policyscore.formats.format import Format, Look
from tests.formats.examples import AWKWARD, rendered


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
