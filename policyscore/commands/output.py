"""In which format a result is written, whether that can be done, and how it is to look where it goes."""

import os
import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policyscore.commands import exits
from policyscore.commands.write import check_writable, refuse_input, write_result
from policyscore.errors import CommandError
from policyscore.formats.format import (
    ALIASES,
    BINARY_FORMATS,
    LIBRARIES,
    OFF_TERMINAL,
    REPORT_FORMATS,
    SUFFIXES,
    Format,
    Look,
)
from policyscore.text import did_you_mean, listed

if TYPE_CHECKING:
    from policyscore.commands.build import Built
    from policyscore.formats.charts.chart import Chart
    from policyscore.formats.memo.blocks import Memo
    from policyscore.formats.report import Report

# The width of a terminal that nobody knows, in cells: no table is folded to it.
UNFOLDED_WIDTH = 10_000


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def format_of(wanted: Format | None, output: str | None, formats: Sequence[Format]) -> Format:
    """The format that was asked for, else what the file's name ends in stands for, else the first of `formats`.

    Raises CommandError where a file's name stands for none of them, and where it stands for another than was asked for
    and one of the two is no text: no program would open such a file. Where both are text it is said.
    """
    if output is None:
        return wanted or formats[0]
    suffix = Path(output).suffix.lower()
    named = SUFFIXES.get(suffix)
    if wanted is not None:
        meant = named or ALIASES.get(suffix[1:])
        binary = bool({meant, wanted} & {*BINARY_FORMATS})
        # In a plain text file there may be anything that is text.
        if meant is None or wanted is named or (not binary and (wanted is meant or suffix == ".txt")):
            return wanted
        if binary:
            raise CommandError(
                f"`{output}` ends in {suffix}, but -f {wanted} makes another kind of file", "leave one of them out"
            )
        exits.say(f"policyscore: `{output}` will hold {wanted}, and its name says {meant}")
        return wanted
    if named is not None and named in formats:
        return named
    known = suffix.removeprefix(".") in ALIASES
    wrong = f": this result cannot be written as {suffix}" if known else " does not say what format to write"
    raise CommandError(f"`{output}`{wrong}", _ending_hint(suffix, formats))


def format_hint(word: str, formats: Sequence[Format]) -> str:
    """What to write for a word that is none of the formats that a result can take."""
    meant = ALIASES.get(word.lower().removeprefix("."))
    if meant in formats:
        return f"write it in small letters: -f {meant}" if word.lower() == meant else f"use -f {meant}"
    return _elsewhere(meant, formats) or did_you_mean(word, formats) or f"the formats are {listed(formats)}"


def _ending_hint(suffix: str, formats: Sequence[Format]) -> str:
    """How to name a file whose name ends in none of the formats that a result can take."""
    meant = ALIASES.get(suffix.removeprefix("."))
    endings = {suffix: format for suffix, format in SUFFIXES.items() if format in formats}
    if meant in formats:
        return f"end it in {next(suffix for suffix, format in endings.items() if format is meant)}"
    return _elsewhere(meant, formats) or f"end it in {listed(endings, 'or')}, or use -f"


def _elsewhere(meant: Format | None, formats: Sequence[Format]) -> str | None:
    """How to come by a format that there is, but not of this result; None where there is no way."""
    if meant is Format.PDF and Format.HTML in formats:
        return "write a page, -o page.html or -o page.docx, open it, and print it as PDF"
    if meant is Format.XLSX and Format.CSV in formats:
        return "only `policyscore score` writes a workbook; csv opens in Excel, too"
    if meant in (Format.DOCX, Format.HTML) and Format.PNG in formats:
        return "write png, and place the picture there"
    return None


def ready(
    wanted: Format | None, output: str | None, formats: Sequence[Format] = REPORT_FORMATS, what: str = ""
) -> Format:
    """The format to write in, by `format_of`, once it is sure that a result can be written in it.

    what: the result as an error names it, `a memo` or `a chart`; a report goes by the name of its format. Raises
    CommandError where the result could not be written, before the work is done for it.
    """
    format = format_of(wanted, output, formats)
    if format in LIBRARIES:
        module, library = LIBRARIES[format]
        if find_spec(module) is None:
            hint = "install policyscore with its extra: pip install 'policyscore[memo]', or '.[memo]' in a checkout"
            named = f"{what} as {format}" if what else format
            raise CommandError(f"{named} needs {library}, which is not installed", hint)
    if format in BINARY_FORMATS and to_terminal(output):
        raise CommandError(f"{format} cannot be shown in a terminal", f"write it to a file: -o result.{format}")
    check_writable(output)
    return format


def deliver(
    built: "Built[Report | Memo | Chart | str]",
    format: Format,
    output: str | None,
    look: Look = OFF_TERMINAL,
    quiet: bool = False,
    errors_as_json: bool = False,
) -> None:
    """Renders what was built and writes it, never over an input; then ends the command as it says.

    quiet: whether to keep to itself what the result lacks in this format; what was remarked in reading is said all the
    same, as JSON where errors are. Raises typer.Exit where the exit code is not 0, CommandError where the result cannot
    be written.
    """
    from policyscore.formats.render import lacking, render

    if output is not None:
        refuse_input(output)  # before the work of rendering
    exits.tell_remarks(built.warnings, errors_as_json)
    if not quiet and (lacks := lacking(built.shown, format)):
        exits.say(f"policyscore: {lacks}")
    write_result(render(built.shown, format, look), output)
    for said in (*(note.text for note in built.remarks), *built.unmet):
        exits.say(f"policyscore: {said}")
    if built.exit_code:
        raise typer.Exit(built.exit_code)


def look(output: str | None, color: Color, raw: bool) -> Look:
    """How the result is to look where it goes. Off a terminal nothing is folded or coloured unasked."""
    terminal = to_terminal(output)
    dull = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    coloured = output is None and (color is Color.ALWAYS or (color is Color.AUTO and terminal and not dull))
    # Into a pager that takes colours the table goes whole: nobody here knows how wide it is.
    width = shutil.get_terminal_size((UNFOLDED_WIDTH, 24)).columns if terminal or coloured else None
    return Look(width, coloured, page=output is not None, raw=raw)


def to_terminal(output: str | None = None) -> bool:
    """Whether a result goes where somebody reads it as it comes."""
    return output is None and sys.stdout is not None and sys.stdout.isatty()
