"""What `explain -f json` and `-f csv` print: the types of it, and how an option becomes it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from policyscore.analysis.rating_sensitivity import RatingFlip
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.report import Cell, Column, Note, Table
from policyscore.model.tree import Criterion
from policyscore.reports.chance import chance_word
from policyscore.reports.json_head import HeadJson, WeightingJson, json_head, weighting_json
from policyscore.reports.points import parts_in_effect


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


class GroundsJson(TypedDict):
    """What a rating rests on: its author's reason, and ids of sources."""

    why: str | None
    basis: str | None
    confidence: str | None
    sources: list[str]


class ExplainedCriterionJson(GroundsJson):
    """What an option's rating on a criterion adds to its score, and what it rests on.

    `words` are those of the nearest levels; `contribution` sums to the score, and `in_effect` to that if the option
    took effect: the weight times `effective` and times `value`. `to_lead` is the rating that alone would bring the
    option level with the leader; null where there is none.
    """

    id: str
    name: str
    rating: RatingJson
    words: str | None
    value: float
    effective: float
    weight: float
    contribution: float
    in_effect: float
    to_lead: float | None


class ExplainedChanceJson(GroundsJson):
    """The chance that an option takes effect, in shares of 1, and the points of score that it takes away or gives.

    An unknown one counts as a half and has no `words`. `to_lead` is the chance that alone would bring the option level
    with the leader; null where there is none.
    """

    id: str
    value: float
    low: float
    high: float
    words: str | None
    points: float
    to_lead: float | None


class ExplainJson(HeadJson):
    """What `explain -f json` prints; `sources` by id, `chance` null where the study names none."""

    weighting: WeightingJson
    option: PlaceJson
    chance: ExplainedChanceJson | None
    criteria: list[ExplainedCriterionJson]
    sources: dict[str, dict[str, str]]
    quotes: list[dict[str, str]]
    resolves_if: str | None
    advocates: list[str]


class DifferenceJson(TypedDict):
    """How far two options are apart on a criterion: their values, those that count, and points of score."""

    id: str
    name: str
    values: list[float]
    effective: list[float]
    difference: float


class VersusJson(HeadJson):
    """What `explain --versus -f json` prints."""

    weighting: WeightingJson
    option: PlaceJson
    versus: PlaceJson
    difference: float
    criteria: list[DifferenceJson]


def explain_json(
    assessment: Assessment,
    option: ScoredOption,
    needed: Mapping[str, RatingFlip],
    words: Mapping[str, str],
    cited: Sequence[str],
    notes: Sequence[Note],
) -> ExplainJson:
    """An option's score taken apart.

    needed: by criterion what alone would bring it level with the leader; words: by criterion what its rating means;
    cited: the ids of its sources.
    """
    study, rated = assessment.study, option.option
    return {
        **json_head("explain", study.sha256, notes, study),
        "weighting": weighting_json(assessment.weighting),
        "option": _place(option),
        "chance": _chance(assessment, option, needed),
        "criteria": [_fact(assessment, criterion, option, needed, words[criterion.id]) for criterion in study.criteria],
        "sources": {id: study.sources[id].model_dump(mode="json", exclude_none=True) for id in cited},
        "quotes": [quote.model_dump(exclude_none=True) for quote in rated.quotes],
        "resolves_if": rated.resolves_if,
        "advocates": list(rated.advocates),
    }


def _place(option: ScoredOption) -> PlaceJson:
    return {"id": option.id, "name": option.name, "rank": option.rank, "score": option.score}


def _grounds(option: ScoredOption, id: str) -> GroundsJson:
    rating = option.ratings[id]
    return {
        "why": rating.why,
        "basis": rating.basis,
        "confidence": rating.confidence,
        "sources": list(rating.sources),
    }


UNASKED: GroundsJson = {"why": None, "basis": None, "confidence": None, "sources": []}


