"""What is said of many rankings of the same options: sentences, tables, and the record for programs."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt

from policyscore.analysis import rank_aggregation as voting
from policyscore.analysis.comparison import MAX_SIDE_BY_SIDE, MEAN, Comparison
from policyscore.analysis.tally import Tally
from policyscore.formats.numbers import rounded
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.reports.json_head import json_head
from policyscore.reports.notes import change_notes, inputs_note
from policyscore.text import counted, few, listed

# Ranks that count as near the top; pairs of options that are enough for an example.
TOP_RANK, EXAMPLE_PAIRS = 3, 3


def compare_report(result: Comparison, filters: Sequence[str] = ()) -> Report:
    """What `compare` shows. `filters` are phrases that say which options were left out, and why."""
    study = result.views.study
    digest = result.views.digest
    notes = (*_notes(result, filters), inputs_note(digest))
    parts = (_matrix(result), *_orders(result), _agreement(result), _groups(result))
    return Report(
        title=f"{study.head.study}: the options under {counted(result.tally.count, 'weighting')}",
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
        if tally.count > 1 and result.concordance is not None:
            yield agreement(result.concordance)
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
    """Which option nobody has to regret much."""
    least = min(float(regret) for regret in result.tally.regret)
    found = zip(result.options, result.tally.regret, strict=True)
    calm = [option.name for option, regret in found if float(regret) - least <= 1e-9]
    return f"The least to regret: {listed(calm)}, at most {rounded(least, 1)} points behind whichever is first."


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
    names = [option.name for option in result.options]
    winner = voting.condorcet(result.wins)
    if winner is not None:
        yield f"In pairs, {names[winner]} scores more than each other option under more weightings than less."
    elif around := voting.cycle(result.wins):
        steps = [f"{names[a]} beats {names[b]}" for a, b in zip(around, [*around[1:], around[0]], strict=True)]
        yield f"In pairs, no option beats every other; they go round: {listed(steps)}."
    else:
        # Without a cycle somebody is beaten by none, and level with at least one.
        m = range(len(names))
        unbeaten = [names[i] for i in m if all(result.wins[k][i] <= result.wins[i][k] for k in m)]
        yield f"In pairs, no option beats every other; beaten by none: {listed(unbeaten)}."
    yield _disagreements(result)


def _disagreements(result: Comparison) -> str:
    """Where the ways to make one order of many put two options the other way round."""
    names = [option.name for option in result.options]
    ways = _ways(result)
    turned = []
    for a, b in combinations(range(len(names)), 2):
        signs = {way: (above > below) - (above < below) for way, above, below in _compared(ways, a, b)}
        if {1, -1} <= {*signs.values()}:
            over, under = (listed(way for way, sign in signs.items() if sign == side) for side in (1, -1))
            turned.append(f"{names[a]} is above {names[b]} by {over}, below it by {under}")
    if not turned:
        return f"{listed(ways)} put no two options the other way round."
    shown = "; ".join(turned[:EXAMPLE_PAIRS])
    more = "" if len(turned) <= EXAMPLE_PAIRS else ", for instance"
    return f"{listed(ways)} disagree on {counted(len(turned), 'pair')} of options{more}: {shown}."


def _compared(ways: dict[str, list[list[float]]], a: int, b: int) -> Iterator[tuple[str, bool, bool]]:
    """Whether each way puts one option above or below another, in every order it allows."""
    for way, orders in ways.items():
        yield way, all(order[a] < order[b] for order in orders), all(order[a] > order[b] for order in orders)


def _ways(result: Comparison) -> dict[str, list[list[float]]]:
    """By each way to make one order, the places of the options: of Kemeny's there may be several."""
    ways = {
        "Borda": [[-points for points in result.borda]],
        "Copeland": [[float(-points) for points in voting.copeland(result.wins)]],
    }
    if found := voting.kemeny(result.wins):
        ways["Kemeny"] = [[float(order.index(i)) for i in range(len(order))] for order in found[1]]
    return ways


def _matrix(result: Comparison) -> Table:
    """Scores and ranks by weighting where they are few, else how the ranks spread."""
    tally = result.tally
    columns = [Column("name", "Option", "rank behind the score" if result.places else "")]
    if result.places and len(result.ids) <= MAX_SIDE_BY_SIDE:
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
        if result.places and len(result.ids) <= MAX_SIDE_BY_SIDE:
            cells += [_ranked(s[i], p[i]) for s, p in zip(result.scores, result.places, strict=True)]
        else:
            cells += [100 * int(tally.first[i]) / tally.count, *_spread(tally, i)]
        if result.mean:
            cells.append(_ranked(result.mean[0][i], result.mean[1][i]))
        cells += [int(tally.best[i]), int(tally.worst[i]), float(tally.regret[i])]
        rows.append(tuple(cells))
    caption = "Scores, with ranks behind them" if result.places else "Ranks over all weightings"
    return Table(caption, tuple(columns), tuple(rows))


