"""What `robust` says of how firm a ranking is: tables; sentences and the object for programs stand beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyscore.analysis.potential_optimality import PotentialOptimality
from policyscore.analysis.rank_robustness import RankRobustness
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import at_least, inside, percent_decimals, told, with_sign
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.reports.bars import STEP, bar
from policyscore.reports.chance import trying
from policyscore.reports.floors import floor_notes, signed_name, signed_number
from policyscore.reports.notes import change_notes, inputs_note, weight_notes
from policyscore.reports.rating_words import figure, told_rating
from policyscore.reports.robust_json import robust_json
from policyscore.reports.robust_sentences import drawn, evenly, set_phrase, share_of_rank_1, value_word, verdict
from policyscore.reports.shared_ranks import rank_cells, shared_rank_notes
from policyscore.reports.unknown import caption_as_rated, unknown_notes, unsure_number
from policyscore.rounding import rounded
from policyscore.text import few, listed, plain

# A reader will look at no more single ratings than this.
RATING_FLIPS_SHOWN = 8

# A lead that no so many decimals show is a tie to a reader, and a proof says that it is less.
PROOF_DECIMALS = 6


def robust_report(result: Robustness, filters: Sequence[str] = ()) -> Report:
    """What `robust` shows. `filters` are phrases that say which options were left out, and why."""
    assessment = result.assessment
    study = assessment.study
    said = (*change_notes(assessment.study), *weight_notes(assessment), *_notes(result, filters))
    made = inputs_note(assessment.study.sha256)
    parts = (_overview, _several_ranks, _potential, _weights, _ratings, _evidence)
    return Report(
        title=f"{study.head.study}: how firm the ranking is under {assessment.weighting.label}",
        lead=tuple(verdict(result)),
        tables=tuple(table for part in parts if (table := part(result)).rows and not assessment.nothing_rated),
        notes=(*said, made),
        json=robust_json(result, (*said, made)),
        csv=_csv(result),
    )


def _overview(result: Robustness) -> Table:
    """Every option: how far it is from the lead, and in what share of each set it is first."""
    headers = {"any": "any weights", "order": "same order", "ranges": "in ranges"}
    columns = [
        Column("rank", "Rank", digits=0),
        Column("name", "Option"),
        Column("score", "Score", digits=1),
        Column("points", "Points of weight to draw level", digits=1),
        *(
            Column(f"first:{shares.set.name}", f"% first, {headers[shares.set.name]}", digits=0)
            for shares in result.shares
        ),
        Column("mean", f"Mean rank, {headers[result.shares[0].set.name]}", digits=1),
    ]
    points = {flip.option: flip.points for flip in result.flips}
    ranks = rank_cells(result.assessment)
    # Where an unknown rating bears on several scores, it is marked wherever it does.
    marks = result.assessment.unknown_is_shared and result.runner_up is not None
    unsure = [result.unsure(shares) if marks else () for shares in result.shares]
    rows: list[tuple[Cell, ...]] = []
    for option in result.assessment.options:
        id = option.id
        firsts = [
            unsure_number(share_of_rank_1(result, shares, id).removesuffix(" %"), id in ids)
            for shares, ids in zip(result.shares, unsure, strict=True)
        ]
        mean = unsure_number(inside(result.shares[0].mean_rank(id), 1, 1, len(ranks)), id in unsure[0])
        fewest = points.get(id)
        told_points = "impossible" if fewest is None else f"{told(fewest):f}"
        move = "" if option is result.leader else unsure_number(told_points, _rests(result, option))
        score = signed_number(option.score, option.fails, result.assessment.rests_on_unknown(option))
        rows.append((ranks[option.id], option.name, score, move, *firsts, mean))
    caption = caption_as_rated("How far each option is from the first place", result.assessment.unknown)
    return Table(caption, tuple(columns), tuple(rows))


def _rests(result: Robustness, option: ScoredOption) -> bool:
    """Whether what other weights would do to an option against the leader bears a mark: it rests on an unknown rating,
    one of them a chance or the baseline's."""
    pair = option, result.leader
    return result.assessment.unknown_is_shared and any(each.unsure for each in pair)


def _several_ranks(result: Robustness) -> Table:
    """The bars of rank shares, where there is more than one option."""
    bars = rank_bars(result)
    return bars if len(bars.rows) > 1 else replace(bars, rows=())


