"""Random studies, small enough to read when a law fails on them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from policyscore.model.study import Study
from tests.helpers import study


@dataclass(frozen=True)
class Problem:
    """A study in numbers: points by criterion, a scale for each, ratings as (low, value, high) by option."""

    points: tuple[int, ...]
    scales: tuple[tuple[float, float], ...]
    ratings: tuple[tuple[tuple[float, float, float], ...], ...]

    def yaml(self) -> str:
        """The study as somebody would write it."""
        text = "criteria:\n"
        for index, ((worst, best), point) in enumerate(zip(self.scales, self.points, strict=True)):
            text += f"  c{index}: {{worst: {worst}, best: {best}, weight: {point}}}\n"
        for index, row in enumerate(self.ratings):
            text += f"---\noption: Option {index}\nid: o{index}\nbaseline: {str(index == 0).lower()}\nratings:\n"
            text += "".join(f"  c{column}: [{low}, {value}, {high}]\n" for column, (low, value, high) in enumerate(row))
        return text

    def study(self) -> Study:
        return study(self.yaml())


# Eighths are exact in binary and short in YAML.
def eighths(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low * 8, high * 8).map(lambda number: number / 8)


@st.composite
def problems(draw: st.DrawFn, options: int = 6, criteria: int = 5) -> Problem:
    """Up to so many options and criteria; scales either way up, weights that may be 0."""
    n = draw(st.integers(1, criteria))
    m = draw(st.integers(1, options))
    points = draw(st.tuples(*[st.integers(0, 20)] * n).filter(any))
    ends = st.tuples(eighths(-20, 20), eighths(-20, 20)).filter(lambda pair: pair[0] != pair[1])
    scales = draw(st.tuples(*[ends] * n))
    rows = []
    for _ in range(m):
        row = []
        for worst, best in scales:
            low, high = sorted((worst, best))
            inside = st.integers(int(low * 8), int(high * 8)).map(lambda number: number / 8)
            least, value, most = sorted(draw(st.tuples(inside, inside, inside)))
            row.append((least, value, most))
        rows.append(tuple(row))
    return Problem(points, scales, tuple(rows))
