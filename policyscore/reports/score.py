"""Results as documents: which columns a table has, and what programs get."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import flips, radius
from policyscore.errors import CommandError
from policyscore.formats.numbers import percentages, rounded
from policyscore.formats.report import Cell, Column, Marked, Note, Report, Table
from policyscore.reports.json_head import json_head, weighting_json
from policyscore.reports.layout import Layout, Sort
from policyscore.reports.notes import CHANGED, FAILS, TIED, UNKNOWN, called, inputs_note, layout_notes, notes

DEFAULT_LAYOUT = Layout()


# The columns of the sheet, before the values.
KEYS = ("option", "name", "rank", "score", "low", "high", "gain", "expected_gain", "baseline", "fails", "unknown")


def score_report(assessment: Assessment, filters: Sequence[str] = (), shape: Layout = DEFAULT_LAYOUT) -> Report:
    """The matrix of values with scores, ranks and gains: what `score` shows.

    `filters` are phrases that say which options were left out, and why. Raises CommandError where `shape` asks for
    what the study does not have.
    """
    study, weighting = assessment.study, assessment.weighting
    rows = arranged_options(assessment, shape)
    nearest = radius(flips(assessment))
    said = tuple(notes(assessment, nearest, filters, rows, shape.decimals))
    made = inputs_note(assessment.study.sha256)
    layout = (*arrangement_notes(assessment, rows, shape), *layout_notes(assessment, rows, shape.decimals))
    title = f"{study.head.study}: scores under {called(weighting)}"
    return Report(
        title=title,
        lead=tuple(filter(None, [study.head.question])),
        tables=(matrix(assessment, title, rows, shape),),
        notes=(*said, *layout, made),
        json=_json(assessment, (*said, made)),
        csv=_csv(assessment),
    )


def arranged_options(assessment: Assessment, shape: Layout) -> tuple[ScoredOption, ...]:
    """The options to show, in order. Raises CommandError where there is nothing to sort or to show them by."""
    rows = list(assessment.options)
    if shape.sort is Sort.EXPECTED_GAIN:
        if all(row.expected_gain is None for row in rows):
            raise CommandError(
                "no option has an expected gain to sort by",
                "that takes `chance:` in the criteria document, an option with `baseline: true`, and a known chance",
            )
        # What is undefined comes last, and is not 0.
        rows.sort(key=lambda row: (row.expected_gain is None, -(row.expected_gain or 0)))
    elif shape.sort is Sort.NAME:
        rows.sort(key=lambda row: (row.name.casefold(), row.id))
    if shape.top is None or shape.top >= len(rows):
        return tuple(rows)

    def level(row: ScoredOption, last: ScoredOption) -> bool:
        if shape.sort is Sort.EXPECTED_GAIN:
            one, other = row.expected_gain, last.expected_gain
            return one == other if one is None or other is None else other - one <= TIE
        return shape.sort is Sort.SCORE and row.rank == last.rank

    last = rows[shape.top - 1]
    return tuple(row for place, row in enumerate(rows) if place < shape.top or level(row, last))


def arrangement_notes(assessment: Assessment, rows: Sequence[ScoredOption], shape: Layout) -> Iterator[Note]:
    """What a reader must know of the layout, so as not to take a part for the whole."""
    by = {Sort.SCORE: "score", Sort.EXPECTED_GAIN: "expected gain", Sort.NAME: "name"}[shape.sort]
    if len(rows) < len(assessment.options):
        level = ", with those level with the last of them" if len(rows) > (shape.top or 0) else ""
        first = "is the first" if len(rows) == 1 else f"are the first {len(rows)}"
        text = f"Shown {first} of {len(assessment.options)} options by {by}{level}."
        yield Note("top", f"{text} Ranks are among all of them.")
    if shape.sort is not Sort.SCORE:
        yield Note("sorted", f"Sorted by {by}; the rank goes by the score.")


def matrix(
    assessment: Assessment,
    caption: str,
    rows: Sequence[ScoredOption],
    shape: Layout = DEFAULT_LAYOUT,
    letters: Mapping[str, Mapping[str, str]] | None = None,
) -> Table:
    """The table for readers, with a row for each option, or a column: each fact with the function that fills it.

    letters: by option and criterion, what stands raised behind the value. They leave no room for low and high.
    """
    study, baseline, digits = assessment.study, assessment.baseline, shape.decimals
    weights = assessment.weighting.weights
    every = (value for row in assessment.options for value in row.values.values())
    whole = all(rounded(value, 9) == rounded(value, 0) for value in every)
    shown = percentages([weights[criterion.id] for criterion in study.criteria])
    tied = Counter(row.rank for row in assessment.options)
    base = rounded(baseline.score, digits) if baseline else None

    def weighty(unknown: Sequence[str]) -> bool:
        return any(weights[id] > 0 for id in unknown)

    def rank(row: ScoredOption) -> Cell:
        return Marked(row.rank, TIED) if tied[row.rank] > 1 else row.rank

    def name(row: ScoredOption) -> Cell:
        return row.label

    def score(row: ScoredOption) -> Cell:
        signs = (FAILS, row.fails), (UNKNOWN, weighty(row.unknown)), (CHANGED, row.option.changed)
        return _marked(row.score, "".join(sign for sign, applies in signs if applies))

    def unsure(row: ScoredOption, gain: float) -> Cell:
        """A gain, marked where it rests on a rating that nobody knows."""
        rests = weighty(row.unknown) or (baseline is not None and weighty(baseline.unknown))
        return _marked(gain, UNKNOWN if rests and not row.baseline else "")

    def gain(row: ScoredOption) -> Cell:
        # The difference of the scores as they are shown, so that a reader who subtracts finds it.
        return None if base is None else unsure(row, float(rounded(row.score, digits) - base))

    def expected_gain(row: ScoredOption) -> Cell:
        return None if row.expected_gain is None else unsure(row, row.expected_gain)

    def value(id: str) -> Fill:
        def fill(row: ScoredOption) -> Cell:
            mark = UNKNOWN if id in row.unknown else FAILS if id in row.fails else ""
            raised = letters[row.id][id] if letters else ""
            return _marked(row.values[id], mark + (CHANGED if id in row.option.changed else ""), raised)

        return fill

    columns: list[tuple[Column, Fill]] = [
        (Column("rank", "Rank", digits=0), rank),
        (Column("name", "Option", "weight in %"), name),
        *(
            (Column(f"value:{c.id}", c.name, str(weight), digits=0 if whole else digits, spare=True), value(c.id))
            for c, weight in zip(study.criteria, shown, strict=True)
        ),
        (Column("score", "Score", str(sum(shown)), digits=digits), score),
    ]
    if letters is None:
        columns.append((Column("low", "Low", digits=digits), lambda row: row.low))
        columns.append((Column("high", "High", digits=digits), lambda row: row.high))
    if base is not None:
        columns.append((Column("gain", "Gain", digits=digits, signed=True), gain))
    if any(row.expected_gain is not None for row in assessment.options):
        columns.append((Column("expected_gain", "Expected gain", digits=digits, signed=True), expected_gain))
    cells = tuple(tuple(fill(row) for _, fill in columns) for row in rows)
    table = Table(caption, tuple(column for column, _ in columns), cells)
    return table.transposed("name", "Criterion") if shape.transpose else table


Fill = Callable[[ScoredOption], Cell]


def _marked(number: float, mark: str, letter: str = "") -> Cell:
    return Marked(number, mark, letter) if mark or letter else number


def facts(row: ScoredOption) -> dict[str, Any]:
    """An option's result for programs, in the order that they rely on."""
    return {
        "option": row.id,
        "name": row.name,
        "rank": row.rank,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "gain": row.gain,
        "expected_gain": row.expected_gain,
        "baseline": row.baseline,
        "fails": list(row.fails),
        "unknown": list(row.unknown),
    }


def _csv(assessment: Assessment) -> Table:
    ids = [criterion.id for criterion in assessment.study.criteria]
    rows = []
    for row in assessment.options:
        joined = (";".join(fact) if isinstance(fact, list) else fact for fact in facts(row).values())
        rows.append((*joined, *(row.values[id] for id in ids)))
    keys = [*KEYS, *(f"value:{id}" for id in ids)]
    if any(row.option.changed for row in assessment.options):
        keys.append("set")
        rows = [(*cells, ";".join(row.option.changed)) for cells, row in zip(rows, assessment.options, strict=True)]
    columns = tuple(Column(key, key) for key in keys)
    return Table("", columns, tuple(rows))


def _json(assessment: Assessment, notes: Sequence[Note]) -> dict[str, object]:
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
        "options": [
            {
                "id": known.pop("option"),
                **known,
                "values": dict(row.values),
                "contributions": dict(row.contributions),
                **({"set": list(row.option.changed)} if row.option.changed else {}),
            }
            for row, known in ((row, facts(row)) for row in assessment.options)
        ],
    }
