"""What a shell may offer in the middle of a command: ids, tags and codes, from the files at hand.

Files with faults offer what can be read of them: nobody wants to mend a file before a command can be typed. A shell
may run what it is offered, so nothing is that a file says in free words: no names, and no tag that is not a plain word.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator

from policyscore.checks.check import RULES
from policyscore.errors import PolicyscoreError
from policyscore.model.words import DEFAULT, EQUAL
from policyscore.model.written import KINDS, WrittenOption, WrittenWeighting
from policyscore.reading import files
from policyscore.reading.documents import Documents, read_documents
from policyscore.reading.load import by_id

# A word without a character that a shell acts on.
SAFE_WORD = re.compile(r"[\w][\w.-]*", re.ASCII)


def offers(what: str, paths: Iterable[str]) -> list[str]:
    """The words of one sort, a key of OFFERS, that are in a study; of a path that is no file or folder, nothing."""
    try:
        # A pipe would be waited for, and standard input is the shell's.
        loaded = read_documents(files.gather(path for path in paths if os.path.isfile(path) or os.path.isdir(path)))
    except PolicyscoreError:
        loaded = read_documents(())
    return [offer for offer in OFFERS[what](loaded) if SAFE_WORD.fullmatch(offer.removesuffix("="))]


def _options(loaded: Documents) -> Iterator[str]:
    return iter(by_id(loaded.of(WrittenOption), "option", []))


def _weightings(loaded: Documents) -> Iterator[str]:
    return iter([*by_id(loaded.of(WrittenWeighting), "weighting", []), DEFAULT, EQUAL])


def _tags(loaded: Documents) -> Iterator[str]:
    return iter(sorted({tag for entry in loaded.of(WrittenOption) for tag in entry.written.tags}))


def _ratings(loaded: Documents) -> Iterator[str]:
    for id, entry in by_id(loaded.of(WrittenOption), "option", []).items():
        for criterion in entry.written.ratings:
            yield f"{id}.{criterion}="


# What can be asked for, with the function that finds it in the documents.
OFFERS: dict[str, Callable[[Documents], Iterator[str]]] = {
    "options": _options,
    "weightings": _weightings,
    "tags": _tags,
    "ratings": _ratings,
    "codes": lambda loaded: iter(RULES),
    "kinds": lambda loaded: iter(KINDS),
}
