"""A table as a spreadsheet saves it: its cells, what its headings name, and numbers as they are written there."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from policyscore.errors import Problem, StudyError
from policyscore.model import numbers, words
from policyscore.model.inputs import File
from policyscore.model.places import Quoted
from policyscore.model.refused import Refused
from policyscore.reading.csv_ import CsvRow, rows
from policyscore.reading.table_lines import Table, lines
from policyscore.reading.thousands import as_decimal
from policyscore.reading.yaml_ import MAX_BYTES, MAX_NODES, forbidden
from policyscore.text import describe, folded, listed

# Worst and best, in the unit of a criterion.
ScaleEnds = tuple[float, float]

# How people head the row that holds the weights.
WEIGHTS = re.compile(
    r"(weights?|weightings?|points|importance|gewicht(ung)?|poids|peso)( factors?)?"
    r"( *[(\[]?(in )?(%|percent|points|shares?|of 100)[)\]]?)? *:?",
    re.I,
)

# How people head rows that describe the criteria and are no option, though an option may be called so, too.
ABOUT_CRITERIA = re.compile(
    r"(worst|best|min(imum)?|max(imum)?|lowest|highest)( (value|rating|case|score))?|scales?|ranges?|units?|"
    r"direction|targets?|goals?",
    re.I,
)

# What a corner of the table says that may be for its row or its column; and how people head a column of options.
CRITERIA_CORNER = re.compile(r"criteri(on|a)|kriteri(um|en)|crit\u00e8res?", re.I)
OPTION_COLUMN = re.compile(r"options?|alternatives?|measures?|polic(y|ies)|levers?|actions?", re.I)

# What a spreadsheet has computed from the ratings: among the criteria it would count them twice.
RESULT = re.compile(
    r"((weighted|grand|overall|final|total|average|mean)[ -]+)?(totals?|sums?|scores?|ranks?|ranking|averages?|mean)",
    re.I,
)

# A unit or a range behind the name of a criterion, as in `Cost (million euro)`, `Cost [0-10]` or `Cost in %`.
NAME_AND_BRACKETS = re.compile(r"(.*\S)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\])\s*:?")
NAME_IN_UNIT = re.compile(r"(.*\S)\s+in\s+(?:%|percent|points|pts)", re.I)
RANGE = re.compile(r"([0-9.]+)\s*(?:-|\u2013|to|\.\.)\s*([0-9.]+)")

# A number as it is written where decimals have commas; and such a one with dots for thousands.
COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")
THOUSANDS_AND_COMMA = re.compile(f"{numbers.DOTTED_THOUSANDS.pattern},[0-9]+")

# Files of the study that are no options.
TAKEN_FILE_NAMES = ("criteria", "study")

# A heading becomes the name of a file, and stands in every table: shorter than a name that somebody writes may be.
MAX_HEADING_CHARS = 150


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the matrix, and where it stands in the file."""

    text: str
    row: CsvRow
    index: int

    def problem(self, message: str, hint: str | None = None) -> Problem:
        """A fault of the cell."""
        return self.row.problem(self.index, message, hint)

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """What a cell names: an option, or a criterion with what stands in brackets behind it."""

    id: str
    name: str
    cell: GridCell
    unit: str | None = None
    ends: ScaleEnds | None = None


def read_grid(file: File, transposed: bool) -> list[list[GridCell]]:
    """The cells that hold anything, every row as long as the longest."""
    text = "".join(lines(Table(file.path, BytesIO(file.content)), MAX_BYTES))
    if match := forbidden(text):
        number, start = match.string.count("\n", 0, match.start()), match.string.rfind("\n", 0, match.start()) + 1
        place, message = (number + 1, match.start() - start + 1), f"{describe(match[0])} is not allowed in a study file"
        line = match.string.split("\n")[number].rstrip("\r")
        raise StudyError([Problem.on(file.path, place, message, "delete the character", line, 1)])
    found = [*rows(file.path, StringIO(text, newline=""))]
    if not found:
        hint = "criteria in the first row, an option in each row below"
        raise StudyError([Problem(file.path, 0, 0, "the table is empty", hint)])
    width = max(len(row.cells) for row in found)
    if width * len(found) > MAX_NODES:
        raise StudyError([Problem(file.path, 0, 0, f"the table has more than {MAX_NODES:,} cells", "split it")])
    grid = [[GridCell("".join(row.cells[index : index + 1]), row, index) for index in range(width)] for row in found]
    # A spreadsheet may save columns that hold nothing.
    columns = [[*column] for column in zip(*grid, strict=True) if any(cell.text for cell in column)]
    return columns if transposed else [[*line] for line in zip(*columns, strict=True)]


