"""The appendix of a memo: what a sceptical reader looks up, from the scales to every reason and its source."""

from collections.abc import Iterator, Mapping, Sequence

from policyscore.analysis.evidence import grade
from policyscore.analysis.robustness import Robustness
from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.charts.chart import Chart
from policyscore.formats.memo.blocks import Block, BulletList, Paragraph, Reference, References, Section, Subheading
from policyscore.formats.numbers import decimals, percent, percentages
from policyscore.formats.report import Cell, Cited, Column, Table
from policyscore.model.study import Option, Study, Weighting
from policyscore.model.tree import Criterion
from policyscore.model.written import Source, reference
from policyscore.reports.chance import told_chance_range, told_if
from policyscore.reports.explain import asked_and_settled, level_meaning
from policyscore.reports.holder import holder_phrase
from policyscore.reports.notes import notes
from policyscore.reports.rating_words import as_rated
from policyscore.reports.unknown import UNKNOWN
from policyscore.rounding import rounded
from policyscore.text import listed, plain, sentence


def appendix(result: Robustness, named: Sequence[Weighting], drawn: Sequence[Chart]) -> tuple[Section, ...]:
    """Its sections. `named` are the weightings to show, `drawn` the charts that the memo leaves to it."""
    assessment = result.assessment
    cited = Citations(assessment.study.sources)
    ratings = tuple(_ratings(assessment, cited))
    weightings = tuple(_weightings(assessment, named))
    sections = (
        Section("Where the scores come from, and what moves them", tuple(drawn)),
        Section("Criteria and scales", (_criteria(assessment),)),
        Section("Weightings", weightings),
        Section("Ratings, with reasons and sources", ratings),
        Section("Sources", (References(cited.listed()),) if cited.ids else ()),
        Section("Method", tuple(_method(result))),
    )
    return tuple(section for section in sections if section.blocks)


