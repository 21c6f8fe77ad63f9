"""A criteria document as a tree with weights, and what is wrong with it."""

from itertools import chain

from policyscore.errors import Problem
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.tree import IS_THE_CHANCE, Branch, CriteriaTree, Criterion
from policyscore.model.weights import normalised
from policyscore.model.written import WrittenBranch, WrittenCriteria, WrittenCriterion, WrittenTree
from policyscore.text import did_you_mean, few, plain

# What to do about a weight that is written beside the chance.
NO_WEIGHT = "delete its `weight`: a chance multiplies what an option would change, and in the sum it would count twice"


def criteria_tree(entry: Entry[WrittenCriteria]) -> tuple[CriteriaTree, list[Problem]]:
    """The tree of a criteria document, and every problem between its criteria.

    Where there are problems the tree still holds all criteria, so that ratings can be looked at; it is never scored.
    """
    growing = _GrowingTree(entry)
    growing.add(entry.written.criteria, (), 1.0)
    chance, faults = _chance(entry, growing)
    tree = CriteriaTree(tuple(growing.criteria), growing.branches, tuple(growing.unweighted), chance)
    return tree, [*growing.problems, *faults]


class _GrowingTree:
    """The parts of a tree that were found so far, and what is wrong with them."""

    def __init__(self, entry: Entry[WrittenCriteria]) -> None:
        self.entry = entry
        self.criteria: list[Criterion] = []
        self.branches: dict[str, Branch] = {}
        self.unweighted: list[str] = []
        self.problems: list[Problem] = []
        self.paths: dict[str, KeyPath] = {}  # where each id stands first

    def add(self, siblings: WrittenTree, above: tuple[str, ...], weight: float) -> dict[str, float]:
        """Adds siblings and all below them; returns the share of each leaf in the branch above."""
        at: KeyPath = tuple(chain.from_iterable(("criteria", id) for id in above))
        chance = None if above else self.entry.written.chance
        shares = self._shares({id: written for id, written in siblings.items() if id != chance}, at, above)
        inside: dict[str, float] = {}
        for id, written in siblings.items():
            path = (*at, "criteria", id)
            if id in self.paths:
                line, _ = self.entry.document.place(self.paths[id], key=True)
                message = f"the criterion `{id}` is already on line {line}"
                self.problems.append(self.entry.problem(path, message, "ids are unique over the whole tree", key=True))
            self.paths.setdefault(id, path)
            if isinstance(written, WrittenBranch):
                share = shares.get(id, 0.0)
                leaves = self.add(written.criteria, (*above, id), weight * share)
                self.branches[id] = Branch(id, written.name or id, above, leaves)
                inside |= {leaf: share * part for leaf, part in leaves.items()}
            elif id == chance:
                self.criteria.append(_criterion(id, written, above, 0.0, path))
            else:
                self.criteria.append(_criterion(id, written, above, weight * shares[id], path))
                inside[id] = shares[id]
        return inside

    def _shares(self, siblings: WrittenTree, at: KeyPath, above: tuple[str, ...]) -> dict[str, float]:
        """The weights that siblings carry, as shares of 1; equal where none carries any.

        There is no sibling at the top where all that stands there is named as the chance: that is told elsewhere.
        """
        if not siblings:
            return {}
        points = {id: written.weight for id, written in siblings.items() if written.weight is not None}
        if not points:
            self.unweighted.append(above[-1] if above else "")
            return dict.fromkeys(siblings, 1 / len(siblings))
        # Where what is named as the chance is not there, the one without a weight may be meant: that is told elsewhere.
        chance = self.entry.written.chance
        misnamed = not above and chance is not None and chance not in self.entry.written.criteria
        for id in siblings:
            if id not in points and not (misnamed and len(points) == len(siblings) - 1):
                message, hint = f"`{id}` has no weight, others beside it have", "give all of them one, or none"
                self.problems.append(self.entry.problem((*at, "criteria", id), message, hint, key=True))
        if not any(points.values()) and len(points) == len(siblings):
            self.problems.append(self.entry.problem((*at, "criteria"), "the weights are all 0", key=True))
        if not any(points.values()):
            return dict.fromkeys(siblings, 0.0)
        return dict.fromkeys(siblings, 0.0) | normalised(points)


def _chance(entry: Entry[WrittenCriteria], growing: _GrowingTree) -> tuple[str | None, list[Problem]]:
    """The criterion that is the chance, None where none can be; and what keeps the one that is named from being it."""
    chance = entry.written.chance
    if chance is None:
        return None, []
    leaf = next((criterion for criterion in growing.criteria if criterion.id == chance), None)
    if leaf is None:
        what = "is a branch, not a criterion" if chance in growing.branches else "is not a criterion"
        ids = [criterion.id for criterion in growing.criteria]
        hint = did_you_mean(chance, ids) or f"the criteria are {few(ids)}"
        return None, [entry.problem(("chance",), f"`{chance}` {what}", hint)]
    if leaf.path:
        message = f"`{chance}` is inside the branch `{leaf.path[-1]}`, whose weight it would share"
        hint = "a chance multiplies and is never weighed: move it out of the branch, to the top of `criteria`"
        return None, [entry.problem(leaf.at, message, hint, key=True)]
    problems = []
    if len(growing.criteria) == 1:
        message = f"`{chance}` is the only criterion, and a chance multiplies what options change on others"
        problems.append(entry.problem(("chance",), message, "add the criteria that options are to be weighed on"))
    if (leaf.worst, leaf.best) != (0, 100):
        message = f"`{chance}` goes from {plain(leaf.worst)} at worst to {plain(leaf.best)} at best"
        hint = "a chance is rated in 100: it needs worst 0 and best 100"
        problems.append(entry.problem(("chance",), message, hint))
    if leaf.knots:
        message = f"`{chance}` is the chance that an option takes effect, and takes no curve"
        problems.append(entry.problem((*leaf.at, "curve"), message, "a rating of 30 means 30 in 100", key=True))
    written = entry.written.criteria[chance]
    if written.weight is not None:
        message = IS_THE_CHANCE.format(f"`{chance}`")
        problems.append(entry.problem((*leaf.at, "weight"), message, NO_WEIGHT, key=True))
    if isinstance(written, WrittenCriterion) and written.if_it_fails is not None:
        message = f"`{chance}` is the chance itself, and takes no `if_it_fails`"
        hint = "it belongs to the criteria on which trying alone has an effect"
        problems.append(entry.problem((*leaf.at, "if_it_fails"), message, hint, key=True))
    return chance, problems


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
        if_it_fails=written.if_it_fails or 0.0,
        levels=written.levels,
        at=at,
    )
