"""What `check` says: errors and warnings as a listing, a table and an object for programs."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypedDict

from policyscore.checks.check import RULES, CheckResult, known_codes
from policyscore.checks.rule import Finding, Harm, Rule
from policyscore.errors import CommandError, Problem
from policyscore.formats.report import Column, Note, Report, Table
from policyscore.reports.json_head import HeadJson, json_head
from policyscore.text import counted, visible

# How wide the summary is, and how many places of a warning it names.
WIDTH, FIRST_PLACES = 80, 2


def check_text(result: CheckResult, every_place: bool = False) -> str:
    """The errors in full, then the warnings, the worst first, and a last line that counts both.

    A warning has a paragraph for its code, with how often it was found and the first places; with `every_place` each
    finding stands by itself, as an editor finds it.
    """
    blocks = [str(problem) for problem in result.errors]
    by_harm = sorted(result.warnings, key=lambda pair: (pair[0].harm, pair[0].code))
    if every_place:
        blocks += [finding.problem.said(f"warning {rule.code}", rule.why) for rule, finding in by_harm]
    else:
        blocks += _summary(by_harm)
    silenced = Counter(rule.code for rule, _ in result.silenced)
    for code, reason in result.reasons:
        number = silenced[code]
        blocks.append(_folded("", f"{code} is turned off, with {counted(number, 'warning')}: {visible(reason)}"))
    errors, warnings = counted(len(result.errors), "error"), counted(len(result.warnings), "warning")
    last = f"{errors}, {warnings}"
    if result.warnings:
        places = "" if every_place else "--all shows every place, "
        last += f"; {places}--explain CODE tells why one matters and what to do"
    return "\n\n".join([*blocks, _folded("", last)]) + "\n"


def _summary(by_harm: Sequence[tuple[Rule, Finding]]) -> Iterator[str]:
    """A block for each kind of harm, with a paragraph for each code."""
    for harm, pairs in groupby(by_harm, key=lambda pair: pair[0].harm):
        lines = [f"What {HARMS[harm]}:"]
        for _, same in groupby(pairs, key=lambda pair: pair[0].code):
            rules, found = zip(*same, strict=True)
            lines += _paragraph(rules[0], found)
        yield "\n".join(lines)


# What each harm is, behind "What" and "It".
HARMS = {
    Harm.MEANING: "may leave the ranking without meaning",
    Harm.FIRST_PLACE: "may change which option comes first",
    Harm.DEFENCE: "weakens the result against somebody who doubts it",
    Harm.READING: "makes the study harder to read or to check",
}


def _paragraph(rule: Rule, found: Sequence[Finding]) -> Iterator[str]:
    """What was found of one rule and what to do about it, and on a line of its own how often it was found and where."""
    problems = [finding.problem for finding in found]
    first, number = problems[0], len(problems)
    told = _with_advice(first)
    if number > 1:
        same_advice = len({problem.hint for problem in problems}) == 1
        of_what = sum(len(finding.criteria) for finding in found) if rule.of_ratings else number
        told = f"{rule.title} ({of_what}): {first.hint if same_advice else f'for instance, {_with_advice(first)}'}"
    yield _folded(f"{rule.code}  ", visible(told))
    places = ", ".join(problem.place for problem in problems[:FIRST_PLACES])
    if number > FIRST_PLACES:
        files = {problem.path for problem in problems}
        places += f" and {number - FIRST_PLACES} more" + (f", in {len(files)} files" if len(files) > 1 else "")
    yield _folded("     ", places)


def _with_advice(problem: Problem) -> str:
    """What was found and what to do about it, in a line; after a question the advice is a sentence of its own."""
    message, hint = problem.message, problem.hint or ""
    return f"{message} {hint[:1].upper()}{hint[1:]}" if message.endswith("?") else f"{message}; {hint}"


def _folded(head: str, text: str) -> str:
    indent = " " * len(head)
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def check_report(result: CheckResult, every_place: bool = False) -> Report:
    """The same as a table, and for programs: a row for each finding, by place."""
    columns = tuple(Column(key, header) for key, header in HEADERS)
    rows: list[tuple[str | int | None, ...]] = [_row("error", "", problem) for problem in result.errors]
    rows += [_row(rule.code, rule.why, finding.problem) for rule, finding in result.warnings]
    notes = tuple(Note("silenced", f"{code} is turned off: {reason}") for code, reason in result.reasons)
    made: CheckJson = {
        **json_head("check", result.sha256, notes),
        "errors": [_finding_json(None, Finding(problem)) for problem in result.errors],
        "warnings": [_finding_json(rule, finding) for rule, finding in result.warnings],
        "silenced": [_finding_json(rule, finding) for rule, finding in result.silenced],
    }
    title = f"{counted(len(result.errors), 'error')}, {counted(len(result.warnings), 'warning')}"
    table = Table(title, columns, tuple(rows))
    return Report(title, (), (table,), notes, made, csv=table, text=check_text(result, every_place))


HEADERS = (
    ("code", "Code"),
    ("path", "File"),
    ("line", "Line"),
    ("column", "Column"),
    ("message", "What"),
    ("why", "Why it matters"),
    ("hint", "What to do"),
)


def _row(code: str, why: str, problem: Problem) -> tuple[str | int | None, ...]:
    return code, problem.path, problem.line, problem.column, problem.message, why, problem.hint or ""


class FindingJson(TypedDict):
    """An error or a warning, at its place; `code` is `error` for an error, which has no `why`."""

    code: str
    path: str
    line: int
    column: int
    criteria: list[str]
    options: list[str]
    message: str
    why: str | None
    hint: str | None


class CheckJson(HeadJson):
    """What `check -f json` prints."""

    errors: list[FindingJson]
    warnings: list[FindingJson]
    silenced: list[FindingJson]


def _finding_json(rule: Rule | None, finding: Finding) -> FindingJson:
    problem = finding.problem
    return {
        "code": rule.code if rule else "error",
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "criteria": list(finding.criteria),
        "options": list(finding.options),
        "message": problem.message,
        "why": rule.why if rule else None,
        "hint": problem.hint,
    }


def rule_text(code: str) -> str:
    """What the rule with this code is about, `w5` being as good as `W05`. Raises CommandError where there is none."""
    if found := re.fullmatch(r"[wW]0*(\d+)", code):
        code = f"W{found[1]:0>2}"
    if code not in RULES:
        raise CommandError(f"there is no warning `{code}`", known_codes(code))
    rule = RULES[code]
    off = f"where it does not apply, `silence: {{{code}: the reason}}` below `study:` turns it off and shows the reason"
    return f"{code}: {rule.title}\n\n{rule.more}\n\nWhy: {rule.why}.\n\nIt {HARMS[rule.harm]}; {off}.\n"
