"""How firm a ranking is, in sentences: each takes a result and only words it."""

from collections.abc import Iterator

from policyscore.analysis.rank_acceptability import RankShares
from policyscore.analysis.rank_robustness import RankRobustness
from policyscore.analysis.ranking import below
from policyscore.analysis.rating_sensitivity import RatingFlip
from policyscore.analysis.robustness import Robustness
from policyscore.analysis.sampling import Ratings
from policyscore.analysis.scoring import CLEAR_LEAD
from policyscore.analysis.weight_sets import WeightSet
from policyscore.formats.numbers import (
    LEAST_WHOLE_SHARE,
    at_least,
    at_most,
    decimals_apart,
    inside,
    share,
    significant_apart,
    told_difference,
)
from policyscore.formats.report import Note
from policyscore.model.study import Study
from policyscore.reports.notes import firm
from policyscore.reports.rating_words import figure, told_rating
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated, whatever_is_unknown
from policyscore.rounding import rounded
from policyscore.text import counted, few, listed, plain

# Said wherever a share of weightings is.
NOT_A_PROBABILITY = "A share of weightings is not a probability that a policy succeeds."

# So many options are named with their share of rank 1; the others are summed.
OPTIONS_NAMED = 3

# Of equally near changes of a rating so many are named; the others are counted.
RATINGS_NAMED = 2


def verdict(result: Robustness) -> Iterator[str]:
    """The finding in sentences: who leads, what would change that, in what share it leads, and who never can."""
    if result.assessment.nothing_rated:
        yield NOTHING_RATED
        return
    yield lead(result)
    if result.runner_up is not None and not result.tied:
        yield firm(result.assessment, result.firmness)
    elif result.tied and not result.firmness.settled:
        yield whatever_is_unknown(result.assessment, result.firmness)
    if result.runner_up is not None:
        yield rank_1(result)
    yield from filter(None, (never(result), nearest_rating_flip(result), worth_most(result)))


def lead(result: Robustness) -> str:
    """Who has the highest score, and by how much."""
    named = bool(result.tied) or len(result.assessment.front_runners) == 1
    return as_far_as_rated(_lead(result), bool(result.runner_up) and result.assessment.lead_rests_on_unknown, named)


def _lead(result: Robustness) -> str:
    near = result.assessment.front_runners
    scores = few([f"{rounded(option.score, 1)}" for option in near])
    names = few([option.name for option in near])
    if result.tied:
        tied = few([option.name for option in result.tied])
        return f"{tied} have exactly the same score, {rounded(result.leader.score, 1)} of 100, and share rank 1."
    if result.runner_up is None:
        return f"{result.leader.name} is the only option."
    if len(near) > 1:
        points = f"within {CLEAR_LEAD:g} points of one another ({scores} of 100)"
        return f"No clear {result.assessment.study.highest_word}: {names} score {points}."
    gap = told_difference(result.leader.score, result.runner_up.score)
    ahead = f"{gap:f} more than {result.runner_up.name}, which is next"
    return f"{result.leader.name} scores highest: {rounded(result.leader.score, 1)} of 100, {ahead}."


def never(result: Robustness) -> str | None:
    """Which options no weights make the first, proved or as far as rated; None where there is no such option."""
    sure = result.never_first_whatever_is_unknown
    rated = [option.name for option in result.never_first if option not in sure]
    fixed = "Never" if result.shares[0].ratings == Ratings.FIXED else "With the ratings as they are, never"
    whatever = " and whatever the unknown ratings turn out to be" if result.over_unknown else ""
    said = []
    if sure:
        said.append(f"{fixed} of rank 1, whatever the weights{whatever}: {few([option.name for option in sure])}.")
    if rated:
        could = "" if result.assessment.unknown_is_shared else " The unknown ratings could change that."
        said.append(f"As far as rated, never of rank 1, whatever the weights: {few(rated)}.{could}")
    return " ".join(said) or None


def can_be_first(result: Robustness) -> str:
    """That some weights make each option the first, where no option never is."""
    said = "Each option has rank 1, alone or shared, under some weights."
    return as_far_as_rated(said, not result.all_can_be_first_whatever_is_unknown)


