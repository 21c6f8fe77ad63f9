"""Many studies in one go: tidy rows as they are made, and what to do about those with errors."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from policyscore.analysis.comparison import TidyRow, tidy_rows
from policyscore.errors import CommandError, PolicyscoreError
from policyscore.reading import selection as choose
from policyscore.reading.load import load
from policyscore.reading.selection import what_if
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


def each(
    studies: Iterable[str],
    *,
    criteria: str | None,
    wanted: Sequence[str],
    changes: Sequence[str],
    tags: Sequence[str],
    skipped: Sequence[str],
    mean: bool,
    inputs: set[str],
    failed: Failed | None,
) -> Iterator[tuple[str, TidyRow]]:
    """The rows of every study, each a study of its own, in the order they are named.

    A study with errors ends it, by raising them; with `failed` that is told, and the next one is done. What is
    read goes into `inputs`.
    """
    for path in studies:
        try:
            study = what_if(load(path, criteria=criteria), changes)
            found = views(study, wanted)
            inputs.update(found.study.paths)
            rows = tidy_rows(found, choose.options(study, tags, skipped), mean)
        except PolicyscoreError as error:
            if failed is None:
                raise
            failed(path, error)
            continue
        for row in rows:
            yield path, row
