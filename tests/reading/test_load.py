"""load(): files that hold together become a study, and everything between them that does not is said at once."""

from pathlib import Path

import pytest

import policyscore
from policyscore.errors import CommandError, StudyError
from policyscore.reading.load import load, load_weighting
from policyscore.reading.selection import weighting

CRITERIA = "criteria: {impact: {worst: 0, best: 9}, cost: {worst: 9, best: 0}}\n"
TALKS = "option: Talks\nratings: {impact: 3, cost: 4}\n"


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def refused(*paths: Path, criteria: Path | None = None) -> list[str]:
    with pytest.raises(StudyError) as caught:
        load(*paths, criteria=criteria)
    return [problem.message for problem in caught.value.problems]


def test_files_of_a_folder_are_one_study(tmp_path: Path) -> None:
    study = load(folder(tmp_path, criteria=CRITERIA, talks=TALKS, view="weighting: V\npoints: {cost: 1}\n"))

    assert [option.id for option in study.options] == ["talks"]
    assert study.weightings["view"].weights == {"impact": 0, "cost": 1}
    assert study.weightings["view"].left_out == ("impact",)
    assert [Path(path).name for path in study.paths] == ["criteria.yaml", "talks.yaml", "view.yaml"]
    assert study.study_entry is None


def test_every_fault_between_documents_is_said_at_once(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        a="option: A\nbaseline: true\nratings: {impact: 3, cots: 4}\n",
        b="option: B\nbaseline: true\nratings: {impact: {value: 3, sources: [nowhere]}}\n",
        c=CRITERIA,
        d="weighting: D\npoints: {impcat: 1}\n",
        e="study: One\n---\nstudy: Two\n",
    )

    assert refused(path) == [
        "there is no criterion `cots`",
        f"a second baseline; the first is {tmp_path}/a.yaml:1",
        "no rating for `cost`",
        "there is no source `nowhere`",
        "there is no criterion `impcat`",
        f"a second `study`; the first is {tmp_path}/e.yaml:1",
    ]


def test_what_is_missing_is_said_of_the_study_as_a_whole(tmp_path: Path) -> None:
    assert refused(folder(tmp_path, study="study: Nothing yet\n")) == [
        "no document with the key `criteria`",
        "no document with the key `option`",
    ]


def test_criteria_that_options_rate_and_nobody_asks_for_are_remembered(tmp_path: Path) -> None:
    study = load(folder(tmp_path, a=CRITERIA, b=TALKS.replace("cost: 4", "cost: 4, wholly-other: 1")))

    assert study.unlisted_criteria == ("wholly-other",)


def test_other_criteria_take_the_place_of_the_studys_own(tmp_path: Path) -> None:
    views = {"view": "weighting: V\npoints: {cost: 1}\n", "all": "weighting: A\norder: [impact]\n"}
    study = folder(tmp_path, a=CRITERIA, talks=TALKS, **views)
    other = tmp_path / "other.txt"
    other.write_text("criteria: {impact: {worst: 0, best: 3}}\n", "utf-8")

    loaded = load(study, criteria=other)

    assert loaded.tree.ids == ["impact"]
    assert loaded.unlisted_criteria == ("cost",)
    assert loaded.inapplicable_weightings == ("view",)
    assert [*loaded.weightings] == ["all"]
    other.write_text(f"{CRITERIA}---\n{TALKS}", "utf-8")
    assert refused(study, criteria=other) == ["only `criteria` is read from a file that is named for it"]


def test_a_chance_in_the_place_of_the_studys_own_criteria_is_at_fault_there(tmp_path: Path) -> None:
    """What it needs of the study is said at its own place, and a view that weighs it is left out until asked for."""
    views = {"view": "weighting: V\npoints: {cost: 1}\n", "all": "weighting: A\norder: [impact]\n"}
    study = folder(tmp_path, a=CRITERIA, talks=TALKS, **views)
    other = tmp_path / "other.txt"
    other.write_text("criteria: {impact: {worst: 0, best: 9}, cost: {worst: 0, best: 100}}\nchance: cost\n", "utf-8")

    with pytest.raises(StudyError) as caught:
        load(study, criteria=other)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == (str(other), 2, 1)
    assert problem.message == "a chance needs a baseline, which holds where an option does not take effect"
    (tmp_path / "talks.yaml").write_text(f"baseline: true\n{TALKS}", "utf-8")
    loaded = load(study, criteria=other)
    assert (loaded.inapplicable_weightings, [*loaded.weightings]) == (("view",), ["all"])
    with pytest.raises(
        CommandError, match=r"names criteria that .* does not have, or its chance, `cost`, which takes no"
    ):
        weighting(loaded, "view")


def test_a_weighting_is_read_for_a_study(tmp_path: Path) -> None:
    study = load(folder(tmp_path, a=CRITERIA, talks=TALKS))
    path = tmp_path / "view.txt"
    path.write_text("weighting: V\npoints: {cost: 3, impact: 1}\n", "utf-8")

    read, weighting = load_weighting(path, study)

    assert (weighting.id, weighting.method, weighting.given) == ("view", "points", {"cost": 0.75, "impact": 0.25})
    assert read.paths == (*study.paths, str(path))
    path.write_text("study: None of these\n", "utf-8")
    with pytest.raises(StudyError, match="this file holds `study`, where one with `weighting` is wanted"):
        load_weighting(path, study)


def test_a_path_that_cannot_be_read_is_a_wrong_command() -> None:
    with pytest.raises(CommandError, match="cannot read `no-such-folder`"):
        policyscore.load("no-such-folder")
