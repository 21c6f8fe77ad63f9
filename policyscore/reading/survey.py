"""A survey: a table with a weighting in each row, which is read once, in blocks, and never held as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policyscore.errors import Problem, StudyError
from policyscore.model.study import Study
from policyscore.model.weight_block import WeightBlock
from policyscore.reading.block_store import BlockStore
from policyscore.reading.csv_ import CsvRow, rows
from policyscore.reading.opening import STDIN
from policyscore.reading.respondents import Respondents, Shared
from policyscore.reading.survey_columns import SurveyColumns, read_columns
from policyscore.reading.survey_rows import RowCheck
from policyscore.reading.table_lines import MAX_SURVEY_BYTES, Table, lines

# Where shells have the pipes of `<(…)`, each by its number.
PIPES = "/dev/fd/", "/proc/self/fd/"

# Rows that are looked at together.
ROWS_PER_BLOCK = 1000

# So many groups are told apart, to say how many there are.
MAX_GROUPS_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that was checked: every row of it that is not left out can be scored.

    `criteria` are the ids of criteria and branches that have a column, by its index; `groups` the other columns,
    by name, and `name_heading` heads the column of who the row is. `respondents` is how many rows count,
    `incomplete` how many were left out because cells are blank, and `first_incomplete` the numbers of the first of
    those. `unnamed` are the criteria that no column names, and `zero` those that have one and weigh 0 in every row that
    counts. `like_ranks` tells whether every row holds 1, 2, 3 and so on, each once: points so given are most likely
    ranks, of which 1 is the best. `who` are those whose rows count, and `shared` the names that stand in more than one
    of these, None where there are none. `blocks` are the weightings with their groups, and `group_names` the groups of
    the column that was asked for, if any, as far as they are counted.
    """

    path: str
    study: Study
    criteria: dict[int, str]
    groups: dict[str, int]
    name_heading: str
    respondents: int
    who: Respondents
    blocks: BlockStore
    shared: Shared | None = None
    incomplete: int = 0
    first_incomplete: tuple[int, ...] = ()
    unnamed: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    like_ranks: bool = False
    group_names: frozenset[str] = frozenset()

    @property
    def file_name(self) -> str:
        """The name of its file, without the folders; a pipe of a shell has a number that means nothing."""
        if self.path == STDIN:
            return "standard input"
        return "the pipe" if self.path.startswith(PIPES) else Path(self.path).name


def survey(
    table: Table,
    study: Study,
    skip_incomplete: bool = False,
    by: str | None = None,
    seen: Callable[[bytes], object] = lambda piece: None,
) -> Survey:
    """Reads a survey once, and checks it row by row: what becomes of its file meanwhile changes nothing.

    The first row names the columns: criteria or branches, `name` (or an `id`), and any other for a group, as the one
    that is headed `by` is in any case. A row in which nothing stands at all is passed over; one with a blank cell is a
    fault, unless those are to be skipped. seen: is told all bytes of the file, in pieces. Raises StudyError with the
    first of the faulty cells and the number of all, CommandError where the file cannot be read.
    """
    found = rows(table.path, lines(table, MAX_SURVEY_BYTES, seen))
    header = next(found, None)
    if header is None:
        raise StudyError([Problem(table.path, 0, 0, "the table is empty", "ids of criteria in the first row")])
    columns = read_columns(header, study, by)
    check = RowCheck(columns, skip_incomplete)
    taken = _Taken(columns, by)
    for row in found:
        if points := check.check(row):
            taken.add(row, points)
    taken.finish()
    faults = check.faults
    if not check.respondents:
        message = "every row of the survey has a blank cell" if check.incomplete else "the survey has no row"
        faults.add(header, 0, message, "a row for each respondent, below the first")
    of_columns = columns.faults()
    if problems := [*of_columns.problems, *faults.problems]:
        raise StudyError(problems, more=of_columns.more + faults.more)
    tree, criteria = study.tree, columns.criteria
    unnamed = tree.without(criteria.values())
    weighed = {leaf for index in check.used for leaf, share in tree.leaves(criteria[index]).items() if share}
    return Survey(
        path=table.path,
        study=study,
        criteria=criteria,
        groups=columns.groups,
        name_heading="" if columns.name is None else header.cells[columns.name],
        respondents=check.respondents,
        who=taken.who,
        blocks=taken.blocks,
        shared=taken.who.shared(id for block in taken.blocks for id in block.ids),
        incomplete=check.incomplete,
        first_incomplete=tuple(check.first_incomplete),
        unnamed=unnamed,
        zero=tuple(id for id in tree.ids if id not in unnamed and id not in weighed),
        like_ranks=check.like_ranks,
        group_names=frozenset(taken.group_names),
    )


class _Taken:
    """The rows that count, which become blocks as they come."""

    def __init__(self, columns: SurveyColumns, by: str | None) -> None:
        tree = columns.study.tree
        self.name = columns.name
        self.columns = columns.groups
        self.by = None if by is None else columns.groups.get(by)
        self.matrix = np.array([[*tree.spread({id: 1.0}).values()] for id in columns.criteria.values()])
        self.who, self.blocks = Respondents(), BlockStore()
        self.ids: list[str] = []
        self.points: list[list[float]] = []
        self.groups: list[list[str]] = [[] for _ in self.columns]
        self.group_names: set[str] = set()

    def add(self, row: CsvRow, points: list[float]) -> None:
        """Takes in a row with its points by column."""
        # Who it is: the name, or the row as a spreadsheet counts it.
        id = (row.cells[self.name] if self.name is not None else "") or f"row-{row.number}"
        self.who.add(id, row.number)
        self.ids.append(id)
        self.points.append(points)
        for groups, index in zip(self.groups, self.columns.values(), strict=True):
            groups.append(row.cells[index])
        if self.by is not None and len(self.group_names) < MAX_GROUPS_COUNTED:
            self.group_names.add(row.cells[self.by])
        if len(self.ids) == ROWS_PER_BLOCK:
            self.finish()

    def finish(self) -> None:
        """Makes a block of the rows that wait for one."""
        if not self.ids:
            return
        points = np.array(self.points)
        # Not by their sum alone: points may be as large as numbers go.
        points /= points.max(axis=1, keepdims=True)
        points /= points.sum(axis=1, keepdims=True)
        ids = tuple(self.ids)
        groups = {name: tuple(cells) for name, cells in zip(self.columns, self.groups, strict=True)}
        self.blocks.add(WeightBlock(ids, ids, points @ self.matrix, groups))
        self.ids, self.points, self.groups = [], [], [[] for _ in self.columns]
