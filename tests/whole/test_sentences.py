"""What is said in numbers, parsed back from the text and held against the exact ones: on random studies."""

import re
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import policyscore
from policyscore import Assessment
from policyscore.analysis.difference import KINDS, difference, total
from policyscore.analysis.ranking import TIE
from policyscore.analysis.robustness import robustness
from policyscore.formats.numbers import decimals
from policyscore.formats.report import Table
from policyscore.model.study import Study
from policyscore.reports import charts
from policyscore.reports.diff import diff_report
from policyscore.reports.explain import explain_report
from policyscore.reports.memo.finding import finding
from policyscore.reports.notes import firm
from policyscore.reports.robust import robust_report
from policyscore.reports.robust_sentences import worth_most
from policyscore.reports.score import score_report
from policyscore.rounding import rounded
from tests.helpers import study
from tests.strategies import problems

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w.]*\w)")


def numbers(text: str) -> list[Decimal]:
    """Every number in a text, as it is shown; those that are part of a name are none."""
    return [Decimal(found) for found in NUMBER.findall(text)]


def column(table: Table, key: str) -> list[Decimal | None]:
    """A column as its readers see it, without the signs behind its numbers; None where there is no number."""
    place = [column.key for column in table.columns].index(key)
    return [found[0] if (found := numbers(row[place].rstrip("?!*"))) else None for row in table.shown()]


def is_rounding_of(shown: Decimal, exact: float) -> bool:
    """Whether a number is what the one rule makes of an exact one, to its own decimals."""
    return shown == rounded(exact, decimals((shown,)))


@st.composite
def studies(draw: st.DrawFn, options: int = 4, criteria: int = 3) -> Study:
    """Studies with close scores and ties, unknown ratings, and scales and meanings either way up."""
    problem = draw(problems(options, criteria))
    text = problem.yaml()
    lines = [line for line in set(re.findall(r"  c\d: \[.*\n", text)) if draw(st.integers(0, 5)) == 0]
    for line in sorted(lines):
        text = text.replace(line, f"{line.partition(':')[0]}: unknown\n")
    if draw(st.booleans()):
        # Scores that are near: every option as the first, but for a little.
        near = "".join(f"  n{index}: {{worst: 0, best: 100, weight: 50}}\n" for index in range(2))
        first, *rest = text.split("---\n")
        rest = [
            f"{each}  n0: {draw(st.integers(4990, 5010)) / 100}\n  n1: {draw(st.integers(0, 3)) * 25}\n"
            for each in rest
        ]
        first = re.sub(r"weight: \d+", "weight: 0", first) + near
        text = "---\n".join([first, *rest])
    if draw(st.booleans()):
        text = f"study: Harms\nhigher: worse\n---\n{text}"
    return study(text)


@given(studies())
@settings(max_examples=60)
def test_a_shown_gain_is_the_difference_of_the_shown_scores(made: Study) -> None:
    assessment = policyscore.score(made)
    table = score_report(assessment).tables[0]
    scores, gains = column(table, "score"), column(table, "gain")
    assert assessment.baseline
    base = rounded(assessment.baseline.score, 1)

    for option, score, gain in zip(assessment.options, scores, gains, strict=True):
        assert score is not None
        assert is_rounding_of(score, option.score)
        assert gain == score - base


@given(studies())
@settings(max_examples=60)
def test_points_add_up_and_nobody_is_0_behind(made: Study) -> None:
    assessment = policyscore.score(made)
    leader = assessment.leader
    for option in assessment.options:
        report = explain_report(assessment, option.id)
        *points, score = column(report.tables[0], "points")
        said = report.lead[-1]

        assert score == rounded(option.score, 1)
        assert sum(point or Decimal(0) for point in points) == score
        if option.rank > 1 and not assessment.nothing_rated:
            (behind,) = numbers(re.findall(r"is (\S+) behind", said)[0])
            digits = decimals((behind,))
            assert behind == rounded(leader.score, digits) - rounded(option.score, digits) > 0
        drawn = charts.contributions(assessment)
        assert all(sum(bar.shown) == rounded(bar.score, 1) for bar in getattr(drawn.picture, "bars", ()))


@given(studies())
@settings(max_examples=60)
def test_what_lies_between_two_options_adds_up(made: Study) -> None:
    assessment = policyscore.score(made)
    one, other = assessment.options[0], assessment.options[-1]
    (table,) = (report := explain_report(assessment, other.id, one.id)).tables
    *parts, gap = column(table, "difference")
    own, first = column(table, "value")[-1], column(table, "other")[-1]

    assert own is not None
    assert first is not None
    assert gap == sum(part or Decimal(0) for part in parts) == own - first
    assert bool(gap) == (one.score - other.score > TIE)
    assert not re.search(r"[-+]0\.0*\b(?!\d*[1-9])", report.lead[0])
    # What is said of each criterion is what its row says.
    for name, shown in re.findall(r"(\w\d) \(([-+][\d.]+)\)", report.lead[0]):
        rows = {row[0]: numbers(row[-1].rstrip("?"))[0] for row in table.shown()}
        assert rows[name] == Decimal(shown)


