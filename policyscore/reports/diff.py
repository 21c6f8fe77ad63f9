"""What `diff` says of two versions of a study: what changed, and what that did to scores and ranks."""

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from policyscore.analysis.difference import KINDS, Difference, Parts, total
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import in_tenths, shown_difference
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.model.inputs import fingerprint
from policyscore.model.study import Rating
from policyscore.model.tree import Criterion
from policyscore.reports.json_head import HeadJson, InputsJson, WeightingJson, json_head, weighting_json
from policyscore.reports.notes import as_rated, called, inputs_note, weight_notes
from policyscore.reports.unknown import as_far_as_rated, nothing_rated, unknown_note, unsure_number
from policyscore.rounding import rounded
from policyscore.text import counted, listed, plain


def diff_report(found: Difference) -> Report:
    """What `diff` shows."""
    digest = fingerprint(file.content for file in (*found.old.study.files, *found.new.study.files))
    notes = (*_notes(found), inputs_note(digest))
    parts = (_changes(found), _scores(found), _passing(found))
    return Report(
        title=f"{found.new.study.head.study}: what changed under {called(found.new.weighting)}",
        lead=tuple(_lead(found)),
        tables=tuple(table for table in parts if table.rows),
        notes=notes,
        json=_json(found, notes, digest),
        csv=_csv(found),
    )


def _lead(found: Difference) -> Iterator[str]:
    if not found.changes:
        yield "Nothing changed that bears on a score."
        return
    kinds = {kind: sum(change.kind == kind for change in found.changes) for kind in WORDS}
    yield f"Changed: {listed(counted(number, *WORDS[kind]) for kind, number in kinds.items() if number)}."
    old, new = (a.options[0] for a in (found.old, found.new))
    if found.new.nothing_rated:
        yield nothing_rated(found.new)
    elif found.old.nothing_rated:
        yield as_far_as_rated(
            f"Of rank 1 now: {new.name} ({rounded(new.score, 1)}); before, nothing that carries weight was rated.",
            found.new.lead_rests_on_unknown,
        )
    else:
        rests = found.old.lead_rests_on_unknown or found.new.lead_rests_on_unknown
        yield as_far_as_rated(_first(old, new), rests)
    if found.passed:
        yield f"{counted(len(found.passed), 'pair')} of options changed places."
    elif found.moved:
        yield "No two options changed places."


def _first(old: ScoredOption, new: ScoredOption) -> str:
    if old.id == new.id:
        return f"Still of rank 1: {new.name}, {rounded(old.score, 1)} before and {rounded(new.score, 1)} now."
    was = f"{old.name} ({rounded(old.score, 1)})"
    return f"Of rank 1 now: {new.name} ({rounded(new.score, 1)}); before: {was}."


# The kinds of change, one and many.
WORDS = {
    "criterion": ("criterion", "criteria"),
    "scale": ("scale",),
    "weight": ("weight",),
    "option": ("option",),
    "rating": ("rating",),
}


def _changes(found: Difference) -> Table:
    names = {c.id: c.name for a in (found.old, found.new) for c in a.study.criteria}
    options = {option.id: option.name for a in (found.old, found.new) for option in a.options}
    columns = (
        Column("kind", "Changed"),
        Column("option", "Option"),
        Column("criterion", "Criterion"),
        Column("before", "Before"),
        Column("after", "Now"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            change.kind,
            options.get(change.option or "", ""),
            names.get(change.criterion or "", ""),
            as_text(change.before),
            as_text(change.after),
        )
        for change in found.changes
    ]
    table = Table("What changed", columns, tuple(rows))
    empty = [key for index, key in ((1, "option"), (2, "criterion")) if not any(row[index] for row in rows)]
    return table.without(*empty)


def as_text(value: object) -> str:
    """What something was or is, as a reader would write it."""
    match value:
        case None:
            return "–"
        case float():
            return f"{rounded(100 * value, 2).normalize():f} %"
        case Rating():
            return as_rated(value)
        case Criterion():
            curve = ", with a curve" if value.knots else ""
            return f"{plain(value.worst)} to {plain(value.best)}{curve}"
        case _:
            return str(value)


def _scores(found: Difference) -> Table:
    """The change of each score, and what it is made of."""
    columns = (
        Column("name", "Option"),
        Column("rank_before", "Rank before", digits=0),
        Column("rank", "Rank now", digits=0),
        Column("before", "Score before", digits=1),
        Column("after", "Score now", digits=1),
        Column("change", "Change", digits=1, signed=True),
        *(Column(kind, f"by {kind}", digits=1, signed=True) for kind in KINDS),
        Column("most", "Largest part"),
    )
    rows: list[tuple[Cell, ...]] = []
    for moved in found.moved:
        change = shown_difference(moved.after.score, moved.before.score)
        shown = in_tenths([total(moved.parts[kind]) for kind in KINDS], change)
        rests = found.old.rests_on_unknown(moved.before), found.new.rests_on_unknown(moved.after)
        scores = unsure_number(moved.before.score, rests[0]), unsure_number(moved.after.score, rests[1])
        ends = moved.before.rank, moved.after.rank, *scores, unsure_number(float(change), any(rests))
        rows.append((moved.after.name, *ends, *map(float, shown), _most(found, moved.parts)))
    nothing = (None,) * 4
    for option in found.added:
        score = unsure_number(option.score, found.new.rests_on_unknown(option))
        rows.append((option.name, None, option.rank, None, score, *nothing, "added"))
    for option in found.removed:
        score = unsure_number(option.score, found.old.rests_on_unknown(option))
        rows.append((option.name, option.rank, None, score, None, *nothing, "removed"))
    table = Table("What that did to the scores", columns, tuple(rows) if found.changes else ())
    idle = [kind for index, kind in enumerate(KINDS, start=6) if not any(row[index] for row in rows)]
    return table.without(*idle)


