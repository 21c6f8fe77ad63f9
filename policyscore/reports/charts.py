"""What each chart shows, apart from how it is drawn: numbers, words for who cannot see it, a table in its place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import ceil

from policyscore.analysis.comparison import MAX_SIDE_BY_SIDE, Comparison
from policyscore.analysis.floors import failed_floors
from policyscore.analysis.rank_acceptability import RankShares
from policyscore.analysis.rank_robustness import RankRobustness
from policyscore.analysis.ranking import below
from policyscore.analysis.sampling import Ratings
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import (
    level_along,
    most_sensitive_criterion,
    score_lines,
    stability,
    upper_edge,
)
from policyscore.errors import CommandError
from policyscore.formats.charts.chart import Bar, Chart, Contributions, Ranks, Sensitivity, Slopes, score_at
from policyscore.formats.format import ChartName
from policyscore.formats.numbers import percent_decimals, percentages, percents
from policyscore.formats.report import Column, SpareColumns, Table
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.reports.bars import LETTERS, POINTS, in_letters
from policyscore.reports.chance import may_fail
from policyscore.reports.direction import ends_of_ranges
from policyscore.reports.floors import failing_names, signed_name
from policyscore.reports.points import points
from policyscore.reports.robust import rank_bars
from policyscore.reports.robust_sentences import NOT_A_PROBABILITY, rank_1_in, set_phrase, share_of_rank_1
from policyscore.reports.unknown import (
    NOTHING_RATED,
    UNSURE_NAMES,
    as_far_as_rated,
    caption_as_rated,
)
from policyscore.rounding import rounded
from policyscore.text import counted, did_you_mean, few, listed

# Said of scores in which the chance of taking effect is.
WITH_CHANCE = " Scores count each option's chance of taking effect."

# So many lines can be told apart by colour and dash, and as many options are named in a sentence.
COLOURS = 7

# Nor are more options than this named as first somewhere; the others are counted.
FIRSTS_NAMED = 12

# More panels side by side could not be told apart: the least of the criteria share the last.
PANELS = 24

# More rows than this are no picture any more.
ROWS = 60

# Nor more columns of ranks than this: each column is several then.
RANKS = 100


def contributions(assessment: Assessment) -> Chart:
    """Where each score comes from, and how far the ratings' ranges would move it."""
    study, weights = assessment.study, assessment.weighting.weights
    shown = dict(zip(weights, percentages(list(weights.values())), strict=True))
    weighty = [criterion for criterion in study.criteria if weights[criterion.id] > 0]
    drawn, rest = weighty, list[Criterion]()
    if len(weighty) > PANELS:
        drawn = sorted(weighty, key=lambda c: -weights[c.id])[: PANELS - 1]
        rest = [criterion for criterion in weighty if criterion not in drawn]
        drawn = [criterion for criterion in weighty if criterion in drawn]
    heads = [(criterion.name, f"{shown[criterion.id]:f} %") for criterion in drawn]
    heads += [(f"{len(rest)} others", f"{sum(shown[criterion.id] for criterion in rest):f} %")] if rest else []

    groups = [[criterion.id] for criterion in drawn] + ([[criterion.id for criterion in rest]] if rest else [])

    def bar(option: ScoredOption) -> Bar:
        parts = tuple(sum(option.contributions[id] for id in group) for group in groups)
        added = points(option)
        shown = tuple(sum((added[id] for id in group), Decimal(0)) for group in groups)
        name = signed_name(option.name, option.fails, assessment.rests_on_unknown(option))
        in_effect = option.in_effect if study.chance else None
        return Bar(name, parts, shown, option.score, option.low, option.high, in_effect)

    bars = tuple(map(bar, assessment.options[:ROWS]))
    said = NOTHING_RATED if assessment.nothing_rated else _highest(assessment, weighty)
    nothing = [criterion.name for criterion in study.criteria if not weights[criterion.id]]
    no = "has no weight" if len(nothing) == 1 else "have no weight"
    without = f" Without {listed(nothing)}, which {no}." if nothing else ""
    signs = listed(f"{sign} {name}" for sign, (name, _) in zip(LETTERS, heads, strict=False))
    as_table = Table(
        f"Points by criterion: each sign is {POINTS} points of score, {signs}",
        (
            Column("name", "Option"),
            Column("bar", "Points by criterion"),
            Column("score", "Score", digits=1),
            Column("low", "Low", digits=1),
            Column("high", "High", digits=1),
            Column("in_effect", "In effect", digits=1, spare=True),
        ),
        tuple((each.name, in_letters(each.points), each.score, each.low, each.high, each.in_effect) for each in bars),
        SpareColumns(file="scores.txt"),
    )
    as_table = as_table if study.chance else as_table.without("in_effect")
    what = "Where the scores come from: points by criterion, and the score between its low and its high."
    added = "Points are rounded so that they add up to the score."
    if study.chance:
        added += f"{WITH_CHANCE} A hollow mark is the score in effect: if the option took effect for certain."
    caption = f"{what} {added}{without}{_cut(len(assessment.options))}"
    caption += _key(study, assessment.scores_rest_on_unknown, any(each.fails for each in assessment.options[:ROWS]))
    looks = "Bars of the points that each criterion adds to each option's score."
    picture = Contributions(tuple(heads), bars)
    return Chart(ChartName.CONTRIBUTIONS, caption, "", looks, said, as_table, picture)


