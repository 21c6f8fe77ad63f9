"""A memo from results: the finding first, then what it rests on, and what a sceptical reader looks up."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyscore import charts
from policyscore.blocks import Block, Heading, Memo, Notes, Points, Reference, References, Section, Text
from policyscore.comparing import PAIRS, Comparison, Views, compare
from policyscore.comparison import agreement, firsts, regrets
from policyscore.display import UNSHOWABLE, counted, describe, listed, plain
from policyscore.document import Cell, Cited, Column, Table, rounded, shares
from policyscore.errors import CommandError
from policyscore.explaining import in_words, reference
from policyscore.firmness import CLOSE, close, hangs_on, nearest_ratings, never, worth_most
from policyscore.firmness import firsts as shares_of_rank_1
from policyscore.format import Shape
from policyscore.model import Source
from policyscore.notes import as_rated, change_notes, firm, inputs_note, layout_notes, notes, weight_notes
from policyscore.one_way import RatingFlip, leads, lines
from policyscore.reckoning import reckoning
from policyscore.report import PLAIN, arranged, matrix, shape_notes
from policyscore.robustness import Robustness
from policyscore.scoring import Assessment, Scored
from policyscore.study import Criterion, Option, Rating, Study, Weighting

# What a rating rests on, best first; judgement is judgement however sure its author is.
STRONG, MODERATE, WEAK, JUDGED = "A", "B", "C", "D"
LETTERS = {"high": STRONG, "medium": MODERATE, "low": WEAK, None: WEAK}


# What asks for the date of the clock.
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a memo, where its author says so. Nothing is taken from the clock."""

    title: str | None = None
    to: str | None = None
    sender: str | None = None
    date: str | None = None


def heading(title: str | None, to: str | None, sender: str | None, date: str | None) -> Head:
    """The head of a memo; of the date `today` is that of the clock. Raises CommandError for what would not show."""
    for option, text in (("--title", title), ("--to", to), ("--from", sender), ("--date", date)):
        if text is None:
            continue
        if not text.strip() or text.startswith("-"):
            raise CommandError(f"{option} has no text: `{text}` stands there", "quote the text")
        if hidden := UNSHOWABLE.search(text):
            raise CommandError(f"the head of the memo would hold {describe(hidden[0])}", "write it on one line of text")
    if date and date.strip().lower() == TODAY:
        date = datetime.date.today().isoformat()
    return Head(title, to, sender, date)


def memo(result: Robustness, head: Head, filters: Sequence[str] = (), shape: Shape = PLAIN) -> Memo:
    """The memo on a ranking and how firm it is.

    `filters` are phrases that say which options were left out, and why; `shape` is how the matrix is laid out. Raises
    CommandError where `shape` asks for what the study does not have.
    """
    assessment = result.assessment
    study = assessment.study
    cited = _Citations(study.sources)
    others = _others(assessment)
    # First what is read first: the numbers of the sources are in the order of the appendix, which cites them.
    ratings = _ratings(assessment, cited)
    lines = (("To", head.to), ("From", head.sender), ("Date", head.date))
    appendix = [
        Section(
            "Where the scores come from, and what moves them",
            (charts.contributions(assessment), *(_one_line(assessment) if others else []), *_shares(result)),
        ),
        Section("Criteria and scales", (_criteria(assessment),)),
        *([Section("Weightings", weightings)] if (weightings := _weightings(assessment, others)) else []),
        Section("Ratings, with reasons and sources", ratings),
        *([Section("Sources", (References(cited.listed()),))] if cited.ids else []),
        Section("Method", tuple(_method(result))),
    ]
    return Memo(
        title=head.title or study.head.study,
        head=tuple((label, text) for label, text in lines if text),
        sections=(
            Section("Finding", tuple(_finding(result, shape.decimals))),
            Section("Question and weights", tuple(_question(assessment, filters))),
            Section("The options, criterion by criterion", tuple(_matrix(assessment, filters, shape))),
            Section("How firm the order is", tuple(_firm(result))),
            Section("What would change our mind", (*_changes(result), *([] if others else _one_line(assessment)))),
            Section("How other weightings see it", tuple(_views(assessment, others))),
        ),
        appendix=tuple(appendix),
        made=f"{inputs_note(assessment).text[:-1]} (in full: {study.sha256}).",
        author=head.sender or "",
        reckoning=reckoning(assessment),
    )


