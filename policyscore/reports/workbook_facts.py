"""What stands behind the values in the matrix of a workbook, each a formula: chance, score, low, high, gain, floors."""

from collections.abc import Callable

from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.numbers import shown_difference
from policyscore.reports.workbook_cells import MAX_CELL_CHARS, gap, range_to, reference_to
from policyscore.reports.workbook_effect import AT_BETTER_ENDS, AT_WORSE_ENDS, EFFECTIVE, weighted
from policyscore.reports.workbook_plan import AT_BETTER, AT_WORSE, CRITERION, NAMES, RATING, VALUE, WEIGHT, Plan

# A formula, today's result of it, and the pattern that numbers are shown in.
Filled = tuple[str, float | str, str]

# The cell of an option, by its number.
Fact = Callable[[int, ScoredOption], Filled]


def facts(plan: Plan) -> dict[str, Fact]:
    """The columns behind the values, by header."""
    made: dict[str, Fact] = {}
    if plan.chance:
        made |= {
            "In effect": _sum_of_values(plan, lambda option: option.in_effect),
            "Chance": _chance(plan),
            "Score": _effective(plan, "{}", (EFFECTIVE,), lambda option: option.score),
            "Low": _effective(plan, "MIN({},{})", AT_WORSE_ENDS, lambda option: option.low),
            "High": _effective(plan, "MAX({},{})", AT_BETTER_ENDS, lambda option: option.high),
        }
    else:
        made |= {
            "Score": _sum_of_values(plan, lambda option: option.score),
            "Low": _end(plan, AT_WORSE, lambda option: option.low),
            "High": _end(plan, AT_BETTER, lambda option: option.high),
        }
    if plan.base is not None:
        made["Gain"] = _gain(plan, plan.base)
    counted = plan.assessment.study.counted
    if any(criterion.floor is not None for option in plan.rows for criterion in counted(option.option)):
        made["Below floor"] = _below_floor(plan)
    return made


def _sum_of_values(plan: Plan, value: Callable[[ScoredOption], float]) -> Fact:
    """The weighted sum of the values that stand in the line."""

    def fill(number: int, option: ScoredOption) -> Filled:
        line = plan.options + number
        return f"=SUMPRODUCT({plan.weights},{range_to((line, 2), (line, plan.last))})", value(option), "0.0"

    return fill


def _chance(plan: Plan) -> Fact:
    """The chance in 100; the baseline goes on anyway, whatever it is rated."""

    def fill(number: int, option: ScoredOption) -> Filled:
        rated = f"Ratings!{reference_to(plan.place(number, len(plan.criteria)), VALUE)}"
        chance = option.chance.value if option.chance else 1.0
        return f"={100 if option.baseline else rated}", 100 * chance, plan.chances

    return fill


def _effective(plan: Plan, of: str, columns: tuple[int, ...], value: Callable[[ScoredOption], float]) -> Fact:
    """The weighted sum of effective values, or the lesser or greater of two: `of` says which, of what columns."""

    def fill(number: int, option: ScoredOption) -> Filled:
        return f"={of.format(*(weighted(plan, number, column) for column in columns))}", value(option), "0.0"

    return fill


def _end(plan: Plan, column: int, value: Callable[[ScoredOption], float]) -> Fact:
    """Low or High: with all ratings at one end, whose values stand in a column of the sheet of ratings."""

    def fill(number: int, option: ScoredOption) -> Filled:
        first, final = plan.place(number, 0), plan.place(number, len(plan.criteria) - 1)
        parts = (f"Ratings!{range_to((first, at), (final, at))}" for at in (WEIGHT, column))
        return f"=SUMPRODUCT({','.join(parts)})", value(option), "0.0"

    return fill


def _gain(plan: Plan, base: int) -> Fact:
    def fill(number: int, option: ScoredOption) -> Filled:
        scores = (reference_to(plan.options + at, plan.score) for at in (number, base))
        result = shown_difference(option.score, plan.rows[base].score)
        return gap(*scores), float(result), "+0.0;-0.0;0.0"

    return fill


def _below_floor(plan: Plan) -> Fact:
    """The names of the criteria on which an option is rated worse than the floor; nothing where none counts of it."""

    def fill(number: int, option: ScoredOption) -> Filled:
        parts = []
        for criterion in plan.assessment.study.counted(option.option):
            if criterion.floor is not None:
                index = plan.rated.index(criterion)
                line = plan.place(number, index)
                rating = f"Ratings!{reference_to(line, RATING)}"
                worse = f"{rating}{'>' if criterion.less_is_better else '<'}{criterion.floor!r}"
                weighed = index < len(plan.criteria)
                name = reference_to(NAMES, 2 + index, "both") if weighed else f"Ratings!{reference_to(line, CRITERION)}"
                said = f'"; "&{name}'
                parts.append(f'IF(ISNUMBER({rating}),IF({worse},{said},""),"")')
        if not parts:
            return "", "", "@"
        names = plan.assessment.study.names(option.fails)
        return f"=MID({'&'.join(parts)},3,{MAX_CELL_CHARS})", "; ".join(names), "@"

    return fill
