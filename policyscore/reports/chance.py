"""Notes on the chance of taking effect, which a plain sum counts as one criterion among others."""

from collections.abc import Iterator

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import decimals_apart, percents, with_sign
from policyscore.formats.report import Note
from policyscore.reports.unknown import caption_as_rated
from policyscore.rounding import rounded
from policyscore.text import few


def chance_notes(assessment: Assessment, digits: int) -> Iterator[Note]:
    """What expected gain is, who has none, and where the highest score has not the highest of them."""
    study, options = assessment.study, assessment.options
    if study.chance is None:
        return
    chance = study.criterion(study.chance)
    if assessment.baseline is None:
        yield Note("no-baseline", "No option is the baseline, so there is neither gain nor expected gain.")
        return
    expected = assessment.by_expected_gain()
    if not expected:
        return
    yield Note(
        "expected-gain",
        f"The score counts {chance.name} as one criterion among others, so an option that may never take effect has "
        f"full credit for the rest. Expected gain is its chance of taking effect ({chance.name}, in 100) times its "
        "lead over the baseline on the other criteria, their weights scaled back to 100; it counts a failed try as "
        "costing nothing.",
    )
    unclear = [option.name for option in options if option.expected_gain is None]
    if unclear:
        yield Note("chance-unknown", f"Without an expected gain, since the chance is not known: {few(unclear)}.")

    _, first = expected[0]
    are = "are" if len(expected) > 1 and expected[1][0] == 1 else "is"

    def chance_of(option: ScoredOption, other: ScoredOption) -> str:
        own, next_to = option.expected_gain or 0, other.expected_gain or 0
        gain = rounded(own, decimals_apart((own, next_to), digits))
        likely, _ = percents(*(each.values[chance.id] / 100 for each in (option, other)))
        return f"{with_sign(gain)}, with a chance of {likely} in 100"

    places = {option.id: place for place, option in expected}
    rated = caption_as_rated("Highest score", assessment.scores_rest_on_unknown)
    for option in options:
        if option.rank == 1 and places.get(option.id, 1) > 1 and not option.baseline:
            best = [f"{each.name} ({chance_of(each, option)})" for place, each in expected if place == 1]
            yield Note(
                "chance",
                f"{rated}: {option.name}. By expected gain it is number {places[option.id]} of {len(expected)} "
                f"({chance_of(option, first)} of taking effect); the highest there {are} {few(best)}.",
            )