def _criteria(assessment: Assessment) -> Table:
    study = assessment.study
    shown = percentages([assessment.weighting.weights[criterion.id] for criterion in study.criteria])
    weights = dict(zip((criterion.id for criterion in study.criteria), shown, strict=True))
    columns = (
        Column("criterion", "Criterion"),
        Column("weight", "Weight in %", digits=decimals(shown)),
        Column("question", "What is asked", long=True),
        Column("scale", "Scale", long=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for criterion in study.rated:
        swing, weight = criterion.swing, weights.get(criterion.id)
        asked = criterion.question, swing and sentence(f"The weight is for the swing {swing}")
        scale = "\n".join([*_counts(criterion, study), *_scale(criterion)])
        rows.append((criterion.name, None if weight is None else float(weight), " ".join(filter(None, asked)), scale))
    table = Table("The criteria, with their weights and scales", columns, tuple(rows))
    return table if any(row[2] for row in rows) else table.without("question")


def _counts(criterion: Criterion, study: Study) -> Iterator[str]:
    """How a criterion counts: from which end to which; and what of an effect comes from trying. Or that it is the
    chance, which is no value."""
    if criterion.id == study.tree.chance:
        counts = "Not counted here" if study.no_chance else "Not weighed: it multiplies what the option would change"
        yield f"The chance in 100 that an option takes effect, from 0 to 100. {counts}."
        return
    if study.chance and criterion.if_it_fails:
        part = "All" if criterion.if_it_fails == 1 else f"{percent(criterion.if_it_fails)} %"
        yield f"{part} of the effect comes from trying, even where the option then fails."
    yield f"From {plain(criterion.worst)} (value 0) to {criterion.with_unit(plain(criterion.best))} (value 100)."


def _scale(criterion: Criterion) -> Iterator[str]:
    """What the points on it mean."""
    if criterion.knots:
        yield f"Curve: {listed(f'{plain(at)} counts {plain(value)}' for at, value in criterion.knots)}."
    if criterion.floor is not None:
        yield f"Floor: {plain(criterion.floor)}."
    for level in criterion.levels:
        words = ": ".join(filter(None, (level.label, level.means)))
        yield f"{plain(level.at)} {words}"


def _weightings(assessment: Assessment, named: Sequence[Weighting]) -> Iterator[Table]:
    """Whose views they are, why they weigh so, and what each gives each criterion."""
    written = [(each.name, holder_phrase(each.holder or ""), each.why or "") for each in named if each.entry]
    columns = (
        Column("name", "Weighting"),
        Column("holder", "Held by", long=True),
        Column("why", "Why these weights", long=True),
    )
    if any(holder or why for _, holder, why in written):
        yield Table("Whose views the weightings are; none counts more than another", columns, tuple(written))
    if len(named) > 1:
        yield _weights(assessment.study, named)


def _weights(study: Study, named: Sequence[Weighting]) -> Table:
    shown = [percentages([weighting.weights[criterion.id] for criterion in study.criteria]) for weighting in named]
    heads = (
        Column(f"weighting:{each.id}", each.name, digits=decimals(weights))
        for each, weights in zip(named, shown, strict=True)
    )
    rows: list[tuple[Cell, ...]] = [
        (criterion.name, *(float(each[place]) for each in shown)) for place, criterion in enumerate(study.criteria)
    ]
    return Table("The weights of each, in %", (Column("criterion", "Criterion"), *heads), tuple(rows))


class Citations:
    """Sources with their numbers, in the order of their first citation."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self.known = known
        self.ids: list[str] = []

    def number(self, ids: Sequence[str]) -> tuple[int, ...]:
        """The numbers of sources, from 1; one gets its number when it is first cited."""
        for id in ids:
            if id not in self.ids:
                self.ids.append(id)
        return tuple(sorted(self.ids.index(id) + 1 for id in dict.fromkeys(ids)))

    def listed(self) -> tuple[Reference, ...]:
        """The references, by their numbers."""
        return tuple(_reference(self.known[id]) for id in self.ids)


def _reference(source: Source) -> Reference:
    read = {"whole": "Read in whole", "part": "Read in part", "no": "Not read", None: None}[source.read]
    return Reference(sentence(". ".join(filter(None, (reference(source), read, source.note)))), source.url)


def _ratings(assessment: Assessment, cited: Citations) -> Iterator[Block]:
    """Each option with what is said of it, and each of its ratings with its reason."""
    for option in assessment.options:
        mark = UNKNOWN if assessment.rests_on_unknown(option) else ""
        score = f"{rounded(option.score, 1)}{mark} of 100, number {option.rank} of {len(assessment.options)}"
        yield Subheading(f"{option.name}: {score}")
        yield from map(Paragraph, _about(option.option))
        yield from map(Paragraph, _chance(assessment, option))
        yield _reasons(assessment, option, cited)
        yield from map(Paragraph, _quotes(option.option, cited))


def _about(option: Option) -> Iterator[str]:
    if option.summary:
        yield option.summary
    who = [("Actors", option.actors), ("Could block it", option.blockers)]
    parts = [sentence(f"{label}: {listed(names)}") for label, names in who if names]
    parts += [sentence(f"Instrument: {option.instrument}")] if option.instrument else []
    parts += [sentence(option.note)] if option.note else []
    if parts:
        yield " ".join(parts)


def _chance(assessment: Assessment, option: ScoredOption) -> Iterator[str]:
    """How likely the option is to take effect, what it would then score, and who asks for it."""
    parts = list(asked_and_settled(option.option))
    if assessment.study.chance and not option.baseline:
        chance = sentence(f"Chance of taking effect: {told_chance_range(option, assessment.study.chance)}")
        parts.insert(0, " ".join(filter(None, [chance, told_if(assessment, option)])))
    if parts:
        yield " ".join(parts)


def _reasons(assessment: Assessment, option: ScoredOption, cited: Citations) -> Table:
    columns = (
        Column("criterion", "Criterion"),
        Column("rating", "Rating (range)"),
        Column("evidence", "Evidence"),
        Column("why", "Reason and sources", long=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for criterion in assessment.study.counted(option.option):
        rating = option.ratings[criterion.id]
        shown = as_rated(rating, criterion)
        if criterion.id in option.changed:
            rows.append((criterion.name, shown, "", "Set on the command line."))
            continue
        # Where no reason says it, the level does.
        level = None if rating.why else level_meaning(criterion, option)
        why = Cited(rating.why or "", cited.number(rating.sources))
        rows.append((criterion.name, f"{shown}: {level}" if level else shown, grade(rating) or "", why))
    table = Table(f"{option.name}: ratings", columns, tuple(rows))
    if not any(cells[2] for cells in rows):
        table = table.without("evidence")
    return table if any(columns[3].show(cells[3]) for cells in rows) else table.without("why")


def _quotes(option: Option, cited: Citations) -> Iterator[str]:
    for quote in option.quotes:
        where = f" [{cited.number((quote.source,))[0]}]" if quote.source else ""
        yield f"“{quote.text}”{where}"


def _method(result: Robustness) -> Iterator[Block]:
    """How the numbers come about, in five lines at most, and what the ratings rest on."""
    assessment = result.assessment
    said = {note.code: note.text for note in notes(assessment, result.firmness, (), assessment.options)}
    lines = [
        said["method"],
        said.get("doing-nothing"),
        _with_chance(assessment.study),
        "An unknown rating counts as a value of 50 and spans the whole scale. Scores within 0.000000001 points share a "
        "rank; ranks are found before anything is rounded.",
        "The fewest points of weight that change the first place are exact; that an option is never first is proved by "
        "a linear program whose answer is checked in fractions; shares are counted over drawn weightings; the worth of "
        "evidence takes each rating as anywhere between its low and its high (PERT).",
    ]
    yield BulletList(tuple(filter(None, lines)))
    if "basis" in said:
        yield Paragraph(said["basis"])


def _with_chance(study: Study) -> str | None:
    """What an option's chance does to a value, as a formula in words; None where no chance counts."""
    if study.chance is None:
        return None
    return (
        "The value that counts on a criterion is the baseline's plus a share of what the option would change there: "
        "p + (1 - p) a, with p its chance and a the part of the effect that comes from trying alone. It is an expected "
        "value (Keeney and Raiffa 1976). The baseline's own chance counts as certain, an unknown one as 50 in 100."
    )
