"""A criteria document as a tree with weights, or its problems."""

from itertools import chain

from policyscore.errors import Problem
from policyscore.model import study
from policyscore.model import weights as weighting
from policyscore.model import written as model
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.text import did_you_mean, few


class TreeBuilder:
    """The criteria of one document: its leaves and branches, and what is wrong with them."""

    def __init__(self, entry: Entry[model.Criteria]) -> None:
        self.entry = entry
        self.criteria: list[study.Criterion] = []
        self.ids: set[str] = set()
        self.branches: dict[str, study.Branch] = {}
        self.unweighted: list[str] = []
        self.problems: list[Problem] = []
        self._first: dict[str, KeyPath] = {}
        self._grow(entry.written.criteria, (), 1.0)
        self._check_chance(entry.written.chance)

    def _grow(self, siblings: model.WrittenTree, above: tuple[str, ...], weight: float) -> dict[str, float]:
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
            if isinstance(written, model.WrittenBranch):
                leaves = self._grow(written.criteria, (*above, id), weight * shares[id])
                self.branches[id] = study.Branch(id, written.name or id, above, leaves)
                inside |= {leaf: shares[id] * share for leaf, share in leaves.items()}
            else:
                self.criteria.append(_criterion(id, written, above, weight * shares[id], path))
                self.ids.add(id)
                inside[id] = shares[id]
        return inside

    def _shares(self, siblings: model.WrittenTree, at: KeyPath, above: tuple[str, ...]) -> dict[str, float]:
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
        return dict.fromkeys(siblings, 0.0) | weighting.normalised(points)

    def _check_chance(self, chance: str | None) -> None:
        if chance is None:
            return
        leaf = next((criterion for criterion in self.criteria if criterion.id == chance), None)
        if leaf is None:
            what = "is a branch, not a criterion" if chance in self.branches else "is not a criterion"
            hint = did_you_mean(chance, self.ids) or f"the criteria are {few([c.id for c in self.criteria])}"
            self.problems.append(self.entry.problem(("chance",), f"`{chance}` {what}", hint))
        elif (leaf.worst, leaf.best) != (0, 100) or leaf.knots:
            message = f"`{chance}` cannot be a chance in 100"
            self.problems.append(self.entry.problem(("chance",), message, "it needs worst 0, best 100 and no curve"))


def _criterion(
    id: str, written: model.WrittenCriterion, above: tuple[str, ...], weight: float, at: KeyPath
) -> study.Criterion:
    curve = ((float(key), value) for key, value in (written.curve or {}).items())
    knots = tuple(sorted(curve, reverse=written.worst > written.best))
    name = written.name or id
    return study.Criterion(id, name, above, weight, written.worst, written.best, knots, written.floor, written, at)
