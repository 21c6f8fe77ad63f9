"""Known mistakes about the chance that an option takes effect."""

from collections.abc import Iterator

from policyscore.analysis.correlation import (
    CLOSE_R,  # noqa: F401 - a rule's text names it, and the next
    MIN_OPTIONS,  # noqa: F401
    relations_with_chance,
)
from policyscore.checks.criteria import over
from policyscore.checks.rule import Finding, Harm, problem_at, rule, views
from policyscore.documented import documented
from policyscore.model.study import Study
from policyscore.text import few


@rule(
    "W40",
    "a chance of something that nobody could settle",
    "two people mean the same chance only where both know what would show who was right (Howard 1988; Tetlock, Mellers "
    "and Scoblic 2017)",
)
@documented(
    """A chance of 30 in 100 is a forecast, and a forecast is of something that either happens or does not. The key
    `resolves_if` of an option says what would count as its taking effect, and by when: an event that everybody could
    see, as a resolution that is adopted by the end of a year. It is said once for all options without one. The baseline
    needs none, for it goes on anyway."""
)
def unsettled(study: Study) -> Iterator[Finding]:
    if study.chance is None:
        return
    bare = [(o, entry) for o, entry in study.written_options if not o.baseline and not o.resolves_if]
    if bare:
        ids = tuple(option.id for option, _ in bare)
        message = f"nothing says what would show that {few([f'`{id}`' for id in ids], 3)} took effect"
        hint = "add `resolves_if:`, an event that everybody could see, and by when"
        problem = problem_at(bare[0][1], ("ratings", study.chance.id), message, hint)
        yield Finding(problem, (study.chance.id,), ids)


@rule(
    "W41",
    "a share that comes of trying, where no chance is named",
    "what may not come about has to be counted by how likely it is (Keeney and Raiffa 1976)",
    Harm.FIRST_PLACE,
)
@documented(
    """With `if_it_fails` a criterion says what share of an option's effect comes from trying alone, even where the
    option then fails. Where the study names no `chance`, no option can fail: each counts as if it took effect, in full,
    and the share changes nothing. Name the criterion that holds the chances with `chance:`, beside `criteria:`, or
    leave the share out."""
)
def share_without_chance(study: Study) -> Iterator[Finding]:
    if study.chance is not None:
        return
    for criterion in study.criteria:
        if criterion.if_it_fails > 0:
            message = f"`if_it_fails` on `{criterion.id}` does nothing, since the study names no chance"
            hint = "name the criterion that holds the chances with `chance:`, or leave it out"
            problem = problem_at(study.criteria_entry, (*criterion.at, "if_it_fails"), message, hint)
            yield Finding(problem, (criterion.id,))


@rule(
    "W42",
    "a criterion that is the chance in other words",
    "what multiplies the sum and is a part of it too counts twice (Keeney and Raiffa 1976; Dodgson et al. 2009)",
    Harm.FIRST_PLACE,
)
@documented(
    """A criterion with weight whose values rise and fall with the chance over the options but the baseline (r of
    {CLOSE_R} or more, {MIN_OPTIONS} options or more, and more closely than chance explains, as under W05) may say once
    more how likely each is, as ease or support do. Then an unlikely option loses twice: its effect is counted in part,
    and it has fewer points besides. Rate on each criterion what would hold once the option is in effect, and leave to
    the chance whether it will be."""
)
def chance_twice(study: Study) -> Iterator[Finding]:
    all_views = views(study)
    for relation in relations_with_chance(study):
        id = relation.other
        if any(view.weights[id] for view in all_views):
            moves = f"`{id}` rises and falls with the chance, `{relation.one}`, {over(relation)}"
            hint = "rate on it what holds once an option is in effect, or say in `silence:` why it is another thing"
            problem = problem_at(
                study.criteria_entry, study.criterion(id).at, f"{moves}: it probably counts the chance twice", hint
            )
            yield Finding(problem, (relation.one, id))
