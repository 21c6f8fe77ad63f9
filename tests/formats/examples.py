"""What formats are tested with: a report that holds all that a format may trip over, and tables of any width."""

from policyscore.formats.format import Format, Look
from policyscore.formats.render import RENDERERS
from policyscore.formats.report import Cell, Column, Marked, Note, Report, SpareColumns, Table

AWKWARD = r"""[/]|&_%<b>=1+1 {x} $5 ~^\ `code` "q" #1 *b*"""

REPORT = Report(
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
            spare_columns=SpareColumns(
                lambda n: f"The values on {n} criteria need", "Their weights in %", "scores.html"
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

# The name of the file that holds what comes out, and what it is asked for in.
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


def rendered(format: Format, look: Look) -> str:
    """The report in a format."""
    return RENDERERS[format](REPORT, look)


def wide_table(columns: int, name: str = "A name of some length") -> Table:
    """Three rows of a name and so many numbers, under headers of one long word."""
    heads = tuple(Column(f"c{number}", "Accountability", "10", digits=0) for number in range(columns))
    row: tuple[Cell, ...] = (name, *([100] * columns))
    return Table("Wide", (Column("name", "Option"), *heads), (row,) * 3)