def rank_bars(result: RankRobustness, most: int | None = None) -> Table:
    """Rank shares as bars, in the narrowest set; of so many options at most, the first."""
    shares = result.shares[0]
    columns = (Column("name", "Option"), Column("bar", "Ranks"))
    unsure = result.unsure(shares)
    options = result.assessment.options[:most]
    names = [signed_name(option.name, option.fails, option.id in unsure) for option in options]
    drawn = (bar(shares.ranks[option.id]) for option in options)
    rows = tuple(zip(names, drawn, strict=True))
    over = caption_as_rated(f"Ranks over {set_phrase(shares.set)}", bool(unsure))
    return Table(f"{over}: each sign is {STEP} %, a digit its rank, a letter 10 and beyond", columns, rows)


def _potential(result: Robustness) -> Table:
    """Whether each option can be first under any weights, with what shows it."""
    rows: list[tuple[Cell, ...]] = []
    for option in result.assessment.options:
        first = result.potential_optimality[option.id]
        if first.margin is not None:
            over = result.over_unknown[option.id].verdict if result.over_unknown else ""
            margin = with_sign(told(first.margin))
            rows.append((option.name, first.verdict, over, margin, _proof(result, first)))
    columns = (
        Column("name", "Option"),
        Column("verdict", "First"),
        Column("over_unknown", "Whatever is unknown"),
        Column("margin", "By at most", digits=1, signed=True),
        Column("proof", "As can be checked by hand", long=True),
    )
    caption = caption_as_rated("Whether any weights at all can make it the first", bool(result.over_unknown))
    table = Table(caption, columns, tuple(rows))
    # Nothing is worked out over unknown chances, nor over what is unknown of the baseline where others count it.
    return table if result.over_unknown and not result.assessment.unknown_is_shared else table.without("over_unknown")


def _proof(result: Robustness, first: PotentialOptimality) -> str:
    # One decimal, or as many more as keep it from looking like 0.
    found = (at_least(first.surplus or 0.0, digits) for digits in range(1, PROOF_DECIMALS + 1))
    down = next(filter(None, found), None)
    surplus, least = f"less than {plain(10.0**-PROOF_DECIMALS)}", ""
    if down is not None:
        surplus, least = f"{down:f}", " at least"
    simple = {id: f"{plain(100 * part)} %" for id, part in (first.simple or {}).items()}
    if first.verdict != "tied" and not simple:
        return f"no {'weights' if first.verdict == 'sometimes' else 'mixture'} in round numbers can show it"
    if first.verdict == "sometimes":
        weights = listed(f"{part} on {result.assessment.study.name(id)}" for id, part in simple.items())
        return f"with a weight of {weights} it leads by {surplus}"
    if first.verdict == "tied":
        return "first only together with others"
    better = f"has more {value_word(result.assessment.study)} on every criterion, by"
    if len(simple) == 1:
        return f"{result.name(next(iter(simple)))} {better} {surplus}{least}"
    mixture = listed(f"{part} {result.name(id)}" for id, part in simple.items())
    return f"a mixture of {mixture} {better} {surplus}{least}"


def _weights(result: Robustness) -> Table:
    """Between which weights of each criterion the leader stays first."""
    study = result.assessment.study
    names = {c.id: c.name for c in study.criteria} | {b.id: f"{b.name} (branch)" for b in study.branches.values()}
    columns = (
        Column("criterion", "Criterion"),
        Column("weight", "Weight in %", digits=1),
        Column("low", "Same first from", digits=1),
        Column("high", "to", digits=1),
        Column("below", "Below that leads"),
        Column("above", "Above that leads"),
    )
    rows: list[tuple[Cell, ...]] = []
    for s in result.stability:
        # One decimal, or as many more as tell the weight from the ends, and all from 0 and 100.
        three = s.weight, s.low, s.high
        digits = percent_decimals(part for part in three if part is not None)
        shown = (None if part is None else f"{rounded(100 * part, digits):f}" for part in three)
        rows.append(
            (names[s.criterion], *shown, *(few([*map(result.name, ids)]) if ids else "" for ids in (s.below, s.above)))
        )
    caption = caption_as_rated("One weight changed alone, the others keeping their ratios", result.assessment.unknown)
    return Table(caption, columns, tuple(rows) if result.runner_up else ())


