"""What stands behind the values in the matrix of a workbook: score, low, high, gain and floors, each a formula."""

from collections.abc import Callable

from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.numbers import shown_difference
from policyscore.reports.workbook_cells import MAX_CELL_CHARS, gap, range_to, reference_to
from policyscore.reports.workbook_plan import AT_BETTER, AT_WORSE, NAMES, OPTIONS, RATING, WEIGHT, Plan

# A formula, today's result of it, and the pattern that numbers are shown in.
Filled = tuple[str, float | str, str]

# The cell of an option, by its number.
Fact = Callable[[int, ScoredOption], Filled]


def facts(plan: Plan) -> dict[str, Fact]:
    """The columns behind the values, by header."""
    made: dict[str, Fact] = {
        "Score": _score(plan),
        "Low": _end(plan, AT_WORSE, lambda option: option.low),
        "High": _end(plan, AT_BETTER, lambda option: option.high),
    }
    if plan.base is not None:
        made["Gain"] = _gain(plan, plan.base)
    if any(criterion.floor is not None for criterion in plan.criteria):
        made["Below floor"] = _below_floor(plan)
    return made


def _score(plan: Plan) -> Fact:
    def fill(number: int, option: ScoredOption) -> Filled:
        line = OPTIONS + number
        return f"=SUMPRODUCT({plan.weights},{range_to((line, 2), (line, plan.last))})", option.score, "0.0"

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
        scores = (reference_to(OPTIONS + at, plan.score) for at in (number, base))
        result = shown_difference(option.score, plan.rows[base].score)
        return gap(*scores), float(result), "+0.0;-0.0;0.0"

    return fill


def _below_floor(plan: Plan) -> Fact:
    """The names of the criteria on which an option is rated worse than the floor."""

    def fill(number: int, option: ScoredOption) -> Filled:
        parts = []
        for index, criterion in enumerate(plan.criteria):
            if criterion.floor is not None:
                rating = f"Ratings!{reference_to(plan.place(number, index), RATING)}"
                worse = f"{rating}{'>' if criterion.less_is_better else '<'}{criterion.floor!r}"
                said = f'"; "&{reference_to(NAMES, 2 + index, "both")}'
                parts.append(f'IF(ISNUMBER({rating}),IF({worse},{said},""),"")')
        names = plan.assessment.study.names(option.fails)
        return f"=MID({'&'.join(parts)},3,{MAX_CELL_CHARS})", "; ".join(names), "@"

    return fill
