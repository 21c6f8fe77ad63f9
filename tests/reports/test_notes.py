"""What travels with a table: each note where it applies, and only there."""

from pathlib import Path

import pytest

import policyscore
from policyscore.analysis.scoring import Assessment
from policyscore.reports.score import score_report
from tests.helpers import matrix, run, study, toy


def notes(assessment: Assessment) -> dict[str, str]:
    return {note.code: note.text for note in score_report(assessment).notes}


def test_a_plain_study_has_the_plain_notes() -> None:
    assert list(notes(policyscore.score(toy()))) == ["weights", "method", "radius", "basis", "inputs"]


def test_a_pairwise_weighting_tells_its_consistency_and_warns_from_a_tenth_on() -> None:
    good = toy(
        "---\nweighting: W\nid: w\npairwise: {impact/feasibility: 2, impact/low-cost: 4, feasibility/low-cost: 2}\n"
    )
    bad = toy(
        "---\nweighting: W\nid: w\npairwise: {impact/feasibility: 9, feasibility/low-cost: 9, low-cost/impact: 9}\n"
    )

    said = notes(policyscore.score(good, "w"))
    assert "consistency ratio 0.000 with the random index of Alonso and Lamata (2006)" in said["weights"]
    assert "inconsistent" not in said
    # lambda = 1 + 9 + 1/9, (lambda - 3) / 2 / .5245 = 6.78
    assert "their consistency ratio is 6.78" in notes(policyscore.score(bad, "w"))["inconsistent"]


def test_an_order_says_how_it_became_weights() -> None:
    made = toy("---\nweighting: W\nid: w\nholder: A panel.\norder: [impact, feasibility]\n")
    said = notes(policyscore.score(made, "w"))

    assert said["weights"] == (
        "Weights: W (w), set by ranking the criteria (rank-order centroid, Barron and Barrett 1996). Held by: A panel."
    )
    assert said["weight-0"] == (
        "Weight 0, so without effect on the score: low-cost and low-harm, which the weighting does not name."
    )


def test_weights_that_nobody_holds_are_said_to_be_the_authors_own() -> None:
    for holder, said in (
        ("Drawn by us from Haggard's article", "Held by nobody: drawn by the study's authors from Haggard's article."),
        ("drawn by us, as a test", "Held by nobody: drawn by the study's authors, as a test."),
        ("A panel drawn by us", "Held by: A panel drawn by us."),
    ):
        made = toy(f'---\nweighting: W\nid: w\nholder: "{holder}"\norder: [impact, feasibility]\n')

        assert notes(policyscore.score(made, "w"))["weights"].endswith(f"Barron and Barrett 1996). {said}")


def test_criteria_without_weights_weigh_the_same_and_it_says_so() -> None:
    made = study(
        "criteria:\n  a: {worst: 0, best: 1}\n"
        "  b: {name: Both, criteria: {c: {worst: 0, best: 1}, d: {worst: 0, best: 1}}}\n"
        "---\noption: X\nid: x\nratings: {a: 1, c: 0, d: 0}\n"
    )

    assert notes(policyscore.score(made))["unweighted"] == (
        "No weights are written at the top level and inside Both, so criteria there weigh the same."
    )
    assert "unweighted" not in notes(policyscore.score(made, "equal"))
    assert "whatever branch it is in" in notes(policyscore.score(made, "equal"))["weights"]


def test_what_ratings_rest_on_is_counted_of_those_alone_that_count() -> None:
    made = study(
        "chance: odds\ncriteria:\n  odds: {worst: 0, best: 100}\n  good: {worst: 0, best: 100}\n"
        "---\noption: Try\nid: try\nratings: {odds: {value: 5, basis: judgement}, good: {value: 5, basis: article}}\n"
        "---\noption: Now\nid: now\nbaseline: true\n"
        "ratings: {odds: {value: 5, basis: judgement}, good: {value: 5, basis: article}}\n"
    )

    # The baseline's chance is certain, whatever is rated.
    assert notes(policyscore.score(made))["basis"] == "Of 3 ratings, 2 rest on the article and 1 on judgement."
    assert notes(policyscore.score(made, chance=False))["basis"] == "Of 2 ratings, 2 rest on the article."


def test_unknown_ratings_are_counted_among_those_that_count() -> None:
    made = study(
        "chance: odds\ncriteria:\n  odds: {worst: 0, best: 100}\n  good: {worst: 0, best: 100}\n"
        "---\noption: Try\nid: try\nratings: {odds: 5, good: unknown}\n"
        "---\noption: Now\nid: now\nbaseline: true\nratings: {odds: unknown, good: 5}\n"
    )

    assert notes(policyscore.score(made))["unknown"].endswith(": 1 of 3 ratings (Try: good).")
    assert notes(policyscore.score(made, chance=False))["unknown"].endswith(": 1 of 2 ratings (Try: good).")


