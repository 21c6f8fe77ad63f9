"""A survey: a table with a weighting in each row, read in blocks and never held as a whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from policyscore.errors import CommandError, Problem, StudyError
from policyscore.model import numbers
from policyscore.model.refused import Refused
from policyscore.model.study import Study
from policyscore.model.weight_block import Array, WeightBlock
from policyscore.reading.csv_ import IN_EXCEL, CsvRow, rows
from policyscore.reading.yaml_ import FORBIDDEN
from policyscore.text import few, suggestion

SURVEY_SUFFIX = ".csv"

# Rows that are looked at together.
ROWS_PER_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that was checked: every row of it can be scored.

    `criteria` are the ids of criteria and branches that have a column, by its index; `groups` the other columns,
    by name. `respondents` is how many rows there are.
    """

    path: str
    study: Study
    criteria: dict[int, str]
    groups: dict[str, int]
    name: int | None
    respondents: int

    def blocks(self) -> Iterator[WeightBlock]:
        """The weightings, a block after the other: the file is read anew."""
        matrix = np.array([list(self.study.tree.spread({id: 1.0}).values()) for id in self.criteria.values()])
        table = _rows(self.path)
        next(table)
        rows: list[CsvRow] = []
        for row in table:
            rows.append(row)
            if len(rows) == ROWS_PER_BLOCK:
                yield self._block(rows, matrix)
                rows = []
        if rows:
            yield self._block(rows, matrix)

    def _block(self, rows: list[CsvRow], matrix: Array) -> WeightBlock:
        ids = tuple(_called(row, self.name) for row in rows)
        points = np.array([[float(row.cells[index]) for index in self.criteria] for row in rows])
        # Not by their sum alone: points may be as large as numbers go.
        points /= points.max(axis=1, keepdims=True)
        points /= points.sum(axis=1, keepdims=True)
        groups = {name: tuple(row.cells[index] for row in rows) for name, index in self.groups.items()}
        return WeightBlock(ids, ids, points @ matrix, groups)


def _called(row: CsvRow, name: int | None) -> str:
    """Who it is: the name, or the row as a spreadsheet counts it."""
    own = row.cells[name] if name is not None else ""
    return own or f"row-{row.number}"


def _rows(path: str) -> Iterator[CsvRow]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            yield from rows(path, stream)
    except OSError as error:
        raise CommandError(f"cannot read `{path}`: {error.strerror}") from error
    except UnicodeDecodeError as error:
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise StudyError([Problem(path, 0, 0, message, f"save it as UTF-8; {IN_EXCEL}")]) from error


def chunks(path: str) -> Iterator[bytes]:
    """The bytes of a file, a piece after the other."""
    with open(path, "rb") as stream:
        while chunk := stream.read(1 << 16):
            yield chunk


def survey(path: str, study: Study) -> Survey:
    """Checks a survey, row by row, and holds none of them.

    The first row names the columns: ids of criteria or branches, `name`, and any other for a group. Raises
    StudyError with every faulty cell, CommandError where the file cannot be read twice.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise CommandError(f"cannot read `{path}`: a survey is read twice, so it has to be a file")
    table = _rows(path)
    header = next(table, None)
    if header is None:
        raise StudyError([Problem(path, 0, 0, "the table is empty", "ids of criteria in the first row")])
    criteria, groups, name = _columns(header, study)
    problems: list[Problem] = []
    respondents = 0
    for row in table:
        respondents += 1
        problems += _faults(row, len(header.cells), criteria)
    if not respondents:
        problems.append(header.problem(0, "the survey has no row", "a row for each respondent, below the first"))
    if problems:
        raise StudyError(problems)
    return Survey(path, study, criteria, groups, name, respondents)


def _columns(header: CsvRow, study: Study) -> tuple[dict[int, str], dict[str, int], int | None]:
    """Which columns are criteria, which groups, and which the name. Raises StudyError where that cannot be told."""
    known = [*(criterion.id for criterion in study.criteria), *study.branches]
    criteria: dict[int, str] = {}
    groups: dict[str, int] = {}
    name = None
    problems = []
    for index, cell in enumerate(header.cells):
        if cell in known:
            if cell in criteria.values():
                problems.append(header.problem(index, f"a second column `{cell}`", "keep one"))
            criteria[index] = cell
        elif cell == "name":
            name = index
        elif near := suggestion(cell, known) if cell else None:
            hint = f"did you mean `{near}`? the name of a group may not be so near to a criterion's"
            problems.append(header.problem(index, f"there is no criterion `{cell}`", hint))
        elif cell in groups:
            problems.append(header.problem(index, f"a second column `{cell}`", "keep one"))
        elif cell:
            groups[cell] = index
    place = {id: index for index, id in criteria.items()}
    problems += [header.problem(place[id], message, hint) for id, message, hint in study.tree.conflicting(place)]
    if not criteria and not problems:
        problems.append(header.problem(0, "no column is a criterion", f"the criteria are {few(known)}"))
    if problems:
        raise StudyError(problems)
    return criteria, groups, name


def _faults(row: CsvRow, width: int, criteria: dict[int, str]) -> Iterator[Problem]:
    if match := FORBIDDEN.search(row.text):
        yield row.problem(0, f"U+{ord(match[0]):04X} may not stand in a survey", "delete the character")
    # Cells to the right that hold nothing are left over from a spreadsheet.
    if len(row.cells) < width or any(row.cells[width:]):
        message = f"this row has {len(row.cells)} cells, and the first row {width}"
        yield row.problem(min(len(row.cells), width), message)
        return
    total = 0.0
    for index in criteria:
        try:
            total += numbers.points(row.cells[index])
        except Refused as error:
            yield row.problem(index, *error.reason)
            total += 1
    if not total:
        yield row.problem(next(iter(criteria)), "the points of this row are all 0", "give one criterion a point")