def nearest_rating_flip(result: Robustness) -> str | None:
    """The rating whose least change alone would make two options share rank 1; None where none can.

    The rating of the leader on the same criterion is often as near, going down: both are named, and others that are as
    near are counted.
    """
    nearest = result.nearest_rating_flips
    if not nearest:
        return None
    ways = "; or ".join(_way(result, flip) for flip in nearest[:RATINGS_NAMED])
    more = len(nearest) - RATINGS_NAMED
    as_near = f" (as near: {counted(more, 'other rating')})" if more > 0 else ""
    then = "" if result.assessment.study.chance else "; then the first place would be shared"
    said = f"The nearest change of one rating alone: {ways}{then}{as_near}."
    return as_far_as_rated(said, result.assessment.scores_rest_on_unknown)


def _way(result: Robustness, flip: RatingFlip) -> str:
    criterion = result.assessment.study.criterion(flip.criterion)
    after = f"{result.name(flip.option)} on {criterion.name} at {criterion.with_unit(told_rating(flip, criterion))}"
    before = None if flip.before is None else figure(flip.before, criterion)
    if result.assessment.study.chance is None:
        return f"{after} rather than {before or 'unknown, which counts as halfway'}"
    # Where options may fail a rating can move several scores, so which of them are level does not go without saying.
    level = f"{result.name(flip.level_with)} would be level with {result.leader.name}"
    return f"{after} rather than {before or 'unknown (counted as halfway)'}, at which {level}"


def worth_most(result: Robustness) -> str | None:
    """The criterion on which evidence would be worth most; None where it would be worth nothing."""
    said, chosen = chosen_by_expectation(result), "the one chosen now"
    if said:
        first = result.expected_first
        chosen = first[0].name if len(first) == 1 else "each of these"
    if result.most_worth_knowing is None:
        return said
    id, worth = result.most_worth_knowing
    study = result.assessment.study
    on, known = study.name(id), "all ratings on it"
    if study.chance and id == study.chance.id:
        on, known = f"how likely each option is to take effect ({on})", "all chances"
    points = inside(worth, 1, 0, 100, "less than ")
    evidence = (
        f"Evidence on {on} would be worth most: with {known} known exactly, the option then chosen would score "
        f"{points} points more, on average, than {chosen}."
    )
    return " ".join(filter(None, (said, evidence)))


def chosen_by_expectation(result: Robustness) -> str | None:
    """Which options have the highest expected score, where one of rank 1 by the likeliest ratings is not among them."""
    first = result.expected_first
    passed = [option for option in result.tied or (result.leader,) if option not in first]
    if not passed:
        return None
    scores = [result.expected[option.id] for option in (first[0], *passed)]
    digits = decimals_apart(scores)
    highest, *others = (f"{rounded(score, digits):f}" for score in scores)
    against = few([f"{other} for {option.name}" for other, option in zip(others, passed, strict=True)])
    names, score = few([option.name for option in first]), "scores" if len(first) == 1 else "score"
    chosen = f"{first[0].name} would be chosen" if len(first) == 1 else "one of these would be chosen"
    return (
        f"On average over what the ratings could be, each between its low and its high (PERT){evenly(result)}, "
        f"{names} {score} highest, {highest} against {against}: by expectation {chosen}."
    )


def evenly(result: Robustness) -> str:
    """What is assumed of an unknown rating, where there is one, beside those that lie between a low and a high."""
    return ", an unknown one evenly over its scale" if result.assessment.unknown else ""


def value_word(study: Study) -> str:
    """What a score is the weighted sum of: values, or effective values where options may fail."""
    return "effective value" if study.chance else "value"


def set_phrase(weights: WeightSet) -> str:
    """A named set of weightings, as a phrase."""
    if weights.name == "any":
        return "all weightings"
    if weights.name == "order":
        return "all weightings that keep the order of today's weights"
    if weights.within is not None:
        return f"the weightings within {plain(weights.within)} points of today's on each criterion that has weight"
    return "the weightings inside the ranges that come with it"


def rank_1(result: Robustness) -> str:
    """Who has rank 1 in what share of each named set, the most common first, a sentence for each set.

    Where all of them rest on unknown ratings that is said once, of one sentence with all.
    """
    if not all(map(result.unsure, result.shares)):
        return " ".join(rank_1_in(result, shares) for shares in result.shares)
    return as_far_as_rated(f"Of {'; of '.join(_having_rank_1(result, shares) for shares in result.shares)}.", True)


def rank_1_in(result: RankRobustness, shares: RankShares) -> str:
    """Who has rank 1 in what share of one set."""
    return as_far_as_rated(f"Of {_having_rank_1(result, shares)}.", bool(result.unsure(shares)))