def refuse_odd_grid(header: list[GridCell], rated: list[list[GridCell]], transposed: bool, commas: bool) -> None:
    """Raises StudyError where the table as a whole is not what it should be: then its cells say little.

    commas: whether decimals have commas.
    """
    if not header[1:] or not rated:
        raise StudyError([header[0].problem("there are no ratings", "criteria in the first row, options below")])
    if not any(cell.text for cell in header[1:]):
        raise StudyError([header[0].problem("this row names no criteria", "delete the rows above the one that does")])
    for cell in header[1:]:
        if WEIGHTS.fullmatch(cell.line):
            hint = "leave out --transpose" if transposed else "criteria in rows and options in columns: add --transpose"
            raise StudyError([cell.problem("the weights are where a criterion should be", hint)])
    if CRITERIA_CORNER.fullmatch(header[0].line) and not transposed:
        hint = "if the criteria are below it, add --transpose; if they are beside it, write `option` here"
        message = f"`{header[0].line}` does not say whether this row or this column names the criteria"
        raise StudyError([header[0].problem(message, hint)])
    names = [line[0] for line in rated]
    hint = "delete it: the program computes it anew"
    odd = [
        cell.problem(f"`{cell.line}` is a result, not an option or a criterion", hint)
        for cell in (*header[1:], *names)
        if RESULT.fullmatch(cell.line)
    ]
    hint = (
        "delete the row: --scale CRITERION=WORST:BEST gives the ends of a scale, brackets after its name a unit; "
        "if it is an option, give it a longer name"
    )
    odd += [
        cell.problem(f"`{cell.line}` seems to describe the criteria, not an option", hint)
        for cell in _describing_criteria(rated, commas)
    ]
    if odd:
        raise StudyError(odd)


def may_describe_criteria(name: str) -> bool:
    """Whether a row is headed as one that describes the criteria, though an option may have such a name."""
    return ABOUT_CRITERIA.fullmatch(name.rstrip(" :")) is not None


def _describing_criteria(rated: list[list[GridCell]], commas: bool) -> Iterator[GridCell]:
    """The names of rows that are headed so and hold nothing but ends: the lowest or highest number of each column."""
    if doubtful := [line for line in rated if may_describe_criteria(line[0].line)]:
        columns = [*zip(*rated, strict=True)][1:]
        numbers_in = [
            [figure for cell in column if (figure := _figure(cell, commas)) is not None] for column in columns
        ]
        ends = [(min(known), max(known)) if known else () for known in numbers_in]
        for line in doubtful:
            figures = [_figure(cell, commas) for cell in line[1:]]
            inside = any(figure is not None and figure not in pair for figure, pair in zip(figures, ends, strict=True))
            # An end is one number, and known.
            if not inside and not any(cell.text.lower() == words.UNKNOWN or cell.text[:1] == "[" for cell in line[1:]):
                yield line[0]


def _figure(cell: GridCell, commas: bool) -> float | None:
    """The number in a cell, None where there is none that is plain."""
    try:
        return numbers.number(number_text(cell.text, commas))
    except Refused:
        return None


def criteria_named(cells: Sequence[GridCell], problems: list[Problem]) -> list[Heading]:
    """The criteria, short of what stands in brackets where they can be told apart without it."""
    behind = [NAME_AND_BRACKETS.fullmatch(cell.line) for cell in cells]
    short = Counter(words.slug(match[1] if match else cell.line) for cell, match in zip(cells, behind, strict=True))
    known = NameRegistry("criterion", problems)
    headings: list[Heading] = []
    for cell, match in zip(cells, behind, strict=True):
        if match and short[words.slug(match[1])] == 1 and words.slug(match[1]):
            inside = match[2] or match[3]
            ends = _ends(inside)
            headings.append(known.heading(cell, match[1], None if ends else inside, ends))
        else:
            headings.append(known.heading(cell, cell.line))
    return headings


