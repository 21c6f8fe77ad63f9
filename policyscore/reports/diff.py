"""What `diff` says of two versions of a study: what changed, and what that did to scores and ranks."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from policyscore.analysis.difference import CHANCE, KINDS, LISTED_PLACES, Change, Difference, Parts, total
from policyscore.analysis.scoring import Assessment
from policyscore.formats.numbers import (
    adding_up,
    decimals,
    decimals_apart,
    decimals_of_differences,
    percents,
    shown_difference,
    with_sign,
)
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.model.inputs import fingerprint
from policyscore.reports.chance import no_chance_notes, scores_count_chance
from policyscore.reports.diff_json import as_text, diff_json
from policyscore.reports.floors import floor_notes, signed_number
from policyscore.reports.notes import inputs_note, weight_notes
from policyscore.reports.shared_ranks import rank_cells, shared_rank_notes
from policyscore.reports.unknown import NOTHING_RATED, as_far_as_rated, unknown_note, unsure_number
from policyscore.rounding import rounded
from policyscore.text import counted, few, listed


def diff_report(found: Difference) -> Report:
    """What `diff` shows."""
    digest = fingerprint(file.content for file in (*found.old.study.files, *found.new.study.files))
    notes = (*_notes(found), inputs_note(digest))
    parts = (_changes(found), _scores(found), _passing(found))
    return Report(
        title=f"{found.new.study.head.study}: what changed under {found.new.weighting.label}",
        lead=tuple(_lead(found)),
        tables=tuple(table for table in parts if table.rows),
        notes=notes,
        json=diff_json(found, notes, digest),
        csv=_csv(found),
    )


def _lead(found: Difference) -> Iterator[str]:
    if not found.changes:
        yield "Nothing changed that bears on a score."
        return
    yield f"Changed: {listed(_counts(found.changes))}."
    yield from _renamed(found)
    new = found.new
    if new.nothing_rated:
        yield NOTHING_RATED
    elif found.old.nothing_rated:
        now = f"Of rank 1 now{_together(new)} ({rounded(new.leader.score, 1)})"
        yield as_far_as_rated(f"{now}; before, nothing that carries weight had been rated.", new.lead_rests_on_unknown)
    else:
        rests = found.old.lead_rests_on_unknown or new.lead_rests_on_unknown
        yield as_far_as_rated(_first(found), rests)
    yield from _pairs(found)


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    """How many changes there are of each kind; what a study has one of is named."""
    for kind, words in WORDS.items():
        found = [change for change in changes if change.kind == kind]
        if found and kind in ONE_EACH:
            # Two changes of one kind are one that goes and one that comes.
            yield ONE_EACH[kind] if len(found) > 1 else f"{words[0]} {'taken out' if found[0].before else 'added'}"
        elif found:
            yield counted(len(found), *words)


def _pairs(found: Difference) -> Iterator[str]:
    """How many pairs of options stand to one another as they did not before."""
    pairs = found.pairs
    apart = f"{'is' if pairs.parted == 1 else 'are'} no longer level"
    how = (pairs.swapped, "changed places"), (pairs.drew_level, "drew level"), (pairs.parted, apart)
    said = [f"{counted(count, 'pair')} of options {what}." for count, what in how if count]
    if found.moved and not said:
        said = ["No two options changed places."]
    yield from said


def _renamed(found: Difference) -> Iterator[str]:
    """What has another id than before and the same name, so that it counts as another option or criterion."""
    for what, ids, study in (
        ("option", found.renamed, {option.id: option.name for option in found.new.options}),
        ("criterion", found.renamed_criteria, {c.id: c.name for c in found.new.study.criteria}),
    ):
        for before, now in ids.items():
            name = study[now]
            yield f"{name} has another id, `{now}` and no longer `{before}`, and so counts as another {what}."


def _first(found: Difference) -> str:
    """Who was and who is first, with as many decimals of the two scores as tell them apart."""
    old, new = found.old, found.new
    digits = decimals_apart((old.leader.score, new.leader.score))
    before, now = (rounded(each.leader.score, digits) for each in (old, new))
    same = {found.renamed.get(each.id, each.id) for each in old.tied or (old.leader,)}
    if same == {each.id for each in new.tied or (new.leader,)}:
        return f"Still of rank 1{_together(new)}, {before:f} before and {now:f} now."
    return f"Of rank 1 now{_together(new)} ({now:f}); before{_together(old)} ({before:f})."


def _together(assessment: Assessment) -> str:
    """The options of rank 1 behind a colon, and that they share it where they are several."""
    shared = ", shared" if assessment.tied else ""
    return f"{shared}: {few([option.name for option in assessment.tied or (assessment.leader,)])}"


# The kinds of change, one and many.
WORDS = {
    "criterion": ("criterion", "criteria"),
    "scale": ("scale",),
    "weight": ("weight",),
    "chance": ("a chance",),
    "if_it_fails": ("effect of trying", "effects of trying"),
    "baseline": ("a baseline",),
    "option": ("option",),
    "rating": ("rating",),
}

# What is said where the one thing of its kind is another now.
ONE_EACH = {"chance": "which criterion is the chance", "baseline": "which option is the baseline"}


def _changes(found: Difference) -> Table:
    names = {c.id: c.name for a in (found.old, found.new) for c in a.study.rated}
    options = {o.id: o.label if found.chance else o.name for a in (found.old, found.new) for o in a.options}
    columns = (
        Column("kind", "Changed"),
        Column("option", "Option"),
        Column("criterion", "Criterion"),
        Column("before", "Before"),
        Column("after", "Now"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            WORDS[change.kind][0].removeprefix("a "),
            options.get(change.option or "", ""),
            names.get(change.criterion or "", ""),
            *_ends(found, change),
        )
        for change in found.changes
    ]
    table = Table("What changed", columns, tuple(rows))
    empty = [key for index, key in ((1, "option"), (2, "criterion")) if not any(row[index] for row in rows)]
    return table.without(*empty)


def _ends(found: Difference, change: Change) -> tuple[str, str]:
    """What something was and is, weights and shares to as many decimals as tell the two apart."""
    if change.kind not in ("weight", "if_it_fails"):
        return as_text(change.before, found.old.study, change), as_text(change.after, found.new.study, change)
    known = [weight for weight in (change.before, change.after) if isinstance(weight, float)]
    shown = iter(percents(*known))
    ends = (change.before, found.old), (change.after, found.new)
    before, after = (
        f"{next(shown)} %" if isinstance(end, float) else as_text(end, assessment.study, change)
        for end, assessment in ends
    )
    return before, after


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
    old, new, anew = rank_cells(found.old), rank_cells(found.new), _rated_anew(found)
    rows: list[tuple[Cell, ...]] = []
    for moved in found.moved:
        scores = moved.before.score, moved.after.score
        # One decimal, or as many more as show that the score changed.
        digits = decimals_apart(scores)
        shown_change = shown_difference(moved.after.score, moved.before.score, digits)
        change, *split = _split(found, moved.parts, shown_change, anew[moved.after.id])
        ends = moved.before, moved.after
        rests = found.old.rests_on_unknown(moved.before), found.new.rests_on_unknown(moved.after)
        shown = (signed_number(f"{rounded(e.score, digits):f}", e.fails, r) for e, r in zip(ends, rests, strict=True))
        ranks = old[moved.before.id], new[moved.after.id]
        rows.append((moved.after.name, *ranks, *shown, unsure_number(change, any(rests)), *split))
    nothing = None, *(None for _ in KINDS)
    for option in found.added:
        score = signed_number(option.score, option.fails, found.new.rests_on_unknown(option))
        rows.append((option.name, None, new[option.id], None, score, *nothing, "added"))
    for option in found.removed:
        score = signed_number(option.score, option.fails, found.old.rests_on_unknown(option))
        rows.append((option.name, old[option.id], None, score, None, *nothing, "removed"))
    table = Table("What that did to the scores", columns, tuple(rows) if found.changes else ())
    return table.without(*_idle(rows, 6))


def _idle(rows: Sequence[Sequence[Cell]], start: int) -> list[str]:
    """The kinds of change whose columns, from this place on, say nothing."""
    return [kind for place, kind in enumerate(KINDS, start) if not any(float(str(row[place] or 0)) for row in rows)]


def _rated_anew(found: Difference) -> Mapping[str, set[str]]:
    """The criteria on which a rating changed, by option."""
    criteria: dict[str, set[str]] = defaultdict(set)
    for change in found.changes:
        if change.kind == "rating" and change.option and change.criterion:
            criteria[change.option].add(change.criterion)
    return criteria


def _split(found: Difference, parts: Parts, change: Decimal, rated: Collection[str]) -> tuple[str, ...]:
    """A change as it is shown, its parts by kind, which add up to it, and the largest single part in words.

    rated: the criteria on which ratings changed of the options that it is of; else they are the baseline's.
    """
    by_kind = dict(zip(KINDS, adding_up([total(parts[kind]) for kind in KINDS], change), strict=True))
    names = {c.id: c.name for a in (found.old, found.new) for c in a.study.criteria}
    each = [(part, kind, id) for kind in KINDS if kind != CHANCE for id, part in parts[kind].items()]
    # One chance acts on all criteria at once.
    each += [(total(parts[CHANCE]), CHANCE, "")] if parts[CHANCE] else []
    part, kind, id = max(each, key=lambda item: abs(item[0]), default=(0.0, "", ""))
    most = ""
    if kind:
        # What is all there is of its kind is shown as that.
        shown = by_kind[kind] if kind == CHANCE or len(parts[kind]) == 1 else rounded(part, decimals((change,)))
        of = f"{kind.removesuffix('s')} of {names[id]}" if id else kind
        if kind == "ratings" and id not in rated:
            of = f"the baseline's {of}"
        most = f"{of} ({with_sign(shown)})" if shown else ""
    return (with_sign(change), *map(with_sign, by_kind.values()), most)


def _passing(found: Difference) -> Table:
    options, anew = {moved.after.id: moved for moved in found.moved}, _rated_anew(found)
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
        pairs = [(a.score, b.score) for a, b in ((one.before, other.before), (one.after, other.after))]
        # One decimal, or as many more as show who was ahead.
        digits = decimals_of_differences(pairs)
        before, after = (shown_difference(*pair, digits) for pair in pairs)
        _, *split = _split(found, passed.parts, after - before, anew[passed.option] | anew[passed.other])
        rests = [any(map(found.old.rests_on_unknown, (one.before, other.before)))]
        rests.append(any(map(found.new.rests_on_unknown, (one.after, other.after))))
        gaps = unsure_number(with_sign(before), rests[0]), unsure_number(with_sign(after), rests[1])
        rows.append((one.after.name, other.after.name, *gaps, *split))
    return Table("Who passed whom", columns, tuple(rows)).without(*_idle(rows, 4))


# How changes of scores are split, without a chance and with one.
SPLIT = (
    "Each change of a score is split exactly. A scale counts first, by what it does to the value of the old rating at "
    "the old weight; of the rest, weights have (w' - w)(v + v')/2 and ratings (v' - v)(w + w')/2. A criterion that is "
    "in one version alone counts as a weight."
)
SPLIT_CHANCE = (
    "Each change of a score is split exactly. A scale counts first, by what it does to the value of the old rating at "
    "the old weight; of the rest, weights have (w' - w)(e + e')/2, where e is the value that counts: the baseline's, "
    "and a share s of the difference d between the option's and the baseline's. The chance, and what comes from trying "
    "alone, have (s' - s)(d + d')/2 times (w + w')/2, and ratings what is left. A criterion that is in one version "
    "alone counts as a weight, and so does one that is weighed in one version and the chance in the other."
)


def _notes(found: Difference) -> Iterator[Note]:
    yield from dict.fromkeys((*no_chance_notes(found.old.study), *no_chance_notes(found.new.study)))
    yield from weight_notes(found.new)
    if found.old.weighting.id != found.new.weighting.id:
        yield Note("weightings", f"Before, the weights were those of {found.old.weighting.label}.")
    both = [*map(dict.fromkeys, (scores_count_chance(each.study) for each in (found.old, found.new)))]
    yield from both[1]
    if both[0] != both[1]:
        yield from (Note(note.code, f"Before: {note.text}") for note in both[0])
    yield from _signs(found)
    # No table shows ranks where nothing changed.
    shared = (note for each in (found.old, found.new) for note in shared_rank_notes(each) if found.changes)
    yield from dict.fromkeys(shared)
    if found.changes:
        yield Note("split", SPLIT_CHANCE if found.chance else SPLIT)
    moves_all = {each.baseline.id for each in (found.old, found.new) if each.baseline} if found.chance else ()
    if any(change.kind == "rating" and change.option in moves_all for change in found.changes):
        text = "moves every other option, too, as far as that one may not take effect; it counts under ratings"
        yield Note("baseline-rating", f"A change of a rating of the baseline {text}.")
    if len(found.passed) < found.pairs.passed:
        number = len(found.passed)
        those = f"{number or 'none'} of them {'is' if number < 2 else 'are'} listed, as only those are"
        yield Note(
            "passed",
            f"In {counted(found.pairs.passed, 'pair')} of options one has passed the other; {those} whose options both "
            f"are, or were, among the first {LISTED_PLACES}.",
        )
    if any(part for moved in found.moved for part in moved.parts["scales"].values()):
        yield Note("scales", "An old rating beyond the ends of a new scale counts as the nearer end.")


def _signs(found: Difference) -> Iterator[Note]:
    """The unknown ratings of each version, and the options that fail a floor; once where they are the same."""

    def unknown(assessment: Assessment, when: str) -> tuple[Note, ...]:
        options = [option.option for option in assessment.options]
        return unknown_note(assessment.study, options, assessment.weighting.weights, when=when)

    def floors(assessment: Assessment, when: str) -> tuple[Note, ...]:
        return tuple(floor_notes(assessment.study, (option.option for option in assessment.options), when))

    both = "before and now"
    for note in unknown, floors:
        if set(note(found.old, both)) == set(note(found.new, both)):
            yield from note(found.new, both)
        else:
            yield from (*note(found.old, "before"), *note(found.new, "now"))


def _csv(found: Difference) -> Table:
    """A row for each option; the last columns, criteria on which it has no known rating, where there are any."""
    keys = ("option", "name", "rank_before", "rank", "score_before", "score", "change", *KINDS)
    unsure = ("unknown_before", "unknown")
    rows: list[tuple[Cell, ...]] = []
    for m in found.moved:
        ends = m.before.rank, m.after.rank, m.before.score, m.after.score, m.after.score - m.before.score
        unknown = ";".join(m.before.unknown), ";".join(m.after.unknown)
        rows.append((m.after.id, m.after.name, *ends, *(total(m.parts[kind]) for kind in KINDS), *unknown))
    nothing = None, *(None for _ in KINDS)
    rows += [(r.id, r.name, None, r.rank, None, r.score, *nothing, "", ";".join(r.unknown)) for r in found.added]
    rows += [(r.id, r.name, r.rank, None, r.score, None, *nothing, ";".join(r.unknown), "") for r in found.removed]
    table = Table("", tuple(Column(key, key) for key in (*keys, *unsure)), tuple(rows))
    return table if any(any(row[-2:]) for row in rows) else table.without(*unsure)
