"""Random studies, small enough to read when a law fails on them."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from policyscore.model.study import Study
from tests.helpers import study

# Scales end between -20 and 20, at an eighth: exact in binary and short in YAML.
MAX_END_EIGHTHS = 160


@dataclass(frozen=True)
class Problem:
    """A study in numbers: points by criterion, a scale for each, ratings as (low, value, high) by option.

    `unknown` are the places, by option and criterion, where `unknown` is written in place of the rating.
    """

    points: tuple[int, ...]
    scales: tuple[tuple[float, float], ...]
    ratings: tuple[tuple[tuple[float, float, float], ...], ...]
    unknown: frozenset[tuple[int, int]] = frozenset()

    def yaml(self) -> str:
        """The study as somebody would write it."""
        text = "criteria:\n"
        for index, ((worst, best), point) in enumerate(zip(self.scales, self.points, strict=True)):
            text += f"  c{index}: {{worst: {worst}, best: {best}, weight: {point}}}\n"
        for index, row in enumerate(self.ratings):
            text += f"---\noption: Option {index}\nid: o{index}\nbaseline: {str(index == 0).lower()}\nratings:\n"
            for column, (low, value, high) in enumerate(row):
                text += f"  c{column}: {'unknown' if (index, column) in self.unknown else [low, value, high]}\n"
        return text

    def study(self) -> Study:
        return study(self.yaml())


POINT = st.integers(0, 20)
END = st.integers(-MAX_END_EIGHTHS, MAX_END_EIGHTHS)
SCALE = st.tuples(END, END).filter(lambda ends: ends[0] != ends[1])
# Three places on a scale, in eighths above its lower end; beyond its upper end they begin again at the lower.
PLACES = st.tuples(*[st.integers(0, 2 * MAX_END_EIGHTHS)] * 3)


@cache
def numbers(options: int, criteria: int) -> st.SearchStrategy[tuple[Any, Any, Any]]:
    """Points and scales of so many criteria, and places on them for so many options.

    Made once for each size: making strategies takes longer than drawing from them.
    """
    points = st.tuples(*[POINT] * criteria).filter(any)
    return st.tuples(points, st.tuples(*[SCALE] * criteria), st.tuples(*[st.tuples(*[PLACES] * criteria)] * options))


@st.composite
def problems(draw: st.DrawFn, options: int = 6, criteria: int = 5) -> Problem:
    """Up to so many options and criteria; scales either way up, weights that may be 0."""
    n = draw(st.integers(1, criteria))
    m = draw(st.integers(1, options))
    points, scales, places = draw(numbers(m, n))

    def rating(ends: tuple[int, int], three: tuple[int, int, int]) -> tuple[float, float, float]:
        bottom, top = sorted(ends)
        low, value, high = sorted(bottom + place % (top - bottom + 1) for place in three)
        return low / 8, value / 8, high / 8

    ratings = tuple(tuple(rating(ends, three) for ends, three in zip(scales, row, strict=True)) for row in places)
    return Problem(points, tuple((worst / 8, best / 8) for worst, best in scales), ratings)


@st.composite
def unsure_problems(draw: st.DrawFn, options: int = 4, criteria: int = 4) -> Problem:
    """The same with at least one unknown rating."""
    problem = draw(problems(options, criteria))
    places = [(i, j) for i in range(len(problem.ratings)) for j in range(len(problem.points))]
    return replace(problem, unknown=draw(st.frozensets(st.sampled_from(places), min_size=1, max_size=5)))
