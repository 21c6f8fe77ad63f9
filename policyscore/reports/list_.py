"""What a study holds, with the ids to name it by: what `list` shows."""

from collections.abc import Sequence
from typing import TypedDict

from policyscore.formats.numbers import percentages
from policyscore.formats.report import Column, Note, Report, Table, Value
from policyscore.model.study import Study, Weighting
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.text import plain


class ListedOptionJson(TypedDict):
    """An option; tags are those that --tag takes."""

    id: str
    name: str
    baseline: bool
    tags: list[str]


class ListedCriterionJson(TypedDict):
    """A criterion; `path` are the branches above it, `weight` its share of 1 by the criteria document."""

    id: str
    name: str
    path: list[str]
    weight: float
    worst: float
    best: float
    unit: str | None


class ListedWeightingJson(WeightingJson):
    """A weighting, and whose it is."""

    holder: str | None


class ListedSourceJson(TypedDict):
    """A source; null is what its document leaves out."""

    id: str
    title: str
    author: str | None
    year: str | None
    url: str | None
    read: str | None


class ListJson(HeadJson):
    """What `list -f json` prints."""

    options: list[ListedOptionJson]
    criteria: list[ListedCriterionJson]
    weightings: list[ListedWeightingJson]
    sources: list[ListedSourceJson]


def list_report(study: Study) -> Report:
    """The options, criteria, weightings and sources of a study."""
    views = (*study.weightings.values(), study.default_weighting, study.equal_weighting)
    tables = (_options(study), _criteria(study), _weightings(views), _sources(study))
    made: ListJson = {
        **json_head("list", study.sha256, ()),
        "options": [{"id": o.id, "name": o.name, "baseline": o.baseline, "tags": list(o.tags)} for o in study.options],
        "criteria": [
            {
                "id": c.id,
                "name": c.name,
                "path": list(c.path),
                "weight": c.weight,
                "worst": c.worst,
                "best": c.best,
                "unit": c.unit,
            }
            for c in study.criteria
        ],
        "weightings": [{**weighting_json(v), "holder": v.holder} for v in views],
        "sources": [
            {"id": id, "title": s.title, "author": s.author, "year": s.year, "url": s.url, "read": s.read}
            for id, s in study.sources.items()
        ],
    }
    rows = [(table.caption.lower(), row[0], row[1]) for table in tables for row in table.rows]
    csv = Table("", tuple(Column(key, key) for key in ("kind", "id", "name")), tuple(rows))
    built_in = Note("built-in", "The weightings default and equal are there in every study.")
    return Report(study.head.study, (), tuple(table for table in tables if table.rows), (built_in,), made, csv)


def _table(caption: str, headers: dict[str, str], rows: list[tuple[Value, ...]]) -> Table:
    return Table(caption, tuple(Column(key, header) for key, header in headers.items()), tuple(rows))


def _options(study: Study) -> Table:
    headers = {"id": "Id", "name": "Option", "tags": "Tags", "baseline": "Baseline"}
    rows: list[tuple[Value, ...]] = [
        (option.id, option.name, ", ".join(option.tags), "yes" if option.baseline else "") for option in study.options
    ]
    return _table("Options", headers, rows)


def _criteria(study: Study) -> Table:
    headers = {"id": "Id", "name": "Criterion", "branch": "Branch", "weight": "Weight in %", "scale": "Worst to best"}
    weights = percentages([criterion.weight for criterion in study.criteria])
    rows: list[tuple[Value, ...]] = []
    for criterion, weight in zip(study.criteria, weights, strict=True):
        scale = criterion.with_unit(f"{plain(criterion.worst)} to {plain(criterion.best)}")
        rows.append((criterion.id, criterion.name, " / ".join(criterion.path), f"{weight:f}", scale))
    return _table("Criteria", headers, rows)


def _weightings(views: Sequence[Weighting]) -> Table:
    headers = {"id": "Id", "name": "Weighting", "method": "Set by", "holder": "Held by"}
    rows: list[tuple[Value, ...]] = [(view.id, view.name, view.method, view.holder or "") for view in views]
    return _table("Weightings", headers, rows)


def _sources(study: Study) -> Table:
    headers = {"id": "Id", "name": "Source", "author": "Author", "year": "Year", "read": "Read"}
    rows: list[tuple[Value, ...]] = [
        (id, source.title, source.author or "", source.year or "", source.read or "")
        for id, source in study.sources.items()
    ]
    return _table("Sources", headers, rows)
