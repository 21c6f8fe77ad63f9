"""The finding in one sentence: who leads, by how much and with what gain, or that nobody clearly does."""

from collections.abc import Sequence

from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import CLEAR_LEAD, ScoredOption
from policyscore.formats.numbers import told_difference, with_sign
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated
from policyscore.rounding import rounded
from policyscore.text import few


def finding(result: Robustness, digits: int = 1) -> str:
    """The finding of a memo in one sentence.

    digits: the decimals of scores and gains. Beside each score stands the gain, but for the baseline's.
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
    sentence = f"{sentence}."
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
    label = "gain "
    worths: list[str] = []
    for option in rows:
        worth = f"{rounded(option.score, digits)}{'' if worths else ' of 100'}"
        if baseline and not option.baseline:
            worth, label = f"{worth}, {label}{with_sign(told_difference(option.score, baseline.score, digits))}", ""
        worths.append(worth)
    return worths
