"""The sliders of a memo's page: they compute what the command line computes, in an engine and in a real browser."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyscore
from policyscore.analysis.scoring import Assessment, assess
from policyscore.formats.numbers import percentages
from policyscore.model.study import Study
from policyscore.reports.memo.sliders import slider_model
from policyscore.reports.score import score_report
from policyscore.rounding import rounded
from tests.helpers import matrix, run, study, toy
from tests.reports.chances import chancy
from tests.strategies import Problem, problems, unsure_problems

SCRIPT = Path("policyscore/formats/memo/sliders.js")

HARD = """criteria:
  chance: {worst: 0, best: 100}
  people:
    weight: 50
    criteria:
      reach: {worst: 0, best: 40, weight: 2, floor: 10, if_it_fails: 0.5}
      depth: {worst: 10, best: 0, weight: 3}
  cost: {worst: 500, best: 0, weight: 30, curve: {500: 0, 200: 40, 100: 40, 0: 100}}
chance: chance
---
option: A
id: a
ratings: {chance: 20, reach: 5, depth: 2, cost: 150}
---
option: B
id: b
ratings: {chance: unknown, reach: 30, depth: unknown, cost: 450}
---
option: C
id: c
ratings: {chance: 20, reach: 5, depth: 2, cost: 120}
---
option: Now
id: now
baseline: true
ratings: {chance: 100, reach: 0, depth: 9, cost: 0}
---
weighting: People
id: people-first
points: {people: 80, cost: 20}
---
weighting: Cost alone
id: cost-alone
points: {cost: 1}
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    from py_mini_racer import MiniRacer

    with MiniRacer() as made:
        made.eval(SCRIPT.read_text("utf-8"))
        yield made


def computed(engine: Any, model: object, points: object) -> Any:
    """What the page would compute, and show, for points."""
    call = f"(() => {{ const model = {json.dumps(model)}; const result = scoreOptions(model, {json.dumps(points)});"
    return json.loads(engine.eval(f"{call} return JSON.stringify([result, result && cells(model, result)]); }})()"))


def agrees(engine: Any, model: object, assessment: Assessment) -> None:
    points = [100 * assessment.weighting.weights[c.id] for c in assessment.study.criteria]
    result, shown = computed(engine, model, points)
    for row, made in zip(assessment.options, result["rows"], strict=True):
        assert (made["id"], made["rank"]) == (row.id, row.rank)
        assert made["score"] == pytest.approx(row.score, abs=1e-9)
        assert made["gain"] == (None if row.gain is None else pytest.approx(row.gain, abs=1e-9))
    table = score_report(assessment).tables[0]
    keys = [column.key for column in table.columns]
    for cells, row_shown in zip(shown, table.shown(), strict=True):
        facts = dict(zip(keys, row_shown, strict=True))
        assert cells == [facts.get(key) for key in ("rank", "name", "score", "chance", "gain")]


CASES = {
    "hard": lambda: study(HARD),
    "toy": lambda: toy(baseline="F"),
    "contract": lambda: policyscore.load("tests/cases/contract.yaml"),
    "bundled": lambda: policyscore.load("options"),
}


@pytest.mark.parametrize("case", CASES)
def test_under_every_weighting_the_page_shows_what_score_shows(engine: Any, case: str) -> None:
    made: Study = CASES[case]()
    model = slider_model(policyscore.score(made))
    for id in ("default", "equal", *made.weightings):
        agrees(engine, model, policyscore.score(made, id))


@given(problems(), st.data())
@settings(max_examples=60)
def test_on_random_studies_and_weights_the_page_shows_what_score_shows(
    engine: Any, problem: Problem, data: st.DataObject
) -> None:
    made = problem.study()
    model = slider_model(policyscore.score(made))
    points = data.draw(st.tuples(*[st.integers(0, 200)] * len(made.criteria)).filter(any))
    weights = {criterion.id: point / 2 for criterion, point in zip(made.criteria, points, strict=True)}

    agrees(engine, model, policyscore.score(made, weights))


