"""A matrix of options by criteria, from a spreadsheet, as the files of a study."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import yaml

from policyscore.errors import CommandError, Problem, StudyError
from policyscore.model import numbers, words
from policyscore.model.inputs import File
from policyscore.model.places import Quoted
from policyscore.model.refused import Refused, shown
from policyscore.model.tree import Criterion
from policyscore.model.written import WrittenRating
from policyscore.reading.csv_ import CsvRow, rows
from policyscore.reading.ratings import BLANKS, parse_rating, resolve_rating
from policyscore.reading.yaml_ import MAX_NODES, Unreadable, decode
from policyscore.text import did_you_mean, few, listed, plain, ticked, visible

# How people head the row that holds the weights.
WEIGHTS = re.compile(
    r"(weights?|weightings?|importance|gewicht(ung)?|poids|peso)( factors?)?"
    r"( *\(?(in )?(%|percent|points|shares?)\)?)?",
    re.I,
)


# What a spreadsheet has computed from the ratings: among the criteria it would count them twice.
RESULT = re.compile(
    r"((weighted|grand|overall|final|total|average|mean)[ -]+)?(totals?|sums?|scores?|ranks?|ranking|averages?|mean)",
    re.I,
)


# A unit or a range behind the name of a criterion, as in `Cost (million euro)`.
NAME_AND_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]+)\)")


RANGE = re.compile(r"([0-9.]+)\s*(?:-|\u2013|to|\.\.)\s*([0-9.]+)")


# A number as it is written where decimals have commas, and one whose dot could then be for thousands.
COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")


THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+")


# What a cell may hold: a word or a number, or three of them in brackets; nothing else of YAML.
CELL_SYNTAX = re.compile(
    r"[^\s#%&*!|>'\"{}\[\],:-][^#%&*!|>'\"{}\[\],:\n]*|[-+]?[0-9][^\s]*|\[[^#&*!|>'\"{}\[\]:\n]*\]"
)


# Files of the study that are no options.
TAKEN_FILE_NAMES = ("criteria", "study")


ScaleEnds = tuple[float, float]


# A name becomes a file's, and stands in every table.
MAX_NAME_CHARS = 150


NOT_KNOWN = f"write `{words.UNKNOWN}` where it is not known"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the matrix, and where it stands in the file."""

    text: str
    row: CsvRow
    index: int

    def problem(self, message: str, hint: str | None = None) -> Problem:
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


def scales(written: Iterable[str]) -> dict[str | None, ScaleEnds]:
    """Worst and best by criterion, from words such as `cost=500:0`; under None, from `0:100`, for all others.

    Raises CommandError for a word that is neither, and where a criterion has two.
    """
    found: dict[str | None, ScaleEnds] = {}
    for word in written:
        criterion, sign, ends = word.rpartition("=")
        id = criterion.strip() if sign else None
        worst, colon, best = ends.partition(":")
        if not colon or id == "":
            raise CommandError(f"cannot read `{word}` as a scale", "write CRITERION=WORST:BEST, as cost=500:0")
        try:
            result = numbers.number(worst.strip()), numbers.number(best.strip())
        except Refused as error:
            message, hint = error.reason
            raise CommandError(f"the scale `{word}`: {message}", hint) from error
        if result[0] == result[1]:
            raise CommandError(f"the ends of the scale `{word}` are the same", "a scale needs two different ends")
        if id in found:
            raise CommandError(f"`{id}` has two scales" if id else "there are two scales for all criteria", "keep one")
        found[id] = result
    return found


