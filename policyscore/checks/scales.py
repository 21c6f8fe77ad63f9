"""Known mistakes in scales."""

from collections.abc import Iterator

from policyscore.analysis.scoring import assess
from policyscore.checks.rule import Finding, known_ratings, known_values, problem_at, rule
from policyscore.model.study import Study
from policyscore.text import listed, plain

# A criterion whose options differ by less than this, in points of value or of score, decides nothing.
FLAT_VALUE_POINTS, FLAT_SCORE_POINTS = 5, 1


@rule(
    "W02",
    "a scale that is the range of the present options",
    "with such a scale, adding or dropping an option can turn the order of the others round (Monat 2009)",
)
def local_scales(study: Study) -> Iterator[Finding]:
    """Where the worst and the best end are just the lowest and the highest rating, the scale may have been taken
    from the options and not from what the levels mean. Then a weight fits only this list of options: one more
    of them moves an end, and with it the worth of every point. Fix the ends by what could happen at all."""
    for criterion in study.criteria:
        known = known_ratings(study, criterion).values()
        if len(known) > 2 and {min(known), max(known)} == {criterion.worst, criterion.best}:
            message = f"the ends of `{criterion.id}` are the lowest and the highest rating of these options"
            hint = "fix the ends by what could happen, whatever the options; if they are, silence this"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W03",
    "the end of a scale without words",
    "numbers without anchors mean something else to everyone who rates (Dodgson et al. 2009)",
)
def unanchored_ends(study: Study) -> Iterator[Finding]:
    """A rating of 70 can be defended only where somebody has said what 0 and 100 would look like. Each end of the
    scale needs a level that says what it means; levels between them help two raters to agree."""
    for criterion in study.criteria:
        told = {level.at for level in criterion.levels}
        if bare := [f"{plain(end)}" for end in (criterion.worst, criterion.best) if end not in told]:
            message = f"nothing says what {listed(bare, 'or')} means on `{criterion.id}`"
            hint = f"add `levels:` with {listed(f'{{at: {end}, means: …}}' for end in bare)}"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W09",
    "a criterion that does not discriminate",
    "it takes weight from criteria that do, and a reader takes it for an argument (Dodgson et al. 2009)",
)
def flat(study: Study) -> Iterator[Finding]:
    """A criterion on which the options differ by less than {FLAT_VALUE_POINTS} points of value, or by less than
    {FLAT_SCORE_POINTS} point of score, cannot change the order by much. Leave it out, or say in the text that it was
    looked at and decides nothing."""
    for criterion in study.criteria:
        values = known_values(study, criterion)
        if len(values) < 2 or not criterion.weight:
            continue
        spread = max(values) - min(values)
        if spread < FLAT_VALUE_POINTS or spread * criterion.weight < FLAT_SCORE_POINTS:
            score = spread * criterion.weight
            message = f"the options differ by {spread:.3g} of 100 on `{criterion.id}`, {score:.2g} of score"
            hint = "leave it out, or say that it decides nothing"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W13",
    "a floor that compensation hides",
    "a weighted sum lets one strong point buy off harm that nothing should buy off (Munda 2008)",
)
def hidden_floors(study: Study) -> Iterator[Finding]:
    """An option that is rated worse than a floor stays in the ranking, marked. Where it comes out in the better half
    all the same, a reader of the ranking alone may choose it: say in the text whether it is out."""
    ranked = assess(study, study.default_weighting).options
    for option in ranked:
        for id in option.fails:
            if option.rank <= len(ranked) / 2 and (entry := option.option.entry):
                message = f"`{option.id}` is worse than the floor of `{id}`, and number {option.rank} all the same"
                hint = "drop the option, or say why the floor may be crossed"
                yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))
