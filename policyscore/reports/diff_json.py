"""What `diff -f json` prints: the types of it, and how a difference becomes it."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from policyscore.analysis.difference import KINDS, Change, Difference, Parts
from policyscore.analysis.scoring import ScoredOption
from policyscore.formats.report import Note
from policyscore.model.study import Rating, Study
from policyscore.model.tree import Criterion
from policyscore.reports.json_head import HeadJson, InputsJson, WeightingJson, json_head, weighting_json
from policyscore.reports.rating_words import as_rated
from policyscore.text import plain


class ChangeJson(TypedDict):
    """One thing that changed: weights as shares of 1, all else as somebody would write it; null where there is none."""

    kind: str
    option: str | None
    criterion: str | None
    before: float | str | None
    after: float | str | None


class EndJson(TypedDict):
    """Score and rank in one version, and the criteria on which the option has no known rating, where there are any."""

    score: float
    rank: int
    unknown: NotRequired[list[str]]


class MovedOptionJson(TypedDict):
    """An option; null is what there is not where it stands in one version alone. `parts` by kind, then criterion."""

    id: str
    name: str
    before: EndJson | None
    after: EndJson | None
    change: float | None
    parts: dict[str, dict[str, float]] | None


class OvertakingJson(TypedDict):
    """An option that now stands above another one, and did not; gaps and parts in points of score."""

    option: str
    passed: str
    gap_before: float
    gap_after: float
    parts: dict[str, dict[str, float]]


class DiffJson(HeadJson):
    """What `diff -f json` prints; `passed` are some of `passed_count` pairs, where these are many."""

    weighting: WeightingJson
    old: InputsJson
    new: InputsJson
    changes: list[ChangeJson]
    options: list[MovedOptionJson]
    passed: list[OvertakingJson]
    passed_count: int


def diff_json(found: Difference, notes: Sequence[Note], digest: str) -> DiffJson:
    """The object for programs, with the notes that people get beside the tables."""
    options = [_moved(m.after, m.before, m.after, m.after.score - m.before.score, _parts(m.parts)) for m in found.moved]
    options += [_moved(option, None, option, None, None) for option in found.added]
    options += [_moved(option, option, None, None, None) for option in found.removed]
    return {
        **json_head("diff", digest, notes, found.new.study),
        "weighting": weighting_json(found.new.weighting),
        "old": {"sha256": found.old.study.sha256},
        "new": {"sha256": found.new.study.sha256},
        "changes": [
            {
                "kind": change.kind,
                "option": change.option,
                "criterion": change.criterion,
                "before": _number_or_text(change.before, found.old.study, change),
                "after": _number_or_text(change.after, found.new.study, change),
            }
            for change in found.changes
        ],
        "options": options,
        "passed": [
            {
                "option": each.option,
                "passed": each.other,
                "gap_before": each.before,
                "gap_after": each.after,
                "parts": _parts(each.parts),
            }
            for each in found.passed
        ],
        "passed_count": found.pairs.passed,
    }


def _number_or_text(value: object, study: Study, change: Change) -> float | str | None:
    return value if isinstance(value, float) or value is None else as_text(value, study, change)


def _moved(
    named: ScoredOption,
    before: ScoredOption | None,
    after: ScoredOption | None,
    change: float | None,
    parts: dict[str, dict[str, float]] | None,
) -> MovedOptionJson:
    def end(option: ScoredOption | None) -> EndJson | None:
        if option is None:
            return None
        made: EndJson = {"score": option.score, "rank": option.rank}
        if option.unknown:
            made["unknown"] = list(option.unknown)
        return made

    ends = end(before), end(after)
    return {
        "id": named.id,
        "name": named.name,
        "before": ends[0],
        "after": ends[1],
        "change": change,
        "parts": parts,
    }


def _parts(parts: Parts) -> dict[str, dict[str, float]]:
    return {kind: dict(parts[kind]) for kind in KINDS}


def as_text(value: object, study: Study, change: Change) -> str:
    """What something was or is in a study, as a reader would write it."""
    match value:
        case None:
            return "–"
        case Rating():
            return as_rated(value, study.criterion(change.criterion or ""), unit=False)
        case Criterion():
            curve = ", with a curve" if value.knots else ""
            return f"{plain(value.worst)} to {plain(value.best)}{curve}"
        case _:
            return str(value)
