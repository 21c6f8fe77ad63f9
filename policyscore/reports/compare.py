"""What `compare` says of many rankings of the same options: sentences, tables, and the object for programs."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from policyscore.analysis.comparison import MEAN, Comparison
from policyscore.analysis.rank_aggregation import MAX_KEMENY_OPTIONS
from policyscore.analysis.tally import TOP_RANK, Tally
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.reports.json_head import HeadJson, json_head
from policyscore.reports.notes import change_notes, inputs_note
from policyscore.rounding import rounded
from policyscore.text import counted, few, listed

# So many pairs of options are named as an example.
EXAMPLE_PAIRS = 3


def compare_report(result: Comparison, digest: str, filters: Sequence[str] = ()) -> Report:
    """What `compare` shows.

    digest: SHA-256 of everything that was read. filters: phrases that say which options were left out, and why.
    """
    notes = (*_notes(result, filters), inputs_note(digest))
    parts = (_matrix(result), *_orders(result), _agreement(result), _groups(result))
    return Report(
        title=f"{result.study.head.study}: the options under {counted(result.tally.count, 'weighting')}",
        lead=tuple(_lead(result)),
        tables=tuple(table for table in parts if table.rows),
        notes=notes,
        json=_json(result, notes, digest),
        csv=Table("", (), ()),
    )


def _lead(result: Comparison) -> Iterator[str]:
    tally, names = result.tally, [option.name for option in result.options]
    if len(names) > 1:
        yield firsts(result)
        if tally.count > 1 and result.aggregation.concordance is not None:
            yield agreement(result.aggregation.concordance)
        if tally.count > 1:
            yield from _in_pairs(result)
        yield least_regret(result)
        always = [name for name, times in zip(names, tally.top, strict=True) if times == tally.count]
        if len(names) > TOP_RANK:
            yield f"Of rank {TOP_RANK} or better under every weighting: {listed(always) if always else 'none'}."
    if result.mean:
        scores, ranks = result.mean
        best = [f"{n} ({rounded(s, 1)})" for n, s, r in zip(names, scores, ranks, strict=True) if r == 1]
        yield f"Under the mean of all weights, which is nobody's view, {listed(best)} scores highest."


def agreement(concordance: float) -> str:
    """How far the weightings agree."""
    w = rounded(concordance, 2)
    return f"Kendall's W is {w}: 1 would be the same ranking under every weighting, 0 no agreement at all."


def least_regret(result: Comparison) -> str:
    """Which option has the least of the largest regrets."""
    names = listed(result.options[i].name for i in result.aggregation.least_regret)
    least = rounded(float(result.tally.regret[result.aggregation.least_regret[0]]), 1)
    return f"The least to regret: {names}, at most {least} points behind whichever is first."


def firsts(result: Comparison) -> str:
    """Who is first how often; options that share the first place count each."""
    tally = result.tally
    times = sorted(zip((int(n) for n in tally.first), result.options, strict=True), key=lambda pair: -pair[0])
    most, option = times[0]
    if most == tally.count:
        also = [o.name for n, o in times[1:] if n == tally.count]
        return f"Of rank 1 under every weighting: {listed([option.name, *also])}."
    shown = [f"{o.name} under {n:,}" for n, o in times if n]
    return f"Of the {tally.count:,} weightings, who is first: {few(shown, 5)}."


def _in_pairs(result: Comparison) -> Iterator[str]:
    """Who beats whom in pairs, and where the aggregations disagree."""
    names = [option.name for option in result.options]
    if result.aggregation.condorcet_winner is not None:
        winner = names[result.aggregation.condorcet_winner]
        yield f"In pairs, {winner} scores more than each other option under more weightings than less."
    elif cycle := result.aggregation.cycle:
        steps = [f"{names[a]} beats {names[b]}" for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
        yield f"In pairs, no option beats every other; they go round: {listed(steps)}."
    else:
        # Without a cycle somebody is beaten by none, and level with at least one.
        unbeaten = listed(names[i] for i in result.aggregation.unbeaten)
        yield f"In pairs, no option beats every other; beaten by none: {unbeaten}."
    yield _disagreements(result)


def _disagreements(result: Comparison) -> str:
    """Where the ways to make one order of many put two options the other way round."""
    aggregations, found = listed(result.aggregation.ways), result.aggregation.disagreements
    if not found:
        return f"{aggregations} put no two options the other way round."
    names = [option.name for option in result.options]
    shown = "; ".join(
        f"{names[each.one]} is above {names[each.other]} by {listed(each.one_above)}, "
        f"below it by {listed(each.other_above)}"
        for each in found[:EXAMPLE_PAIRS]
    )
    more = "" if len(found) <= EXAMPLE_PAIRS else ", for instance"
    return f"{aggregations} disagree on {counted(len(found), 'pair')} of options{more}: {shown}."


def _matrix(result: Comparison) -> Table:
    """Scores and ranks by weighting where they are few, else how the ranks spread."""
    tally = result.tally
    columns = [Column("name", "Option", "rank behind the score" if result.ranks else "")]
    if result.side_by_side:
        columns += [Column(f"score:{id}", name, digits=1) for id, name in zip(result.ids, result.names, strict=True)]
    else:
        columns = [Column("name", "Option"), Column("first", "First in %", digits=1)]
        columns += [Column("mean", "Mean rank", digits=2), Column("spread", "Spread of ranks", digits=2)]
    if result.mean:
        columns.append(Column(MEAN, "The mean: nobody's view", digits=1))
    columns += [
        Column("best", "Best rank", digits=0),
        Column("worst", "Worst rank", digits=0),
        Column("regret", "Largest regret", digits=1),
    ]
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options):
        cells: list[Cell] = [option.label]
        if result.side_by_side:
            cells += [_ranked(s[i], p[i]) for s, p in zip(result.scores, result.ranks, strict=True)]
        else:
            cells += [100 * tally.share_first(i), tally.mean_rank(i), tally.rank_deviation(i)]
        if result.mean:
            cells.append(_ranked(result.mean[0][i], result.mean[1][i]))
        cells += [int(tally.best[i]), int(tally.worst[i]), float(tally.regret[i])]
        rows.append(tuple(cells))
    caption = "Scores, with ranks behind them" if result.ranks else "Ranks over all weightings"
    return Table(caption, tuple(columns), tuple(rows))


def _ranked(score: float, rank: int) -> str:
    return f"{rounded(score, 1)} ({rank})"


def _orders(result: Comparison) -> Iterator[Table]:
    """Each way to make one order of all, side by side."""
    if result.tally.count < 2 or len(result.options) < 2:
        return
    columns = [
        Column("name", "Option"),
        Column("borda", "Borda points", digits=1),
        Column("copeland", "Copeland: wins less losses", digits=0, signed=True),
    ]
    if result.aggregation.kemeny:
        columns.append(Column("kemeny", "Place by Kemeny"))
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options):
        cells: list[Cell] = [option.name, result.aggregation.borda[i], result.aggregation.copeland[i]]
        if result.aggregation.kemeny:
            places = sorted({order.index(i) + 1 for order in result.aggregation.kemeny.orders})
            cells.append(f"{places[0]}" if len(places) == 1 else f"{places[0]} to {places[-1]}")
        rows.append(tuple(cells))
    yield Table("One order made of all", tuple(columns), tuple(rows))


def _agreement(result: Comparison) -> Table:
    """Kendall's tau between every two weightings."""
    columns = (Column("weighting", "Weighting"), *(Column(f"tau:{id}", id, digits=2) for id in result.ids))
    rows: list[tuple[Cell, ...]] = []
    if len(result.ids) > 1 and result.taus:
        for one in result.ids:
            taus = [result.taus.get((one, other), result.taus.get((other, one))) for other in result.ids]
            rows.append((one, *("" if one == other else tau for other, tau in zip(result.ids, taus, strict=True))))
    return Table("Kendall's tau: 1 is the same order, -1 the reverse", columns, tuple(rows))


