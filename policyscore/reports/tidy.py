"""Tidy rows as they are made: one for each study, weighting and option, in CSV, TSV or JSON Lines."""

from collections.abc import Iterable, Iterator

from policyscore.analysis.comparison import TidyRow
from policyscore.formats.format import Format
from policyscore.formats.rows import stream

KEYS = ("study", "weighting", "option", "name", "rank", "score", "gain")


def lines(format: Format, rows: Iterable[tuple[str, TidyRow]], raw: bool) -> Iterator[str]:
    """Rows as text in pieces, each with the name of its study in front; `format` and `raw` are as `stream` has them."""
    cells = (
        (study, row.weighting, row.option.id, row.option.name, row.rank, row.score, row.gain) for study, row in rows
    )
    return stream(format, KEYS, cells, raw)
