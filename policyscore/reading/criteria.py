"""A criteria document as a tree with weights, or its problems."""

from itertools import chain

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.tree import Branch, CriteriaTree, Criterion
from policyscore.model.weights import normalised
from policyscore.model.written import WrittenBranch, WrittenCriteria, WrittenCriterion, WrittenTree
from policyscore.text import did_you_mean, few


class TreeBuilder:
    """Grows the tree of one criteria document, and collects what is wrong with it.

    `unweighted` are the branches, `""` for the whole tree, whose criteria carry no weight of their own.
    """

    def __init__(self, entry: Entry[WrittenCriteria]) -> None:
        self.entry = entry
        self._criteria: list[Criterion] = []
        self.ids: set[str] = set()
        self._branches: dict[str, Branch] = {}
        self.unweighted: list[str] = []
        self.problems: list[Problem] = []
        self._first: dict[str, KeyPath] = {}
        self._grow(entry.written.criteria, (), 1.0)
        self._check_chance(entry.written.chance)
        self.tree = CriteriaTree(tuple(self._criteria), self._branches)

    def _grow(self, siblings: WrittenTree, above: tuple[str, ...], weight: float) -> dict[str, float]:
        """Adds siblings and all below them; returns the share of each leaf in the branch above."""
        at: KeyPath = tuple(chain.from_iterable(("criteria", id) for id in above))
        shares = self._shares(siblings, at, above)
        inside: dict[str, float] = {}
        for id, written in siblings.items():
            path = (*at, "criteria", id)
            if id in self._first:
                line, _ = self.entry.document.place(self._first[id], key=True)
                message = f"the criterion `{id}` already stands on line {line}"
                self.problems.append(self.entry.problem(path, message, "ids are unique over the whole tree", key=True))
            self._first.setdefault(id, path)
            if isinstance(written, WrittenBranch):
                leaves = self._grow(written.criteria, (*above, id), weight * shares[id])
                self._branches[id] = Branch(id, written.name or id, above, leaves)
                inside |= {leaf: shares[id] * share for leaf, share in leaves.items()}
            else:
                self._criteria.append(_criterion(id, written, above, weight * shares[id], path))
                self.ids.add(id)
                inside[id] = shares[id]
        return inside

    def _shares(self, siblings: WrittenTree, at: KeyPath, above: tuple[str, ...]) -> dict[str, float]:
        """The weights that siblings carry, as shares of 1; equal where none carries any."""
        points = {id: written.weight for id, written in siblings.items() if written.weight is not None}
        if not points:
            self.unweighted.append(above[-1] if above else "")
            return dict.fromkeys(siblings, 1 / len(siblings))
        for id in siblings:
            if id not in points:
                message, hint = f"`{id}` has no weight, others beside it have", "give all of them one, or none"
                self.problems.append(self.entry.problem((*at, "criteria", id), message, hint, key=True))
        if not any(points.values()) and len(points) == len(siblings):
            self.problems.append(self.entry.problem((*at, "criteria"), "the weights are all 0", key=True))
        if not any(points.values()):
            return dict.fromkeys(siblings, 0.0)
        return dict.fromkeys(siblings, 0.0) | normalised(points)

    def _check_chance(self, chance: str | None) -> None:
        if chance is None:
            return
        leaf = next((criterion for criterion in self._criteria if criterion.id == chance), None)
        if leaf is None:
            what = "is a branch, not a criterion" if chance in self._branches else "is not a criterion"
            hint = did_you_mean(chance, self.ids) or f"the criteria are {few([c.id for c in self._criteria])}"
            self.problems.append(self.entry.problem(("chance",), f"`{chance}` {what}", hint))
        elif (leaf.worst, leaf.best) != (0, 100) or leaf.knots:
            message = f"`{chance}` cannot be a chance in 100"
            self.problems.append(self.entry.problem(("chance",), message, "it needs worst 0, best 100 and no curve"))


def _criterion(id: str, written: WrittenCriterion, above: tuple[str, ...], weight: float, at: KeyPath) -> Criterion:
    curve = ((float(key), value) for key, value in (written.curve or {}).items())
    knots = tuple(sorted(curve, reverse=written.worst > written.best))
    return Criterion(
        id=id,
        name=written.name or id,
        path=above,
        weight=weight,
        worst=written.worst,
        best=written.best,
        knots=knots,
        floor=written.floor,
        unit=written.unit,
        question=written.question,
        swing=written.swing,
        levels=written.levels,
        at=at,
    )
