"""What `explain` says: where a score comes from, criterion by criterion; or what lies between two."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from policyscore.analysis.ranking import TIE
from policyscore.analysis.rating_sensitivity import RatingFlip, ratings_to_lead
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import adding_up, decimals, percentages, told_difference, with_sign
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.model.tree import Criterion
from policyscore.model.written import Source, reference
from policyscore.reports.floors import FAILS, floor_notes, signed_number
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.reports.notes import change_notes, inputs_note, weight_notes
from policyscore.reports.points import points
from policyscore.reports.rating_words import as_rated, told_rating
from policyscore.reports.unknown import NOTHING_RATED, UNKNOWN, as_far_as_rated, unknown_note, unsure_number
from policyscore.rounding import rounded
from policyscore.text import few, listed


def explain_report(assessment: Assessment, id: str, versus: str | None = None) -> Report:
    """The option with an id: its score taken apart, or its lead over another."""
    by_id = {option.id: option for option in assessment.options}
    return _alone(assessment, by_id[id]) if versus is None else _against(assessment, by_id[id], by_id[versus])


def _alone(assessment: Assessment, option: ScoredOption) -> Report:
    study, weighting = assessment.study, assessment.weighting
    score, needed = rounded(option.score, 1), ratings_to_lead(assessment, option)
    weights = percentages([weighting.weights[criterion.id] for criterion in study.criteria])
    added = points(option)
    rows: list[tuple[Cell, ...]] = []
    for criterion, weight in zip(study.criteria, weights, strict=True):
        rating = option.ratings[criterion.id]
        rows.append(
            (
                criterion.name,
                as_rated(rating, criterion),
                signed_number(
                    option.values[criterion.id], criterion.id in option.fails, criterion.id in option.unknown
                ),
                float(weight),
                unsure_number(float(added[criterion.id]), criterion.id in assessment.weighty(option.unknown)),
                told_rating(needed[criterion.id], criterion) if criterion.id in needed else "–" if needed else "",
                rating.basis or "",
                rating.confidence or "",
                in_words(criterion, option),
            )
        )
    rests = assessment.rests_on_unknown(option)
    rows.append(
        ("Score", "", "", float(sum(weights)), signed_number(float(score), option.fails, rests), "", "", "", "")
    )
    columns = (
        Column("criterion", "Criterion"),
        Column("rating", "Rating"),
        Column("value", "Value", digits=1),
        Column("weight", "Weight in %", digits=max(1, decimals(weights))),
        Column("points", "Points", digits=1),
        Column("to_lead", "Level at"),
        Column("basis", "Basis"),
        Column("confidence", "Confidence"),
        Column("words", "In words", long=True),
    )
    cited = _cited(option)
    origin = Table("Where the score comes from", columns, tuple(rows))
    # What nothing is said of needs no column.
    empty = [c.key for index, c in enumerate(columns) if all(cells[index] == "" for cells in rows)]
    tables = [origin.without(*empty), _reasons(assessment, option)]
    tables += [_sources(cited, study.sources), _quotes(option)]
    place = "" if assessment.nothing_rated else f", number {option.rank} of {len(assessment.options)}"
    signs = (FAILS if option.fails else "") + (UNKNOWN if rests else "")
    title = f"{option.name}: {score}{signs} of 100{place}, under {weighting.label}"
    lead = (*filter(None, [option.option.summary]), _distance(assessment, option, needed))
    made: ExplainJson = {
        **json_head("explain", study.sha256, _notes(assessment), study),
        "weighting": weighting_json(weighting),
        "option": _place(option),
        "criteria": [_fact(assessment, criterion, option, needed) for criterion in study.criteria],
        "sources": {id: study.sources[id].model_dump(mode="json", exclude_none=True) for id in cited},
        "quotes": [quote.model_dump(exclude_none=True) for quote in option.option.quotes],
    }
    keys = ("criterion", "rating", "low", "high", "value", "weight", "contribution", "basis", "confidence", "to_lead")
    csv = Table("", tuple(Column(key, key) for key in keys), tuple(_cells(assessment, option, needed)))
    return Report(title, lead, tuple(table for table in tables if table.rows), _notes(assessment), made, csv)


def _distance(assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]) -> str:
    """How far the option is from the first place, and what alone would bring it there; if that is as far as rated."""
    if assessment.nothing_rated:
        return NOTHING_RATED
    if len(assessment.options) == 1:
        return "It is the only option."
    near = option, *assessment.options[:2]
    rests = not assessment.first_place_settled or any(map(assessment.rests_on_unknown, near))
    return as_far_as_rated(_gap(assessment, option, needed), rests)


def _gap(assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]) -> str:
    leader, *rest = assessment.options
    if option.rank == 1:
        tied = [other.name for other in assessment.tied if other is not option]
        if tied:
            return f"It shares the first place with {few(tied)}."
        return f"It leads {rest[0].name} by {told_difference(option.score, rest[0].score):f}."
    gap = f"It is {told_difference(leader.score, option.score):f} behind {leader.name}."
    if not needed:
        return f"{gap} No other rating on one criterion alone would bring it level."
    study = assessment.study
    nearest = sorted(needed, key=lambda id: assessment.weighting.weights[id], reverse=True)[:3]
    ways = [f"{study.criterion(id).name} at {told_rating(needed[id], study.criterion(id))}" for id in nearest]
    return f"{gap} One rating alone would bring it level: {listed(ways, 'or')}, all else as it is."


def level_meaning(criterion: Criterion, option: ScoredOption) -> str | None:
    """What the level means that the rating is exactly at; None where it is between levels, or unknown."""
    at = option.ratings[criterion.id].value
    found = (level for level in criterion.levels if level.at == at)
    return next((level.means or level.label for level in found), None)


def in_words(criterion: Criterion, option: ScoredOption) -> str:
    """What the rating means by the criterion's levels: the level it is at, or those it lies between."""
    at = option.ratings[criterion.id].value
    levels = sorted(criterion.levels, key=lambda level: level.at)
    if at is None or not levels:
        return ""
    words = {level.at: level.means or level.label or "" for level in levels}
    if at in words:
        return words[at]
    below = [level.at for level in levels if level.at < at]
    above = [level.at for level in levels if level.at > at]
    if not below or not above:
        return f"next to: {words[(below or above)[-1 if below else 0]]}"
    return f"between: {words[below[-1]]}; and: {words[above[0]]}"


