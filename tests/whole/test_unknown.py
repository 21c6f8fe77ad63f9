"""What every page says of unknown ratings, on random studies: signs and a note, and no claim that they could break."""

import re
from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import policyscore
from policyscore import Assessment
from policyscore.analysis.difference import difference
from policyscore.analysis.potential_optimality import potential_optimality
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import robustness
from policyscore.analysis.scoring import weighted_sum
from policyscore.commands import chart, compare
from policyscore.formats.format import OFF_TERMINAL, ChartName, Format
from policyscore.formats.render import RENDERERS, render
from policyscore.formats.report import Report
from policyscore.reports.diff import diff_report
from policyscore.reports.explain import explain_report
from policyscore.reports.memo.memo import MemoHead, memo
from policyscore.reports.robust import robust_report
from policyscore.reports.score import score_report
from tests.strategies import Problem, problems, unsure_problems

# The note as it is typeset, with the version of the study where there are two.
NOTE = re.compile(r"\? Not known( now| before| before and now)?(,|\{,\}) counted as halfway")

FOR_PEOPLE = (Format.TABLE, Format.MARKDOWN, Format.HTML, Format.LATEX)


def reports(assessment: Assessment, id: str) -> dict[str, Report]:
    """What each command shows; the options are told apart from `id`, where one is asked for."""
    other = next((option.id for option in assessment.options if option.id != id), id)
    return {
        "score": score_report(assessment),
        "explain": explain_report(assessment, id),
        "explain --versus": explain_report(assessment, id, other),
        "robust": robust_report(robustness(assessment, draws=100)),
        "compare": compare.build(assessment.study).shown,
        "diff": diff_report(difference(assessment, _changed(assessment))),
    }


def _changed(assessment: Assessment) -> Assessment:
    """The same under other weights, so that something changed."""
    return policyscore.score(assessment.study, "equal")


def written(assessment: Assessment) -> str:
    """The memo as text."""
    return str(render(memo(robustness(assessment, draws=100), MemoHead()), Format.MARKDOWN, OFF_TERMINAL))


@settings(max_examples=20)
@given(unsure_problems())
def test_whatever_rests_on_an_unknown_rating_bears_its_sign_and_a_note_in_every_command(problem: Problem) -> None:
    made = policyscore.score(problem.study())
    unsure = [option.id for option in made.options if made.rests_on_unknown(option)]
    assume(unsure and not made.nothing_rated and len(made.options) > 1)
    for command, report in reports(made, unsure[0]).items():
        assert "unknown" in [note.code for note in report.notes], command
        if command == "diff" and not report.tables:
            continue  # equal weights are what it had: nothing changed
        assert any("?" in cell for table in report.tables for row in table.shown() for cell in row), command
        for format in FOR_PEOPLE:
            text = " ".join(RENDERERS[format](report, OFF_TERMINAL).split())
            assert re.search(r"\? Not known( now| before| before and now)?(,|\{,\}) counted as halfway", text), (
                command,
                format,
            )
        assert "unknown" in RENDERERS[Format.JSON](report, OFF_TERMINAL), command
    for name in ChartName:
        weights = ["default", "equal"] if name is ChartName.WEIGHTINGS else []
        if name is ChartName.SENSITIVITY and max(made.weighting.weights.values()) >= 1:
            continue
        drawn = chart.build(made.study, name, weights=weights, draws=100).shown
        assert "counted as halfway" in drawn.caption
        assert "? after a name" in drawn.caption
    assert "Not known, counted as halfway" in written(made)


@settings(max_examples=10)
@given(problems(4, 4))
def test_where_every_rating_is_known_nothing_is_said_of_unknown_ones(problem: Problem) -> None:
    made = policyscore.score(problem.study())
    for report in reports(made, made.leader.id).values():
        text = RENDERERS[Format.TABLE](report, OFF_TERMINAL).lower()
        assert "unknown" not in text
        assert "as far as rated" not in text
        assert "?" not in text
    assert "as far as rated" not in written(made).lower()


@settings(max_examples=40)
@given(unsure_problems(), st.randoms(use_true_random=False))
def test_what_a_page_says_plainly_holds_whatever_the_unknown_ratings_are(problem: Problem, random: Random) -> None:
    made = policyscore.score(problem.study())
    assume(not made.nothing_rated and len(made.options) > 1)
    names = {option.name: option for option in made.options}
    ids = [criterion.id for criterion in made.study.criteria]
    for text in (written(made), "\n".join(robust_report(robustness(made, draws=100)).lead)):
        never = {
            name
            for said in re.findall(r"(?<!far as rated, )[Nn]ever of rank 1, [^:]*: ([^.]*)\.", text)
            for name in re.split(r", | and ", said)
        }
        level = re.findall(r"(?m)^(?:- )?No weights at all bring another option level with ([^.]*)\.", text)
        all_can = re.search(r"(?m)^(?:- )?Each option has rank 1", text)
        could = re.findall(r"(Option \d) is not rated on [^.]*; it could be first", text)
        for said in re.findall(r"((?:Option \d(?:, | and )?)+) could come first", text):
            could += re.split(r", | and ", said)
        assert all(names[name] in made.possibly_first for name in could)
        if not made.tied:
            assert {option.name for option in made.could_come_first} <= set(could)
        for _ in range(20):
            rows = []
            for option in made.options:
                values = dict(option.values)
                for id in option.unknown:
                    values[id] = random.choice([0.0, 100.0, random.uniform(0, 100)])
                rows.append(replace(option, values=values))
            parts = [random.choice([0.0, 1.0, random.uniform(0.01, 1)]) for _ in ids]
            weights = dict(zip(ids, parts, strict=True)) if any(parts) else dict.fromkeys(ids, 1.0)
            scores = {row.name: weighted_sum(row.values, weights) / sum(weights.values()) for row in rows}
            best = max(scores.values())

            assert not [name for name in never if scores[name] >= best - TIE]
            assert all(scores[name] >= best - TIE for name in level)
        if all_can:
            assert all(found.verdict != "never" for found in potential_optimality(rows).values())
