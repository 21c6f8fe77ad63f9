"""What `compare` shows of many rankings of the same options: tables under sentences, with notes."""

from collections.abc import Iterator, Sequence

from policyscore.analysis.comparison import MEAN, Comparison
from policyscore.analysis.floors import failed_floors
from policyscore.analysis.rank_aggregation import MAX_KEMENY_OPTIONS
from policyscore.analysis.tally import Tally
from policyscore.formats.numbers import inside
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.model.study import Option
from policyscore.reading.survey import Survey
from policyscore.reports import compare_sentences as sentences
from policyscore.reports.chance import scores_count_chance
from policyscore.reports.compare_json import compare_json
from policyscore.reports.floors import floor_notes, signed_name
from policyscore.reports.notes import change_notes, inputs_note
from policyscore.reports.surveys import survey_notes
from policyscore.reports.unknown import UNKNOWN, unknown_note
from policyscore.rounding import rounded
from policyscore.text import counted, listed


def compare_report(
    result: Comparison, digest: str, filters: Sequence[str] = (), surveys: Sequence[Survey] = ()
) -> Report:
    """What `compare` shows.

    digest: SHA-256 of everything that was read. filters: phrases that say which options were left out, and why.
    surveys: those that weightings are from.
    """
    notes = (*_notes(result, filters), *survey_notes(surveys), inputs_note(digest))
    parts = (_matrix(result), *_orders(result), _agreement(result), _groups(result))
    return Report(
        title=f"{result.study.head.study}: the options under {counted(result.tally.count, 'weighting')}",
        lead=tuple(sentences.lead(result)),
        tables=tuple(table for table in parts if table.rows),
        notes=notes,
        json=compare_json(result, notes, digest, surveys),
        csv=Table("", (), ()),
    )


def _matrix(result: Comparison) -> Table:
    """Scores and ranks by weighting where they are few, else how the ranks spread."""
    tally = result.tally
    columns = [Column("name", "Option", "rank in brackets" if result.side_by_side else "")]
    if result.side_by_side:
        columns += [Column(f"score:{id}", name, digits=1) for id, name in zip(result.ids, result.names, strict=True)]
    else:
        columns.append(Column("first", "First in %", "alone or shared" if tally.shared else "", digits=1))
        columns += [Column("mean", "Mean rank", digits=2), Column("spread", "Spread of ranks", digits=2)]
    if result.mean:
        columns.append(Column(MEAN, "Mean of all weights", digits=1))
    columns += [
        Column("best", "Best rank", digits=0),
        Column("worst", "Worst rank", digits=0),
        Column("regret", "Largest regret", digits=1),
    ]
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options):
        rests = result.rests_ever[i]
        fails = failed_floors(option, result.study)
        cells: list[Cell] = [signed_name(option.label, fails, rests and not result.side_by_side)]
        if result.side_by_side:
            under = zip(result.scores, result.ranks, result.rests, strict=True)
            cells += [_ranked(scores[i], ranks[i], unsure[i]) for scores, ranks, unsure in under]
        else:
            cells += _spread(tally, i)
        if result.mean:
            cells.append(_ranked(result.mean[0][i], result.mean[1][i], rests))
        cells += [int(tally.best[i]), int(tally.worst[i]), inside(float(tally.regret[i]), 1, 0, 100)]
        rows.append(tuple(cells))
    caption = "Scores (rank)" if result.side_by_side else "Ranks over all weightings"
    return Table(caption, tuple(columns), tuple(rows))


def _spread(tally: Tally, i: int) -> list[Cell]:
    """How often an option is first, in percent, and the mean and the spread of its ranks."""
    return [
        inside(100 * tally.share_first(i), 1, 0, 100),
        inside(tally.mean_rank(i), 2, 1, tally.m),
        inside(tally.rank_deviation(i), 2, 0, tally.m),
    ]


def _ranked(score: float, rank: int, rests: bool) -> str:
    return f"{rounded(score, 1)}{UNKNOWN if rests else ''} ({rank})"