def _ranked(score: float, rank: int) -> str:
    return f"{rounded(score, 1)} ({rank})"


def _spread(tally: Tally, i: int) -> tuple[float, float]:
    """The mean of the ranks of an option, and their standard deviation."""
    mean = float(tally.means[i]) / tally.count
    return mean, sqrt(max(0.0, float(tally.squares[i]) / tally.count - mean**2))


def _orders(result: Comparison) -> Iterator[Table]:
    """Each way to make one order of all, side by side."""
    if result.tally.count < 2 or len(result.options) < 2:
        return
    borda, copeland = result.borda, voting.copeland(result.wins)
    kemeny = _ways(result).get("Kemeny")
    columns = [
        Column("name", "Option"),
        Column("borda", "Borda points", digits=1),
        Column("copeland", "Copeland: wins less losses", digits=0, signed=True),
    ]
    if kemeny:
        columns.append(Column("kemeny", "Place by Kemeny"))
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options):
        places = sorted({int(order[i]) + 1 for order in kemeny or ()})
        ends = f"{places[0]}" if len(places) == 1 else f"{places[0]} to {places[-1]}" if places else ""
        rows.append((option.name, borda[i], copeland[i], *([ends] if kemeny else [])))
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
            cells += [100 * int(tally.first[i]) / tally.count, *_spread(tally, i)]
        rows.append(tuple(cells))
    return Table("By group", tuple(columns), tuple(rows))


def _notes(result: Comparison, filters: Sequence[str]) -> Iterator[Note]:
    yield from change_notes(result.views.study)
    for phrase in filters:
        yield Note("filter", phrase)
    if result.ids and len(result.ids) <= MAX_SIDE_BY_SIDE:
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
    if result.tally.count > 1 and len(result.options) > voting.MAX_KEMENY_OPTIONS:
        yield Note("kemeny", f"Kemeny's order is left out: it is found for up to {voting.MAX_KEMENY_OPTIONS} options.")
    if note := result.views.study.head.note:
        yield Note("study", note)


def _json(result: Comparison, notes: Sequence[Note], digest: str) -> dict[str, object]:
    tally, ids = result.tally, [option.id for option in result.options]
    borda, copeland, wins = result.borda, voting.copeland(result.wins), result.wins
    winner, kemeny = voting.condorcet(wins), voting.kemeny(wins)
    calm = min(range(len(ids)), key=lambda i: (round(float(tally.regret[i]), 9), ids[i]))
    around = voting.cycle(wins) if winner is None else []
    record: dict[str, object] = {
        **json_head("compare", digest, notes),
        "weightings": [{"id": id, "name": name} for id, name in zip(result.ids, result.names, strict=True)],
        "options": [
            {
                "id": option.id,
                "name": option.name,
                "scores": {id: row[i] for id, row in zip(result.ids, result.scores, strict=True)},
                "ranks": {id: row[i] for id, row in zip(result.ids, result.places, strict=True)},
                "best_rank": int(tally.best[i]),
                "worst_rank": int(tally.worst[i]),
                "max_regret": float(tally.regret[i]),
                "borda": borda[i],
                "copeland": copeland[i],
                **_shares(tally, i),
            }
            for i, option in enumerate(result.options)
        ],
        "concordance": result.concordance,
        "minimax_regret": ids[calm],
        "condorcet_winner": None if winner is None else ids[winner],
        "cycle": [ids[i] for i in around],
        "kemeny": None if kemeny is None else [[ids[i] for i in order] for order in kemeny[1]],
        "kemeny_disagreements": None if kemeny is None else kemeny[0],
        "taus": [{"weightings": [a, b], "tau": tau} for (a, b), tau in result.taus.items()],
        "groups": {
            group: {"count": own.count, "options": {id: _shares(own, i) for i, id in enumerate(ids)}}
            for group, own in result.groups.items()
        },
    }
    if result.mean:
        scores, ranks = result.mean
        record[MEAN] = {id: {"score": s, "rank": r} for id, s, r in zip(ids, scores, ranks, strict=True)}
    return record


def _shares(tally: Tally, i: int) -> dict[str, object]:
    mean, spread = _spread(tally, i)
    return {"first": int(tally.first[i]) / tally.count, "mean_rank": mean, "spread": spread}
