"""Potential optimality: whether any weights make an option the first, with a proof that a reader can check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from policyscore.analysis.ranking import TIE, below
from policyscore.analysis.scoring import ScoredOption
from policyscore.rounding import largest_remainder

# The largest denominators to try when the solver's floating-point answer is turned into fractions: the first
# recognises .333… as a third, the last loses nothing.
DENOMINATORS = 10**6, 10**9, 10**15

# The most that the solver may be off by, in points of score: between this and a tie it cannot tell.
SOLVER_ERROR = 1e-4

# Weights and mixtures are rounded to so many parts of 1 for readers: the fewest that still prove the verdict. In
# percent they end at nine decimals.
STEPS_FOR_READERS = tuple(10**digits for digits in range(1, 12))

# The verdict where it depends on ratings that are not known.
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


def dominators(option: ScoredOption, others: Sequence[ScoredOption]) -> tuple[str, ...]:
    """The options that dominate it: at least its value on every criterion, and more on one."""
    return tuple(
        other.id
        for other in others
        if all(not below(other.values[id], value) for id, value in option.values.items())
        and any(below(value, other.values[id]) for id, value in option.values.items())
    )


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
        """The verdict that holds whatever the unknown ratings turn out to be; `open` where it depends on them."""
        return self.at_best if self.at_best == self.at_worst else OPEN


def over_unknown(option: ScoredOption, others: Sequence[ScoredOption], counted: PotentialOptimality) -> OverUnknown:
    """The verdicts on an option over all that unknown ratings can be; `counted` is that with each as halfway."""
    at_worst = at_best = counted.verdict
    if others and counted.verdict != "never":
        at_worst = potential_optimality(*_at_ends(option, others, 0.0)).verdict
    if others and counted.verdict != "sometimes":
        at_best = potential_optimality(*_at_ends(option, others, 100.0)).verdict
    return OverUnknown(at_worst, at_best)


def sure_dominators(option: ScoredOption, others: Sequence[ScoredOption]) -> tuple[str, ...]:
    """The options that dominate it whatever the unknown ratings turn out to be."""
    return dominators(*_at_ends(option, others, 100.0))


def _at_ends(
    option: ScoredOption, others: Sequence[ScoredOption], own: float
) -> tuple[ScoredOption, list[ScoredOption]]:
    """An option with its unknown ratings at one end of the scale, 0 or 100, and the others with theirs at the other."""
    return replace(option, values=option.filled(own)), [
        replace(other, values=other.filled(100.0 - own)) for other in others
    ]


def potential_optimality(option: ScoredOption, others: Sequence[ScoredOption]) -> PotentialOptimality:
    """Whether an option can be first among others under any weights from 0 to 1 that sum to 1.

    A linear program finds the weights under which it leads by most, and its dual the mixture of others that
    keeps it from leading by more. The verdict does not rest on the solver: both are made fractions, and then
    checked without rounding. Leads up to 1e-9 points are ties, as everywhere.
    """
    ids = list(option.values)
    if not others:
        equal = dict.fromkeys(ids, 1 / len(ids))
        return PotentialOptimality("sometimes", None, equal)
    leads = [[Fraction(option.values[id]) - Fraction(other.values[id]) for id in ids] for other in others]
    found, prices, margin = _solved([[float(lead) / 100 for lead in line] for line in leads])
    behind = [[-lead for lead in column] for column in zip(*leads, strict=True)]
    other_ids = [other.id for other in others]
    for denominator in DENOMINATORS:
        weights, mixture = _exact(found, denominator), _exact(prices, denominator)
        if (lead := _least(weights, leads)) > TIE:
            simple = _simple(weights, leads)
            return PotentialOptimality("sometimes", margin, _named(ids, weights), None, *_proof(ids, simple, leads))
        if _least(mixture, behind) > TIE:
            simple = _simple(mixture, behind)
            proof = _proof(other_ids, simple, behind)
            return PotentialOptimality("never", margin, None, _named(other_ids, mixture), *proof)
        if min(lead, _least(mixture, behind)) >= -TIE:
            break
    else:
        # Neither is shown, so it is nearer to a tie than the solver can see.
        if abs(margin) > SOLVER_ERROR:
            raise ArithmeticError(f"no proof whether `{option.id}` can be first: {margin}")
    return PotentialOptimality("tied", 0.0, _named(ids, weights), _named(other_ids, mixture))


def _least(shares: Sequence[Fraction], lines: Sequence[Sequence[Fraction]]) -> Fraction:
    """The least of the weighted sums of the lines, each summed with the same shares."""
    return min(_total(shares, line) for line in lines)


def _total(shares: Sequence[Fraction], numbers: Sequence[Fraction]) -> Fraction:
    return sum((share * number for share, number in zip(shares, numbers, strict=True)), Fraction(0))


def _proof(
    ids: Sequence[str], simple: Sequence[Fraction] | None, lines: Sequence[Sequence[Fraction]]
) -> tuple[dict[str, float] | None, float | None]:
    """Simple shares by id, and the least of the lines' weighted sums with them."""
    return (None, None) if simple is None else (_named(ids, simple), float(_least(simple, lines)))


