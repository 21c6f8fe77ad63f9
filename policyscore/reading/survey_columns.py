"""What each column of a survey is: a criterion's points, who the row is, or a group; in doubt, its cells tell."""

import re
from dataclasses import dataclass, field

from policyscore.errors import Problem, StudyError
from policyscore.model.study import Study
from policyscore.reading.csv_ import CsvRow
from policyscore.reading.grid import RESULT, KnownHeadings, short_of_unit
from policyscore.reading.ratings import BLANKS
from policyscore.text import few, folded, listed, suggestion, ticked

# So many criteria are offered for a column that fits none.
OFFERED = 6

# What makes any column a group, whatever stands in it: `group: age`.
GROUP = re.compile(r"group\s*:\s*(.*)", re.I)

# How exports of surveys head the column that tells one row from another, and the one that says when it was filled in.
WHO = re.compile("id|(respondent|participant)( ?id)?|response ?id|user ?id")
WHEN = "timestamp"

# What stands in a cell where somebody gave no answer.
NO_ANSWER = {*BLANKS, "", "#n/a", "null", "nan", "no answer"}

# A cell that holds points, or could: 40, 40 %, 12,5, 1 200.
FIGURE = re.compile(r"[-+~$\u00a3\u20ac]?[0-9][0-9.,' \u00a0\u202f]*(%|points|pts)?", re.I)


@dataclass(slots=True)
class Doubtful:
    """A column that would be a group by its heading, or has none; and how many of its cells say what."""

    heading: str
    filled: int = 0
    figures: int = 0
    first: str = ""


@dataclass(slots=True)
class SurveyColumns:
    """The columns of a survey by their index, from 0.

    `criteria` are the ids of criteria and branches, `groups` the indices of groups by name, `name` is that of who
    the row is: of the column `name`, or of an `id` where there is none. `doubtful` are columns whose cells are still
    to be looked at.
    """

    header: CsvRow
    study: Study
    criteria: dict[int, str] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    name: int | None = None
    doubtful: dict[int, Doubtful] = field(default_factory=dict)

    def look(self, row: CsvRow) -> None:
        """Counts what stands in the cells of doubtful columns."""
        for index, column in self.doubtful.items():
            if index < len(row.cells) and not no_answer(cell := row.cells[index]):
                column.filled += 1
                column.first = column.first or cell
                column.figures += FIGURE.fullmatch(cell) is not None

    def problems(self) -> list[Problem]:
        """What is wrong with the doubtful columns, once every row was looked at."""
        found = []
        for index, column in self.doubtful.items():
            if column.filled and not column.heading:
                message = f"this column has no heading, and holds `{column.first}`"
                found.append(self.header.problem(index, message, self._headings("age")))
            elif 2 * column.figures > column.filled:
                which = "all its cells are" if column.figures == column.filled else "most of its cells are"
                message = f"`{column.heading}` is not a criterion of this study, and {which} numbers"
                hint = self._headings(column.heading)
                if RESULT.fullmatch(short_of_unit(column.heading)):
                    hint = "delete a column of totals: the points of a row may have any sum"
                found.append(self.header.problem(index, message, hint))
        return found

    def _headings(self, name: str) -> str:
        """A hint: the headings that a column could have."""
        as_group = f"where it only says who answered, as an age does, head it `group: {name}`"
        left = [f"`{id}`" for id in self.study.tree.without(self.criteria.values())]
        more = ["another criterion"] if len(left) > OFFERED else []
        offered = listed([*left[:OFFERED], *more], "or") if left else ""
        return f"where it holds points, head it {offered}; {as_group}" if left else as_group


def no_answer(cell: str) -> bool:
    """Whether nothing is said in a cell."""
    return cell.lower() in NO_ANSWER


def read_columns(header: CsvRow, study: Study, by: str | None = None) -> SurveyColumns:
    """What the first row makes of each column. Raises StudyError where that cannot be told.

    by: the heading of a column that is a group, whatever stands in it.
    """
    names = {criterion.id: criterion.name for criterion in study.criteria}
    names |= {branch.id: branch.name for branch in study.branches.values()}
    known = KnownHeadings(names)
    columns = SurveyColumns(header, study)
    problems: list[Problem] = []
    ids: list[int] = []
    for index, cell in enumerate(header.cells):
        heading = " ".join(cell.split())
        fitting = known.fitting(heading)
        if grouped := GROUP.fullmatch(heading):
            _add_group(columns, index, grouped[1], problems)
        elif len(fitting) > 1:
            problems.append(header.problem(index, f"`{heading}` may be {ticked(fitting, 'or')}", "head it with the id"))
        elif fitting:
            if fitting[0] in columns.criteria.values():
                problems.append(header.problem(index, f"a second column `{fitting[0]}`", "keep one"))
            columns.criteria[index] = fitting[0]
        elif folded(heading) == "name":
            if columns.name is not None:
                problems.append(header.problem(index, "a second column `name`", "keep one"))
            columns.name = index
        elif by is not None and folded(heading) == folded(by):
            _add_group(columns, index, heading, problems)
        elif WHO.fullmatch(folded(heading)):
            ids.append(index)
        elif folded(heading) == WHEN:
            _add_group(columns, index, heading, problems)
        elif near := _near(heading, names):
            hint = f"did you mean `{near}`? `group: {heading}` makes it a group"
            problems.append(header.problem(index, f"there is no criterion `{heading}`", hint))
        else:
            columns.doubtful[index] = Doubtful(heading)
            if heading:
                _add_group(columns, index, heading, problems)
    if columns.name is None and ids:
        columns.name = ids.pop(0)
    for index in ids:
        _add_group(columns, index, " ".join(header.cells[index].split()), problems)
    place = {id: index for index, id in columns.criteria.items()}
    problems += [header.problem(place[id], message, hint) for id, message, hint in study.tree.conflicting(place)]
    if not columns.criteria and not problems:
        hint = f"the first row names the columns, by the ids or names of criteria: {few([*names])}"
        if sum(map(bool, header.cells)) == 1:
            hint = "the first row names the columns: delete the rows above the one that does"
        problems.append(header.problem(0, "no column is a criterion", hint))
    if problems:
        raise StudyError(problems)
    return columns


def _add_group(columns: SurveyColumns, index: int, name: str, problems: list[Problem]) -> None:
    if not name:
        problems.append(columns.header.problem(index, "this group has no name", "as `group: age`"))
    elif any(folded(name) == folded(other) for other in columns.groups):
        problems.append(columns.header.problem(index, f"a second column `{name}`", "keep one, or rename it"))
    columns.groups[name] = index


def _near(heading: str, names: dict[str, str]) -> str | None:
    """The id or name that was probably meant."""
    return suggestion(short_of_unit(heading), [*names, *names.values()]) if heading else None
