"""The matrix as a workbook whose formulas are live: change a weight or a rating, and every total follows."""

from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import pairwise
from typing import Any

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import shown_difference
from policyscore.formats.report import Report
from policyscore.formats.undated import undated
from policyscore.model.tree import Criterion
from policyscore.model.value_function import MIDDLE
from policyscore.model.written import reference
from policyscore.reports.workbook_cells import (
    MAX_CELL_CHARS,
    check_room,
    gap,
    height,
    range_to,
    reference_to,
    shown_text,
    write,
)
from policyscore.reports.workbook_signs import mark_unknown
from policyscore.reports.workbook_ties import write_ties
from policyscore.version import MADE_BY

# The rows of the first sheet, counted from 0, where names, points, weights and options begin.
NAMES, POINTS, WEIGHTS, OPTIONS = 4, 5, 6, 7

# The columns of the sheet of ratings.
OPTION, CRITERION, LOW, RATING, HIGH, UNIT, WORST, BEST = range(8)

WEIGHT, VALUE, AT_WORSE, AT_BETTER, BASIS, SURE, WHY, BY = range(8, 16)

HEADERS = (
    *("Option", "Criterion", "Low", "Rating", "High", "Unit", "Value 0 at", "Value 100 at", "Weight"),
    *("Value", "Value, lowest", "Value, highest", "Basis", "Confidence", "Why", "Sources"),
)

# A formula of a spreadsheet holds no more signs than this.
MAX_FORMULA_CHARS = 8_000

# Score, low, high, gain, and what is below a floor.
MAX_FACTS = 6

INPUT, RULE = "#FFF8E1", "#7B8794"

STALE = "Notes on the study as it was written: they, and the order of the rows, do not follow what is changed here."
FLOORS_STALE = " Nor does Below floor: with so many floors its formula is longer than a cell holds."
HINT = "Cells with a coloured ground may be changed: the points of the criteria here, the ratings on the next sheet."


def render(assessment: Assessment, report: Report) -> bytes:
    """The workbook: the matrix with its totals, and the ratings that its values come from.

    Rank, score, low, high and gain are formulas over the points and the ratings, which are numbers;
    their results of today are stored beside them. Text is never a formula. Options stand in the order of today's
    ranks; a baseline that is not ranked stands below them. Raises CommandError where they are more than a sheet holds.
    """
    m, n = len(assessment.options) + 1, len(assessment.study.criteria)
    check_room(rows=max(1 + m * n, OPTIONS + m + 2 + len(report.notes)), columns=2 + n + MAX_FACTS)
    import xlsxwriter

    out = BytesIO()
    # Text is written as text; nothing is guessed from how it looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": shown_text(report.title), "comments": MADE_BY})
        book.set_calc_mode("auto")
        _Book(book, assessment, report).fill()
    return undated(out.getvalue())


