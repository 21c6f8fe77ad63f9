"""Where everything stands in a workbook of the matrix, and how its cells look."""

from collections.abc import Iterable
from typing import Any

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.model.tree import Criterion
from policyscore.reports.workbook_cells import range_to

# The rows of the first sheet, counted from 0, of names, points and weights; with a chance, of what counts if an option
# fails; and where options begin without a chance.
NAMES, POINTS, WEIGHTS, IF_IT_FAILS, OPTIONS = 4, 5, 6, 7, 7

# The columns of the sheet of ratings.
OPTION, CRITERION, LOW, RATING, HIGH, UNIT, WORST, BEST = range(8)

WEIGHT, VALUE, AT_WORSE, AT_BETTER, BASIS, SURE, WHY, BY = range(8, 16)

# The ground of cells that may be changed, and the line below headers.
INPUT, RULE = "#FFF8E1", "#7B8794"


class Plan:
    """The options and criteria of a workbook, each with its place, counted from 0.

    `rows` are the options, a line of the matrix each, and last a baseline that is not ranked; `base` is the number of
    the baseline among them, None without one. `criteria` are those that are weighed, `rated` the same and behind them
    the one that is named as the chance, `chance` itself where it counts. `values` and `chances` are the patterns of
    numbers that these are shown in.
    """

    def __init__(self, book: Any, assessment: Assessment) -> None:
        self.book, self.assessment = book, assessment
        study = assessment.study
        self.criteria, self.chance = study.criteria, study.chance
        self.rated = *self.criteria, *(leaf for leaf in study.rated if leaf.id == study.tree.chance)
        baseline = assessment.baseline
        outside = [baseline] if baseline and baseline.rank == 0 else []
        self.rows: list[ScoredOption] = [*assessment.options, *outside]
        self.base = next((number for number, option in enumerate(self.rows) if option.baseline), None)
        self.values = _pattern(option.values[c.id] for option in self.rows for c in self.criteria)
        self.chances = _pattern(100 * option.chance.value for option in self.rows if option.chance)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def formats(self, **settings: object) -> Any:
        """How a cell looks; made once for all cells that look alike."""
        key = tuple(settings.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": "Arial", "font_size": 10, **settings})
        return self._formats[key]

    def place(self, row: int, criterion: int) -> int:
        """The line of a rating on its sheet, by the numbers of its option and criterion."""
        return 1 + row * len(self.rated) + criterion

    @property
    def options(self) -> int:
        """The line of the matrix where options begin."""
        return IF_IT_FAILS + 1 if self.chance else OPTIONS

    @property
    def ranked(self) -> int:
        """How many of the options are ranked; they stand above the rest."""
        return len(self.assessment.options)

    @property
    def last(self) -> int:
        """The column of the matrix with the last of the values."""
        return 1 + len(self.criteria)

    @property
    def score(self) -> int:
        """The column of the matrix with the scores."""
        return self.last + (3 if self.chance else 1)

    @property
    def chance_column(self) -> int:
        """The column of the matrix with the chances, where there are any."""
        return self.last + 2

    @property
    def scores(self) -> str:
        """The scores of the options that are ranked, as a range of the matrix."""
        return range_to((self.options, self.score), (self.options + self.ranked - 1, self.score), fixed=True)

    @property
    def weights(self) -> str:
        """The weights of all criteria, as a range of the matrix."""
        return range_to((WEIGHTS, 2), (WEIGHTS, self.last), fixed=True)


def _pattern(numbers: Iterable[float]) -> str:
    """The pattern to show some numbers in: without decimals where all are whole."""
    return "0" if all(abs(number - round(number)) < 1e-9 for number in numbers) else "0.0"


def ends_of(option: ScoredOption, criterion: Criterion) -> tuple[float, float]:
    """The values of a rating's worse and better end; those of the scale where it is unknown."""
    rating = option.ratings[criterion.id]
    if rating.low is None or rating.high is None:
        return 0.0, 100.0
    worse, better = sorted(map(criterion.value_of, (rating.low, rating.high)))
    return worse, better