class KnownHeadings:
    """Criteria and branches as a heading may name them: by id or name, with or without a unit behind it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """names: by id."""
        self._ways = [
            [(id, folded(id)) for id in names],
            [(id, folded(name)) for id, name in names.items()],
            [(id, folded(short_of_unit(name))) for id, name in names.items()],
        ]

    def fitting(self, heading: str) -> tuple[str, ...]:
        """The ids that a heading fits, by the closest way in which it fits any; none, or several where it is unclear.

        >>> KnownHeadings({"cost": "Public cost", "harm": "Harm"}).fitting("PUBLIC COST [points]")
        ('cost',)
        """
        for text in (heading, short_of_unit(heading)):
            if wanted := folded(text):
                for way in self._ways:
                    if found := tuple(id for id, known in way if known == wanted):
                        return found
        return ()


def short_of_unit(heading: str) -> str:
    """A heading without the unit or the range that stands behind the name."""
    match = NAME_AND_BRACKETS.fullmatch(heading) or NAME_IN_UNIT.fullmatch(heading)
    return match[1] if match else heading


def number_text(cell: str, commas: bool) -> str:
    """The text of a cell without a percent sign; and with a decimal point, where decimals have commas.

    Raises Refused where a dot could be for thousands as well.
    """
    text = cell.removesuffix("%").rstrip()
    if not commas:
        return text
    if numbers.DOTTED_THOUSANDS.fullmatch(text):
        raise thousands_or_not(text)
    if THOUSANDS_AND_COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    comma = COMMA.fullmatch(text)
    return f"{comma[1]}.{comma[2]}" if comma and len(comma[2]) != 3 else text


def thousands_or_not(text: str) -> Refused:
    """Why a number whose dot may be for thousands is refused, and how to write either reading of it."""
    readings = [*([as_decimal(text)] if text.count(".") == 1 else []), text.replace(".", "")]
    return Refused(f"in `{text}` the dot may be for thousands", f"write {listed(readings, 'or')}")


def _ends(text: str) -> ScaleEnds | None:
    """A range such as `0-100` as worst and best, or None where it is none."""
    ends = RANGE.fullmatch(text)
    if not ends or not all(map(numbers.NUMBER.fullmatch, ends.groups())) or float(ends[1]) == float(ends[2]):
        return None
    return float(ends[1]), float(ends[2])


def options_named(cells: Sequence[GridCell], problems: list[Problem]) -> list[Heading]:
    """The options, each with an id of its own; what is wrong with their names is added to `problems`."""
    known = NameRegistry("option", problems)
    return [known.heading(cell, cell.line) for cell in cells]


class NameRegistry:
    """The names and ids that were given so far, so that no two are the same."""

    def __init__(self, noun: str, problems: list[Problem]) -> None:
        self.noun, self.problems = noun, problems
        self.number = 0
        self.names: dict[str, str] = {}  # by id
        self.taken: set[str] = set()

    def heading(self, cell: GridCell, text: str, unit: str | None = None, ends: ScaleEnds | None = None) -> Heading:
        """What a cell names; where that gives no id of its own, the id is its place."""
        self.number += 1
        own = f"{self.noun}-{self.number}"
        try:
            # In a table `null` is a name like any other.
            name = words.name(Quoted(text))
        except Refused as error:
            message, hint = error.reason
            article = "an" if self.noun[0] == "o" else "a"
            said = f"the name of {article} {self.noun}: {message}"
            self.problems.append(cell.problem(said, hint if text else "fill it in"))
            return Heading(own, own, cell)
        id = words.slug(name)
        if len(name) > MAX_HEADING_CHARS:
            self.problems.append(cell.problem(f"the name is longer than {MAX_HEADING_CHARS} characters", "shorten it"))
        if not id or id in (*words.RESERVED, *TAKEN_FILE_NAMES):
            id = own
        if name in self.taken:
            self.problems.append(cell.problem(f"a second {self.noun} `{name}`", "rename one of them"))
        elif id in self.names:
            message = f"`{name}` has the same id as `{self.names[id]}`, `{id}`"
            self.problems.append(cell.problem(message, "rename one of them"))
        self.taken.add(name)
        self.names.setdefault(id, name)
        return Heading(id, name, cell, unit, ends)
