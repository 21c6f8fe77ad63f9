"""The sheet of a workbook that shows how a chance counts: for each value, step by step, its effective value."""

from collections.abc import Iterator
from typing import Any

from policyscore.analysis.effective_values import CERTAIN, effect_shares, effective_values
from policyscore.analysis.scoring import ScoredOption
from policyscore.model.tree import Criterion
from policyscore.reports.unknown import UNKNOWN
from policyscore.reports.workbook_cells import height, range_to, reference_to, write
from policyscore.reports.workbook_plan import (
    AT_BETTER,
    AT_WORSE,
    IF_IT_FAILS,
    RATING,
    RULE,
    WEIGHTS,
    Plan,
    ends_of,
)

EXPLAINED = (
    "Effective value = baseline's value + part that counts x (value - baseline's value), where the part that counts = "
    "chance + (1 - chance) x effect if it fails. The baseline's own chance is 100%: it goes on anyway.",
    "For Low and High, every rating (the baseline's too) is at its lowest or its highest value, and the chance once at "
    "its lowest and once at its highest: of these two scores, Low is the lesser and High the greater.",
)

# The line, counted from 0, with the headers; the values begin below.
HEADS = 3

OPTION, CRITERION, WEIGHT, FAILS, CHANCE, PART, BASE, VALUE, EFFECTIVE, UNSURE = range(10)

# The chance and the part that counts, with the chance at its lowest and at its highest.
LEAST, LEAST_PART, MOST, MOST_PART = range(10, 14)

# Effective values with ratings at their lowest or highest value, each with the chance at its lowest and highest.
AT_WORSE_ENDS, AT_BETTER_ENDS = (14, 15), (16, 17)

HEADERS = (
    *("Option", "Criterion", "Weight", "Effect if it fails", "Chance", "Part that counts", "Baseline's value"),
    *("Value", "Effective value", "Unknown"),
    *("Chance, lowest", "Part that counts", "Chance, highest", "Part that counts"),
    *("Low: chance lowest", "Low: chance highest", "High: chance lowest", "High: chance highest"),
)


def write_effect(sheet: Any, plan: Plan) -> None:
    """Fills the sheet, with a line for each criterion that is weighed of each option, for a study with a chance."""
    for line, text in enumerate(EXPLAINED):
        write(sheet, line, 0, text, plan.formats())
    for column, header in enumerate(HEADERS):
        align = "left" if column in (OPTION, CRITERION) else "right"
        head = plan.formats(bold=True, bottom=1, bottom_color=RULE, text_wrap=True, valign="bottom", align=align)
        write(sheet, HEADS, column, header, head)
    sheet.set_row(HEADS, height(*((header, 10) for header in HEADERS)))
    for number, option in enumerate(plan.rows):
        _option(sheet, plan, number, option)
    sheet.set_column(OPTION, OPTION, 30)
    sheet.set_column(CRITERION, CRITERION, 18)
    sheet.set_column(WEIGHT, len(HEADERS) - 1, 11)
    sheet.freeze_panes(HEADS + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADS)


def weighted(plan: Plan, number: int, column: int) -> str:
    """The weighted sum of an option's values in a column of the sheet, as a part of a formula of another sheet."""
    return f"SUMPRODUCT({_of(plan, number, WEIGHT)},{_of(plan, number, column)})"


def rests_on_unknown(plan: Plan, number: int) -> str:
    """A condition for another sheet: an effective value of the option that carries weight rests on what is unknown."""
    unsure, weights = (_of(plan, number, column, fixed=True) for column in (UNSURE, WEIGHT))
    return f'SUMPRODUCT(({unsure}="{UNKNOWN}")*({weights}>0))>0'


def _line(plan: Plan, number: int, index: int) -> int:
    """Where an option's value on a criterion stands on the sheet, counted from 0."""
    return HEADS + 1 + number * len(plan.criteria) + index


def _of(plan: Plan, number: int, column: int, fixed: bool = False) -> str:
    """An option's cells in a column of the sheet."""
    first, last = (_line(plan, number, index) for index in (0, len(plan.criteria) - 1))
    return f"Effect!{range_to((first, column), (last, column), fixed=fixed)}"


