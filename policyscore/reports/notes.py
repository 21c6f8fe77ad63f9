"""The notes beside scores: what they rest on, and what must not be read into them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import fsum

from policyscore.analysis.evidence import bases
from policyscore.analysis.ranking import TIE, below
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import Firmness, Flip, Move
from policyscore.formats.numbers import (
    adding_up,
    decimals_apart,
    percent,
    percentages,
)
from policyscore.formats.report import Note
from policyscore.model.study import Study, Weighting
from policyscore.model.weights import INCONSISTENT
from policyscore.model.words import DEFAULT
from policyscore.reports.chance import chance_notes, no_chance_notes
from policyscore.reports.direction import ends_of_ranges
from policyscore.reports.floors import floor_notes
from policyscore.reports.holder import holder_sentence
from policyscore.reports.points import points
from policyscore.reports.rating_words import as_rated
from policyscore.reports.shared_ranks import shared_rank_notes
from policyscore.reports.unknown import (
    NOTHING_RATED,
    UNKNOWN,
    as_far_as_rated,
    caption_as_rated,
    unknown_notes,
    unrated_criteria,
    whatever_is_unknown,
)
from policyscore.rounding import rounded
from policyscore.text import counted, few, listed, plain
from policyscore.version import MADE_BY


def phrases(tags: Collection[str], skipped: Collection[str]) -> list[str]:
    """Sentences that say which options a choice of tags left out."""
    only = [f"Only options tagged {listed(tags, 'or')} are ranked."] if tags else []
    none = [f"Options tagged {listed(skipped, 'or')} are left out."] if skipped else []
    return only + none


# The sign after what was set on the command line. Plain ASCII, so that no font or clipboard loses it.
CHANGED = "*"


def notes(
    assessment: Assessment,
    firmness: Firmness,
    filters: Sequence[str],
    shown: Sequence[ScoredOption],
    digits: int = 1,
    ends: bool = True,
) -> Iterator[Note]:
    """What a reader must know beside the numbers, whatever the format.

    firmness: of the first place against moves of weight. shown: the options that are shown, and digits: the decimals of
    their scores. ends: whether they are shown with their Low and High.
    """
    yield from change_notes(assessment.study)
    yield from weight_notes(assessment)
    yield from _baseline_notes(assessment, digits)
    yield from chance_notes(assessment)
    yield from _score_notes(assessment, digits)
    if assessment.nothing_rated:
        yield Note("nothing-rated", NOTHING_RATED)
    elif len(assessment.options) > 1:
        yield Note("radius", f"How firm: {firm(assessment, firmness)}")
    yield from _option_notes(assessment, filters, shown, ends)
    yield from _rating_notes(assessment)
    if note := assessment.study.head.note:
        yield Note("study", note)


def moved(moves: Sequence[Move], study: Study) -> str:
    """Moves of weight in words: how many points, from which criteria, with those of each where there are several, to
    which. All to the fewest decimals, one at least, at which none looks like 0, and so that they add up."""
    each = [move.points for move in moves]
    digits = max(decimals_apart((0.0, part)) for part in each)
    total = rounded(fsum(each), digits)
    givers = [study.name(move.giver) for move in moves]
    if len(moves) > 1:
        shown = adding_up(each, total)
        givers = [f"{name} ({part:f})" for name, part in zip(givers, shown, strict=True)]
    return f"{total:f} of 100 points of weight, from {listed(givers)} to {study.name(moves[0].taker)},"


def firm(assessment: Assessment, firmness: Firmness) -> str:
    """How firm the first place is: the fewest points of weight that would change it, and what is unknown of that."""
    said = as_far_as_rated(_nearest(assessment, firmness.radius), not firmness.settled, named=bool(assessment.tied))
    return said if firmness.settled else f"{said} {whatever_is_unknown(assessment, firmness)}"


def _nearest(assessment: Assessment, nearest: Flip | None) -> str:
    study, leader = assessment.study, assessment.leader
    if nearest is None or nearest.moves is None or nearest.points is None:
        return f"No weights at all bring another option level with {leader.name}."
    if not nearest.moves:
        level = few([option.name for option in assessment.tied if option is not leader])
        if assessment.tied_on_every_criterion:
            return f"{leader.name} shares its rank with {level}: on every criterion they have the same value."
        shared = f"{leader.name} shares its rank with {level}"
        if alike := alike_among(assessment):
            return f"{shared}. {alike}; the slightest move of weight can part any other two of them."
        return f"{shared}, so the slightest move of weight can part them."
    other = assessment.option(nearest.option).name
    return (
        f"Moving {moved(nearest.moves, study)} would bring {other} level with {leader.name}; no smaller move changes "
        "which option is first."
    )


def alike_among(assessment: Assessment) -> str:
    """Which of several options of rank 1 no weights part, without a full stop; empty where any can be parted."""
    groups = [few([option.name for option in group]) for group in assessment.alike if len(group) > 1]
    have = "which have the same value on every criterion"
    return f"No weights part {', nor '.join(groups)}, {have}" if groups else ""


def inputs_note(digest: str) -> Note:
    """The note that names the program's version and the hash of the inputs."""
    return Note("inputs", f"{MADE_BY} from inputs whose SHA-256 begins {digest[:16]}.")


