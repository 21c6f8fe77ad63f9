"""What `explain` says: where a score comes from, criterion by criterion; or what lies between two."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from policyscore.analysis.ranking import TIE
from policyscore.analysis.rating_sensitivity import RatingFlip, ratings_to_lead
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.numbers import adding_up, decimals, percentages, told_difference, with_sign
from policyscore.formats.report import Cell, Column, Note, Report, Table
from policyscore.model.study import Option
from policyscore.model.tree import Criterion
from policyscore.model.written import Source, reference
from policyscore.reports.chance import (
    may_fail,
    told_chance,
    told_chance_range,
    told_if,
    trying,
)
from policyscore.reports.explain_json import explain_csv, explain_json, versus_csv, versus_json
from policyscore.reports.floors import FAILS, floor_notes, signed_name, signed_number
from policyscore.reports.notes import change_notes, inputs_note, weight_notes
from policyscore.reports.points import points_in_effect
from policyscore.reports.rating_words import as_rated, told_rating
from policyscore.reports.unknown import (
    NOTHING_RATED,
    UNKNOWN,
    as_far_as_rated,
    unknown_note,
    unknown_notes,
    unsure_number,
)
from policyscore.rounding import rounded
from policyscore.text import few, listed, sentence


def explain_report(assessment: Assessment, id: str, versus: str | None = None) -> Report:
    """The option with an id: its score taken apart, or its lead over another."""
    by_id = {option.id: option for option in assessment.options}
    return _alone(assessment, by_id[id]) if versus is None else _against(assessment, by_id[id], by_id[versus])


def _alone(assessment: Assessment, option: ScoredOption) -> Report:
    study, weighting = assessment.study, assessment.weighting
    score, needed = rounded(option.score, 1), ratings_to_lead(assessment, option)
    weights = percentages([weighting.weights[criterion.id] for criterion in study.criteria])
    added, chance_adds = points_in_effect(option, weighting.weights)
    rests = assessment.rests_on_unknown(option)
    words = {criterion.id: in_words(criterion, option) for criterion in study.rated}

    def grounds(criterion: Criterion) -> tuple[Cell, ...]:
        id, rating = criterion.id, option.ratings[criterion.id]
        level = told_rating(needed[id], criterion) if id in needed else "–" if needed else ""
        return level, rating.basis or "", rating.confidence or "", words[id]

    rows: list[tuple[Cell, ...]] = []
    for criterion, weight in zip(study.criteria, weights, strict=True):
        id = criterion.id
        rows.append(
            (
                criterion.name,
                as_rated(option.ratings[id], criterion),
                signed_number(option.values[id], id in option.fails, id in option.unknown),
                float(weight),
                unsure_number(float(added[id]), id in assessment.weighty(option.unknown)),
                *grounds(criterion),
            )
        )
    if study.chance and may_fail(option):
        told = signed_name(f"chance {told_chance_range(option, study.chance)}", study.chance.id in option.fails)
        points = unsure_number(float(chance_adds), rests)
        rows.append(("Not certain to take effect", told, "", "", points, *grounds(study.chance)))
    total = signed_number(float(score), option.fails, rests)
    rows.append(("Score", "", "", float(sum(weights)), total, "", "", "", ""))
    columns = (
        Column("criterion", "Criterion"),
        Column("rating", "Rating"),
        Column("value", "Value", digits=1),
        Column("weight", "Weight in %", digits=max(1, decimals(weights))),
        Column("points", "Points", digits=1),
        Column("to_lead", "Level at"),
        Column("basis", "Basis"),
        Column("confidence", "Confidence"),
        Column("words", "In words", long=True),
    )
    cited = _cited(option)
    caption = "Where the score comes from"
    if may_fail(option):
        caption += f": points if it took effect, and what its chance {'gives' if chance_adds > 0 else 'takes away'}"
    origin = Table(caption, columns, tuple(rows))
    # What nothing is said of needs no column.
    empty = [c.key for index, c in enumerate(columns) if all(cells[index] == "" for cells in rows)]
    tables = [origin.without(*empty), _reasons(assessment, option)]
    tables += [_sources(cited, study.sources), _quotes(option)]
    place = "" if assessment.nothing_rated else f", number {option.rank} of {len(assessment.options)}"
    signs = (FAILS if option.fails else "") + (UNKNOWN if rests else "")
    title = f"{option.name}: {score}{signs} of 100{place}, under {weighting.label}"
    lead = (
        *filter(None, [option.option.summary]),
        *asked_and_settled(option.option),
        *filter(None, [told_if(assessment, option)]),
        _distance(assessment, option, needed),
    )
    notes = _notes(assessment)
    made = explain_json(assessment, option, needed, words, cited, notes)
    csv = explain_csv(assessment, option, needed)
    return Report(title, lead, tuple(table for table in tables if table.rows), notes, made, csv)


def asked_and_settled(option: Option) -> Iterator[str]:
    """Who asks for an option, and what would settle that it took effect, where its file says so."""
    if option.advocates:
        # A name with a comma in it would run into the next.
        names = "; ".join(option.advocates) if "," in "".join(option.advocates) else listed(option.advocates)
        yield sentence(f"Asked for by: {names}")
    if option.resolves_if:
        yield sentence(f"Counts as in effect if: {option.resolves_if}")


def _distance(assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]) -> str:
    """How far the option is from the first place, and what alone would bring it there; if that is as far as rated."""
    if assessment.nothing_rated:
        return NOTHING_RATED
    if len(assessment.options) == 1:
        return "It is the only option."
    near = option, *assessment.options[:2]
    rests = not assessment.first_place_settled or any(map(assessment.rests_on_unknown, near))
    return as_far_as_rated(_gap(assessment, option, needed), rests)


def _gap(assessment: Assessment, option: ScoredOption, needed: Mapping[str, RatingFlip]) -> str:
    leader, *rest = assessment.options
    if option.rank == 1:
        tied = [other.name for other in assessment.tied if other is not option]
        if tied:
            return f"It shares the first place with {few(tied)}."
        return f"It leads {rest[0].name} by {told_difference(option.score, rest[0].score):f}."
    gap = f"It is {told_difference(leader.score, option.score):f} behind {leader.name}."
    if not needed:
        return f"{gap} No other rating on one criterion alone would bring it level."
    study = assessment.study
    # The chance, which has no weight, bears on all that the option would change.
    nearest = sorted(needed, key=lambda id: assessment.weighting.weights.get(id, 1.0), reverse=True)[:3]
    ways = [f"{study.criterion(id).name} at {told_rating(needed[id], study.criterion(id))}" for id in nearest]
    return f"{gap} One rating alone would bring it level: {listed(ways, 'or')}, all else as it is."


def level_meaning(criterion: Criterion, option: ScoredOption) -> str | None:
    """What the level means that the rating is exactly at; None where it is between levels, or unknown."""
    at = option.ratings[criterion.id].value
    found = (level for level in criterion.levels if level.at == at)
    return next((level.means or level.label for level in found), None)


def in_words(criterion: Criterion, option: ScoredOption) -> str:
    """What the rating means by the criterion's levels: the level it is at, or those it lies between."""
    at = option.ratings[criterion.id].value
    levels = sorted(criterion.levels, key=lambda level: level.at)
    if at is None or not levels:
        return ""
    words = {level.at: level.means or level.label or "" for level in levels}
    if at in words:
        return words[at]
    below = [level.at for level in levels if level.at < at]
    above = [level.at for level in levels if level.at > at]
    if not below or not above:
        return f"next to: {words[(below or above)[-1 if below else 0]]}"
    return f"between: {words[below[-1]]}; and: {words[above[0]]}"


