"""policyscore schema"""

from policyscore.commands import schema
from tests.helpers import run


def test_build_makes_what_the_command_prints() -> None:
    for kind in (None, "option"):
        words = () if kind is None else (kind,)

        assert schema.build(kind).shown == run("schema", *words).stdout
