"""What -w means to compare: named weightings and surveys."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from policyscore.errors import CommandError
from policyscore.model.inputs import STDIN_PATH, File
from policyscore.model.study import Study, Weighting
from policyscore.model.weight_block import WeightBlock
from policyscore.reading import selection
from policyscore.reading.load import weighting_in
from policyscore.reading.opening import STDIN
from policyscore.reading.respondents import in_several
from policyscore.reading.survey import MAX_GROUPS_COUNTED, Survey, survey
from policyscore.reading.table_lines import Table, is_yaml, open_table
from policyscore.reading.yaml_ import MAX_BYTES
from policyscore.text import did_you_mean

# More groups than these nobody can compare.
MAX_GROUPS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What a study is looked at with: weightings that are named, and surveys.

    `study` has every file among those read; `with_surveys` is the SHA-256 over the contents of all of them and of the
    surveys behind them, None where there are none.
    """

    study: Study
    named: tuple[Weighting, ...]
    surveys: tuple[Survey, ...]
    with_surveys: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over the contents of everything that was read."""
        return self.with_surveys or self.study.sha256

    @property
    def count(self) -> int:
        """How many weightings there are."""
        return len(self.named) + sum(each.respondents for each in self.surveys)

    @property
    def in_several(self) -> int:
        """How many ids of weightings stand in several surveys, or in one and among the weightings that are named."""
        if not self.surveys:
            return 0
        return in_several([each.who for each in self.surveys], [view.id for view in self.named])

    def check_group(self, column: str) -> None:
        """Raises CommandError where a column that is to say the groups is not in every survey, or holds too many."""
        if not self.surveys:
            raise CommandError("--by needs a survey: a table with a weighting in each row", "-w survey.csv")
        for each in self.surveys:
            if column not in each.groups:
                hint = did_you_mean(column, each.groups) or f"the groups are {', '.join(each.groups) or 'none'}"
                raise CommandError(f"`{each.file_name}` has no column `{column}` that is a group", hint)
        found = len(frozenset().union(*(each.group_names for each in self.surveys)))
        if found > MAX_GROUPS:
            at_least = "at least " if found >= MAX_GROUPS_COUNTED else ""
            raise CommandError(
                f"the column `{column}` names {at_least}{found:,} groups, and {MAX_GROUPS} can be compared at most",
                "name a column with fewer groups, or put neighbouring ones together in the table, as ages into spans",
            )

    def pairs(self) -> Iterator[tuple[Study, WeightBlock]]:
        """All weightings with the ratings that they are to weigh, a block after the other."""
        for block in self._blocks():
            yield self.study, block

    def _blocks(self) -> Iterator[WeightBlock]:
        if self.named:
            ids, names = (tuple(getattr(view, key) for view in self.named) for key in ("id", "name"))
            leaves = [criterion.id for criterion in self.study.criteria]
            weights = np.array([[view.weights[id] for id in leaves] for view in self.named])
            yield WeightBlock(ids, names, weights)
        for each in self.surveys:
            yield from each.blocks


def views(study: Study, wanted: Sequence[str], skip_incomplete: bool = False, by: str | None = None) -> Views:
    """The weightings that the words of the command line mean; without any, those of the study, else its default.

    A word that ends in `.csv` or `.tsv` is a survey; so is a pipe, unless a document of YAML comes out of it.
    skip_incomplete: whether rows of surveys with blank cells are left out. by: the heading of a column of theirs that
    is a group. Raises CommandError where a word means none or is given twice, StudyError where a file has problems.
    """
    named: list[Weighting] = []
    tables: list[str] = []
    pipes: dict[str, Table] = {}
    with ExitStack() as opened:
        for word in wanted:
            if selection.is_pipe(word):
                if word in pipes:
                    raise CommandError(f"`{word}` is named twice, and can be read once", "keep one")
                pipes[word] = opened.enter_context(open_table(word))
            if selection.is_survey(word) or (word in pipes and not is_yaml(pipes[word].start)):
                tables.append(word)
                continue
            if word in pipes:
                path = STDIN_PATH if word == STDIN else word
                study, weighting = weighting_in(File(path, pipes[word].rest(MAX_BYTES + 1)), study)
            else:
                study, weighting = selection.weighting(study, word)
            if any(weighting.id == other.id for other in named):
                raise CommandError(f"the weighting `{weighting.id}` is named twice", "keep one")
            named.append(weighting)
        read = sha256()
        for file in study.files:
            read.update(file.content)
        surveys = []
        for path in tables:
            with nullcontext(pipes[path]) if path in pipes else open_table(path) as table:
                surveys.append(survey(table, study, skip_incomplete, by, read.update))
    if skip_incomplete and not surveys:
        raise CommandError("--skip-incomplete needs a survey: a table with a weighting in each row", "-w survey.csv")
    if not wanted:
        named = list(study.weightings.values()) or [study.default_weighting]
    return Views(study, tuple(named), tuple(surveys), read.hexdigest() if surveys else None)
