"""Known mistakes that show in the ranking, under any weighting of the study."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add, mul

from policyscore.analysis.effective_values import valued, values_of
from policyscore.analysis.ranking import TIE, below
from policyscore.analysis.scoring import assess, weighted_sum
from policyscore.checks.rule import Finding, Harm, problem_at, rule, views
from policyscore.documented import documented
from policyscore.formats.numbers import told
from policyscore.model.study import Study, Weighting
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
    any weighting, nothing is said."""
)
def flat(study: Study) -> Iterator[Finding]:
    all_views = views(study)
    rivals: list[_Rivals] | None = None
    for place, criterion in enumerate(study.criteria):
        values = study.known_values(criterion).values()
        most = max(view.weights[criterion.id] for view in all_views)
        if len(values) < 2 or len(values) < len(study.options) or not most:
            continue
        spread = max(values) - min(values)
        if not (below(spread, FLAT_VALUE_POINTS) and below(spread * most, FLAT_SCORE_POINTS)):
            continue
        rivals = rivals or [_Rivals(study, view) for view in all_views]
        if all(under.same_first_without(place) for under in rivals):
            message = f"all options have the same value on `{criterion.id}`"
            if below(0, spread):
                # What may not take effect differs by less, so with a chance that is the most it can be.
                at_most = "at most " if study.chance else ""
                message = (
                    f"the options differ by only {told(spread):f} points of value on `{criterion.id}`, "
                    f"{at_most}{told(spread * most):f} points of score"
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
    with_floor = [criterion.id for criterion in study.rated if criterion.floor is not None]
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


class _Rivals:
    """Who comes first under a weighting, and who without one of the criteria, for any number of them."""

    def __init__(self, study: Study, view: Weighting) -> None:
        weights = [view.weights[criterion.id] for criterion in study.criteria]
        base = values_of(study.baseline, study.criteria) if study.baseline else {}
        values = [valued(option, study, base).effective for option in study.options]
        self.first = _highest([weighted_sum(row, view.weights) for row in values])
        self.rest = _all_but(weights)
        self.scores = [_all_but([*map(mul, weights, row.values())]) for row in values]

    def same_first_without(self, place: int) -> bool:
        """Whether the same options come first without the criterion at a place; not where nothing else has weight."""
        rest = self.rest[place]
        return rest > 0 and _highest([scores[place] / rest for scores in self.scores]) == self.first


def _all_but(terms: Sequence[float]) -> list[float]:
    """The sum of all terms but one, for each of them.

    >>> _all_but([1, 2, 4])
    [6.0, 5.0, 3.0]
    """
    before = accumulate(terms[:-1], initial=0.0)
    behind = [*accumulate(reversed(terms[1:]), initial=0.0)]
    return [*map(add, before, reversed(behind))]


def _highest(scores: Sequence[float]) -> set[int]:
    """The places of the scores of rank 1."""
    highest = max(scores)
    return {place for place, score in enumerate(scores) if highest - score <= TIE}
