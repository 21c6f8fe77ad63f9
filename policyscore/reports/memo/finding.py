"""The finding in one sentence: who leads, by how much, with what gain and what chance, or that nobody clearly does."""

from collections.abc import Sequence

from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import CLEAR_LEAD, Assessment, ScoredOption
from policyscore.formats.numbers import told_difference, with_sign
from policyscore.reports.chance import may_fail, told_chance
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated
from policyscore.rounding import rounded
from policyscore.text import few


def finding(result: Robustness, digits: int = 1) -> str:
    """The finding of a memo in one sentence.

    digits: the decimals of scores and gains. Beside each score stands the gain, but for the baseline's; and the chance
    of the leader, or of all that are called where nobody clearly leads, where they may fail to take effect.
    """
    leader, second, near = result.leader, result.runner_up, result.assessment.front_runners
    assessment, baseline = result.assessment, result.assessment.baseline
    if assessment.nothing_rated:
        return NOTHING_RATED
    highest = assessment.study.highest_word
    if second is None:
        named = [leader]
        (only,) = _worths(assessment, named, named, digits)
        sentence = f"{_named(leader, ',')} is the only option: {only}"
    elif result.tied or len(near) > 1:
        named = list(result.tied or near)
        worths = zip(named, _worths(assessment, named, named, digits), strict=True)
        level = f"score within {CLEAR_LEAD:g} points of one another"
        same = "have exactly the same score" if result.tied else level
        sentence = f"No clear {highest}: {few([f'{_named(option)} ({worth})' for option, worth in worths])} {same}"
    else:
        named = [leader, second]
        first, next_to = _worths(assessment, named, [leader], digits)
        ahead = told_difference(leader.score, second.score, digits)
        sentence = f"{_named(leader, ',')} scores highest ({first}), {ahead:f} more than {_named(second)} ({next_to})"
    sentence = f"{sentence}."
    one = second is None or not (result.tied or len(near) > 1)
    rests = second is not None and assessment.lead_rests_on_unknown
    if baseline and not all(option.baseline for option in named):
        # So do the gains beside the scores, where the baseline has unknown ratings.
        rests = rests or assessment.rests_on_unknown(baseline)
    return as_far_as_rated(sentence, rests, named=one)


def _named(option: ScoredOption, then: str = "") -> str:
    return f"{option.name}, the baseline{then}" if option.baseline else option.name


def _worths(
    assessment: Assessment, rows: Sequence[ScoredOption], with_chance: Sequence[ScoredOption], digits: int
) -> list[str]:
    """Scores with the gain beside each, and for some the chance; the first of them says of how much, and the first gain
    and chance what they are. A chance's word is said once."""
    leaf, baseline = assessment.study.chance, assessment.baseline
    gain, chance = "gain ", "chance "
    worths: list[str] = []
    words: set[str] = set()
    for option in rows:
        worth = f"{rounded(option.score, digits)}{'' if worths else ' of 100'}"
        if baseline and not option.baseline:
            worth, gain = f"{worth}, {gain}{with_sign(told_difference(option.score, baseline.score, digits))}", ""
        if leaf and may_fail(option) and option in with_chance:
            figure, _, word = told_chance(option, leaf, ": ").partition(": ")
            worth, chance = f"{worth}, {chance}{figure}{'' if word in words else f': {word}'}", ""
            words.add(word)
        worths.append(worth)
    return worths
