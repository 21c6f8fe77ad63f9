"""Rules on the list of options: names that tell nothing apart, and bundles beside their parts."""

import pytest

from tests.checks.found import codes, found, messages
from tests.helpers import matrix, study

CRITERIA = "criteria: {x: {worst: 0, best: 100}}\n"


def options(*names: str, summary: str = "") -> str:
    """A study of options with these names, the last with a summary."""
    text = CRITERIA
    for number, name in enumerate(names):
        told = f"summary: {summary}\n" if summary and number == len(names) - 1 else ""
        text += f"---\noption: {name}\nid: o{number}\n{told}ratings: {{x: {number * number}}}\n"
    return text


def test_w11_the_hint_names_what_looks_like_carrying_on() -> None:
    hints = [finding.problem.hint for finding in found(matrix({"x": 1}, {"A": (1,), "Status quo": (2,)}), "W11")]

    assert hints == ["is it `status-quo`? then write `baseline: true` there"]


def test_w27_two_options_two_weightings_and_two_criteria_of_one_name() -> None:
    text = options("Talks", "Aid", "TALKS").replace("{x: {worst: 0, best: 100}}", "{x: {worst: 0, best: 100, name: Y}}")
    text += "".join(f"---\n{{weighting: Ministry, id: w{k}, points: {{x: 1}}}}\n" for k in range(2))

    assert messages(study(text), "W27") == [
        "the option `o2` has the same name as `o0`",
        "the weighting `w1` has the same name as `w0`",
    ]
    two = "criteria: {x: {worst: 0, best: 1, name: Cost}, y: {worst: 0, best: 1, name: cost}}\n"
    assert messages(study(two + "---\n{option: A, id: a, ratings: {x: 0, y: 1}}\n"), "W27") == [
        "the criterion `y` has the same name as `x`"
    ]


def test_w27_an_option_may_be_called_what_a_weighting_is() -> None:
    assert "W27" not in codes(study(options("Talks", "Aid") + "---\n{weighting: Talks, id: w, points: {x: 1}}\n"))


@pytest.mark.parametrize(
    ("names", "summary", "parts"),
    [
        (("Sanctions", "Dialogue", "Sanctions and dialogue"), "", ("o0", "o1")),
        (("Sanctions", "Dialogue", "Dialogue + sanctions"), "", ("o1", "o0")),
        (("Food aid", "Talks", "Talks with food aid"), "", ("o1", "o0")),
        (("Sanctions", "Dialogue", "Both"), "Sanctions plus a dialogue.", ("o0", "o1")),
        (("Sanctions", "Dialogue", "Both"), "We combine sanctions and dialogue.", ("o0", "o1")),
        (("EU-DPRK dialogue", "Food aid", "EU-DPRK dialogue & food aid"), "", ("o0", "o1")),
        (("Sanctions", "Dialogue", "Aid", "Sanctions, dialogue and aid"), "", ("o0", "o1", "o2")),
        (("Sanctions", "Broad sanctions", "Dialogue", "Both"), "Broad sanctions and dialogue", ("o1", "o2")),
        (("Broad sanctions", "Food aid", "Both"), "Starts with broad sanctions and food aid.", ("o0", "o1")),
        (("Sanctions", "Dialogue", "Both"), "A package of sanctions and dialogue.", ("o0", "o1")),
        (("Große Maßnahmen", "Mehr Hilfe", "Beides"), "ßßß große Maßnahmen and mehr Hilfe", ("o0", "o1")),
        # Everyday words in passing.
        (
            ("Sanctions", "Aid", "Middle way"),
            "Neither of the pure paths; builds on the lessons of sanctions and aid.",
            (),
        ),
        (("Trade", "Visits", "Envoy"), "Somebody who prepares trade and visits.", ()),
        (("Sanctions", "Food aid", "Envoy"), "Speaks of sanctions and food aid.", ()),
        # A kind of one of them, one name inside another, and what is set apart.
        (("Sanctions", "Dialogue", "Targeted sanctions"), "", ()),
        (("Sanctions", "Broad sanctions", "Very broad sanctions"), "", ()),
        (("Sanctions", "Dialogue", "Patience"), "Neither sanctions nor dialogue.", ()),
        (("Sanctions", "Dialogue", "Patience"), "Waiting instead of sanctions and dialogue.", ()),
        (("Sanctions", "Dialogue", "Dialogue instead of sanctions"), "", ()),
        (("Sanctions", "Dialogue", "Patience"), "We replace sanctions with dialogue.", ()),
        (("Sanctions", "Dialogue", "Patience"), "After sanctions, dialogue.", ()),
        (("Sanctions", "Dialogue", "Patience"), "Sanctions stay. A dialogue is for later.", ()),
        (("Sanctions", "Dialogue", "Sanctioning and dialogues"), "", ()),
    ],
)
def test_w33_an_option_that_is_two_others_at_once(names: tuple[str, ...], summary: str, parts: tuple[str, ...]) -> None:
    bundles = [finding.options for finding in found(study(options(*names, summary=summary)), "W33")]

    assert bundles == ([(f"o{len(names) - 1}", *parts)] if parts else [])
