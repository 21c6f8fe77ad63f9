"""The sheet of a workbook with the ratings, what they rest on, and their values and those of their ends as formulas."""

from typing import Any

from policyscore.analysis.scoring import ScoredOption
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE
from policyscore.model.written import reference
from policyscore.reports.workbook_cells import height, reference_to, write
from policyscore.reports.workbook_curves import Pieces, value_of
from policyscore.reports.workbook_plan import (
    AT_BETTER,
    AT_WORSE,
    BASIS,
    BEST,
    BY,
    CRITERION,
    HIGH,
    INPUT,
    LOW,
    OPTION,
    RATING,
    RULE,
    SURE,
    UNIT,
    VALUE,
    WEIGHT,
    WEIGHTS,
    WHY,
    WORST,
    Plan,
    ends_of,
)

HEADERS = (
    *("Option", "Criterion", "Low", "Rating", "High", "Unit", "Value 0 at", "Value 100 at", "Weight"),
    *("Value", "Value, lowest", "Value, highest", "Basis", "Confidence", "Why", "Sources"),
)

# How wide columns are that are not 10 signs wide.
WIDTHS = {OPTION: 30, CRITERION: 18, BASIS: 12, SURE: 12, WHY: 70, BY: 60}


def write_ratings(sheet: Any, plan: Plan, pieces: Pieces) -> None:
    """Fills the sheet, with a line for each rating of each option. pieces: those of curves."""
    head = plan.formats(bold=True, bottom=1, bottom_color=RULE, text_wrap=True, valign="bottom")
    for column, header in enumerate(HEADERS):
        write(sheet, 0, column, header, head)
    for number, option in enumerate(plan.rows):
        for index, criterion in enumerate(plan.rated):
            line = plan.place(number, index)
            _rating(sheet, plan, line, option, criterion)
            _weight(sheet, plan, line, index, option)
            _values(sheet, plan, line, option, criterion, pieces)
            _grounds(sheet, plan, line, option, criterion)
    for column in range(len(HEADERS)):
        sheet.set_column(column, column, WIDTHS.get(column, 10))
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _rating(sheet: Any, plan: Plan, line: int, option: ScoredOption, criterion: Criterion) -> None:
    """Whose rating it is, the rating with its ends, which may be changed, and the scale."""
    plain, given, rating = (
        plan.formats(valign="top"),
        plan.formats(valign="top", bg_color=INPUT),
        option.ratings[criterion.id],
    )
    write(sheet, line, OPTION, option.name, plain)
    write(sheet, line, CRITERION, criterion.name, plain)
    for column, end in ((LOW, rating.low), (RATING, rating.value), (HIGH, rating.high)):
        if end is None:
            write(sheet, line, column, "unknown", given)
        else:
            sheet.write_number(line, column, end, given)
    write(sheet, line, UNIT, criterion.unit or "", plain)
    sheet.write_number(line, WORST, criterion.worst, plain)
    sheet.write_number(line, BEST, criterion.best, plain)
    bottom, top = criterion.ends
    sheet.data_validation(
        *(line, LOW, line, HIGH),
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": bottom,
            "maximum": top,
            "error_type": "warning",
            "error_message": "A rating lies on its criterion's scale.",
        },
    )


def _weight(sheet: Any, plan: Plan, line: int, index: int, option: ScoredOption) -> None:
    """The weight of a criterion; or what its rating does in place of being weighed, where it is the chance."""
    if index < len(plan.criteria):
        weight = plan.assessment.weighting.weights[plan.criteria[index].id]
        formula = f"=Matrix!{reference_to(WEIGHTS, 2 + index, 'both')}"
        sheet.write_formula(line, WEIGHT, formula, plan.formats(valign="top", num_format="0.0%"), weight)
    else:
        counts = plan.chance and not option.baseline
        write(sheet, line, WEIGHT, "multiplies" if counts else "not counted", plan.formats(valign="top"))


def _values(sheet: Any, plan: Plan, line: int, option: ScoredOption, criterion: Criterion, pieces: Pieces) -> None:
    """The value of a rating, and those of its ends; of an unknown one the middle and the ends of the scale."""
    pattern = plan.chances if criterion is plan.chance else plan.values
    shown, known = plan.formats(valign="top", num_format=pattern), f"ISNUMBER({reference_to(line, RATING)})"
    low, middle, high = (value_of(criterion, pieces, line, column) for column in (LOW, RATING, HIGH))
    # Whoever replaces an unknown rating alone has its ends there too.
    low, high = (
        f"IF(ISNUMBER({reference_to(line, column)}),{end},{middle})" for column, end in ((LOW, low), (HIGH, high))
    )
    worse, better = ends_of(option, criterion)
    sheet.write_formula(line, VALUE, f"=IF({known},{middle},{MIDDLE:g})", shown, option.values[criterion.id])
    sheet.write_formula(line, AT_WORSE, f"=IF({known},MIN({low},{high}),0)", shown, worse)
    sheet.write_formula(line, AT_BETTER, f"=IF({known},MAX({low},{high}),100)", shown, better)


def _grounds(sheet: Any, plan: Plan, line: int, option: ScoredOption, criterion: Criterion) -> None:
    """What a rating rests on: nothing that is written where it was set on the command line."""
    plain, wrapped = plan.formats(valign="top"), plan.formats(valign="top", text_wrap=True)
    changed, rating, sources = (
        criterion.id in option.changed,
        option.ratings[criterion.id],
        plan.assessment.study.sources,
    )
    write(sheet, line, BASIS, "set on the command line" if changed else rating.basis or "", plain)
    write(sheet, line, SURE, "" if changed else rating.confidence or "", plain)
    why = "" if changed else rating.why or ""
    write(sheet, line, WHY, why, wrapped)
    cited = "" if changed else "; ".join(reference(sources[id]) for id in rating.sources)
    write(sheet, line, BY, cited, wrapped)
    sheet.set_row(line, height((why, WIDTHS[WHY]), (cited, WIDTHS[BY])))
