"""Reports as Markdown: pipe tables, as GitHub, pandoc and note-taking programs read them."""

import re

from policyscore.formats.format import Look
from policyscore.formats.report import Report, Table
from policyscore.text import visible

# Whatever Markdown, its tables, its dialects or HTML inside it could take for a mark, an address or a name.
SPECIAL = re.compile(r"[\\`*_\[\]>|~$#&^]|@(?=\w)|:(?=[\w+-]+:)|(?<=\bwww)\.")

# What at the start of a text would make it a list, a heading or a line.
START = re.compile(r"^([0-9]*)([-+=](?=\s|[-+=\s]*$)|(?<=[0-9])[.)](?=\s|$))")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    lines = (line.strip() for line in visible(text, keep="\n").split("\n"))
    # Not every dialect takes a backslash before it, and one that does not would take what follows for HTML.
    return "<br>".join(START.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", line)).replace("<", "&lt;") for line in lines)


def render(report: Report, look: Look) -> str:
    """The title in bold, a table, the notes as a list."""
    blocks = [f"**{escape(report.title)}**", *map(escape, report.lead)]
    for table in report.tables:
        blocks += [f"**{escape(table.caption)}**"] if report.several else []
        blocks.append(pipes(table))
    blocks.append("\n".join(f"- {escape(note.text)}" for note in report.notes))
    return "\n\n".join(filter(None, blocks)) + "\n"


def pipes(table: Table) -> str:
    """A pipe table: text to the left, numbers to the right."""
    # The second line of a header stands in brackets: not every reader of Markdown keeps a line break there.
    headers = [
        escape(f"{column.header} ({column.under})" if column.under else column.header) for column in table.columns
    ]
    body = [list(map(escape, row)) for row in table.shown()]
    dividers = []
    for column, *cells in zip(table.columns, headers, *body, strict=True):
        # Where a row is long, pandoc shares the page out by these dashes: numbers must not break, names may.
        longest = max(len(word) for cell in cells for word in cell.split() or [""])
        dividers.append("-" * (longest + 3) + ":" if column.right else ":" + "-" * (longest + 5))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headers, dividers, *body))
