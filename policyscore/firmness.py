"""What is said of how firm a ranking is: sentences for a memo, tables, and the record for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor

from policyscore.acceptance import Shares
from policyscore.display import counted, listed, plain
from policyscore.document import Cell, Column, Document, Note, Table, rounded
from policyscore.flips import Flip, Move
from policyscore.notes import called, change_notes, firm, inputs_note, weight_notes
from policyscore.one_way import RatingFlip
from policyscore.potential import First
from policyscore.record import opening, weighting_record
from policyscore.robustness import Robustness
from policyscore.scoring import TIE, Scored

# Options within so many points of score of the first are not called behind it: ratings are not that sure.
CLOSE = 2.0

# Each sign of a bar of rank shares stands for so much, in percent, and ranks beyond the signs share the last.
STEP = 4
SIGNS = "123456789abcdefghijklmnopqrstuvwxyz+"

# A share of less than this is not told in whole percents.
RARE = 0.005

# So many options are named with their share of rank 1.
NAMED = 3

# So many of equally near changes of a rating are told.
TOLD = 2

# As many single ratings as a reader will look at.
NEAREST = 8


def firmness(result: Robustness, filters: Sequence[str] = ()) -> Document:
    """What `robust` shows. `filters` are phrases that say which options were left out, and why."""
    assessment = result.assessment
    study = assessment.study
    said = (*change_notes(assessment.study), *weight_notes(assessment), *_notes(result, filters))
    made = inputs_note(assessment.study.sha256)
    parts = (_overview, _several_ranks, _potential, _weights, _ratings, _evidence)
    return Document(
        title=f"{study.head.study}: how firm the ranking is under {called(assessment.weighting)}",
        lead=tuple(verdict(result)),
        tables=tuple(table for part in parts if (table := part(result)).rows),
        notes=(*said, made),
        record=_record(result, (*said, made)),
        sheet=_sheet(result),
    )


def verdict(result: Robustness) -> Iterator[str]:
    """The finding in sentences: who leads, what would change that, in what share it leads, and who never can."""
    yield lead(result)
    if result.runner_up is not None and not result.tied:
        yield firm(result.assessment)
    if result.runner_up is not None:
        yield rank_1(result)
    yield from filter(None, (never(result), hangs_on(result), worth_most(result)))


def close(result: Robustness) -> list[Scored]:
    """The options that are not called behind the first, itself among them."""
    rows = result.assessment.options
    return [row for row in rows if rows[0].score - row.score < CLOSE]


def lead(result: Robustness) -> str:
    """Who has the highest score, and by how much."""
    near = close(result)
    scores = listed(f"{rounded(row.score, 1)}" for row in near)
    names = listed(row.option.name for row in near)
    if result.tied:
        tied = listed(row.option.name for row in result.tied)
        return f"{tied} have exactly the same score, {rounded(result.leader.score, 1)} of 100, and share rank 1."
    if result.runner_up is None:
        return f"{result.leader.option.name} is the only option."
    if len(near) > 1:
        points = f"within {CLOSE:g} points of one another ({scores} of 100)"
        what = "winner" if result.assessment.study.head.higher == "better" else "highest"
        return f"No clear {what}: {names} score {points}."
    # The difference of the scores as they are shown, so that a reader who subtracts finds it.
    gap = rounded(result.leader.score, 1) - rounded(result.runner_up.score, 1)
    ahead = f"{gap} more than {result.runner_up.option.name}, which is next"
    return f"{result.leader.option.name} scores highest: {rounded(result.leader.score, 1)} of 100, {ahead}."


def never(result: Robustness) -> str | None:
    """Which options no weights make the first; None where there is no such option."""
    names = [row.option.name for row in result.assessment.options if result.first[row.option.id].verdict == "never"]
    fixed = "Never" if result.shares[0].ratings == "fixed" else "With the ratings as they are, never"
    return f"{fixed} of rank 1, whatever the weights: {listed(names)}." if names else None


def hangs_on(result: Robustness) -> str | None:
    """The rating whose least change alone would make two options share rank 1; None where none can.

    The rating of the leader on the same criterion is as near, going down, where its scale goes on: both are named, and
    others that are as near are counted.
    """
    nearest = nearest_ratings(result)
    if not nearest:
        return None
    ways = "; or ".join(_way(result, flip) for flip in nearest[:TOLD])
    more = len(nearest) - TOLD
    as_near = f" (as near: {counted(more, 'other rating')})" if more > 0 else ""
    return f"The nearest change of one rating alone: {ways}; then the first place would be shared{as_near}."


def nearest_ratings(result: Robustness) -> tuple[RatingFlip, ...]:
    """The changes of one rating that are nearest in value, all that are equally near."""
    flips = result.rating_flips
    return tuple(flip for flip in flips if flip.distance - flips[0].distance <= TIE)


def _way(result: Robustness, flip: RatingFlip) -> str:
    criterion = result.assessment.study.criterion(flip.criterion)
    unit = f" {criterion.written.unit}" if criterion.written.unit else ""
    before, after = "unknown, which counts as halfway", plain(_digits(flip.after))
    if flip.before is not None:
        # As many digits as tell the two apart.
        digits = next((n for n in range(4, 12) if _digits(flip.before, n) != _digits(flip.after, n)), 12)
        before, after = plain(_digits(flip.before, digits)), plain(_digits(flip.after, digits))
    return f"{result.name(flip.option)} on {criterion.name} at {after}{unit} rather than {before}"


def worth_most(result: Robustness) -> str | None:
    """The criterion on which evidence would be worth most; None where it would be worth nothing."""
    best = next(iter(result.information.items()), None)
    if best is None or best[1] <= 0:
        return None
    name = result.assessment.study.criterion(best[0]).name
    points = f"{rounded(best[1], 1)} points" if rounded(best[1], 1) else "less than 0.1 points"
    return (
        f"Evidence on {name} would be worth most: with all ratings on it known exactly, the option then chosen would "
        f"score {points} more, on average, than the one chosen now."
    )


def _digits(number: float, digits: int = 4) -> float:
    """A rating to so many digits as a reader can use."""
    return float(f"{number:.{digits}g}")


def rank_1(result: Robustness) -> str:
    """Who has rank 1 in what share of each named set, the most common first, a sentence for each set."""
    return " ".join(f"Of {shares.set.phrase}, {having_rank_1(result, shares)}." for shares in result.shares)


def having_rank_1(result: Robustness, shares: Shares) -> str:
    """Who has rank 1 in what share of one set, as a clause; where options share it, that is said."""
    level = sum(row[0] for row in shares.ranks.values()) > 1 + RARE
    return f"rank 1{', alone or shared,' if level else ''} goes to {listed(_shared(result, shares))}"


def _shared(result: Robustness, shares: Shares) -> Iterator[str]:
    """The options with the largest shares of rank 1, the leader among them, and what is left for all others."""
    parts = {row.option.id: shares.ranks[row.option.id][0] for row in result.assessment.options}
    named = sorted(parts, key=lambda id: -parts[id])[:NAMED]
    if result.leader.option.id not in named:
        named.append(result.leader.option.id)
    named = [id for id in named if parts[id] >= RARE or id == result.leader.option.id]
    for id in named:
        yield f"{result.name(id)} in {share(parts[id], proved(result, shares, id))}"
    # Options that share rank 1 count each, so that what is left is known only where none do.
    rest = 1 - sum(parts[id] for id in named)
    if rest >= RARE and abs(sum(parts.values()) - 1) < RARE:
        yield f"to others in {share(rest)}"


def proved(result: Robustness, shares: Shares, id: str) -> First | None:
    """What is proved of an option under all weights, where the shares are of the ratings that it is proved for."""
    return result.first[id] if shares.ratings == "fixed" else None


def share(part: float, first: First | None = None) -> str:
    """A share as a reader sees it: whole percent, and never 0 or 100 where that is not proved.

    >>> share(0.374), share(0.0004), share(0.9996), share(0.0)
    ('37 %', '<1 %', '>99 %', '<1 %')
    """
    if first is not None and first.verdict == "never":
        return "none"
    whole = rounded(100 * part, 0)
    if part < RARE:
        return "<1 %"
    return ">99 %" if whole >= 100 else f"{whole} %"


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
    rows: list[tuple[Cell, ...]] = []
    for row in result.assessment.options:
        id = row.option.id
        firsts = [share(shares.ranks[id][0], proved(result, shares, id)).removesuffix(" %") for shares in result.shares]
        mean = sum(place * part for place, part in enumerate(result.shares[0].ranks[id], start=1))
        move = "" if row is result.leader else "impossible" if points[id] is None else points[id]
        rows.append((row.rank, row.option.name, row.score, move, *firsts, mean))
    return Table("How far each option is from the first place", tuple(columns), tuple(rows))


def _several_ranks(result: Robustness) -> Table:
    """The bars of rank shares, where there is more than one option."""
    bars = rank_bars(result)
    return bars if len(bars.rows) > 1 else replace(bars, rows=())


def rank_bars(result: Robustness) -> Table:
    """Rank shares as bars, in the narrowest set."""
    shares = result.shares[0]
    columns = (Column("name", "Option"), Column("bar", "Ranks"))
    rows = tuple((row.option.name, bar(shares.ranks[row.option.id])) for row in result.assessment.options)
    caption = f"Ranks over {shares.set.phrase}: each sign is {STEP} %, a digit its rank, a letter 10 and beyond"
    return Table(caption, columns, rows)


def bar(parts: Sequence[float]) -> str:
    """Rank shares as a row of signs, one for every 4 %, by largest remainder: its rank each.

    >>> bar([0.5, 0.26, 0.24])
    '1111111111111222222333333'
    """
    cells = 100 // STEP
    exact = [part * cells for part in parts]
    whole = [int(number + 1e-9) for number in exact]
    lacking = cells - sum(whole)
    for index in sorted(range(len(parts)), key=lambda index: whole[index] - exact[index])[: max(0, lacking)]:
        whole[index] += 1
    return "".join(SIGNS[min(rank, len(SIGNS) - 1)] * count for rank, count in enumerate(whole))


def _potential(result: Robustness) -> Table:
    """Whether each option can be first under any weights, with what shows it."""
    rows: list[tuple[Cell, ...]] = []
    for row in result.assessment.options:
        first = result.first[row.option.id]
        if first.margin is not None:
            rows.append((row.option.name, first.verdict, first.margin, _proof(result, first)))
    columns = (
        Column("name", "Option"),
        Column("verdict", "First"),
        Column("margin", "By at most", digits=1, signed=True),
        Column("proof", "As can be checked by hand", long=True),
    )
    return Table("Whether any weights at all can make it the first", columns, tuple(rows))


def _proof(result: Robustness, first: First) -> str:
    # Rounded down: what holds at least must hold as it is shown.
    surplus = f"{floor(round(10 * (first.surplus or 0), 9)) / 10:.1f}"
    simple = {id: f"{plain(_digits(100 * part))} %" for id, part in (first.simple or {}).items()}
    if first.verdict == "sometimes":
        names = {criterion.id: criterion.name for criterion in result.assessment.study.criteria}
        weights = listed(f"{part} on {names[id]}" for id, part in simple.items())
        return f"with a weight of {weights} it leads by {surplus}"
    if first.verdict == "tied":
        return "first only together with others"
    better = "has more value on every criterion, by"
    if len(simple) == 1:
        return f"{result.name(next(iter(simple)))} {better} {surplus} at least"
    mixture = listed(f"{part} {result.name(id)}" for id, part in simple.items())
    return f"a mixture of {mixture} {better} {surplus} at least"


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
        ends = [None if end is None else 100 * end for end in (s.low, s.high)]
        beyond = [result.name(id) if id else "" for id in (s.below, s.above)]
        rows.append((names[s.criterion], 100 * s.weight, *ends, *beyond))
    caption = "One weight changed alone, the others keeping their ratios"
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
    )
    rows: list[tuple[Cell, ...]] = []
    for flip in result.rating_flips[:NEAREST]:
        criterion = study.criterion(flip.criterion)
        before = "unknown" if flip.before is None else plain(_digits(flip.before))
        after = plain(_digits(flip.after))
        rows.append((result.name(flip.option), criterion.name, criterion.written.unit or "", before, after))
    table = Table(
        "One rating changed alone: the nearest that would make two options share rank 1", columns, tuple(rows)
    )
    return table if any(row[2] for row in rows) else table.without("unit")


def _evidence(result: Robustness) -> Table:
    columns = (Column("criterion", "Criterion"), Column("value", "Worth in points of score", digits=2))
    found = [
        (result.assessment.study.criterion(id).name, worth) for id, worth in result.information.items() if worth > 0
    ]
    return Table("What knowing all ratings on one criterion exactly would be worth", columns, tuple(found))


def _notes(result: Robustness, filters: Sequence[str]) -> Iterator[Note]:
    for phrase in filters:
        yield Note("filter", phrase)
    if result.runner_up is None:
        return
    yield Note("shares", drawn(result))
    yield Note(
        "points",
        "Points of weight to draw level are the fewest of 100 that must move between criteria, over all of them "
        "together, for an option to draw level with the first; another one may lead by then.",
    )
    if any(first.verdict == "never" for first in result.first.values()):
        yield Note(
            "never",
            "Where a mixture of other options has more value on every criterion, then under any weights one of them "
            "scores more; a mixture need not be a policy. Checked in exact fractions.",
        )
    if any(worth > 0 for worth in result.information.values()):
        yield Note(
            "information",
            "Worth is the expected gain in score from choosing again once the ratings on a criterion are known "
            "exactly, each now anywhere between its low and high (PERT). It counts points of score, not money.",
        )
    if note := result.assessment.study.head.note:
        yield Note("study", note)


def drawn(result: Robustness) -> str:
    """What shares are of, how they were counted, and what they are not."""
    largest = max(error for shares in result.shares for row in shares.errors.values() for error in row)
    first = result.shares[0]
    error = f"at most {rounded(100 * largest, 2)}" if rounded(100 * largest, 2) else "below 0.01"
    ratings = ", and ratings between their low and high (PERT; unknown ones over the whole scale)"
    counts = f"{counted(first.draws, 'draw')}, seed {first.seed}, standard error {error} percentage points"
    return (
        f"Shares are of the named set of weightings, drawn uniformly{ratings if first.ratings == 'ranges' else ''}: "
        f"{counts}. The set decides the number. A share of weightings is not a probability that a policy succeeds."
    )


def unmet(result: Robustness, points: float | None, percent: float | None) -> list[str]:
    """Which demands do not hold: on the points of weight to another leader, on the share of first places."""
    failed = []
    if points is not None and result.radius and (result.radius.points or 0.0) < points:
        moves = f"{plain(_digits(result.radius.points or 0.0))} points of weight"
        failed.append(
            f"{moves} bring {result.radius.option} level with {result.leader.option.id}; {points:g} were demanded"
        )
    if percent is not None and result.runner_up:
        shares = result.shares[0]
        part = 100 * shares.ranks[result.leader.option.id][0]
        if part < percent:
            share = f"in {plain(_digits(part))} % of {shares.set.phrase}"
            failed.append(f"{result.leader.option.id} has rank 1 {share}; {percent:g} % were demanded")
    return failed


def _flip(flip: Flip) -> dict[str, object]:
    return {"option": flip.option, "gap": flip.gap, "points": flip.points, "moves": _moves(flip.moves)}


def _moves(moves: Sequence[Move] | None) -> list[dict[str, object]] | None:
    if moves is None:
        return None
    return [{"from": move.giver, "to": move.taker, "points": move.points} for move in moves]


def _record(result: Robustness, notes: Sequence[Note]) -> dict[str, object]:
    radius = result.radius
    return {
        **opening("robust", result.assessment.study.sha256, notes),
        "weighting": weighting_record(result.assessment.weighting),
        "leader": result.leader.option.id,
        "tied": [row.option.id for row in result.tied],
        "runner_up": result.runner_up.option.id if result.runner_up else None,
        "gap": result.gap,
        "radius": {
            "points": radius.points if radius else None,
            "challenger": radius.option if radius else None,
            "moves": _moves(radius.moves) if radius else None,
        },
        "stability": [
            {
                "criterion": s.criterion,
                "weight": s.weight,
                "low": s.low,
                "high": s.high,
                "below": s.below,
                "above": s.above,
            }
            for s in result.stability
        ],
        "flips": [_flip(flip) for flip in result.flips],
        "rating_flips": [
            {"option": f.option, "criterion": f.criterion, "from": f.before, "to": f.after} for f in result.rating_flips
        ],
        "first": {
            id: {
                "verdict": first.verdict,
                "margin": first.margin,
                "weights": _plain(first.weights),
                "mixture": _plain(first.mixture),
            }
            for id, first in result.first.items()
        },
        "dominated_by": {id: list(others) for id, others in result.dominated_by.items()},
        "shares": [_shares_record(shares) for shares in result.shares],
        "information": [{"criterion": id, "value": worth} for id, worth in result.information.items()],
    }


def _plain(shares: Mapping[str, float] | None) -> dict[str, float] | None:
    return None if shares is None else dict(shares)


def _shares_record(shares: Shares) -> dict[str, object]:
    ranges = shares.set.ranges
    return {
        "set": shares.set.name,
        "ratings": shares.ratings,
        "method": "sampled",
        "pairwise_method": "exact" if shares.exact else "sampled",
        "draws": shares.draws,
        "seed": shares.seed,
        "ranges": None if ranges is None else {id: list(ends) for id, ends in ranges.items()},
        "ranks": {id: list(row) for id, row in shares.ranks.items()},
        "standard_error": {id: list(row) for id, row in shares.errors.items()},
        "central_weights": {id: _plain(row) for id, row in shares.central.items()},
        "pairwise": {id: dict(row) for id, row in shares.pairwise.items()},
    }


def _sheet(result: Robustness) -> Table:
    """A row for each option, set and rank: its share, and what is known of the option beside it."""
    keys = (
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
    )
    points = {flip.option: flip.points for flip in result.flips}
    rows: list[tuple[Cell, ...]] = []
    for row in result.assessment.options:
        id, first = row.option.id, result.first[row.option.id]
        facts = (id, row.option.name, row.rank, row.score, points.get(id), first.verdict, first.margin)
        for shares in result.shares:
            for place, (part, error) in enumerate(zip(shares.ranks[id], shares.errors[id], strict=True), start=1):
                rows.append((*facts, shares.set.name, shares.ratings, place, part, error))
    return Table("", tuple(Column(key, key) for key in keys), tuple(rows))