def _reasons(assessment: Assessment, option: ScoredOption) -> Table:
    """Why each rating is what it is, the chance among them where it counts."""
    study = assessment.study
    columns = (Column("criterion", "Criterion"), Column("sources", "Sources"), Column("why", "Why", long=True))
    rows: list[tuple[Cell, ...]] = []
    for criterion in study.counted(option.option):
        written, name = option.ratings[criterion.id], criterion.name
        if criterion == study.chance:
            name = f"{name}: {told_chance(option, criterion)}"
        if criterion.id in option.changed:
            rows.append((name, "", "set on the command line"))
        elif written.why or written.sources:
            rows.append((name, ", ".join(written.sources), written.why or ""))
    return Table("Reasons", columns, tuple(rows))


def _cited(option: ScoredOption) -> list[str]:
    """The ids of the sources of an option, in the order of their first citation."""
    ratings = (id for rating in option.ratings.values() for id in rating.sources)
    quotes = (quote.source for quote in option.option.quotes if quote.source)
    return list(dict.fromkeys([*ratings, *quotes]))


def _sources(cited: Sequence[str], known: Mapping[str, Source]) -> Table:
    columns = (Column("id", "Id"), Column("read", "Read"), Column("reference", "Source", long=True))
    return Table("Sources", columns, tuple((id, known[id].read or "", reference(known[id])) for id in cited))


def _quotes(option: ScoredOption) -> Table:
    columns = (Column("source", "Source"), Column("quote", "Quote", long=True))
    quotes = option.option.quotes
    table = Table("Quotes", columns, tuple((quote.source or "", quote.text) for quote in quotes))
    return table if any(quote.source for quote in quotes) else table.without("source")