def study_files(
    file: File, scales: Mapping[str | None, ScaleEnds], transposed: bool = False
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The study in a table with options in rows and criteria in columns, or the other way round.

    The first row names the criteria, with a unit or a range in brackets where there is one; the first column
    names the options; a row that is memo_head `weight` holds the weights. A cell is a number, `unknown`, or
    [low, value, high]. Where no scale is given for a criterion, its ends are the lowest and the highest rating.
    Returns the text of the study's files by path, and what its author should know of it. Raises StudyError
    with every faulty cell, CommandError for the scale of no such criterion.
    """
    header, *body = _grid(file, transposed)
    weights = [line for line in body if WEIGHTS.fullmatch(line[0].line)]
    rated = [line for line in body if not WEIGHTS.fullmatch(line[0].line)]
    _looks_right(header, rated, transposed)
    problems = [line[0].problem("a second row of weights", "keep one") for line in weights[1:]]
    criteria = _criteria(header[1:], problems)
    options = _options([line[0] for line in rated], problems)
    given = _given(scales, criteria)
    commas = header[0].row.delimiter == ";" or any(COMMA.fullmatch(cell.text) for line in body for cell in line)
    commas = commas and header[0].row.delimiter != ","
    points = _points(weights[0][1:], commas, problems) if weights else [None] * len(criteria)
    entries, ratings = [], []
    for place, heading in enumerate(criteria, start=1):
        cells = [line[place] for line in rated]
        written = _column(heading, cells, commas, problems)
        ends = given[heading.id] or _range(written)
        if ends[0] == ends[1]:
            # Where a cell is faulty, that is what to mend first.
            if None not in written:
                message = f"the ratings on `{heading.id}` say nothing of the ends of its scale"
                problems.append(heading.cell.problem(message, f"give them: --scale {heading.id}=WORST:BEST"))
            continue
        criterion = _criterion(heading.id, ends)
        ratings.append([_resolved(r, criterion, cell, problems) for r, cell in zip(written, cells, strict=True)])
        entries.append(_entry(heading, ends, points[place - 1], local=not given[heading.id]))
    if problems:
        raise StudyError(problems)
    texts = [(option, "".join(lines)) for option, lines in zip(options, zip(*ratings, strict=True), strict=True)]
    return _files(file, entries, texts), tuple(_remarks([id for id in given if not given[id]], weighed=bool(weights)))


def _grid(file: File, transposed: bool) -> list[list[GridCell]]:
    """The cells that hold anything, every row as long as the longest."""
    try:
        text = decode(file.content)
    except Unreadable as stop:
        fault = stop.fault
        line = file.content.decode("utf-8", "replace").split("\n")[fault.line - 1] if fault.line else ""
        hint = f"{fault.hint}; in Excel: Save As, CSV UTF-8" if "UTF-8" in (fault.hint or "") else fault.hint
        place = fault.line, fault.column
        raise StudyError([Problem.on(file.path, place, fault.message, hint, line.rstrip("\r"), 1)]) from None
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


def _looks_right(header: list[GridCell], rated: list[list[GridCell]], transposed: bool) -> None:
    """Raises StudyError where the table as a whole is not what it should be: then its cells say little."""
    if not header[1:] or not rated:
        raise StudyError([header[0].problem("there are no ratings", "criteria in the first row, options below")])
    if not any(cell.text for cell in header[1:]):
        raise StudyError([header[0].problem("this row names no criteria", "delete the rows above the one that does")])
    for cell in header[1:]:
        if WEIGHTS.fullmatch(cell.line):
            hint = "leave out --transpose" if transposed else "criteria in rows and options in columns: add --transpose"
            raise StudyError([cell.problem("the weights stand where a criterion should", hint)])
    results = [cell for cell in (*header[1:], *(line[0] for line in rated)) if RESULT.fullmatch(cell.line)]
    if results:
        hint = "delete it: the program computes it anew"
        raise StudyError(
            cell.problem(f"`{cell.line}` is a result, not an option or a criterion", hint) for cell in results
        )


def _criteria(cells: Sequence[GridCell], problems: list[Problem]) -> list[Heading]:
    """The criteria, short of what stands in brackets where they can be told apart without it."""
    behind = [NAME_AND_BRACKETS.fullmatch(cell.line) for cell in cells]
    short = Counter(_slug(match[1] if match else cell.line) for cell, match in zip(cells, behind, strict=True))
    known = NameRegistry("criterion", problems)
    headings: list[Heading] = []
    for cell, match in zip(cells, behind, strict=True):
        if match and short[_slug(match[1])] == 1 and _slug(match[1]):
            ends = _ends(match[2])
            headings.append(known.heading(cell, match[1], None if ends else match[2], ends))
        else:
            headings.append(known.heading(cell, cell.line))
    return headings


def _ends(text: str) -> ScaleEnds | None:
    """A range such as `0-100` as worst and best, or None where it is none."""
    ends = RANGE.fullmatch(text)
    if not ends or not all(map(numbers.NUMBER.fullmatch, ends.groups())) or float(ends[1]) == float(ends[2]):
        return None
    return float(ends[1]), float(ends[2])


def _options(cells: Sequence[GridCell], problems: list[Problem]) -> list[Heading]:
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
        id = _slug(name)
        if len(name) > MAX_NAME_CHARS:
            self.problems.append(cell.problem(f"the name is longer than {MAX_NAME_CHARS} characters", "shorten it"))
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


def _slug(name: str) -> str:
    """The id that a name gives, empty where it has no letter or digit for one."""
    plainly = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plainly).strip("-")


def _given(scales: Mapping[str | None, ScaleEnds], criteria: Sequence[Heading]) -> dict[str, ScaleEnds | None]:
    """The scale of each criterion that has one, from the command line or from its heading."""
    known = {word.casefold(): h.id for h in criteria for word in (h.cell.line, h.name, h.id)}
    named = {}
    for word, ends in scales.items():
        if word is not None and word.casefold() not in known:
            ids = [heading.id for heading in criteria]
            hint = did_you_mean(word, ids) or f"the criteria are {few(ids)}"
            raise CommandError(f"there is no criterion `{word}` to have a scale", hint)
        named[known[word.casefold()] if word is not None else None] = ends
    return {heading.id: named.get(heading.id) or heading.ends or named.get(None) for heading in criteria}


def _points(row: Sequence[GridCell], commas: bool, problems: list[Problem]) -> list[float | None]:
    """The weights in a row."""
    points: list[float | None] = []
    for cell in row:
        try:
            points.append(numbers.points(_number(cell, commas)))
        except Refused as error:
            problems.append(cell.problem(*error.reason))
            points.append(1.0)
    if not any(points):
        problems.append(row[-1].problem("the weights are all 0", "give one criterion at least a point"))
    return points


def _column(
    heading: Heading, cells: list[GridCell], commas: bool, problems: list[Problem]
) -> list[WrittenRating | None]:
    """The ratings on a criterion, None where a cell holds none."""
    faults: list[Problem] = []
    ratings = [_parsed(cell, commas, faults) for cell in cells]
    if not any(ratings) and not any(char.isdigit() for cell in cells for char in cell.text):
        faults = [
            heading.cell.problem(f"there is no rating on `{heading.name}`", "delete it, or rate the options on it")
        ]
    signed = [cell for cell in cells if cell.text.endswith("%")]
    if signed and any(cell.text[-1:].isdigit() for cell in cells):
        message = f"`{signed[0].text}` has a percent sign, and others beside it have none"
        faults.append(signed[0].problem(message, "write all of them one way"))
    problems += faults
    return ratings


def _parsed(cell: GridCell, commas: bool, problems: list[Problem]) -> WrittenRating | None:
    if not cell.text or cell.text.lower() in BLANKS:
        found = f"`{cell.text}`" if cell.text else "nothing"
        problems.append(cell.problem(f"expected a rating, found {found}", NOT_KNOWN))
        return None
    try:
        text = _number(cell, commas)
        if not CELL_SYNTAX.fullmatch(text):
            message = f"expected a number or `{words.UNKNOWN}`, found {shown(cell.text)}"
            raise Refused(message, numbers.number_hint(cell.text) or "write a number")
        rating = parse_rating(text)
        if any(float(plain(figure)) != figure for figure in _figures(rating) if isinstance(figure, float)):
            raise Refused(f"{shown(cell.text)} has more than 12 digits", "round it, or choose a larger unit")
        # A level's label, in a file of the study; a table has none.
        if any(isinstance(figure, str) and figure != words.UNKNOWN for figure in _figures(rating)):
            message = f"expected a number or `{words.UNKNOWN}`, found {shown(cell.text)}"
            raise Refused(message, numbers.number_hint(cell.text) or "write a number")
        return rating
    except Refused as error:
        problems.append(cell.problem(*error.reason))
        return None


def _figures(rating: WrittenRating) -> tuple[float | str | None, ...]:
    return rating.low, rating.value, rating.high


def _number(cell: GridCell, commas: bool) -> str:
    """The text of a cell without a percent sign; and with a decimal point, where decimals have commas.

    Raises Refused where a dot or a comma could be for thousands as well.
    """
    text = cell.text.removesuffix("%").rstrip()
    if commas and THOUSANDS.fullmatch(text):
        readings = {text.replace(".", ""), *([text] if text.count(".") == 1 else [])}
        hint = f"write {listed(sorted(readings, key=len), 'or')}"
        raise Refused(f"in `{cell.text}` the dot may be for thousands", hint)
    comma = COMMA.fullmatch(text)
    return f"{comma[1]}.{comma[2]}" if commas and comma and len(comma[2]) != 3 else text


def _range(ratings: Iterable[WrittenRating | None]) -> ScaleEnds:
    """The lowest and the highest of the ratings that are numbers, 0 and 0 where none is."""
    known = [figure for rating in ratings if rating for figure in _figures(rating) if isinstance(figure, float)]
    return min(known, default=0.0), max(known, default=0.0)


def _criterion(id: str, ends: ScaleEnds) -> Criterion:
    worst, best = ends
    return Criterion(id, id, (), 0.0, worst, best)


def _resolved(written: WrittenRating | None, criterion: Criterion, cell: GridCell, problems: list[Problem]) -> str:
    """A rating as a line of an option's file, in the shortest way to write it."""
    if written is None:
        return ""
    rating, faults = resolve_rating(written, criterion)
    problems += (cell.problem(message, hint) for _, message, hint in faults)
    figures = [plain(figure) for figure in (rating.low, rating.value, rating.high) if figure is not None]
    short = f"[{', '.join(figures)}]" if len({*figures}) > 1 else next(iter(figures), words.UNKNOWN)
    return f"  {criterion.id}: {short}\n"


def _entry(heading: Heading, ends: ScaleEnds, weight: float | None, local: bool) -> str:
    """A criterion as it stands in the criteria file."""
    lines = [f"  {heading.id}:\n"]
    if heading.name != heading.id:
        lines.append(f"    {_pair('name', heading.name)}")
    if local:
        lines.append("    # The lowest and the highest rating of the table: what could be at all is a better scale.\n")
        lines.append("    # More counts as better here; where less is, worst and best change places.\n")
    lines += [f"    worst: {plain(ends[0])}\n", f"    best: {plain(ends[1])}\n"]
    if heading.unit:
        lines.append(f"    {_pair('unit', heading.unit)}")
    if weight is not None:
        lines.append(f"    weight: {plain(weight)}\n")
    return "".join(lines)


def _pair(key: str, text: str) -> str:
    """A key with a text, in quotes where YAML needs them."""
    return yaml.safe_dump({key: text}, allow_unicode=True, width=10_000)


def _files(file: File, criteria: Iterable[str], options: Sequence[tuple[Heading, str]]) -> dict[str, str]:
    """The texts of the files by path, from those of the criteria and those of each option's ratings."""
    first = "# yaml-language-server: $schema=.schema.json\n"
    origin = visible(Path(file.path).name) if file.stem else "standard input"
    title = " ".join(re.split("[-_ ]+", visible(file.stem or ""))).strip() or "Options"
    files = {
        "study.yaml": f"{first}{_pair('study', title)}# question: What is to be decided, by whom, and by when?\n",
        "criteria.yaml": f"{first}# From {origin}. Say in words what each end means: `levels` and `swing`.\n"
        + "".join(["criteria:\n", *criteria]),
    }
    for option, ratings in options:
        files[f"{option.id}.yaml"] = (
            f"{first}{_pair('option', option.name)}"
            "# baseline: true          # on the option that means carrying on as now\n"
            f"# Each rating may say why, as {{value: 3, why: …, sources: […]}}.\nratings:\n{ratings}"
        )
    return files


def _remarks(local: Sequence[str], weighed: bool) -> Iterator[str]:
    """What the author of a table should know of the study that was made of it."""
    if not weighed:
        yield "no row is memo_head `weight`, so all criteria weigh the same"
    if local:
        yield (
            f"the scale of {ticked(local)} runs from the lowest to the highest rating, and more counts as better; "
            "one more option could turn the order round\n"
            f"  hint: say what could be at all, and where less is better: --scale {local[0]}=WORST:BEST"
        )
