"""A matrix of options by criteria, from a spreadsheet, as the files of a study."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import yaml
from pydantic_core import PydanticCustomError

from policyscore import model, scalars, study
from policyscore.display import few, plain, ticked, visible
from policyscore.errors import CommandError, Problem, StudyError, did_you_mean
from policyscore.files import File
from policyscore.rating import parse, resolve
from policyscore.sheet import Row, rows
from policyscore.source import Stop, decode

# How people head the row that holds the weights.
WEIGHTS = re.compile(r"weights?( *\(?(in )?(%|percent|points|shares?)\)?)?", re.I)

# Files of the study that are no options.
TAKEN = ("criteria", "study")

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix, and where it stands in the file."""

    text: str
    row: Row
    index: int

    def problem(self, message: str, hint: str | None = None) -> Problem:
        return self.row.problem(self.index, message, hint)


def scales(written: Iterable[str]) -> dict[str | None, Ends]:
    """Worst and best by criterion, from words such as `cost=500:0`; under None, from `0:100`, for all others.

    Raises CommandError for a word that is neither, and where a criterion has two.
    """
    found: dict[str | None, Ends] = {}
    for word in written:
        criterion, sign, ends = word.rpartition("=")
        id = criterion.strip() if sign else None
        worst, colon, best = ends.partition(":")
        if not colon or id == "":
            raise CommandError(f"cannot read `{word}` as a scale", "write CRITERION=WORST:BEST, as cost=500:0")
        try:
            result = scalars.number(worst.strip()), scalars.number(best.strip())
        except PydanticCustomError as error:
            message, hint = scalars.reason(error)
            raise CommandError(f"the scale `{word}`: {message}", hint) from error
        if result[0] == result[1]:
            raise CommandError(f"the ends of the scale `{word}` are the same", "a scale needs two different ends")
        if id in found:
            raise CommandError(f"`{id}` has two scales" if id else "there are two scales for all criteria", "keep one")
        found[id] = result
    return found