def change_notes(study: Study) -> Iterator[Note]:
    """What was asked for on the command line: that no chance counts, and a note for each rating that was set."""
    yield from no_chance_notes(study)
    for option in study.options:
        for criterion in study.rated:
            if criterion.id in option.changed:
                before, now = (
                    as_rated(rating, criterion, unit=False)
                    for rating in (option.changed[criterion.id], option.ratings[criterion.id])
                )
                text = f"{CHANGED} What if: {option.name} is rated {now} on {criterion.name}; the files say {before}."
                if criterion not in study.counted(option):
                    text += " No score counts that."
                yield Note("what-if", text)


def weight_notes(assessment: Assessment) -> Iterator[Note]:
    """Whose weights, how they were set, and what weighs nothing."""
    study, weighting = assessment.study, assessment.weighting
    text = f"Weights: {weighting.label}, {weighting.way.describe(study.tree)}."
    wholes = [id for id in weighting.given if id in study.branches]
    if wholes:
        shown = listed(f"{study.name(id)} ({percent(weighting.given[id])} %)" for id in wholes)
        text += f" It weighs {shown} as a whole; inside, the criteria file's own weights apply."
    if weighting.holder:
        text += f" {holder_sentence(weighting.holder)}"
    if weighting.method == DEFAULT and study.weightings:
        text += f" The study holds other views, to be chosen with -w: {listed(study.weightings)}."
    yield Note("weights", text)
    if weighting.consistency is not None and not below(weighting.consistency, INCONSISTENT):
        yield Note(
            "inconsistent",
            f"The pairwise comparisons contradict one another: their consistency ratio is "
            f"{rounded(weighting.consistency, 2)}, and {INCONSISTENT} is the usual limit (Saaty 1977).",
        )
    nothing = [id for id, weight in weighting.weights.items() if not weight]
    if nothing:
        out = [id for id in nothing if id in weighting.left_out]
        left = ""
        if out == nothing:
            left = ", which the weighting does not name"
        elif out:
            left = f" (the weighting does not name {listed(study.names(out))})"
        yield Note("weight-0", f"Weight 0, so without effect on the score: {listed(study.names(nothing))}{left}.")
    # A branch that is weighed as a whole is split by the criteria file, and so is the tree by its own weights.
    split = [id for id in study.unweighted if weighting.method == DEFAULT or _splits(id, weighting, study)]
    if split:
        inside = [f"inside {study.name(id)}" if id else "at the top level" for id in split]
        yield Note("unweighted", f"No weights are written {listed(inside)}, so criteria there weigh the same.")


def _splits(id: str, weighting: Weighting, study: Study) -> bool:
    """Whether a weighting leaves it to the criteria file to split a branch, or one around it."""
    return id != "" and any(whole in (id, *study.branches[id].path) for whole in weighting.given)


def _score_notes(assessment: Assessment, digits: int) -> Iterator[Note]:
    """How the score comes about, in the study's own direction."""
    criteria = assessment.study.criteria
    worse = assessment.study.head.higher == "worse"
    if worse:
        ends = "the end of its criterion's scale that counts least to 100 at the other"
        rank = "the highest, which here means the most of what is measured, not the most desirable"
    else:
        ends = "the worst end of its criterion's scale to 100 at the best"
        rank = "the highest"
    text = f"Each rating counts as a value from 0 at {ends}."
    if less := [criterion for criterion in criteria if criterion.less_is_better]:
        better = "" if worse else "is better and "
        text += f" On {listed(c.name for c in less)} a lower rating {better}has the higher value."
    for criterion in criteria:
        if criterion.knots:
            knots = listed(f"{plain(at)} counts {plain(value)}" for at, value in criterion.knots)
            text += f" {criterion.name} follows a curve: {knots}."
    counted_value, chances = "value", ""
    if assessment.study.chance:
        counted_value = "the value that counts"
        chances = ", the baseline's too, with the chance at whichever of its ends makes Low lower and High higher"
    yield Note(
        "method",
        f"{text} The score is the sum of weight times {counted_value}, and rank 1 is {rank}. Low and High are the "
        f"scores with every rating {listed(ends_of_ranges(assessment.study))} at once{chances}.",
    )
    baseline = assessment.baseline
    if baseline is None:
        return
    score = f"{rounded(baseline.score, digits)}{UNKNOWN if assessment.rests_on_unknown(baseline) else ''}"
    yield Note("gain", f"Gain is the score minus that of the baseline, {baseline.name} ({score}).")
    less = [c for c in less if assessment.weighting.weights[c.id] > 0 and c.id not in baseline.unknown]
    earned = sum(points(baseline, digits)[c.id] for c in less)
    if earned and not worse:
        yield Note(
            "doing-nothing",
            f"Less is better on {listed(c.name for c in less)}, so an option earns points there by doing little: "
            f"the baseline has {earned} of its {score} from this. Read the gain, not the score alone.",
        )


