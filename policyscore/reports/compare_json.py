"""The object that `compare -f json` prints."""

from collections.abc import Sequence
from typing import TypedDict

from policyscore.analysis.comparison import Comparison
from policyscore.analysis.tally import Tally
from policyscore.formats.report import Note
from policyscore.reading.survey import Survey
from policyscore.reports.json_head import HeadJson, json_head
from policyscore.reports.surveys import SurveyJson, survey_json


class SharesJson(TypedDict):
    """How an option fares over all weightings, or those of a group: the share of rank 1, mean and spread of ranks."""

    first: float
    mean_rank: float
    spread: float


class UnsureJson(TypedDict, total=False):
    """The unknown ratings of an option that count, by criterion, and under which weightings its score rests on them.

    It also rests on those of the baseline, as far as the option may not take effect; keys only where it rests on any.
    Of weightings that are too many to be kept none is named.
    """

    unknown: list[str]
    rests_on_unknown: list[str]


class ComparedOptionJson(SharesJson, UnsureJson):
    """An option; scores and ranks by weighting."""

    id: str
    name: str
    scores: dict[str, float]
    ranks: dict[str, int]
    best_rank: int
    worst_rank: int
    max_regret: float
    borda: float
    copeland: int
    kemeny_places: list[int] | None


class NamedJson(TypedDict):
    """A weighting by id and name."""

    id: str
    name: str


class TauJson(TypedDict):
    """Kendall's tau of two weightings; null where it is undefined."""

    weightings: list[str]
    tau: float | None


class GroupJson(TypedDict):
    """A group of a survey: how many there are, and how the options fare with them."""

    count: int
    options: dict[str, SharesJson]


class RankedJson(TypedDict):
    """A score with its rank."""

    score: float
    rank: int


class MeanJson(TypedDict, total=False):
    """Scores and ranks under the mean of all weights, where it was asked for."""

    mean: dict[str, RankedJson]


class CompareJson(HeadJson, MeanJson):
    """What `compare -f json` prints.

    `minimax_regret` is the first by id of `least_regret`. `kemeny` lists the first of the `kemeny_orders` there are.
    """

    weightings: list[NamedJson]
    options: list[ComparedOptionJson]
    concordance: float | None
    minimax_regret: str
    least_regret: list[str]
    condorcet_winner: str | None
    unbeaten: list[str]
    cycle: list[str]
    kemeny: list[list[str]] | None
    kemeny_orders: int | None
    kemeny_disagreements: int | None
    taus: list[TauJson]
    groups: dict[str, GroupJson]
    surveys: list[SurveyJson]


def compare_json(result: Comparison, notes: Sequence[Note], digest: str, surveys: Sequence[Survey]) -> CompareJson:
    """The object; digest: SHA-256 of everything that was read."""
    tally, ids = result.tally, [option.id for option in result.options]
    kemeny, winner = result.aggregation.kemeny, result.aggregation.condorcet_winner
    return {
        **json_head("compare", digest, notes, result.study),
        "weightings": [{"id": id, "name": name} for id, name in zip(result.ids, result.names, strict=True)],
        "options": [
            {
                "id": option.id,
                "name": option.name,
                "scores": {id: row[i] for id, row in zip(result.ids, result.scores, strict=True)},
                "ranks": {id: row[i] for id, row in zip(result.ids, result.ranks, strict=True)},
                "best_rank": int(tally.best[i]),
                "worst_rank": int(tally.worst[i]),
                "max_regret": float(tally.regret[i]),
                "borda": result.aggregation.borda[i],
                "copeland": result.aggregation.copeland[i],
                "kemeny_places": None if kemeny is None else list(kemeny.places[i]),
                **_shares(tally, i),
                **_unsure_json(result, i),
            }
            for i, option in enumerate(result.options)
        ],
        "concordance": result.aggregation.concordance,
        "minimax_regret": min(ids[i] for i in result.aggregation.least_regret),
        "least_regret": [ids[i] for i in result.aggregation.least_regret],
        "condorcet_winner": None if winner is None else ids[winner],
        "unbeaten": [ids[i] for i in result.aggregation.unbeaten],
        "cycle": [ids[i] for i in result.aggregation.cycle],
        "kemeny": None if kemeny is None else [[ids[i] for i in order] for order in kemeny.orders],
        "kemeny_orders": None if kemeny is None else kemeny.count,
        "kemeny_disagreements": None if kemeny is None else kemeny.contradictions,
        "taus": [{"weightings": [a, b], "tau": tau} for (a, b), tau in result.taus.items()],
        "groups": {
            group: {"count": own.count, "options": {id: _shares(own, i) for i, id in enumerate(ids)}}
            for group, own in result.groups.items()
        },
        "surveys": [survey_json(survey) for survey in surveys],
        **_mean_json(result),
    }


def _unsure_json(result: Comparison, i: int) -> UnsureJson:
    if not result.rests_ever[i]:
        return {}
    rests = [id for id, row in zip(result.ids, result.rests, strict=True) if row[i]]
    return {"unknown": list(result.unknown(result.options[i])), "rests_on_unknown": rests}


def _mean_json(result: Comparison) -> MeanJson:
    if result.mean is None:
        return {}
    found = zip(result.options, *result.mean, strict=True)
    return {"mean": {option.id: {"score": score, "rank": rank} for option, score, rank in found}}


def _shares(tally: Tally, i: int) -> SharesJson:
    return {"first": tally.share_first(i), "mean_rank": tally.mean_rank(i), "spread": tally.rank_deviation(i)}