def _finding(result: Robustness, digits: int) -> Iterator[Block]:
    """The finding in one sentence, and what must not be read without it."""
    yield Text(finding(result, digits), strong=True)
    assessment = result.assessment
    for note in change_notes(assessment):
        yield Text(note.text)
    study, weights = assessment.study, assessment.weighting.weights
    baseline, near = assessment.baseline, close(result)
    if baseline and baseline.rank == 0 and baseline.score > result.leader.score:
        score = rounded(baseline.score, 1)
        yield Text(f"{baseline.option.name}, the baseline, is left out here and scores more than any of them: {score}.")
    for row in assessment.options:
        unknown = [id for id, weight in weights.items() if weight > 0 and id in row.unknown]
        could = row.score + sum(weights[id] * (100 - row.values[id]) for id in unknown)
        if row in near and row.fails:
            yield Text(f"{row.option.name} is rated worse than the floor on {listed(study.named(row.fails))}.")
        if unknown and row in near:
            yield Text(f"{row.option.name} is not rated on {listed(study.named(unknown))}: it counts there as halfway.")
        elif unknown and could >= result.leader.score:
            names = listed(study.named(unknown))
            yield Text(f"{row.option.name} is not rated on {names}, where it counts as halfway; it could be first.")
        floors = [c.name for c in study.criteria if c.floor is not None and c.id in row.unknown]
        if row in near and floors:
            yield Text(f"It is not known whether {row.option.name} meets the floor on {listed(floors)}.")
    said = {note.code: note.text for note in notes(assessment, (), assessment.options)}
    if "baseline-first" in said:
        yield Text(said["baseline-first"])


def finding(result: Robustness, digits: int = 1) -> str:
    """The finding in a sentence: who leads and by how much, with what gain, or that nobody clearly does.

    digits: the decimals of scores and gains.
    """

    def worth(row: Scored, first: bool = False) -> str:
        return _worth(row, digits, first)

    rows, near = result.assessment.options, close(result)
    leader = result.leader
    what = "winner" if result.assessment.study.head.higher == "better" else "highest"
    if result.runner_up is None:
        sentence = f"{_named(leader, ',')} is the only option: {worth(leader, first=True)}"
    elif result.tied:
        first, *rest = result.tied
        ties = [f"{_named(first)} ({worth(first, first=True)})", *(f"{_named(row)} ({worth(row)})" for row in rest)]
        sentence = f"No clear {what}: {listed(ties)} have exactly the same score"
    elif len(near) > 1:
        first, *rest = near
        parts = [f"{_named(first)} ({worth(first, first=True)})", *(f"{_named(row)} ({worth(row)})" for row in rest)]
        sentence = f"No clear {what}: {listed(parts)} score within {CLOSE:g} points of one another"
    else:
        # The difference of the scores as they are shown, so that a reader who subtracts finds it.
        ahead = rounded(leader.score, digits) - rounded(result.runner_up.score, digits)
        second = f"{_named(result.runner_up)} ({worth(result.runner_up)})"
        sentence = f"{_named(leader, ',')} scores highest ({worth(leader, first=True)}), {ahead} more than {second}"
    known = [row for row in rows if row.expected_gain is not None]
    best = max(known, key=lambda row: row.expected_gain or 0, default=None)
    if best and best not in near[:1] and (best.expected_gain or 0) - (leader.expected_gain or 0) > 0.05:
        shown = f" ({_gain(best.expected_gain or 0, digits)})"
        gain = "" if best in near or best is result.runner_up else shown
        sentence += f"; by expected gain, which counts the chance of taking effect, {best.option.name} leads{gain}"
    return f"{sentence}."


def _named(row: Scored, then: str = "") -> str:
    return f"{row.option.name}, the baseline{then}" if row.option.baseline else row.option.name


