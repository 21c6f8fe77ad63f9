"""A small study for commands, and what they find out about it."""

import json

from typer.testing import Result

SMALL = """criteria:
  impact: {worst: 0, best: 100, weight: 3}
  cost: {worst: 100, best: 0, weight: 1}
---
option: Sanctions
id: sanctions
tags: [stick]
ratings: {impact: 20, cost: 60}
---
option: Dialogue
id: dialogue
tags: [carrot]
ratings: {impact: 30, cost: 10}
---
option: As now
id: as-now
baseline: true
ratings: {impact: 5, cost: 0}
---
weighting: Thrift
id: thrift
points: {cost: 1}
"""

# The same with the chance of each option. With it, dialogue has 5 + .2 * 25 = 10 on impact and 100 - .2 * 10 = 98 on
# cost, in sum .75 * 10 + .25 * 98 = 32; sanctions 5 + .5 * 15 = 12.5 and 100 - .5 * 60 = 70, in sum 26.875.
UNSURE = SMALL.replace("criteria:\n", "chance: odds\ncriteria:\n  odds: {name: Odds, worst: 0, best: 100}\n")
for rated, odds in (("impact: 20", 50), ("impact: 30", 20), ("impact: 5,", 90)):
    UNSURE = UNSURE.replace(f"{{{rated}", f"{{odds: {odds}, {rated}")


def scores(result: Result) -> dict[str, float]:
    return {option["id"]: option["score"] for option in json.loads(result.stdout)["options"]}
