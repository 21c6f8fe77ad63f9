"""The scales that `--scale` gives: labels evenly spaced from the worst to the best, and words that are no scale."""

import pytest

from policyscore.errors import CommandError
from policyscore.model.refused import Refused
from policyscore.reading.scales import Scale, scales


def test_labels_are_evenly_spaced_from_0_to_100() -> None:
    found = scales(["risk=very high: high :low:none", "cost=500:0"])

    # Four labels, three steps of 100/3.
    assert [label for _, label in found["risk"].levels] == ["very high", "high", "low", "none"]
    assert [at for at, _ in found["risk"].levels] == pytest.approx([0, 100 / 3, 200 / 3, 100])
    assert found["cost"] == Scale(500, 0)


def test_a_label_stands_in_a_cell_in_any_case() -> None:
    scale = scales(["risk=High:Medium:Low"])["risk"]

    assert [scale.label(cell) for cell in ("high", "MEDIUM", "Low.")] == ["High", "Medium", "Low"]
    with pytest.raises(Refused, match="`hihg` is not one of the labels") as caught:
        scale.label("hihg")
    assert caught.value.reason[1] == "did you mean `High`?"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("high:low", r"the labels `high:low` are of no criterion\n  hint: name it: --scale CRITERION=high:low"),
        ("risk=high", "cannot read `risk=high` as a scale"),
        ("risk=high:", "the scale `risk=high:`: expected text, found nothing"),
        ("risk=high:HIGH:low", "the scale `risk=high:HIGH:low` has a label twice"),
        ("risk=high:unknown", "the scale `risk=high:unknown`: the label `unknown` has a meaning of its own"),
        ("risk=high:50%", "the scale `risk=high:50%`: the label `50%` looks like a number"),
        ("risk=0:50:100", "the scale `risk=0:50:100` has 3 parts\n  hint: two numbers: the worst and the best"),
        ("risk=0:high", "the scale `risk=0:high`: expected a number, found `high`"),
    ],
)
def test_words_that_are_no_scale_are_refused(word: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        scales([word])
