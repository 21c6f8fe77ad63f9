"""A study that holds together: what every computation starts from.

Nothing here is checked again: files are read into these objects only where they have no fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from policyscore.errors import Remark
from policyscore.model.entry import Entry
from policyscore.model.inputs import File, fingerprint
from policyscore.model.tree import Branch, CriteriaTree, Criterion, Weights
from policyscore.model.ways import CriteriaWeights, EqualWeights, Way
from policyscore.model.words import DEFAULT, EQUAL
from policyscore.model.written import (
    Quote,
    Source,
    WrittenCriteria,
    WrittenOption,
    WrittenSources,
    WrittenStudy,
    WrittenWeighting,
)


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in the criterion's unit: most likely, at least, at most; all None where it is unknown.

    `why`, `basis`, `confidence` and `sources` (ids) are what its author says for it.
    """

    value: float | None
    low: float | None
    high: float | None
    why: str | None = None
    basis: str | None = None
    confidence: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A policy lever that could be chosen, with its ratings in the order of the criteria.

    `changed` holds, by criterion, the ratings in the files that others took the place of: what if? `entry` is
    the document that it stands in, None for an option that no file holds.
    """

    id: str
    name: str
    ratings: Mapping[str, Rating]
    baseline: bool = False
    tags: tuple[str, ...] = ()
    summary: str | None = None
    actors: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    instrument: str | None = None
    quotes: tuple[Quote, ...] = ()
    resolves_if: str | None = None
    advocates: tuple[str, ...] = ()
    note: str | None = None
    rated: date | None = None
    rated_by: str | None = None
    changed: Mapping[str, Rating] = field(default_factory=dict)
    entry: Entry[WrittenOption] | None = None

    @property
    def label(self) -> str:
        """Its name, and that it is the baseline."""
        return f"{self.name} (baseline)" if self.baseline else self.name

    @property
    def unknown(self) -> tuple[str, ...]:
        """The criteria, by id in the order of the file, on which its rating is unknown."""
        return tuple(id for id, rating in self.ratings.items() if rating.value is None)


@dataclass(frozen=True, slots=True)
class Weighting:
    """A named set of weights over all leaves, in shares of 1; `left_out` are the leaves it did not name.

    `way` is how they were set, and `given` are the shares as its holder set them, of leaves and of whole
    branches. `ranges` are in points of 100. `entry` is the document that it stands in, None for weights that no
    file holds.
    """

    id: str
    name: str
    way: Way
    weights: Weights
    given: Weights
    left_out: tuple[str, ...] = ()
    ranges: Mapping[str, tuple[float, float]] | None = None
    holder: str | None = None
    why: str | None = None
    entry: Entry[WrittenWeighting] | None = None

    @classmethod
    def by(cls, way: Way, tree: CriteriaTree, id: str, name: str) -> "Weighting":
        """The weights that a way gives to the leaves of a tree; only where `way.check` finds nothing wrong."""
        given = way.weights(tree)
        return cls(id, name, way, tree.spread(given), given, tree.without(given))

    @property
    def label(self) -> str:
        """Its name, and the id to choose it by."""
        return f"{self.name} ({self.id})"

    @property
    def method(self) -> str:
        """The word for how the weights were set."""
        return self.way.method

    @property
    def consistency(self) -> float | None:
        """The consistency ratio of comparisons, None where there are none to contradict one another."""
        return self.way.consistency


@dataclass(frozen=True, slots=True)
class Study:
    """Options, the criteria they are rated on, the views on how those weigh, and the sources.

    `unlisted_criteria` are ids that options rate and the criteria document does not have.
    `inapplicable_weightings` name criteria which a criteria file given in the place of the study's own
    does not have. `study_entry` is the document that says what the study is about, None where there is none;
    what it says, or what holds without it, is `head`. `source_entries` are the documents of the sources, by the
    id of the source. `remarks` are what was found in reading that is no error and must not pass in silence: the
    commands say `warnings`, and `check` lists them with its own. `no_chance`: every option counts as if it took effect,
    whatever its chance.
    """

    tree: CriteriaTree
    options: tuple[Option, ...]
    weightings: Mapping[str, Weighting]
    sources: Mapping[str, Source]
    unlisted_criteria: tuple[str, ...]
    inapplicable_weightings: tuple[str, ...]
    files: tuple[File, ...]
    criteria_entry: Entry[WrittenCriteria]
    study_entry: Entry[WrittenStudy] | None
    source_entries: Mapping[str, Entry[WrittenSources]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    no_chance: bool = False

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The leaves of the tree that are weighed: all that are rated but the chance."""
        return self.tree.criteria

    @property
    def rated(self) -> tuple[Criterion, ...]:
        """The leaves of the tree that options are rated on, the chance among them."""
        return self.tree.rated

    def counted(self, option: Option) -> tuple[Criterion, ...]:
        """The leaves on which the rating of an option counts: all that are weighed, and the chance where one counts.

        That of the baseline does not, which goes on anyway.
        """
        return self.criteria if self.chance is None or option.baseline else self.rated

    @property
    def branches(self) -> Mapping[str, Branch]:
        """The branches of the tree, by id."""
        return self.tree.branches

    @property
    def unweighted(self) -> tuple[str, ...]:
        """The branches, `""` for the whole tree, whose criteria carry no weight of their own and so weigh the same."""
        return self.tree.unweighted

    @property
    def default_weighting(self) -> Weighting:
        """The weights that the criteria document itself gives."""
        return Weighting.by(CriteriaWeights(), self.tree, DEFAULT, "the criteria file's own weights")

    @property
    def equal_weighting(self) -> Weighting:
        """The same weight for every leaf, whatever branch it is in."""
        return Weighting.by(EqualWeights(), self.tree, EQUAL, "equal weights")

    @property
    def head(self) -> WrittenStudy:
        """What the study as a whole is about; a bare title where no document says so."""
        return self.study_entry.written if self.study_entry else WrittenStudy(study="Policy options")

    @property
    def highest_word(self) -> str:
        """What the option of rank 1 is called where it is clearly first."""
        return "winner" if self.head.higher == "better" else "highest"

    @property
    def chance(self) -> Criterion | None:
        """The criterion that is the chance in 100 that an option takes effect; None where none is, or none counts."""
        return None if self.no_chance or self.tree.chance is None else self.criterion(self.tree.chance)

    @property
    def sha256(self) -> str:
        """SHA-256 over the contents of every file read."""
        return fingerprint(file.content for file in self.files)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of every file read."""
        return tuple(file.path for file in self.files)

    @property
    def written_options(self) -> tuple[tuple[Option, Entry[WrittenOption]], ...]:
        """The options that a file holds, each with its document: of the others no line can be pointed to."""
        return tuple((option, option.entry) for option in self.options if option.entry)

    @property
    def baseline(self) -> Option | None:
        """The option that means carrying on as now, or None."""
        return next((option for option in self.options if option.baseline), None)

    def criterion(self, id: str) -> Criterion:
        """The leaf with an id."""
        return self.tree.criterion(id)

    def known_ratings(self, criterion: Criterion) -> dict[str, float]:
        """The ratings on a criterion that are known, in its unit, by option in their order."""
        ratings = ((option.id, option.ratings[criterion.id].value) for option in self.options)
        return {id: rating for id, rating in ratings if rating is not None}

    def known_values(self, criterion: Criterion) -> dict[str, float]:
        """The same as values, from 0 to 100."""
        return {id: criterion.value_of(rating) for id, rating in self.known_ratings(criterion).items()}

    def name(self, id: str) -> str:
        """The name of a criterion or a branch."""
        return self.tree.name(id)

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of criteria, in the order of the file."""
        return self.tree.names(ids)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """The remarks that the study does not turn off."""
        silence = self.head.silence or {}
        return tuple(remark for remark in self.remarks if remark.code not in silence)

    def with_file(self, file: File, remarks: Iterable[Remark] = ()) -> "Study":
        """The same study, with one more file among those read, and what is to be said of it, once."""
        return replace(self.with_remarks(remarks), files=(*self.files, file))

    def with_remarks(self, remarks: Iterable[Remark]) -> "Study":
        """The study with more that was remarked on."""
        return replace(self, remarks=tuple(dict.fromkeys((*self.remarks, *remarks))))