def _option(sheet: Any, plan: Plan, number: int, option: ScoredOption) -> None:
    """The lines of an option, one for each criterion: formulas, with today's results of them."""
    chance, baseline = option.chance or CERTAIN, plan.rows[plan.base or 0]
    least, most = (effect_shares(each, plan.criteria) for each in (chance.low, chance.high))
    at_ends = [
        effective_values(_at_end(plan, option, end), _at_end(plan, baseline, end), shares)
        for end in (0, 1)
        for shares in (least, most)
    ]
    percent, value, given = (plan.formats(num_format=pattern) for pattern in ("0.0%", "0.0", plan.values))
    sign = plan.formats(align="right")
    looks = (*[percent] * 4, given, given, value, sign, *[percent] * 4, *[value] * 4)
    for index, criterion in enumerate(plan.criteria):
        line, id = _line(plan, number, index), criterion.id
        write(sheet, line, OPTION, option.name, plan.formats())
        write(sheet, line, CRITERION, criterion.name, plan.formats())
        results = (
            *(plan.assessment.weighting.weights[id], criterion.if_it_fails, chance.value, option.shares[id]),
            *(baseline.values[id], option.values[id], option.effective[id], _sign(option, criterion)),
            *(chance.low, least[id], chance.high, most[id], *(values[id] for values in at_ends)),
        )
        steps = zip(_formulas(plan, number, index), looks, results, strict=True)
        for column, (formula, look, result) in enumerate(steps, start=WEIGHT):
            sheet.write_formula(line, column, f"={formula}", look, result)


def _at_end(plan: Plan, option: ScoredOption, end: int) -> dict[str, float]:
    """The values of all ratings at their worse end, or at their better."""
    return {criterion.id: ends_of(option, criterion)[end] for criterion in plan.criteria}


def _sign(option: ScoredOption, criterion: Criterion) -> str:
    """The sign of an effective value that rests on an unknown rating, chance or rating of the baseline."""
    return UNKNOWN if criterion.id in option.unsure else ""


def _formulas(plan: Plan, number: int, index: int) -> Iterator[str]:
    """What stands in the line of an option and a criterion, from the weight on."""
    line, base, baseline = _line(plan, number, index), plan.base or 0, plan.rows[number].baseline

    def cell(column: int) -> str:
        return reference_to(line, column)

    def matrix(row: int, column: int = 2 + index) -> str:
        return f"Matrix!{reference_to(row, column, 'both')}"

    def rated(row: int, leaf: int, column: int) -> str:
        return f"Ratings!{reference_to(plan.place(row, leaf), column)}"

    def part(chance: int) -> str:
        return f"{cell(chance)}+(1-{cell(chance)})*{cell(FAILS)}"

    def end(column: int, part: int) -> str:
        own, of_base = rated(number, index, column), rated(base, index, column)
        return f"{of_base}+{cell(part)}*({own}-{of_base})"

    def unknown(row: int, leaf: int) -> str:
        return f"NOT(ISNUMBER({rated(row, leaf, RATING)}))"

    chance, unsure = len(plan.criteria), unknown(number, index)
    if not baseline:
        tried = f"AND({cell(FAILS)}<1,{unknown(number, chance)})"
        unsure = f"OR({unsure},{tried},AND({cell(PART)}<1,{unknown(base, index)}))"
    yield from (matrix(WEIGHTS), matrix(IF_IT_FAILS))
    yield from (f"{matrix(plan.options + number, plan.chance_column)}/100", part(CHANCE))
    yield from (matrix(plan.options + base), matrix(plan.options + number))
    yield f"{cell(BASE)}+{cell(PART)}*({cell(VALUE)}-{cell(BASE)})"
    yield f'IF({unsure},"{UNKNOWN}","")'
    for at, column in ((AT_WORSE, LEAST), (AT_BETTER, MOST)):
        yield from ("1" if baseline else f"{rated(number, chance, at)}/100", part(column))
    for at in (AT_WORSE, AT_BETTER):
        yield from (end(at, LEAST_PART), end(at, MOST_PART))
