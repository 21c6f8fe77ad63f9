"""`policyscore chart`: a chart as text or in a file, and what is wrong with a command that gives none."""

from pathlib import Path

import pytest

from tests.helpers import run


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_a_chart_goes_into_a_file(suffix: str, tmp_path: Path) -> None:
    done = run("chart", "contributions", "tests/cases/contract.yaml", "-o", str(tmp_path / f"a.{suffix}"))

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / f"a.{suffix}").read_bytes()


def test_as_text_a_chart_says_what_it_shows() -> None:
    done = run("chart", "sensitivity", "tests/cases/contract.yaml", "--criterion", "cost")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "Today the weight of Cost is 37.5 %." in done.stdout
    assert "Highest score" in done.stdout
    bars = run("chart", "contributions", "tests/cases/contract.yaml", "-f", "markdown")
    assert "a Score on health, b Reach and c Cost" in bars.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sensitivity", "--criterion", "csot"], "there is no criterion `csot`\n  hint: did you mean `cost`?"),
        (["sensitivity", "--criterion", "cost", "-w", "cost=1"], "`cost` has all the weight"),
        (["ranks", "--criterion", "cost"], "--criterion says whose weight `sensitivity` is about"),
        (["weightings", "-w", "equal"], "this chart is for 2 to 12 weightings, and there is 1"),
        (["contributions", "--within", "5"], "--within, --draws and --seed are for `ranks`"),
        (["contributions", "-o", "x.bmp"], "end it in .txt, .md, .svg, .png or .pdf, or use -f"),
        (
            ["pie"],
            "there is no chart `pie`\n  hint: write policyscore chart NAME [STUDY]",
        ),
    ],
)
def test_a_wrong_command_says_why(words: list[str], said: str) -> None:
    done = run("chart", words[0], "tests/cases/contract.yaml", *words[1:])

    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_without_the_extra_a_picture_is_an_error_and_text_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyscore.commands.output.find_spec", lambda name: None)

    assert "a chart as svg needs matplotlib" in run("chart", "ranks", "tests/cases/contract.yaml", "-f", "svg").stderr
    assert run("chart", "contributions", "tests/cases/contract.yaml").exit_code == 0


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
            changed = ("--set", "b.x=5", "--skip-tag", "old")
            shown = run("chart", words[0], str(path), *words[1:], *changed, "-f", format).stdout
            assert "What if: B is rated 5 on x; the files say 40." in shown
            assert "Options tagged old are left out." in shown
