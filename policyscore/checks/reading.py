"""What was read otherwise than it looks: reading remarks on it, and these rules list the remarks."""

from collections.abc import Iterator

from policyscore.checks.rule import Finding, Harm, rule
from policyscore.model.study import Study


@rule(
    "W22",
    "a text that YAML cuts short",
    "a space and a number sign start a comment, which no reader of the result ever sees (YAML 1.2, 6.6)",
    harm=Harm.READING,
)
def cut_text(study: Study) -> Iterator[Finding]:
    """To YAML everything after a space and `#` is a comment, so `why: Table #4 of the report` says no more than
    "Table". Put the whole text in quotes. Where it is meant as a comment, write it on a line of its own, above the
    text. Every command says this, not `check` alone."""
    return _remarked(study, "W22")


def _remarked(study: Study, code: str) -> Iterator[Finding]:
    return (Finding(remark.problem) for remark in study.remarks if remark.code == code)
