"""Reports as LaTeX: booktabs tables that compile as they are."""

from collections.abc import Iterable

from policyscore.formats.format import OFF_TERMINAL, Look
from policyscore.formats.report import Column, Report, Table
from policyscore.text import visible

NEWLINE = r"\newline{}"

# What LaTeX gives a meaning of its own; a bracket or an asterisk after `\\` would be its
# argument, and two hyphens, quotes or commas beside each other would become one character.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "|": r"\textbar{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    "`": "{`}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "-": "{-}",
    "'": "{'}",
    ",": "{,}",
    "…": r"\ldots{}",
    "\n": NEWLINE,
} | {char: f"\\{char}" for char in "&%$#_{}"}

# What pdfLaTeX sets without a further package: letters up to the end of Latin Extended-A, all but a few, those of
# Romanian, and common signs. Greek, Cyrillic and accents that are characters of their own stop it.
LAST_LATIN = "\u017f"

NOT_IN_T1 = "ĦħĸĿŀŉŦŧſ"

ALSO_IN_T1 = "ȘșȚț‐‑‒–—―‘’‚“”„†‡•…‰‹›€™"

# From this many columns on, headers of numbers are turned, or the table would not fit a page.
MIN_ROTATED_COLUMNS = 9


def escape(text: str) -> str:
    """Text that LaTeX sets as it is."""
    return "".join(SPECIAL.get(char, char) for char in visible(text, keep="\n"))


def render(report: Report, look: Look) -> str:
    """A table environment with its caption, and the notes below it inside the same float."""
    needs = "% needs \\usepackage[T1]{fontenc}, \\usepackage{booktabs} and \\usepackage{graphicx}\n"
    text = "\n".join(_float(report, table) for table in report.tables)
    if _beyond_pdflatex(text):
        needs += "% and XeLaTeX or LuaLaTeX, with a font for the letters beyond Latin\n"
    return needs + text


def beyond_pdflatex(report: Report) -> str:
    """The characters of a report that pdfLaTeX cannot set, each once."""
    return _beyond_pdflatex(render(report, OFF_TERMINAL))


def _beyond_pdflatex(text: str) -> str:
    strange = (c for c in dict.fromkeys(text) if (c > LAST_LATIN and c not in ALSO_IN_T1) or c in NOT_IN_T1)
    return "".join(strange)


def _float(report: Report, table: Table) -> str:
    wide = len(table.columns) >= MIN_ROTATED_COLUMNS
    lines = [r"\begin{table}", r"\centering", rf"\caption{{{escape(table.caption)}}}"]
    if report.lead and table is report.tables[0]:
        lines.append(rf"{{\small\emph{{{escape(' '.join(report.lead)).replace(NEWLINE, ' ')}}}\par}}\medskip")
    lines.append(r"\scriptsize\setlength{\tabcolsep}{2.5pt}" if wide else r"\footnotesize\setlength{\tabcolsep}{4pt}")
    alignment = "".join("r" if c.right else r"p{0.6\linewidth}" if c.long else "l" for c in table.columns)
    # Shrunk where it is wider than the page, and left alone where it is not.
    lines.append(r"\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%")
    lines += [rf"\begin{{tabular}}{{@{{}}{alignment}@{{}}}}", r"\toprule"]
    lines.append(_row(_header(column, turned=wide) for column in table.columns))
    if any(column.under for column in table.columns):
        lines.append(_row(escape(column.under) for column in table.columns))
    lines.append(r"\midrule")
    for row in table.shown():
        lines.append(_row(_cell(column, cell) for column, cell in zip(table.columns, row, strict=True)))
    lines += [r"\bottomrule", r"\end{tabular}}"]
    if table is report.tables[-1] and report.notes:
        lines += [r"\par\medskip", r"\begin{minipage}{\linewidth}\scriptsize"]
        lines += [rf"{escape(note.text)}\par" for note in report.notes]
        lines.append(r"\end{minipage}")
    return "\n".join([*lines, r"\end{table}"]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return " & ".join(cells) + r" \\"


def _header(column: Column, turned: bool) -> str:
    text = escape(column.header)
    return rf"\rotatebox{{90}}{{{text}}}" if turned and column.right else text


def _cell(column: Column, cell: str) -> str:
    return escape(cell).replace("{-}", "$-$") if column.right else escape(cell)
