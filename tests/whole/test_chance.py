"""The whole program on a small study with a chance: its table, its JSON and its CSV, against sums by hand."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import policyscore
from policyscore.reports.score import score_report
from tests.helpers import run, study

# Weights .5, .3 and .2. Nothing of Good, .8 of Cost and all of Fair comes from trying. On Cost less is better.
STUDY = """criteria:
  good: {name: Good, worst: 0, best: 100, weight: 50}
  odds: {name: Odds, worst: 0, best: 100}
  cost: {name: Cost, worst: 100, best: 0, weight: 30, if_it_fails: 0.8}
  fair: {name: Fair, worst: 0, best: 100, weight: 20, if_it_fails: 1}
chance: odds
---
option: Now
id: now
baseline: true
ratings: {odds: 3, good: 20, cost: 50, fair: 40}
---
option: Offer
id: offer
ratings: {odds: [10, 25, 50], good: [60, 80, 100], cost: 70, fair: 60}
---
option: Sure
id: sure
ratings: {odds: 100, good: 30, cost: 55, fair: 40}
---
option: Harm
id: harm
ratings: {odds: [20, 40, 90], good: 0, cost: 50, fair: 40}
"""

# Its chance could be anything, so it counts as 50 in 100.
DARE = """---
option: Dare
id: dare
ratings: {odds: unknown, good: 60, cost: 50, fair: 40}
"""


def written(folder: Path, text: str) -> str:
    """The path of a file with the text."""
    path = folder / "study.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def printed(folder: Path, text: str, *words: str) -> str:
    """What `score` prints of a study."""
    done = run("score", written(folder, text), *words)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def table(folder: Path, text: str) -> dict[str, list[str]]:
    """The figures of the table that `score` prints, from the first value on, by option."""
    lines = printed(folder, text).split("\n\n")[1].splitlines()
    rows = [line.replace(" (baseline)", "").split() for line in lines]
    return {row[1]: row[2:] for row in rows if row[0].lstrip("=").isdigit()}


def scored(folder: Path, text: str) -> dict[str, dict[str, Any]]:
    """The options of `score -f json`, by id."""
    return {option["id"]: option for option in json.loads(printed(folder, text, "-f", "json"))["options"]}


def changed(*changes: tuple[str, str]) -> str:
    """The study with some texts replaced, each of which stands there once."""
    text = STUDY
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_the_table_shows_the_values_as_rated_and_scores_what_counts(tmp_path: Path) -> None:
    found = printed(tmp_path, STUDY)

    # Offer, of which a quarter takes effect: good 20 + .25 * 60 = 35; cost, of value 30 against 50, moves by
    # .25 + .75 * .8 = .85 to 33; fair is 60 even if it fails. .5 * 35 + .3 * 33 + .2 * 60 = 39.4; if it took
    # effect, .5 * 80 + .3 * 30 + .2 * 60 = 61. Low, good 60, chance 10: .5 * 24 + .3 * 33.6 + 12 = 34.08. High, good
    # 100, chance 50: .5 * 60 + .3 * 32 + 12 = 51.6.
    # Now: .5 * 20 + .3 * 50 + .2 * 40 = 33, whatever its chance. Sure: .5 * 30 + .3 * 45 + 8 = 36.5.
    # Harm: good 20 - .4 * 20 = 12, so 6 + 15 + 8 = 29; it is worst where it is likeliest: .5 * 2 + 23 = 24, and best at
    # .5 * 16 + 23 = 31.
    assert table(tmp_path, STUDY) == {
        "Offer": ["80", "30", "60", "61.0", "25", "39.4", "34.1", "51.6", "+6.4"],
        "Sure": ["30", "45", "40", "36.5", "100", "36.5", "36.5", "36.5", "+3.5"],
        "Now": ["20", "50", "40", "33.0", "100", "33.0", "33.0", "33.0", "0.0"],
        "Harm": ["0", "50", "40", "23.0", "40", "29.0", "24.0", "31.0", "-4.0"],
    }
    heads = next(line for line in found.splitlines() if line.startswith("Rank"))
    # The head of the fourth figure is folded: `In` stands above `effect`.
    assert heads.split()[2:] == ["Good", "Cost", "Fair", "effect", "Chance", "Score", "Low", "High", "Gain"]
    assert "Odds is the chance in 100 that an option takes effect." in found


def test_the_object_for_programs_has_these_keys_and_numbers(tmp_path: Path) -> None:
    found = json.loads(printed(tmp_path, STUDY, "-f", "json"))

    assert list(found)[:4] == ["schema", "version", "inputs", "notes"]
    assert {*found} == {"schema", "version", "inputs", "notes", "weighting", "chance", "criteria", "options"}
    assert found["chance"] == "odds"
    assert [(leaf["id"], leaf["weight"]) for leaf in found["criteria"]] == [("good", 0.5), ("cost", 0.3), ("fair", 0.2)]
    assert found["options"][0] == {
        **{"id": "offer", "name": "Offer", "rank": 1, "score": 39.4, "low": 34.08, "high": 51.6, "gain": 6.4},
        **{"chance": 0.25, "chance_low": 0.1, "chance_high": 0.5, "in_effect": 61.0, "baseline": False},
        **{"fails": [], "unknown": [], "values": {"good": 80.0, "odds": 25.0, "cost": 30.0, "fair": 60.0}},
        "effective": {"good": 35.0, "cost": 33.0, "fair": 60.0},
        "contributions": {"good": 17.5, "cost": 9.9, "fair": 12.0},
    }
    now = found["options"][2]
    assert (now["id"], now["baseline"], now["gain"]) == ("now", True, 0.0)
    assert (now["chance"], now["chance_low"], now["chance_high"]) == (1.0, 1.0, 1.0)
    assert now["values"]["odds"] == 3.0


def test_the_rows_for_programs_have_these_columns_and_numbers(tmp_path: Path) -> None:
    assert printed(tmp_path, STUDY, "-f", "csv").splitlines() == [
        "option,name,rank,score,low,high,gain,chance,in_effect,baseline,fails,unknown,"
        "value:good,value:odds,value:cost,value:fair",
        "offer,Offer,1,39.4,34.08,51.6,6.4,0.25,61,false,,,80,25,30,60",
        "sure,Sure,2,36.5,36.5,36.5,3.5,1,36.5,false,,,30,100,45,40",
        "now,Now,3,33,33,33,0,1,33,true,,,20,3,50,40",
        "harm,Harm,4,29,24,31,-4,0.4,23,false,,,0,40,50,40",
    ]


def test_an_unknown_chance_counts_as_even_and_is_marked_and_named(tmp_path: Path) -> None:
    found, options = printed(tmp_path, STUDY + DARE), scored(tmp_path, STUDY + DARE)

    # Good 20 + .5 * 40 = 40: .5 * 40 + 15 + 8 = 43. From 33, if it surely fails, to 53; which it scores in effect.
    assert table(tmp_path, STUDY + DARE)["Dare"] == [
        *("60", "50", "40", "53.0", "50?", "43.0?", "33.0", "53.0", "+10.0?"),
    ]
    dare = options["dare"]
    assert (dare["unknown"], dare["chance"], dare["chance_low"], dare["chance_high"]) == (["odds"], 0.5, 0.0, 1.0)
    assert "? Not known, counted as halfway (50)" in found
    assert "1 of 19 ratings (Dare: Odds)" in found
    assert [name for name, row in table(tmp_path, STUDY + DARE).items() if "?" in "".join(row)] == ["Dare"]


def test_an_unknown_chance_that_moves_nothing_leaves_the_score_unmarked(tmp_path: Path) -> None:
    """Where all of each effect comes from trying, the chance alone is unknown."""
    text = changed(("weight: 50", "weight: 50, if_it_fails: 1"), ("if_it_fails: 0.8", "if_it_fails: 1")) + DARE

    # .5 * 60 + .3 * 50 + .2 * 40 = 53 for certain.
    assert table(tmp_path, text)["Dare"] == ["60", "50", "40", "53.0", "50?", "53.0", "53.0", "53.0", "+20.0"]


def test_an_unknown_rating_of_the_baseline_marks_every_option_that_may_fail(tmp_path: Path) -> None:
    found = table(tmp_path, changed(("good: 20", "good: unknown")))

    # Good of the baseline counts as 50. Offer: 50 + .25 * 30 = 57.5; .5 * 57.5 + 9.9 + 12 = 50.65.
    # Now: 25 + 15 + 8 = 48. Harm: 50 - .4 * 50 = 30; 15 + 23 = 38. Sure takes effect, so only its gain rests on it.
    score, gain = 5, 8
    assert {name: (row[score], row[gain]) for name, row in found.items()} == {
        "Offer": ("50.7?", "+2.7?"),
        "Now": ("48.0?", "0.0"),
        "Harm": ("38.0?", "-10.0?"),
        "Sure": ("36.5", "-11.5?"),
    }
    assert "Now: Good" in printed(tmp_path, changed(("good: 20", "good: unknown")))


def test_an_unknown_rating_of_the_baseline_marks_none_where_all_comes_from_trying(tmp_path: Path) -> None:
    found = table(
        tmp_path, changed(("cost: 50, fair: 40}\n---\noption: Offer", "cost: 50, fair: unknown}\n---\noption: Offer"))
    )

    # Fair of the baseline counts as 50, so Now scores 10 + 15 + 10 = 35; the others score as they did.
    score, gain = 5, 8
    assert {name: (row[score], row[gain]) for name, row in found.items()} == {
        "Offer": ("39.4", "+4.4?"),
        "Sure": ("36.5", "+1.5?"),
        "Now": ("35.0?", "0.0"),
        "Harm": ("29.0", "-6.0?"),
    }


def test_an_unknown_chance_of_the_baseline_is_asked_of_nobody(tmp_path: Path) -> None:
    text = changed(("odds: 3,", "odds: unknown,"))

    assert table(tmp_path, text) == table(tmp_path, STUDY)
    assert "Not known" not in printed(tmp_path, text)
    assert scored(tmp_path, text)["now"]["unknown"] == []


def figures(options: Mapping[str, Mapping[str, Any]], *keys: str) -> dict[str, tuple[Any, ...]]:
    return {id: tuple(option[key] for key in keys) for id, option in options.items()}


def test_what_is_less_likely_ranks_lower_however_much_it_would_do(tmp_path: Path) -> None:
    found = scored(tmp_path, changed(("[10, 25, 50]", "5")))

    # Offer: good 20 + .05 * 60 = 23; cost 50 - (.05 + .95 * .8) * 20 = 33.8; 11.5 + 10.14 + 12 = 33.64.
    assert figures(found, "rank", "score", "gain", "in_effect") == {
        "sure": (1, 36.5, 3.5, 36.5),
        "offer": (2, 33.64, 0.64, 61.0),
        "now": (3, 33.0, 0.0, 33.0),
        "harm": (4, 29.0, -4.0, 23.0),
    }


def test_what_never_takes_effect_shares_the_rank_of_the_baseline(tmp_path: Path) -> None:
    never = "---\noption: Never\nid: never\nratings: {odds: 0, good: 100, cost: 50, fair: 40}\n"

    # Nothing of Good comes from trying, and on the rest it is as the baseline; in effect .5 * 100 + 15 + 8 = 73.
    assert figures(scored(tmp_path, STUDY + never), "rank", "score", "gain", "in_effect") == {
        "offer": (1, 39.4, 6.4, 61.0),
        "sure": (2, 36.5, 3.5, 36.5),
        "never": (3, 33.0, 0.0, 73.0),
        "now": (3, 33.0, 0.0, 33.0),
        "harm": (5, 29.0, -4.0, 23.0),
    }


@pytest.mark.parametrize("text", [STUDY, STUDY + DARE])
def test_without_its_chance_every_option_counts_as_if_it_took_effect(text: str) -> None:
    certain = policyscore.score(study(text))
    report = score_report(policyscore.score(replace(study(text), no_chance=True)))
    found: Any = report.json

    assert found["chance"] is None
    assert {option["id"]: option["score"] for option in found["options"]} == pytest.approx(
        {option.id: option.in_effect for option in certain.options}
    )
    for option in found["options"]:
        assert option["chance"] is None
        assert "chance_low" not in option
        assert option["in_effect"] == option["score"]
        assert "odds" not in option["unknown"]
    assert "as if it took effect: Odds is not counted" in " ".join(note.text for note in report.notes)


def test_a_study_that_names_no_chance_has_the_same_keys_and_counts_what_is_rated(tmp_path: Path) -> None:
    text = changed(
        ("  odds: {name: Odds, worst: 0, best: 100}\n", ""), ("chance: odds\n", ""), (", if_it_fails: 0.8", ""),
        (", if_it_fails: 1", ""), ("odds: 3, ", ""), ("odds: [10, 25, 50], ", ""), ("odds: 100, ", ""),
        ("odds: [20, 40, 90], ", ""),
    )  # fmt: skip
    found = json.loads(printed(tmp_path, text, "-f", "json"))
    first = found["options"][0]

    assert found["chance"] is None
    assert (first["id"], first["score"], first["in_effect"], first["chance"]) == ("offer", 61.0, 61.0, None)
    assert first["effective"] == first["values"] == {"good": 80.0, "cost": 30.0, "fair": 60.0}
    assert "chance_low" not in first
    rows = printed(tmp_path, text, "-f", "csv").splitlines()
    # Good from 60 to 100: .5 * 60 + 9 + 12 = 51 to 71.
    assert rows[1] == "offer,Offer,1,61,51,71,28,,61,false,,,80,30,60"
    assert table(tmp_path, text)["Offer"] == ["80", "30", "60", "61.0", "51.0", "71.0", "+28.0"]
