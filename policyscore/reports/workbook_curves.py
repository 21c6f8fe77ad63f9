"""The value of a rating as a formula: on a straight line, or on a curve whose pieces stand on a sheet of their own."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from policyscore.model.tree import Criterion
from policyscore.reports.workbook_cells import range_to, reference_to, write
from policyscore.reports.workbook_plan import BEST, RULE, WORST, Plan

# By criterion, the first and the last line of its pieces on the sheet of curves; those that are straight have none.
Pieces = Mapping[str, tuple[int, int]]


def write_curves(book: Any, plan: Plan) -> Pieces:
    """The sheet with the pieces of curves, where there are any: from rating to rating, and how steep."""
    curved = [criterion for criterion in plan.criteria if criterion.knots]
    pieces: dict[str, tuple[int, int]] = {}
    if not curved:
        return pieces
    sheet = book.add_worksheet("Curves")
    for column, header in enumerate(("Criterion", "From rating", "To rating", "Value there", "Value per unit")):
        write(sheet, 0, column, header, plan.formats(bold=True, bottom=1, bottom_color=RULE))
    line = 1
    for criterion in curved:
        start = line
        for (low, at_low), (high, at_high) in pairwise(sorted(criterion.knots)):
            write(sheet, line, 0, criterion.name, plan.formats())
            for column, number in enumerate((low, high, at_low, (at_high - at_low) / (high - low)), start=1):
                sheet.write_number(line, column, number, plan.formats())
            line += 1
        pieces[criterion.id] = start, line - 1
    sheet.set_column(0, 4, 18)
    return pieces


def value_of(criterion: Criterion, pieces: Pieces, line: int, column: int) -> str:
    """The value of the rating in a cell of the sheet of ratings, as a formula of that sheet."""
    cell = reference_to(line, column)
    if criterion.id not in pieces:
        worst, best = (reference_to(line, end, "column") for end in (WORST, BEST))
        return f"100*({cell}-{worst})/({best}-{worst})"
    first, last = pieces[criterion.id]
    low, high, steep = (f"Curves!{range_to((first, part), (last, part), fixed=True)}" for part in (1, 2, 4))
    # What lies between the ends of each piece, as far as the rating reaches into it, times its steepness.
    whole, part = f"({cell}>{high})*({high}-{low})", f"({cell}<={high})*({cell}>{low})*({cell}-{low})"
    return f"(Curves!{reference_to(first, 3, 'both')}+SUMPRODUCT({steep},{whole}+{part}))"
