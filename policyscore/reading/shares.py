"""Chances that look like shares of 1, where they are rated in 100."""

from collections.abc import Iterator, Sequence

from policyscore.errors import Remark
from policyscore.model.entry import Entry
from policyscore.model.study import Option
from policyscore.model.tree import CriteriaTree
from policyscore.model.written import WrittenOption
from policyscore.text import plain

CODE = "W43"


def chances_as_shares(tree: CriteriaTree, options: Sequence[Option]) -> Iterator[Remark]:
    """A remark where the likeliest of all options but the baseline has a chance above 0 and no more than 1 in 100.

    It stands at the first rating that is no whole number: many write 0.3 for 30 in 100, and few mean 3 in 1,000.
    """
    if tree.chance is None:
        return
    known: dict[str, tuple[float, Entry[WrittenOption]]] = {}
    for option in options:
        rating = option.ratings.get(tree.chance)
        if rating and rating.value is not None and not option.baseline and option.entry:
            known[option.id] = rating.value, option.entry
    likeliest = max((value for value, _ in known.values()), default=0.0)
    broken = next(((id, *found) for id, found in known.items() if found[0] % 1), None)
    if broken and likeliest <= 1:
        id, value, entry = broken
        message = f"a chance of {plain(value)} is that in 100, and no option has more than {plain(likeliest)}"
        hint = f"for {plain(round(100 * value, 6))} in 100 write {plain(round(100 * value, 6))}"
        yield Remark(CODE, entry.problem(("ratings", tree.chance), message, hint), (tree.chance,), (id,))
