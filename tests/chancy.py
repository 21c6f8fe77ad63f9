"""Random studies in which options may not take effect."""

from dataclasses import dataclass

from hypothesis import strategies as st

from policyscore.model.study import Study
from tests.helpers import study
from tests.strategies import Problem, problems, unsure_problems


@dataclass(frozen=True)
class Chancy:
    """A problem with a chance: by option low, most likely and high in 100, and by criterion `if_it_fails` in tenths.

    `sure` leaves the chance out, so that everything takes effect; `baseline` is the place of that option, and the
    chances at the places `unknown` are not known. Options with an even place bear the tag `even`.
    """

    problem: Problem
    chances: tuple[tuple[int, int, int], ...]
    tenths: tuple[int, ...]
    baseline: int = 0
    unknown: frozenset[int] = frozenset()
    sure: bool = False

    def yaml(self) -> str:
        """The study as somebody would write it."""
        text = "" if self.sure else "chance: odds\n"
        head, *options = self.problem.yaml().split("---\n")
        criteria, *leaves = head.splitlines(keepends=True)
        text += criteria + ("" if self.sure else "  odds: {worst: 0, best: 100}\n")
        text += "".join(
            leaf.replace("}", f", if_it_fails: 0.{tenth}}}" if tenth < 10 else ", if_it_fails: 1}")
            for leaf, tenth in zip(leaves, self.tenths, strict=False)
        )
        for index, option in enumerate(options):
            is_baseline = str(index == self.baseline % len(options)).lower()
            name, id, _, *ratings = option.splitlines(keepends=True)
            odds = "unknown" if index in self.unknown else [*self.chances[index]]
            tags = "tags: [even]\n" if index % 2 == 0 else ""
            text += f"---\n{name}{id}baseline: {is_baseline}\n{tags}"
            text += "".join([*ratings, "" if self.sure else f"  odds: {odds}\n"])
        return text

    def study(self) -> Study:
        return study(self.yaml())


IN_100 = st.integers(0, 100)
THREE = st.tuples(IN_100, IN_100, IN_100).map(lambda three: tuple(sorted(three)))


@st.composite
def chancy_problems(draw: st.DrawFn, options: int = 5, criteria: int = 4, sure: bool = False) -> Chancy:
    """Up to so many options and criteria; ratings and chances may be unknown, and any option may be the baseline.

    sure: whether studies without a chance are among them.
    """
    problem = draw(st.one_of(problems(options, criteria), unsure_problems(options, criteria)))
    return Chancy(
        problem,
        draw(st.tuples(*[THREE] * options)),
        draw(st.tuples(*[st.integers(0, 10)] * criteria)),
        draw(st.integers(0, options - 1)),
        draw(st.frozensets(st.integers(0, options - 1), max_size=2)),
        sure and draw(st.booleans()),
    )
