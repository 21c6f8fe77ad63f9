"""What a study and its options say of the ratings that are known, and of those that are not."""

from tests.helpers import matrix, study


def test_known_and_unknown_ratings_come_in_the_order_of_the_file() -> None:
    table = matrix({"x": 1, "y": 1, "z": 1}, {"A": ("unknown", 20, "unknown"), "B": (30, 10, "unknown")})
    x, y, z = table.criteria

    assert [option.unknown for option in table.options] == [("x", "z"), ("z",)]
    assert [table.known_ratings(criterion) for criterion in (x, y, z)] == [{"b": 30}, {"a": 20, "b": 10}, {}]


def test_a_known_rating_has_a_value_on_its_scale() -> None:
    # On a scale from 500 down to 0, 100 is 80 of 100.
    table = study("criteria: {cost: {worst: 500, best: 0}}\n---\n{option: A, id: a, ratings: {cost: 100}}\n")
    (cost,) = table.criteria

    assert (table.known_ratings(cost), table.known_values(cost)) == ({"a": 100}, {"a": 80})
