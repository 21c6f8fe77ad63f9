"""What is said of ratings that nobody knows: how many there are, whose, and what holds whatever they turn out to be."""

from collections.abc import Iterable, Mapping, Sequence

from policyscore.analysis.effective_values import counted_unknown
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.analysis.weight_sensitivity import Firmness
from policyscore.formats.numbers import at_least, percent
from policyscore.formats.report import Cell, Marked, Note
from policyscore.model.study import Option, Study
from policyscore.model.value_function import MIDDLE
from policyscore.text import counted, few, listed, plain

# The sign after a number that rests on an unknown rating. Plain ASCII, so that no font or clipboard loses it.
UNKNOWN = "?"

# Said below a picture in which names bear the sign.
UNSURE_NAMES = f"{UNKNOWN} after a name: it rests on unknown ratings."

# So many options with unknown ratings are named, and else so many criteria; so many criteria of each option.
MOST_NAMED = 4

# Said in the place of a finding where no rating that carries weight is known.
NOTHING_RATED = "Nothing that carries weight has been rated yet, so there is no ranking."


def unsure_number(number: float | str, rests: bool) -> Cell:
    """A number, or one as it is shown, with its mark where it rests on an unknown rating."""
    return Marked(number, UNKNOWN) if rests else number


def as_far_as_rated(sentence: str, rests: bool, named: bool = False) -> str:
    """A sentence, with a beginning that keeps it to what is rated where it rests on unknown ratings as halfway.

    named: whether it begins with a name, whose capital is not ours to take.
    """
    if not rests:
        return sentence
    return f"As far as rated, {sentence if named else sentence[0].lower() + sentence[1:]}"


def caption_as_rated(caption: str, rests: bool) -> str:
    """The caption of a table, kept to what is rated in the same way."""
    return f"{caption}, as far as rated" if rests else caption


def unknown_notes(
    assessment: Assessment, shown: Sequence[ScoredOption] | None = None, more: str = "", sign: bool = True
) -> tuple[Note, ...]:
    """The note on the unknown ratings of the options that are shown, and of the baseline; none where all are known.

    shown: all that are ranked where it is None. more: what else such a rating does, as a clause. sign: whether the note
    begins with the sign that numbers bear.
    """
    options = [*(assessment.options if shown is None else shown)]
    if assessment.baseline and all(option.id != assessment.baseline.id for option in options):
        options.append(assessment.baseline)
    rated = [option.option for option in options]
    return unknown_note(assessment.study, rated, assessment.weighting.weights, more, sign=sign)


def unknown_note(
    study: Study,
    options: Iterable[Option],
    weights: Mapping[str, float],
    more: str = "",
    when: str = "",
    sign: bool = True,
) -> tuple[Note, ...]:
    """How many ratings of some options are not known, and which where they are few; no note where all are known.

    weights: by criterion, above 0 for what carries weight anywhere in the result. more, sign: as above. when: in
    which version of a study.
    """
    rated = list(options)
    found = [(option.name, ids) for option in rated if (ids := counted_unknown(option, study))]
    count = sum(len(ids) for _, ids in found)
    if not count:
        return ()
    with_weight = sum(id not in weights or weights[id] > 0 for _, ids in found for id in ids)
    idle = ""
    if with_weight < count:
        idle = f"; {with_weight or 'none'} of them {'is' if with_weight == 1 else 'are'} on a criterion with weight"
    total = counted(sum(len(study.counted(option)) for option in rated), "rating")
    begins = f"{UNKNOWN} Not known" if sign else "Not known"
    text = f"{begins}{when and f' {when}'}, counted as halfway ({plain(MIDDLE)}){more}: {count:,} of {total}"
    return (Note("unknown", f"{text} ({_which(study, found)}){idle}."),)


def _which(study: Study, found: list[tuple[str, tuple[str, ...]]]) -> str:
    """Which ratings they are: by option where these are few, else by criterion, else how many options have them."""
    if len(found) <= MOST_NAMED:
        return "; ".join(f"{name}: {few(study.names(ids), MOST_NAMED)}" for name, ids in found)
    times = {c.id: sum(c.id in ids for _, ids in found) for c in study.rated}
    named = [f"{study.name(id)} for {counted(times[id], 'option')}" for id in times if times[id]]
    return listed(named) if len(named) <= MOST_NAMED else f"of {counted(len(found), 'option')}"


def unrated_criteria(assessment: Assessment) -> str | None:
    """On which criteria with weight no option is rated, and that those tell none apart; None where there are none."""
    if assessment.nothing_rated or not (ids := assessment.unrated_criteria):
        return None
    whole = percent(sum(assessment.weighting.weights[id] for id in ids))
    names = listed(assessment.study.names(ids))
    return f"No option is rated on {names}: {whole} % of the weight does not tell the options apart."


def whatever_is_unknown(assessment: Assessment, firmness: Firmness) -> str:
    """What holds of the first place whatever the unknown ratings turn out to be, or who could then come first.

    Where an unknown rating is shared, a chance or one of the baseline, that this is not worked out.
    """
    if others := assessment.could_come_first:
        names = few([option.name for option in others], MOST_NAMED)
        return f"{names} could come first if the unknown ratings turn out differently."
    if assessment.unknown_is_shared:
        return f"What other values of {_shared(assessment)} would change is not worked out."
    if not assessment.first_place_settled:
        return "Other values of the unknown ratings could separate them."
    names, stay = assessment.leader.name, "stays"
    if assessment.tied:
        names, stay = few([option.name for option in assessment.tied]), "stay"
    points = at_least(firmness.least_points or 0.0)
    condition = f" as long as fewer than {points} of 100 points of weight move" if points else " under these weights"
    return f"Whatever the unknown ratings turn out to be, {names} {stay} first{condition}."


def _shared(assessment: Assessment) -> str:
    """What is unknown that bears on a score in more than one place: chances, ratings of the baseline, or both."""
    options, chance, baseline = assessment.options, assessment.study.chance, assessment.baseline
    chances = sum(chance is not None and chance.id in option.unknown for option in options)
    borrowed = len({id for option in options for id in option.borrowed})
    parts = []
    if chances:
        parts.append(f"the unknown {'chance' if chances == 1 else 'chances'}")
    if borrowed and baseline:
        parts.append(f"the baseline's unknown {'rating' if borrowed == 1 else 'ratings'}")
    return listed(parts)