def _highest(assessment: Assessment, weighty: Sequence[Criterion]) -> str:
    """Who has the highest score, what adds most to it, and what it would be at the ends of the ratings' ranges."""
    leader, shown = assessment.leader, points(assessment.leader)
    level = [option.name for option in assessment.tied]
    who = f"{few(level)} share" if level else f"{leader.name} has"
    said = f"{who} the highest score, {rounded(leader.score, 1)} of 100"
    most = sorted(weighty, key=lambda criterion: -leader.contributions[criterion.id])[:2]
    parts = [f"{criterion.name} ({shown[criterion.id]})" for criterion in most if shown[criterion.id]]
    if parts:
        largest = "largest part" if len(parts) == 1 else "largest parts"
        said += f". The {largest} of {leader.name} {'is' if len(parts) == 1 else 'are'} {listed(parts)}"
    if below(leader.low, leader.high):
        ends = f"{rounded(leader.low, 1)} or {rounded(leader.high, 1)}"
        at, it = f"with every rating {listed(ends_of_ranges(assessment.study), 'or')}", "it" if parts else leader.name
        if may_fail(leader):
            at = "with every rating and the chance at the end that scores less, or at the one that scores more,"
        said += f"; {at} {it} would have {ends}"
    rests = not assessment.first_place_settled or assessment.rests_on_unknown(leader)
    return as_far_as_rated(f"{said}.", rests, named=True)


def _cut(count: int) -> str:
    """What is said where not all options are in the picture."""
    return f" The first {ROWS} of {count} options." if count > ROWS else ""


def _key(study: Study, unsure: bool, fails: bool) -> str:
    """What is said of the signs behind names, where any bears them."""
    return (f" {failing_names(study)}" if fails else "") + (f" {UNSURE_NAMES}" if unsure else "")


def sensitivity(assessment: Assessment, id: str | None = None) -> Chart:
    """The scores over the weight of one criterion or branch, the others keeping their ratios.

    id: the criterion; without it the one whose weight has to change least for another option to be first, or that
    with the most weight where none can. Raises CommandError where it is none, or has all the weight.
    """
    study = assessment.study
    known = {c.id: c.name for c in study.criteria} | {b.id: b.name for b in study.branches.values()}
    if id is not None and id == study.tree.chance:
        raise CommandError(f"`{id}` is the chance that an option takes effect, and takes no weight to change")
    if id is not None and id not in known:
        hint = did_you_mean(id, known) or f"there are {few(sorted(known))}"
        raise CommandError(f"there is no criterion `{id}`", hint)
    id = id or most_sensitive_criterion(assessment, stability(assessment))
    ends = score_lines(assessment, id)
    if ends is None:
        raise CommandError(f"`{id}` has all the weight, so no ratios of the others are there to keep")
    weight = sum(assessment.weighting.weights[leaf] for leaf in study.tree.leaves(id))
    # The weights of today, and any of this criterion.
    counting = {*assessment.weighty(assessment.weighting.weights), *study.tree.leaves(id)}
    unsure = {o.id for o in assessment.options if counting & o.unsure}
    names = {option.id: option.name for option in assessment.options}
    labels = {each.id: signed_name(each.name, each.fails, each.id in unsure) for each in assessment.options}
    found = upper_edge(ends)
    level = [level_along(ends, *stretch) for stretch in found]
    who = [few([names[each] for each in ids]) for ids in level]
    shown = [few([labels[each] for each in ids]) for ids in level]
    # As many decimals as tell the weight as it is from those where others take over.
    edges = [start for start, _, _ in found]
    today, *ends_of_stretches = percents(weight, *edges, 1.0)
    stretches = zip(who, pairwise(ends_of_stretches), strict=True)
    parts = [f"{name} from {start} to {end} %" for name, (start, end) in stretches]
    highest = as_far_as_rated(f"The highest score: {listed(parts)}.", bool(unsure))
    said = f"Today the weight of {known[id]} is {today} %. {highest}"
    caption = f"Who scores highest, by the weight of {known[id]} (today {today} %)"
    digits = percent_decimals((weight, *edges))
    as_table = Table(
        caption_as_rated(caption, bool(unsure)),
        (
            Column("from", "From %", digits=digits),
            Column("to", "To %", digits=digits),
            Column("name", "Highest score"),
            Column("low", "Its score there", digits=1),
            Column("high", "and there", digits=1),
        ),
        tuple(
            (100 * start, 100 * end, name, score_at(ends[option], start), score_at(ends[option], end))
            for name, (start, end, option) in zip(shown, found, strict=True)
        ),
    )
    caption = f"Scores over the weight of {known[id]}, the other weights keeping their ratios."
    caption += WITH_CHANCE if study.chance else ""
    caption += _key(study, bool(unsure), any(option.fails for option in assessment.options))
    looks = f"Lines of each option's score as the weight of {known[id]} goes from 0 to 100 %."
    firsts = list(dict.fromkeys(each for ids in level for each in ids))
    picture = Sensitivity(known[id], weight, labels, ends, found, tuple(firsts[:COLOURS]))
    return Chart(
        ChartName.SENSITIVITY, caption, _grey(len(firsts), "nowhere the highest"), looks, said, as_table, picture
    )