@given(problems(4, 3), problems(4, 3))
@settings(max_examples=80)
def test_the_parts_of_what_changed_add_up_and_none_is_made_up(old: Any, new: Any) -> None:
    found = difference(policyscore.score(old.study()), policyscore.score(new.study()))
    tables = {table.caption: table for table in diff_report(found).tables}

    def split(table: Table, exact: list[dict[str, float]], changes: list[Decimal]) -> None:
        keys = [column.key for column in table.columns]
        shown = {kind: column(table, kind) for kind in KINDS if kind in keys}
        for place, (parts, change) in enumerate(zip(exact, changes, strict=True)):
            assert sum(parts_shown[place] or Decimal(0) for parts_shown in shown.values()) == change
            for kind, each in shown.items():
                assert not each[place] or abs(parts[kind]) > 0

    def exact(parts: Any) -> dict[str, float]:
        return {kind: total(parts[kind]) for kind in KINDS}

    def less(table: Table, after: str, before: str) -> list[Decimal]:
        pairs = zip(column(table, after), column(table, before), strict=True)
        return [one - other for one, other in pairs if one is not None and other is not None]

    if scores := tables.get("What that did to the scores"):
        changes = [change for change in column(scores, "change") if change is not None]
        assert changes == less(scores, "after", "before")
        kept = Table(scores.caption, scores.columns, scores.rows[: len(found.moved)])
        split(kept, [exact(moved.parts) for moved in found.moved], changes)
    if passed := tables.get("Who passed whom"):
        split(passed, [exact(each.parts) for each in found.passed], less(passed, "after", "before"))
        assert all(now is not None and now > 0 for now in column(passed, "after"))


@given(studies())
@settings(max_examples=40, deadline=None)
def test_what_is_said_of_the_lead_of_moves_and_of_evidence_is_so(made: Study) -> None:
    assessment = policyscore.score(made)
    result = robustness(assessment, draws=50)
    _moves(assessment, firm(assessment, result.firmness), result.firmness.radius)
    _finding(assessment, finding(result))
    said = worth_most(result) or ""
    highest = max(result.expected.values())
    if match := re.search(r"highest, (\S+) against (\S+) for", said):
        shown, against = map(Decimal, match.groups())
        assert is_rounding_of(shown, highest)
        assert against < shown
        assert assessment.leader not in result.expected_first or assessment.tied
    elif said:
        assert highest - result.expected[assessment.leader.id] < 1e-3
    if match := re.search(r"would score (\S+) points more", said):
        assert is_rounding_of(Decimal(match[1]), next(iter(result.information.values())))


def _moves(assessment: Assessment, said: str, radius: Any) -> None:
    """Points of weight are rounded, never to 0, and those of several criteria add up."""
    match = re.search(r"oving (\S+) of 100 points of weight, from (.*?) to c?n?\d", said)
    if match is None:
        return
    points = Decimal(match[1])
    parts = [Decimal(part) for part in re.findall(r"\(([\d.]+)\)", match[2])]
    assert is_rounding_of(points, radius.points)
    assert points > 0
    assert not parts or (sum(parts) == points and all(parts))


def _finding(assessment: Assessment, said: str) -> None:
    """A gain and a lead in the finding are differences of what is shown, and 0 only where there is none."""
    by_name = {option.name: option for option in assessment.options}
    base = assessment.baseline
    found = re.findall(r"(Option \d),? (?:scores highest )?\(([\d.]+)(?: of 100)?, (?:gain )?([-+][\d.]+|0\.0)\)", said)
    for name, score, gain in found:
        assert base
        assert is_rounding_of(Decimal(score), by_name[name].score)
        digits = decimals((Decimal(gain),))
        assert Decimal(gain) == rounded(by_name[name].score, digits) - rounded(base.score, digits)
        assert bool(Decimal(gain)) == (abs(by_name[name].score - base.score) > TIE)
    if match := re.search(r", ([\d.]+) more than (Option \d)", said):
        assert Decimal(match[1]) == rounded(assessment.leader.score, 1) - rounded(by_name[match[2]].score, 1)


@st.composite
def extremes(draw: st.DrawFn) -> Study:
    """Studies with weights and scales of which one is very much more than the other, and options that nearly tie."""
    large, near = draw(st.sampled_from([1, 1000, 10**6, 10**9])), draw(st.sampled_from([0, 1, 4, 60, 700]))
    heavy = draw(st.sampled_from([1, 1000, 10**9]))
    text = f"""
criteria:
  far: {{worst: {large}, best: {2 * large + 1000}, weight: {heavy}}}
  good: {{worst: 0, best: 10, weight: 1}}
  idle: {{worst: 0, best: 1, weight: 0}}
"""
    for index, good in enumerate(draw(st.lists(st.integers(0, 10), min_size=2, max_size=4))):
        far = large + 500 + near * draw(st.integers(0, 3)) / 1000
        text += f"---\noption: Option {index}\nid: o{index}\nbaseline: {str(index == 0).lower()}\n"
        text += f"ratings: {{far: {far:f}, good: {good}, idle: 0.5}}\n"
    return study(text)


POWER = re.compile(r"\d[eE][-+]?\d")


@given(extremes(), extremes())
@settings(max_examples=30, deadline=None)
def test_no_number_is_told_as_a_power_of_ten(made: Study, before: Study) -> None:
    assessment = policyscore.score(made)
    result = robustness(assessment, draws=20)
    reports = [
        score_report(assessment),
        robust_report(result),
        diff_report(difference(policyscore.score(before), assessment)),
    ]
    for option in assessment.options:
        reports += [explain_report(assessment, option.id), explain_report(assessment, option.id, assessment.leader.id)]
    for report in reports:
        cells = [cell for table in report.tables for row in table.shown() for cell in row]
        heads = [text for table in report.tables for column in table.columns for text in (column.header, column.under)]
        said = [report.title, *report.lead, *(note.text for note in report.notes if note.code != "inputs")]
        found = [text for text in (*cells, *heads, *said) if POWER.search(text)]
        assert not found, found
    assert not POWER.search(finding(result))
    for table in robust_report(result).tables:
        for text in table.shown():
            shares = [Decimal(share) for share in re.findall(r"([\d.]+) %", text[-1])]
            assert table.columns[-1].key != "proof" or not shares or sum(shares) == 100
