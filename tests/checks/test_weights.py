"""Rules on weights: equal ones, and those that follow the number of criteria."""

import pytest

from tests.checks.found import codes, found, messages
from tests.helpers import study


def branches(weight: float, more: str = "") -> str:
    return f"""criteria:
  x: {{worst: 0, best: 1, weight: 10}}
  b:
    weight: {10 + weight}
    criteria: {{y: {{worst: 0, best: 1, weight: 10}}, z: {{worst: 0, best: 1, weight: {weight}}}}}
  c: {{weight: 10, criteria: {{u: {{worst: 0, best: 1}}}}}}
---
{{option: A, id: a, ratings: {{x: 0, y: 0, z: 0, u: 0}}}}
{more}"""


@pytest.mark.parametrize(("weight", "fires"), [(12, True), (12.1, False)])
def test_w07_weights_within_a_fifth_of_each_other_look_unchosen(weight: float, fires: bool) -> None:
    assert ("W07" in codes(study(branches(weight)))) is fires


def test_w07_looks_at_every_weighting() -> None:
    ngo = "---\nweighting: NGO\nid: ngo\npoints: {x: 25, y: 25, z: 25, u: 25}\n"
    (finding,) = found(study(branches(40, ngo)), "W07")

    assert finding.problem.message.startswith("under `ngo` all criteria weigh about the same")
    assert "`b` 50 % with 2 criteria and `c` 25 % with 1 criterion" in finding.problem.message


def test_w07_does_not_round_an_eighth_away() -> None:
    # Of 8 criteria that count the same, one is 12.5 %.
    text = "criteria:\n"
    for branch, leaves in (("a", "s"), ("b", "tu"), ("c", "vwxyz")):
        text += f"  {branch}: {{criteria: {{{', '.join(f'{leaf}: {{worst: 0, best: 1}}' for leaf in leaves)}}}}}\n"
    ratings = ", ".join(f"{leaf}: 0" for leaf in "stuvwxyz")
    points = ", ".join(f"{leaf}: 1" for leaf in "stuvwxyz")
    text += f"---\n{{option: A, id: a, ratings: {{{ratings}}}}}\n---\n{{weighting: W, id: w, points: {{{points}}}}}\n"

    assert [said.partition("hold: ")[2] for said in messages(study(text), "W07")] == [
        "`a` 12.5 % with 1 criterion, `b` 25 % with 2 criteria and `c` 62.5 % with 5 criteria"
    ]


BARE = "criteria: {x: {worst: 0, best: 1}, b: {criteria: {y: {worst: 0, best: 1}, z: {worst: 0, best: 1}}}}\n"
OPTION = "---\n{option: A, id: a, ratings: {x: 0, y: 0, z: 0}}\n"


@pytest.mark.parametrize(
    ("criteria", "more", "fires"),
    [
        (BARE, "", True),
        (BARE, "---\nweighting: NGO\nid: ngo\norder: [x, b]\n", False),
        # Weights somewhere are a start, and `score` says where the rest is equal.
        (
            BARE.replace(
                "y: {worst: 0, best: 1}, z: {worst: 0, best: 1}",
                "y: {worst: 0, best: 1, weight: 1}, z: {worst: 0, best: 1, weight: 2}",
            ),
            "",
            False,
        ),
        (BARE.replace("x: {worst: 0, best: 1}, b: {", "x: {worst: 0, best: 1, weight: 1}, b: {weight: 1, "), "", False),
    ],
)
def test_w29_no_weight_and_no_weighting(criteria: str, more: str, fires: bool) -> None:
    assert ("W29" in codes(study(criteria + OPTION + more))) is fires


def test_w29_one_criterion_needs_no_weight() -> None:
    assert not messages(study("criteria: {x: {worst: 0, best: 1}}\n---\n{option: A, id: a, ratings: {x: 0}}\n"), "W29")