class _Book:
    """The workbook in the making."""

    def __init__(self, book: Any, assessment: Assessment, report: Report) -> None:
        self.book, self.assessment, self.report = book, assessment, report
        self.pieces: dict[str, tuple[int, int]] = {}
        self.also_stale = ""
        self.criteria = assessment.study.criteria
        baseline = assessment.baseline
        outside = [baseline] if baseline and baseline.rank == 0 else []
        self.rows: list[ScoredOption] = [*assessment.options, *outside]
        self.base = next((number for number, option in enumerate(self.rows) if option.baseline), None)
        self.matrix, self.ratings = book.add_worksheet("Matrix"), book.add_worksheet("Ratings")
        font = {"font_name": "Arial", "font_size": 10}
        self.formats: Callable[..., Any] = lambda **settings: book.add_format(font | settings)
        every = (value for option in self.rows for value in option.values.values())
        self.values = "0" if all(abs(value - round(value)) < 1e-9 for value in every) else "0.0"

    def fill(self) -> None:
        """Writes the sheets."""
        self._curves()
        self._ratings()
        self._matrix()
        write_ties(self.book.add_worksheet("Ties"), self.formats, self.assessment.options, f"Matrix!{self._scores}")

    def _place(self, row: int, criterion: int) -> int:
        """Where a rating stands on its sheet, counted from 0."""
        return 1 + row * len(self.criteria) + criterion

    def _matrix(self) -> None:
        sheet, plain, bold = self.matrix, self.formats(), self.formats(bold=True, bottom=1, bottom_color=RULE)
        head = self.formats(bold=True, bottom=1, bottom_color=RULE, align="right", valign="bottom", text_wrap=True)
        points, percent = self.formats(bg_color=INPUT, num_format="0.##"), self.formats(num_format="0.0%")
        n = len(self.criteria)
        write(sheet, 0, 0, self.report.title, self.formats(bold=True, font_size=14))
        for number, text in enumerate((*self.report.lead, HINT)[:3], start=1):
            write(sheet, number, 0, text, plain)
        for column, name in enumerate(("Rank", "Option")):
            write(sheet, NAMES, column, name, bold)
        write(sheet, POINTS, 1, "points", plain)
        write(sheet, WEIGHTS, 1, "weight", plain)
        weights = self.assessment.weighting.weights
        every = range_to((POINTS, 2), (POINTS, 1 + n), fixed=True)
        for number, criterion in enumerate(self.criteria):
            column = 2 + number
            write(sheet, NAMES, column, criterion.name, head)
            sheet.write_number(POINTS, column, 100 * weights[criterion.id], points)
            sheet.write_formula(
                WEIGHTS, column, f"={reference_to(POINTS, column)}/SUM({every})", percent, weights[criterion.id]
            )
            sheet.data_validation(
                *(POINTS, column, POINTS, column),
                {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "Points are 0 or more."},
            )
        facts = self._facts()
        for column, name in enumerate(facts, start=2 + n):
            write(sheet, NAMES, column, name, head)
        for number, option in enumerate(self.rows):
            self._option(number, option, facts)
        mark_unknown(self.book, self.rows, self._place, (RATING, WEIGHT), (OPTIONS, 2), tuple(facts), self.values)
        below = OPTIONS + len(self.rows) + 1
        name_width = min(50, max(len(option.name) for option in self.rows) + 12)
        value_width = max(9, *(len(word) + 2 for c in self.criteria for word in c.name.split()))
        write(sheet, below, 1, STALE + self.also_stale, self.formats(bold=True))
        for number, note in enumerate(self.report.notes, start=1):
            text, across = f"{number}. {note.text}", 1 + n + len(facts)
            sheet.merge_range(below + number, 1, below + number, across, "", self.formats(text_wrap=True, valign="top"))
            write(sheet, below + number, 1, text, self.formats(text_wrap=True, valign="top"))
            sheet.set_row(below + number, height((text, name_width + value_width * n + 10 * len(facts))))
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, name_width)
        sheet.set_column(2, 1 + n, value_width)
        sheet.set_column(2 + n, 1 + n + len(facts), 10)
        sheet.freeze_panes(OPTIONS, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(NAMES, WEIGHTS)

    def _option(self, number: int, option: ScoredOption, facts: Mapping[str, "Fact"]) -> None:
        sheet, line, n = self.matrix, OPTIONS + number, len(self.criteria)
        ranked = option.rank > 0
        if ranked:
            own, tops = reference_to(line, 2 + n), f"Ties!{range_to((1, 0), (self._ranked, 0), fixed=True)}"
            top = f"SUMPRODUCT(MAX(({tops}-{own}<={TIE:.9f})*({tops}>={own})*{tops}))"
            formula = f"=1+SUMPRODUCT(({self._scores}>{top})*1)"
            sheet.write_formula(line, 0, formula, self.formats(), option.rank)
        write(sheet, line, 1, option.label + ("" if ranked else ", not ranked"), self.formats())
        shown = self.formats(num_format=self.values)
        for index, criterion in enumerate(self.criteria):
            formula = f"=Ratings!{reference_to(self._place(number, index), VALUE)}"
            sheet.write_formula(line, 2 + index, formula, shown, option.values[criterion.id])
        for column, fact in enumerate(facts.values(), start=2 + n):
            formula, value, format = fact(number, option)
            if len(formula) > MAX_FORMULA_CHARS:
                write(sheet, line, column, str(value), self.formats())
                self.also_stale = FLOORS_STALE
            elif formula:
                sheet.write_formula(line, column, formula, self.formats(num_format=format, align="right"), value)

    @property
    def _ranked(self) -> int:
        return len(self.assessment.options)

    @property
    def _scores(self) -> str:
        """The scores of the options that are ranked, as a range of the matrix."""
        column = 2 + len(self.criteria)
        return range_to((OPTIONS, column), (OPTIONS + self._ranked - 1, column), fixed=True)

    def _facts(self) -> dict[str, "Fact"]:
        """What stands behind the values, by the header: each a formula with today's result and its format."""
        n, last = len(self.criteria), 1 + len(self.criteria)
        weights = range_to((WEIGHTS, 2), (WEIGHTS, last), fixed=True)

        def score(number: int, option: ScoredOption) -> "Filled":
            line = OPTIONS + number
            return f"=SUMPRODUCT({weights},{range_to((line, 2), (line, last))})", option.score, "0.0"

        def end(column: int, value: Callable[[ScoredOption], float]) -> "Fact":
            def fill(number: int, option: ScoredOption) -> "Filled":
                first, final = self._place(number, 0), self._place(number, n - 1)
                parts = (f"Ratings!{range_to((first, at), (final, at))}" for at in (WEIGHT, column))
                return f"=SUMPRODUCT({','.join(parts)})", value(option), "0.0"

            return fill

        def gain(number: int, option: ScoredOption) -> "Filled":
            scores = (reference_to(OPTIONS + at, last + 1) for at in (number, self.base or 0))
            result = shown_difference(option.score, (self.assessment.baseline or option).score)
            return gap(*scores), float(result), "+0.0;-0.0;0.0"

        def fallen(number: int, option: ScoredOption) -> "Filled":
            parts = []
            for index, criterion in enumerate(self.criteria):
                if criterion.floor is not None:
                    rating = f"Ratings!{reference_to(self._place(number, index), RATING)}"
                    worse = f"{rating}{'>' if criterion.less_is_better else '<'}{criterion.floor!r}"
                    said = f'"; "&{reference_to(NAMES, 2 + index, "both")}'
                    parts.append(f'IF(ISNUMBER({rating}),IF({worse},{said},""),"")')
            names = self.assessment.study.names(option.fails)
            return f"=MID({'&'.join(parts)},3,{MAX_CELL_CHARS})", "; ".join(names), "@"

        facts: dict[str, Fact] = {
            "Score": score,
            "Low": end(AT_WORSE, lambda option: option.low),
            "High": end(AT_BETTER, lambda option: option.high),
        }
        if self.base is not None:
            facts["Gain"] = gain
        if any(criterion.floor is not None for criterion in self.criteria):
            facts["Below floor"] = fallen
        return facts

    def _ratings(self) -> None:
        sheet, plain = self.ratings, self.formats(valign="top")
        wrapped = self.formats(valign="top", text_wrap=True)
        given, value = self.formats(valign="top", bg_color=INPUT), self.formats(valign="top", num_format=self.values)
        percent = self.formats(valign="top", num_format="0.0%")
        head = self.formats(bold=True, bottom=1, bottom_color=RULE, text_wrap=True, valign="bottom")
        for column, header in enumerate(HEADERS):
            write(sheet, 0, column, header, head)
        sources = self.assessment.study.sources
        widths = {OPTION: 30, CRITERION: 18, BASIS: 12, SURE: 12, WHY: 70, BY: 60}
        for number, option in enumerate(self.rows):
            for index, criterion in enumerate(self.criteria):
                line, rating = self._place(number, index), option.ratings[criterion.id]
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
                weight = self.assessment.weighting.weights[criterion.id]
                formula = f"=Matrix!{reference_to(WEIGHTS, 2 + index, 'both')}"
                sheet.write_formula(line, WEIGHT, formula, percent, weight)
                self._values(line, criterion, option, value)
                changed = criterion.id in option.changed
                write(sheet, line, BASIS, "set on the command line" if changed else rating.basis or "", plain)
                write(sheet, line, SURE, "" if changed else rating.confidence or "", plain)
                why = "" if changed else rating.why or ""
                write(sheet, line, WHY, why, wrapped)
                cited = "" if changed else "; ".join(reference(sources[id]) for id in rating.sources)
                write(sheet, line, BY, cited, wrapped)
                sheet.set_row(line, height((why, widths[WHY]), (cited, widths[BY])))
                ends = sorted((criterion.worst, criterion.best))
                sheet.data_validation(
                    *(line, LOW, line, HIGH),
                    {
                        "validate": "decimal",
                        "criteria": "between",
                        "minimum": ends[0],
                        "maximum": ends[1],
                        "error_type": "warning",
                        "error_message": "A rating lies on its criterion's scale.",
                    },
                )
        for column in range(len(HEADERS)):
            sheet.set_column(column, column, widths.get(column, 10))
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _curves(self) -> None:
        """The pieces of curves on a sheet of their own, where there are any: from rating to rating, and how steep."""
        curved = [criterion for criterion in self.criteria if criterion.knots]
        if not curved:
            return
        sheet = self.book.add_worksheet("Curves")
        for column, header in enumerate(("Criterion", "From rating", "To rating", "Value there", "Value per unit")):
            write(sheet, 0, column, header, self.formats(bold=True, bottom=1, bottom_color=RULE))
        line = 1
        for criterion in curved:
            start = line
            for (low, at_low), (high, at_high) in pairwise(sorted(criterion.knots)):
                write(sheet, line, 0, criterion.name, self.formats())
                for column, number in enumerate((low, high, at_low, (at_high - at_low) / (high - low)), start=1):
                    sheet.write_number(line, column, number, self.formats())
                line += 1
            self.pieces[criterion.id] = start, line - 1
        sheet.set_column(0, 4, 18)

    def _curve(self, criterion: Criterion, line: int, column: int) -> str:
        """The value of the rating in a cell as a formula: on a straight line, or on the piece of the curve it is on."""
        cell = reference_to(line, column)
        if criterion.id not in self.pieces:
            worst, best = (reference_to(line, end, "column") for end in (WORST, BEST))
            return f"100*({cell}-{worst})/({best}-{worst})"
        first, last = self.pieces[criterion.id]
        low, high, steep = (f"Curves!{range_to((first, part), (last, part), fixed=True)}" for part in (1, 2, 4))
        # What lies between the ends of each piece, as far as the rating reaches into it, times its steepness.
        whole, part = f"({cell}>{high})*({high}-{low})", f"({cell}<={high})*({cell}>{low})*({cell}-{low})"
        return f"(Curves!{reference_to(first, 3, 'both')}+SUMPRODUCT({steep},{whole}+{part}))"

    def _values(self, line: int, criterion: Criterion, option: ScoredOption, format: Any) -> None:
        """The value of a rating, and those of its ends; of an unknown one the middle and the ends of the scale."""
        known = f"ISNUMBER({reference_to(line, RATING)})"
        low, middle, high = (self._curve(criterion, line, column) for column in (LOW, RATING, HIGH))
        # Whoever replaces an unknown rating alone has its ends there too.
        low, high = (
            f"IF(ISNUMBER({reference_to(line, column)}),{end},{middle})" for column, end in ((LOW, low), (HIGH, high))
        )
        id, rating = criterion.id, option.ratings[criterion.id]
        known_ends = (end for end in (rating.low, rating.high) if end is not None)
        ends = sorted(map(criterion.value_of, known_ends))
        worse, better = ends or (0.0, 100.0)
        self.ratings.write_formula(line, VALUE, f"=IF({known},{middle},{MIDDLE:g})", format, option.values[id])
        self.ratings.write_formula(line, AT_WORSE, f"=IF({known},MIN({low},{high}),0)", format, worse)
        self.ratings.write_formula(line, AT_BETTER, f"=IF({known},MAX({low},{high}),100)", format, better)


Filled = tuple[str, float | str, str]

Fact = Callable[[int, ScoredOption], Filled]