def _fact(
    assessment: Assessment,
    criterion: Criterion,
    option: ScoredOption,
    needed: Mapping[str, RatingFlip],
    words: str,
) -> ExplainedCriterionJson:
    id, rating, weights = criterion.id, option.ratings[criterion.id], assessment.weighting.weights
    return {
        "id": id,
        "name": criterion.name,
        "rating": {"value": rating.value, "low": rating.low, "high": rating.high, "unit": criterion.unit},
        "words": words or None,
        "value": option.values[id],
        "effective": option.effective[id],
        "weight": weights[id],
        "contribution": option.contributions[id],
        "in_effect": parts_in_effect(option, weights)[id],
        "to_lead": needed[id].after if id in needed else None,
        **_grounds(option, id),
    }


def _chance(
    assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]
) -> ExplainedChanceJson | None:
    leaf, chance = assessment.study.chance, option.chance
    if leaf is None or chance is None:
        return None
    return {
        "id": leaf.id,
        "value": chance.value,
        "low": chance.low,
        "high": chance.high,
        "words": chance_word(option, leaf),
        "points": option.score - option.in_effect,
        "to_lead": needed[leaf.id].after / 100 if leaf.id in needed else None,
        # The baseline goes on anyway, whatever is rated there.
        **(UNASKED if option.baseline else _grounds(option, leaf.id)),
    }


# The columns of `explain -f csv`, in their order.
KEYS = (
    *("criterion", "rating", "low", "high", "value", "weight", "contribution", "basis", "confidence", "to_lead"),
    *("effective", "in_effect"),
)


def explain_csv(assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]) -> Table:
    """A row for each criterion, and one without weight or points for the chance, where the option may fail to take
    effect."""
    return Table("", tuple(Column(key, key) for key in KEYS), tuple(_cells(assessment, option, needed)))


def _cells(
    assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]
) -> Iterator[tuple[Cell, ...]]:
    weights, in_effect = assessment.weighting.weights, parts_in_effect(option, assessment.weighting.weights)
    for criterion in assessment.study.rated if assessment.study.chance else assessment.study.criteria:
        id, rating = criterion.id, option.ratings[criterion.id]
        weighed = id in weights
        if not weighed and option.baseline:
            continue
        yield (
            *(id, rating.value, rating.low, rating.high, option.values[id]),
            *((weights[id], option.contributions[id]) if weighed else (None, None)),
            *(rating.basis, rating.confidence, needed[id].after if id in needed else None),
            *((option.effective[id], in_effect[id]) if weighed else (None, None)),
        )


def versus_json(
    assessment: Assessment,
    pair: tuple[ScoredOption, ScoredOption],
    ordered: Sequence[Criterion],
    parts: Mapping[str, float],
    notes: Sequence[Note],
) -> VersusJson:
    """What lies between two options.

    ordered: the criteria, as they are to stand; parts: the difference by criterion, in points.
    """
    option, other = pair
    return {
        **json_head("explain", assessment.study.sha256, notes, assessment.study),
        "weighting": weighting_json(assessment.weighting),
        "option": _place(option),
        "versus": _place(other),
        "difference": option.score - other.score,
        "criteria": [
            {
                "id": c.id,
                "name": c.name,
                "values": [each.values[c.id] for each in pair],
                "effective": [each.effective[c.id] for each in pair],
                "difference": parts[c.id],
            }
            for c in ordered
        ],
    }


def versus_csv(
    assessment: Assessment,
    pair: tuple[ScoredOption, ScoredOption],
    ordered: Sequence[Criterion],
    parts: Mapping[str, float],
    unknown: Mapping[str, Sequence[str]],
) -> Table:
    """The same in rows. unknown: by criterion, which of the two have a value that rests on an unknown rating."""
    weights = assessment.weighting.weights
    ids = [each.id for each in pair]
    keys = ("criterion", *ids, "weight", "difference", "unknown", *(f"effective:{id}" for id in ids))
    rows: list[tuple[Cell, ...]] = []
    for c in ordered:
        values, effective = [each.values[c.id] for each in pair], [each.effective[c.id] for each in pair]
        rows.append((c.id, *values, weights[c.id], parts[c.id], ";".join(unknown[c.id]), *effective))
    table = Table("", tuple(Column(key, key) for key in keys), tuple(rows))
    return table if any(unknown.values()) else table.without("unknown")