def imported(
    file: File, scales: Mapping[str | None, Ends], transposed: bool = False
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The study in a table with options in rows and criteria in columns, or the other way round.

    The first row names the criteria, the first column the options; a row that is headed `weight` holds the
    weights. A cell is a number, `unknown`, or [low, value, high]. Where no scale is given for a criterion, its
    ends are the lowest and the highest rating. Returns the text of the study's files by path, and the ids of
    the criteria with such a scale. Raises StudyError with every faulty cell, CommandError for the scale of no
    such criterion.
    """
    header, *body = _grid(file, transposed)
    problems: list[Problem] = []
    weights = [line for line in body if WEIGHTS.fullmatch(line[0].text)]
    rated = [line for line in body if line not in weights]
    if not header[1:] or not rated:
        raise StudyError([header[0].problem("there are no ratings", "criteria in the first row, options below")])
    if len(weights) > 1:
        problems.append(weights[1][0].problem("a second row of weights", "keep one"))
    criteria = _ids(header[1:], "criterion", problems)
    options = _ids([line[0] for line in rated], "option", problems)
    for id in filter(None, scales):
        if id not in criteria:
            hint = did_you_mean(id, criteria) or f"the criteria are {few([*criteria])}"
            raise CommandError(f"there is no criterion `{id}` to have a scale", hint)
    points = _points(header[1:], weights[0][1:], problems) if weights else {}
    given = {id: scales.get(id) or scales.get(None) for id in criteria}
    entries, ratings = [], []
    for place, (id, name) in enumerate(criteria.items(), start=1):
        cells = [line[place] for line in rated]
        written = [_parsed(cell, problems) for cell in cells]
        ends = given[id] or _range(written)
        if ends[0] == ends[1]:
            # Where a cell is faulty, that is what to mend first.
            if None not in written:
                message = f"the ratings on `{id}` say nothing of the ends of its scale"
                problems.append(header[place].problem(message, f"give them: --scale {id}=WORST:BEST"))
            continue
        criterion = _criterion(id, ends)
        ratings.append([_resolved(r, criterion, cell, problems) for r, cell in zip(written, cells, strict=True)])
        entries.append(_criterion_text(id, name, ends, points.get(header[place]), local=not given[id]))
    if problems:
        raise StudyError(problems)
    texts = dict(zip(options.items(), map("".join, zip(*ratings, strict=True)), strict=True))
    return _files(file, entries, texts), tuple(id for id in criteria if not given[id])


def _grid(file: File, transposed: bool) -> list[list[Cell]]:
    """The cells that hold anything, every row as long as the longest."""
    try:
        text = decode(file.content)
    except Stop as stop:
        fault = stop.fault
        place = fault.line, fault.column
        line = file.content.decode("utf-8", "replace").split("\n")[fault.line - 1] if fault.line else ""
        raise StudyError([Problem.on(file.path, place, fault.message, fault.hint, line.rstrip("\r"), 1)]) from None
    found = [*rows(file.path, StringIO(text, newline=""))]
    if not found:
        raise StudyError(
            [Problem(file.path, 0, 0, "the table is empty", "criteria in the first row, then the options")]
        )
    width = max(len(row.cells) for row in found)
    grid = [[Cell("".join(row.cells[index : index + 1]), row, index) for index in range(width)] for row in found]
    # A spreadsheet may save columns that hold nothing.
    columns = [[*column] for column in zip(*grid, strict=True) if any(cell.text for cell in column)]
    return columns if transposed else [[*line] for line in zip(*columns, strict=True)]


def _ids(cells: Iterable[Cell], noun: str, problems: list[Problem]) -> dict[str, str]:
    """Names by the ids that they give."""
    names: dict[str, str] = {}
    article = "an" if noun[0] == "o" else "a"
    for number, cell in enumerate(cells, start=1):
        text = " ".join(cell.text.split())
        try:
            name = scalars.name(text)
        except PydanticCustomError as error:
            message, hint = scalars.reason(error)
            problems.append(cell.problem(f"the name of {article} {noun}: {message}", hint if text else "fill it in"))
            name = f"{noun} {number}"
        plainly = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        id = re.sub("[^a-z0-9]+", "-", plainly).strip("-")
        if not id or id in (*scalars.RESERVED, *TAKEN):
            id = f"{noun}-{number}"
        if name in names.values():
            problems.append(cell.problem(f"a second {noun} `{name}`", "rename one of them"))
        elif id in names:
            problems.append(cell.problem(f"`{name}` has the same id as `{names[id]}`, `{id}`", "rename one of them"))
        if id in names:
            id = f"{id}-{number}"
        names[id] = name
    return names


def _points(header: Iterable[Cell], row: Iterable[Cell], problems: list[Problem]) -> dict[Cell, float]:
    """The weights in a row, by the cell that names their criterion."""
    points = {}
    for head, cell in zip(header, row, strict=True):
        try:
            points[head] = scalars.points(_number(cell).removesuffix("%").rstrip())
        except PydanticCustomError as error:
            problems.append(cell.problem(*scalars.reason(error)))
            points[head] = 1.0
    if not any(points.values()):
        problems.append(cell.problem("the weights are all 0", "give one criterion at least a point"))
    return points


def _parsed(cell: Cell, problems: list[Problem]) -> model.Rating | None:
    if not cell.text:
        problems.append(cell.problem("expected a rating, found nothing", "write `unknown` where it is not known"))
        return None
    try:
        rating = parse(_number(cell))
        # A level's label, in a file of the study; a table has none.
        if any(isinstance(figure, str) and figure != scalars.UNKNOWN for figure in _figures(rating)):
            hint = scalars.number_hint(cell.text) or f"write `{scalars.UNKNOWN}` where it is not known"
            scalars.fault(f"expected a number or `{scalars.UNKNOWN}`, found {scalars.shown(cell.text)}", hint)
        return rating
    except PydanticCustomError as error:
        problems.append(cell.problem(*scalars.reason(error)))
        return None


def _figures(rating: model.Rating) -> tuple[float | str | None, ...]:
    return rating.low, rating.value, rating.high


def _number(cell: Cell) -> str:
    """The text of a cell; with a decimal point, where a comma can be nothing else.

    A table with semicolons or tabs between its cells comes from where decimals have commas; before three
    digits it could be for thousands.
    """
    if cell.row.delimiter != "," and re.fullmatch(r"[-+]?[0-9]+,([0-9]{1,2}|[0-9]{4,})%?", cell.text):
        return cell.text.replace(",", ".")
    return cell.text


def _range(ratings: Iterable[model.Rating | None]) -> Ends:
    """The lowest and the highest of the ratings that are numbers, 0 and 0 where none is."""
    numbers = [figure for rating in ratings if rating for figure in _figures(rating) if isinstance(figure, float)]
    return min(numbers, default=0.0), max(numbers, default=0.0)


def _criterion(id: str, ends: Ends) -> study.Criterion:
    worst, best = ends
    written = model.Criterion.model_validate({"worst": plain(worst), "best": plain(best)})
    return study.Criterion(id, id, (), 0.0, worst, best, (), None, written, ())


def _resolved(written: model.Rating | None, criterion: study.Criterion, cell: Cell, problems: list[Problem]) -> str:
    """A rating as a line of an option's file, in the shortest way to write it."""
    if written is None:
        return ""
    rating, faults = resolve(written, criterion)
    problems += (cell.problem(message, hint) for _, message, hint in faults)
    figures = [plain(figure) for figure in (rating.low, rating.value, rating.high) if figure is not None]
    short = f"[{', '.join(figures)}]" if len({*figures}) > 1 else next(iter(figures), scalars.UNKNOWN)
    return f"  {criterion.id}: {short}\n"


def _criterion_text(id: str, name: str, ends: Ends, weight: float | None, local: bool) -> str:
    remark = "  # the range of the data, not a scale: say what could be at all" if local else ""
    named = "" if name == id else f"    {_pair('name', name)}"
    points = "" if weight is None else f"    weight: {plain(weight)}\n"
    return f"  {id}:\n{named}    worst: {plain(ends[0])}{remark}\n    best: {plain(ends[1])}\n{points}"


def _pair(key: str, text: str) -> str:
    """A key with a text, in quotes where YAML needs them."""
    return yaml.safe_dump({key: text}, allow_unicode=True, width=10_000)


def _files(file: File, criteria: Iterable[str], options: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The texts of the files by path, from those of the criteria, and of the ratings by id and name of the option."""
    first = "# yaml-language-server: $schema=.schema.json\n"
    origin = visible(Path(file.path).name) if file.stem else "standard input"
    title = " ".join(re.split("[-_ ]+", visible(file.stem or ""))).strip() or "Options"
    files = {
        "study.yaml": f"{first}{_pair('study', title)}# question: What is to be decided, by whom, and by when?\n",
        "criteria.yaml": f"{first}# From {origin}. Say in words what each end means: `levels` and `swing`.\n"
        + "".join(["criteria:\n", *criteria]),
    }
    for (id, name), ratings in options.items():
        files[f"{id}.yaml"] = (
            f"{first}{_pair('option', name)}# baseline: true          # on the option that means carrying on as now\n"
            f"# Each rating may say why, as {{value: 3, why: …, sources: […]}}.\nratings:\n{ratings}"
        )
    return files


def remark(local: Iterable[str]) -> str:
    """What to say of scales that were taken from the data."""
    ids = [*local]
    return (
        f"the ends of {ticked(ids)} are the lowest and the highest rating, and more counts as better: "
        "with such a scale, adding or dropping an option can turn the order round; "
        f"fix what could be at all with --scale {ids[0]}=WORST:BEST"
    )