def test_floors_and_unknown_ratings_are_said_for_each_option() -> None:
    made = study(
        "criteria:\n  good: {name: Good, worst: 0, best: 10, floor: 4}\n  cheap: {name: Cheap, worst: 0, best: 10}\n"
        "---\noption: Low\nid: low\nratings: {good: 3, cheap: 5}\n"
        "---\noption: Open\nid: open\nratings: {good: unknown, cheap: unknown}\n"
    )
    said = notes(policyscore.score(made))

    assert said["floor"] == "! Low is rated worse than the floor on Good (rated 3, floor 4)."
    assert said["floor-unknown"] == "It is not known whether Open meets the floor on Good."
    assert said["unknown"] == (
        "? Not known, counted as halfway (50), and in Low and High as anything from 0 to 100: "
        "2 of 4 ratings (Open: Good and Cheap)."
    )
    text = policyscore.render(policyscore.score(made))
    assert "30!" in text
    assert "50?" in text


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("{a: 1}", "Nothing says what the ratings (1) rest on."),
        ("{a: {value: 1, basis: article}}", "Of 1 rating, 1 rests on the article."),
        (
            "{a: {value: 1, basis: source}}\n---\noption: Y\nid: y\nratings: {a: {value: 1, basis: source}}"
            "\n---\noption: Z\nid: z\nratings: {a: 0}",
            "Of 3 ratings, 2 rest on a source and 1 on nothing that is stated.",
        ),
    ],
)
def test_what_the_ratings_rest_on_is_counted(ratings: str, expected: str) -> None:
    made = study(f"criteria: {{a: {{worst: 0, best: 1}}}}\n---\noption: X\nid: x\nratings: {ratings}\n")

    assert notes(policyscore.score(made))["basis"] == expected


def test_low_is_good_criteria_show_what_doing_nothing_earns() -> None:
    made = study(
        "criteria:\n  good: {worst: 0, best: 100}\n  harm: {name: Harm, worst: 100, best: 0}\n"
        "---\noption: Act\nid: act\nratings: {good: 60, harm: 40}\n"
        "---\noption: Wait\nid: wait\nbaseline: true\nratings: {good: 10, harm: 20}\n"
    )

    # The baseline: .5 x 10 + .5 x 80 = 45, of which 40 from harm.
    assert "the baseline has 40.0 of its 45.0 from this" in notes(policyscore.score(made))["doing-nothing"]
    assert "On Harm a lower rating is better and has the higher value." in notes(policyscore.score(made))["method"]
    assert "doing-nothing" not in notes(policyscore.score(made, {"good": 1}))


def test_weights_that_do_not_add_up_as_they_are_rounded_say_so() -> None:
    thirds = matrix({"a": 1, "b": 1, "c": 1}, {"X": (1, 2, 3)})
    eighths = matrix({f"c{n}": 1 for n in range(8)}, {"X": range(8)})

    assert notes(policyscore.score(thirds))["rounding"].startswith("Weights are rounded so that they add")
    assert "rounding" not in notes(policyscore.score(eighths))


def test_ratings_without_a_criterion_are_said_once() -> None:
    other = study(
        "criteria: {a: {worst: 0, best: 1}}\n"
        "---\noption: X\nid: x\nratings: {a: 1, old: 5, older: 3}\n---\noption: Y\nid: y\nratings: {a: 1, old: 5}\n"
    )

    assert notes(policyscore.score(other))["unused"] == "Rated, but not among the criteria: old and older."


def test_points_may_be_given_by_the_caller() -> None:
    with pytest.raises(policyscore.CommandError, match="no criterion `imapct`"):
        policyscore.score(toy(), {"imapct": 1})
    weighting = policyscore.score(toy(), {"impact": 1}).weighting

    assert policyscore.score(toy(), weighting).weighting is weighting
    assert (weighting.id, weighting.method) == ("inline", "points")


def test_weightings_on_the_chance_are_left_out_where_other_criteria_make_it_one(tmp_path: Path) -> None:
    criteria = "criteria: {odds: {worst: 0, best: 100}, a: {worst: 0, best: 100}}\n"
    (tmp_path / "chance.yaml").write_text(f"chance: odds\n{criteria}", "utf-8")
    text = f"{criteria}---\n{{option: X, id: x, baseline: true, ratings: {{odds: 5, a: 5}}}}\n"
    text += "---\n{weighting: W, id: w, points: {odds: 1}}\n"
    said = run("score", "-", "-c", str(tmp_path / "chance.yaml"), input=text).stdout

    assert "Weightings that name other criteria, or the chance, and are left out: w." in said
