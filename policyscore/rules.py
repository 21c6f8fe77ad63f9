"""The known mistakes of multi-criteria analysis that files can show, a function each.

A rule looks at a study without errors and yields findings; `RULES` holds them all by their codes. Why each
mistake matters, and who showed it, stands in the rule itself: `check` prints it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt
from statistics import median

from policyscore.choose import default
from policyscore.display import counted, listed, plain, ticked
from policyscore.entries import Entry
from policyscore.errors import Problem
from policyscore.model import Written
from policyscore.notes import INCONSISTENT
from policyscore.scale import value
from policyscore.scoring import assess
from policyscore.source import Path
from policyscore.study import Criterion, Option, Study, Weighting

# Where chance alone rarely reaches: with 7 options |r| is above .75 in 1 of 20 unrelated pairs.
CORRELATED, ENOUGH_OPTIONS = 0.9, 5

# A criterion whose options differ by less than this, in points of value or of score, decides nothing.
FLAT_VALUES, FLAT_SCORES = 5, 1

# Options whose reasons have less than this share of the words of the middle one are argued more thinly.
THIN = 0.5

# Leaf weights within this factor of each other look like nobody chose them for what they are worth.
NEARLY_EQUAL = 1.2


# What people call an option that means carrying on as now.
AS_NOW = re.compile(
    r"\b(status quo|carry(ing)? on|business as usual|as now|no change|do(ing)? nothing|baseline)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that a study seems to make: where, what, and which criteria and options it concerns."""

    problem: Problem
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One known mistake. `why` says in a line why it matters, and who showed that; `more` tells the rest."""

    code: str
    title: str
    why: str
    more: str
    find: Callable[[Study], Iterator[Finding]]


RULES: dict[str, Rule] = {}

Find = Callable[[Study], Iterator[Finding]]


def rule(code: str, title: str, why: str) -> Callable[[Find], Find]:
    """Enters a function as a rule; its docstring is what `check --explain` tells."""

    def enter(find: Find) -> Find:
        more = re.sub(r"\s*\n\s*", " ", (find.__doc__ or "").strip())
        RULES[code] = Rule(code, title, why, more, find)
        return find

    return enter


def check(study: Study) -> Iterator[tuple[Rule, Finding]]:
    """Every finding of every rule, by place."""
    found = [(known, finding) for known in RULES.values() for finding in known.find(study)]
    return iter(sorted(found, key=lambda pair: (pair[1].problem.place, pair[0].code)))


def _at(entry: Entry[Written], path: Path, message: str, hint: str) -> Problem:
    return entry.problem(path, message, hint, key=True)


@rule(
    "W01",
    "a weight whose swing is not put into words",
    "weights given to a criterion's name, whatever its range, are the most common critical mistake (Keeney 1992)",
)
def swings(study: Study) -> Iterator[Finding]:
    """A weight says how much the way from the worst to the best end of the scale is worth. Asked how important
    cost is, people answer much the same whether it runs to a thousand or to a million (Fischer 1995), so the
    question has to name both ends. The key `swing` holds it in words."""
    for criterion in study.criteria:
        if not criterion.written.swing and any(w.weights[criterion.id] for w in _weightings(study)):
            message = f"the weight of `{criterion.id}` does not say what it is the worth of"
            hint = f"add `swing:`, from what {plain(criterion.worst)} means to what {plain(criterion.best)} means"
            yield Finding(_at(study.tree, criterion.at, message, hint), (criterion.id,))


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
        known = _known(study, criterion).values()
        if len(known) > 2 and {min(known), max(known)} == {criterion.worst, criterion.best}:
            message = f"the ends of `{criterion.id}` are the lowest and the highest rating of these options"
            hint = "fix the ends by what could happen, whatever the options; if they are, silence this"
            yield Finding(_at(study.tree, criterion.at, message, hint), (criterion.id,))


@rule(
    "W03",
    "the end of a scale without words",
    "numbers without anchors mean something else to everyone who rates (Dodgson et al. 2009)",
)
def unanchored_ends(study: Study) -> Iterator[Finding]:
    """A rating of 70 can be defended only where somebody has said what 0 and 100 would look like. Each end of the
    scale needs a level that says what it means; levels between them help two raters to agree."""
    for criterion in study.criteria:
        told = {level.at for level in criterion.written.levels}
        if bare := [f"{plain(end)}" for end in (criterion.worst, criterion.best) if end not in told]:
            message = f"nothing says what {listed(bare, 'or')} means on `{criterion.id}`"
            hint = f"add `levels:` with {listed(f'{{at: {end}, means: …}}' for end in bare)}"
            yield Finding(_at(study.tree, criterion.at, message, hint), (criterion.id,))


@rule(
    "W05",
    "two criteria that measure one thing",
    "what is counted under two names weighs twice (Keeney and Raiffa 1976; Dodgson et al. 2009)",
)
def double_counting(study: Study) -> Iterator[Finding]:
    """Two criteria whose values rise and fall together over the options (|r| of .9 or more, five options or more),
    or whose ratings cite exactly the same sources on most options, may be one criterion with two names, or a means
    and its end. If they are, keep one; if they only happen to move together here, say so and silence this."""
    for one, other in combinations(study.criteria, 2):
        r = _correlation(study, one, other)
        if r is not None and abs(r) >= CORRELATED:
            together = "together" if r > 0 else "against each other"
            message = f"`{one.id}` and `{other.id}` move {together} over the options (r = {r:.2f})"
        elif shared := _same_evidence(study, one, other):
            message = f"`{one.id}` and `{other.id}` rest on the same sources on {counted(shared, 'option')}"
        else:
            continue
        hint = "keep one of them, or say in `silence:` why they are two"
        yield Finding(_at(study.tree, other.at, message, hint), (one.id, other.id))


@rule(
    "W06",
    "a rating that depends on another",
    "a weighted sum is right only where each criterion can be rated without knowing the others "
    "(Keeney and Raiffa 1976)",
)
def dependence(study: Study) -> Iterator[Finding]:
    """A reason that says "only if", "unless" or "provided" may make one rating depend on another, and a sum cannot
    show that. Where it is the chance that the option happens at all, `chance:` is for it; where one thing must
    hold, a `floor`; else one criterion for both."""
    for option in study.options:
        for id, rating in option.ratings.items():
            if match := re.search(r"\b(only if|unless|provided)\b", rating.written.why or "", re.I):
                message = f'the reason for `{id}` says "{match[0].lower()}": does it depend on another criterion?'
                hint = "use `chance:`, a `floor` or one combined criterion, or put the condition into the rating"
                yield Finding(_at(option.entry, ("ratings", id), message, hint), (id,), (option.id,))


@rule(
    "W07",
    "weights that follow the number of criteria in a branch",
    "a branch that is split more finely gets more weight, even from people who were warned "
    "(Weber and Borcherding 1993)",
)
def splitting(study: Study) -> Iterator[Finding]:
    """Where all criteria weigh about the same and the branches differ in size, the weights of the branches may come
    from how many criteria each happens to hold. Compare the branches themselves, then the criteria inside."""
    sizes = {branch.id: len(branch.shares) for branch in study.branches.values() if not branch.path}
    weights = [criterion.weight for criterion in study.criteria]
    if len(set(sizes.values())) > 1 and min(weights) > 0 and max(weights) <= NEARLY_EQUAL * min(weights):
        sums = {id: fsum(c.weight for c in study.criteria if id in c.path) for id in sizes}
        shown = listed(
            f"`{id}` {100 * share:.0f} % with {counted(sizes[id], 'criterion', 'criteria')}"
            for id, share in sums.items()
        )
        message = f"all criteria weigh about the same, so branches weigh by how many they hold: {shown}"
        yield Finding(_at(study.tree, ("criteria",), message, "weigh the branches first"), (*sizes,))


@rule(
    "W09",
    "a criterion that does not discriminate",
    "it takes weight from criteria that do, and a reader takes it for an argument (Dodgson et al. 2009)",
)
def flat(study: Study) -> Iterator[Finding]:
    """A criterion on which the options differ by less than 5 points of value, or by less than 1 point of score, cannot
    change the order by much. Leave it out, or say in the text that it was looked at and decides nothing."""
    for criterion in study.criteria:
        values = _values(study, criterion)
        if len(values) < 2 or not criterion.weight:
            continue
        spread = max(values) - min(values)
        if spread < FLAT_VALUES or spread * criterion.weight < FLAT_SCORES:
            score = spread * criterion.weight
            message = f"the options differ by {spread:.3g} of 100 on `{criterion.id}`, {score:.2g} of score"
            hint = "leave it out, or say that it decides nothing"
            yield Finding(_at(study.tree, criterion.at, message, hint), (criterion.id,))


@rule(
    "W11",
    "no baseline",
    "whether anything is better than carrying on as now is the first question of a reader (HM Treasury 2022)",
)
def no_baseline(study: Study) -> Iterator[Finding]:
    """Without an option that means carrying on as now, a high score can belong to an option that does nothing, and
    nobody can say what an option would gain. Rate carrying on like any other option, with `baseline: true`."""
    if study.baseline is None:
        message, hint = "no option is the baseline", "rate carrying on as now, with `baseline: true`"
        likely = [option for option in study.options if AS_NOW.search(option.name)]
        if likely:
            hint = f"is it {ticked((option.id for option in likely), 'or')}? then write `baseline: true` there"
        yield Finding(_at((likely or study.options)[0].entry, ("option",), message, hint))


@rule(
    "W12",
    "pairwise comparisons that contradict one another",
    "from a consistency ratio of .10 on, the weights may be those of chance (Saaty 1977; Dyer 1990)",
)
def inconsistency(study: Study) -> Iterator[Finding]:
    """If a counts twice as much as b and b three times as much as c, a should count six times as much as c. The
    consistency ratio says how far the comparisons are from that, on a scale where random ones have 1."""
    for weighting in study.weightings.values():
        if weighting.entry and (weighting.consistency or 0) >= INCONSISTENT:
            message = f"the comparisons have a consistency ratio of {weighting.consistency:.2f}"
            hint = "look again at the pairs that fit the others least, or give points"
            yield Finding(_at(weighting.entry, ("pairwise",), message, hint))


@rule(
    "W13",
    "a floor that compensation hides",
    "a weighted sum lets one strong point buy off harm that nothing should buy off (Munda 2008)",
)
def hidden_floors(study: Study) -> Iterator[Finding]:
    """An option that is rated worse than a floor stays in the ranking, marked. Where it comes out in the better half
    all the same, a reader of the ranking alone may choose it: say in the text whether it is out."""
    ranked = assess(study, default(study)).options
    for row in ranked:
        for id in row.fails:
            if row.rank <= len(ranked) / 2:
                message = f"`{row.option.id}` is worse than the floor of `{id}`, and number {row.rank} all the same"
                hint = "drop the option, or say why the floor may be crossed"
                yield Finding(_at(row.option.entry, ("ratings", id), message, hint), (id,), (row.option.id,))


@rule(
    "W15",
    "weights that were set after the ratings",
    "who knows the scores sets the weights to fit them (Montibeller and von Winterfeldt 2015)",
)
def late_weights(study: Study) -> Iterator[Finding]:
    """Where both dates are given, weights should be `fixed` before the first option is `rated`. If they were changed
    for a good reason, say it in the weighting's `why`."""
    rated = [option.written.rated for option in study.options if option.written.rated]
    if not rated:
        return
    entries: list[Entry[Written]] = [study.tree, *(w.entry for w in study.weightings.values() if w.entry)]
    for entry in entries:
        fixed = getattr(entry.written, "fixed", None)
        if fixed and fixed > min(rated):
            message = f"the weights were fixed on {fixed}, after the first rating on {min(rated)}"
            yield Finding(_at(entry, ("fixed",), message, "fix weights first, or say why they changed"))


