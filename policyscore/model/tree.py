"""The criteria of a study as a tree: leaves with their scales, branches that share out their weight."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policyscore.model import value_function
from policyscore.model.places import KeyPath
from policyscore.model.words import UNKNOWN
from policyscore.model.written import Level
from policyscore.text import Known, few, folded, suggestion

# That a criterion is the chance, and why a chance takes no weight, as a hint.
IS_THE_CHANCE = "{} is the chance that an option takes effect, and takes no weight"
NEVER_WEIGHED = "it multiplies what an option would change; as a part of the sum it would count twice: leave it out"

# The hint where the chance may be meant by a word that is no criterion.
IF_THE_CHANCE = "if `{}` is meant: it is the chance that an option takes effect, and takes no weight, so leave it out"

# By id, shares of 1 or points: of leaves, or of leaves and whole branches.
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Criterion:
    """A leaf of the tree of criteria.

    `path` holds the ids of the branches above it, outermost first. `weight` is its share of 1 by the
    criteria document's own weights. `worst` has value 0 and `best` 100; `knots` are the curve between
    them as (rating, value), by rising value, and empty where it is straight. `floor` and the points of
    `levels` are in the unit. `swing` says in words what the weight is about. `if_it_fails` is the share, from 0 to 1,
    of an option's effect that comes from trying it, even where it then fails. `at` leads to the criterion in the
    criteria document.
    """

    id: str
    name: str
    path: tuple[str, ...]
    weight: float
    worst: float
    best: float
    knots: tuple[tuple[float, float], ...] = ()
    floor: float | None = None
    unit: str | None = None
    question: str | None = None
    swing: str | None = None
    if_it_fails: float = 0.0
    levels: tuple[Level, ...] = ()
    at: KeyPath = ()

    @cached_property
    def labels(self) -> Mapping[str, float]:
        """The labels of its levels, each with its point on the scale."""
        return {level.label: level.at for level in self.levels if level.label}

    @cached_property
    def words(self) -> Known:
        """The words that may be a rating on it."""
        return Known([UNKNOWN, *self.labels])

    @property
    def less_is_better(self) -> bool:
        """Whether lower ratings have the higher values."""
        return self.worst > self.best

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher end of the scale, in the unit, whichever of them is the better one."""
        return min(self.worst, self.best), max(self.worst, self.best)

    def value_of(self, rating: float) -> float:
        """The value of a rating on the scale, from 0 to 100. Raises ValueError outside a scale with a curve."""
        return value_function.value(rating, self.worst, self.best, self.knots)

    def rating_at(self, value: float) -> float:
        """The rating that has a value from 0 to 100; on a flat stretch of a curve the end nearest `worst`."""
        return value_function.rating(value, self.worst, self.best, self.knots)

    def with_unit(self, rating: str) -> str:
        """A rating as text, with the unit behind it where there is one."""
        return f"{rating} {self.unit}" if self.unit else rating


@dataclass(frozen=True, slots=True)
class Branch:
    """Criteria that belong together.

    `path` holds the ids of the branches above it. `weights` splits its weight over its leaves; they sum to 1.
    """

    id: str
    name: str
    path: tuple[str, ...]
    weights: Weights


@dataclass(frozen=True)
class CriteriaTree:
    """The leaves in the order of the file, and the branches above them by id.

    `rated` are all leaves. One of them may be the chance in 100 that an option takes effect, `chance` by id: it
    multiplies, so it is rated and never weighed. `unweighted` are the branches (`""` for the whole tree) whose criteria
    carry no weight of their own and so weigh the same.
    """

    rated: tuple[Criterion, ...]
    branches: Mapping[str, Branch]
    unweighted: tuple[str, ...] = ()
    chance: str | None = None

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The leaves that are weighed: all but the chance."""
        return tuple(criterion for criterion in self.rated if criterion.id != self.chance)

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        """The leaves that are rated, by id, in the order of the file."""
        return {criterion.id: criterion for criterion in self.rated}

    @property
    def ids(self) -> list[str]:
        """The ids of the leaves that are weighed, in the order of the file."""
        return [criterion.id for criterion in self.criteria]

    def criterion(self, id: str) -> Criterion:
        """The leaf with an id."""
        return self.by_id[id]

    def name(self, id: str) -> str:
        """The name of a leaf or a branch."""
        return self.branches[id].name if id in self.branches else self.criterion(id).name

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of leaves, in the order of the file."""
        wanted = set(ids)
        return [criterion.name for criterion in self.rated if criterion.id in wanted]

    def leaves(self, id: str) -> Weights:
        """The leaves that an id stands for, each with its share: those of a branch, or the leaf itself."""
        return self.branches[id].weights if id in self.branches else {id: 1.0}

    def without(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The leaves with a weight to carry that none of the ids stands for."""
        named = {leaf for id in ids for leaf in self.leaves(id)}
        return tuple(id for id in self.ids if id not in named)

    def spread(self, given: Weights) -> dict[str, float]:
        """Shares of leaves and branches as shares of every leaf; a leaf that is not named has 0."""
        weights = dict.fromkeys(self.ids, 0.0)
        for id, share in given.items():
            weights |= {leaf: share * part for leaf, part in self.leaves(id).items()}
        return weights

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the branches above each leaf, and then those above each branch."""
        above = {criterion.id: criterion.path for criterion in self.rated}
        return above | {branch.id: branch.path for branch in self.branches.values()}

    @cached_property
    def _ids_by_name(self) -> Mapping[str, str]:
        """The first id of each name, as names are compared."""
        return {folded(self.name(id)): id for id in reversed([*self._above])}

    @cached_property
    def _known(self) -> Known:
        return Known(self._above)

    def conflicting(self, ids: Collection[str]) -> Iterator[tuple[str, str, str | None]]:
        """Ids that cannot be weighed together, each with what is wrong and a hint.

        There is no such criterion, it is the chance, or it is inside another one of them.
        """
        above = self._above
        for id in ids:
            if id not in above:
                yield id, f"there is no criterion `{id}`", self._meant(id)
            elif id == self.chance:
                alone = f"it multiplies what an option would change; the criteria to weigh are {few(self.ids)}"
                yield id, IS_THE_CHANCE.format(f"`{id}`"), alone if len(ids) == 1 else NEVER_WEIGHED
            elif outer := next((branch for branch in above[id] if branch in ids), None):
                hint = "name the branch, or what is inside it"
                yield id, f"`{id}` is inside `{outer}`, which is named too", hint

    def _meant(self, word: str) -> str:
        """A hint: what was probably meant by a word that is no id, where one of a criterion to be weighed belongs."""
        named = self._ids_by_name.get(folded(word))
        near = named or suggestion(word, self._known)
        if near and near == self.chance:
            return IF_THE_CHANCE.format(near)
        if named:
            return f"the criterion of this name has the id `{named}`: write that"
        return f"did you mean `{near}`?" if near else f"the criteria are {few(self.ids)}"
