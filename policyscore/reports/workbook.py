"""The matrix as a workbook whose formulas are live: change a weight or a rating, and every total follows."""

from io import BytesIO

from policyscore.analysis.scoring import Assessment
from policyscore.formats.report import Report
from policyscore.formats.undated import undated
from policyscore.reports.workbook_cells import check_room, shown_text
from policyscore.reports.workbook_curves import write_curves
from policyscore.reports.workbook_effect import write_effect
from policyscore.reports.workbook_matrix import write_matrix
from policyscore.reports.workbook_plan import IF_IT_FAILS, Plan
from policyscore.reports.workbook_ratings import write_ratings
from policyscore.reports.workbook_ties import write_ties
from policyscore.version import MADE_BY

# In effect, chance, score, low, high, gain, and what is below a floor.
MAX_FACTS = 7


def render(assessment: Assessment, report: Report) -> bytes:
    """The workbook: the matrix with its totals, the ratings that its values come from, and how a chance counts.

    Rank, score, low, high and gain are formulas over the points, the ratings and the chances, which are numbers;
    their results of today are stored beside them. Text is never a formula. Options stand in the order of today's
    ranks; a baseline that is not ranked stands below them. Raises CommandError where they are more than a sheet holds.
    """
    m, n = len(assessment.options) + 1, len(assessment.study.rated)
    check_room(rows=max(1 + m * n, IF_IT_FAILS + 1 + m + 2 + len(report.notes)), columns=2 + n + MAX_FACTS)
    import xlsxwriter

    out = BytesIO()
    # Text is written as text; nothing is guessed from how it looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": shown_text(report.title), "comments": MADE_BY})
        book.set_calc_mode("auto")
        plan = Plan(book, assessment)
        matrix, ratings = book.add_worksheet("Matrix"), book.add_worksheet("Ratings")
        if plan.chance:
            write_effect(book.add_worksheet("Effect"), plan)
        write_ratings(ratings, plan, write_curves(book, plan))
        write_matrix(matrix, plan, report)
        write_ties(book.add_worksheet("Ties"), plan.formats, assessment.options, f"Matrix!{plan.scores}")
    return undated(out.getvalue())