def _reasons(assessment: Assessment, option: ScoredOption) -> Table:
    columns = (Column("criterion", "Criterion"), Column("sources", "Sources"), Column("why", "Why", long=True))
    rows: list[tuple[Cell, ...]] = []
    for criterion in assessment.study.criteria:
        written = option.ratings[criterion.id]
        if criterion.id in option.changed:
            rows.append((criterion.name, "", "set on the command line"))
        elif written.why or written.sources:
            rows.append((criterion.name, ", ".join(written.sources), written.why or ""))
    return Table("Reasons", columns, tuple(rows))


def _cited(option: ScoredOption) -> list[str]:
    """The ids of the sources of an option, in the order of their first citation."""
    ratings = (id for rating in option.ratings.values() for id in rating.sources)
    quotes = (quote.source for quote in option.option.quotes if quote.source)
    return list(dict.fromkeys([*ratings, *quotes]))


def _sources(cited: Sequence[str], known: Mapping[str, Source]) -> Table:
    columns = (Column("id", "Id"), Column("read", "Read"), Column("reference", "Source", long=True))
    return Table("Sources", columns, tuple((id, known[id].read or "", reference(known[id])) for id in cited))


def _quotes(option: ScoredOption) -> Table:
    columns = (Column("source", "Source"), Column("quote", "Quote", long=True))
    quotes = option.option.quotes
    table = Table("Quotes", columns, tuple((quote.source or "", quote.text) for quote in quotes))
    return table if any(quote.source for quote in quotes) else table.without("source")


class PlaceJson(TypedDict):
    """An option with its score and rank."""

    id: str
    name: str
    rank: int
    score: float