@given(st.one_of(chancy(), chancy(unsure=True)), st.data())
@settings(max_examples=60)
def test_with_chances_too_the_page_shows_what_score_shows_marks_and_all(
    engine: Any, made: Study, data: st.DataObject
) -> None:
    model = slider_model(policyscore.score(made))
    points = data.draw(st.tuples(*[st.integers(0, 2)] * len(made.criteria)).filter(any))

    agrees(engine, model, policyscore.score(made, dict(zip((c.id for c in made.criteria), points, strict=True))))


@given(st.one_of(st.integers(-10_000, 10_000).map(lambda n: n / 160), st.floats(-1000, 1000)), st.integers(0, 3))
@settings(max_examples=200)
def test_numbers_are_rounded_as_the_program_rounds_them(engine: Any, number: float, digits: int) -> None:
    assert engine.eval(f"rounded({number!r}, {digits})") == str(rounded(number, digits))


def test_what_an_unknown_chance_is_in_is_marked_and_nothing_is_claimed_over_it(engine: Any) -> None:
    model: Any = slider_model(policyscore.score(study(HARD)))
    options = {option["id"]: option for option in model["options"]}
    result, shown = computed(engine, model, [0, 0, 1])

    # The chance of B is in all of its values, its own unknown rating in one; C has none that is unknown.
    assert (options["b"]["unknown"], options["b"]["unrated"]) == ([True, True, True], [False, True, False])
    assert options["c"]["unknown"] == [False, False, False]
    assert model["shared"] == [True, True, True]
    # The baseline is certain whatever is rated, and B counts as even.
    assert {row[1]: row[3] for row in shown} == {"A": "20", "B": "50?", "C": "20", "Now (baseline)": "100"}
    # On cost Now leads by far, and it is known; but a chance that is not could do anything.
    assert result["rows"][0]["id"] == "now"
    assert engine.eval(f"leadRestsOnUnknown({json.dumps(model)}, {json.dumps(result)})")
    # Trying alone brings half of the effect on reach, so that its chance is in it; all of it, and it is not.
    certain: Any = slider_model(policyscore.score(study(HARD.replace("if_it_fails: 0.5", "if_it_fails: 1"))))
    assert next(option["unknown"] for option in certain["options"] if option["id"] == "b") == [False, True, True]


def test_where_no_chance_is_known_the_options_are_rated_all_the_same(engine: Any) -> None:
    whole = study(HARD.replace("depth: unknown", "depth: 5").replace("chance: 20", "chance: unknown"))
    # The baseline is not among those that are ranked, so that every value that is rests on an unknown chance.
    made = assess(whole, whole.default_weighting, [option for option in whole.options if not option.baseline])
    model = json.dumps(slider_model(made))
    said = engine.eval(f"(() => {{ const m = {model}; return sentence(m, scoreOptions(m, [0, 1, 0])); }})()")

    # B 10 + .5 x 40 = 30; A and C 10 + .5 x 70 = 45.
    assert not made.nothing_rated
    assert said == "As far as rated, no clear winner: A and C have exactly the same score, 45.0 of 100."


def test_what_an_unknown_rating_of_the_baseline_is_in_is_marked(engine: Any) -> None:
    made = policyscore.score(study(HARD.replace("unknown", "5").replace("depth: 9", "depth: unknown")))
    model: Any = slider_model(made)
    _, shown = computed(engine, model, [0, 1, 0])

    assert model["baseUnknown"] == [False, True, False]
    assert [option["unknown"] for option in model["options"]] == [[False, True, False]] * 4
    assert all(row[2].endswith("?") for row in shown)
    assert model["shared"] == [False, True, False]


def test_without_a_chance_a_page_has_no_column_for_one() -> None:
    page = run("memo", "tests/cases/toy.yaml", "-f", "html", "--draws", "1000").stdout

    assert 'data-column="3"' not in page
    assert slider_model(policyscore.score(toy()))["chance"] is None


