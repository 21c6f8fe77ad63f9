"""The formats a result can take, and how it is to look in them."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a result can be printed as."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    LATEX = "latex"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    DOCX = "docx"
    XLSX = "xlsx"


# The format that the end of a file's name stands for.
SUFFIXES = {
    ".txt": Format.TABLE,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".tex": Format.LATEX,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
}


class Written(StrEnum):
    """What a memo can be written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


# The same for memos.
WRITTEN = {".md": Written.MARKDOWN, ".html": Written.HTML, ".htm": Written.HTML, ".docx": Written.DOCX}


class ChartName(StrEnum):
    """The charts there are."""

    CONTRIBUTIONS = "contributions"
    SENSITIVITY = "sensitivity"
    RANKS = "ranks"
    WEIGHTINGS = "weightings"


class Drawn(StrEnum):
    """What a chart can be written as: as text, or as a picture."""

    TABLE = "table"
    MARKDOWN = "markdown"
    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


# The same for charts.
DRAWN = {".txt": Drawn.TABLE, ".md": Drawn.MARKDOWN, ".svg": Drawn.SVG, ".png": Drawn.PNG, ".pdf": Drawn.PDF}


# Files that are no text, and the library that writes each, which comes with the extra `memo`.
BINARY = {Format.DOCX: ("docx", "python-docx"), Format.XLSX: ("xlsxwriter", "XlsxWriter")}


@dataclass(frozen=True, slots=True)
class Look:
    """Settings that each format takes what it needs from.

    `width`: cells of the terminal, None off a terminal, where nothing is folded. `color`: with the
    terminal's colours. `page`: a whole page rather than a fragment to embed. `raw`: text cells as they
    are, even where a spreadsheet would run them.
    """

    width: int | None = None
    color: bool = False
    page: bool = False
    raw: bool = False
