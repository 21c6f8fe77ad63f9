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
    headers = [
        escape(column.header) + (f"<br>{escape(column.under)}" if column.under else "") for column in table.columns
    ]
    dividers = ["---:" if column.right else ":---" for column in table.columns]
    rows = [map(escape, row) for row in table.shown()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headers, dividers, *rows))
