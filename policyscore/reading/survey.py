"""A survey: a table with a weighting in each row, read in blocks and never held as a whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policyscore.errors import CommandError, Problem, StudyError, cause
from policyscore.model.study import Study
from policyscore.model.weight_block import Array, WeightBlock
from policyscore.reading.csv_ import IN_EXCEL, CsvRow, rows
from policyscore.reading.grid import number_text
from policyscore.reading.opening import opened, opened_text
from policyscore.reading.survey_columns import read_columns
from policyscore.reading.survey_rows import RowCheck, is_incomplete

# Rows that are looked at together.
ROWS_PER_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that was checked: every row of it that is not left out can be scored.

    `criteria` are the ids of criteria and branches that have a column, by its index; `groups` the other columns,
    by name, and `name` is the column of who the row is, with its heading. `respondents` is how many rows count,
    `incomplete` how many were left out because cells are blank, and `first_incomplete` the numbers of the first of
    those. `unnamed` are the criteria that no column names, and `zero` those that have one and weigh 0 in every row that
    counts. `like_ranks` tells whether every row holds 1, 2, 3 and so on, each once: points so given are most likely
    ranks, of which 1 is the best.
    """

    path: str
    study: Study
    criteria: dict[int, str]
    groups: dict[str, int]
    name: int | None
    name_heading: str
    respondents: int
    incomplete: int = 0
    first_incomplete: tuple[int, ...] = ()
    unnamed: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    like_ranks: bool = False

    @property
    def file_name(self) -> str:
        """The name of its file, without the folders."""
        return Path(self.path).name

    def blocks(self) -> Iterator[WeightBlock]:
        """The weightings, a block after the other: the file is read anew."""
        matrix = np.array([list(self.study.tree.spread({id: 1.0}).values()) for id in self.criteria.values()])
        table = _rows(self.path)
        next(table)
        rows: list[CsvRow] = []
        for row in table:
            if self.incomplete and is_incomplete(row, self.criteria):
                continue
            rows.append(row)
            if len(rows) == ROWS_PER_BLOCK:
                yield self._block(rows, matrix)
                rows = []
        if rows:
            yield self._block(rows, matrix)

    def _block(self, rows: list[CsvRow], matrix: Array) -> WeightBlock:
        ids = tuple(_called(row, self.name) for row in rows)
        points = np.array([[_points(row.cells[index]) for index in self.criteria] for row in rows])
        # Not by their sum alone: points may be as large as numbers go.
        points /= points.max(axis=1, keepdims=True)
        points /= points.sum(axis=1, keepdims=True)
        groups = {name: tuple(row.cells[index] for row in rows) for name, index in self.groups.items()}
        return WeightBlock(ids, ids, points @ matrix, groups)


def _points(cell: str) -> float:
    """The points in a cell that was checked."""
    try:
        return float(cell)
    except ValueError:
        return float(number_text(cell, commas=True))


def _called(row: CsvRow, name: int | None) -> str:
    """Who it is: the name, or the row as a spreadsheet counts it."""
    own = row.cells[name] if name is not None else ""
    return own or f"row-{row.number}"


def _rows(path: str) -> Iterator[CsvRow]:
    try:
        with opened_text(path, "utf-8-sig", newline="") as stream:
            yield from rows(path, stream)
    except OSError as error:
        raise CommandError(f"cannot read `{path}`: {cause(error)}") from error
    except UnicodeDecodeError as error:
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise StudyError([Problem(path, 0, 0, message, f"save it as UTF-8; {IN_EXCEL}")]) from error


def chunks(path: str) -> Iterator[bytes]:
    """The bytes of a file, a piece after the other."""
    with opened(path) as stream:
        while chunk := stream.read(1 << 16):
            yield chunk


def survey(path: str, study: Study, skip_incomplete: bool = False, by: str | None = None) -> Survey:
    """Checks a survey, row by row, and holds none of them.

    The first row names the columns: criteria or branches, `name` (or an `id`), and any other for a group, as the one
    that is headed `by` is in any case. A row in which nothing stands at all is passed over; one with a blank cell is a
    fault, unless those are to be skipped. Raises StudyError
    with every faulty cell, CommandError where the file cannot be read twice.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise CommandError(f"cannot read `{path}`: a survey is read twice, so it has to be a file")
    table = _rows(path)
    header = next(table, None)
    if header is None:
        raise StudyError([Problem(path, 0, 0, "the table is empty", "ids of criteria in the first row")])
    columns = read_columns(header, study, by)
    rows = RowCheck(columns, skip_incomplete)
    for row in table:
        rows.check(row)
    problems = [*rows.problems, *columns.problems()]
    if not rows.respondents:
        message = "every row of the survey has a blank cell" if rows.incomplete else "the survey has no row"
        problems.append(header.problem(0, message, "a row for each respondent, below the first"))
    if problems:
        raise StudyError(problems)
    tree, criteria = study.tree, columns.criteria
    unnamed = tree.without(criteria.values())
    weighed = {leaf for index in rows.used for leaf, share in tree.leaves(criteria[index]).items() if share}
    return Survey(
        path=path,
        study=study,
        criteria=criteria,
        groups=columns.groups,
        name=columns.name,
        name_heading="" if columns.name is None else header.cells[columns.name],
        respondents=rows.respondents,
        incomplete=rows.incomplete,
        first_incomplete=tuple(rows.first_incomplete),
        unnamed=unnamed,
        zero=tuple(id for id in tree.ids if id not in unnamed and id not in weighed),
        like_ranks=rows.like_ranks,
    )
