"""Studies whose options may fail to take effect: the worked example, and random ones."""

from hypothesis import strategies as st

from policyscore.model.study import Study
from tests.helpers import study
from tests.strategies import problems, unsure_problems

# Values: impact 20 to 80, cost 50 to 30; trying alone has no effect on impact, and .8 of that on cost. With a chance of
# 25 in 100 Try has impact 20 + .25 x 60 = 35 and cost 50 + (.25 + .75 x .8) x -20 = 33: .6 x 35 + .4 x 33 = 34.2.
WORKED = """criteria:
  odds:
    name: Chance
    worst: 0
    best: 100
    levels: [{at: 0, means: refused}, {at: 25, means: doubted}, {at: 100, means: sure}]
  impact: {name: Impact, worst: 0, best: 100, weight: 60}
  cost: {name: Cost, worst: 100, best: 0, weight: 40, if_it_fails: 0.8}
chance: odds
---
sources: {vote: {title: Minutes of the vote, year: 2014, read: part}, never: {title: Cited by the baseline, year: 2013}}
---
option: Try
id: try
summary: The council asks the county.
resolves_if: the county signs by 2016
advocates: [The mayor, the union]
ratings:
  odds: {value: 25, low: 10, high: 50, why: Two members said no., basis: source, confidence: high, sources: [vote]}
  impact: [60, 80, 100]
  cost: {value: 70, why: By the tender.}
---
option: Perhaps
id: perhaps
ratings: {odds: unknown, impact: 80, cost: 70}
---
option: Now
id: now
baseline: true
ratings: {odds: {value: 3, why: Never asked., sources: [never]}, impact: 20, cost: 50}
"""


def worked(more: str = "") -> Study:
    """The worked example."""
    return study(WORKED + more)


@st.composite
def chancy(draw: st.DrawFn, unsure: bool = False) -> Study:
    """A random study with a chance, the first option its baseline, and part of the effect from trying alone.

    unsure: whether ratings are unknown, and so may chances be.
    """
    problem = draw((unsure_problems if unsure else problems)(4, 3))
    share = st.sampled_from([0, 0.25, 0.5, 1])
    text = "criteria:\n  odds: {worst: 0, best: 100}\n"
    for index, ((worst, best), point) in enumerate(zip(problem.scales, problem.points, strict=True)):
        text += f"  c{index}: {{worst: {worst}, best: {best}, weight: {point}, if_it_fails: {draw(share)}}}\n"
    text += "chance: odds\n"
    odds = st.lists(st.integers(0, 200), min_size=3, max_size=3).map(lambda three: [n / 2 for n in sorted(three)])
    for option in problem.yaml().split("---\n")[1:]:
        chance = "unknown" if unsure and draw(st.integers(0, 3)) == 0 else draw(odds)
        text += f"---\n{option}  odds: {chance}\n"
    return study(text)
