"""Options under many weightings: rows as `score` has them."""

from pathlib import Path

import pytest

import policyscore
from policyscore.analysis.comparison import tidy_rows
from policyscore.reading.views import views
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
        tmp_path, "chance,score,reach,cost\n" + "".join(f"{n},{n % 7 + 0.1},{n % 11 + 0.3},3.3\n" for n in range(500))
    )
    gains = [row.gain for row in tidy_rows(views(policyscore.load(STUDY), [path])) if row.option.baseline]

    assert gains == [0.0] * 500
