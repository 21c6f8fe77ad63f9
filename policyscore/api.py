"""What other programs may call: load a study, score it, render the result."""

from collections.abc import Mapping

from policyscore.analysis.scoring import Assessment, ScoredOption, assess
from policyscore.errors import CommandError, PolicyscoreError, Problem, StudyError
from policyscore.formats.format import Format, Look
from policyscore.formats.render import RENDERERS
from policyscore.model.study import Study, Weighting
from policyscore.reading import selection as choose
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


def score(study: Study, weighting: str | Mapping[str, float] | Weighting | None = None) -> Assessment:
    """Scores and ranks the options of a study.

    `weighting` is what `-w` takes on the command line (the id of a weighting, `default`, `equal`, a path),
    points by criterion id, or a Weighting; without it the weights of the criteria document. Raises
    CommandError where it cannot be weights.
    """
    if isinstance(weighting, Mapping):
        return assess(study, choose.inline(study, weighting))
    if isinstance(weighting, Weighting):
        return assess(study, weighting)
    return assess(*choose.weighting(study, weighting))


def render(assessment: Assessment, format: str = "table") -> str:
    """The assessment as text: table, markdown, html, latex, csv, tsv or json. Raises CommandError for another."""
    if format not in set(RENDERERS):
        raise CommandError(f"there is no format `{format}`", f"the formats are {listed(RENDERERS)}")
    return RENDERERS[Format(format)](score_report(assessment), Look())