@rule(
    "W16",
    "ratings with neither reason nor source",
    "a number that nobody can trace cannot be defended, nor mended (Dodgson et al. 2009)",
)
def unfounded(study: Study) -> Iterator[Finding]:
    """Each rating should say why it lies there on the scale, or cite where that stands; a judgement that says it is
    one is a reason too."""
    for option in study.options:
        bare = [id for id, rating in option.ratings.items() if not rating.written.why and not rating.written.sources]
        if bare:
            message = f"{_ratings(bare, option)} without a reason or a source"
            yield Finding(_at(option.entry, ("ratings",), message, "add `why:` or `sources:`"), (*bare,), (option.id,))
        for id, rating in option.ratings.items():
            if rating.written.basis == "source" and not rating.written.sources:
                message = f"the rating on `{id}` says that it rests on a source, and names none"
                hint = "name it under `sources:`, or say `basis: judgement`"
                yield Finding(_at(option.entry, ("ratings", id), message, hint), (id,), (option.id,))


@rule(
    "W17",
    "ratings without a range",
    "a single number claims to know what nobody knows that well (van der Bles et al. 2020)",
)
def no_ranges(study: Study) -> Iterator[Finding]:
    """`low` and `high` say how far from the likeliest rating the truth may lie. Without them, or with one alone, the
    low and high of the scores are narrower than what is known, and the option looks surer than it is."""
    for option in study.options:
        known = {id: rating.written for id, rating in option.ratings.items() if rating.value is not None}
        bare = [id for id, written in known.items() if written.low is None or written.high is None]
        if bare:
            message = f"{_ratings(bare, option)} without both `low` and `high`"
            yield Finding(_at(option.entry, ("ratings",), message, "add both ends"), (*bare,), (option.id,))


