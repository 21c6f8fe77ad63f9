"""The sign behind the numbers of a workbook that rest on unknown ratings, as long as these stay unknown."""

from collections.abc import Callable, Sequence
from typing import Any

from policyscore.analysis.scoring import ScoredOption
from policyscore.reports.unknown import UNKNOWN
from policyscore.reports.workbook_cells import range_to, reference_to

# Figures behind the values that rest on the option's ratings, and those that rest on the baseline's, too.
OWN, OVER_BASELINE = ("Score",), ("Gain", "Expected gain")


def mark_unknown(
    book: Any,
    rows: Sequence[ScoredOption],
    place: Callable[[int, int], int],
    columns: tuple[int, int],
    matrix: tuple[int, int],
    figures: Sequence[str],
    pattern_of_values: str,
) -> None:
    """Puts the sign behind every number of the matrix that rests on an unknown rating, by conditions on the ratings.

    rows: the options, a line of the first sheet each. place: the line of a rating on the sheet of ratings, by the
    numbers of its option and criterion; columns: those of ratings and of weights there. matrix: row and column of the
    first value. figures: the headers behind the values. Does nothing where all ratings are known.
    """
    if not any(option.unknown for option in rows):
        return
    (line, first), criteria, sheet = matrix, len(rows[0].values), book.worksheets()[0]
    base = next((number for number, option in enumerate(rows) if option.baseline), None)

    def rests(number: int) -> str:
        ends = place(number, 0), place(number, criteria - 1)
        ratings, weights = (f"Ratings!{range_to((ends[0], at), (ends[1], at), fixed=True)}" for at in columns)
        return f"SUMPRODUCT((1-ISNUMBER({ratings}))*({weights}>0))>0"

    def mark(number: int, column: int, condition: str, pattern: str) -> None:
        signed = ";".join(f'{part}"{UNKNOWN}"' for part in pattern.split(";"))
        shown = {"type": "formula", "criteria": f"={condition}", "format": book.add_format({"num_format": signed})}
        sheet.conditional_format(line + number, column, line + number, column, shown)

    for number, option in enumerate(rows):
        for index in range(criteria):
            rating = f"Ratings!{reference_to(place(number, index), columns[0], 'both')}"
            mark(number, first + index, f"NOT(ISNUMBER({rating}))", pattern_of_values)
        for column, header in enumerate(figures, start=first + criteria):
            if header in OWN:
                mark(number, column, rests(number), "0.0")
            elif header in OVER_BASELINE and not option.baseline and base is not None:
                mark(number, column, f"OR({rests(number)},{rests(base)})", "+0.0;-0.0;0.0")