def _option_notes(
    assessment: Assessment, filters: Sequence[str], shown: Sequence[ScoredOption], ends: bool
) -> Iterator[Note]:
    """Options that were left out, fail a floor, or have ratings that nobody knows."""
    for phrase in filters:
        yield Note("filter", phrase)
    baseline = assessment.baseline
    if baseline and baseline.rank == 0:
        yield Note("baseline-left-out", f"The baseline, {baseline.name}, is left out of the ranking.")
    more = ", and in Low and High as anything from 0 to 100" if ends else ""
    for note in unknown_notes(assessment, shown, more):
        rests = baseline is not None and assessment.rests_on_unknown(baseline)
        yield Note(note.code, f"{note.text} Every gain rests on the baseline's." if rests else note.text)
    if unrated := unrated_criteria(assessment):
        yield Note("unrated", unrated)
    study = assessment.study
    yield from floor_notes(study, [option.option for option in shown])
    if study.unlisted_criteria:
        yield Note("unused", f"Rated, but not among the criteria: {listed(study.unlisted_criteria)}.")
    if study.inapplicable_weightings:
        named = "other criteria, or the chance," if study.tree.chance else "other criteria,"
        unfit = listed(study.inapplicable_weightings)
        yield Note("unfit", f"Weightings that name {named} and are left out: {unfit}.")


def _rating_notes(assessment: Assessment) -> Iterator[Note]:
    """What the known ratings rest on, as far as they count."""
    counted_on = assessment.study.counted
    basis = bases(option.ratings[c.id] for option in assessment.options for c in counted_on(option.option))
    ratings = basis.total()
    said = {
        "article": "the article",
        "source": "another source" if basis["article"] else "a source",
        "judgement": "judgement",
    }
    on = [(basis[key], phrase) for key, phrase in said.items() if basis[key]]
    if not on:
        if ratings:
            yield Note("basis", f"Nothing says what the ratings ({ratings}) rest on.")
        return
    if basis[None]:
        on.append((basis[None], "nothing that is stated"))
    parts = [f"{number} on {phrase}" for number, phrase in on]
    parts[0] = parts[0].replace(" on ", " rests on " if on[0][0] == 1 else " rest on ", 1)
    yield Note("basis", f"Of {counted(ratings, 'rating')}, {listed(parts)}.")


def _baseline_notes(assessment: Assessment, digits: int) -> Iterator[Note]:
    """What to say where the baseline has the highest score."""
    baseline = assessment.baseline
    if baseline is None or baseline.rank != 1 or assessment.nothing_rated:
        return
    score = rounded(baseline.score, digits)
    rated = caption_as_rated("Highest score", assessment.scores_rest_on_unknown)
    text = (
        f"{rated}: the baseline, {baseline.name} ({score}). Under these weights no option that is "
        "ranked here scores more than carrying on as now."
    )
    contributions = sorted(baseline.contributions.values(), reverse=True)
    if contributions[0] - (contributions[1] if len(contributions) > 1 else 0) > TIE:
        most = max(assessment.study.criteria, key=lambda c: baseline.contributions[c.id])
        share, value = points(baseline, digits)[most.id], rounded(baseline.values[most.id], digits)
        text += f" {share} of its {score} points come from {most.name}, where its value is {plain(float(value))}."
    yield Note("baseline-first", text)


def layout_notes(assessment: Assessment, shown: Sequence[ScoredOption], digits: int = 1) -> Iterator[Note]:
    """Notes on rounding and shared ranks, for readers of a table; `shown` are its options."""
    by_rank = sorted(shown, key=lambda option: option.rank)
    weights = list(assessment.weighting.weights.values())
    pairs = zip(percentages(weights), weights, strict=True)
    if any(abs(float(shown) - 100 * weight) > TIE for shown, weight in pairs):
        yield Note(
            "rounding", "Weights are rounded so that they add up to 100; scores are computed with the exact ones."
        )
    yield from shared_rank_notes(assessment, shown)
    if any(
        one.rank != other.rank and rounded(one.score, digits) == rounded(other.score, digits)
        for one, other in pairwise(by_rank)
    ):
        yield Note(
            "near",
            f"Scores that look equal differ by less than {plain(10.0**-digits)}, too little to choose by; ranks go by "
            "the exact ones.",
        )
