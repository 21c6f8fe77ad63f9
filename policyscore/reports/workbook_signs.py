"""The sign behind the numbers of a workbook that rest on unknown ratings, as long as these stay unknown."""

from collections.abc import Sequence
from typing import Any

from policyscore.reports.unknown import UNKNOWN
from policyscore.reports.workbook_cells import range_to, reference_to
from policyscore.reports.workbook_effect import rests_on_unknown
from policyscore.reports.workbook_plan import RATING, WEIGHT, Plan


def mark_unknown(sheet: Any, plan: Plan, figures: Sequence[str]) -> None:
    """Puts the sign behind every number of the matrix that rests on an unknown rating, by conditions on the ratings.

    figures: the headers behind the values. Does nothing where all ratings are known.
    """
    if not any(option.unknown for option in plan.rows):
        return
    count, base = len(plan.criteria), plan.base

    def unknown(number: int, rated: int) -> str:
        return f"NOT(ISNUMBER(Ratings!{reference_to(plan.place(number, rated), RATING, 'both')}))"

    def own(number: int) -> str:
        ends = plan.place(number, 0), plan.place(number, count - 1)
        ratings, weights = (f"Ratings!{range_to((ends[0], at), (ends[1], at), fixed=True)}" for at in (RATING, WEIGHT))
        return f"SUMPRODUCT((1-ISNUMBER({ratings}))*({weights}>0))>0"

    def mark(number: int, column: int, condition: str, pattern: str) -> None:
        signed = ";".join(f'{part}"{UNKNOWN}"' for part in pattern.split(";"))
        shown = {"type": "formula", "criteria": f"={condition}", "format": plan.book.add_format({"num_format": signed})}
        line = plan.options + number
        sheet.conditional_format(line, column, line, column, shown)

    for number, option in enumerate(plan.rows):
        rests = rests_on_unknown(plan, number) if plan.chance else own(number)
        for index in range(count):
            mark(number, 2 + index, unknown(number, index), plan.values)
        for column, header in enumerate(figures, start=plan.last + 1):
            if header == "In effect":
                mark(number, column, own(number), "0.0")
            elif header == "Chance" and not option.baseline:
                mark(number, column, unknown(number, count), plan.chances)
            elif header == "Score":
                mark(number, column, rests, "0.0")
            elif header == "Gain" and not option.baseline and base is not None:
                mark(number, column, f"OR({rests},{own(base)})", "+0.0;-0.0;0.0")
