"""A study that holds together: what every computation starts from.

Nothing here is checked again: `load` and `link` make these objects only from files without a fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from policyscore.model import written as model
from policyscore.model.entry import Entry
from policyscore.model.inputs import File, fingerprint
from policyscore.model.places import KeyPath


@dataclass(frozen=True, slots=True)
class Criterion:
    """A leaf of the tree of criteria.

    `path` holds the ids of the branches above it, outermost first. `weight` is its share of 1 by the
    criteria document's own weights. `worst` has value 0 and `best` 100; `knots` are the curve between
    them as (rating, value), by rising value, and empty where it is straight. `at` leads to it in the
    criteria document.
    """

    id: str
    name: str
    path: tuple[str, ...]
    weight: float
    worst: float
    best: float
    knots: tuple[tuple[float, float], ...]
    floor: float | None
    written: model.WrittenCriterion
    at: KeyPath

    @property
    def less_is_better(self) -> bool:
        return self.worst > self.best


@dataclass(frozen=True, slots=True)
class Branch:
    """Criteria that belong together.

    `path` holds the ids of the branches above it. `weights` splits its weight over its leaves; they sum to 1.
    """

    id: str
    name: str
    path: tuple[str, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in the criterion's unit: most likely, at least, at most; all None where it is unknown."""

    value: float | None
    low: float | None
    high: float | None
    written: model.WrittenRating


@dataclass(frozen=True, slots=True)
class Option:
    """A policy lever that could be chosen, with its ratings in the order of the criteria.

    `changed` holds, by criterion, the ratings in the files that others took the place of: what if?
    """

    id: str
    name: str
    baseline: bool
    tags: tuple[str, ...]
    ratings: Mapping[str, Rating]
    entry: Entry[model.WrittenOption]
    changed: Mapping[str, Rating] = field(default_factory=dict)

    @property
    def written(self) -> model.WrittenOption:
        return self.entry.written

    @property
    def label(self) -> str:
        """Its name, and that it is the baseline."""
        return f"{self.name} (baseline)" if self.baseline else self.name


@dataclass(frozen=True, slots=True)
class Weighting:
    """A named set of weights over all leaves, in shares of 1; `left_out` are the leaves it did not name.

    `given` are the shares as its holder set them, of leaves and of whole branches. `consistency` is the
    consistency ratio of a pairwise weighting. `ranges` are in points of 100.
    """

    id: str
    name: str
    method: str
    weights: Mapping[str, float]
    given: Mapping[str, float]
    left_out: tuple[str, ...] = ()
    consistency: float | None = None
    ranges: Mapping[str, tuple[float, float]] | None = None
    entry: Entry[model.WrittenWeighting] | None = None

    @property
    def written(self) -> model.WrittenWeighting | None:
        return self.entry.written if self.entry else None


@dataclass(frozen=True, slots=True)
class Study:
    """Options, the criteria they are rated on, the views on how those weigh, and the sources.

    `unused` are criteria that options rate and the criteria document leaves out; `unweighted` are the
    branches (`""` for the whole tree) whose criteria carry no weight of their own and so weigh the same.
    `inapplicable_weightings` are weightings that name criteria which a criteria file given in its place does not have.
    """

    criteria: tuple[Criterion, ...]
    branches: Mapping[str, Branch]
    options: tuple[Option, ...]
    weightings: Mapping[str, Weighting]
    sources: Mapping[str, model.Source]
    unused: tuple[str, ...]
    unweighted: tuple[str, ...]
    inapplicable_weightings: tuple[str, ...]
    files: tuple[File, ...]
    tree: Entry[model.Criteria]
    about: Entry[model.WrittenStudy] | None

    @property
    def head(self) -> model.WrittenStudy:
        """What the study as a whole is about; a bare title where no document says so."""
        return self.about.written if self.about else model.WrittenStudy(study="Policy options")

    @property
    def chance(self) -> str | None:
        """The criterion that is the chance in 100 that an option takes effect, or None."""
        return self.tree.written.chance

    @property
    def sha256(self) -> str:
        """SHA-256 over the contents of every file read."""
        return fingerprint(self.files)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of every file read."""
        return tuple(file.path for file in self.files)

    @property
    def baseline(self) -> Option | None:
        """The option that means carrying on as now, or None."""
        return next((option for option in self.options if option.baseline), None)

    def criterion(self, id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == id)

    def read(self, file: File) -> "Study":
        """The same study, with one more file among those read."""
        return replace(self, files=(*self.files, file))

    def named(self, ids: Iterable[str]) -> list[str]:
        """The names of leaves, by their ids."""
        wanted = set(ids)
        return [criterion.name for criterion in self.criteria if criterion.id in wanted]
