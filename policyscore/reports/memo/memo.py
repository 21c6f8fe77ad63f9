"""A memo from results: two pages, the finding first, then what it rests on and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyscore.analysis.comparison import MAX_SIDE_BY_SIDE, Comparison, compare
from policyscore.analysis.evidence import grade
from policyscore.analysis.ranking import below
from policyscore.analysis.rating_sensitivity import RatingFlip
from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import Assessment
from policyscore.formats.memo.blocks import Block, BulletList, Memo, Notes, Paragraph, Section
from policyscore.formats.numbers import percents
from policyscore.model.study import Study, Weighting
from policyscore.reading.views import Views
from policyscore.reports import charts
from policyscore.reports.compare_sentences import (
    agreement,
    firsts,
    least_regret,
    resting_on_unknown,
)
from policyscore.reports.direction import misses_floor
from policyscore.reports.layout import DEFAULT_LAYOUT, Layout
from policyscore.reports.memo.appendix import appendix
from policyscore.reports.memo.evidence import legend
from policyscore.reports.memo.finding import finding
from policyscore.reports.memo.sliders import slider_model
from policyscore.reports.notes import alike_among, change_notes, firm, layout_notes, notes, weight_notes
from policyscore.reports.rating_words import figure
from policyscore.reports.robust_sentences import (
    RATINGS_NAMED,
    can_be_first,
    drawn,
    nearest_rating_flip,
    never,
    rank_1,
    worth_most,
)
from policyscore.reports.score import arranged_options, arrangement_notes, matrix
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated, unrated_criteria
from policyscore.rounding import rounded
from policyscore.text import counted, day_in_words, few, listed
from policyscore.version import MADE_BY

# The notes of a matrix that a memo says elsewhere, or in its own words.
NOTES_SAID_ELSEWHERE = {
    *("weights", "inconsistent", "weight-0", "unweighted", "radius", "study", "filter", "what-if", "method"),
    *("baseline-first", "no-chance", "doing-nothing", "basis", "nothing-rated", "unrated"),
}


@dataclass(frozen=True, slots=True)
class MemoHead:
    """The head of a memo, as its author gives it: nothing in it is taken from the clock."""

    title: str | None = None
    to: str | None = None
    sender: str | None = None
    date: str | None = None


def memo(result: Robustness, head: MemoHead, filters: Sequence[str] = (), layout: Layout = DEFAULT_LAYOUT) -> Memo:
    """The memo on a ranking and how firm it is.

    `filters` are phrases that say which options were left out, and why; `layout` is how the matrix is laid out. Raises
    CommandError where `layout` asks for what the study does not have.
    """
    assessment = result.assessment
    views = _weightings(assessment)
    others = _others(assessment, views)
    alone = len(assessment.options) == 1
    no_order = alone or assessment.nothing_rated
    all_on_one = max(assessment.weighting.weights.values()) >= 1
    line = [] if no_order or all_on_one else [charts.sensitivity(assessment, result.most_sensitive_criterion)]
    grid = [] if no_order else [charts.rank_shares(result)]
    # The memo's own pages have room for one chart: the views, where there are several, else the weight.
    left = [charts.contributions(assessment), *(line if others else []), *grid]
    lines_of_head = (("To", head.to), ("From", head.sender), ("Date", head.date))
    return Memo(
        title=head.title or assessment.study.head.study,
        head=tuple((label, text) for label, text in lines_of_head if text),
        sections=(
            Section("Finding", tuple(_finding(result, layout.decimals))),
            Section("Question and weights", tuple(_question(assessment, filters))),
            Section("The options, criterion by criterion", tuple(_matrix(result, filters, layout))),
            Section("How firm the order is", tuple(_firm(result))),
            Section("What would change our mind", (*_changes(result), *([] if others else line))),
            Section("How other weightings see it", tuple(_views(assessment, others, len(views)))),
        ),
        appendix=appendix(result, views if others else [assessment.weighting], left),
        made=f"{MADE_BY} from inputs whose SHA-256 is {assessment.study.sha256}.",
        author=head.sender or "",
        slider_model={} if alone else slider_model(assessment),
    )


def _finding(result: Robustness, digits: int) -> Iterator[Paragraph]:
    """The finding in one sentence, and what must not be read without it."""
    yield Paragraph(finding(result, digits), strong=True)
    assessment = result.assessment
    study = assessment.study
    for note in change_notes(study):
        yield Paragraph(note.text)
    baseline, near = assessment.baseline, assessment.front_runners
    if baseline and assessment.baseline_ahead:
        score = rounded(baseline.score, digits)
        said = f"{baseline.name}, the baseline, is left out here and scores more than any of them: {score}."
        rests = assessment.scores_rest_on_unknown or assessment.rests_on_unknown(baseline)
        yield Paragraph(as_far_as_rated(said, rests, named=True))
    # Where an unknown rating is in several scores, it is not worked out who could be first.
    possibly_first = () if assessment.shared_unknown_counts else assessment.possibly_first
    rated = assessment.options if not assessment.nothing_rated else ()
    borrowed = assessment.weighty(dict.fromkeys(id for option in rated if option in near for id in option.borrowed))
    also = ", also in the scores of options that may not take effect" if borrowed else ""
    for option in rated:
        unknown = assessment.weighty(option.unknown)
        if option in near and option.fails:
            yield Paragraph(f"{option.name} {misses_floor(study)} on {listed(study.names(option.fails))}.")
        if unknown and option in near:
            yield Paragraph(f"{option.name} {_halfway(study, unknown, also if option.baseline else '')}.")
        elif unknown and option in possibly_first:
            names = listed(study.names(unknown))
            yield Paragraph(f"{option.name} is not rated on {names}, where it counts as halfway; it could be first.")
        elif option not in near and option in possibly_first:
            yield Paragraph(f"{option.name} could come first if the unknown ratings turn out differently.")
        if option in near and option.floors_unknown:
            floors = listed(study.names(option.floors_unknown))
            yield Paragraph(f"It is not known whether {option.name} meets the floor on {floors}.")
    if baseline and borrowed and baseline not in near:
        yield Paragraph(f"{baseline.name}, the baseline, {_halfway(study, borrowed, also)}.")
    if unrated := unrated_criteria(assessment):
        yield Paragraph(unrated)
    for note in notes(assessment, result.firmness, (), assessment.options, digits):
        if note.code == "baseline-first":
            yield Paragraph(" ".join([note.text, *_ahead_in_effect(assessment)]))


def _halfway(study: Study, ids: Sequence[str], also: str) -> str:
    return f"is not rated on {listed(study.names(ids))}: it counts there as halfway{also}"


def _ahead_in_effect(assessment: Assessment) -> Iterator[str]:
    """Which options would score more than the baseline that leads, if they took effect for certain."""
    ahead = [o for o in assessment.options if below(assessment.leader.score, o.in_effect)]
    if not ahead:
        return
    it, names = "it" if len(ahead) == 1 else "they", few([option.name for option in ahead])
    if assessment.scores_rest_on_unknown:
        names = f"as far as rated, {names}"
    yield f"If {it} took effect for certain, {names} would score more."


def _question(assessment: Assessment, filters: Sequence[str]) -> Iterator[Block]:
    study = assessment.study
    if study.head.question:
        yield Paragraph(study.head.question)
    criteria = counted(len(study.criteria), "criterion", "criteria")
    compared = f"{counted(len(assessment.options), 'option')} rated on {criteria}"
    if study.chance:
        compared += f" and on {'their' if len(assessment.options) > 1 else 'its'} chance of taking effect"
    if as_of := study.head.as_of:
        compared += f", seen from {day_in_words(as_of)}"
    if assessment.baseline:
        compared += f"; gains are over the baseline, {assessment.baseline.name}"
    verb = "compares" if len(assessment.options) > 1 else "is on"
    yield Paragraph(" ".join([f"The memo {verb} {compared}.", *filters]))
    yield Paragraph(" ".join(note.text for note in weight_notes(assessment)))
    if study.head.note:
        yield Notes((study.head.note,))


def _matrix(result: Robustness, filters: Sequence[str], layout: Layout) -> Iterator[Block]:
    assessment = result.assessment
    rows = arranged_options(assessment, layout)
    letters = {option.id: {id: grade(rating) or "" for id, rating in option.ratings.items()} for option in rows}
    worse = assessment.study.head.higher == "worse"
    ends = "the end that counts least to 100 at the other" if worse else "the worst to 100 at the best"
    effect = ", if the option takes effect" if assessment.study.chance else ""
    caption = f"Value of each option on each criterion{effect}, from 0 at {ends}, with its evidence"
    yield matrix(assessment, caption, rows, layout, letters)
    less = [criterion.name for criterion in assessment.study.criteria if criterion.less_is_better]
    better = "a low rating has a high value" if worse else "less is better: there a low rating has a high value"
    turned = [f"On {listed(less)} {better}."] if less else []
    every = notes(assessment, result.firmness, filters, rows, layout.decimals, ends=False)
    said = [note for note in every if note.code not in NOTES_SAID_ELSEWHERE]
    arranged = [*arrangement_notes(assessment, rows, layout), *layout_notes(assessment, rows, layout.decimals)]
    evidence = legend([option.ratings[c.id] for option in rows for c in assessment.study.counted(option.option)])
    yield Notes((*turned, evidence, *(note.text for note in said), *(note.text for note in arranged)))


def _firm(result: Robustness) -> Iterator[Block]:
    """Three sentences: what would change the first place, who has it in what share of weightings, and who never can."""
    if result.runner_up is None:
        yield Paragraph("There is no other option, so no weights change the order.")
        return
    if result.assessment.nothing_rated:
        yield Paragraph(NOTHING_RATED)
        return
    said = firm(result.assessment, result.firmness), rank_1(result), never(result) or can_be_first(result)
    yield BulletList(said)
    yield Notes((drawn(result),))


def _changes(result: Robustness) -> Iterator[Block]:
    """The nearest change of one weight, the rating that the result hangs on, and the evidence worth most."""
    if result.runner_up is None:
        yield Paragraph("Another option to compare it with.")
        return
    if result.assessment.nothing_rated:
        yield Paragraph("A first rating that carries weight.")
        return
    if result.tied:
        parts = "whatever moves one of its holders parts them"
        if result.assessment.tied_on_every_criterion:
            parts = "no weights part them, only a rating"
        elif alike := alike_among(result.assessment):
            parts = f"{alike[0].lower()}{alike[1:]}; whatever moves one of the others parts it from them"
        weight = as_far_as_rated(f"The first place is shared: {parts}.", not result.firmness.settled)
    else:
        none = "No change of one weight alone puts another option first."
        weight = _one_weight(result) or as_far_as_rated(none, not result.settled_for_one_weight)
    yield BulletList(tuple(filter(None, (weight, _one_rating(result), worth_most(result)))))


def _one_weight(result: Robustness) -> str | None:
    """The one weight that has to change least for another option to be first, and for how long that one is."""
    change = result.nearest_weight_change
    if change is None:
        return None
    # As many decimals as tell the weight as it is from the one where another leads.
    now, low, high = percents(change.weight, change.low, change.high)
    where = f"from {low} to {high} %"
    if change.low == 0:
        where = f"below {high} %"
    elif change.high == 1:
        where = f"above {low} %"
    name, who = result.assessment.study.name(change.criterion), few([*map(result.name, change.options)])
    lead = "leads" if len(change.options) == 1 else "lead"
    said = f"The nearest change of one weight alone: with {name} {where}, where it has {now} % today, {who} {lead}."
    return as_far_as_rated(said, result.assessment.unknown)


def _one_rating(result: Robustness) -> str | None:
    """The rating it hangs on, what that rests on, and whether its author allows for such a change."""
    said = nearest_rating_flip(result)
    return said and " ".join([said, *(_grounds(result, flip) for flip in result.nearest_rating_flips[:RATINGS_NAMED])])


def _grounds(result: Robustness, flip: RatingFlip) -> str:
    assessment = result.assessment
    # The baseline's ratings count where options may fail, though it may be left out of the ranking.
    left_out = assessment.baseline if assessment.baseline and not assessment.baseline.rank else None
    option = left_out if left_out and left_out.id == flip.option else assessment.option(flip.option)
    rating = option.ratings[flip.criterion]
    scale = assessment.study.criterion(flip.criterion)
    whose = f"The rating of {option.name} on {scale.name}"
    if flip.criterion in option.changed:
        return f"{whose} was set on the command line."
    if rating.value is None or rating.low is None or rating.high is None:
        return f"{option.name} has no rating there."
    rests = {"judgement": "judgement", "source": "a source", "article": "the article", None: "nothing that is stated"}
    sure = f", with {rating.confidence} confidence" if rating.confidence else ""
    inside = ""
    if (within := flip.inside(rating)) is not None:
        word = "inside" if within else "outside"
        inside = f"; the change lies {word} its range, {figure(rating.low, scale)} to {figure(rating.high, scale)}"
    return f"{whose} rests on {rests[rating.basis]}{sure}{inside}."


def _weightings(assessment: Assessment) -> list[Weighting]:
    """The memo's own weighting, and every other of the study; one with its id gives way."""
    own = assessment.weighting
    return [own, *(each for each in assessment.study.weightings.values() if each.id != own.id)]


