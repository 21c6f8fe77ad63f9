"""Paths into a study: the whole way from files to what can be scored."""

from os import PathLike, fspath

from policyscore import files, model
from policyscore.entries import documents
from policyscore.errors import Problem, StudyError
from policyscore.link import link, weights
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
    other = documents([files.read(fspath(criteria))]) if criteria is not None else None
    return link(own, other, " ".join(named))


def load_weighting(path: StrPath, study: Study) -> tuple[Study, Weighting]:
    """Reads the one weighting of a file, for a study; returns the study with the file among those read.

    Its id is its own, else the stem of the file's name. Raises StudyError and CommandError as `load` does.
    """
    file = files.read(fspath(path))
    loaded = documents([file])
    found = loaded.of(model.Weighting)
    problems = [*loaded.problems]
    resolved = None
    if len(found) == 1:
        resolved = weights(found[0], found[0].written.id or file.stem or "inline", study, problems)
    elif not problems:
        problems.append(Problem(file.path, 0, 0, f"expected one document with the key `weighting`, found {len(found)}"))
    if resolved is None or problems:
        raise StudyError(problems)
    return study.read(file), resolved