def _most(found: Difference, parts: Parts) -> str:
    """The largest single part of a change."""
    names = {c.id: c.name for a in (found.old, found.new) for c in a.study.criteria}
    each = [(part, kind, id) for kind in KINDS for id, part in parts[kind].items()]
    part, kind, id = max(each, key=lambda item: abs(item[0]), default=(0.0, "", ""))
    return f"{kind.removesuffix('s')} of {names[id]} ({rounded(part, 1):+})" if rounded(part, 1) else ""


def _passing(found: Difference) -> Table:
    options = {moved.after.id: moved for moved in found.moved}
    columns = (
        Column("name", "Option"),
        Column("other", "passed"),
        Column("before", "Gap before", digits=1, signed=True),
        Column("after", "Gap now", digits=1, signed=True),
        *(Column(kind, f"by {kind}", digits=1, signed=True) for kind in KINDS),
        Column("most", "Largest part"),
    )
    rows: list[tuple[Cell, ...]] = []
    for passed in found.passed:
        one, other = options[passed.option], options[passed.other]
        before = shown_difference(one.before.score, other.before.score)
        after = shown_difference(one.after.score, other.after.score)
        shown = in_tenths([total(passed.parts[kind]) for kind in KINDS], after - before)
        rests = [any(map(found.old.rests_on_unknown, (one.before, other.before)))]
        rests.append(any(map(found.new.rests_on_unknown, (one.after, other.after))))
        gaps = unsure_number(float(before), rests[0]), unsure_number(float(after), rests[1])
        ends = one.after.name, other.after.name, *gaps
        rows.append((*ends, *map(float, shown), _most(found, passed.parts)))
    table = Table("Who passed whom", columns, tuple(rows))
    idle = [kind for index, kind in enumerate(KINDS, start=4) if not any(row[index] for row in rows)]
    return table.without(*idle)


def _notes(found: Difference) -> Iterator[Note]:
    yield from weight_notes(found.new)
    if found.old.weighting.id != found.new.weighting.id:
        yield Note("weightings", f"Before, the weights were those of {called(found.old.weighting)}.")
    yield from _unknown(found)
    if found.changes:
        yield Note(
            "split",
            "Each change of a score is split exactly. A scale counts first, by what it does to the value of the old "
            "rating at the old weight; of the rest, weights have (w' - w)(v + v')/2 and ratings (v' - v)(w + w')/2. A "
            "criterion that is in one version alone counts as a weight.",
        )
    if any(part for moved in found.moved for part in moved.parts["scales"].values()):
        yield Note("scales", "An old rating beyond the ends of a new scale counts as the nearer end.")


def _unknown(found: Difference) -> Iterator[Note]:
    """The unknown ratings of each version; once where they are the same."""

    def note(assessment: Assessment, when: str) -> tuple[Note, ...]:
        options = [option.option for option in assessment.options]
        return unknown_note(assessment.study, options, assessment.weighting.weights, when=when)

    both = "before and now"
    if note(found.old, both) == note(found.new, both):
        yield from note(found.new, both)
    else:
        yield from (*note(found.old, "before"), *note(found.new, "now"))


def _parts(parts: Parts) -> dict[str, dict[str, float]]:
    return {kind: dict(parts[kind]) for kind in KINDS}


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
    """What `diff -f json` prints."""

    weighting: WeightingJson
    old: InputsJson
    new: InputsJson
    changes: list[ChangeJson]
    options: list[MovedOptionJson]
    passed: list[OvertakingJson]


def _json(found: Difference, notes: Sequence[Note], digest: str) -> DiffJson:
    options = [_moved(m.after, m.before, m.after, m.after.score - m.before.score, _parts(m.parts)) for m in found.moved]
    options += [_moved(option, None, option, None, None) for option in found.added]
    options += [_moved(option, option, None, None, None) for option in found.removed]
    return {
        **json_head("diff", digest, notes),
        "weighting": weighting_json(found.new.weighting),
        "old": {"sha256": found.old.study.sha256},
        "new": {"sha256": found.new.study.sha256},
        "changes": [
            {
                "kind": change.kind,
                "option": change.option,
                "criterion": change.criterion,
                "before": _number_or_text(change.before),
                "after": _number_or_text(change.after),
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
    }


def _number_or_text(value: object) -> float | str | None:
    return value if isinstance(value, float) or value is None else as_text(value)


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


def _csv(found: Difference) -> Table:
    """A row for each option; the last columns, criteria on which it has no known rating, where there are any."""
    keys = ("option", "name", "rank_before", "rank", "score_before", "score", "change", *KINDS)
    unsure = ("unknown_before", "unknown")
    rows: list[tuple[Cell, ...]] = []
    for m in found.moved:
        ends = m.before.rank, m.after.rank, m.before.score, m.after.score, m.after.score - m.before.score
        unknown = ";".join(m.before.unknown), ";".join(m.after.unknown)
        rows.append((m.after.id, m.after.name, *ends, *(total(m.parts[kind]) for kind in KINDS), *unknown))
    rows += [(r.id, r.name, None, r.rank, None, r.score, *[None] * 4, "", ";".join(r.unknown)) for r in found.added]
    rows += [(r.id, r.name, r.rank, None, r.score, *[None] * 5, ";".join(r.unknown), "") for r in found.removed]
    table = Table("", tuple(Column(key, key) for key in (*keys, *unsure)), tuple(rows))
    return table if any(any(row[-2:]) for row in rows) else table.without(*unsure)
