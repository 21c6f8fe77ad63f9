"""All four charts of the running example, and a drawing as matplotlib's parts."""

from functools import cache
from hashlib import sha256
from typing import Any

import policyscore
from policyscore.analysis.comparison import compare
from policyscore.analysis.robustness import robustness
from policyscore.formats.charts.chart import Chart
from policyscore.formats.charts.draw import draw, figure_of, settings
from policyscore.formats.format import Format
from policyscore.reading.views import views
from policyscore.reports import charts
from tests.helpers import TOY_RATINGS, TOY_WEIGHTS, study

NASTY = r"""$x_1$ \frac{1} <b>&"'q]]> _^{} %s"""

# Two weightings of the running example beside its own.
VIEWS = """---
weighting: Impact
id: w1
points: {impact: 1}
---
weighting: Harm
id: w2
points: {low-harm: 1}
"""


@cache
def every(name: str = "D", options: int = 7) -> tuple[Chart, ...]:
    """All four charts of the running example, with an option called so."""
    rows = dict(list({name if key == "D" else key: row for key, row in TOY_RATINGS.items()}.items())[:options])
    text = "criteria:\n" + "".join(f"  {id}: {{worst: 0, best: 100, weight: {w}}}\n" for id, w in TOY_WEIGHTS.items())
    for number, (key, row) in enumerate(rows.items()):
        quoted = key.replace("'", "''")
        ratings = ", ".join(f"{id}: {rating}" for id, rating in zip(TOY_WEIGHTS, row, strict=True))
        text += f"---\noption: '{quoted}'\nid: o{number}\nratings: {{{ratings}}}\n"
    made = study(text + VIEWS)
    assessment = policyscore.score(made)
    return (
        charts.contributions(assessment),
        charts.sensitivity(assessment),
        charts.rank_shares(robustness(assessment, draws=1000)),
        charts.slopes(compare(views(made, []))),
    )


def figure(chart: Chart) -> Any:
    """The drawing of a chart as its parts."""
    with settings():
        return figure_of(chart.picture)


def fingerprints() -> list[str]:
    """The hash of each chart in each format that is a picture, with three options."""
    formats = (Format.SVG, Format.PNG, Format.PDF)
    return [sha256(draw(chart, format)).hexdigest() for chart in every(options=3) for format in formats]
