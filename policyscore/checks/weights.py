"""Known mistakes in weights."""

from collections.abc import Iterator
from datetime import date
from math import fsum

from policyscore.analysis.ranking import below
from policyscore.checks.rule import Finding, Harm, problem_at, rule, views
from policyscore.documented import documented
from policyscore.formats.numbers import percents
from policyscore.model.entry import Entry
from policyscore.model.study import Study
from policyscore.model.weights import INCONSISTENT
from policyscore.model.written import Written
from policyscore.rounding import rounded
from policyscore.text import counted, listed, plain

# Leaf weights within this factor of each other look like nobody chose them for what they are worth.
NEARLY_EQUAL = 1.2


@rule(
    "W01",
    "a weight whose swing is not put into words",
    "weights given to a criterion's name, whatever its range, are the most common critical mistake (Keeney 1992)",
)
@documented(
    """A weight says how much the way from the worst to the best end of the scale is worth. Asked how important
    cost is, people answer much the same whether it runs to a thousand or to a million (Fischer 1995), so the
    question has to name both ends. The key `swing` holds it in words."""
)
def swings(study: Study) -> Iterator[Finding]:
    all_views = views(study)
    for criterion in study.criteria:
        if not criterion.swing and any(view.weights[criterion.id] for view in all_views):
            message = f"the weight of `{criterion.id}` does not say what it is the worth of"
            hint = f"add `swing:`, from what {plain(criterion.worst)} means to what {plain(criterion.best)} means"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W07",
    "weights that follow the number of criteria in a branch",
    "a branch that is split more finely gets more weight, even from people who were warned "
    "(Weber and Borcherding 1993)",
    Harm.FIRST_PLACE,
)
@documented(
    """Where all criteria weigh about the same and the branches differ in size, the weights of the branches may come
    from how many criteria each happens to hold. Compare the branches themselves, then the criteria inside. Every
    weighting of the study is looked at."""
)
def splitting(study: Study) -> Iterator[Finding]:
    sizes = {branch.id: len(branch.weights) for branch in study.branches.values() if not branch.path}
    if len(set(sizes.values())) < 2:
        return
    for view in views(study):
        weights = view.weights.values()
        if min(weights) <= 0 or below(NEARLY_EQUAL * min(weights), max(weights)):
            continue
        sums = [fsum(view.weights[leaf] for leaf in study.branches[id].weights) for id in sizes]
        shown = listed(
            f"`{id}` {share} % with {counted(size, 'criterion', 'criteria')}"
            for (id, size), share in zip(sizes.items(), percents(*sums), strict=True)
        )
        under = f"under `{view.id}` " if view.entry else ""
        message = f"{under}all criteria weigh about the same, so branches weigh by how many they hold: {shown}"
        entry: Entry[Written] = view.entry or study.criteria_entry
        at = (view.method,) if view.entry else ("criteria",)
        yield Finding(problem_at(entry, at, message, "weigh the branches first"), (*sizes,))


@rule(
    "W12",
    "pairwise comparisons that contradict one another",
    "from a consistency ratio of .10 on, the weights may be those of chance (Saaty 1977; Dyer 1990)",
    Harm.FIRST_PLACE,
)
@documented(
    """If a counts twice as much as b and b three times as much as c, a should count six times as much as c. The
    consistency ratio says how far the comparisons are from that, on a scale where random ones have 1."""
)
def inconsistency(study: Study) -> Iterator[Finding]:
    for weighting in study.weightings.values():
        ratio = weighting.consistency or 0
        if weighting.entry and not below(ratio, INCONSISTENT):
            message = f"the comparisons have a consistency ratio of {rounded(ratio, 2)}"
            hint = "look again at the pairs that fit the others least, or give points"
            yield Finding(problem_at(weighting.entry, (weighting.method,), message, hint))


@rule(
    "W15",
    "weights that were set after the ratings",
    "who knows the scores sets the weights to fit them (Montibeller and von Winterfeldt 2015)",
)
@documented(
    """Where both dates are given, weights should be `fixed` before the first option is `rated`. If they were changed
    for a good reason, say it in the weighting's `why`."""
)
def late_weights(study: Study) -> Iterator[Finding]:
    rated = [option.rated for option in study.options if option.rated]
    if not rated:
        return
    weightings = [weighting.entry for weighting in study.weightings.values() if weighting.entry]
    dated: list[tuple[Entry[Written], date | None]] = [(study.criteria_entry, study.criteria_entry.written.fixed)]
    dated += [(entry, entry.written.fixed) for entry in weightings]
    for entry, fixed in dated:
        if fixed and fixed > min(rated):
            message = f"the weights were fixed on {fixed}, after the first rating on {min(rated)}"
            yield Finding(problem_at(entry, ("fixed",), message, "fix weights first, or say why they changed"))


@rule(
    "W29",
    "no weights anywhere",
    "equal weights say that everything is worth the same, which is a judgement too (OECD and JRC 2008)",
    Harm.MEANING,
)
@documented(
    """Where no criterion carries a weight and there is no weighting, all criteria beside each other count the same:
    then the swing of each is said to be worth as much as that of any other, and adding or splitting a criterion changes
    the weights of all. Say what each swing is worth, in the criteria or in a weighting; if they are meant to be equal,
    write equal weights down."""
)
def no_weights(study: Study) -> Iterator[Finding]:
    bare = len(study.unweighted) == len(study.branches) + 1
    if bare and not study.weightings and len(study.criteria) > 1:
        message = "no criterion has a weight and there is no weighting, so all of them count the same"
        hint = "give each a `weight:`, what the way from its worst to its best is worth, or add a `weighting`"
        yield Finding(problem_at(study.criteria_entry, ("criteria",), message, hint))
