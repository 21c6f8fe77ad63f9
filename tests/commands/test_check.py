"""policyscore check"""

from pathlib import Path

from policyscore.commands import check, exits
from policyscore.reading.opening import is_input, noted
from tests.commands.helpers import SMALL


def test_check_tells_of_a_study_that_cannot_be_loaded(small: Path) -> None:
    small.write_text(SMALL.replace("impact: 20", "impact: 200"))
    with noted():
        built = check.build("small.yaml", strict=True)

        assert is_input("small.yaml")
    assert built.exit_code == exits.BAD_STUDY
    assert built.shown.title == "1 error, 0 warnings"


def test_check_ends_with_3_for_warnings_only_where_that_is_asked_for() -> None:
    contract = "tests/cases/contract.yaml"

    assert check.build(contract).exit_code == exits.DONE
    assert check.build(contract, strict=True).exit_code == exits.UNMET