def _others(assessment: Assessment, named: Sequence[Weighting]) -> Comparison | None:
    """The options under all of them; None where that is one, or too many to set side by side, or of one option."""
    if not 2 <= len(named) <= MAX_SIDE_BY_SIDE or len(assessment.options) < 2:
        return None
    return compare(Views(assessment.study, tuple(named), ()), [option.option for option in assessment.options])


def _views(assessment: Assessment, others: Comparison | None, count: int) -> Iterator[Block]:
    own = assessment.weighting
    if len(assessment.options) == 1:
        yield Paragraph("There is no other option, so every weighting ranks it first.")
    elif others is None and count > MAX_SIDE_BY_SIDE:
        yield Paragraph(
            f"There are {count} weightings, too many to set side by side; `policyscore compare` counts them."
        )
    elif others is not None and others.nothing_rated:
        yield Paragraph(NOTHING_RATED)
    elif others is None:
        yield Paragraph("The study names no other weighting to compare this one with.")
    else:
        said = [*filter(None, [resting_on_unknown(others)]), firsts(others), least_regret(others)]
        said += [agreement(others.aggregation.concordance)] if others.aggregation.concordance is not None else []
        if own.id not in assessment.study.weightings:
            named = counted(len(assessment.study.weightings), "weighting")
            said.append(f"Beside the {named} of the study, {own.name} count as one.")
        yield Paragraph(" ".join(said))
        yield charts.slopes(others)
