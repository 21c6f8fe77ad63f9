"""policyscore robust"""

from pathlib import Path

from policyscore import load
from policyscore.commands import exits, robust
from tests.helpers import run

DEMANDS = "--within", "60", "--require-radius", "90", "--require-share", "100"


def test_robust_says_which_demands_are_unmet(small: Path) -> None:
    built = robust.build(load("small.yaml"), draws=1000, within=60, require_radius=90, require_share=100)
    printed = run("robust", "small.yaml", "--draws", "1000", *DEMANDS)

    assert (built.exit_code, printed.exit_code) == (exits.UNMET, exits.UNMET)
    assert printed.stderr.splitlines() == [f"policyscore: {reason}" for reason in built.unmet]
    assert len(built.unmet) == 2
