"""The formats a result can take, the suffixes of files that stand for them, and how it is to look in them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args


class Format(StrEnum):
    """What a report, a memo or a chart can be written as."""

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
    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


# Which of them each result can take, the one that is taken unasked first: as a type, from which the command line has
# its choices, and as a tuple.
ReportFormat = Literal[
    Format.TABLE,
    Format.MARKDOWN,
    Format.HTML,
    Format.LATEX,
    Format.CSV,
    Format.TSV,
    Format.JSON,
    Format.JSONL,
    Format.DOCX,
]
# The matrix of `score` can be a workbook, too.
ScoreFormat = Literal[ReportFormat, Format.XLSX]
MemoFormat = Literal[Format.MARKDOWN, Format.HTML, Format.DOCX]
ChartFormat = Literal[Format.TABLE, Format.MARKDOWN, Format.SVG, Format.PNG, Format.PDF]

REPORT_FORMATS: tuple[Format, ...] = get_args(ReportFormat)
SCORE_FORMATS: tuple[Format, ...] = get_args(ScoreFormat)
MEMO_FORMATS: tuple[Format, ...] = get_args(MemoFormat)
CHART_FORMATS: tuple[Format, ...] = get_args(ChartFormat)


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
    ".svg": Format.SVG,
    ".png": Format.PNG,
    ".pdf": Format.PDF,
}


# Other names that people have for formats, beside the ends of files.
ALIASES = {
    "text": Format.TABLE,
    "word": Format.DOCX,
    "doc": Format.DOCX,
    "excel": Format.XLSX,
    "xls": Format.XLSX,
    "jpg": Format.PNG,
    "jpeg": Format.PNG,
    "gif": Format.PNG,
    **{suffix.removeprefix("."): format for suffix, format in SUFFIXES.items()},
}


# Formats that take a library of the extra `memo`: the module to import, and the library's own name.
LIBRARIES = {
    Format.DOCX: ("docx", "python-docx"),
    Format.XLSX: ("xlsxwriter", "XlsxWriter"),
    Format.SVG: ("matplotlib", "matplotlib"),
    Format.PNG: ("matplotlib", "matplotlib"),
    Format.PDF: ("matplotlib", "matplotlib"),
}


# Files that are no text.
BINARY_FORMATS = (Format.DOCX, Format.XLSX, Format.PNG, Format.PDF)


class ChartName(StrEnum):
    """The charts there are."""

    CONTRIBUTIONS = "contributions"
    SENSITIVITY = "sensitivity"
    RANKS = "ranks"
    WEIGHTINGS = "weightings"


# What each of them shows.
CHARTS: dict[str, str] = {
    ChartName.CONTRIBUTIONS: "where scores come from",
    ChartName.SENSITIVITY: "scores over one weight",
    ChartName.RANKS: "shares of each rank",
    ChartName.WEIGHTINGS: "ranks under each weighting",
}


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


# Into a pipe, as most results go.
OFF_TERMINAL = Look()
