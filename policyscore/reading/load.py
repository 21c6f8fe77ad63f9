"""load(): files as a study that holds together; or every problem in them and between them."""

from collections.abc import Collection, Iterator
from itertools import chain
from os import PathLike, fspath
from typing import TypeVar

from policyscore.errors import CommandError, Problem, StudyError
from policyscore.model.entry import Entry
from policyscore.model.inputs import File
from policyscore.model.places import KeyPath
from policyscore.model.refused import PathFault, Refused
from policyscore.model.study import Option, Rating, Study, Weighting
from policyscore.model.tree import CriteriaTree, Criterion
from policyscore.model.words import identifier, slug
from policyscore.model.written import (
    KINDS,
    Source,
    WrittenCriteria,
    WrittenOption,
    WrittenRating,
    WrittenSources,
    WrittenStudy,
    WrittenWeighting,
)
from policyscore.reading import files
from policyscore.reading.called import called_of
from policyscore.reading.commas import doubtful_commas
from policyscore.reading.criteria import criteria_tree
from policyscore.reading.direction import upside_down
from policyscore.reading.documents import Documents, read_documents
from policyscore.reading.opening import note
from policyscore.reading.ratings import resolve_rating
from policyscore.reading.shares import chances_as_shares
from policyscore.reading.thousands import doubtful_numbers, doubtful_weights
from policyscore.reading.unrated import unrated
from policyscore.reading.weightings import resolve_weighting
from policyscore.text import Known, did_you_mean

Named = TypeVar("Named", WrittenOption, WrittenWeighting)
StrPath = str | PathLike[str]

A_STUDY_HAS_ONE = "keep one, or take one alone with -c; where these are two studies, name the files of one"


def link(loaded: Documents, criteria: Documents | None, where: str) -> Study:
    """The study that documents make together. `criteria` takes the place of its own criteria document.

    Raises StudyError with every problem of every file; `where` stands for the study as a whole.
    """
    problems = [*loaded.problems, *(criteria.problems if criteria else ())]
    criteria_entry = _only_criteria(loaded, criteria, where, problems)
    tree = None
    if criteria_entry:
        tree, tree_problems = criteria_tree(criteria_entry)
        problems += tree_problems
    heads = loaded.of(WrittenStudy)
    problems += (
        entry.problem(("study",), f"a second `study`; the first is {heads[0].where}", "keep one", key=True)
        for entry in heads[1:]
    )
    sources, source_entries = _sources(loaded, problems)
    options = _options(loaded, tree, sources, where, problems)
    if criteria_entry and tree and tree.chance and "option" not in loaded.broken:
        problems += _no_baseline(criteria_entry, loaded.of(WrittenOption))
    weightings: dict[str, Weighting] = {}
    inapplicable: list[str] = []
    for id, entry in by_id(loaded.of(WrittenWeighting), "weighting", problems).items():
        if tree:
            resolved, faults = resolve_weighting(entry, id, tree)
            if resolved:
                weightings[id] = resolved
            elif entry.parsed.faults:
                pass  # What the reader refused may be the points that are missing here.
            elif criteria:
                # It was written for the criteria that these take the place of; nobody has asked for it yet.
                inapplicable.append(id)
            else:
                problems += (entry.problem(fault.path, fault.message, fault.hint, key=True) for fault in faults)
    remarks = [*loaded.remarks, *(criteria.remarks if criteria else ())]
    if tree and criteria_entry:
        remarks += doubtful_numbers(criteria_entry, tree, loaded.of(WrittenOption))
        remarks += chances_as_shares(tree, options)
        if not (heads and heads[0].written.higher == "worse"):
            remarks += upside_down(criteria_entry, tree)
    remarks += chain.from_iterable(map(doubtful_weights, loaded.of(WrittenWeighting)))
    remarks += chain.from_iterable(map(doubtful_commas, loaded.of(WrittenOption)))
    if problems or tree is None or criteria_entry is None:
        raise StudyError(problems, remarks)

    rated = chain.from_iterable(entry.written.ratings for entry in loaded.of(WrittenOption))
    return Study(
        tree=tree,
        options=tuple(options),
        weightings=weightings,
        sources=sources or {},
        unlisted_criteria=tuple(sorted({*rated} - {*tree.by_id})),
        inapplicable_weightings=tuple(inapplicable),
        files=(*loaded.files, *(criteria.files if criteria else ())),
        criteria_entry=criteria_entry,
        study_entry=heads[0] if heads else None,
        source_entries=source_entries,
        remarks=tuple(remarks),
    )


