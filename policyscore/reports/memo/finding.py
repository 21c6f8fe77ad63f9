"""The finding in one sentence: who leads, by how much and with what gain, or that nobody clearly does."""

from collections.abc import Sequence

from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import CLEAR_LEAD, ScoredOption
from policyscore.formats.numbers import told, told_difference, with_sign
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated
from policyscore.rounding import rounded
from policyscore.text import few


def finding(result: Robustness, digits: int = 1) -> str:
    """The finding of a memo in one sentence.

    digits: the decimals of scores and gains. The gain beside a score is the expected one where all options that are
    named have it, else the plain one; none is beside the baseline. A lead by expected gain is said where it is another
    option's, and can be seen at these decimals.
    """
    leader, second, near = result.leader, result.runner_up, result.assessment.front_runners
    if result.assessment.nothing_rated:
        return NOTHING_RATED
    highest = result.assessment.study.highest_word
    if second is None:
        named = [leader]
        (only,) = _worths(named, result.assessment.baseline, digits)
        sentence = f"{_named(leader, ',')} is the only option: {only}"
    elif result.tied or len(near) > 1:
        named = list(result.tied or near)
        worths = zip(named, _worths(named, result.assessment.baseline, digits), strict=True)
        level = f"score within {CLEAR_LEAD:g} points of one another"
        same = "have exactly the same score" if result.tied else level
        sentence = f"No clear {highest}: {few([f'{_named(option)} ({worth})' for option, worth in worths])} {same}"
    else:
        named = [leader, second]
        first, next_to = _worths(named, result.assessment.baseline, digits)
        ahead = told_difference(leader.score, second.score, digits)
        sentence = f"{_named(leader, ',')} scores highest ({first}), {ahead:f} more than {_named(second)} ({next_to})"
    sentence = f"{sentence}{_by_expected_gain(result, named, digits)}."
    one = second is None or not (result.tied or len(near) > 1)
    assessment, baseline = result.assessment, result.assessment.baseline
    rests = second is not None and assessment.lead_rests_on_unknown
    if baseline and not all(option.baseline for option in named):
        # So do the gains beside the scores, where the baseline has unknown ratings.
        rests = rests or assessment.rests_on_unknown(baseline)
    return as_far_as_rated(sentence, rests, named=one)


def _named(option: ScoredOption, then: str = "") -> str:
    return f"{option.name}, the baseline{then}" if option.baseline else option.name


def _worths(rows: Sequence[ScoredOption], baseline: ScoredOption | None, digits: int) -> list[str]:
    """Scores with the gain beside each; the first of them says of how much, and the first gain what it is."""
    others = [option for option in rows if not option.baseline]
    expected = all(option.expected_gain is not None for option in others)
    label = "expected gain " if expected else "gain "
    worths: list[str] = []
    for option in rows:
        worth = f"{rounded(option.score, digits)}{'' if worths else ' of 100'}"
        gain = None
        if expected and option.expected_gain is not None:
            gain = told(option.expected_gain, digits)
        elif baseline and not expected:
            gain = told_difference(option.score, baseline.score, digits)
        if gain is not None and not option.baseline:
            worth, label = f"{worth}, {label}{with_sign(gain)}", ""
        worths.append(worth)
    return worths


def _by_expected_gain(result: Robustness, named: Sequence[ScoredOption], digits: int) -> str:
    """Who leads by expected gain, where that is another option than the leader and can be seen."""
    ranked, own = result.assessment.by_expected_gain(), result.leader.expected_gain
    if own is None or not ranked:
        return ""
    best = [option for place, option in ranked if place == 1]
    most = best[0].expected_gain or 0.0
    if rounded(most, digits) == rounded(own, digits):
        return ""
    lead = "leads" if len(best) == 1 else "lead"
    all_said = all(option in named for option in best) and all(
        option.expected_gain is not None or option.baseline for option in named
    )
    shown = "" if all_said else f" ({with_sign(told(most, digits))})"
    who = few([option.name for option in best])
    return f"; by expected gain, which counts the chance of taking effect, {who} {lead}{shown}"
