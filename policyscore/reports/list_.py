"""What a study holds, with the ids to name it by: what `list` shows."""

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from policyscore.formats.numbers import percent, percentages
from policyscore.formats.report import Column, Note, Report, Table, Value
from policyscore.model.study import Study, Weighting
from policyscore.model.tree import Criterion
from policyscore.reports.holder import holder_phrase
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.text import plain


class ListedOptionJson(TypedDict):
    """An option; tags are those that --tag takes."""

    id: str
    name: str
    baseline: bool
    tags: list[str]


class ListedCriterionJson(TypedDict):
    """A criterion; `path` are the branches above it, `weight` its share of 1 by the criteria document.

    `weight` is null for the chance, which has none. `if_it_fails` is there where some of the effect comes from trying.
    """

    id: str
    name: str
    path: list[str]
    weight: float | None
    worst: float
    best: float
    unit: str | None
    if_it_fails: NotRequired[float]


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
    """What `list -f json` prints; `chance` is the id of the criterion that is the chance, or null."""

    chance: str | None
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
        "chance": study.chance.id if study.chance else None,
        "options": [{"id": o.id, "name": o.name, "baseline": o.baseline, "tags": list(o.tags)} for o in study.options],
        "criteria": [_criterion_json(criterion, study) for criterion in study.rated],
        "weightings": [{**weighting_json(v), "holder": v.holder} for v in views],
        "sources": [
            {"id": id, "title": s.title, "author": s.author, "year": s.year, "url": s.url, "read": s.read}
            for id, s in study.sources.items()
        ],
    }
    rows = [(table.caption.lower(), row[0], row[1]) for table in tables for row in table.rows]
    csv = Table("", tuple(Column(key, key) for key in ("kind", "id", "name")), tuple(rows))
    built_in = Note("built-in", "The weightings default and equal are there in every study.")
    notes = (*_chance_notes(study), built_in)
    return Report(study.head.study, (), tuple(table for table in tables if table.rows), notes, made, csv)


def _chance_notes(study: Study) -> Iterator[Note]:
    """What the chance is among the criteria, and what counts where an option fails."""
    if study.chance:
        text = (
            f"{study.chance.name} is the chance in 100 that an option takes effect: it multiplies, and has no weight."
        )
        if any(criterion.if_it_fails for criterion in study.criteria):
            text += " What counts if an option fails is the part of its effect that comes from trying alone."
        yield Note("chance", text)


def _criterion_json(criterion: Criterion, study: Study) -> ListedCriterionJson:
    made: ListedCriterionJson = {
        "id": criterion.id,
        "name": criterion.name,
        "path": list(criterion.path),
        "weight": None if criterion == study.chance else criterion.weight,
        "worst": criterion.worst,
        "best": criterion.best,
        "unit": criterion.unit,
    }
    if criterion.if_it_fails:
        made["if_it_fails"] = criterion.if_it_fails
    return made


def _table(caption: str, headers: dict[str, str], rows: list[tuple[Value, ...]]) -> Table:
    return Table(caption, tuple(Column(key, header) for key, header in headers.items()), tuple(rows))


def _options(study: Study) -> Table:
    headers = {"id": "Id", "name": "Option", "tags": "Tags", "baseline": "Baseline"}
    rows: list[tuple[Value, ...]] = [
        (option.id, option.name, ", ".join(option.tags), "yes" if option.baseline else "") for option in study.options
    ]
    return _table("Options", headers, rows)


def _criteria(study: Study) -> Table:
    """All leaves, the chance marked as that in the place of a weight; and what comes of trying, where anything does."""
    headers = {"id": "Id", "name": "Criterion", "branch": "Branch", "weight": "Weight in %", "scale": "Worst to best"}
    shares = zip(study.tree.ids, percentages([criterion.weight for criterion in study.criteria]), strict=True)
    weights = {id: f"{weight:f}" for id, weight in shares}
    rows: list[tuple[Value, ...]] = []
    for criterion in study.rated:
        scale = criterion.with_unit(f"{plain(criterion.worst)} to {plain(criterion.best)}")
        trying = f"{percent(criterion.if_it_fails)} %" if criterion.if_it_fails else ""
        weight = weights.get(criterion.id, "chance")
        rows.append((criterion.id, criterion.name, " / ".join(criterion.path), weight, scale, trying))
    table = _table("Criteria", {**headers, "if_it_fails": "Counts if it fails"}, rows)
    return table if any(criterion.if_it_fails for criterion in study.rated) else table.without("if_it_fails")


def _weightings(views: Sequence[Weighting]) -> Table:
    headers = {"id": "Id", "name": "Weighting", "method": "Set by", "holder": "Held by"}
    rows: list[tuple[Value, ...]] = [
        (view.id, view.name, view.method, holder_phrase(view.holder or "")) for view in views
    ]
    return _table("Weightings", headers, rows)


def _sources(study: Study) -> Table:
    headers = {"id": "Id", "name": "Source", "author": "Author", "year": "Year", "read": "Read"}
    rows: list[tuple[Value, ...]] = [
        (id, source.title, source.author or "", source.year or "", source.read or "")
        for id, source in study.sources.items()
    ]
    return _table("Sources", headers, rows)