def _grey(count: int, what: str) -> str:
    """What the lines without colour have in common."""
    return f"Grey: {what}." if count <= COLOURS else f"Grey: {what}, or beyond the first {COLOURS} that are."


def marked(chart: Chart, notes: Sequence[str]) -> Chart:
    """The chart with what was set, or left out, in its caption."""
    return replace(chart, caption=" ".join([chart.caption, *notes]))


def rank_shares(result: RankRobustness) -> Chart:
    """In what share of the narrowest set of weightings each option has each rank."""
    drawn: RankShares = result.shares[0]
    options = result.assessment.options
    as_table = rank_bars(result, ROWS)
    unsure = result.unsure(drawn)
    span = ceil(len(options) / RANKS)

    def row(option: ScoredOption) -> tuple[str, tuple[float, ...], str]:
        ranks = drawn.ranks[option.id]
        parts = tuple(sum(ranks[start : start + span]) for start in range(0, len(ranks), span))
        name = signed_name(option.name, option.fails, option.id in unsure)
        return name, parts, share_of_rank_1(result, drawn, option.id)

    ratings = ", with ratings drawn from their ranges" if drawn.ratings == Ratings.RANGES else ""
    counted = f"{drawn.draws:,} draws, seed {drawn.seed}"
    caption = (
        f"Share of each rank, in percent of {set_phrase(drawn.set)}{ratings} ({counted}). "
        f"{NOT_A_PROBABILITY}{_cut(len(options))}"
    )
    caption += f" A column is {span} ranks." if span > 1 else ""
    caption += _key(result.assessment.study, bool(unsure), any(option.fails for option in options[:ROWS]))
    looks = "A grid of options by ranks, darker where a rank is more common."
    said = rank_1_in(result, drawn)
    if result.assessment.nothing_rated:
        said = NOTHING_RATED
    return Chart(ChartName.RANKS, caption, "", looks, said, as_table, Ranks(tuple(map(row, options[:ROWS])), span))


def slopes(result: Comparison) -> Chart:
    """The rank of each option under each weighting. Raises CommandError where these are fewer than 2 or too many."""
    count = result.tally.count
    if not 2 <= len(result.ids) <= MAX_SIDE_BY_SIDE or not result.ranks:
        raise CommandError(
            f"this chart is for 2 to {MAX_SIDE_BY_SIDE} weightings, and there {'is' if count == 1 else 'are'} "
            f"{count:,}",
            "name several with -w; without it they are those of the study",
        )
    named = enumerate(result.options[:ROWS])
    rows = tuple((option.name, tuple(place[index] for place in result.ranks)) for index, option in named)
    caption = f"Ranks under each weighting.{_cut(len(result.options))}"
    failing = [bool(failed_floors(option, result.study)) for option in result.options[:ROWS]]
    caption += _key(result.study, result.unsure > 0, any(failing))
    firsts = []
    for index, option in enumerate(result.options):
        of_option = [place[index] for place in result.ranks]
        if under := [weighting for weighting, rank in zip(result.names, of_option, strict=True) if rank == 1]:
            firsts.append(f"{option.name} under {listed(under)}")
    spreads = [max(ranks) - min(ranks) for _, ranks in rows]
    spread = ""
    if max(spreads) > 0 and spreads.count(max(spreads)) == 1:
        name, ranks = rows[spreads.index(max(spreads))]
        spread = f" The ranks of {name} differ most, from {min(ranks)} to {max(ranks)}."
    looks = f"Lines of each option's rank under {len(result.ids)} weightings."
    if len(firsts) > FIRSTS_NAMED:
        firsts[FIRSTS_NAMED:] = [counted(len(firsts) - FIRSTS_NAMED, "other")]
    said = as_far_as_rated(f"Of rank 1: {'; '.join(firsts)}.{spread}", result.unsure > 0)
    if result.nothing_rated:
        said = NOTHING_RATED
    # So few weightings are all kept, each with the scores that rest on an unknown rating.
    rows = tuple(
        (signed_name(name, fails, any(of[index] for of in result.rests)), ranks)
        for index, (fails, (name, ranks)) in enumerate(zip(failing, rows, strict=True))
    )
    as_table = Table(
        "Ranks under each weighting",
        (
            Column("name", "Option"),
            *(Column(f"rank:{id}", name, digits=0) for id, name in zip(result.ids, result.names, strict=True)),
        ),
        tuple((name, *ranks) for name, ranks in rows),
    )
    ones = [place for place, (_, ranks) in enumerate(rows) if 1 in ranks]
    key = _grey(len(ones), "of rank 1 under none")
    picture = Slopes(result.names, rows, tuple(ones[:COLOURS]))
    return Chart(ChartName.WEIGHTINGS, caption, key, looks, said, as_table, picture)
