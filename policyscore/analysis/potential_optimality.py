"""Potential optimality: whether any weights make an option the first, with a proof that a reader can check."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np

from policyscore.analysis import matrix_game
from policyscore.analysis.exact_shares import Lines, Shares
from policyscore.analysis.lead_program import Answer, LeadProgram
from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import ScoredOption
from policyscore.model.weight_block import Array

# The largest denominators to try when the solver's floating-point answer is turned into fractions: the first
# recognises .333… as a third, the last loses nothing.
DENOMINATORS = 10**6, 10**9, 10**15

# The most that the solver's answer may be off by, in points of score; one that is further off is not used.
SOLVER_ERROR = 1e-9

# A margin that is nearer to a tie than this is worked out without the solver.
NEAR_TIE = 1e-6

# So many others at most are taken up at a time, where the answer is worked out without the solver.
TAKEN_UP = 10

# Weights and mixtures are rounded to so many parts of 1 for readers: the fewest that still prove the verdict. In
# percent they end at nine decimals.
STEPS_FOR_READERS = tuple(10**digits for digits in range(1, 12))

# The verdict where it depends on ratings that are not known, or where it is not worked out whether it does.
OPEN = "open"

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PotentialOptimality:
    """Whether an option is potentially optimal, that is first under some weights: `sometimes`, `tied` or `never`.

    Hazen (1986), doi:10.1287/opre.34.2.296.

    `margin` is the most points of score by which it can lead all others: above 0 for `sometimes`, 0 for `tied`
    (first only together with others), below 0 for `never`; None where there are no others. `weights`, by
    criterion, are what it is first with. `mixture`, by option, are shares of others that together have at least
    its value on every criterion, and more by the margin where it is never first: no weights can then put it
    above all of them. `simple` is what is easily checked by hand: such weights, or such a mixture, in few
    digits that add up to 1; and `surplus` by how much it leads with them, or by how much they have more on each
    criterion, at least. None for `tied`, and where no such digits show it.
    """

    verdict: str
    margin: float | None
    weights: Weights | None = None
    mixture: Weights | None = None
    simple: Weights | None = None
    surplus: float | None = None


@dataclass(frozen=True, slots=True)
class OverUnknown:
    """The verdicts on an option over all that unknown ratings can be.

    `at_worst` is that with its own at their worst and all others' at their best, `at_best` the other way round: no
    values in between make it better than this, or worse than that.
    """

    at_worst: str
    at_best: str

    @property
    def verdict(self) -> str:
        """The verdict that holds whatever the unknown ratings turn out to be; `open` where none is known to."""
        return self.at_best if self.at_best == self.at_worst else OPEN


# What holds of any option, and claims nothing.
ANYTHING = OverUnknown("never", "sometimes")


@dataclass(frozen=True, slots=True)
class Proof:
    """A verdict, and what shows it: weights by the place of the criterion, a mixture of others by their places."""

    verdict: str
    margin: float
    weights: Shares
    mixture: Shares


class Contest:
    """One option after another against all others, for the weights under which it leads them by most.

    values: (m, n), from 0 to 100, a row for each option. own: the values that an option has for itself, where those are
    not the ones that it has against others. A linear program finds the weights, and its dual the mixture of others that
    keeps the option from leading by more. No verdict rests on the solver: both are made fractions, and then checked
    without rounding; where that shows nothing, or the solver finds no answer, it is worked out in whole numbers. Leads
    up to 1e-9 points are ties, as everywhere.
    """

    def __init__(self, values: Array, own: Array | None = None) -> None:
        self.m = len(values)
        self.own_at = 0 if own is None else self.m
        self.lines = Lines(values if own is None else np.vstack([values, own]))
        self.program = LeadProgram(values)

    def others(self, place: int) -> list[int]:
        """The places of all options but one."""
        return [other for other in range(self.m) if other != place]

    def lead(self, place: int, weights: Shares) -> Fraction:
        """The least lead of an option over the others, under weights."""
        return self.lines.least_lead(weights, self.own_at + place, self.others(place))

    def surplus(self, place: int, mixture: Shares) -> Fraction:
        """The least that a mixture of others has more than an option on any criterion."""
        return self.lines.least_surplus(mixture, self.own_at + place)

    def find(self, place: int) -> Proof:
        """Whether an option can be first."""
        answer = self.program.solve(self.lines.values[self.own_at + place], place)
        if answer is None or not self._holds(answer, place):
            return self._exact(place, [])
        for denominator in DENOMINATORS:
            weights, mixture = Shares.near(answer.weights, denominator), Shares.near(answer.prices, denominator)
            # No more than one of the two is above 0.
            lead, surplus = self.lead(place, weights), self.surplus(place, mixture)
            if min(lead, surplus) >= -TIE and max(lead, surplus) <= TIE:
                return Proof("tied", 0.0, weights, mixture)
            # Of a margin that is near to a tie the solver does not tell how large it is.
            if max(lead, surplus) > TIE and abs(answer.margin) > NEAR_TIE:
                return Proof("sometimes" if lead > TIE else "never", answer.margin, weights, mixture)
        return self._exact(place, np.flatnonzero(answer.prices).tolist())

    def _holds(self, answer: Answer, place: int) -> bool:
        """Whether the weights give a lead, and the mixture allows one, that is what the solver says, but for noise."""
        values = self.lines.values
        own = values[self.own_at + place]
        scores = values[: self.m] @ answer.weights
        scores[place] = -np.inf
        lead, bound = own @ answer.weights - scores.max(), (own - answer.prices @ values[: self.m]).max()
        sums = answer.weights.sum() - 1, answer.prices.sum() - 1
        off = max(abs(answer.margin - lead), abs(answer.margin - bound), *(100 * abs(each) for each in sums))
        return bool(off <= SOLVER_ERROR and min(answer.weights.min(), answer.prices.min()) >= -SOLVER_ERROR)

    def _exact(self, place: int, near: Sequence[int]) -> Proof:
        """The same in whole numbers: against some others first, `near` among them, and then those that are ahead."""
        whole, values = self.lines.whole, self.lines.values
        own, n = self.own_at + place, values.shape[1]
        others, taken = self.others(place), list(near)
        weights = Shares.of([1] * n)
        while True:
            scores = values[others][:, weights.places] @ weights.floats
            new = [others[at] for at in np.argsort(-scores, kind="stable") if others[at] not in taken]
            taken += new[:TAKEN_UP]
            game = [[mine - theirs for mine, theirs in zip(whole[own], whole[k], strict=True)] for k in taken]
            solved = matrix_game.solve(game)
            weights, margin = Shares.of(solved.columns), solved.value / self.lines.scale
            if len(taken) == len(others) or self.lead(place, weights) >= margin:
                break
        mixture = Shares({k: part for k, part in zip(taken, solved.rows, strict=True) if part}, solved.whole)
        verdict = "sometimes" if margin > TIE else "never" if margin < -TIE else "tied"
        return Proof(verdict, float(margin) if verdict != "tied" else 0.0, weights, mixture)


def potential_optimality(
    options: Sequence[ScoredOption], tick: Callable[[], None] = lambda: None
) -> dict[str, PotentialOptimality]:
    """Whether each option can be first among all under any weights from 0 to 1 that sum to 1.

    tick: is called after each.
    """
    ids, criteria = [option.id for option in options], list(options[0].effective)
    if len(options) == 1:
        tick()
        equal = dict.fromkeys(criteria, 1 / len(criteria))
        return {ids[0]: PotentialOptimality("sometimes", None, equal)}
    contest = Contest(matrix(options))
    proved = {}
    for place, id in enumerate(ids):
        found = contest.find(place)
        weights, mixture = found.weights.named(criteria), found.mixture.named(ids)
        if found.verdict == "tied":
            proved[id] = PotentialOptimality("tied", 0.0, weights, mixture)
        elif found.verdict == "sometimes":
            proof = _simple(found.weights, criteria, partial(contest.lead, place))
            proved[id] = PotentialOptimality("sometimes", found.margin, weights, None, *proof)
        else:
            proof = _simple(found.mixture, ids, partial(contest.surplus, place))
            proved[id] = PotentialOptimality("never", found.margin, None, mixture, *proof)
        tick()
    return proved


def never_first(options: Sequence[ScoredOption], ids: Collection[str]) -> frozenset[str]:
    """Those of some options, by id, that no weights make the first among all."""
    if not ids:
        return frozenset()
    contest = Contest(matrix(options))
    places = (place for place, option in enumerate(options) if option.id in ids)
    return frozenset(options[place].id for place in places if contest.find(place).verdict == "never")


def _simple(
    shares: Shares, ids: Sequence[str], least: Callable[[Shares], Fraction]
) -> tuple[Weights, float] | tuple[None, None]:
    """The shares in the fewest parts of 1 with which the least sum is still above 0, by id, and that sum."""
    for parts in STEPS_FOR_READERS:
        rounded = shares.rounded(parts)
        if (left := least(rounded)) > TIE:
            return rounded.named(ids), float(left)
    return None, None


def over_unknown(
    options: Sequence[ScoredOption],
    counted: Mapping[str, PotentialOptimality],
    tick: Callable[[], None] = lambda: None,
) -> dict[str, OverUnknown]:
    """The verdicts on each option over all that unknown ratings can be; `counted` is that with each as halfway.

    tick: is called after each.
    """
    if len(options) == 1:
        tick()
        return {id: OverUnknown(alone.verdict, alone.verdict) for id, alone in counted.items()}
    worst, best = matrix(options, 0.0), matrix(options, 100.0)
    at_worst, at_best = Contest(best, worst), Contest(worst, best)
    found = {}
    for place, option in enumerate(options):
        verdict = counted[option.id].verdict
        found[option.id] = OverUnknown(
            "never" if verdict == "never" else at_worst.find(place).verdict,
            "sometimes" if verdict == "sometimes" else at_best.find(place).verdict,
        )
        tick()
    return found


def matrix(options: Sequence[ScoredOption], unknown: float | None = None) -> Array:
    """The values of options, (m, n); with unknown ratings at their own, halfway, or all at another value."""
    rows = (option.effective if unknown is None else option.filled(unknown) for option in options)
    return np.array([list(row.values()) for row in rows])


def dominators(options: Sequence[ScoredOption]) -> dict[str, tuple[str, ...]]:
    """By option those that dominate it: at least its value on every criterion, and more on one."""
    values = matrix(options)
    return _dominators([option.id for option in options], values, values)


def sure_dominators(options: Sequence[ScoredOption]) -> dict[str, tuple[str, ...]]:
    """By option those that dominate it whatever the unknown ratings turn out to be."""
    return _dominators([option.id for option in options], matrix(options, 100.0), matrix(options, 0.0))


def _dominators(ids: Sequence[str], own: Array, values: Array) -> dict[str, tuple[str, ...]]:
    """The same for options whose values are `own` for themselves, and `values` against others; both (m, n)."""
    found = {}
    for place, id in enumerate(ids):
        more = values - own[place]
        above = (more >= -TIE).all(axis=1) & (more > TIE).any(axis=1)
        above[place] = False
        found[id] = tuple(ids[other] for other in np.flatnonzero(above).tolist())
    return found