def _notes(assessment: Assessment, versus: Sequence[ScoredOption] | None = None) -> tuple[Note, ...]:
    """The notes; `versus` are two options that nothing but their own ratings bears on, and with a chance the
    baseline's."""
    study, options = assessment.study, assessment.options if versus is None else versus
    rated = [each.option for each in options]
    if study.chance:
        unknown = unknown_notes(assessment, options)
    else:
        unknown = unknown_note(study, rated, assessment.weighting.weights)
    said = *change_notes(study), *weight_notes(assessment), *_chance_notes(assessment), *unknown
    return (*said, *floor_notes(study, rated), inputs_note(study.sha256))


def _chance_notes(assessment: Assessment) -> Iterator[Note]:
    """How a chance counts, in the words of points."""
    study, baseline = assessment.study, assessment.baseline
    if study.chance and baseline:
        text = (
            f"{study.chance.name} is the chance in 100 that an option takes effect. It is not weighed: as far as an "
            f"option may fail, the values of the baseline, {baseline.name}, count in place of its own. The baseline "
            "itself counts as certain, whatever its rating."
        )
        yield Note("chance", f"{text}{trying(study)}")


def _against(assessment: Assessment, option: ScoredOption, other: ScoredOption) -> Report:
    """What lies between two options: the difference by criterion, largest first, on the values that count."""
    study, weighting, pair = assessment.study, assessment.weighting, (option, other)
    # One decimal, or as many more as tell the two scores apart: the parts add up to the difference of what is shown.
    gap = told_difference(option.score, other.score)
    digits = decimals((gap,))
    parts = {c.id: option.contributions[c.id] - other.contributions[c.id] for c in study.criteria}
    shown = dict(zip(parts, adding_up(list(parts.values()), gap), strict=True))
    weights = dict(zip(parts, percentages([weighting.weights[id] for id in parts]), strict=True))
    ordered = sorted(study.criteria, key=lambda c: -abs(parts[c.id]))
    unknown = {c.id: [each.id for each in pair if c.id in each.unsure] for c in ordered}
    rows: list[tuple[Cell, ...]] = [
        (
            c.name,
            *(signed_number(each.effective[c.id], c.id in each.fails, each.id in unknown[c.id]) for each in pair),
            float(weights[c.id]),
            unsure_number(float(shown[c.id]), bool(unknown[c.id]) and weighting.weights[c.id] > 0),
        )
        for c in ordered
    ]
    own, others = assessment.rests_on_unknown(option), assessment.rests_on_unknown(other)
    both = (option, own), (other, others)
    ends = (signed_number(f"{rounded(each.score, digits):f}", each.fails, rests) for each, rests in both)
    rows.append(("Score", *ends, float(sum(weights.values())), unsure_number(float(gap), own or others)))
    columns = (
        Column("criterion", "Criterion"),
        Column("value", option.name, digits=1),
        Column("other", other.name, digits=1),
        Column("weight", "Weight in %", digits=max(1, decimals(weights.values()))),
        Column("difference", "Difference in points", digits=digits, signed=True),
    )
    title = f"{option.name} against {other.name}, under {weighting.label}"
    ahead = [_part(c, shown[c.id]) for c in ordered if parts[c.id] > TIE]
    behind = [_part(c, shown[c.id]) for c in ordered if parts[c.id] < -TIE]
    sides = [f"is ahead on {listed(ahead)}" if ahead else "", f"is behind on {listed(behind)}" if behind else ""]
    total = option.score - other.score
    level = "They are level." if abs(total) <= TIE else f"The difference is {with_sign(gap)}."
    said = f"{option.name} {listed(filter(None, sides)) if any(sides) else 'differs on nothing'}. {level}"
    lead = as_far_as_rated(said, own or others, named=True), *_counted_with_chances(study.chance, pair)
    notes = _notes(assessment, pair)
    made = versus_json(assessment, pair, ordered, parts, notes)
    csv = versus_csv(assessment, pair, ordered, parts, unknown)
    return Report(title, lead, (Table(title, columns, tuple(rows)),), notes, made, csv)


def _counted_with_chances(leaf: Criterion | None, pair: tuple[ScoredOption, ScoredOption]) -> Iterator[str]:
    """That the values of two options count the chance of each that may fail, and what that is."""
    chances = [f"{each.name} ({told_chance(each, leaf)})" for each in pair if leaf and may_fail(each)]
    if chances:
        yield f"Values here count each option's chance of taking effect: {listed(chances)}."


def _part(criterion: Criterion, shown: Decimal) -> str:
    """A criterion with its part of a difference as it is shown, or with the least that is, of which it falls short."""
    return f"{criterion.name} ({with_sign(shown) if shown else f'less than {shown:f}'[:-1] + '1'})"
