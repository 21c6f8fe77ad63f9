"""Paths into a study: the whole way from files to what can be scored."""

from collections.abc import Iterator
from os import PathLike, fspath

from policyscore import files, model
from policyscore.entries import Loaded, documents
from policyscore.errors import Problem, StudyError
from policyscore.link import by_id, link
from policyscore.shares import resolve_weighting
from policyscore.study import Study, Weighting

StrPath = str | PathLike[str]


def load(*paths: StrPath, criteria: StrPath | None = None) -> Study:
    """Reads a study from files and folders; `-` is standard input.

    `criteria` names a file whose criteria document takes the place of the study's own. Without paths, the
    study that ships with policyscore. Raises StudyError with every problem in every file, CommandError
    where a path cannot be read.

    >>> study = load()
    >>> study.head.study
    'Levers for human rights in North Korea, end of 2014'
    """
    named = [fspath(path) for path in paths] or [fspath(files.bundled())]
    own = documents(files.gather(named))
    if criteria is None:
        return link(own, None, " ".join(named))
    other = documents([files.read(fspath(criteria))])
    other.problems += _strays(other, model.Criteria)
    return link(own, other, " ".join(named))


def load_weighting(path: StrPath, study: Study) -> tuple[Study, Weighting]:
    """Reads the one weighting of a file, for a study; returns the study with the file among those read.

    Its id is its own, else the stem of the file's name. Raises StudyError and CommandError as `load` does.
    """
    file = files.read(fspath(path))
    loaded = documents([file])
    problems = [*loaded.problems, *_strays(loaded, model.Weighting)]
    found = by_id(loaded.of(model.Weighting), "weighting", problems)
    if len(found) != 1 and "weighting" not in loaded.broken:
        problems.append(Problem(file.path, 0, 0, f"expected one document with the key `weighting`, found {len(found)}"))
    resolved = None
    for id, entry in found.items():
        resolved, faults = resolve_weighting(entry, id, study)
        problems += (entry.problem(*fault, key=True) for fault in faults)
    if problems or resolved is None:
        raise StudyError(problems)
    return study.read(file), resolved


def _strays(loaded: Loaded, kind: type[model.Criteria | model.Weighting]) -> Iterator[Problem]:
    """Documents that a file named for one kind holds beside it: they would be read and then forgotten."""
    (key,) = (key for key, known in model.KINDS.items() if known is kind)
    for entry in loaded.entries:
        if not isinstance(entry.written, kind):
            message = f"only `{key}` is read from a file that is named for it"
            yield entry.problem((), message, "put this document into a file of the study")
