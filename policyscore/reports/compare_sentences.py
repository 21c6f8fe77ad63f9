"""Sentences on many rankings of the same options: who is first, how far they agree, what is made of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyscore.analysis.comparison import Aggregation, Comparison
from policyscore.analysis.rank_aggregation import KemenyOrders
from policyscore.analysis.ranking import TIE
from policyscore.analysis.tally import TOP_RANK, Tally
from policyscore.formats.numbers import inside
from policyscore.reports.unknown import NOTHING_RATED
from policyscore.rounding import rounded
from policyscore.text import counted, few, listed


def lead(result: Comparison) -> Iterator[str]:
    """What is said above the tables: a single weighting, or a single option, leaves less to say."""
    tally, names = result.tally, [option.name for option in result.options]
    if result.nothing_rated:
        yield NOTHING_RATED
        return
    if said := resting_on_unknown(result):
        yield said
    if len(names) > 1:
        yield firsts(result)
    if len(names) > 1 and tally.count > 1:
        if result.aggregation.concordance is not None:
            yield agreement(result.aggregation.concordance)
        yield _in_pairs(result.aggregation, names)
        yield _disagreements(result.aggregation, names)
        yield least_regret(result)
        always = [name for name, times in zip(names, tally.top, strict=True) if times == tally.count]
        if len(names) > TOP_RANK:
            yield f"Of rank {TOP_RANK} or better under every weighting: {few(always) if always else 'none'}."
    if result.mean:
        yield _under_the_mean(*result.mean, names, tally.count)


def resting_on_unknown(result: Comparison) -> str | None:
    """That all that is said of the rankings is as far as rated, and whose scores that is about; None where none."""
    names = [option.name for option, rests in zip(result.options, result.rests_ever, strict=True) if rests]
    if not names:
        return None
    score, verb = ("the score", "rests") if len(names) == 1 else ("the scores", "rest")
    count = result.tally.count
    under = "" if count == 1 else f" under {result.unsure:,} of {count:,} weightings"
    return f"What follows is as far as rated: {score} of {few(names, 5)} {verb} on unknown ratings{under}."


def _under_the_mean(scores: Sequence[float], ranks: Sequence[int], names: Sequence[str], count: int) -> str:
    """Who scores highest under the mean of the weights of so many weightings; of those that share it each."""
    whose = "" if count == 1 else ", which may be nobody's view,"
    if len(names) == 1:
        return f"Under the mean of all weights{whose} {names[0]} scores {rounded(scores[0], 1)}."
    best = [f"{n} ({rounded(s, 1)})" for n, s, r in zip(names, scores, ranks, strict=True) if r == 1]
    scored = "scores highest" if len(best) == 1 else "score highest, level with one another"
    return f"Under the mean of all weights{whose} {few(best)} {scored}."


def agreement(concordance: float) -> str:
    """How far the weightings agree."""
    w = inside(concordance, 2, 0, 1, "less than ", "more than ")
    if w == "1.00":
        return "Kendall's W is 1: the ranking is the same under every weighting."
    return f"Kendall's W is {w}: 1 would be the same ranking under every weighting, 0 no agreement at all."


def least_regret(result: Comparison) -> str:
    """Which option has the least of the largest regrets."""
    names = few([result.options[i].name for i in result.aggregation.least_regret])
    least = float(result.tally.regret[result.aggregation.least_regret[0]])
    if least <= TIE:
        return f"The least to regret: {names}, behind no other option under any weighting."
    behind = inside(least, 1, 0, 100, "less than ", "more than ")
    return f"The least to regret: {names}, at worst {behind} points behind whichever is first."


def firsts(result: Comparison) -> str:
    """Who is first how often; options that share the first place count each."""
    tally = result.tally
    times = sorted(zip((int(n) for n in tally.first), result.options, strict=True), key=lambda pair: -pair[0])
    always = [option.name for n, option in times if n == tally.count]
    if always:
        every = "" if tally.count == 1 else " under every weighting"
        # Two that are first under the same weighting share it.
        how = ", level with one another" if len(always) > 1 else ", alone or shared" if tally.shared else ""
        return f"Of rank 1{every}{how}: {few(always)}."
    shown = [f"{o.name} under {n:,}" for n, o in times if n]
    return f"Of the {tally.count:,} weightings, who is first{_shared(tally)}: {few(shown, 5)}."


def _shared(tally: Tally) -> str:
    """What goes with counts of first places that come to more than all."""
    return ", alone or shared" if tally.shared else ""


def _in_pairs(found: Aggregation, names: Sequence[str]) -> str:
    """Who is beaten by none head to head; where there is nobody, who by none but one another."""
    if found.condorcet_winner is not None:
        winner = names[found.condorcet_winner]
        higher = "against each it scores higher under more weightings than lower"
        return f"Head to head, {winner} beats every other option: {higher}."
    if found.unbeaten:
        unbeaten = few([names[i] for i in found.unbeaten])
        return f"Head to head, no option beats every other; beaten by none: {unbeaten}."
    steps = [f"{names[a]} beats {names[b]}" for a, b in pairwise([*found.cycle, found.cycle[0]])]
    top = few([names[i] for i in found.top])
    beaten = f"Beaten by none but one another: {top}; {listed(steps)}."
    return f"Head to head, every option is beaten by some other. {beaten}"


def _disagreements(result: Aggregation, names: Sequence[str]) -> str:
    """Where the ways to make one order of many put two options the other way round."""
    aggregations, count = listed(result.ways), result.disagreement_count
    if not count:
        return f"{aggregations} put no two options the other way round."
    shown = "; ".join(
        f"{names[each.one]} is above {names[each.other]} by {listed(each.one_above)}, "
        f"below it by {listed(each.other_above)}"
        for each in result.disagreements
    )
    more = "" if count == len(result.disagreements) else ", for instance"
    return f"{aggregations} disagree on {counted(count, 'pair')} of options{more}: {shown}."


def places(found: Sequence[int]) -> str:
    """The places that an option can have, in rising order.

    >>> places([2]), places([1, 2, 3]), places([1, 3])
    ('2', '1 to 3', '1 or 3')
    """
    if len(found) > 1 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]} to {found[-1]}"
    return listed(map(str, found), "or")


def kemeny_orders(found: KemenyOrders) -> str:
    """How many orders are Kemeny's, and how they are counted and listed."""
    kept = len(found.orders)
    cut = "" if kept == found.count else f" In JSON the first {kept:,} of these {found.count:,} orders are listed."
    return (
        f"{found.count:,} orders contradict equally few pairs of the rankings ({found.contradictions:,}). Places by "
        f"Kemeny are over all of them, and an option is above another by Kemeny where all of them put it above.{cut}"
    )