def _simple(shares: Sequence[Fraction], lines: Sequence[Sequence[Fraction]]) -> Sequence[Fraction] | None:
    """The shares rounded to the fewest parts of 1 with which every line's weighted sum is still above 0, if any."""
    for parts in STEPS_FOR_READERS:
        counts = largest_remainder([share * parts for share in shares], parts)
        rounded = [Fraction(count, parts) for count in counts]
        if _least(rounded, lines) > TIE:
            return rounded
    return None


def _named(ids: Sequence[str], shares: Sequence[Fraction]) -> dict[str, float]:
    """Shares by id, without those that are 0."""
    return {id: float(share) for id, share in zip(ids, shares, strict=True) if share}


def _solved(leads: Sequence[Sequence[float]]) -> tuple[list[float], list[float], float]:
    """The weights under which the least lead is largest, the mixture of rows that bounds it, and that lead in points.

    leads: a row for each other option, a column for each criterion, from -1 to 1.
    """
    import highspy

    class Quiet(highspy.Highs):
        """A solver that prints nothing: by itself it names its version before its output can be turned off."""

        def enableCallbacks(self) -> None:  # noqa: N802 - what it is called there
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver = Quiet()  # type: ignore[no-untyped-call]
    # What is a tie is none to the solver, and what is less than one it would warn of and drop.
    solver.setOptionValue("small_matrix_value", TIE / 1000)
    for side in ("primal", "dual"):
        solver.setOptionValue(f"{side}_feasibility_tolerance", 1e-10)
    leads = [[lead if abs(lead) > TIE / 100 else 0.0 for lead in line] for line in leads]
    weights = [solver.addVariable(lb=0.0, ub=1.0) for _ in leads[0]]
    # Bounds that it never reaches: else they and not the mixture would be what keeps it down.
    margin = solver.addVariable(lb=-2.0, ub=2.0)
    for line in leads:
        solver.addConstr(sum(lead * weight for lead, weight in zip(line, weights, strict=True)) - margin >= 0)
    solver.addConstr(sum(weights) == 1)
    solver.maximize(margin)
    found = solver.getSolution()
    prices = [abs(price) for price in found.row_dual[: len(leads)]]
    return list(found.col_value[: len(weights)]), prices, 100 * solver.getObjectiveValue()


def _exact(numbers: Sequence[float], denominator: int) -> list[Fraction]:
    """Shares in floating point as fractions that sum to exactly 1."""
    fractions = [Fraction(max(0.0, number)).limit_denominator(denominator) for number in numbers]
    total = sum(fractions)
    return [fraction / total for fraction in fractions]
