"""What `score` says: the matrix of values with scores, ranks and gains, and the object for programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NotRequired, TypedDict

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import firmness
from policyscore.errors import CommandError
from policyscore.formats.numbers import percentages, shown_difference
from policyscore.formats.report import Cell, Column, Marked, Note, Report, SpareColumns, Table
from policyscore.reports.floors import FAILS
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.reports.layout import DEFAULT_LAYOUT, Layout, Sort
from policyscore.reports.notes import CHANGED, inputs_note, layout_notes, notes
from policyscore.reports.shared_ranks import rank_cells
from policyscore.reports.unknown import UNKNOWN
from policyscore.rounding import rounded
from policyscore.text import counted

# The columns of csv, before the values.
KEYS = ("option", "name", "rank", "score", "low", "high", "gain", "expected_gain", "baseline", "fails", "unknown")

# What is said of the columns of a matrix that a terminal has no room for.
SPARE_CRITERIA = SpareColumns(
    lambda count: f"The values on {counted(count, 'criterion', 'criteria')} need", "Their weights in %", "scores.html"
)
SPARE_OPTIONS = SpareColumns(
    lambda count: f"All with {counted(count, 'more option')} needs", "Their weights in %", "scores.html", singly=True
)


def score_report(assessment: Assessment, filters: Sequence[str] = (), layout: Layout = DEFAULT_LAYOUT) -> Report:
    """The matrix of values with scores, ranks and gains: what `score` shows.

    `filters` are phrases that say which options were left out, and why. Raises CommandError where `layout` asks for
    what the study does not have.
    """
    study, weighting = assessment.study, assessment.weighting
    rows = arranged_options(assessment, layout)
    said = tuple(notes(assessment, firmness(assessment), filters, rows, layout.decimals))
    made = inputs_note(assessment.study.sha256)
    arranged = (*arrangement_notes(assessment, rows, layout), *layout_notes(assessment, rows, layout.decimals))
    title = f"{study.head.study}: scores under {weighting.label}"

    def workbook(report: Report) -> bytes:
        from policyscore.reports.workbook import render

        return render(assessment, report)

    return Report(
        title=title,
        lead=tuple(filter(None, [study.head.question])),
        tables=(matrix(assessment, title, rows, layout),),
        notes=(*said, *arranged, made),
        json=_json(assessment, (*said, made)),
        csv=_csv(assessment),
        workbook=workbook,
    )


def arranged_options(assessment: Assessment, layout: Layout) -> tuple[ScoredOption, ...]:
    """The options to show, in order. Raises CommandError where there is nothing to sort or to show them by."""
    rows = list(assessment.options)
    if layout.sort is Sort.EXPECTED_GAIN:
        if all(option.expected_gain is None for option in rows):
            raise CommandError(
                "no option has an expected gain to sort by",
                "that takes `chance:` in the criteria document, an option with `baseline: true`, and a known chance",
            )
        # What is undefined comes last, and is not 0.
        rows.sort(key=lambda option: (option.expected_gain is None, -(option.expected_gain or 0)))
    elif layout.sort is Sort.NAME:
        rows.sort(key=lambda option: (option.name.casefold(), option.id))
    if layout.top is None or layout.top >= len(rows):
        return tuple(rows)

    def level(option: ScoredOption, last: ScoredOption) -> bool:
        if layout.sort is Sort.EXPECTED_GAIN:
            one, other = option.expected_gain, last.expected_gain
            return one == other if one is None or other is None else other - one <= TIE
        return layout.sort is Sort.SCORE and option.rank == last.rank

    last = rows[layout.top - 1]
    return tuple(option for place, option in enumerate(rows) if place < layout.top or level(option, last))


def arrangement_notes(assessment: Assessment, rows: Sequence[ScoredOption], layout: Layout) -> Iterator[Note]:
    """Notes that say which options are shown and how they are sorted, where that is not all of them by score."""
    by = {Sort.SCORE: "score", Sort.EXPECTED_GAIN: "expected gain", Sort.NAME: "name"}[layout.sort]
    if len(rows) < len(assessment.options):
        level = ", with those level with the last of them" if len(rows) > (layout.top or 0) else ""
        first = "is the first" if len(rows) == 1 else f"are the first {len(rows)}"
        text = f"Shown {first} of {len(assessment.options)} options by {by}{level}."
        yield Note("top", f"{text} Ranks are among all of them.")
    if layout.sort is not Sort.SCORE:
        yield Note("sorted", f"Sorted by {by}; the rank goes by the score.")


def matrix(
    assessment: Assessment,
    caption: str,
    rows: Sequence[ScoredOption],
    layout: Layout = DEFAULT_LAYOUT,
    letters: Mapping[str, Mapping[str, str]] | None = None,
) -> Table:
    """The table for readers, with a row for each option, or a column: each fact with the function that fills it.

    letters: by option and criterion, what stands raised behind the value. They leave no room for low and high.
    """
    study, baseline, digits = assessment.study, assessment.baseline, layout.decimals
    weights = assessment.weighting.weights
    every = (value for option in assessment.options for value in option.values.values())
    whole = all(rounded(value, 9) == rounded(value, 0) for value in every)
    shown = percentages([weights[criterion.id] for criterion in study.criteria])
    ranks = rank_cells(assessment)

    def rank(option: ScoredOption) -> Cell:
        return ranks[option.id]

    def name(option: ScoredOption) -> Cell:
        return option.label

    def score(option: ScoredOption) -> Cell:
        signs = (FAILS, option.fails), (UNKNOWN, assessment.weighty(option.unknown)), (CHANGED, option.changed)
        return _marked(option.score, "".join(sign for sign, applies in signs if applies))

    def unsure(option: ScoredOption, gain: float) -> Cell:
        """A gain, marked where it rests on a rating that nobody knows."""
        rests = assessment.weighty([*option.unknown, *(baseline.unknown if baseline else ())])
        return _marked(gain, UNKNOWN if rests and not option.baseline else "")

    def gain(option: ScoredOption) -> Cell:
        if baseline is None:
            return None
        return unsure(option, float(shown_difference(option.score, baseline.score, digits)))

    def expected_gain(option: ScoredOption) -> Cell:
        return None if option.expected_gain is None else unsure(option, option.expected_gain)

    def value(id: str) -> Fill:
        def fill(option: ScoredOption) -> Cell:
            mark = UNKNOWN if id in option.unknown else FAILS if id in option.fails else ""
            raised = letters[option.id][id] if letters else ""
            return _marked(option.values[id], mark + (CHANGED if id in option.changed else ""), raised)

        return fill

    columns: list[tuple[Column, Fill]] = [
        (Column("rank", "Rank", digits=0), rank),
        (Column("name", "Option", "weight in %"), name),
        *(
            (Column(f"value:{c.id}", c.name, f"{weight:f}", digits=0 if whole else digits, spare=True), value(c.id))
            for c, weight in zip(study.criteria, shown, strict=True)
        ),
        (Column("score", "Score", f"{sum(shown):f}", digits=digits), score),
    ]
    if letters is None:
        columns.append((Column("low", "Low", digits=digits), lambda option: option.low))
        columns.append((Column("high", "High", digits=digits), lambda option: option.high))
    if baseline:
        columns.append((Column("gain", "Gain", digits=digits, signed=True), gain))
    if any(option.expected_gain is not None for option in assessment.options):
        columns.append((Column("expected_gain", "Expected gain", digits=digits, signed=True), expected_gain))
    cells = tuple(tuple(fill(option) for _, fill in columns) for option in rows)
    table = Table(caption, tuple(column for column, _ in columns), cells, SPARE_CRITERIA)
    return table.transposed("name", "Criterion", SPARE_OPTIONS) if layout.transpose else table


Fill = Callable[[ScoredOption], Cell]


def _marked(number: float, mark: str, letter: str = "") -> Cell:
    return Marked(number, mark, letter) if mark or letter else number


def _csv(assessment: Assessment) -> Table:
    """A row for each option; ids inside a cell are joined by semicolons."""
    ids = [criterion.id for criterion in assessment.study.criteria]
    keys = [*KEYS, *(f"value:{id}" for id in ids)]
    changed = any(option.changed for option in assessment.options)
    if changed:
        keys.append("set")
    rows: list[tuple[Cell, ...]] = []
    for option in assessment.options:
        figures = option.score, option.low, option.high, option.gain, option.expected_gain
        lists = ";".join(option.fails), ";".join(option.unknown)
        row = (option.id, option.name, option.rank, *figures, option.baseline, *lists, *option.values.values())
        rows.append((*row, ";".join(option.changed)) if changed else row)
    return Table("", tuple(Column(key, key) for key in keys), tuple(rows))


class CriterionJson(TypedDict):
    """A criterion; `path` are the branches above it, `weight` its share of 1."""

    id: str
    name: str
    path: list[str]
    weight: float
    worst: float
    best: float


class ScoredOptionJson(TypedDict):
    """An option's result; null is what is undefined. Values and contributions go by criterion."""

    id: str
    name: str
    rank: int
    score: float
    low: float
    high: float
    gain: float | None
    expected_gain: float | None
    baseline: bool
    fails: list[str]
    unknown: list[str]
    values: dict[str, float]
    contributions: dict[str, float]
    set: NotRequired[list[str]]