def _only_criteria(
    loaded: Documents, replacing: Documents | None, where: str, problems: list[Problem]
) -> Entry[WrittenCriteria] | None:
    """The one criteria document, or None where there is none that can be used."""
    home = replacing or loaded
    found = home.of(WrittenCriteria)
    for entry in found[1:]:
        message = f"a second `criteria`; the first is {found[0].where}"
        problems.append(entry.problem(("criteria",), message, A_STUDY_HAS_ONE, key=True))
    if not found:
        if "criteria" not in home.broken:
            path = replacing.files[0].path if replacing else where
            hint = "write one, or name the folder that holds the whole study, or its criteria file with -c"
            problems.append(Problem(path, 0, 0, "no document with the key `criteria`", hint))
        return None
    return found[0]


def _sources(
    loaded: Documents, problems: list[Problem]
) -> tuple[dict[str, Source] | None, dict[str, Entry[WrittenSources]]]:
    """All sources by id, None where some cannot be known, so that no citation is called wrong; and their documents."""
    merged: dict[str, Source] = {}
    first: dict[str, Entry[WrittenSources]] = {}
    for entry in loaded.of(WrittenSources):
        for id, source in entry.written.sources.items():
            if id in merged:
                line, _ = first[id].document.place(("sources", id), key=True)
                message = f"the source `{id}` is already in {first[id].file.path}:{line}"
                problems.append(entry.problem(("sources", id), message, "keep one", key=True))
            else:
                merged[id], first[id] = source, entry
    return None if "sources" in loaded.broken else merged, first


def by_id(entries: list[Entry[Named]], noun: str, problems: list[Problem]) -> dict[str, Entry[Named]]:
    """Options or weightings by id: their own, else the stem of a file's name for its first document."""
    named: dict[str, Entry[Named]] = {}
    for entry in entries:
        id = entry.written.id
        fault: PathFault | None = None
        if id is None and (entry.number > 0 or entry.file.stem is None):
            hint = "standard input and later documents of a file have no file name to take it from"
            if words := slug(getattr(entry.written, noun)):
                hint = f"add a line `id: {words}`: {hint}"
            fault = PathFault((noun,), f"this {noun} needs an `id`", hint, key=True)
        elif id is None:
            try:
                id = identifier(entry.file.stem or "")
            except Refused as error:
                message, advice = error.reason
                hint = f"rename the file, or add `id:`: {advice}"
                fault = PathFault((noun,), f"the file's name gives no id: {message}", hint, key=True)
        if id in named:
            message = f"the {noun} `{id}` is already in {named[id].where}"
            at = "id" if entry.written.id else noun
            fault = PathFault((at,), message, "give one of them another id", key=at == noun)
        if fault:
            problems.append(entry.problem(*fault))
            # What is left to check is checked; it is never scored.
            id = f"<{entry.where}>"
        named[id or ""] = entry
    return named


def _options(
    loaded: Documents, tree: CriteriaTree | None, sources: Collection[str] | None, where: str, problems: list[Problem]
) -> list[Option]:
    entries = loaded.of(WrittenOption)
    if not entries and "option" not in loaded.broken:
        hint = "write one for each option, from `option: NAME` on, or name the folder that holds the whole study"
        problems.append(Problem(where, 0, 0, "no document with the key `option`", hint))
    baseline: Entry[WrittenOption] | None = None
    known_sources = Known(sources or ())
    for entry in entries:
        problems += _citations(entry, sources, known_sources)
        if entry.written.baseline and baseline:
            message = f"a second baseline; the first is {baseline.where}"
            problems.append(entry.problem(("baseline",), message, "at most one option is the baseline"))
        elif entry.written.baseline:
            baseline = entry
    options = []
    for id, entry in by_id(entries, "option", problems).items():
        if tree:
            options.append(_option(id, entry, _ratings(entry, tree, problems)))
    return options


def _no_baseline(criteria: Entry[WrittenCriteria], options: list[Entry[WrittenOption]]) -> Iterator[Problem]:
    """A chance without a baseline: what is the case where an option does not take effect is then not known.

    What is wrong with the key `baseline` of an option was said, and may be the one.
    """
    if options and not any(entry.written.baseline or ("baseline",) in entry.refused for entry in options):
        message = "a chance needs a baseline, which holds where an option does not take effect"
        hint = "write `baseline: true` into the option that means carrying on as now"
        yield criteria.problem(("chance",), message, hint, key=True)


def _option(id: str, entry: Entry[WrittenOption], ratings: dict[str, Rating]) -> Option:
    written = entry.written
    return Option(
        id=id,
        name=written.option,
        ratings=ratings,
        baseline=written.baseline,
        tags=written.tags,
        summary=written.summary,
        actors=written.actors,
        blockers=written.blockers,
        instrument=written.instrument,
        quotes=written.quotes,
        resolves_if=written.resolves_if,
        advocates=written.advocates,
        note=written.note,
        rated=written.rated,
        rated_by=written.rated_by,
        entry=entry,
    )