def test_scores_that_floating_point_parts_share_their_rank(engine: Any) -> None:
    near = matrix({"a": 1, "b": 2, "c": 7}, {"A": [30, 30, 30], "B": [30.0000000001, 30, 30], "C": [10, 10, 10]})
    result, shown = computed(engine, slider_model(policyscore.score(near)), [10, 20, 70])

    assert [row["rank"] for row in result["rows"]] == [1, 1, 3]
    assert [cells[0] for cells in shown] == ["1=", "1=", "3"]


def test_without_any_weight_nothing_is_claimed(engine: Any) -> None:
    result, shown = computed(engine, slider_model(policyscore.score(toy())), [0, 0, 0, 0])

    assert (result, shown) == (None, None)
    assert engine.eval("sentence(null, null)") == "Give at least one criterion a point."


def test_the_sentence_names_who_leads_or_who_shares_the_lead(engine: Any) -> None:
    def said(made: Study, points: object) -> Any:
        model = json.dumps(slider_model(policyscore.score(made)))
        return engine.eval(
            f"(() => {{ const m = {model}; return sentence(m, scoreOptions(m, {json.dumps(points)})); }})()"
        )

    assert said(toy(), [40, 30, 10, 20]) == "D scores highest: 65.0 of 100, 3.5 more than E."
    known = study(HARD.replace("unknown", "5").replace("chance: 5", "chance: 60"))
    # Depth: B 10 + .6 x 40 = 34, A 10 + .2 x 70 = 24, shown with one decimal.
    assert said(known, [0, 1, 0]) == "B scores highest: 34.0 of 100, 10.0 more than A."
    # The chance of B is not known, nor its depth: 10 + .5 x 40 = 30. On reach nothing is, but its chance: .75 x 75.
    assert said(study(HARD), [0, 1, 0]) == "As far as rated, B scores highest: 30.0 of 100, 6.0 more than A."
    assert said(study(HARD), [1, 0, 0]) == "As far as rated, B scores highest: 56.3 of 100, 48.8 more than A."
    # A and one that is rated as it is are level with one another, ahead of a baseline at the worst end of everything.
    same = "---\noption: Same\nid: b\nratings: {chance: 20, reach: 5, depth: 2, cost: 150}\n"
    worst = "---\noption: Now\nid: now\nbaseline: true\nratings: {chance: 9, reach: 0, depth: 10, cost: 500}\n"
    two = study(HARD.partition("---\noption: B")[0] + same + worst)
    assert said(two, [1, 1, 1]).startswith("No clear winner: A and Same have exactly the same score, ")
    near = matrix({"x": 1}, {"A": [50], "B": [49], "C": [48.5], "D": [40]})
    assert said(near, [1]) == "No clear winner: A, B and C score within 2 points of one another."
    open_one = matrix({"x": 1, "y": 0}, {"A": [50, 1], "B": [49, 2], "C": ["unknown", 3]})
    assert said(open_one, [1, 0]).startswith("As far as rated, no clear winner: A and C have exactly the same score")
    nothing = matrix({"x": 1, "y": 0}, {"A": ["unknown", 1], "B": ["unknown", 2]})
    assert said(nothing, [1, 0]) == "Nothing that carries weight has been rated yet, so there is no ranking."
    assert said(nothing, [0, 1]).startswith("No clear winner: B and A")


def test_who_is_two_points_behind_but_for_noise_is_not_near_the_first(engine: Any) -> None:
    # C: .99 x (47.5 + 5e-10) / .99 + .01 x 50 = 48.0000000005: 2 points behind A but for noise, and 48.5 at best.
    rows = {"A": (50, 50), "B": (49, 49), "C": ((47.5 + 5e-10) / 0.99, "unknown")}
    made = policyscore.score(matrix({"x": 99, "y": 1}, rows))
    model = json.dumps(slider_model(made))

    assert [option.id for option in made.front_runners] == ["a", "b"]
    assert not made.lead_rests_on_unknown
    assert not engine.eval(
        f"(() => {{ const m = {model}; return leadRestsOnUnknown(m, scoreOptions(m, [99, 1])); }})()"
    )


