"""The sheet that the ranks of a workbook go by: the highest score of each group of equal ones, from the top."""

from collections.abc import Callable, Sequence
from typing import Any

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import ScoredOption
from policyscore.reports.workbook_cells import reference_to, write


def write_ties(sheet: Any, formats: Callable[..., Any], options: Sequence[ScoredOption], scores: str) -> None:
    """Fills it for options that are ranked, whose scores stand in the range `scores`.

    Scores are equal where they are within 1e-9 of the highest of their group, so that each group's highest
    score is found from that of the group above. Rows that no group needs hold 0.
    """
    write(sheet, 0, 0, "Highest score of each group of equal ones", formats(bold=True))
    highest: dict[int, float] = {}
    for option in options:
        highest[option.rank] = max(option.score, highest.get(option.rank, option.score))
    found = [highest[rank] for rank in sorted(highest)]
    for place in range(len(options)):
        above = reference_to(place, 0)
        formula = f"=SUMPRODUCT(MAX(({above}-{scores}>{TIE:.9f})*{scores}))" if place else f"=MAX({scores})"
        sheet.write_formula(1 + place, 0, formula, formats(), found[place] if place < len(found) else 0.0)
    sheet.set_column(0, 0, 45)
