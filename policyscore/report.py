"""Results as documents: which columns a table has, and what programs get."""

from collections import Counter
from collections.abc import Sequence

from policyscore.document import Cell, Column, Document, Marked, Note, Table, rounded, shares
from policyscore.notes import FAILS, TIED, UNKNOWN, called, layout_notes, notes
from policyscore.scoring import Assessment, Scored
from policyscore.version import __version__

# The columns of the sheet, before the values.
KEYS = ("option", "name", "rank", "score", "low", "high", "gain", "expected_gain", "baseline", "fails", "unknown")


def ranking(assessment: Assessment, filters: Sequence[str] = ()) -> Document:
    """The matrix of values with scores, ranks and gains: what `score` shows.

    `filters` are phrases that say which options were left out, and why.
    """
    study, weighting = assessment.study, assessment.weighting
    said = tuple(notes(assessment, filters))
    title = f"{study.head.study}: scores under {called(weighting)}"
    return Document(
        title=title,
        lead=tuple(filter(None, [study.head.question])),
        tables=(_matrix(assessment, title),),
        notes=(*said, *layout_notes(assessment)),
        record=_record(assessment, said),
        sheet=_sheet(assessment),
    )


def _matrix(assessment: Assessment, caption: str) -> Table:
    study, rows = assessment.study, assessment.options
    whole = all(value == rounded(value, 0) for row in rows for value in row.values.values())
    weights = shares([assessment.weighting.weights[criterion.id] for criterion in study.criteria])
    columns = [
        Column("rank", "Rank", digits=0),
        Column("name", "Option", "weight in %"),
        *(
            Column(criterion.id, criterion.name, str(weight), digits=0 if whole else 1, spare=True)
            for criterion, weight in zip(study.criteria, weights, strict=True)
        ),
        Column("score", "Score", str(sum(weights)), digits=1),
        Column("low", "Low", digits=1),
        Column("high", "High", digits=1),
    ]
    if any(row.gain is not None for row in rows):
        columns.append(Column("gain", "Gain", digits=1, signed=True))
    if any(row.expected_gain is not None for row in rows):
        columns.append(Column("expected_gain", "Expected gain", digits=1, signed=True))
    tied = Counter(row.rank for row in rows)
    base = rounded(assessment.baseline.score, 1) if assessment.baseline else None

    def cell(column: Column, row: Scored) -> Cell:
        match column.key:
            case "rank":
                return Marked(row.rank, TIED) if tied[row.rank] > 1 else row.rank
            case "name":
                return row.option.name + (" (baseline)" if row.option.baseline else "")
            case "score":
                marks = (FAILS if row.fails else "") + (UNKNOWN if row.unknown else "")
                return Marked(row.score, marks) if marks else row.score
            case "gain":
                # The difference of the scores as they are shown, so that a reader who subtracts finds it.
                return None if base is None else float(rounded(row.score, 1) - base)
            case "low" | "high" | "expected_gain":
                ends: float | None = getattr(row, column.key)
                return ends
            case id:
                mark = UNKNOWN if id in row.unknown else FAILS if id in row.fails else ""
                return Marked(row.values[id], mark) if mark else row.values[id]

    return Table(caption, tuple(columns), tuple(tuple(cell(column, row) for column in columns) for row in rows))


def _sheet(assessment: Assessment) -> Table:
    ids = [criterion.id for criterion in assessment.study.criteria]
    columns = tuple(Column(key, key) for key in (*KEYS, *(f"value:{id}" for id in ids)))
    rows = tuple(
        (
            *(
                row.option.id,
                row.option.name,
                row.rank,
                row.score,
                row.low,
                row.high,
                row.gain,
                row.expected_gain,
            ),
            *(row.option.baseline, ";".join(row.fails), ";".join(row.unknown)),
            *(row.values[id] for id in ids),
        )
        for row in assessment.options
    )
    return Table("", columns, rows)


def _record(assessment: Assessment, notes: Sequence[Note]) -> dict[str, object]:
    study, weighting = assessment.study, assessment.weighting
    return {
        "schema": "policyscore/score/1",
        "version": __version__,
        "inputs": {"sha256": study.sha256},
        "notes": [{"code": note.code, "text": note.text} for note in notes],
        "weighting": {"id": weighting.id, "name": weighting.name, "method": weighting.method},
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
                "id": row.option.id,
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
                "values": dict(row.values),
                "contributions": dict(row.contributions),
            }
            for row in assessment.options
        ],
    }
