"""Tidy rows as they are made: one for each study, weighting and option, in CSV, TSV or JSON Lines."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from policyscore.analysis.comparison import TidyRow
from policyscore.formats.csv_ import cell
from policyscore.formats.format import Format
from policyscore.formats.json_ import escaped

KEYS = ("study", "weighting", "option", "name", "rank", "score", "gain")

# Lines that are written together.
LINES_PER_PIECE = 2000


def lines(format: Format, rows: Iterable[tuple[str, TidyRow]], raw: bool) -> Iterator[str]:
    """Text in pieces, the header first: a row for each pair of a study's name and what one option has in it."""
    if format is Format.JSONL:
        yield from _joined(_objects(rows))
        return
    delimiter = "\t" if format is Format.TSV else ","
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(KEYS)
    known: dict[str, str] = {}

    def text(written: str) -> str:
        # The same few texts stand in every row.
        if (found := known.get(written)) is None:
            found = known[written] = cell(written, raw)
        return found

    held = 0
    for study, row in rows:
        option = row.option
        gain = "" if row.gain is None else f"{row.gain + 0:.12g}"
        head = text(study), text(row.weighting), option.id, text(option.name)
        writer.writerow((*head, row.rank, f"{row.score + 0:.12g}", gain))
        held += 1
        if held == LINES_PER_PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
            held = 0
            known.clear()
    yield out.getvalue()


def _objects(rows: Iterable[tuple[str, TidyRow]]) -> Iterator[str]:
    quoted: Callable[[str], str] = lambda text: escaped(json.dumps(text, ensure_ascii=False))  # noqa: E731
    for study, row in rows:
        texts = study, row.weighting, row.option.id, row.option.name
        numbers = str(row.rank), _number(row.score), "null" if row.gain is None else _number(row.gain)
        pairs = zip(KEYS, (*map(quoted, texts), *numbers), strict=True)
        yield "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}\n"


def _number(number: float) -> str:
    return json.dumps(float(f"{number + 0:.12g}"))


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == LINES_PER_PIECE:
            yield "".join(held)
            held = []
    yield "".join(held)