def _ratings(result: Robustness) -> Table:
    """The nearest single ratings that would bring an option level with the leader."""
    study = result.assessment.study
    columns = (
        Column("option", "Option"),
        Column("criterion", "Criterion"),
        Column("unit", "Unit"),
        Column("before", "Rated"),
        Column("after", "Level at"),
        Column("level_with", "Then level"),
    )
    rows: list[tuple[Cell, ...]] = []
    for flip in result.rating_flips[:RATING_FLIPS_SHOWN]:
        criterion = study.criterion(flip.criterion)
        before = "unknown" if flip.before is None else figure(flip.before, criterion)
        # All weights are as they are, so that none counts of what is unknown without weight.
        assessment, pair = result.assessment, (result.assessment.option(flip.level_with), result.leader)
        rests = assessment.shared_unknown_counts and any(map(assessment.rests_on_unknown, pair))
        after = unsure_number(told_rating(flip, criterion), rests)
        level = f"{result.name(flip.level_with)} with {result.leader.name}"
        rows.append((result.name(flip.option), criterion.name, criterion.unit or "", before, after, level))
    caption = "One rating changed alone: the nearest that would make two options share rank 1"
    table = Table(caption_as_rated(caption, result.assessment.scores_rest_on_unknown), columns, tuple(rows))
    # Which options are level goes without saying where no rating moves the score of another option.
    needless = [
        key for key, needed in (("unit", any(row[2] for row in rows)), ("level_with", study.chance)) if not needed
    ]
    return table.without(*needless)


def _evidence(result: Robustness) -> Table:
    columns = (Column("criterion", "Criterion"), Column("value", "Worth in points of score", digits=2))
    study = result.assessment.study
    likely = {study.chance.id: f"{study.chance.name} (how likely to take effect)"} if study.chance else {}
    found = [
        (likely.get(id) or study.name(id), inside(worth, 2, 0, 100))
        for id, worth in result.information.items()
        if worth > TIE
    ]
    return Table("What knowing all ratings on one criterion exactly would be worth", columns, tuple(found))


def _notes(result: Robustness, filters: Sequence[str]) -> Iterator[Note]:
    for phrase in filters:
        yield Note("filter", phrase)
    yield from shared_rank_notes(result.assessment)
    yield from _chance_notes(result.assessment)
    yield from unknown_notes(result.assessment)
    yield from floor_notes(result.assessment.study, [option.option for option in result.assessment.options])
    if result.runner_up is None or result.assessment.nothing_rated:
        return
    if result.over_unknown and not result.assessment.unknown_is_shared:
        yield Note(
            "over-unknown",
            "“As far as rated” counts each unknown rating as halfway (50). “Whatever is unknown” tests both extremes: "
            "never means not first even with the option's own unknown ratings at their best and all others' at their "
            "worst; sometimes means first under some weights even the other way round; otherwise it is open.",
        )
    yield Note("shares", drawn(result))
    yield Note(
        "points",
        "Points of weight to draw level are the fewest of 100 that must move between criteria, over all of them "
        "together, for an option to draw level with the first; another one may lead by then.",
    )
    if any(first.verdict == "never" for first in result.potential_optimality.values()):
        yield Note(
            "never",
            f"Where a mixture of other options has more {value_word(result.assessment.study)} on every criterion, then "
            "under any weights one of them scores more; a mixture need not be a policy. Checked in exact fractions.",
        )
    if result.most_worth_knowing:
        yield Note(
            "information",
            "Worth is the expected gain in score from choosing again once the ratings on a criterion are known "
            f"exactly, each now anywhere between its low and high (PERT){evenly(result)}. It counts points of score, "
            "not money.",
        )
    if note := result.assessment.study.head.note:
        yield Note("study", note)


def _chance_notes(assessment: Assessment) -> Iterator[Note]:
    """That a chance multiplies, and what the values are then."""
    study = assessment.study
    if study.chance:
        yield Note(
            "chance",
            f"{study.chance.name} is the chance in 100 that an option takes effect. It takes no weight: all figures go "
            "by effective values, in which an option's own values count as far as it takes effect, and the baseline's "
            f"as far as it fails. So a rating of the baseline moves every option that may fail.{trying(study)}",
        )


def _csv(result: Robustness) -> Table:
    """A row for each option, set and rank: its share, and what is known of the option beside it.

    The last column is there where a rating is unknown.
    """
    keys = [
        "option",
        "name",
        "rank",
        "score",
        "points",
        "verdict",
        "margin",
        "set",
        "ratings",
        "at_rank",
        "share",
        "standard_error",
        *(["over_unknown"] if result.over_unknown else []),
    ]
    points = {flip.option: flip.points for flip in result.flips}
    rows: list[tuple[Cell, ...]] = []
    for option in result.assessment.options:
        id, first = option.id, result.potential_optimality[option.id]
        facts = (id, option.name, option.rank, option.score, points.get(id), first.verdict, first.margin)
        over = (result.over_unknown[id].verdict,) if result.over_unknown else ()
        for shares in result.shares:
            for place, (part, error) in enumerate(zip(shares.ranks[id], shares.errors[id], strict=True), start=1):
                rows.append((*facts, shares.set.name, shares.ratings, place, part, error, *over))
    return Table("", tuple(Column(key, key) for key in keys), tuple(rows))
