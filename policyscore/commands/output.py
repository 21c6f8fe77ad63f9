"""Where a result goes: to standard output, or whole into a file."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policyscore.commands.write import check, write
from policyscore.errors import CommandError
from policyscore.formats.format import BINARY, DRAWN, SUFFIXES, WRITTEN, Drawn, Format, Look, Written
from policyscore.text import listed

if TYPE_CHECKING:
    from policyscore.formats.report import Report

Kind = TypeVar("Kind", bound=StrEnum)


UNFOLDED_WIDTH = 10_000


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def format_of(format: Kind | None, output: str | None, suffixes: Mapping[str, Kind], plain: Kind) -> Kind:
    """The format that was asked for, else what the file's name ends in stands for, else the plain one.

    Raises CommandError where a file's name says nothing.
    """
    if format is not None:
        return format
    if output is None:
        return plain
    suffix = Path(output).suffix.lower()
    if suffix not in suffixes:
        raise CommandError(
            f"`{output}` does not say what format to write", f"end it in {listed(suffixes, 'or')}, or use -f"
        )
    return suffixes[suffix]


def ready(format: Format | None, output: str | None, workbook: bool = False) -> Format:
    """The format to write in, once it is sure that the result can be written. Raises CommandError else.

    workbook: whether there is a matrix to make a workbook of.
    """
    shape = format_of(format, output, SUFFIXES, Format.TABLE)
    if shape is Format.XLSX and not workbook:
        raise CommandError("xlsx holds the matrix of `policyscore score` with its formulas", "-f csv holds this result")
    if shape in BINARY:
        possible(*BINARY[shape], shape)
        no_terminal(shape, output)
    check(output)
    return shape


def drawable(format: Drawn | None, output: str | None) -> Drawn:
    """The same for a chart."""
    shape = format_of(format, output, DRAWN, Drawn.TABLE)
    if shape not in (Drawn.TABLE, Drawn.MARKDOWN):
        possible("matplotlib", "matplotlib", f"a chart as {shape}")
        if shape is not Drawn.SVG:
            no_terminal(shape, output)
    check(output)
    return shape


def writable(format: Written | None, output: str | None) -> Written:
    """The same for a memo."""
    shape = format_of(format, output, WRITTEN, Written.MARKDOWN)
    if shape is Written.DOCX:
        possible("docx", "python-docx", "a memo as docx")
        no_terminal(shape, output)
    check(output)
    return shape


def possible(module: str, library: str, what: str) -> None:
    """Raises CommandError where a library of the extra is not there."""
    if find_spec(module) is None:
        hint = "install policyscore with its extra: pip install 'policyscore[memo]', or '.[memo]' in a checkout"
        raise CommandError(f"{what} needs {library}, which is not installed", hint)


def no_terminal(shape: str, output: str | None) -> None:
    """Raises CommandError where bytes that are no text would go to a terminal."""
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        raise CommandError(f"{shape} is no text for a terminal", f"write it to a file: -o result.{shape}")


def deliver(
    report: "Report", format: Format, output: str | None, color: Color, raw: bool, inputs: Iterable[str]
) -> None:
    """Renders a report and writes it, never over the files at `inputs`."""
    if format is Format.DOCX:
        from policyscore.formats import docx_

        write(docx_.render(report), output, inputs)
        return
    from policyscore.formats.render import RENDERERS

    write(RENDERERS[format](report, look(output, color, raw)), output, inputs)


def look(output: str | None, color: Color, raw: bool) -> Look:
    """How the result is to look where it goes. Off a terminal nothing is folded or coloured unasked."""
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    dull = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    coloured = output is None and (color is Color.ALWAYS or (color is Color.AUTO and terminal and not dull))
    # Into a pager that takes colours the table goes whole: nobody here knows how wide it is.
    width = shutil.get_terminal_size((UNFOLDED_WIDTH, 24)).columns if terminal or coloured else None
    return Look(width, coloured, page=output is not None, raw=raw)
