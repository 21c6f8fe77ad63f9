"""What other programs may call: load a study, score it, render the result."""

from collections.abc import Mapping
from dataclasses import replace

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.commands.build import assessed
from policyscore.errors import CommandError, PolicyscoreError, Problem, StudyError
from policyscore.formats.format import OFF_TERMINAL, Format
from policyscore.formats.render import RENDERERS
from policyscore.model.study import Study, Weighting
from policyscore.reading.load import load
from policyscore.reports.score import score_report
from policyscore.text import listed

__all__ = [
    "Assessment",
    "CommandError",
    "PolicyscoreError",
    "Problem",
    "ScoredOption",
    "Study",
    "StudyError",
    "Weighting",
    "load",
    "render",
    "score",
]


def score(
    study: Study, weighting: str | Mapping[str, float] | Weighting | None = None, *, chance: bool = True
) -> Assessment:
    """Scores and ranks the options of a study: highest score first, equal ones with one rank, by id.

    `weighting` is what `-w` takes on the command line (the id of a weighting, `default`, `equal`, a path,
    `ID=POINTS,…`), points by criterion id, whatever their sum, or a Weighting; without it the weights of the criteria
    document. Without `chance` every option counts as if it took effect, as with `--no-chance`. Raises CommandError
    where it cannot be weights, StudyError where a file of weights has problems.

    A referral with 3 chances in 100, whose impact would be 70 where it now is 5, counts 5 + 0.03 * 65 = 6.95 of it:

    >>> study = load("tests/examples/good/chance.yaml")
    >>> referral = score(study).option("referral")
    >>> referral.chance.value, round(referral.effective["impact"], 2), round(referral.gain, 2)
    (0.03, 6.95, -2.05)
    >>> referral = score(study, chance=False).option("referral")
    >>> referral.chance, referral.effective["impact"], referral.gain
    (None, 70.0, 35.0)
    """
    return assessed(study if chance else replace(study, no_chance=True), weighting)


def render(assessment: Assessment, format: str = "table") -> str:
    """The assessment as text, as `policyscore score` prints it into a pipe.

    `format` is table, markdown, html (a fragment to embed), latex, csv, tsv, json or jsonl. Raises CommandError for
    another.
    """
    if format not in set(RENDERERS):
        raise CommandError(f"there is no format `{format}`", f"the formats are {listed(RENDERERS)}")
    return RENDERERS[Format(format)](score_report(assessment), OFF_TERMINAL)