def _orders(result: Comparison) -> Iterator[Table]:
    """Each way to make one order of all, side by side."""
    if result.tally.count < 2 or len(result.options) < 2:
        return
    columns = [
        Column("name", "Option"),
        Column("borda", "Borda points", digits=1),
        Column("copeland", "Copeland: wins minus losses", digits=0, signed=True),
    ]
    if result.aggregation.kemeny:
        columns.append(Column("kemeny", "Place by Kemeny"))
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options):
        cells: list[Cell] = [option.name, result.aggregation.borda[i], result.aggregation.copeland[i]]
        if result.aggregation.kemeny:
            cells.append(sentences.places(result.aggregation.kemeny.places[i]))
        rows.append(tuple(cells))
    yield Table("Combined order", tuple(columns), tuple(rows))


def _agreement(result: Comparison) -> Table:
    """Kendall's tau between every two weightings."""
    columns = (Column("weighting", "Weighting"), *(Column(f"tau:{id}", id, digits=2) for id in result.ids))
    rows: list[tuple[Cell, ...]] = []
    # A weighting that ties all options has none, and with one option each of them does.
    if any(tau is not None for tau in result.taus.values()):
        for one in result.ids:
            taus = [result.taus.get((one, other), result.taus.get((other, one))) for other in result.ids]
            shown = (None if tau is None else inside(tau, 2, -1, 1) for tau in taus)
            rows.append((one, *("" if one == other else tau for other, tau in zip(result.ids, shown, strict=True))))
    return Table("Kendall's tau: 1 is the same order, -1 the reverse", columns, tuple(rows))


def _groups(result: Comparison) -> Table:
    """How each group of a survey ranks the options."""
    columns = [Column("name", "Option")]
    for group, tally in result.groups.items():
        named = f"{group} ({tally.count:,})"
        columns += [
            Column(f"first:{group}", f"{named}: first in %", "alone or shared" if tally.shared else "", digits=1),
            Column(f"mean:{group}", "mean rank", digits=2),
            Column(f"spread:{group}", "spread", digits=2),
        ]
    rows: list[tuple[Cell, ...]] = []
    for i, option in enumerate(result.options if result.groups else ()):
        cells: list[Cell] = [option.name]
        for tally in result.groups.values():
            cells += _spread(tally, i)
        rows.append(tuple(cells))
    return Table("By group", tuple(columns), tuple(rows))


def _that_count(result: Comparison) -> list[Option]:
    """The options whose ratings are in the scores: those that are ranked, and with a chance the baseline."""
    baseline = result.study.baseline if result.study.chance else None
    missing = [baseline] if baseline and all(option.id != baseline.id for option in result.options) else []
    return [*result.options, *missing]


def _notes(result: Comparison, filters: Sequence[str]) -> Iterator[Note]:
    yield from change_notes(result.study)
    for phrase in filters:
        yield Note("filter", phrase)
    yield from scores_count_chance(result.study)
    yield from unknown_note(result.study, _that_count(result), result.weights)
    yield from floor_notes(result.study, result.options)
    if result.side_by_side:
        named = [f"{name} ({id})" for id, name in zip(result.ids, result.names, strict=True)]
        equally = " None counts more than another." if len(named) > 1 else ""
        yield Note("weightings", f"{'Weightings' if equally else 'Weighting'}: {listed(named)}.{equally}")
    yield Note(
        "regret",
        "Regret is how many points of score an option is behind whichever is first; the largest is over all "
        "weightings, so an option with little of it is one that nobody has to regret much.",
    )
    if result.tally.count > 1 and len(result.options) > 1:
        yield Note(
            "orders",
            "Borda counts how many options each is above, Copeland how many it beats head to head minus how many beat "
            "it, and Kemeny's order contradicts the fewest pairs of the rankings. They answer different questions, and "
            "adding or dropping an option can turn Borda's order round.",
        )
        kemeny = result.aggregation.kemeny
        if kemeny is None:
            yield Note("kemeny", f"Kemeny's order is left out: it is found for up to {MAX_KEMENY_OPTIONS} options.")
        elif kemeny.count > 1:
            yield Note("kemeny", sentences.kemeny_orders(kemeny))
    if note := result.study.head.note:
        yield Note("study", note)
