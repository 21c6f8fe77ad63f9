"""A memo as data, apart from how it looks: sections of text, lists, tables, charts and references."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyscore.formats.charts.chart import Chart
from policyscore.formats.report import Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `strong` where it is the finding."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Sentences that must be said under a table, in small type."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is listed; its number is its place in the list, from 1. `url` is where it can be read."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class References:
    """The sources, in the order in which the memo cites them."""

    items: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section, below the section's own."""

    text: str


Block = Paragraph | BulletList | Notes | Table | Chart | References | Subheading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """A whole memo.

    `head` are its lines of label and text, such as To and From. `sections` are the memo itself, `appendix` what a
    sceptical reader looks up. `slider_model` is what a page needs to compute scores for other weights.
    `made` says what it was made by and from.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...]
    made: str
    author: str = ""
    slider_model: Mapping[str, object] = field(default_factory=dict)