@rule(
    "W19",
    "one rater for all options",
    "one person's optimism or halo moves every rating together (Montibeller and von Winterfeldt 2015)",
)
def one_rater(study: Study) -> Iterator[Finding]:
    """Where the same hand rated everything, a second one on a few of the options shows how far two careful people
    differ. Where nobody says who rated, `rated_by` should."""
    raters = {option.written.rated_by for option in study.options}
    if len(study.options) > 1 and len(raters) == 1 and (rater := raters.pop()):
        message = f"every option was rated by the same hand: {rater}"
        yield Finding(_at(study.options[0].entry, ("rated_by",), message, "let somebody else rate some of them"))


@rule(
    "W20",
    "uneven evidence between options",
    "the option that its rater likes is often the one that is argued best (Montibeller and von Winterfeldt 2015)",
)
def uneven(study: Study) -> Iterator[Finding]:
    """The words of an option's reasons are counted. One with less than half of what the middle option has is argued
    more thinly than the rest; its ratings deserve a second look before the ranking does."""
    words = {option.id: _words(option) for option in study.options}
    middle = median(words.values())
    for option in study.options:
        if middle and words[option.id] < THIN * middle:
            message = f"the reasons of `{option.id}` have {words[option.id]} words, the middle option's {plain(middle)}"
            hint = "argue it as carefully as the others"
            yield Finding(_at(option.entry, ("ratings",), message, hint), (), (option.id,))