def _worth(row: Scored, digits: int, first: bool) -> str:
    """A score with the gain beside it, in brackets' words; the first of several says of how much, and what."""
    score = f"{rounded(row.score, digits)} of 100" if first else f"{rounded(row.score, digits)}"
    if row.option.baseline:
        return score
    if row.expected_gain is not None:
        return f"{score}, {'expected gain ' if first else ''}{_gain(row.expected_gain, digits)}"
    return score if row.gain is None else f"{score}, {'gain ' if first else ''}{_gain(row.gain, digits)}"


def _gain(gain: float, digits: int) -> str:
    shown = rounded(gain, digits)
    return f"{shown:+}" if shown else f"{shown}"


def _question(assessment: Assessment, filters: Sequence[str]) -> Iterator[Block]:
    study = assessment.study
    if study.head.question:
        yield Text(study.head.question)
    criteria = counted(len(study.criteria), "criterion", "criteria")
    compared = f"{counted(len(assessment.options), 'option')} rated on {criteria}"
    if study.head.as_of:
        compared += f", by what was known on {study.head.as_of}"
    if assessment.baseline:
        compared += f"; gains are over the baseline, {assessment.baseline.option.name}"
    yield Text(" ".join([f"The memo compares {compared}.", *filters]))
    yield Text(" ".join(note.text for note in weight_notes(assessment)))
    if study.head.note:
        yield Notes((study.head.note,))


SOME = "Each option has rank 1, alone or shared, under some weights."

# The notes of a matrix that a memo says elsewhere.
ELSEWHERE = {
    *("weights", "inconsistent", "weight-0", "unweighted", "radius", "study", "filter", "what-if", "method"),
    *("baseline-first", "chance", "doing-nothing", "basis", "expected-gain"),
}


def _matrix(assessment: Assessment, filters: Sequence[str], shape: Shape) -> Iterator[Block]:
    rows = arranged(assessment, shape)
    letters = {row.option.id: {id: letter(rating) for id, rating in row.option.ratings.items()} for row in rows}
    caption = "Value of each option on each criterion, from 0 at the worst to 100 at the best, with its evidence"
    yield matrix(assessment, caption, rows, shape, letters)
    said = [note for note in notes(assessment, filters, rows, shape.decimals) if note.code not in ELSEWHERE]
    layout = [*shape_notes(assessment, rows, shape), *layout_notes(assessment, rows, shape.decimals)]
    chance = [_chance(assessment)] if any(row.expected_gain is not None for row in rows) else []
    less = [criterion.name for criterion in assessment.study.criteria if criterion.less_is_better]
    turned = [f"On {listed(less)} less is better: there a low rating has a high value."] if less else []
    notes_of = (*(note.text for note in said), *chance, *(note.text for note in layout))
    yield Notes((*turned, evidence(assessment, rows), *notes_of))


def _chance(assessment: Assessment) -> str:
    name = assessment.study.criterion(assessment.study.chance or "").name
    return (
        f"Gain counts {name} as one criterion among others. Expected gain leaves it out of the sum and multiplies by "
        "it: the chance in 100 of taking effect times the lead over the baseline on the other criteria. A failed try "
        "counts as costing nothing."
    )


def letter(rating: Rating) -> str:
    """What a rating rests on, in a letter; nothing where it is unknown, or where nothing is said."""
    written = rating.written
    if rating.value is None or written.basis is None:
        return ""
    return JUDGED if written.basis == "judgement" else LETTERS[written.confidence]


def evidence(assessment: Assessment, rows: Sequence[Scored]) -> str:
    """What the letters mean, and how many ratings there are of each."""
    ratings = [rating for row in rows for rating in row.option.ratings.values()]
    source = "the article or a source" if any(rating.written.basis == "article" for rating in ratings) else "a source"
    meanings = {
        STRONG: f"{source}, with high confidence",
        MODERATE: f"{source}, with medium confidence",
        WEAK: f"{source}, with low confidence or none stated",
        JUDGED: "judgement alone",
    }
    found = Counter(map(letter, ratings))
    said = [f"{key} {meaning} ({found[key]})" for key, meaning in meanings.items() if found[key]]
    if not said:
        return f"Nothing says what the ratings ({found.total()}) rest on."
    none = f"; without a letter, nothing stated or no rating ({found['']})" if found[""] else ""
    return f"Letters say what each of the {found.total()} ratings rests on: {'; '.join(said)}{none}."


