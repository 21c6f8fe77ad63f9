"""Errors and warnings as a list, a table and a record."""

from policyscore.checks.check import RULES, CheckResult, _known
from policyscore.checks.rule import Finding, Rule
from policyscore.errors import CommandError, Problem
from policyscore.formats.report import Column, Note, Report, Table
from policyscore.reports.json_head import json_head
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
    record = {
        **json_head("check", result.sha256, notes),
        "errors": [_json(None, Finding(problem)) for problem in result.errors],
        "warnings": [_json(rule, finding) for rule, finding in result.warnings],
        "silenced": [_json(rule, finding) for rule, finding in result.silenced],
    }
    title = f"{counted(len(result.errors), 'error')}, {counted(len(result.warnings), 'warning')}"
    table = Table(title, columns, tuple(rows))
    return Report(title, (), (table,), notes, record, csv=table)


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


def _json(rule: Rule | None, finding: Finding) -> dict[str, object]:
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
        raise CommandError(f"there is no warning `{code}`", _known(code))
    rule = RULES[code]
    return f"{rule.code}: {rule.title}\n\n{rule.more}\n\nWhy: {rule.why}.\n"
