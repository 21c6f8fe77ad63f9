"""The sheet of a workbook with the matrix: points and weights of the criteria, and a line for each option."""

from collections.abc import Mapping
from typing import Any

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.report import Report
from policyscore.reports.workbook_cells import height, range_to, reference_to, write
from policyscore.reports.workbook_facts import Fact, facts
from policyscore.reports.workbook_plan import (
    IF_IT_FAILS,
    INPUT,
    NAMES,
    POINTS,
    RULE,
    VALUE,
    WEIGHTS,
    Plan,
)
from policyscore.reports.workbook_signs import mark_unknown

# A formula of a spreadsheet holds no more signs than this.
MAX_FORMULA_CHARS = 8_000

STALE = "Notes on the study as it was written: they, and the order of the rows, do not follow what is changed here."
FLOORS_STALE = " Nor does Below floor: with so many floors its formula is longer than a cell holds."
HINT = "Cells with a coloured ground may be changed: the points of the criteria here, the ratings on the next sheet."
HINT_WITH_CHANCE = (
    "Cells with a coloured ground may be changed: on this sheet the points of the criteria, and the share of an effect "
    "that counts even if the option fails; on the next the ratings and the chances. Effect shows how a chance counts."
)

# What may be written as the part of an effect that comes even if the option fails.
SHARE = {
    **{"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "error_message": "The part of the effect that comes even if the option fails lies between 0% and 100%.",
}


def write_matrix(sheet: Any, plan: Plan, report: Report) -> None:
    """Fills the sheet; below the options stand the report's notes."""
    plain = plan.formats()
    write(sheet, 0, 0, report.title, plan.formats(bold=True, font_size=14))
    for number, text in enumerate((*report.lead, HINT_WITH_CHANCE if plan.chance else HINT)[:3], start=1):
        write(sheet, number, 0, text, plain)
    columns = facts(plan)
    _heads(sheet, plan, [*columns])
    stale = [_option(sheet, plan, number, option, columns) for number, option in enumerate(plan.rows)]
    mark_unknown(sheet, plan, [*columns])
    n = len(plan.criteria)
    name_width = min(50, max(len(option.name) for option in plan.rows) + 12)
    value_width = max(9, *(len(word) + 2 for c in plan.criteria for word in c.name.split()))
    below, across = plan.options + len(plan.rows) + 1, plan.last + len(columns)
    write(sheet, below, 1, STALE + max(stale), plan.formats(bold=True))
    for number, note in enumerate(report.notes, start=1):
        text, wrapped = f"{number}. {note.text}", plan.formats(text_wrap=True, valign="top")
        sheet.merge_range(below + number, 1, below + number, across, "", wrapped)
        write(sheet, below + number, 1, text, wrapped)
        sheet.set_row(below + number, height((text, name_width + value_width * n + 10 * len(columns))))
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, name_width)
    sheet.set_column(2, plan.last, value_width)
    sheet.set_column(plan.last + 1, across, 10)
    sheet.freeze_panes(plan.options, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(NAMES, plan.options - 1)


def _heads(sheet: Any, plan: Plan, headers: list[str]) -> None:
    """The names of the columns; below those of the criteria their points, weights, and what counts if options fail."""
    plain, bold = plan.formats(), plan.formats(bold=True, bottom=1, bottom_color=RULE)
    head = plan.formats(bold=True, bottom=1, bottom_color=RULE, align="right", valign="bottom", text_wrap=True)
    points, percent = plan.formats(bg_color=INPUT, num_format="0.##"), plan.formats(num_format="0.0%")
    share = plan.formats(bg_color=INPUT, num_format="0.0%")
    for column, name in enumerate(("Rank", "Option")):
        write(sheet, NAMES, column, name, bold)
    write(sheet, POINTS, 1, "points", plain)
    write(sheet, WEIGHTS, 1, "weight", plain)
    if plan.chance:
        write(sheet, IF_IT_FAILS, 1, "effect if it fails", plain)
    every = range_to((POINTS, 2), (POINTS, plan.last), fixed=True)
    for column, criterion in enumerate(plan.criteria, start=2):
        weight = plan.assessment.weighting.weights[criterion.id]
        write(sheet, NAMES, column, criterion.name, head)
        sheet.write_number(POINTS, column, 100 * weight, points)
        sheet.write_formula(WEIGHTS, column, f"={reference_to(POINTS, column)}/SUM({every})", percent, weight)
        sheet.data_validation(
            *(POINTS, column, POINTS, column),
            {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "Points are 0 or more."},
        )
        if plan.chance:
            sheet.write_number(IF_IT_FAILS, column, criterion.if_it_fails, share)
            sheet.data_validation(*(IF_IT_FAILS, column, IF_IT_FAILS, column), SHARE)
    for column, name in enumerate(headers, start=plan.last + 1):
        write(sheet, NAMES, column, name, head)


def _option(sheet: Any, plan: Plan, number: int, option: ScoredOption, columns: Mapping[str, Fact]) -> str:
    """The line of an option. Returns what to say of a formula that is too long, so that its result stands alone."""
    line, ranked, stale = plan.options + number, option.rank > 0, ""
    if ranked:
        own, tops = reference_to(line, plan.score), f"Ties!{range_to((1, 0), (plan.ranked, 0), fixed=True)}"
        top = f"SUMPRODUCT(MAX(({tops}-{own}<={TIE:.9f})*({tops}>={own})*{tops}))"
        sheet.write_formula(line, 0, f"=1+SUMPRODUCT(({plan.scores}>{top})*1)", plan.formats(), option.rank)
    write(sheet, line, 1, option.label + ("" if ranked else ", not ranked"), plan.formats())
    shown = plan.formats(num_format=plan.values)
    for index, criterion in enumerate(plan.criteria):
        formula = f"=Ratings!{reference_to(plan.place(number, index), VALUE)}"
        sheet.write_formula(line, 2 + index, formula, shown, option.values[criterion.id])
    for column, fact in enumerate(columns.values(), start=plan.last + 1):
        formula, value, format = fact(number, option)
        if len(formula) > MAX_FORMULA_CHARS:
            write(sheet, line, column, str(value), plan.formats())
            stale = FLOORS_STALE
        elif formula:
            sheet.write_formula(line, column, formula, plan.formats(num_format=format, align="right"), value)
    return stale
