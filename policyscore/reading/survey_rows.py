"""The rows of a survey, checked one after the other: what is wrong with each, and what all of them come to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from policyscore.model import numbers
from policyscore.model.refused import Refused
from policyscore.reading.csv_ import CsvRow, Faults
from policyscore.reading.grid import RESULT, number_text
from policyscore.reading.survey_columns import SurveyColumns, no_answer
from policyscore.reading.yaml_ import forbidden

# So many of the rows that are left out are kept, to be named.
NAMED_ROWS = 5

# Fewer criteria than these may have points 1 and 2 by chance.
MIN_RANKED = 3

# What almost every cell holds: it needs no closer look.
WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,9}")

# In a column that is headed as a group `average` may be one: an income, say.
ALSO_A_GROUP = "average"

SKIP = "`compare --skip-incomplete` leaves out the rows with blank cells"


@dataclass
class RowCheck:
    """What the rows come to that were checked so far, and what is wrong with them: `faults`.

    `respondents` is how many rows count, `incomplete` how many are left out, `first_incomplete` the numbers of the
    first of those. `used` are the columns with points in any row, `like_ranks` is whether every row so far holds 1, 2,
    3 and so on, each once.
    """

    columns: SurveyColumns
    skip_incomplete: bool
    respondents: int = 0
    incomplete: int = 0
    first_incomplete: list[int] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    like_ranks: bool = field(init=False)
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self._ranks = sorted(str(place + 1) for place in range(len(self.columns.criteria)))
        self.like_ranks = len(self._ranks) >= MIN_RANKED

    def check(self, row: CsvRow) -> list[float] | None:
        """Takes in one row; returns its points by column, None where it does not count or something is wrong."""
        criteria = self.columns.criteria
        self.columns.look(row)
        if self.skip_incomplete and is_incomplete(row, criteria):
            self.incomplete += 1
            if self.incomplete <= NAMED_ROWS:
                self.first_incomplete.append(row.number)
            return None
        self.respondents += 1
        before = self.faults.count
        points = self._points_of(row)
        self.like_ranks = self.like_ranks and sorted("".join(row.cells[i : i + 1]) for i in criteria) == self._ranks
        return points if self.faults.count == before else None

    def _points_of(self, row: CsvRow) -> list[float]:
        """The points in a row by column, as far as nothing is wrong with it."""
        width, criteria, fault = len(self.columns.header.cells), self.columns.criteria, partial(self.faults.add, row)
        if match := forbidden(row.text):
            fault(0, f"U+{ord(match[0]):04X} is not allowed in a survey", "delete the character")
        if all(_is_blank(row, index) for index in criteria):
            message = f"row {row.number} has no points on any criterion"
            fault(0, message, f"delete it, if it is a note below the table; {SKIP}")
            return []
        # Cells to the right that hold nothing are left over from a spreadsheet.
        if len(row.cells) < width or any(row.cells[width:]):
            message = f"this row has {len(row.cells)} cells, and the first row {width}"
            hint = "a text with a comma in it needs quotes round it" if len(row.cells) > width else None
            fault(min(len(row.cells), width), message, hint)
            return []
        name = self.columns.name or 0
        if self._is_result(who := row.cells[name]):
            message = f"`{who}` is a result, not a respondent"
            fault(name, message, "delete the row: the program computes it anew")
        points: dict[int, float] = {}
        for index in criteria:
            try:
                points[index] = self._points(row, index)
            except Refused as error:
                fault(index, *error.reason)
        given = [index for index, number in points.items() if number]
        self.used.update(given)
        signed = [index for index in given if row.cells[index].endswith("%")] if "%" in row.text else []
        if signed and len(signed) < len(given):
            message = f"`{row.cells[signed[0]]}` has a percent sign, and others beside it have none"
            fault(signed[0], message, "write all of them one way")
        if not given and len(points) == len(criteria):
            fault(next(iter(criteria)), "the points of this row are all 0", "give one criterion a point")
        return [*points.values()]

    def _is_result(self, who: str) -> bool:
        """Whether a row is no respondent's, by what stands in the column of names, or the first where there is none."""
        of_group = self.columns.name is None and self.columns.header.cells[0]
        return RESULT.fullmatch(who) is not None and not (of_group and who.lower() == ALSO_A_GROUP)

    def _points(self, row: CsvRow, index: int) -> float:
        """The points in a cell. Raises Refused where it holds none."""
        cell = row.cells[index]
        if WHOLE_NUMBER.fullmatch(cell):
            return float(cell)
        if no_answer(cell):
            found = f"`{cell}`" if cell else "nothing"
            message = f"expected a number, found {found} for `{self.columns.criteria[index]}` in row {row.number}"
            raise Refused(message, f"0 says that it weighs nothing; {SKIP}")
        text = number_text(cell, commas=row.delimiter != ",")
        if self.faults.full and not numbers.NUMBER.fullmatch(text):
            # It is only counted: what its author meant, which takes long to tell, is told to nobody.
            raise Refused("")
        return numbers.points(text)


def is_incomplete(row: CsvRow, criteria: Iterable[int]) -> bool:
    """Whether a criterion has no points in a row; one that is cut short has none for the criteria behind its end."""
    return any(_is_blank(row, index) for index in criteria)


def _is_blank(row: CsvRow, index: int) -> bool:
    return index >= len(row.cells) or no_answer(row.cells[index])
