"""Options under many weightings: rows as `score` has them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import policyscore
from policyscore.analysis.comparison import compare, tidy_rows
from policyscore.analysis.scoring import assess
from policyscore.model.study import Study
from policyscore.reading import selection
from policyscore.reading.views import views
from tests.chancy import Chancy, chancy_problems
from tests.helpers import study as made
from tests.helpers import survey
from tests.reports.test_compare import STUDY


def test_rows_are_those_of_score() -> None:
    study = policyscore.load("options")
    rows = list(tidy_rows(views(study, ())))

    for id in study.weightings:
        expected = policyscore.score(study, id).options
        mine = [row for row in rows if row.weighting == id]
        assert [(r.option.id, r.rank) for r in mine] == [(r.id, r.rank) for r in expected]
        assert [r.score for r in mine] == pytest.approx([r.score for r in expected], abs=1e-10)
        assert [r.gain for r in mine] == pytest.approx([r.gain for r in expected], abs=1e-10)


def test_the_baselines_gain_is_0_and_no_rounding_error(tmp_path: Path) -> None:
    path = survey(
        tmp_path, "score,reach,cost\n" + "".join(f"{n % 7 + 0.1},{n % 11 + 0.3},{n / 7 + 3.3}\n" for n in range(500))
    )
    gains = [row.gain for row in tidy_rows(views(policyscore.load(STUDY), [path])) if row.option.baseline]

    assert gains == [0.0] * 500


def weightings_of(study: Study, points: list[tuple[int, ...]]) -> list[str]:
    """Documents of weightings with so many points on each of the criteria that are weighed, zeros among them."""
    ids = study.tree.ids
    rows = [dict(zip(ids, row, strict=False)) for row in points if any(row[: len(ids)])]
    return [f"weighting: W{n}\nid: w{n}\npoints: {row}\n".replace("'", "") for n, row in enumerate(rows)]


POINTS = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=1, max_size=4)


@given(chancy_problems(sure=True), POINTS, st.booleans(), st.booleans())
def test_a_chance_counts_as_it_does_for_score(
    problem: Chancy, points: list[tuple[int, ...]], every: bool, no_chance: bool
) -> None:
    """Scores, ranks, gains and what rests on unknown ratings, whether or not the baseline is among the options."""
    texts = weightings_of(problem.study(), points)
    assume(texts)
    study = replace(made(problem.yaml() + "---\n" + "---\n".join(texts)), no_chance=no_chance)
    options = selection.options(study, () if every else ("even",), ())
    result = compare(views(study, ()), options)
    rows = [*tidy_rows(views(study, ()), options)]

    names = [option.id for option in result.options]
    ever = dict.fromkeys(names, False)
    for number, id in enumerate(result.ids):
        scored = assess(study, study.weightings[id], options)
        mine = {row.option.id: row for row in rows if row.weighting == id}
        assert set(mine) == {option.id for option in scored.options}
        for option in scored.options:
            at, rests = names.index(option.id), scored.rests_on_unknown(option)
            assert mine[option.id].score == result.scores[number][at] == pytest.approx(option.score, abs=1e-9)
            assert mine[option.id].gain == pytest.approx(option.gain, abs=1e-9)
            assert (mine[option.id].rank, result.ranks[number][at]) == (option.rank, option.rank)
            assert result.rests[number][at] == rests
            ever[option.id] |= rests
    assert result.rests_ever == tuple(ever.values())
