"""A matrix of options by criteria, from a spreadsheet, as the files of a study."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policyscore.errors import CommandError, Problem
from policyscore.model import numbers, words
from policyscore.model.inputs import File
from policyscore.model.refused import Refused, shown
from policyscore.model.tree import Criterion
from policyscore.model.written import WrittenRating
from policyscore.reading.csv_ import first_of
from policyscore.reading.grid import (
    COMMA,
    WEIGHTS,
    GridCell,
    Heading,
    KnownHeadings,
    criteria_named,
    may_describe_criteria,
    number_text,
    options_named,
    read_grid,
    refuse_odd_grid,
    thousands_or_not,
)
from policyscore.reading.ratings import BLANKS, parse_rating, resolve_rating
from policyscore.reading.scales import Scale
from policyscore.reading.thousands import are_large
from policyscore.reading.word_columns import about_words
from policyscore.reading.yaml_text import Commented, Value, yaml_text
from policyscore.text import did_you_mean, few, plain, ticked, visible

# What a cell may hold: a word or a number, or three of them in brackets; nothing else of YAML.
CELL_SYNTAX = re.compile(
    r"[^\s#%&*!|>'\"{}\[\],:-][^#%&*!|>'\"{}\[\],:\n]*|[-+]?[0-9][^\s]*|\[[^#&*!|>'\"{}\[\]:\n]*\]"
)

# An option's name that may be a heading of weights.
WEIGHING = re.compile(r"\b(weight(s|ing|ings|age)?|importance)\b", re.I)

# Comments in the files, for whoever goes on with them.
SCHEMA_LINE = "yaml-language-server: $schema=.schema.json"
LOCAL_SCALE = (
    "The lowest and the highest rating of the table: what could be at all is a better scale.",
    "More counts as better here; where less is, worst and best change places.",
)
EVEN_LEVELS = "Evenly spaced, for want of anything better: move `at` where one step is worth more than another."
BESIDE_RATINGS = (
    "baseline: true          # on the option that means carrying on as now",
    "Each rating may say why, as {value: 3, why: …, sources: […]}.",
)


def study_files(
    file: File, scales: Mapping[str | None, Scale], transposed: bool = False
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The study in a table with options in rows and criteria in columns, or the other way round.

    The first row names the criteria, with a unit or a range in brackets where there is one; the first column
    names the options; a row that is headed `weight` holds the weights. A cell is a number, `unknown`, [low, value,
    high], or a label where the criterion's scale has any. Where no scale is given for a criterion, its ends are the
    lowest and the highest rating.
    Returns the text of the study's files by path, and what its author should know of it. Raises StudyError
    with every faulty cell, CommandError for the scale of no such criterion.
    """
    header, *body = read_grid(file, transposed)
    weights = [line for line in body if WEIGHTS.fullmatch(line[0].line)]
    rated = [line for line in body if not WEIGHTS.fullmatch(line[0].line)]
    commas = header[0].row.delimiter == ";" or any(COMMA.fullmatch(cell.text) for line in body for cell in line)
    commas = commas and header[0].row.delimiter != ","
    refuse_odd_grid(header, rated, transposed, commas)
    problems = [line[0].problem("a second row of weights", "keep one") for line in weights[1:]]
    problems += [_note(line[0]) for line in rated if _is_note(line)]
    rated = [line for line in rated if not _is_note(line)]
    criteria = criteria_named(header[1:], problems)
    options = options_named([line[0] for line in rated], problems)
    given = _given(scales, criteria)
    points = _points(weights[0][1:], commas, problems) if weights else [None] * len(criteria)
    entries: dict[str, Value] = {}
    ratings: list[dict[str, Value]] = [{} for _ in rated]
    for place, heading in enumerate(criteria, start=1):
        cells = [line[place] for line in rated]
        scale = given[heading.id]
        if scale and scale.labels:
            column: list[Value] = [_labelled(cell, scale, problems) for cell in cells]
        else:
            written = _column(heading, cells, commas, problems)
            scale = scale or Scale(*_range(written))
            if scale.worst == scale.best:
                # Where a cell is faulty, that is what to mend first.
                if None not in written:
                    message = f"the ratings on `{heading.id}` say nothing of the ends of its scale"
                    problems.append(heading.cell.problem(message, f"give them: --scale {heading.id}=WORST:BEST"))
                continue
            criterion = Criterion(heading.id, heading.id, (), 0.0, scale.worst, scale.best)
            column = [_resolved(*each, criterion, problems) for each in zip(written, cells, strict=True)]
        for of_option, rating in zip(ratings, column, strict=True):
            of_option[heading.id] = rating
        entries[heading.id] = _entry(heading, scale, points[place - 1], local=not given[heading.id])
    if problems:
        raise first_of(problems)
    remarks = [*_remarks(given, weighed=bool(weights)), *_doubtful_options(options)]
    return _files(file, entries, zip(options, ratings, strict=True)), tuple(remarks)


