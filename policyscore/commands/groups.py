"""Options that commands share, in groups: a command takes a group as one parameter, and asks it for what it means."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from policyscore.analysis.sampling import DRAWS, SEED
from policyscore.commands import exits, output
from policyscore.commands.grouped import Group
from policyscore.commands.options import (
    Changes,
    ChartFormatOption,
    ChosenStudy,
    ColorOption,
    CriteriaFile,
    Decimals,
    Draws,
    Example,
    MemoFormatOption,
    NoChance,
    Output,
    Quiet,
    Raw,
    ReportFormatOption,
    ScoreFormatOption,
    Seed,
    SkipTag,
    SortBy,
    Studies,
    Tag,
    Top,
    Transpose,
    Weights,
    Within,
    chosen_study,
    without_chance,
)
from policyscore.commands.output import Color
from policyscore.formats.format import CHART_FORMATS, MEMO_FORMATS, REPORT_FORMATS, SCORE_FORMATS, Format
from policyscore.reports.layout import Layout, Sort

if TYPE_CHECKING:
    from policyscore.commands.build import Built
    from policyscore.formats.charts.chart import Chart
    from policyscore.formats.memo.blocks import Memo
    from policyscore.formats.report import Report
    from policyscore.model.study import Study


class StudySource(Group):
    """Which study, and whether anything but errors is said."""

    studies: Studies = None
    example: Example = False
    criteria: CriteriaFile = None
    quiet: Quiet = False

    @cached_property
    def chosen(self) -> ChosenStudy:
        """Which study it is. Raises what `chosen_study` does."""
        return chosen_study(self.studies or (), self.example)

    @property
    def paths(self) -> list[str]:
        """The paths of the study."""
        return self.chosen.paths

    def name_of(self, path: str) -> str:
        """What a study among many is called: by its path, unless it is the bundled one."""
        return self.chosen.name if self.example else path

    def say_default(self) -> None:
        """Says which study is read where none was named, unless quiet."""
        if self.chosen.which and not self.quiet:
            exits.say(f"policyscore: no study was named, {self.chosen.which}")

    def load(self, no_chance: bool = False) -> "Study":
        """The study; says which it is, where none was named.

        no_chance: whether every option counts as if it took effect. Raises StudyError for its problems, CommandError
        where a path cannot be read.
        """
        from policyscore.reading.load import load

        self.say_default()
        study = load(*self.paths, criteria=self.criteria)
        return without_chance((study,), self.quiet)[0] if no_chance else study


class Assumptions(Group):
    """Under which weighting, with which ratings changed, and whether no chance counts."""

    weightings: Weights = None
    what_if: Changes = None
    no_chance: NoChance = False

    def weights(self) -> str | None:
        """The one weighting that was asked for, or None. Raises CommandError where several were."""
        from policyscore.reading import selection

        return selection.one(self.weightings or ())

    @property
    def changes(self) -> Sequence[str]:
        return self.what_if or ()


class OptionFilter(Group):
    """Which of the options."""

    tag: Tag = None
    skip_tag: SkipTag = None

    @property
    def tags(self) -> Sequence[str]:
        return self.tag or ()

    @property
    def skip_tags(self) -> Sequence[str]:
        return self.skip_tag or ()


class Sampling(Group):
    """From which weightings to draw, how often, and from which seed."""

    within: Within = None
    draws: Draws = DRAWS
    seed: Seed = SEED

    @property
    def asked_for(self) -> bool:
        """Whether anything is other than it would be unasked."""
        return (self.within, self.draws, self.seed) != (None, DRAWS, SEED)


class MatrixLayout(Group):
    """How the matrix is laid out for its readers."""

    transpose: Transpose = False
    top: Top = None
    sort: SortBy = Sort.SCORE
    decimals: Decimals = 1

    @property
    def layout(self) -> Layout:
        return Layout(self.transpose, self.top, self.sort, self.decimals)


class ReportOutput(Group):
    """Where a report goes, and how it looks there."""

    formats = REPORT_FORMATS
    format: ReportFormatOption = None
    output: Output = None
    raw: Raw = False
    color: ColorOption = Color.AUTO

    def ready(self, unasked: Format = Format.TABLE) -> Format:
        """The format to write in, `unasked` where nothing says which; see `output.ready`."""
        wanted = self.format or (unasked if self.output is None else None)
        return output.ready(wanted, self.output, self.formats)

    def write(self, built: "Built[Report] | Built[str]", format: Format, errors_as_json: bool = False) -> None:
        """Writes the report, and ends as it says."""
        look = output.look(self.output, self.color, self.raw)
        output.deliver(built, format, self.output, look, errors_as_json=errors_as_json)


class ScoreOutput(ReportOutput):
    """Where the matrix goes, and how it looks there: as other reports, or as a workbook."""

    formats = SCORE_FORMATS
    format: ScoreFormatOption = None  # type: ignore[assignment]  # one more than others take


class MemoOutput(Group):
    """Where a memo goes, and as what."""

    format: MemoFormatOption = None
    output: Output = None

    def ready(self) -> Format:
        """The format to write in; see `output.ready`."""
        return output.ready(self.format, self.output, MEMO_FORMATS, "a memo")

    def write(self, built: "Built[Memo]", format: Format, quiet: bool) -> None:
        """Writes the memo; says what it lacks, unless quiet."""
        output.deliver(built, format, self.output, quiet=quiet)


class ChartOutput(Group):
    """Where a chart goes, and how it looks there."""

    format: ChartFormatOption = None
    output: Output = None
    color: ColorOption = Color.AUTO

    def ready(self) -> Format:
        """The format to write in; see `output.ready`."""
        return output.ready(self.format, self.output, CHART_FORMATS, "a chart")

    def write(self, built: "Built[Chart]", format: Format, quiet: bool) -> None:
        """Writes the chart; says what it lacks, unless quiet."""
        output.deliver(built, format, self.output, output.look(self.output, self.color, raw=False), quiet)