def _weightings(study: Study) -> Iterable[Weighting]:
    return (default(study), *study.weightings.values())


def _known(study: Study, criterion: Criterion) -> dict[str, float]:
    """The ratings on a criterion that are known, by option."""
    ratings = ((option.id, option.ratings[criterion.id].value) for option in study.options)
    return {id: rating for id, rating in ratings if rating is not None}


def _values(study: Study, criterion: Criterion) -> list[float]:
    known = _known(study, criterion).values()
    return [value(rating, criterion.worst, criterion.best, criterion.knots) for rating in known]


def _correlation(study: Study, one: Criterion, other: Criterion) -> float | None:
    """Pearson's r of two criteria over the options known on both; None where it is undefined or too few are."""
    left, right = _known(study, one), _known(study, other)
    both = [id for id in left if id in right]
    if len(both) < ENOUGH_OPTIONS:
        return None
    x = [value(left[id], one.worst, one.best, one.knots) for id in both]
    y = [value(right[id], other.worst, other.best, other.knots) for id in both]
    mean_x, mean_y = fsum(x) / len(x), fsum(y) / len(y)
    dx, dy = [a - mean_x for a in x], [b - mean_y for b in y]
    scale = sqrt(fsum(a * a for a in dx) * fsum(b * b for b in dy))
    return fsum(a * b for a, b in zip(dx, dy, strict=True)) / scale if scale else None


def _same_evidence(study: Study, one: Criterion, other: Criterion) -> int:
    """On how many options two criteria cite exactly the same sources, if on most; else 0."""
    pairs = [(set(o.ratings[one.id].written.sources), set(o.ratings[other.id].written.sources)) for o in study.options]
    same = sum(1 for left, right in pairs if left and left == right)
    return same if same > len(pairs) / 2 and same > 2 else 0


def _ratings(ids: Sequence[str], option: Option) -> str:
    """Some of an option's ratings, as the subject of a sentence."""
    if len(ids) == len(option.ratings):
        return f"every rating of `{option.id}` is"
    return f"`{option.id}` has {counted(len(ids), 'rating')} ({listed(ids)})"


def _words(option: Option) -> int:
    return sum(len((rating.written.why or "").split()) for rating in option.ratings.values())
