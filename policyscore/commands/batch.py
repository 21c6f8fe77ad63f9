"""Tidy rows, of one study or of many in one go, and what to do about those with errors."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policyscore.analysis.comparison import TidyRow, tidy_rows
from policyscore.commands.build import Built
from policyscore.errors import CommandError, PolicyscoreError, Remark
from policyscore.formats.report import Note
from policyscore.model.study import Study
from policyscore.reading import selection
from policyscore.reading.load import load
from policyscore.reading.opening import note
from policyscore.reading.study_list import listed_paths
from policyscore.reading.views import views
from policyscore.reports.chance import no_chance_notes
from policyscore.reports.floors import floor_notes
from policyscore.reports.surveys import in_several_note, survey_notes
from policyscore.reports.unknown import unknown_note
from policyscore.text import counted, listed


def study_paths(named: Iterable[str], list_file: str | None) -> Iterator[str]:
    """The studies that are named, then those in a list: a path on each line of a file, `-` for standard input.

    Raises CommandError where the list cannot be read, and where it names no study and nothing else does.
    """
    count = 0
    for path in named:
        count += 1
        yield path
    if list_file is None:
        return
    for path in listed_paths(list_file):
        count += 1
        yield path
    if not count:
        raise CommandError(f"the list `{list_file}` names no study", "put the path of a study on each of its lines")


def build(
    study: Study,
    *,
    weights: Sequence[str] = (),
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    mean: bool = False,
    skip_incomplete: bool = False,
) -> Built[Iterator[TidyRow]]:
    """The rows of a study, one for each weighting and option, made as they are asked for. Raises what `views` does.

    weights: weightings and surveys as `-w` takes them; without any, those of the study. mean: whether to add the rows
    under the mean of all weights. skip_incomplete: whether rows of a survey with blank cells are left out. Rows have no
    place for notes, so what is to be known of the surveys, of unknown ratings and of floors comes as remarks.
    """
    found = views(selection.what_if(study, changes), weights, skip_incomplete)
    options = selection.options(found.study, tags, skip_tags)
    # Of weights that are still to come any may count. No row bears a sign.
    unknown = unknown_note(found.study, options, dict.fromkeys(found.study.tree.ids, 1.0), sign=False)
    of_surveys = *survey_notes(found.surveys), *in_several_note(found.in_several)
    remarks = *no_chance_notes(found.study), *of_surveys, *unknown, *floor_notes(found.study, options)
    return Built(tidy_rows(found, options, mean), remarks=remarks, warnings=found.study.warnings)


@dataclass
class Batch:
    """Studies that are done one after the other, each by itself; `failures` and `ends` grow as rows are asked for.

    build: makes the rows of a study. criteria: a criteria document in place of each study's own. files: words that name
    files to be read for every study, which are inputs even where none gets so far as to read them. tell: told of a
    study with errors, and of the path it was named with; without it the first such study ends the batch. remark: told
    of what is to be known of the rows of a study. warn: told of what reading remarked of a study, and of its path.
    failures: how many studies had errors. ends: by study without errors how many rows there were at its end. tick:
    told after each study how many are done, those with errors too. no_chance: whether every option counts as if it took
    effect; nothing is said of a study without a chance, for among many there may well be some.
    """

    build: Callable[[Study], Built[Iterator[TidyRow]]]
    criteria: str | None = None
    files: Sequence[str] = ()
    tell: Callable[[PolicyscoreError, str], None] | None = None
    remark: Callable[[Sequence[Note]], None] = lambda notes: None
    warn: Callable[[Sequence[Remark], str], None] = lambda remarks, path: None
    failures: int = 0
    ends: list[int] = field(default_factory=list)
    tick: Callable[[int], None] = lambda done: None
    no_chance: bool = False

    def rows(self, paths: Iterable[str]) -> Iterator[tuple[str, TidyRow]]:
        """The rows of every study with the path it was named with, in the order of the paths.

        Raises the errors of a study where nobody is to be told of them.
        """
        rows = 0
        for word in self.files:
            note(word)
        for path in paths:
            try:
                study = replace(load(path, criteria=self.criteria), no_chance=self.no_chance)
                tidy = self.build(study)
            except PolicyscoreError as error:
                if self.tell is None:
                    raise
                self.failures += 1
                self.tell(error, path)
                self.tick(self.failures + len(self.ends))
                continue
            # A rating is of this study, while a survey is the same for all.
            own = "unknown", "floor", "floor-unknown"
            self.remark([replace(n, text=f"{path}: {n.text}") if n.code in own else n for n in tidy.remarks])
            self.warn(tidy.warnings, path)
            for row in tidy.shown:
                rows += 1
                yield path, row
            self.ends.append(rows)
            self.tick(self.failures + len(self.ends))

    def so_far(self, written: int) -> str:
        """What has come out, of so many rows: those of which studies. Nothing where none has."""
        whole = bisect_right(self.ends, written)
        cut = written - (self.ends[whole - 1] if whole else 0)
        parts = [f"all of {counted(whole, 'study', 'studies')}"] if whole else []
        if cut:
            parts.append(f"{counted(cut, 'row')} of the next" if whole else "a part of the first study")
        return f"{rows_written(written)}: {listed(parts)}" if written else ""


def rows_written(rows: int) -> str:
    """That so many rows have come out; nothing where none has."""
    return f"{rows:,} {'row was' if rows == 1 else 'rows were'} written" if rows else ""