def _firm(result: Robustness) -> Iterator[Block]:
    if result.runner_up is None:
        yield Text("There is no other option, so no weights change the order.")
        return
    yield Points((firm(result.assessment), shares_of_rank_1(result), never(result) or SOME))
    largest = max(error for each in result.shares for row in each.errors.values() for error in row)
    drawn = result.shares[0]
    yield Notes(
        (
            f"Shares are counted over {drawn.draws:,} weightings drawn uniformly from each set (seed {drawn.seed}, "
            f"standard error at most {rounded(100 * largest, 2)} percentage points). The set decides the number, and a "
            "share of weightings is not a probability that a policy succeeds.",
        )
    )


def _shares(result: Robustness) -> list[charts.Chart]:
    return [charts.rank_shares(result)] if result.runner_up else []


def _changes(result: Robustness) -> Iterator[Block]:
    """The nearest change of one weight, the rating that the result hangs on, and the evidence worth most."""
    assessment = result.assessment
    if result.runner_up is None:
        yield Text("Another option to compare it with.")
        return
    items = [_one_weight(assessment), _one_rating(result), worth_most(result)]
    yield Points(tuple(filter(None, items)) or ("No single weight, and no single rating inside its scale.",))


def _one_line(assessment: Assessment) -> list[charts.Chart]:
    """The scores over the weight that matters most; none of a single option, or where one criterion has all the weight.

    A memo has one chart on its own pages: this one, where there are no other weightings to draw.
    """
    if len(assessment.options) < 2 or max(assessment.weighting.weights.values()) >= 1:
        return []
    return [charts.sensitivity(assessment)]


def _one_weight(assessment: Assessment) -> str | None:
    """The one weight that has to change least for another option to be first, and for how long that one is."""
    id = charts.touchiest(assessment)
    ends, leader = lines(assessment, id), assessment.options[0]
    if ends is None or assessment.options[1].rank == leader.rank:
        return None
    today = assessment.weighting.weights[id]
    stretches = leads(ends)
    here = next(place for place, (start, end, _) in enumerate(stretches) if start <= today <= end)
    near = [
        (abs(edge - today), stretches[place])
        for place, edge in ((here - 1, stretches[here][0]), (here + 1, stretches[here][1]))
        if 0 <= place < len(stretches)
    ]
    if not near:
        return None
    _, (start, end, other) = min(near)
    low, high = charts.percent(start), charts.percent(end)
    where = f"below {high} %" if start == 0 else f"above {low} %" if end == 1 else f"from {low} to {high} %"
    name = assessment.study.criterion(id).name
    who = next(row.option.name for row in assessment.options if row.option.id == other)
    return f"One weight alone: with {name} {where}, where it has {charts.percent(today)} % today, {who} leads."


def _one_rating(result: Robustness) -> str | None:
    """The rating it hangs on, what that rests on, and whether its author allows for such a change."""
    said = hangs_on(result)
    if said is None:
        return None
    return " ".join([said, *(_grounds(result, flip) for flip in nearest_ratings(result))])


def _grounds(result: Robustness, flip: RatingFlip) -> str:
    option = next(row.option for row in result.assessment.options if row.option.id == flip.option)
    rating = option.ratings[flip.criterion]
    whose = f"The rating of {option.name}"
    if flip.criterion in option.changed:
        return f"{whose} was set on the command line."
    if rating.value is None or rating.low is None or rating.high is None:
        return f"{option.name} has no rating there."
    written = rating.written
    rests = {"judgement": "judgement", "source": "a source", "article": "the article", None: "nothing that is stated"}
    sure = f", with {written.confidence} confidence" if written.confidence else ""
    inside = ""
    if rating.low < rating.high:
        word = "inside" if rating.low <= flip.after <= rating.high else "outside"
        inside = f"; the change lies {word} its range, {plain(rating.low)} to {plain(rating.high)}"
    return f"{whose} rests on {rests[written.basis]}{sure}{inside}."


