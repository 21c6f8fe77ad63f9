"""Known mistakes that show in the ranking, under any weighting of the study."""

from collections.abc import Iterator

from policyscore.analysis.ranking import below, ranks
from policyscore.analysis.scoring import assess, values_of, weighted_sum, without
from policyscore.checks.rule import Finding, Harm, problem_at, rule, views
from policyscore.documented import documented
from policyscore.formats.numbers import told
from policyscore.model.study import Study, Weighting
from policyscore.model.tree import Weights
from policyscore.model.words import DEFAULT
from policyscore.text import few

# A criterion whose options differ by less than both, in points of value and in points of score, decides nothing.
FLAT_VALUE_POINTS, FLAT_SCORE_POINTS = 5, 1


@rule(
    "W09",
    "a criterion that does not discriminate",
    "it takes weight from criteria that do, and a reader takes it for an argument (Dodgson et al. 2009)",
    Harm.READING,
)
@documented(
    """A criterion on which the options differ by less than {FLAT_VALUE_POINTS} points of value, and under every
    weighting by less than {FLAT_SCORE_POINTS} point of score, tells them apart by next to nothing. Leave it out, or say
    in the text that it was looked at and decides nothing. Where leaving it out would put another option first under
    any weighting, nothing is said; and nothing of the chance that an option takes effect."""
)
def flat(study: Study) -> Iterator[Finding]:
    for criterion in study.criteria:
        values = study.known_values(criterion).values()
        most = max(view.weights[criterion.id] for view in views(study))
        if len(values) < 2 or len(values) < len(study.options) or not most or criterion.id == study.chance:
            continue
        spread = max(values) - min(values)
        if (
            below(spread, FLAT_VALUE_POINTS)
            and below(spread * most, FLAT_SCORE_POINTS)
            and all(_same_first(study, view, criterion.id) for view in views(study))
        ):
            message = f"all options have the same value on `{criterion.id}`"
            if below(0, spread):
                message = (
                    f"the options differ by only {told(spread):f} points of value on `{criterion.id}`, "
                    f"{told(spread * most):f} points of score"
                )
            hint = "leave it out, or say that it decides nothing"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W13",
    "a floor that compensation hides",
    "a weighted sum lets one strong point buy off harm that nothing should buy off (Munda 2008)",
    Harm.FIRST_PLACE,
)
@documented(
    """An option that is rated worse than a floor stays in the ranking, marked. Where it comes first or in the better
    half all the same, under any weighting of the study, a reader of the ranking alone may choose it: say in the text
    whether it is out."""
)
def hidden_floors(study: Study) -> Iterator[Finding]:
    with_floor = [criterion.id for criterion in study.criteria if criterion.floor is not None]
    if not with_floor:
        return
    rankings = {view.id: {row.id: row for row in assess(study, view).options} for view in views(study)}
    for option, entry in study.written_options:
        ranks_under = {id: rows[option.id].rank for id, rows in rankings.items()}
        best = min(ranks_under.values())
        if best > 1 and best > len(study.options) / 2:
            continue
        under = [f"`{id}`" for id, rank in ranks_under.items() if rank == best]
        number = f"number {best} of {len(study.options)}" + (f" under {few(under, 3)}" if len(rankings) > 1 else "")
        for id in rankings[DEFAULT][option.id].fails:
            message = f"`{option.id}` is worse than the floor of `{id}`, and {number} all the same"
            hint = "drop the option, or say why the floor may be crossed"
            yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


def _same_first(study: Study, view: Weighting, id: str) -> bool:
    """Whether the same options come first without a criterion as with it; not where nothing else has weight."""
    rest = without(view.weights, id)
    return rest is not None and _first(study, view.weights) == _first(study, rest)


def _first(study: Study, weights: Weights) -> set[str]:
    """The ids of the options of rank 1 under weights."""
    scores = [weighted_sum(values_of(option, study.criteria), weights) for option in study.options]
    return {option.id for option, rank in zip(study.options, ranks(scores), strict=True) if rank == 1}
