"""Tables in a terminal: what gives way where it is narrow."""

from policyscore.formats.format import Format, Look
from tests.formats.examples import rendered


def test_the_matrix_gives_way_where_the_terminal_is_a_column_too_narrow() -> None:
    need = max(len(line) for line in rendered(Format.TABLE, Look()).splitlines() if line.startswith("--"))

    assert "Cost_1" in rendered(Format.TABLE, Look(width=need))
    assert "Cost_1  " not in rendered(Format.TABLE, Look(width=need - 1))
    assert "Their weights in %: Impact & more 60, Cost_1 40" in rendered(Format.TABLE, Look(width=need - 1))
    assert f"2 criteria need {need} columns" in " ".join(rendered(Format.TABLE, Look(width=need - 1)).split())