def _others(assessment: Assessment) -> Comparison | None:
    """The options under this weighting and every other of the study; None where there is no other, or too many."""
    study, own = assessment.study, assessment.weighting
    named = list(({own.id: own} | dict(study.weightings)).values())
    if not 2 <= len(named) <= PAIRS:
        return None
    return compare(Views(study, tuple(named), ()), [row.option for row in assessment.options])


def _views(assessment: Assessment, others: Comparison | None) -> Iterator[Block]:
    count = len(assessment.study.weightings)
    if others is None or len(assessment.options) < 2:
        many = f"The study names {count} weightings, too many to set side by side; `policyscore compare` counts them."
        yield Text(many if count > PAIRS else "The study names no other weighting to compare this one with.")
        return
    said = [firsts(others), regrets(others)]
    if others.concordance is not None:
        said.append(agreement(others.concordance))
    yield Text(" ".join(said))
    yield charts.slopes(others)


def _weightings(assessment: Assessment, others: Comparison | None) -> tuple[Block, ...]:
    """Whose views they are, and why they weigh so."""
    named = others.views.named if others else (assessment.weighting,)
    written = [(each.name, each.written.holder or "", each.written.why or "") for each in named if each.written]
    columns = (
        Column("name", "Weighting"),
        Column("holder", "Held by", long=True),
        Column("why", "Why these weights", long=True),
    )
    blocks: list[Block] = []
    if any(holder or why for _, holder, why in written):
        blocks.append(Table("Whose views the weightings are; none counts more than another", columns, tuple(written)))
    if others:
        blocks.append(_weights(assessment.study, others.views.named))
    return tuple(blocks)


def _weights(study: Study, named: Sequence[Weighting]) -> Table:
    """What each weighting gives each criterion."""
    shown = [shares([weighting.weights[criterion.id] for criterion in study.criteria]) for weighting in named]
    digits = max((-int(share.as_tuple().exponent) for each in shown for share in each), default=0)
    heads = (Column(f"weighting:{each.id}", each.name, digits=digits) for each in named)
    rows: list[tuple[Cell, ...]] = [
        (criterion.name, *(float(each[place]) for each in shown)) for place, criterion in enumerate(study.criteria)
    ]
    return Table("The weights of each, in %", (Column("criterion", "Criterion"), *heads), tuple(rows))