def _citations(entry: Entry[WrittenOption], sources: Collection[str] | None, known: Known) -> Iterator[Problem]:
    """Citations of sources that are not there; none where the sources cannot all be known."""
    if sources is None:
        return
    cited: list[tuple[KeyPath, str]] = [
        (("ratings", id, "sources", index), source)
        for id, rating in entry.written.ratings.items()
        for index, source in enumerate(rating.sources)
    ]
    cited += [(("quotes", i, "source"), quote.source) for i, quote in enumerate(entry.written.quotes) if quote.source]
    for path, source in cited:
        if source not in sources:
            hint = did_you_mean(source, known) or "list it in a document that starts with `sources:`"
            yield entry.problem(path, f"there is no source `{source}`", hint)


def _ratings(entry: Entry[WrittenOption], tree: CriteriaTree, problems: list[Problem]) -> dict[str, Rating]:
    """The ratings of an option on every leaf of the tree, in its order."""
    problems += unrated(entry, tree)
    resolved = {}
    for criterion in tree.rated:
        if rating := entry.written.ratings.get(criterion.id):
            resolved[criterion.id] = _rating(rating, criterion, entry, problems)
    return resolved


def _rating(
    written: WrittenRating, criterion: Criterion, entry: Entry[WrittenOption], problems: list[Problem]
) -> Rating:
    rating, faults = resolve_rating(written, criterion)
    problems += (entry.problem(("ratings", criterion.id, *fault.path), fault.message, fault.hint) for fault in faults)
    return rating


def load(*paths: StrPath, criteria: StrPath | None = None) -> Study:
    """Reads a study from files and folders; `-` is standard input.

    `criteria` names a file whose criteria document takes the place of the study's own. Raises StudyError with
    every problem in every file, CommandError without a path and where one cannot be read.

    >>> study = load("options")
    >>> study.head.study
    'Levers for human rights in North Korea, end of 2014'
    """
    named = [fspath(path) for path in paths]
    if not named:
        raise CommandError("no study was named", "name its files or folders")
    if criteria is not None:
        note(fspath(criteria))  # an input even where the study is so faulty that it is never read
    found = files.find(named)
    other = None
    if criteria is not None:
        other = read_documents([files.read(fspath(criteria))])
        other.problems += _wrong_kind(other, WrittenCriteria)
    own = read_documents(map(files.read, found.paths), other.called if other else None)
    own.remarks += found.remarks
    return link(own, other, " ".join(named))


def load_weighting(path: StrPath, study: Study) -> tuple[Study, Weighting]:
    """Reads the one weighting of a file, for a study; returns the study with the file among those read.

    Its id is its own, else the stem of the file's name. Raises StudyError and CommandError as `load` does.
    """
    return weighting_in(files.read(fspath(path)), study)


def weighting_in(file: File, study: Study) -> tuple[Study, Weighting]:
    """The one weighting of a file that was read, for a study; and the study with it. Raises StudyError."""
    loaded = read_documents([file], called_of(study.tree))
    problems = [*loaded.problems, *_wrong_kind(loaded, WrittenWeighting)]
    found = by_id(loaded.of(WrittenWeighting), "weighting", problems)
    if len(found) != 1 and "weighting" not in loaded.broken:
        problems.append(Problem(file.path, 0, 0, f"expected one document with the key `weighting`, found {len(found)}"))
    resolved = None
    for id, entry in found.items():
        resolved, faults = resolve_weighting(entry, id, study.tree)
        if entry.parsed.faults:
            continue  # What the reader refused may be the points that are missing here.
        problems += (entry.problem(fault.path, fault.message, fault.hint, key=True) for fault in faults)
    if problems or resolved is None:
        raise StudyError(problems, loaded.remarks)
    remarks = [*loaded.remarks, *chain.from_iterable(map(doubtful_weights, found.values()))]
    return study.with_file(file, remarks), resolved


def _wrong_kind(loaded: Documents, kind: type[WrittenCriteria | WrittenWeighting]) -> Iterator[Problem]:
    """Documents that a file named for one kind holds beside it, or in its place: they would be read and then forgotten.

    Where it holds none of that kind, this is said once, and the kind counts as one that did not hold.
    """
    (key,) = (key for key, known in KINDS.items() if known is kind)
    others = [entry for entry in loaded.entries if not isinstance(entry.written, kind)]
    if others and not loaded.of(kind) and key not in loaded.broken:
        loaded.broken.add(key)
        (found,) = (other for other, known in KINDS.items() if isinstance(others[0].written, known))
        hint = f"name the file that holds `{key}:`" + (", or a weighting by its id" if kind is WrittenWeighting else "")
        yield others[0].problem(
            (found,), f"this file holds `{found}`, where one with `{key}` is wanted", hint, key=True
        )
        return
    for entry in others:
        message = f"only `{key}` is read from a file that is named for it"
        yield entry.problem((), message, "put this document into a file of the study")
