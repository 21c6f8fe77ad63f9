"""What must be said beside scores, so that nobody reads more into them than they hold."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policyscore.display import counted, listed
from policyscore.document import Note, rounded, shares
from policyscore.scoring import Assessment, Scored, ranks
from policyscore.study import Study, Weighting
from policyscore.version import __version__

# Signs behind a number, each explained by a note. Plain ASCII, so that no font or clipboard loses them.
UNKNOWN, FAILS, TIED = "?", "!", "="

# From this consistency ratio on, pairwise comparisons are held to contradict themselves (Saaty 1977).
INCONSISTENT = 0.1


def called(weighting: Weighting) -> str:
    """A weighting by name and id."""
    return f"{weighting.name} ({weighting.id})"


def notes(assessment: Assessment, filters: Sequence[str]) -> Iterator[Note]:
    """What a reader must know beside the numbers, whatever the format."""
    yield from _weight_notes(assessment)
    yield from _baseline_notes(assessment)
    yield from _chance_notes(assessment)
    yield from _score_notes(assessment)
    yield from _option_notes(assessment, filters)
    yield from _rating_notes(assessment)
    if note := assessment.study.head.note:
        yield Note("study", note)
    digest = assessment.study.sha256
    yield Note("inputs", f"Made by policyscore {__version__} from inputs with SHA-256 {digest[:16]}….")


def _weight_notes(assessment: Assessment) -> Iterator[Note]:
    """Whose weights, how they were set, and what weighs nothing."""
    study, weighting = assessment.study, assessment.weighting
    written = weighting.written
    holder = f" Held by: {_sentence(written.holder)}" if written and written.holder else ""
    yield Note("weights", f"Weights: {called(weighting)}, {_method(weighting, study)}.{holder}")
    if weighting.consistency is not None and weighting.consistency >= INCONSISTENT:
        yield Note(
            "inconsistent",
            f"The pairwise comparisons contradict one another: their consistency ratio is "
            f"{rounded(weighting.consistency, 2)}, and {INCONSISTENT} is the usual limit (Saaty 1977).",
        )
    nothing = [id for id, weight in weighting.weights.items() if not weight]
    if nothing:
        out = study.named(weighting.left_out)
        left = f" The weighting does not name {listed(out)}." if out else ""
        yield Note("weight-0", f"Weight 0, so without effect on the score: {listed(study.named(nothing))}.{left}")
    if weighting.id == "default" and study.unweighted:
        inside = [f"inside {study.branches[id].name}" if id else "at the top level" for id in study.unweighted]
        yield Note("unweighted", f"No weights are written {listed(inside)}, so criteria there weigh the same.")


def _method(weighting: Weighting, study: Study) -> str:
    match weighting.method:
        case "order":
            return "set by ranking the criteria (rank-order centroid, Barron and Barrett 1996)"
        case "pairwise":
            ratio = rounded(weighting.consistency or 0, 3)
            index = "with the random index of Alonso and Lamata (2006)"
            return f"set by pairwise comparison (geometric means; consistency ratio {ratio} {index})"
        case "equal":
            return "the same for every criterion" + (", whatever branch it is in" if study.branches else "")
        case _:
            return "set by points, scaled to 100"


def _score_notes(assessment: Assessment) -> Iterator[Note]:
    """How the score comes about, in the study's own direction."""
    if assessment.study.head.higher == "worse":
        ends, low, high = "the low end of its criterion's scale to 100 at the high end", "lower", "higher"
        rank = "the highest, which here means the most of what is judged and nothing to wish for"
    else:
        ends, low, high = "the worst end of its criterion's scale to 100 at the best", "worse", "better"
        rank = "the highest"
    less = [c for c in assessment.study.criteria if c.less_is_better]
    turned = f" On {listed([c.name for c in less])} a high value means little of it." if less else ""
    yield Note(
        "method",
        f"Each rating counts as a value from 0 at {ends}.{turned} The score is the sum of weight times value, and "
        f"rank 1 is {rank}. Low and High are the scores with every rating at its {low} and at its {high} end at once.",
    )
    baseline = assessment.baseline
    if baseline is None:
        return
    score = rounded(baseline.score, 1)
    yield Note("gain", f"Gain is the score minus that of the baseline, {baseline.option.name} ({score}).")
    less = [c for c in less if assessment.weighting.weights[c.id] > 0]
    if less:
        earned = rounded(sum(baseline.contributions[c.id] for c in less), 1)
        yield Note(
            "harmless",
            f"Less is better on {listed([c.name for c in less])}, so an option earns points there by doing "
            f"nothing: the baseline has {earned} of its {score} from this. Read the gain, not the score alone.",
        )