@given(st.one_of(unsure_problems().map(Problem.study), chancy(unsure=True)))
@settings(max_examples=100)
def test_the_sentence_is_kept_to_what_is_rated_where_the_program_keeps_to_it(engine: Any, rated: Study) -> None:
    made = policyscore.score(rated)
    model, points = json.dumps(slider_model(made)), json.dumps([100 * w for w in made.weighting.weights.values()])
    rests = engine.eval(f"(() => {{ const m = {model}; return leadRestsOnUnknown(m, scoreOptions(m, {points})); }})()")

    assert rests == made.lead_rests_on_unknown


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9).filter(any))
@settings(max_examples=100)
def test_weights_are_shown_as_the_program_shows_them(engine: Any, points: list[int]) -> None:
    weights = [point / sum(points) for point in points]

    assert json.loads(engine.eval(f"JSON.stringify(shares({json.dumps(weights)}))")) == [
        str(s) for s in percentages(weights)
    ]


BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

# What a reader does: chooses each weighting in turn, then moves the first slider; and what stands there afterwards.
READER = """<script>
  const found = [];
  const look = () => [...document.querySelectorAll("#try tbody tr")].map((line) =>
    [...line.children].map((cell) => cell.textContent));
  const select = document.querySelector("#try select");
  for (let index = 0; index < select.options.length; index += 1) {
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change"));
    found.push(look());
  }
  const slider = document.querySelector("#try input[type=range]");
  slider.value = 60;
  slider.dispatchEvent(new Event("input"));
  found.push(look());
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify([document.getElementById("try").hidden, found]);
  document.body.append(report);
</script>"""


def seen(page: str, folder: Path) -> str:
    """The page as a browser leaves it."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    done = subprocess.run(
        [str(BROWSER), *FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.skipif(not BROWSER, reason="needs Chromium")
def test_in_a_browser_the_page_shows_the_numbers_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "hard.yaml"
    path.write_text(HARD, "utf-8")
    page = run("memo", str(path), "-f", "html", "--draws", "1000").stdout
    dom = seen(page.replace("</body>", f"{READER}</body>"), tmp_path)
    match = re.search(r'<pre id="report">(.*?)</pre>', dom, re.S)
    assert match
    hidden, found = json.loads(match[1].replace("&lt;", "<").replace("&amp;", "&").replace("&gt;", ">"))

    assert not hidden
    # The first slider, of reach, is moved to 60; the others have what equal weights gave them.
    asked = ["default", "people-first", "cost-alone", "equal", f"reach=60,depth={100 / 3!r},cost={100 / 3!r}"]
    assert len(found) == len(asked)
    for weights, table in zip(asked, found, strict=True):
        record = json.loads(run("score", str(path), "-w", weights, "-f", "json").stdout)
        assert len(table) == 4
        for cells, row in zip(table, record["options"], strict=True):
            rank, name, score, chance, gain = (cell.rstrip("=!?").replace("−", "-") for cell in cells)
            assert (int(rank), name.removesuffix(" (baseline)")) == (row["rank"], row["name"])
            assert score == str(rounded(row["score"], 1))
            assert float(gain) == pytest.approx(row["gain"], abs=0.11)
            assert chance == str(rounded(100 * row["chance"], 0))


@pytest.mark.skipif(not BROWSER, reason="needs Chromium")
def test_in_a_browser_without_scripts_the_section_stays_hidden(tmp_path: Path) -> None:
    page = run("memo", "tests/cases/contract.yaml", "-f", "html", "--draws", "1000").stdout
    dom = seen(re.sub(r"<script>.*?</script>", "", page, flags=re.S), tmp_path)

    assert '<section id="try" class="try" hidden' in dom
    assert "How firm the order is" in dom
