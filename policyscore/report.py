"""Results as documents: which columns a table has, and what programs get."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from policyscore.document import Cell, Column, Document, Marked, Note, Table, rounded, shares
from policyscore.notes import CHANGED, FAILS, TIED, UNKNOWN, called, inputs_note, layout_notes, notes
from policyscore.record import opening, weighting_record
from policyscore.scoring import Assessment, Scored

# The columns of the sheet, before the values.
KEYS = ("option", "name", "rank", "score", "low", "high", "gain", "expected_gain", "baseline", "fails", "unknown")


def ranking(assessment: Assessment, filters: Sequence[str] = ()) -> Document:
    """The matrix of values with scores, ranks and gains: what `score` shows.

    `filters` are phrases that say which options were left out, and why.
    """
    study, weighting = assessment.study, assessment.weighting
    said, made = tuple(notes(assessment, filters)), inputs_note(assessment)
    title = f"{study.head.study}: scores under {called(weighting)}"
    return Document(
        title=title,
        lead=tuple(filter(None, [study.head.question])),
        tables=(_matrix(assessment, title),),
        notes=(*said, *layout_notes(assessment), made),
        record=_record(assessment, (*said, made)),
        sheet=_sheet(assessment),
    )


def _matrix(assessment: Assessment, caption: str) -> Table:
    """The table for readers: each column with the function that fills it."""
    study, rows, baseline = assessment.study, assessment.options, assessment.baseline
    weights = assessment.weighting.weights
    whole = all(rounded(value, 9) == rounded(value, 0) for row in rows for value in row.values.values())
    shown = shares([weights[criterion.id] for criterion in study.criteria])
    tied = Counter(row.rank for row in rows)
    base = rounded(baseline.score, 1) if baseline else None

    def weighty(unknown: Sequence[str]) -> bool:
        return any(weights[id] > 0 for id in unknown)

    def rank(row: Scored) -> Cell:
        return Marked(row.rank, TIED) if tied[row.rank] > 1 else row.rank

    def name(row: Scored) -> Cell:
        return row.option.name + (" (baseline)" if row.option.baseline else "")

    def score(row: Scored) -> Cell:
        signs = (FAILS, row.fails), (UNKNOWN, weighty(row.unknown)), (CHANGED, row.option.changed)
        return _marked(row.score, "".join(sign for sign, applies in signs if applies))

    def unsure(row: Scored, gain: float) -> Cell:
        """A gain, marked where it rests on a rating that nobody knows."""
        rests = weighty(row.unknown) or (baseline is not None and weighty(baseline.unknown))
        return _marked(gain, UNKNOWN if rests and not row.option.baseline else "")

    def gain(row: Scored) -> Cell:
        # The difference of the scores as they are shown, so that a reader who subtracts finds it.
        return None if base is None else unsure(row, float(rounded(row.score, 1) - base))

    def expected_gain(row: Scored) -> Cell:
        return None if row.expected_gain is None else unsure(row, row.expected_gain)

    def value(id: str) -> Fill:
        def fill(row: Scored) -> Cell:
            mark = UNKNOWN if id in row.unknown else FAILS if id in row.fails else ""
            return _marked(row.values[id], mark + (CHANGED if id in row.option.changed else ""))

        return fill

    columns: list[tuple[Column, Fill]] = [
        (Column("rank", "Rank", digits=0), rank),
        (Column("name", "Option", "weight in %"), name),
        *(
            (Column(f"value:{c.id}", c.name, str(weight), digits=0 if whole else 1, spare=True), value(c.id))
            for c, weight in zip(study.criteria, shown, strict=True)
        ),
        (Column("score", "Score", str(sum(shown)), digits=1), score),
        (Column("low", "Low", digits=1), lambda row: row.low),
        (Column("high", "High", digits=1), lambda row: row.high),
    ]
    if any(row.gain is not None for row in rows):
        columns.append((Column("gain", "Gain", digits=1, signed=True), gain))
    if any(row.expected_gain is not None for row in rows):
        columns.append((Column("expected_gain", "Expected gain", digits=1, signed=True), expected_gain))
    cells = tuple(tuple(fill(row) for _, fill in columns) for row in rows)
    return Table(caption, tuple(column for column, _ in columns), cells)


Fill = Callable[[Scored], Cell]


def _marked(number: float, mark: str) -> Cell:
    return Marked(number, mark) if mark else number


def facts(row: Scored) -> dict[str, Any]:
    """An option's result for programs, in the order that they rely on."""
    return {
        "option": row.option.id,
        "name": row.option.name,
        "rank": row.rank,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "gain": row.gain,
        "expected_gain": row.expected_gain,
        "baseline": row.option.baseline,
        "fails": list(row.fails),
        "unknown": list(row.unknown),
    }


def _sheet(assessment: Assessment) -> Table:
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


def _record(assessment: Assessment, notes: Sequence[Note]) -> dict[str, object]:
    study, weighting = assessment.study, assessment.weighting
    return {
        **opening("score", study.sha256, notes),
        "weighting": weighting_record(weighting),
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
