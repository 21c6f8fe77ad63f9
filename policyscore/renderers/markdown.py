"""Documents as Markdown: pipe tables, as GitHub, pandoc and note-taking programs read them."""

import re

from policyscore.display import visible
from policyscore.document import Document, Table
from policyscore.format import Look

# Whatever Markdown, its tables or HTML inside it could take for a mark.
SPECIAL = re.compile(r"[\\`*_\[\]<>|~$#&]")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = SPECIAL.sub(r"\\\g<0>", visible(text, keep="\n"))
    return "<br>".join(line.strip() for line in text.split("\n"))


def render(document: Document, look: Look) -> str:
    """The title in bold, a table, the notes as a list."""
    blocks = [f"**{escape(document.title)}**", *map(escape, document.lead)]
    blocks += map(_table, document.tables)
    blocks.append("\n".join(f"- {escape(note.text)}" for note in document.notes))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _table(table: Table) -> str:
    # The second line of a header stands in brackets: not every reader of Markdown keeps a line break there.
    headers = [
        escape(f"{column.header} ({column.under})" if column.under else column.header) for column in table.columns
    ]
    body = [list(map(escape, row)) for row in table.shown()]
    dividers = []
    for column, *cells in zip(table.columns, headers, *body, strict=True):
        # Where a row is long, pandoc shares the page out by these dashes: room for the longest word.
        dashes = "-" * max(len(word) + 1 for cell in cells for word in cell.split() or [""])
        dividers.append(f"{dashes}:" if column.right else f":{dashes * 2}")
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headers, dividers, *body))