def _having_rank_1(result: RankRobustness, shares: RankShares) -> str:
    """The set, and who has rank 1 in what share of it; where options share it, that is said."""
    level = sum(shares.first.values()) > 1 + LEAST_WHOLE_SHARE
    shared = ", alone or shared," if level else ""
    return f"{set_phrase(shares.set)}, rank 1{shared} goes to {listed(_shared(result, shares))}"


def _shared(result: RankRobustness, shares: RankShares) -> Iterator[str]:
    """The options with the largest shares of rank 1, the leader among them, and what is left for all others."""
    parts = shares.first
    named = sorted(parts, key=lambda id: -parts[id])[:OPTIONS_NAMED]
    if result.leader.id not in named:
        named.append(result.leader.id)
    named = [id for id in named if parts[id] >= LEAST_WHOLE_SHARE or id == result.leader.id]
    for id in named:
        yield f"{result.name(id)} in {share_of_rank_1(result, shares, id)}"
    # Options that share rank 1 count each, so that what is left is known only where none do.
    rest = 1 - sum(parts[id] for id in named)
    if rest >= LEAST_WHOLE_SHARE and abs(sum(parts.values()) - 1) < LEAST_WHOLE_SHARE:
        yield f"to others in {share(rest)}"


def share_of_rank_1(result: RankRobustness, shares: RankShares, id: str) -> str:
    """An option's share of rank 1, or "none" and 100 % where it is proved that no weights of the set, or all of them,
    bring it there with the ratings of the shares."""
    if result.proved_never_first(shares, id):
        return "none"
    return "100 %" if result.proved_always_first(shares, id) else share(shares.ranks[id][0])


def drawn(result: Robustness) -> str:
    """What shares are of, how they were counted, and what they are not."""
    largest = max(shares.largest_error for shares in result.shares)
    first = result.shares[0]
    what = "ratings and chances" if result.assessment.study.chance else "ratings"
    ratings = f", and {what} between their low and high (PERT; unknown ones over the whole scale)"
    error = f"standard error at most {at_most(100 * largest, 2)} percentage points"
    counts = f"{counted(first.draws, 'draw')}, seed {first.seed}, {error}"
    return (
        f"Shares are of the named set of weightings, drawn uniformly{ratings if first.ratings == 'ranges' else ''}: "
        f"{counts}. The set decides the number. {NOT_A_PROBABILITY}"
    )


def unmet(result: Robustness, points: float | None, percent: float | None) -> list[str]:
    """Which demands do not hold: on the points of weight to another leader, on the share of first places."""
    failed = []
    if points is not None and result.radius and below(fewest := result.radius.points or 0.0, points):
        moves = f"{significant_apart(fewest, points)} points of weight bring {result.radius.option}"
        said = f"{moves} level with {result.leader.id}; {plain(points)} were demanded"
        failed.append(said if result.firmness.settled else f"as far as rated, {said}")
    if percent is not None and result.runner_up:
        shares = result.shares[0]
        part = 100 * shares.ranks[result.leader.id][0]
        if below(part, percent):
            share = f"in {significant_apart(part, percent)} % of {set_phrase(shares.set)}"
            said = f"{result.leader.id} has rank 1 {share}; {plain(percent)} % were demanded"
            failed.append(f"as far as rated, {said}" if result.unsure(shares) else said)
    return failed


def met_as_rated(result: Robustness, points: float | None, percent: float | None) -> Iterator[Note]:
    """Which demands hold as far as rated alone: other values of the unknown ratings could break them."""
    radius, least = result.radius, result.firmness.least_points
    held = radius is None or not below(radius.points or 0.0, points or 0.0)
    shared = result.assessment.unknown_is_shared
    if points is not None and held and (shared or (least is not None and below(least, points))):
        text = f"as far as rated, no move of less than {plain(points)} points changes the first"
        if least is not None:
            text += f"; the unknown ratings could bring that down to {plain(float(at_least(least)))} points"
        yield Note("demand", text)
    if percent is not None and result.runner_up:
        shares = result.shares[0]
        part = 100 * shares.ranks[result.leader.id][0]
        if not below(part, percent) and result.unsure(shares):
            held_in = f"in {significant_apart(part, percent)} % of {set_phrase(shares.set)}"
            text = f"as far as rated, {result.leader.id} has rank 1 {held_in}; unknown ratings count as halfway in that"
            yield Note("demand", text)