def _is_note(line: Sequence[GridCell]) -> bool:
    """Whether a row is a text below the table: several criteria, and nothing in any cell but the first."""
    return len(line) > 2 and bool(line[0].text) and not any(cell.text for cell in line[1:])


def _note(cell: GridCell) -> Problem:
    return cell.problem(
        "this row has no ratings", f"delete it, if it is a note; of an option write `{words.UNKNOWN}` into each cell"
    )


def _given(scales: Mapping[str | None, Scale], criteria: Sequence[Heading]) -> dict[str, Scale | None]:
    """The scale of each criterion that has one, from the command line or from its heading."""
    known = KnownHeadings({heading.id: heading.name for heading in criteria})
    named: dict[str | None, Scale] = {}
    for word, scale in scales.items():
        fitting = known.fitting(word) if word is not None else ()
        if word is not None and len(fitting) != 1:
            ids = [heading.id for heading in criteria]
            hint = did_you_mean(word, ids) or f"the criteria are {few(ids)}"
            raise CommandError(f"there is no criterion `{word}` to have a scale", hint)
        id = fitting[0] if fitting else None
        if id in named:
            raise CommandError(f"`{id}` has two scales", "keep one")
        named[id] = scale
    of_headings = {heading.id: Scale(*heading.ends) for heading in criteria if heading.ends}
    return {h.id: named.get(h.id) or of_headings.get(h.id) or named.get(None) for h in criteria}


def _points(row: Sequence[GridCell], commas: bool, problems: list[Problem]) -> list[float | None]:
    """The weights in a row."""
    points: list[float | None] = []
    for cell in row:
        try:
            points.append(numbers.points(number_text(cell.text, commas)))
        except Refused as error:
            message, hint = error.reason
            problems.append(cell.problem(message, hint if cell.text else "write 0 where it weighs nothing"))
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
    said = [cell.text for cell in cells if cell.text.lower() not in ("", words.UNKNOWN, *BLANKS)]
    if not any(char.isdigit() for text in said for char in text) and (said or not any(ratings)):
        faults = [heading.cell.problem(*about_words(heading, said))]
    # With commas for decimals such a number was asked about already.
    dotted = [] if commas else [cell for cell in cells if numbers.DOTTED_THOUSANDS.fullmatch(cell.text)]
    grouped = [cell for cell in dotted if _is_number(cell)]
    if grouped and are_large(float(cell.text) for cell in cells if cell not in grouped and _is_number(cell)):
        faults += [cell.problem(*thousands_or_not(cell.text).reason) for cell in grouped]
    signed = [cell for cell in cells if cell.text.endswith("%")]
    if signed and any(cell.text[-1:].isdigit() for cell in cells):
        message = f"`{signed[0].text}` has a percent sign, and others beside it have none"
        faults.append(signed[0].problem(message, "write all of them one way"))
    problems += faults
    return ratings


def _labelled(cell: GridCell, scale: Scale, problems: list[Problem]) -> Value:
    """The label in a cell, or `unknown`."""
    if cell.text.lower() == words.UNKNOWN:
        return words.UNKNOWN
    try:
        if not cell.text or cell.text.lower() in BLANKS:
            raise _nothing(cell)
        return scale.label(cell.line)
    except Refused as error:
        problems.append(cell.problem(*error.reason))
        return words.UNKNOWN


def _is_number(cell: GridCell) -> bool:
    return numbers.NUMBER.fullmatch(cell.text) is not None


def _nothing(cell: GridCell) -> Refused:
    return Refused(f"expected a rating, found {shown(cell.text)}", words.WRITE_UNKNOWN)


def _parsed(cell: GridCell, commas: bool, problems: list[Problem]) -> WrittenRating | None:
    try:
        if not cell.text or cell.text.lower() in BLANKS:
            raise _nothing(cell)
        text = number_text(cell.text, commas)
        if not CELL_SYNTAX.fullmatch(text):
            raise _not_a_number(cell)
        rating = parse_rating(text)
        if any(float(plain(figure)) != figure for figure in _figures(rating) if isinstance(figure, float)):
            raise Refused(f"{shown(cell.text)} has more than 12 digits", "round it, or choose a larger unit")
        # A level's label, in a file of the study; a table has none.
        if any(isinstance(figure, str) and figure != words.UNKNOWN for figure in _figures(rating)):
            raise _not_a_number(cell)
        return rating
    except Refused as error:
        problems.append(cell.problem(*error.reason))
        return None


