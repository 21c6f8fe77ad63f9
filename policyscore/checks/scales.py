"""Known mistakes in scales: their ends, their direction, and ratings that are only places in an order."""

import re
from collections.abc import Iterator
from math import factorial

from policyscore.checks.options import is_as_now
from policyscore.checks.rule import Finding, Harm, problem_at, remarked, rule
from policyscore.documented import documented
from policyscore.model.study import Study
from policyscore.model.tree import Criterion
from policyscore.reading.direction import less_is_mostly_better
from policyscore.text import listed, plain

# What tells that a rating is meant as a place in an order.
RANK = re.compile(r"\b(?:ranks?|ranked|ranking|places?|positions?|order|ordinal)\b", re.I)
# Units that count nothing: steps of a scale that somebody made, as `points`, `score`, `1 to 5` or `out of 10`.
OF_A_SCALE = re.compile(r"\b(?:points?|scores?|scales?|grades?|marks?|stars?|levels?|steps?|ratings?)\b|\b\d", re.I)

# Fewer options than this have ratings of 1, 2, 3 now and then without being ranked; and on a scale of m steps m options
# have each step once in m!/m^m of cases.
MIN_RANKED, CHANCE = 4, 0.05


@rule(
    "W02",
    "a scale that is the range of the present options",
    "with such a scale, adding or dropping an option can turn the order of the others round (Monat 2009)",
    Harm.FIRST_PLACE,
)
@documented(
    """Where the worst and the best end are just the lowest and the highest rating, the scale may have been taken
    from the options and not from what the levels mean. Then a weight fits only this list of options: one more
    of them moves an end, and with it the worth of every point. Fix the ends by what could happen at all. A scale whose
    two ends have labels, as from low to high, is made of its words and not of the options."""
)
def local_scales(study: Study) -> Iterator[Finding]:
    # A chance runs from 0 to 100 whatever is rated, so its scale is nobody's choice.
    for criterion in study.criteria:
        if {criterion.worst, criterion.best} <= {level.at for level in criterion.levels if level.label}:
            continue
        known = study.known_ratings(criterion).values()
        if len(known) > 2 and {min(known), max(known)} == {criterion.worst, criterion.best}:
            message = f"the ends of `{criterion.id}` are the lowest and the highest rating of these options"
            hint = "fix the ends by what could happen, whatever the options; if they are, silence this"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W03",
    "the end of a scale without words",
    "numbers without anchors mean something else to everyone who rates (Dodgson et al. 2009)",
)
@documented(
    """A rating of 70 can be defended only where somebody has said what 0 and 100 would look like. Each end of the
    scale needs a level that says what it means; levels between them help two raters to agree. The ends of a chance are
    never and for certain, whoever rates, and need no words; what may happen has to be put into them (W40)."""
)
def unanchored_ends(study: Study) -> Iterator[Finding]:
    for criterion in study.criteria:
        told = {level.at for level in criterion.levels}
        if bare := [f"{plain(end)}" for end in (criterion.worst, criterion.best) if end not in told]:
            message = f"nothing says what {listed(bare, 'or')} means on `{criterion.id}`"
            hint = f"add `levels:` with {listed(f'{{at: {end}, means: …}}' for end in bare)}"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))


@rule(
    "W26",
    "a scale that may be upside down",
    "before values are added up, more of each has to mean better (OECD and JRC 2008)",
    Harm.MEANING,
)
@documented(
    """Of money, time, deaths, injuries or emissions less is mostly better, and that is written as `worst` above `best`.
    Where the unit is one of these and `best` is the higher end, the costliest option has the highest value; words such
    as "saved", "earned" or "lasting" in the criterion tell that more is meant to be better. A criterion called a cost
    needs no unit for that, and labels such as low at `worst` and high at `best` tell it of a risk, a harm or a delay.
    Carrying on as now mostly costs least, so where it has the worst rating of all on a cost, the scale or the rating
    may be the wrong way round. A study with `higher: worse` ranks by harm, and is left alone. Of the scale every
    command says this, not `check` alone."""
)
def upside_down(study: Study) -> Iterator[Finding]:
    yield from remarked(study, "W26")
    if study.head.higher != "worse":
        turned = {id for remark in study.remarks if remark.code == "W26" for id in remark.criteria}
        for criterion in study.criteria:
            if criterion.id not in turned and less_is_mostly_better(criterion):
                yield from _costly_as_now(study, criterion)


def _costly_as_now(study: Study, criterion: Criterion) -> Iterator[Finding]:
    """The options that mean carrying on as now and have the worst rating of all on a cost, and no reason for it."""
    values = study.known_values(criterion)
    lowest = sorted(values.values())[:2]
    if len(lowest) < 2 or lowest[0] == lowest[1]:
        return
    for option, entry in study.written_options:
        argued = criterion.less_is_better and option.ratings[criterion.id].why
        if values.get(option.id) == lowest[0] and is_as_now(option) and not argued:
            message = f"`{option.id}` means carrying on as now, and is rated worst of all on `{criterion.id}`"
            hint = "say in its `why:` what carrying on costs, or correct the rating"
            if not criterion.less_is_better:
                worst, best = plain(criterion.worst), plain(criterion.best)
                hint = f"if less is better on `{criterion.id}`, write `worst: {best}` and `best: {worst}`"
            yield Finding(problem_at(entry, ("ratings", criterion.id), message, hint), (criterion.id,), (option.id,))


@rule(
    "W30",
    "ratings that are only places in an order",
    "a place says that one option is before another and not by how much, so a sum of places is meaningless "
    "(Steele et al. 2009)",
    Harm.MEANING,
)
@documented(
    """Where {MIN_RANKED} options or more are rated 1, 2, 3 and so on, each number once, they have probably been put in
    order and not rated. The first may be far ahead of the second and the second level with the third; places cannot
    show it. Rate each option on what the two ends of the scale mean. On a scale as short as the list of options, say 1
    to 5 for five, that may be chance: there it counts where 1 is the best, where all of several criteria show it, or
    where chance would show it in {CHANCE:.0%} of such studies at most. A criterion that calls itself a rank is left
    to its author, and so is one whose unit counts something, as days or euros: there 1, 2 and 3 are so many."""
)
def places(study: Study) -> Iterator[Finding]:
    ranked, short = [], []
    for criterion in study.rated:
        known = sorted(study.known_ratings(criterion).values())
        told = (criterion.id.replace("-", " "), criterion.name, criterion.question, criterion.unit, criterion.swing)
        counts = criterion.unit is not None and not OF_A_SCALE.search(criterion.unit)
        if len(known) < MIN_RANKED or counts or RANK.search(" ".join(filter(None, told))):
            continue
        is_ranked = known == [*range(1, len(known) + 1)]
        if criterion.ends[1] - criterion.ends[0] <= len(known) and not criterion.less_is_better:
            short.append((criterion, is_ranked))
        elif is_ranked:
            ranked.append(criterion)
    options = len(study.options)
    by_chance = len(short) * factorial(options) / options**options
    if by_chance <= CHANCE or (len(short) > 1 and all(is_ranked for _, is_ranked in short)):
        ranked += [criterion for criterion, is_ranked in short if is_ranked]
    for criterion in ranked:
        last = len(study.known_ratings(criterion))
        message = f"the ratings on `{criterion.id}` are 1 to {last}, each of them once"
        hint = "rate how far each option gets between the ends of the scale, not which comes before which"
        yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))