def _option_notes(assessment: Assessment, filters: Sequence[str]) -> Iterator[Note]:
    """Options that were left out, fail a floor, or have ratings that nobody knows."""
    for phrase in filters:
        yield Note("filter", phrase)
    baseline = assessment.baseline
    if baseline and baseline.rank == 0:
        yield Note("baseline-left-out", f"The baseline, {baseline.option.name}, is left out of the ranking.")
    study = assessment.study
    for row in assessment.options:
        if row.fails:
            failed = [f"{c.name} (floor {c.floor:g})" for c in study.criteria if c.id in row.fails]
            yield Note("floor", f"{FAILS} {row.option.name} is rated worse than the floor on {listed(failed)}.")
        if row.unknown:
            yield Note(
                "unknown",
                f"{UNKNOWN} {row.option.name} has no known rating on {listed(study.named(row.unknown))}: "
                "scored at the middle of the scale, with the whole scale in Low and High.",
            )
        unclear = [c.name for c in study.criteria if c.floor is not None and c.id in row.unknown]
        if unclear:
            yield Note(
                "floor-unknown",
                f"Nobody knows whether {row.option.name} meets the floor on {listed(unclear)}.",
            )
    if study.unused:
        yield Note("unused", f"Rated, but not among the criteria: {listed(study.unused)}.")


def _rating_notes(assessment: Assessment) -> Iterator[Note]:
    """What the ratings rest on."""
    ratings = [rating.written for row in assessment.options for rating in row.option.ratings.values()]
    basis = Counter(rating.basis for rating in ratings)
    said = {"article": "the article", "source": "another source", "judgement": "judgement"}
    on = [(basis[key], phrase) for key, phrase in said.items() if basis[key]]
    if not on:
        yield Note("basis", f"Nothing says what the ratings ({len(ratings)}) rest on.")
        return
    if basis[None]:
        on.append((basis[None], "nothing that is stated"))
    parts = [f"{number} on {phrase}" for number, phrase in on]
    parts[0] = parts[0].replace(" on ", " rests on " if on[0][0] == 1 else " rest on ", 1)
    yield Note("basis", f"Of {counted(len(ratings), 'rating')}, {listed(parts)}.")


def _baseline_notes(assessment: Assessment) -> Iterator[Note]:
    """What it means that carrying on as now comes first."""
    baseline = assessment.baseline
    if baseline is None or baseline.rank != 1:
        return
    most = max(assessment.study.criteria, key=lambda c: baseline.contributions[c.id])
    share = rounded(baseline.contributions[most.id], 1)
    yield Note(
        "baseline-first",
        f"The baseline, {baseline.option.name}, scores highest: under these weights no option is judged to "
        f"do better than carrying on as now. {share} of its {rounded(baseline.score, 1)} points come from "
        f"{most.name}, where its value is {rounded(baseline.values[most.id], 0)}.",
    )


def _chance_notes(assessment: Assessment) -> Iterator[Note]:
    """Why a plain sum says too much for what may never happen."""
    study, rows = assessment.study, assessment.options
    if study.chance is None:
        return
    chance = study.criterion(study.chance)
    expected = [row for row in rows if row.expected_gain is not None]
    if not expected:
        return
    yield Note(
        "expected-gain",
        f"The score credits an option in full even where it may never take effect. Expected gain is its "
        f"chance of doing so ({chance.name}, in 100) times its lead over the baseline on the other criteria, their "
        "weights scaled back to 100; it counts a failed try as costing nothing.",
    )

    def chance_of(row: Scored) -> str:
        return f"{rounded(row.expected_gain or 0, 1):+}, with a chance of {rounded(row.values[chance.id], 0)} in 100"

    gains = [row.expected_gain or 0 for row in expected]
    first = expected[gains.index(max(gains))]
    for row, place in zip(expected, ranks(gains), strict=True):
        if row.rank == 1 and place > 1 and not row.option.baseline:
            yield Note(
                "chance",
                f"{row.option.name} scores highest but is number {place} of {len(expected)} by expected gain "
                f"({chance_of(row)} of taking effect). By expected gain {first.option.name} leads "
                f"({chance_of(first)}).",
            )


def layout_notes(assessment: Assessment) -> Iterator[Note]:
    """What only a reader of rounded numbers needs."""
    weights = list(assessment.weighting.weights.values())
    shown = shares(weights)
    if any(share != rounded(100 * weight, 0) and share % 1 == 0 for share, weight in zip(shown, weights, strict=True)):
        yield Note("rounding", "Weights are rounded so that they add up to 100.")


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