def _criteria(assessment: Assessment) -> Table:
    study = assessment.study
    weights = shares([assessment.weighting.weights[criterion.id] for criterion in study.criteria])
    columns = (
        Column("criterion", "Criterion"),
        Column("weight", "Weight in %"),
        Column("question", "What is asked", long=True),
        Column("scale", "Scale", long=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for criterion, weight in zip(study.criteria, weights, strict=True):
        swing = criterion.written.swing
        asked = criterion.written.question, f"The weight is for the swing {swing}." if swing else None
        rows.append((criterion.name, str(weight), " ".join(filter(None, asked)), "\n".join(_scale(criterion))))
    table = Table("The criteria, with their weights and scales", columns, tuple(rows))
    return table if any(row[2] for row in rows) else table.without("question")


def _scale(criterion: Criterion) -> Iterator[str]:
    """Its ends, and what the points on it mean."""
    unit = f" {criterion.written.unit}" if criterion.written.unit else ""
    yield f"From {plain(criterion.worst)} (value 0) to {plain(criterion.best)}{unit} (value 100)."
    if criterion.knots:
        yield f"Curve: {listed(f'{plain(at)} counts {plain(value)}' for at, value in criterion.knots)}."
    if criterion.floor is not None:
        yield f"Floor: {plain(criterion.floor)}."
    for level in criterion.written.levels:
        words = ": ".join(filter(None, (level.label, level.means)))
        yield f"{plain(level.at)} {words}"


class _Citations:
    """Sources with their numbers, in the order of their first citation."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self.known = known
        self.ids: list[str] = []

    def number(self, ids: Sequence[str]) -> tuple[int, ...]:
        """The numbers of sources, which get one when they are first cited."""
        for id in ids:
            if id not in self.ids:
                self.ids.append(id)
        return tuple(sorted(self.ids.index(id) + 1 for id in dict.fromkeys(ids)))

    def listed(self) -> tuple[Reference, ...]:
        """The references, by their numbers."""
        return tuple(_reference(self.known[id]) for id in self.ids)


def _reference(source: Source) -> Reference:
    read = {"whole": "read in whole", "part": "read in part", "no": "not read", None: None}[source.read]
    text = ". ".join(filter(None, (reference(source), read and read.capitalize(), source.note)))
    return Reference(text if text.endswith(".") else f"{text}.", source.url)


def _ratings(assessment: Assessment, cited: _Citations) -> tuple[Block, ...]:
    """Each option with what is said of it, and each of its ratings with its reason."""
    blocks: list[Block] = []
    for row in assessment.options:
        option = row.option
        score = f"{rounded(row.score, 1)} of 100, number {row.rank} of {len(assessment.options)}"
        blocks.append(Heading(f"{option.name}: {score}"))
        blocks += [Text(text) for text in _about(option)]
        blocks.append(_reasons(assessment.study, row, cited))
        blocks += [Text(text) for text in _quotes(option, cited)]
    return tuple(blocks)


def _about(option: Option) -> Iterator[str]:
    written = option.written
    if written.summary:
        yield written.summary
    who = [("Actors", written.actors), ("Could block it", written.blockers)]
    parts = [f"{label}: {listed(names)}." for label, names in who if names]
    parts += [f"Instrument: {written.instrument.rstrip('.')}."] if written.instrument else []
    parts += [written.note] if written.note else []
    if parts:
        yield " ".join(parts)


def _reasons(study: Study, row: Scored, cited: _Citations) -> Table:
    columns = (
        Column("criterion", "Criterion"),
        Column("rating", "Rating (range)"),
        Column("evidence", "Evidence"),
        Column("why", "Reason and sources", long=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for criterion in study.criteria:
        rating = row.option.ratings[criterion.id]
        unit = f" {criterion.written.unit}" if criterion.written.unit and rating.value is not None else ""
        if criterion.id in row.option.changed:
            rows.append((criterion.name, as_rated(rating) + unit, "", "Set on the command line."))
            continue
        written = rating.written
        why: Cell = Cited(written.why or "", cited.number(written.sources))
        level = in_words(criterion, row)
        exact = level and not level.startswith(("between: ", "next to: "))
        shown = f"{as_rated(rating)}{unit}" + (f": {level}" if exact and not written.why else "")
        rows.append((criterion.name, shown, letter(rating), why))
    caption = f"{row.option.name}: ratings"
    table = Table(caption, columns, tuple(rows))
    if not any(cells[2] for cells in rows):
        table = table.without("evidence")
    return table if any(columns[3].show(cells[3]) for cells in rows) else table.without("why")


def _quotes(option: Option, cited: _Citations) -> Iterator[str]:
    for quote in option.written.quotes:
        where = f" [{cited.number((quote.source,))[0]}]" if quote.source else ""
        yield f"“{quote.text}”{where}"


def _method(result: Robustness) -> Iterator[Block]:
    """How the numbers come about, in five lines, and what every reader should know."""
    assessment = result.assessment
    said = {note.code: note.text for note in notes(assessment, (), assessment.options)}
    lines = [said["method"]]
    if "gain" in said:
        lines.append(" ".join(filter(None, (said["gain"], said.get("doing-nothing")))))
    if "expected-gain" in said:
        lines.append(said["expected-gain"])
    lines.append(
        "An unknown rating counts as a value of 50 and spans the whole scale. Scores within 0.000000001 points share a "
        "rank; ranks are found before anything is rounded."
    )
    lines.append(
        "The fewest points of weight that change the first place are exact; that an option is never first is proved by "
        "a linear program whose answer is checked in fractions; shares are counted over drawn weightings; the worth of "
        "evidence takes each rating as anywhere between its low and its high (PERT)."
    )
    yield Points(tuple(lines))
    if "basis" in said:
        yield Text(said["basis"])
