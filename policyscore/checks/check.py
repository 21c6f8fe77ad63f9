"""A study looked at for every error and every known mistake: what `check` shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike

from policyscore.checks import (
    chance,
    criteria,
    options,
    ranges,
    rankings,
    ratings,
    reading,
    scales,
    sources,
    template,
    weights,
)
from policyscore.checks.rule import Finding, Rule
from policyscore.errors import Problem, StudyError
from policyscore.model.study import Study
from policyscore.reading.load import load
from policyscore.text import did_you_mean, listed

MODULES = (chance, criteria, options, ranges, rankings, ratings, reading, scales, sources, template, weights)

# Every rule of these modules, by its code.
RULES: dict[str, Rule] = {
    found.code: found
    for found in sorted(
        (each for module in MODULES for each in vars(module).values() if isinstance(each, Rule)),
        key=lambda rule: rule.code,
    )
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Errors by place; without any, warnings by place, else only those that reading gave.

    `silenced` are the warnings that the study turns off, `reasons` the codes that it turns off, each with its reason.
    `sha256` is that of the files, None where errors keep them from being a study.
    """

    errors: tuple[Problem, ...]
    warnings: tuple[tuple[Rule, Finding], ...] = ()
    silenced: tuple[tuple[Rule, Finding], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    sha256: str | None = None


def check_study(*paths: str | PathLike[str], criteria: str | PathLike[str] | None = None) -> CheckResult:
    """Looks at a study. Raises CommandError where a path cannot be read."""
    try:
        study = load(*paths, criteria=criteria)
    except StudyError as error:
        remarks = tuple((RULES[remark.code], Finding(remark.problem)) for remark in error.remarks)
        return CheckResult(error.problems, remarks)
    silence = study.head.silence or {}
    unknown = [
        study.study_entry.problem(("silence", code), f"there is no warning `{code}`", known_codes(code), key=True)
        for code in silence
        if code not in RULES and study.study_entry
    ]
    found = tuple(check(study))
    return CheckResult(
        errors=tuple(unknown),
        warnings=tuple(pair for pair in found if pair[0].code not in silence),
        silenced=tuple(pair for pair in found if pair[0].code in silence),
        reasons=tuple(silence.items()),
        sha256=study.sha256,
    )


def known_codes(code: str) -> str:
    """A hint for a code that there is no rule for: the one that was probably meant, or all there are."""
    return did_you_mean(code, RULES) or f"the codes are {listed(RULES)}"


def check(study: Study) -> Iterator[tuple[Rule, Finding]]:
    """Every finding of every rule, by place."""
    found = [(known, finding) for known in RULES.values() for finding in known.find(study)]
    return iter(sorted(found, key=lambda pair: (pair[1].problem.sort_key, pair[0].code)))