def _groups(result: Comparison) -> Table:
    """How each group of a survey ranks the options."""
    columns = [Column("name", "Option")]
    for group, tally in result.groups.items():
        named = f"{group} ({tally.count:,})"
        columns += [
            Column(f"first:{group}", f"{named}: first in %", digits=1),
            Column(f"mean:{group}", "mean rank", digits=2),
            Column(f"spread:{group}", "spread", digits=2),
        ]
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options if result.groups else ()):
        cells: list[Cell] = [option.name]
        for tally in result.groups.values():
            cells += [100 * tally.share_first(i), tally.mean_rank(i), tally.rank_deviation(i)]
        rows.append(tuple(cells))
    return Table("By group", tuple(columns), tuple(rows))


def _notes(result: Comparison, filters: Sequence[str]) -> Iterator[Note]:
    yield from change_notes(result.study)
    for phrase in filters:
        yield Note("filter", phrase)
    if result.side_by_side:
        named = [f"{name} ({id})" for id, name in zip(result.ids, result.names, strict=True)]
        yield Note("weightings", f"Weightings: {listed(named)}. None counts more than another.")
    yield Note(
        "regret",
        "Regret is how many points of score an option is behind whichever is first; the largest is over all "
        "weightings, so an option with little of it is one that nobody has to regret much.",
    )
    if result.tally.count > 1:
        yield Note(
            "orders",
            "Borda counts how many options each is above, Copeland how many it beats in pairs less how many beat it, "
            "and Kemeny's order contradicts the fewest pairs of the rankings. They answer different questions, and "
            "adding or dropping an option can turn Borda's order round.",
        )
    if result.tally.count > 1 and result.aggregation.kemeny is None:
        yield Note("kemeny", f"Kemeny's order is left out: it is found for up to {MAX_KEMENY_OPTIONS} options.")
    if note := result.study.head.note:
        yield Note("study", note)


