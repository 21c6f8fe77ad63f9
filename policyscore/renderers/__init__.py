"""Formats by name: each turns a document into text or into a file, and does nothing else."""

from collections.abc import Callable

from policyscore.document import Document
from policyscore.format import Format, Look
from policyscore.renderers import csv_, html, json_, latex, markdown, terminal

# Those that are text; `docx_` makes a file, by a library that may not be there.
RENDERERS: dict[Format, Callable[[Document, Look], str]] = {
    Format.TABLE: terminal.render,
    Format.MARKDOWN: markdown.render,
    Format.HTML: html.render,
    Format.LATEX: latex.render,
    Format.CSV: csv_.commas,
    Format.TSV: csv_.tabs,
    Format.JSON: json_.render,
    Format.JSONL: json_.lines,
}
