"""What the rules find in a study, for tests."""

from policyscore.checks.check import check
from policyscore.checks.rule import Finding
from policyscore.model.study import Study


def codes(study: Study) -> list[str]:
    """The codes of all findings, by place."""
    return [rule.code for rule, _ in check(study)]


def found(study: Study, code: str) -> list[Finding]:
    """The findings of one rule, by place."""
    return [finding for rule, finding in check(study) if rule.code == code]


def messages(study: Study, code: str) -> list[str]:
    """What one rule says, by place."""
    return [finding.problem.message for finding in found(study, code)]
