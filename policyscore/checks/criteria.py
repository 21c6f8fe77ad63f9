"""Known mistakes in the choice of criteria."""

import re
from collections.abc import Iterator
from itertools import combinations
from statistics import StatisticsError, correlation

from policyscore.checks.rule import Finding, known_ratings, problem_at, rule
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.text import counted

# Where chance alone rarely reaches: with 7 options |r| is above .75 in 1 of 20 unrelated pairs.
STRONG_CORRELATION, MIN_OPTIONS = 0.9, 5


@rule(
    "W05",
    "two criteria that measure one thing",
    "what is counted under two names weighs twice (Keeney and Raiffa 1976; Dodgson et al. 2009)",
)
def double_counting(study: Study) -> Iterator[Finding]:
    """Two criteria whose values rise and fall together over the options (|r| of {STRONG_CORRELATION} or more,
    {MIN_OPTIONS} options or more), or whose ratings cite exactly the same sources on most options, may be one criterion
    with two names, or a means and its end. If they are, keep one; if they only happen to move together here, say so
    and silence this."""
    for one, other in combinations(study.criteria, 2):
        r = _correlation(study, one, other)
        if r is not None and abs(r) >= STRONG_CORRELATION:
            together = "together" if r > 0 else "against each other"
            message = f"`{one.id}` and `{other.id}` move {together} over the options (r = {r:.2f})"
        elif shared := _same_evidence(study, one, other):
            message = f"`{one.id}` and `{other.id}` rest on the same sources on {counted(shared, 'option')}"
        else:
            continue
        hint = "keep one of them, or say in `silence:` why they are two"
        yield Finding(problem_at(study.criteria_entry, other.at, message, hint), (one.id, other.id))


@rule(
    "W06",
    "a rating that depends on another",
    "a weighted sum is right only where each criterion can be rated without knowing the others "
    "(Keeney and Raiffa 1976)",
)
def dependence(study: Study) -> Iterator[Finding]:
    """A reason that says "only if", "unless" or "provided" may make one rating depend on another, and a sum cannot
    show that. Where it is the chance that the option happens at all, `chance:` is for it; where one thing must
    hold, a `floor`; else one criterion for both."""
    for option, entry in study.written_options:
        for id, rating in option.ratings.items():
            if match := re.search(r"\b(only if|unless|provided)\b", rating.why or "", re.I):
                message = f'the reason for `{id}` says "{match[0].lower()}": does it depend on another criterion?'
                hint = "use `chance:`, a `floor` or one combined criterion, or put the condition into the rating"
                yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


def _correlation(study: Study, one: Criterion, other: Criterion) -> float | None:
    """Pearson's r of two criteria over the options known on both; None where it is undefined or too few are."""
    left, right = known_ratings(study, one), known_ratings(study, other)
    both = [id for id in left if id in right]
    if len(both) < MIN_OPTIONS:
        return None
    x = [one.value_of(left[id]) for id in both]
    y = [other.value_of(right[id]) for id in both]
    try:
        return correlation(x, y)
    except StatisticsError:
        # Where all values on a criterion are the same.
        return None


def _same_evidence(study: Study, one: Criterion, other: Criterion) -> int:
    """On how many options two criteria cite exactly the same sources, if on most; else 0."""
    pairs = [(set(o.ratings[one.id].sources), set(o.ratings[other.id].sources)) for o in study.options]
    same = sum(1 for left, right in pairs if left and left == right)
    return same if same > len(pairs) / 2 and same > 2 else 0
