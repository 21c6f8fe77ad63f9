"""What `check` says: errors and warnings as a list, a table and an object for programs."""

from typing import TypedDict

from policyscore.checks.check import RULES, CheckResult, known_codes
from policyscore.checks.rule import Finding, Rule
from policyscore.errors import CommandError, Problem
from policyscore.formats.report import Column, Note, Report, Table
from policyscore.reports.json_head import HeadJson, json_head
from policyscore.text import counted, visible


def check_text(result: CheckResult) -> str:
    """The errors and warnings one after the other, each as an editor finds it, and a last line that counts them."""
    blocks = [str(problem) for problem in result.errors]
    blocks += [finding.problem.said(f"warning {rule.code}", rule.why) for rule, finding in result.warnings]
    for code, reason in result.reasons:
        number = sum(rule.code == code for rule, _ in result.silenced)
        blocks.append(f"{code} is turned off, with {counted(number, 'warning')}: {visible(reason)}")
    errors, warnings = counted(len(result.errors), "error"), counted(len(result.warnings), "warning")
    tail = "; `policyscore check --explain CODE` tells more of a warning" if result.warnings else ""
    return "\n\n".join([*blocks, f"{errors}, {warnings}{tail}"]) + "\n"


def check_report(result: CheckResult) -> Report:
    """The same as a table, and for programs."""
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
    return Report(title, (), (table,), notes, made, csv=table, text=check_text(result))


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
    """What the rule with this code is about. Raises CommandError where there is none."""
    if code not in RULES:
        raise CommandError(f"there is no warning `{code}`", known_codes(code))
    rule = RULES[code]
    return f"{rule.code}: {rule.title}\n\n{rule.more}\n\nWhy: {rule.why}.\n"
