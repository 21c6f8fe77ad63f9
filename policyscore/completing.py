"""What a shell may offer in the middle of a command: ids, tags and codes, from the files at hand.

Files with faults offer what can be read of them: nobody wants to mend a file before a command can be typed.
"""

from collections.abc import Callable, Iterable, Iterator

from policyscore import files, model, rules
from policyscore.entries import Loaded, documents
from policyscore.errors import PolicyscoreError
from policyscore.link import by_id
from policyscore.scalars import DEFAULT, EQUAL

# What may be typed, and what a shell shows beside it.
Offer = tuple[str, str]


def offers(what: str, paths: Iterable[str]) -> list[Offer]:
    """What there is in a study of options, weightings, tags or ratings; or of kinds of document or codes."""
    try:
        loaded = documents(files.gather(paths))
    except PolicyscoreError:
        loaded = documents(())
    return [*OFFERS[what](loaded)]


def _options(loaded: Loaded) -> Iterator[Offer]:
    return ((id, entry.written.option) for id, entry in by_id(loaded.of(model.Option), "option", []).items())


def _weightings(loaded: Loaded) -> Iterator[Offer]:
    for id, entry in by_id(loaded.of(model.Weighting), "weighting", []).items():
        yield id, entry.written.weighting
    yield DEFAULT, "the criteria file's own weights"
    yield EQUAL, "equal weights"


def _tags(loaded: Loaded) -> Iterator[Offer]:
    return ((tag, "") for tag in sorted({tag for entry in loaded.of(model.Option) for tag in entry.written.tags}))


def _ratings(loaded: Loaded) -> Iterator[Offer]:
    for id, entry in by_id(loaded.of(model.Option), "option", []).items():
        for criterion in entry.written.ratings:
            yield f"{id}.{criterion}=", ""


OFFERS: dict[str, Callable[[Loaded], Iterator[Offer]]] = {
    "options": _options,
    "weightings": _weightings,
    "tags": _tags,
    "ratings": _ratings,
    "codes": lambda loaded: ((code, rule.title) for code, rule in rules.RULES.items()),
    "kinds": lambda loaded: ((kind, "") for kind in model.KINDS),
}