class ScoreJson(HeadJson):
    """What `score -f json` prints."""

    weighting: WeightingJson
    criteria: list[CriterionJson]
    options: list[ScoredOptionJson]


def _json(assessment: Assessment, notes: Sequence[Note]) -> ScoreJson:
    study, weighting = assessment.study, assessment.weighting
    return {
        **json_head("score", study.sha256, notes),
        "weighting": weighting_json(weighting),
        "criteria": [
            {
                "id": criterion.id,
                "name": criterion.name,
                "path": list(criterion.path),
                "weight": weighting.weights[criterion.id],
                "worst": criterion.worst,
                "best": criterion.best,
            }
            for criterion in study.criteria
        ],
        "options": [_option_json(option) for option in assessment.options],
    }


def _option_json(option: ScoredOption) -> ScoredOptionJson:
    made: ScoredOptionJson = {
        "id": option.id,
        "name": option.name,
        "rank": option.rank,
        "score": option.score,
        "low": option.low,
        "high": option.high,
        "gain": option.gain,
        "expected_gain": option.expected_gain,
        "baseline": option.baseline,
        "fails": list(option.fails),
        "unknown": list(option.unknown),
        "values": dict(option.values),
        "contributions": dict(option.contributions),
    }
    if option.changed:
        made["set"] = list(option.changed)
    return made
