"""One ranking, whoever finds it: a list of scores, an array, counted draws, the page's script, the workbook's formulas.

On chains of near neighbours they could differ: each score is level with the next, and the last not with the first.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyscore
from policyscore.analysis.rank_acceptability import ranked
from policyscore.analysis.ranking import all_ranks, ranks
from tests.helpers import matrix
from tests.reports.test_workbook import recalculable, workbook

# Steps of 0.4 billionths: two of them are level, three are not, and nothing stands where rounding decides.
STEP = 0.4e-9

CHAINS = st.lists(st.tuples(st.sampled_from([10, 50, 50.5]), st.integers(0, 6)), min_size=1, max_size=7).map(
    lambda pairs: [base + steps * STEP for base, steps in pairs]
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    from py_mini_racer import MiniRacer

    with MiniRacer() as made:
        made.eval(Path("policyscore/formats/memo/sliders.js").read_text("utf-8"))
        yield made


@given(rows=st.lists(CHAINS, min_size=1, max_size=4))
def test_lists_arrays_counts_and_the_page_agree_on_chains_of_near_ties(rows: list[list[float]], engine: Any) -> None:
    scores = [row for row in rows if len(row) == len(rows[0])]
    expected = [ranks(row) for row in scores]
    counts, first = ranked(np.array(scores))

    assert all_ranks(np.array(scores)).tolist() == expected
    for option in range(len(scores[0])):
        found = [row[option] for row in expected]
        assert counts[option].tolist() == [found.count(rank) for rank in range(1, len(scores[0]) + 1)]
    held = {(int(o), int(d)) for options, draws in first for o, d in zip(options, _draws(draws, options), strict=True)}
    assert held == {(o, d) for d, row in enumerate(expected) for o, rank in enumerate(row) if rank == 1}
    for row, wanted in zip(scores, expected, strict=True):
        assert [int(rank) for rank in engine.eval(f"ranks({row}, 1e-9)")] == wanted


def _draws(draws: Any, options: Any) -> Any:
    return range(len(options)) if isinstance(draws, slice) else draws


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        # 60, then .8 and 1.6 billionths below: level with the first, and not.
        ([60, 59.9999999992, 59.9999999984], [1, 1, 3]),
        ([59.9999999992, 60, 59.9999999984, 59.9999999976], [1, 1, 3, 3]),
        ([0, 10, 0, 5], [3, 1, 3, 2]),
        ([7, 7, 7], [1, 1, 1]),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_the_workbook_ranks_chains_as_score_does(ratings: list[float], expected: list[int]) -> None:
    names = "ABCD"[: len(ratings)]
    study = matrix({"good": 1}, {name: [rating] for name, rating in zip(names, ratings, strict=True)})
    assessment = policyscore.score(study)
    found = {str(row["Option"]): row["Rank"] for row in recalculable(workbook(assessment)).rows()}

    assert {row.name: row.rank for row in assessment.options} == dict(zip(names, expected, strict=True))
    assert found == dict(zip(names, expected, strict=True))