class SharesJson(TypedDict):
    """How an option fares over all weightings, or those of a group: the share of rank 1, mean and spread of ranks."""

    first: float
    mean_rank: float
    spread: float


class ComparedOptionJson(SharesJson):
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
    """What `compare -f json` prints."""

    weightings: list[NamedJson]
    options: list[ComparedOptionJson]
    concordance: float | None
    minimax_regret: str
    condorcet_winner: str | None
    cycle: list[str]
    kemeny: list[list[str]] | None
    kemeny_disagreements: int | None
    taus: list[TauJson]
    groups: dict[str, GroupJson]


def _json(result: Comparison, notes: Sequence[Note], digest: str) -> CompareJson:
    tally, ids = result.tally, [option.id for option in result.options]
    kemeny, winner = result.aggregation.kemeny, result.aggregation.condorcet_winner
    return {
        **json_head("compare", digest, notes),
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
                **_shares(tally, i),
            }
            for i, option in enumerate(result.options)
        ],
        "concordance": result.aggregation.concordance,
        "minimax_regret": min(ids[i] for i in result.aggregation.least_regret),
        "condorcet_winner": None if winner is None else ids[winner],
        "cycle": [ids[i] for i in result.aggregation.cycle],
        "kemeny": None if kemeny is None else [[ids[i] for i in order] for order in kemeny.orders],
        "kemeny_disagreements": None if kemeny is None else kemeny.contradictions,
        "taus": [{"weightings": [a, b], "tau": tau} for (a, b), tau in result.taus.items()],
        "groups": {
            group: {"count": own.count, "options": {id: _shares(own, i) for i, id in enumerate(ids)}}
            for group, own in result.groups.items()
        },
        **_mean_json(result),
    }


def _mean_json(result: Comparison) -> MeanJson:
    if result.mean is None:
        return {}
    found = zip(result.options, *result.mean, strict=True)
    return {"mean": {option.id: {"score": score, "rank": rank} for option, score, rank in found}}


def _shares(tally: Tally, i: int) -> SharesJson:
    return {"first": tally.share_first(i), "mean_rank": tally.mean_rank(i), "spread": tally.rank_deviation(i)}
