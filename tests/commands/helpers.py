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


def scores(result: Result) -> dict[str, float]:
    return {option["id"]: option["score"] for option in json.loads(result.stdout)["options"]}
