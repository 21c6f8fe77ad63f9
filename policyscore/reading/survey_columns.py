"""What each column of a survey is: a criterion's points, who the row is, or a group; in doubt, its cells tell."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from policyscore.model.study import Study
from policyscore.model.tree import IF_THE_CHANCE, IS_THE_CHANCE
from policyscore.reading.csv_ import CsvRow, Faults, letters
from policyscore.reading.grid import RESULT, KnownHeadings, short_of_unit
from policyscore.reading.ratings import BLANKS
from policyscore.reading.table_lines import MAX_COLUMNS
from policyscore.text import few, folded, listed, suggestion, ticked

# So many criteria are offered for a column that fits none.
OFFERED = 6

# What makes any column a group, whatever stands in it: `group: age`.
GROUP = re.compile(r"group\s*:\s*(.*)", re.I)

# How exports of surveys head the column that tells one row from another, and the one that says when it was filled in.
WHO = re.compile("id|(respondent|participant)( ?id)?|response ?id|user ?id")
WHEN = "timestamp"

# What to do with a column that is for the chance.
OUT_OF_SURVEY = "leave the column out: a chance multiplies what an option would change"

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

    def faults(self) -> Faults:
        """What is wrong with the doubtful columns, once every row was looked at."""
        found = Faults()
        for index, column in self.doubtful.items():
            if column.filled and not column.heading:
                message = f"this column has no heading, and holds `{column.first}`"
                found.add(self.header, index, message, self._headings("age"))
            elif 2 * column.figures > column.filled:
                which = "all its cells are" if column.figures == column.filled else "most of its cells are"
                message = f"`{column.heading}` is not a criterion of this study, and {which} numbers"
                hint = self._headings(column.heading)
                if RESULT.fullmatch(short_of_unit(column.heading)):
                    hint = "delete a column of totals: the points of a row may have any sum"
                found.add(self.header, index, message, hint)
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
    names = {criterion.id: criterion.name for criterion in study.rated}
    names |= {branch.id: branch.name for branch in study.branches.values()}
    known = KnownHeadings(names)
    columns = SurveyColumns(header, study)
    headed = _Headed(columns)
    faults = headed.faults
    ids: list[int] = []
    if len(header.cells) > MAX_COLUMNS:
        faults.add(
            header, MAX_COLUMNS, f"a survey has at most {MAX_COLUMNS:,} columns", "delete those that hold no points"
        )
        raise faults.error()
    for index, cell in enumerate(header.cells):
        heading = " ".join(cell.split())
        fitting = known.fitting(heading)
        if grouped := GROUP.fullmatch(heading):
            headed.as_group(index, grouped[1])
        elif study.tree.chance in fitting and len(fitting) == 1:
            faults.add(header, index, IS_THE_CHANCE.format(f"`{heading}`"), OUT_OF_SURVEY)
        elif len(fitting) > 1:
            faults.add(header, index, f"`{heading}` may be {ticked(fitting, 'or')}", "head it with the id")
        elif fitting:
            headed.once(index, fitting[0], ("criterion", fitting[0]))
            columns.criteria[index] = fitting[0]
        elif folded(heading) == "name":
            headed.once(index, "name", ("name", ""))
            columns.name = index
        elif by is not None and folded(heading) == folded(by):
            headed.as_group(index, heading)
        elif WHO.fullmatch(folded(heading)):
            ids.append(index)
        elif folded(heading) == WHEN:
            headed.as_group(index, heading)
        elif near := _near(heading, names):
            is_chance = study.tree.chance in known.fitting(near)
            meant = f"{IF_THE_CHANCE.format(near)};" if is_chance else f"did you mean `{near}`?"
            said = f"{meant} `group: {heading}` makes it a group"
            faults.add(header, index, f"there is no criterion `{heading}`", said)
        else:
            columns.doubtful[index] = Doubtful(heading)
            if heading:
                headed.as_group(index, heading)
    if columns.name is None and ids:
        columns.name = ids.pop(0)
    for index in ids:
        headed.as_group(index, " ".join(header.cells[index].split()))
    place = {id: index for index, id in columns.criteria.items()}
    for id, message, why in study.tree.conflicting(place):
        faults.add(header, place[id], message, why)
    if not columns.criteria and not faults.problems:
        ids_to_weigh = [id for id in names if id != study.tree.chance]
        hint = f"the first row names the columns, by the ids or names of criteria: {few(ids_to_weigh)}"
        if sum(map(bool, header.cells)) == 1:
            hint = "the first row names the columns: delete the rows above the one that does"
        faults.add(header, 0, "no column is a criterion", hint)
    if faults.problems:
        raise faults.error()
    return columns


class _Headed:
    """Where each heading stands that may stand once, and what is wrong with headings."""

    def __init__(self, columns: SurveyColumns) -> None:
        self.columns = columns
        self.faults = Faults()
        self.places: dict[tuple[str, str], int] = {}

    def once(self, index: int, said: str, what: tuple[str, str]) -> None:
        """Takes in a heading; where one for the same was there before it is a fault, said to be of a column `said`."""
        header = self.columns.header
        first = self.places.setdefault(what, index)
        if first != index:
            heading = " ".join(header.cells[first].split())
            message = f"a second column `{said}`: cell {letters(first)}{header.number} is headed `{heading}`"
            self.faults.add(header, index, message, "keep one, or rename it" if what[0] == "group" else "keep one")

    def as_group(self, index: int, name: str) -> None:
        """Takes in the heading of a group."""
        if not name:
            self.faults.add(self.columns.header, index, "this group has no name", "as `group: age`")
        else:
            self.once(index, name, ("group", folded(name)))
        self.columns.groups[normalize("NFC", name)] = index


def _near(heading: str, names: dict[str, str]) -> str | None:
    """The id or name that was probably meant."""
    return suggestion(short_of_unit(heading), [*names, *names.values()]) if heading else None