def _not_a_number(cell: GridCell) -> Refused:
    message = f"expected a number or `{words.UNKNOWN}`, found {shown(cell.text)}"
    return Refused(message, numbers.number_hint(cell.text) or "write a number; or labels alone, with --scale")


def _figures(rating: WrittenRating) -> tuple[float | str | None, ...]:
    return rating.low, rating.value, rating.high


def _range(ratings: Iterable[WrittenRating | None]) -> tuple[float, float]:
    """The lowest and the highest of the ratings that are numbers, 0 and 0 where none is."""
    known = [figure for rating in ratings if rating for figure in _figures(rating) if isinstance(figure, float)]
    return min(known, default=0.0), max(known, default=0.0)


def _resolved(written: WrittenRating | None, cell: GridCell, criterion: Criterion, problems: list[Problem]) -> Value:
    """A rating in the shortest way to write it."""
    if written is None:
        return words.UNKNOWN
    rating, faults = resolve_rating(written, criterion)
    problems += (cell.problem(fault.message, fault.hint) for fault in faults)
    if rating.low is None or rating.value is None or rating.high is None:
        return words.UNKNOWN
    spread = len({rating.low, rating.value, rating.high}) > 1
    return [rating.low, rating.value, rating.high] if spread else rating.value


def _entry(heading: Heading, scale: Scale, weight: float | None, local: bool) -> Mapping[str, Value]:
    """A criterion as it stands in the criteria file; `local` where nothing but the ratings gave its scale."""
    entry: dict[str, Value] = {"name": heading.name} if heading.name != heading.id else {}
    entry |= {"worst": Commented(scale.worst, above=LOCAL_SCALE) if local else scale.worst, "best": scale.best}
    if heading.unit and not scale.labels:
        entry["unit"] = heading.unit
    if scale.labels:
        levels: list[Value] = [{"at": at, "label": label} for at, label in scale.levels]
        entry["levels"] = Commented(levels, above=(EVEN_LEVELS,)) if len(levels) > 2 else levels
    if weight is not None:
        entry["weight"] = weight
    return entry


def _files(
    file: File, criteria: Mapping[str, Value], options: Iterable[tuple[Heading, Mapping[str, Value]]]
) -> dict[str, str]:
    """The texts of the files by path, from the criteria and the ratings of each option."""
    origin = visible(Path(file.path).name) if file.stem else "standard input"
    title = " ".join(re.split("[-_ ]+", visible(file.stem or ""))).strip() or "Options"
    study = Commented({"study": title}, (SCHEMA_LINE,), ("question: What is to be decided, by whom, and by when?",))
    of_criteria = f"From {origin}. Say in words what each end means: `levels` and `swing`."
    documents = {
        "study": study,
        "criteria": Commented({"criteria": criteria}, (SCHEMA_LINE, of_criteria)),
    }
    for option, ratings in options:
        document: dict[str, Value] = {"option": option.name, "ratings": Commented(ratings, above=BESIDE_RATINGS)}
        documents[option.id] = Commented(document, (SCHEMA_LINE,))
    return {f"{name}.yaml": yaml_text(document) for name, document in documents.items()}


def _remarks(given: Mapping[str, Scale | None], weighed: bool) -> Iterator[str]:
    """What the author of a table should know of the study that was made of it."""
    if not weighed:
        yield "no row is headed `weight`, so all criteria weigh the same"
    if local := [id for id, scale in given.items() if not scale]:
        yield (
            f"the scale of {ticked(local)} runs from the lowest to the highest rating, and more counts as better; "
            "one more option could turn the order round\n"
            f"  hint: say what could be at all, and where less is better: --scale {local[0]}=WORST:BEST"
        )
    if labelled := [id for id, scale in given.items() if scale and len(scale.labels) > 2]:
        yield f"the levels of {ticked(labelled)} are evenly spaced from 0 to 100: criteria.yaml is where to move them"


def _doubtful_options(options: Sequence[Heading]) -> Iterator[str]:
    """Rows that were taken for options, though their names speak of weights or of the criteria."""
    for option in options:
        if may_describe_criteria(option.name):
            yield f"`{option.name}` is an option here; if it describes the criteria, delete its row"
    if likely := [option.name for option in options if WEIGHING.search(option.name)]:
        yield f"{ticked(likely)} {'is an option' if len(likely) == 1 else 'are options'}: weights have a row `weight`"
