"""Tidy rows, of one study or of many in one go, and what to do about those with errors."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from policyscore.analysis.comparison import TidyRow, tidy_rows
from policyscore.commands.build import Built
from policyscore.errors import CommandError, PolicyscoreError
from policyscore.model.study import Study
from policyscore.reading import selection
from policyscore.reading.load import load
from policyscore.reading.views import views

# Told of a study that cannot be scored, by the path it was named with.
Failed = Callable[[str, PolicyscoreError], None]


def paths(listed: str | None, named: Sequence[str]) -> Iterator[str]:
    """The studies that are named, then those in a list: a path on each line of a file, `-` for standard input.

    Raises CommandError where the list cannot be read.
    """
    yield from named
    if listed is None:
        return
    try:
        if listed == "-":
            yield from _lines(sys.stdin)
        else:
            with open(listed, encoding="utf-8") as stream:
                yield from _lines(stream)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise CommandError(f"cannot read the list `{listed}`: {reason}") from error


def _lines(stream: Iterable[str]) -> Iterator[str]:
    return (line.strip() for line in stream if line.strip())


def build(
    study: Study,
    *,
    weights: Sequence[str] = (),
    changes: Sequence[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
    mean: bool = False,
) -> Built[Iterator[TidyRow]]:
    """The rows of a study, one for each weighting and option, made as they are asked for. Raises what `views` does.

    weights: weightings and surveys as `-w` takes them; without any, those of the study. mean: whether to add the rows
    under the mean of all weights.
    """
    found = views(selection.what_if(study, changes), weights)
    return Built(tidy_rows(found, selection.options(found.study, tags, skip_tags), mean), found.paths)


def each(
    studies: Iterable[str],
    *,
    criteria: str | None,
    weights: Sequence[str],
    changes: Sequence[str],
    tags: Sequence[str],
    skip_tags: Sequence[str],
    mean: bool,
    inputs: set[str],
    failed: Failed | None,
) -> Iterator[tuple[str, TidyRow]]:
    """The rows of every study, each a study of its own, in the order they are named.

    A study with errors ends it, by raising them; with `failed` that is told, and the next one is done. The paths of
    what is read go into `inputs`.
    """
    for path in studies:
        try:
            study = load(path, criteria=criteria)
            inputs.update(study.paths)
            tidy = build(study, weights=weights, changes=changes, tags=tags, skip_tags=skip_tags, mean=mean)
            inputs.update(tidy.inputs)
        except PolicyscoreError as error:
            if failed is None:
                raise
            failed(path, error)
            continue
        for row in tidy.shown:
            yield path, row