class RatingJson(TypedDict):
    """A rating in its unit; null where it is unknown, or has no unit."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None


class ExplainedCriterionJson(TypedDict):
    """What an option's rating on a criterion adds to its score, and what it rests on.

    `words` are those of the nearest levels; `to_lead` is the rating that alone would bring the option level with
    the leader; null where there is none.
    """

    id: str
    name: str
    rating: RatingJson
    words: str | None
    value: float
    weight: float
    contribution: float
    to_lead: float | None
    why: str | None
    basis: str | None
    confidence: str | None
    sources: list[str]


class ExplainJson(HeadJson):
    """What `explain -f json` prints; `sources` by id."""

    weighting: WeightingJson
    option: PlaceJson
    criteria: list[ExplainedCriterionJson]
    sources: dict[str, dict[str, str]]
    quotes: list[dict[str, str]]


def _place(option: ScoredOption) -> PlaceJson:
    return {"id": option.id, "name": option.name, "rank": option.rank, "score": option.score}


def _fact(
    assessment: Assessment, criterion: Criterion, option: ScoredOption, needed: Mapping[str, RatingFlip]
) -> ExplainedCriterionJson:
    rating = option.ratings[criterion.id]
    return {
        "id": criterion.id,
        "name": criterion.name,
        "rating": {"value": rating.value, "low": rating.low, "high": rating.high, "unit": criterion.unit},
        "words": in_words(criterion, option) or None,
        "value": option.values[criterion.id],
        "weight": assessment.weighting.weights[criterion.id],
        "contribution": option.contributions[criterion.id],
        "to_lead": needed[criterion.id].after if criterion.id in needed else None,
        "why": rating.why,
        "basis": rating.basis,
        "confidence": rating.confidence,
        "sources": list(rating.sources),
    }


def _cells(
    assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]
) -> Iterator[tuple[Cell, ...]]:
    for criterion in assessment.study.criteria:
        id, rating = criterion.id, option.ratings[criterion.id]
        level = needed[id].after if id in needed else None
        numbers = option.values[id], assessment.weighting.weights[id], option.contributions[id]
        yield (id, rating.value, rating.low, rating.high, *numbers, rating.basis, rating.confidence, level)


def _notes(assessment: Assessment, versus: Sequence[ScoredOption] | None = None) -> tuple[Note, ...]:
    """The notes; `versus` are two options that nothing but their own ratings bears on."""
    options = assessment.options if versus is None else versus
    rated = [each.option for each in options]
    signs = *unknown_note(assessment.study, rated, assessment.weighting.weights), *floor_notes(assessment.study, rated)
    said = *change_notes(assessment.study), *weight_notes(assessment), *signs
    return (*said, inputs_note(assessment.study.sha256))


class DifferenceJson(TypedDict):
    """How far two options are apart on a criterion: their values, and points of score."""

    id: str
    name: str
    values: list[float]
    difference: float


class VersusJson(HeadJson):
    """What `explain --versus -f json` prints."""

    weighting: WeightingJson
    option: PlaceJson
    versus: PlaceJson
    difference: float
    criteria: list[DifferenceJson]


def _against(assessment: Assessment, option: ScoredOption, other: ScoredOption) -> Report:
    """What lies between two options: the difference by criterion, largest first."""
    study, weighting = assessment.study, assessment.weighting
    # One decimal, or as many more as tell the two scores apart: the parts add up to the difference of what is shown.
    gap = told_difference(option.score, other.score)
    digits = decimals((gap,))
    parts = {c.id: option.contributions[c.id] - other.contributions[c.id] for c in study.criteria}
    shown = dict(zip(parts, adding_up(list(parts.values()), gap), strict=True))
    weights = dict(zip(parts, percentages([weighting.weights[id] for id in parts]), strict=True))
    ordered = sorted(study.criteria, key=lambda c: -abs(parts[c.id]))
    unknown = {c.id: [each.id for each in (option, other) if c.id in each.unknown] for c in ordered}
    rows: list[tuple[Cell, ...]] = [
        (
            c.name,
            *(signed_number(each.values[c.id], c.id in each.fails, c.id in each.unknown) for each in (option, other)),
            float(weights[c.id]),
            unsure_number(float(shown[c.id]), bool(unknown[c.id]) and weighting.weights[c.id] > 0),
        )
        for c in ordered
    ]
    own, others = assessment.rests_on_unknown(option), assessment.rests_on_unknown(other)
    both = (option, own), (other, others)
    ends = (signed_number(f"{rounded(each.score, digits):f}", each.fails, rests) for each, rests in both)
    rows.append(("Score", *ends, float(sum(weights.values())), unsure_number(float(gap), own or others)))
    columns = (
        Column("criterion", "Criterion"),
        Column("value", option.name, digits=1),
        Column("other", other.name, digits=1),
        Column("weight", "Weight in %", digits=max(1, decimals(weights.values()))),
        Column("difference", "Difference in points", digits=digits, signed=True),
    )
    title = f"{option.name} against {other.name}, under {weighting.label}"
    ahead = [_part(c, shown[c.id]) for c in ordered if parts[c.id] > TIE]
    behind = [_part(c, shown[c.id]) for c in ordered if parts[c.id] < -TIE]
    sides = [f"is ahead on {listed(ahead)}" if ahead else "", f"is behind on {listed(behind)}" if behind else ""]
    total = option.score - other.score
    level = "They are level." if abs(total) <= TIE else f"The difference is {with_sign(gap)}."
    sentence = f"{option.name} {listed(filter(None, sides)) if any(sides) else 'differs on nothing'}. {level}"
    sentence = as_far_as_rated(sentence, own or others, named=True)
    notes = _notes(assessment, (option, other))
    made: VersusJson = {
        **json_head("explain", study.sha256, notes, study),
        "weighting": weighting_json(weighting),
        "option": _place(option),
        "versus": _place(other),
        "difference": total,
        "criteria": [
            {"id": c.id, "name": c.name, "values": [option.values[c.id], other.values[c.id]], "difference": parts[c.id]}
            for c in ordered
        ],
    }
    keys = ("criterion", option.id, other.id, "weight", "difference", "unknown")
    figures = ((c.id, option.values[c.id], other.values[c.id], weighting.weights[c.id], parts[c.id]) for c in ordered)
    cells = tuple((*row, ";".join(ids)) for row, ids in zip(figures, unknown.values(), strict=True))
    csv = Table("", tuple(Column(key, key) for key in keys), cells)
    csv = csv if any(unknown.values()) else csv.without("unknown")
    return Report(title, (sentence,), (Table(title, columns, tuple(rows)),), notes, made, csv)


def _part(criterion: Criterion, shown: Decimal) -> str:
    """A criterion with its part of a difference as it is shown, or with the least that is, of which it falls short."""
    return f"{criterion.name} ({with_sign(shown) if shown else f'less than {shown:f}'[:-1] + '1'})"
