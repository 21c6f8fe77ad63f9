"""What `score` says: the matrix of values with scores, ranks and gains, and the object for programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NotRequired, TypedDict

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import firmness
from policyscore.errors import CommandError
from policyscore.formats.numbers import percentages, shown_difference
from policyscore.formats.report import Cell, Column, Marked, Note, Report, SpareColumns, Table
from policyscore.reports.chance import chance_cell, chance_column
from policyscore.reports.floors import FAILS
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.reports.layout import DEFAULT_LAYOUT, Layout, Sort
from policyscore.reports.notes import CHANGED, inputs_note, layout_notes, notes
from policyscore.reports.shared_ranks import rank_cells
from policyscore.reports.unknown import UNKNOWN
from policyscore.rounding import rounded
from policyscore.text import counted

# The columns of csv, before the values.
KEYS = (
    *("option", "name", "rank", "score", "low", "high", "gain"),
    *("chance", "in_effect", "baseline", "fails", "unknown"),
)

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
    if layout.sort is Sort.CHANCE and assessment.study.chance is None:
        raise CommandError(
            "no option has a chance to sort by", "that takes `chance:` in the criteria document, and no --no-chance"
        )
    if layout.sort is Sort.NAME:
        rows.sort(key=lambda option: (option.name.casefold(), option.id))
    elif layout.sort is not Sort.SCORE:
        rows.sort(key=lambda option: -_sorted_by(option, layout.sort))
    if layout.top is None or layout.top >= len(rows):
        return tuple(rows)

    def level(option: ScoredOption, last: ScoredOption) -> bool:
        if layout.sort is Sort.SCORE:
            return option.rank == last.rank
        return layout.sort is not Sort.NAME and _sorted_by(last, layout.sort) - _sorted_by(option, layout.sort) <= TIE

    last = rows[layout.top - 1]
    return tuple(option for place, option in enumerate(rows) if place < layout.top or level(option, last))


def _sorted_by(option: ScoredOption, sort: Sort) -> float:
    """The figure that options are sorted by where it is not the score."""
    return option.in_effect if sort is Sort.IN_EFFECT or option.chance is None else option.chance.value


def arrangement_notes(assessment: Assessment, rows: Sequence[ScoredOption], layout: Layout) -> Iterator[Note]:
    """Notes that say which options are shown and how they are sorted, where that is not all of them by score."""
    by = {Sort.SCORE: "score", Sort.CHANCE: "chance", Sort.IN_EFFECT: "score in effect", Sort.NAME: "name"}[layout.sort]
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
    every = (option.values[c.id] for option in assessment.options for c in study.criteria)
    whole = all(rounded(value, 9) == rounded(value, 0) for value in every)
    shown = percentages([weights[criterion.id] for criterion in study.criteria])
    ranks = rank_cells(assessment)

    def rank(option: ScoredOption) -> Cell:
        return ranks[option.id]

    def name(option: ScoredOption) -> Cell:
        return option.label

    def score(option: ScoredOption) -> Cell:
        changed = any(criterion.id in option.changed for criterion in study.counted(option.option))
        signs = (FAILS, option.fails), (UNKNOWN, assessment.rests_on_unknown(option)), (CHANGED, changed)
        return _marked(option.score, "".join(sign for sign, applies in signs if applies))

    def gain(option: ScoredOption) -> Cell:
        """The gain, marked where it rests on a rating that nobody knows."""
        if baseline is None:
            return None
        rests = assessment.rests_on_unknown(option) or assessment.rests_on_unknown(baseline)
        gained = float(shown_difference(option.score, baseline.score, digits))
        return _marked(gained, UNKNOWN if rests and not option.baseline else "")

    def in_effect(option: ScoredOption) -> Cell:
        """The score if it took effect, marked where it rests on a rating of its own that nobody knows."""
        return _marked(option.in_effect, UNKNOWN if any(weights.get(id) for id in option.unknown) else "")

    def chance(option: ScoredOption) -> Cell:
        letter = letters[option.id][study.chance.id] if letters and study.chance else ""
        return chance_cell(option, study, CHANGED, letter)

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
    ]
    total = f"{sum(shown):f}"
    if study.chance:
        columns.append((Column("in_effect", "In effect", total, digits=digits), in_effect))
        columns.append((chance_column(assessment), chance))
    columns.append((Column("score", "Score", "" if study.chance else total, digits=digits), score))
    if letters is None:
        columns.append((Column("low", "Low", digits=digits), lambda option: option.low))
        columns.append((Column("high", "High", digits=digits), lambda option: option.high))
    if baseline:
        columns.append((Column("gain", "Gain", digits=digits, signed=True), gain))
    cells = tuple(tuple(fill(option) for _, fill in columns) for option in rows)
    table = Table(caption, tuple(column for column, _ in columns), cells, SPARE_CRITERIA)
    return table.transposed("name", "Criterion", SPARE_OPTIONS) if layout.transpose else table


Fill = Callable[[ScoredOption], Cell]


def _marked(number: float, mark: str, letter: str = "") -> Cell:
    return Marked(number, mark, letter) if mark or letter else number


def _csv(assessment: Assessment) -> Table:
    """A row for each option; ids inside a cell are joined by semicolons."""
    ids = [criterion.id for criterion in assessment.study.rated]
    keys = [*KEYS, *(f"value:{id}" for id in ids)]
    changed = any(option.changed for option in assessment.options)
    if changed:
        keys.append("set")
    rows: list[tuple[Cell, ...]] = []
    for option in assessment.options:
        chance = option.chance.value if option.chance else None
        figures = option.score, option.low, option.high, option.gain, chance, option.in_effect
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
    """An option's result; null is what is undefined. Values, effective values and contributions go by criterion.

    `chance` is in shares of 1, and `chance_low` and `chance_high` are there where it is.
    """

    id: str
    name: str
    rank: int
    score: float
    low: float
    high: float
    gain: float | None
    chance: float | None
    chance_low: NotRequired[float]
    chance_high: NotRequired[float]
    in_effect: float
    baseline: bool
    fails: list[str]
    unknown: list[str]
    values: dict[str, float]
    effective: dict[str, float]
    contributions: dict[str, float]
    set: NotRequired[list[str]]


class ScoreJson(HeadJson):
    """What `score -f json` prints."""

    weighting: WeightingJson
    chance: str | None
    criteria: list[CriterionJson]
    options: list[ScoredOptionJson]


def _json(assessment: Assessment, notes: Sequence[Note]) -> ScoreJson:
    study, weighting = assessment.study, assessment.weighting
    return {
        **json_head("score", study.sha256, notes, study),
        "weighting": weighting_json(weighting),
        "chance": study.chance.id if study.chance else None,
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
    chance = option.chance
    made: ScoredOptionJson = {
        "id": option.id,
        "name": option.name,
        "rank": option.rank,
        "score": option.score,
        "low": option.low,
        "high": option.high,
        "gain": option.gain,
        "chance": chance.value if chance else None,
        "in_effect": option.in_effect,
        "baseline": option.baseline,
        "fails": list(option.fails),
        "unknown": list(option.unknown),
        "values": dict(option.values),
        "effective": dict(option.effective),
        "contributions": dict(option.contributions),
    }
    if chance:
        made |= {"chance_low": chance.low, "chance_high": chance.high}
    if option.changed:
        made["set"] = list(option.changed)
    return made
