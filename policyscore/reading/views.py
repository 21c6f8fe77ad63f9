"""What -w means to compare: named weightings and surveys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from policyscore.errors import CommandError
from policyscore.model.inputs import fingerprint
from policyscore.model.study import Study, Weighting
from policyscore.model.weight_block import WeightBlock
from policyscore.reading import selection
from policyscore.reading.survey import Survey, chunks, survey
from policyscore.text import did_you_mean


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What a study is looked at with: weightings that are named, and surveys.

    `study` has every file among those read; `digest` is over the contents of all of them, surveys too.
    """

    study: Study
    named: tuple[Weighting, ...]
    surveys: tuple[Survey, ...]

    @property
    def digest(self) -> str:
        if not self.surveys:
            return self.study.sha256
        surveys = (chunk for each in self.surveys for chunk in chunks(each.path))
        return fingerprint(chain((file.content for file in self.study.files), surveys))

    @property
    def count(self) -> int:
        """How many weightings there are."""
        return len(self.named) + sum(each.respondents for each in self.surveys)

    def check_group(self, column: str) -> None:
        """Raises CommandError where a column that is to say the groups is not in every survey."""
        if not self.surveys:
            raise CommandError("--by needs a survey: a table with a weighting in each row", "-w survey.csv")
        for each in self.surveys:
            if column not in each.groups:
                hint = did_you_mean(column, each.groups) or f"the groups are {', '.join(each.groups) or 'none'}"
                raise CommandError(f"`{each.file_name}` has no column `{column}` that is a group", hint)

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
            yield from each.blocks()


def views(study: Study, wanted: Sequence[str], skip_incomplete: bool = False, by: str | None = None) -> Views:
    """The weightings that the words of the command line mean; without any, those of the study, else its default.

    A word that ends in `.csv` or `.tsv` is a survey; skip_incomplete leaves out its rows with blank cells, and `by` is
    the heading of a column of it that is a group. Raises CommandError where a word means none or is given twice,
    StudyError where a file has problems.
    """
    named: list[Weighting] = []
    surveys = []
    for word in wanted:
        if selection.is_survey(word):
            surveys.append(survey(word, study, skip_incomplete, by))
            continue
        study, weighting = selection.weighting(study, word)
        if any(weighting.id == other.id for other in named):
            raise CommandError(f"the weighting `{weighting.id}` is named twice", "keep one")
        named.append(weighting)
    if skip_incomplete and not surveys:
        raise CommandError("--skip-incomplete needs a survey: a table with a weighting in each row", "-w survey.csv")
    if not wanted:
        named = list(study.weightings.values()) or [study.default_weighting]
    return Views(study, tuple(named), tuple(surveys))
