"""Rows as they are made, in CSV, TSV or JSON Lines: however many there are, few of them are held at a time."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from io import StringIO

from policyscore.formats.csv_ import cell
from policyscore.formats.format import Format
from policyscore.formats.json_ import escaped
from policyscore.text import for_programs

# Lines that are written together.
LINES_PER_PIECE = 2000

# Texts whose cells are kept, since they may come again.
MAX_KNOWN_TEXTS = 10_000

Row = Sequence[str | float | None]


def stream(format: Format, keys: Sequence[str], rows: Iterable[Row], raw: bool) -> Iterator[str]:
    """Text in pieces: the keys first, then a line for each row; in JSON Lines an object for each.

    Floats have 12 significant digits, and None is an empty cell or null. raw: whether text cells are left as they are
    that a spreadsheet would run.
    """
    if format is Format.JSONL:
        return _json_lines(keys, rows)
    return _separated("\t" if format is Format.TSV else ",", keys, rows, raw)


def _separated(delimiter: str, keys: Sequence[str], rows: Iterable[Row], raw: bool) -> Iterator[str]:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(keys)
    # The same few texts stand in every row.
    text = lru_cache(MAX_KNOWN_TEXTS)(partial(cell, raw=raw))
    held = 0
    for row in rows:
        writer.writerow(
            [
                text(value) if isinstance(value, str) else for_programs(value) if isinstance(value, float) else value
                for value in row
            ]
        )
        held += 1
        if held == LINES_PER_PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
            held = 0
    yield out.getvalue()


def _json_lines(keys: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    heads = [f"{json.dumps(key)}: " for key in keys]
    held: list[str] = []
    for row in rows:
        pairs = (head + _json(value) for head, value in zip(heads, row, strict=True))
        held.append("{" + ", ".join(pairs) + "}\n")
        if len(held) == LINES_PER_PIECE:
            yield "".join(held)
            held = []
    yield "".join(held)


def _json(value: str | float | None) -> str:
    if isinstance(value, str):
        return escaped(json.dumps(value, ensure_ascii=False))
    return json.dumps(float(for_programs(value)) if isinstance(value, float) else value)
