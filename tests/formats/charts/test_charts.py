"""Charts: what they show is right, what they say is true of it, and a drawing is the same bytes at every run."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import policyscore
from policyscore.analysis.comparison import compare
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import robustness
from policyscore.analysis.weight_sensitivity import most_sensitive_criterion, stability, upper_edge
from policyscore.commands import app as cli
from policyscore.formats.charts.canvas import spread
from policyscore.formats.charts.chart import Chart, Contributions, Ranks, Sensitivity, Slopes, score_at
from policyscore.formats.charts.draw import draw
from policyscore.formats.format import Drawn
from policyscore.formats.numbers import percents
from policyscore.reading.views import views
from policyscore.reports import charts
from tests.helpers import TOY_RATINGS, TOY_WEIGHTS, matrix, toy
from tests.strategies import Problem, problems

NASTY = r"""$x_1$ \frac{1} <b>&"'q]]> _^{} %s"""
VIEWS = """---
weighting: Impact
id: w1
points: {impact: 1}
---
weighting: Harm
id: w2
points: {low-harm: 1}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["chart", *words])


def test_who_leads_over_a_weight_is_the_upper_edge_of_the_lines() -> None:
    # impact .40: off it D has (65 - 20) / .6 = 75, E 72.5, C 75, B (52 - 36) / .6 = 26.7. D and C start level and D
    # ends at 50, C at 40; B ends at 90 and passes D where 75 - 25t = 26.67 + 63.33t: t = .547.
    chart = charts.sensitivity(policyscore.score(toy()), "impact")
    picture = chart.picture

    assert isinstance(picture, Sensitivity)
    assert picture.ends["d"] == pytest.approx((75, 50))
    assert [(round(start, 3), round(end, 3), id) for start, end, id in picture.leads] == [
        (0, 0.547, "d"),
        (0.547, 1, "b"),
    ]
    assert chart.alt == (
        "Lines of each option's score as the weight of impact goes from 0 to 100 %. Today the weight of impact is 40 "
        "%. The highest score: D from 0 to 54.7 % and B from 54.7 to 100 %."
    )
    assert [list(row) for row in chart.as_table.shown()] == [
        ["0.0", "54.7", "D", "75.0", "61.3"],
        ["54.7", "100.0", "B", "61.3", "90.0"],
    ]


def test_lines_that_run_together_or_cross_at_one_point_count_once() -> None:
    assert upper_edge({"a": (10, 10), "b": (10, 10)}) == ((0.0, 1.0, "a"),)
    # All three meet at .5; the steepest leads from there.
    assert upper_edge({"a": (60, 40), "b": (50, 50), "c": (40, 60)}) == ((0.0, 0.5, "a"), (0.5, 1.0, "c"))
    # A meeting at the very start leaves no stretch of no length.
    assert upper_edge({"a": (50, 40), "b": (50, 60)}) == ((0.0, 1.0, "b"),)


@given(problems())
def test_the_stretch_of_today_is_the_one_that_keeps_the_leader(problem: Problem) -> None:
    assessment = policyscore.score(problem.study())
    leader, *others = assessment.options
    for each in stability(assessment):
        if each.low is None or each.high is None or any(leader.score - row.score < 1e-6 for row in others):
            continue
        picture = charts.sensitivity(assessment, each.criterion).picture
        assert isinstance(picture, Sensitivity)
        assert picture.leads[0][0] == 0
        assert picture.leads[-1][1] == 1
        for start, end, id in picture.leads:
            middle = (start + end) / 2
            height = score_at(picture.ends[id], middle)
            assert all(score_at(ends, middle) <= height + 1e-6 for ends in picture.ends.values())
        if each.high - each.low > 1e-6:
            inside = (each.low + each.high) / 2
            best = max(score_at(ends, inside) for ends in picture.ends.values())
            assert score_at(picture.ends[leader.id], inside) >= best - TIE * 1000


def test_without_a_name_it_is_the_criterion_that_has_to_change_least() -> None:
    # D stays first: impact to .547 (+.147), feasibility .106 to .5 (-.194), low cost to .234 (+.134), low harm always.
    assert most_sensitive_criterion(policyscore.score(toy())) == "low-cost"
    # A is best on both: nothing changes, and y weighs most.
    assert most_sensitive_criterion(policyscore.score(matrix({"x": 1, "y": 2}, {"A": [9, 9], "B": [1, 1]}))) == "y"


def test_a_branch_has_its_lines_too() -> None:
    assessment = policyscore.score(policyscore.load("tests/cases/contract.yaml"))
    picture = charts.sensitivity(assessment, "people").picture

    assert isinstance(picture, Sensitivity)
    assert picture.weight == pytest.approx(0.5)
    for row in assessment.options:
        assert score_at(picture.ends[row.id], 0.5) == pytest.approx(row.score)


def test_bars_of_letters_are_the_points_by_largest_remainder() -> None:
    chart = charts.contributions(policyscore.score(toy()))
    shown = {row[0]: row[1:] for row in chart.as_table.shown()}

    # D: 20, 21, 6 and 18 points: 10, 10.5, 3 and 9 signs of 32.5, so 33 of them.
    assert shown["D"] == ["a" * 10 + "b" * 11 + "c" * 3 + "d" * 9, "65.0", "65.0", "65.0"]
    assert (
        "each sign is 2 points of score, a impact, b feasibility, c low-cost and d low-harm" in chart.as_table.caption
    )
    assert chart.said == (
        "D has the highest score, 65.0 of 100. The largest parts of D are feasibility (21.0) and impact (20.0)."
    )


def test_criteria_without_weight_are_named_and_not_drawn() -> None:
    chart = charts.contributions(policyscore.score(toy(), {"impact": 3, "low-cost": 1}))

    assert isinstance(chart.picture, Contributions)
    assert chart.picture.criteria == (("impact", "75 %"), ("low-cost", "25 %"))
    assert chart.caption.endswith("Without feasibility and low-harm, which have no weight.")


def test_ranks_over_weightings_are_lines_and_a_table() -> None:
    made = toy(VIEWS)
    chart = charts.slopes(compare(views(made, [])))

    # By impact B A G D E C F (90 60 52 50 45 40 30), by harm D E C G B A F.
    assert isinstance(chart.picture, Slopes)
    assert dict(chart.picture.rows) == {
        "A": (2, 6),
        "B": (1, 5),
        "C": (6, 3),
        "D": (4, 1),
        "E": (5, 2),
        "F": (7, 7),
        "G": (3, 4),
    }
    assert "Of rank 1: D under Harm; B under Impact." in chart.alt
    # A and B differ by 4 both, so neither most.
    assert "differ most" not in chart.alt
    more = compare(views(toy(VIEWS + "---\nweighting: Cost\nid: w3\npoints: {low-cost: 1}\n"), []))
    # By cost E C D F G A B: B is then 1, 5 and 7.
    assert "The ranks of B differ most, from 1 to 7." in charts.slopes(more).said
    with pytest.raises(policyscore.CommandError, match="for 2 to 12 weightings, and there is 1"):
        charts.slopes(compare(views(made, ["w1"])))


def test_shares_of_ranks_name_their_set_and_its_draws() -> None:
    chart = charts.rank_shares(robustness(policyscore.score(toy()), draws=2000))

    assert isinstance(chart.picture, Ranks)
    assert all(sum(parts) == pytest.approx(1) for _, parts in chart.picture.rows)
    assert "2,000 draws, seed 0). A share of weightings is not a probability" in chart.caption
    assert re.search(r"rank 1 goes to D in 6\d % and B in 3\d %\.", chart.alt)


def every(name: str = "D", options: int = 7) -> list[Chart]:
    """All four charts of the running example, with an option called so."""
    rows = dict(list({name if key == "D" else key: row for key, row in TOY_RATINGS.items()}.items())[:options])
    text = "criteria:\n" + "".join(f"  {id}: {{worst: 0, best: 100, weight: {w}}}\n" for id, w in TOY_WEIGHTS.items())
    for number, (key, row) in enumerate(rows.items()):
        quoted = key.replace("'", "''")
        ratings = ", ".join(f"{id}: {rating}" for id, rating in zip(TOY_WEIGHTS, row, strict=True))
        text += f"---\noption: '{quoted}'\nid: o{number}\nratings: {{{ratings}}}\n"
    from tests.helpers import study

    made = study(text + VIEWS)
    assessment = policyscore.score(made)
    return [
        charts.contributions(assessment),
        charts.sensitivity(assessment),
        charts.rank_shares(robustness(assessment, draws=1000)),
        charts.slopes(compare(views(made, []))),
    ]


@pytest.mark.parametrize("index", range(4))
def test_a_drawing_is_xml_with_words_and_text_is_only_text(index: int) -> None:
    chart = every(NASTY)[index]
    svg = draw(chart, Drawn.SVG).decode()
    root = ElementTree.fromstring(svg)
    texts = "".join(root.itertext())

    assert svg.startswith("<svg ")
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext("{http://www.w3.org/2000/svg}desc") == chart.alt
    assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.below
    assert "$x_1$" in texts
    assert "<metadata" not in svg
    ids = re.findall(r' id="([^"]+)"', svg)
    assert all(id.startswith(f"{chart.name}-") for id in ids)
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", svg):
        assert (used[0] or used[1]) in ids


@pytest.mark.parametrize("index", range(4))
@pytest.mark.parametrize("options", [1, 2])
def test_the_smallest_studies_can_be_drawn(index: int, options: int) -> None:
    for format in (Drawn.SVG, Drawn.PNG):
        assert draw(every(options=options)[index], format)


def test_pictures_are_for_print_and_carry_no_time() -> None:
    png, pdf = (draw(every()[0], format) for format in (Drawn.PNG, Drawn.PDF))

    # The header of a PNG: its width in dots, and 7874 dots a metre, which is 200 an inch.
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 1320
    at = png.index(b"pHYs") + 4
    assert int.from_bytes(png[at : at + 4]) == 7874
    assert pdf.startswith(b"%PDF")
    assert b"CreationDate" not in pdf
    assert b"/Title" in pdf


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "from hashlib import sha256; from policyscore.formats.charts.draw import draw; "
        "from policyscore.formats.format import Drawn; from tests.formats.charts.test_charts import every; "
        "print([sha256(draw(c, f)).hexdigest() for c in every() for f in (Drawn.SVG, Drawn.PNG, Drawn.PDF)])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0].count(b"'") == 24
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_a_chart_goes_into_a_file(suffix: str, tmp_path: Path) -> None:
    done = run("contributions", "tests/cases/contract.yaml", "-o", str(tmp_path / f"a.{suffix}"))

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / f"a.{suffix}").read_bytes()


def test_as_text_a_chart_says_what_it_shows() -> None:
    done = run("sensitivity", "tests/cases/contract.yaml", "--criterion", "cost")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "Today the weight of Cost is 30 %." in done.stdout
    assert "Highest score" in done.stdout
    assert "a Chance, b Score on health" in run("contributions", "tests/cases/contract.yaml", "-f", "markdown").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sensitivity", "--criterion", "csot"], "there is no criterion `csot`\n  hint: did you mean `cost`?"),
        (["sensitivity", "--criterion", "cost", "-w", "cost=1"], "`cost` has all the weight"),
        (["ranks", "--criterion", "cost"], "--criterion says whose weight `sensitivity` is about"),
        (["weightings", "-w", "equal"], "this chart is for 2 to 12 weightings, and there is 1"),
        (["contributions", "--within", "5"], "--within, --draws and --seed are for `ranks`"),
        (["contributions", "-o", "x.gif"], "end it in .txt, .md, .svg, .png or .pdf, or use -f"),
        (["pie"], "'pie' is not one of 'contributions', 'sensitivity', 'ranks', 'weightings'"),
    ],
)
def test_a_wrong_command_says_why(words: list[str], said: str) -> None:
    done = run(words[0], "tests/cases/contract.yaml", *words[1:])

    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_signs_that_no_font_here_has_are_told_and_make_no_noise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("policyscore.formats.charts.draw.FALLBACKS", ())
    path = tmp_path / "a.yaml"
    path.write_text(
        "criteria: {x: {worst: 0, best: 100}}\n---\n{option: 대화, id: a, ratings: {x: 1}}\n"
        "---\n{option: B, id: b, ratings: {x: 2}}\n"
    )
    done = run("contributions", str(path), "-o", str(tmp_path / "a.png"))

    assert done.exit_code == 0
    assert done.stderr == "policyscore: no font here has 대 and 화: they come out as boxes; -f svg needs none\n"
    assert run("contributions", str(path), "-o", str(tmp_path / "a.png"), "-q").stderr == ""
    assert "대화" in run("contributions", str(path), "-f", "svg").stdout


def test_what_the_user_has_set_for_matplotlib_changes_nothing(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "policyscore",
        "chart",
        "contributions",
        str(Path.cwd() / "tests/cases/contract.yaml"),
    ]
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nlines.color: red\nsvg.fonttype: path\n")
    environment = {**os.environ, "MPLBACKEND": "nonsense", "PYTHONPATH": str(Path.cwd())}
    odd = subprocess.run([*command, "-f", "svg"], capture_output=True, cwd=tmp_path, env=environment, check=True)

    assert odd.stderr == b""
    assert odd.stdout.decode() == run("contributions", "tests/cases/contract.yaml", "-f", "svg").stdout
    (tmp_path / "matplotlibrc").write_bytes(b"\xff\xfe")
    broken = subprocess.run([*command, "-f", "svg"], capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert broken.returncode == 2
    assert b"matplotlib cannot start" in broken.stderr


@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_are_cut_where_they_would_leave_the_picture() -> None:
    for name in ("HUMAN RIGHTS WATCH MONITORING OF EVERYTHING", "W" * 80, "ein kurzer Name", "국" * 60):
        for chart in every(name):
            drawn = figure(chart)
            drawn.draw_without_rendering()
            for axes in drawn.axes:
                for text in axes.texts:
                    box = text.get_window_extent()
                    assert box.x0 >= -2, text.get_text()
                    assert box.x1 <= drawn.bbox.width + 2, text.get_text()


def test_without_the_extra_a_picture_is_an_error_and_text_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)

    assert "a chart as svg needs matplotlib" in run("ranks", "tests/cases/contract.yaml", "-f", "svg").stderr
    assert run("contributions", "tests/cases/contract.yaml").exit_code == 0


def figure(chart: Chart) -> Any:
    """The drawing as its parts."""
    from policyscore.formats.charts import draw as drawing

    with drawing.settings():
        return drawing.figure_of(chart.picture)


def test_bars_are_as_long_as_the_points_and_numbers_are_those_of_the_table() -> None:
    bars, scores = figure(every()[0]).axes
    # Seven options by four criteria, criterion by criterion, D first: 20, 21, 6 and 18 points.
    widths = [patch.get_width() for patch in bars.patches]
    assert len(widths) == 28
    scale = widths[0] / 20
    assert [widths[place] / scale for place in (7, 14, 21)] == pytest.approx([21, 6, 18])
    # Each criterion has a panel of its own, beside the last.
    edges = [{round(patch.get_x(), 9) for patch in bars.patches[start : start + 7]} for start in range(0, 28, 7)]
    assert [len(edge) for edge in edges] == [1] * 4
    panels = [edge.pop() for edge in edges]
    assert all(panel + max(widths[7 * j : 7 * j + 7]) <= after for j, (panel, after) in enumerate(pairwise(panels)))
    assert {"20.0", "21.0", "6.0", "18.0"} <= {text.get_text() for text in bars.texts}
    # The score stands between its ends, which are marked.
    assert scores.lines[3].get_xdata() == pytest.approx([65])
    assert [text.get_text() for text in scores.texts][:2] == ["65.0", "61.5"]


def test_lines_run_from_the_score_without_a_weight_to_the_score_with_all_of_it() -> None:
    chart = charts.sensitivity(policyscore.score(toy()), "impact")
    (axes,) = figure(chart).axes
    drawn = [[float(end) for end in line.get_ydata()] for line in axes.lines if len(line.get_ydata()) == 2]

    assert [75, 50] in [[round(end, 9) for end in line] for line in drawn]
    # Today's weight, a vertical line, and the crossing at .547.
    assert [40, 40] in [[float(x) for x in line.get_xdata()] for line in axes.lines]
    points = [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 1]
    assert points == [pytest.approx(54.717, abs=1e-3)]
    assert {"D", "B"} <= {text.get_text() for text in axes.texts}


def test_the_grid_is_darker_and_says_so_where_a_rank_is_more_common() -> None:
    chart = charts.rank_shares(robustness(policyscore.score(toy()), draws=2000))
    (axes,) = figure(chart).axes
    assert isinstance(chart.picture, Ranks)
    parts = [part for _, row in chart.picture.rows for part in row]
    light = [sum(patch.get_facecolor()[:3]) for patch in axes.patches]

    assert len(light) == 49
    order = sorted(range(49), key=lambda cell: parts[cell])
    assert all(light[one] >= light[two] for one, two in pairwise(order))
    # A number stands in every cell that is not empty; beside them stand seven names, seven ranks and a word.
    assert len(axes.texts) == sum(part > 0 for part in parts) + 7 + 7 + 1


def test_slopes_go_through_the_ranks() -> None:
    chart = charts.slopes(compare(views(toy(VIEWS), [])))
    (axes,) = figure(chart).axes
    assert isinstance(chart.picture, Slopes)
    lines = [tuple(int(rank) for rank in line.get_ydata()) for line in axes.lines if line.get_marker() == "o"]

    assert lines == [ranks for _, ranks in chart.picture.rows]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert [text.get_fontweight() for text in axes.texts if text.get_text().startswith("D ")] == ["bold"]


def test_names_are_no_mathematics() -> None:
    texts = [text.get_text() for text in figure(every(NASTY)[3]).axes[0].texts]
    assert any("$x_1$" in text for text in texts)
    assert not any(text.get_parse_math() for text in figure(every(NASTY)[3]).axes[0].texts)


def test_what_was_set_or_left_out_stands_under_every_chart(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    ratings = {"A": (50, 60), "B": (40, 90), "C": (1, 1)}
    path.write_text(
        "criteria: {x: {worst: 0, best: 100, weight: 2}, y: {worst: 0, best: 100, weight: 1}}\n"
        + "".join(
            f"---\noption: {name}\nid: {name.lower()}\ntags: [{'old' if name == 'C' else 'new'}]\n"
            f"ratings: {{x: {x}, y: {y}}}\n"
            for name, (x, y) in ratings.items()
        )
    )
    for words in (["contributions"], ["sensitivity"], ["ranks"], ["weightings", "-w", "equal", "-w", "default"]):
        for format in ("table", "svg"):
            shown = run(words[0], str(path), *words[1:], "--set", "b.x=5", "--skip-tag", "old", "-f", format).stdout
            assert "What if: B is rated 5 on x; the files say 40." in shown
            assert "Options tagged old are left out." in shown


def test_more_criteria_than_can_be_told_apart_share_the_last_panel() -> None:
    ids = {f"c{number}": 1 + number % 3 for number in range(60)}
    chart = charts.contributions(policyscore.score(matrix(ids, {"A": [50] * 60, "B": [40] * 60})))

    assert isinstance(chart.picture, Contributions)
    assert len(chart.picture.criteria) == 24
    assert chart.picture.criteria[-1][0] == "37 others"
    assert sum(chart.picture.bars[0].points) == pytest.approx(50)
    assert draw(chart, Drawn.PNG)


def test_more_options_than_a_picture_can_hold_are_cut_and_counted() -> None:
    many = matrix({"x": 1}, {f"O{number}": [number] for number in range(70)})
    chart = charts.contributions(policyscore.score(many))

    assert isinstance(chart.picture, Contributions)
    assert len(chart.picture.bars) == 60
    assert chart.caption.endswith("The first 60 of 70 options.")


def test_options_that_share_a_line_share_its_name_and_its_colour() -> None:
    same = matrix({"x": 1, "y": 1}, {"A": [50, 60], "B": [50, 60], "C": [70, 10]})
    chart = charts.sensitivity(policyscore.score(same), "x")

    # C leads where 70t + 10(1 - t) > 50t + 60(1 - t): t > 5/7.
    assert chart.said.endswith("The highest score: A and B from 0 to 71.4 % and C from 71.4 to 100 %.")
    assert isinstance(chart.picture, Sensitivity)
    assert chart.picture.coloured == ("a", "b", "c")


def test_shares_that_are_drawn_over_ratings_too_say_so() -> None:
    text = "criteria: {x: {worst: 0, best: 100}}\n---\noption: A\nid: a\nratings: {x: [40, 50, 60]}\n"
    from tests.helpers import study

    made = study(text + "---\noption: B\nid: b\nratings: {x: [35, 45, 55]}\n")
    chart = charts.rank_shares(robustness(policyscore.score(made), draws=2000, ratings="ranges"))

    assert "with ratings drawn from their ranges" in chart.caption
    # B is never first with the ratings as they are, and often with others.
    assert re.search(r"A in \d\d % and B in \d\d %", chart.said)


def test_as_many_decimals_as_tell_weights_apart() -> None:
    assert percents(0.4, 0.547, 1.0) == ["40", "54.7", "100"]
    assert percents(0.5, 0.49996, 0.0) == ["50", "49.996", "0"]
    assert percents(0.5, 0.5) == ["50", "50"]


@given(st.lists(st.integers(-50, 50), max_size=12), st.integers(1, 10))
def test_labels_keep_their_distance_and_their_order(wanted: list[int], gap: int) -> None:
    placed = spread(wanted, gap)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])

    assert sum(placed) == pytest.approx(sum(wanted))
    for one, two in pairwise(order):
        assert placed[two] - placed[one] >= gap - 1e-9
