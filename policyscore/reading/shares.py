"""Chances that look like shares of 1, where they are rated in 100."""

from collections.abc import Iterator, Sequence

from policyscore.errors import Remark
from policyscore.model.study import Option
from policyscore.model.tree import CriteriaTree
from policyscore.text import plain

CODE = "W43"


def chances_as_shares(tree: CriteriaTree, options: Sequence[Option]) -> Iterator[Remark]:
    """A remark where the likeliest of all options but the baseline has a chance above 0 and no more than 1 in 100.

    It stands at the first rating that is no whole number: many write 0.3 for 30 in 100, and few mean 3 in 1,000.
    """
    if tree.chance is None:
        return
    rated = [
        (option, rating.value)
        for option in options
        if not option.baseline and (rating := option.ratings.get(tree.chance)) and rating.value is not None
    ]
    option, value = next(((option, value) for option, value in rated if value % 1), (None, 0.0))
    if option and option.entry and (likeliest := max(each for _, each in rated)) <= 1:
        meant = plain(round(100 * value, 6))
        message = f"a chance of {plain(value)} is that in 100, and no option has more than {plain(likeliest)}"
        problem = option.entry.problem(("ratings", tree.chance), message, f"for {meant} in 100 write {meant}")
        yield Remark(CODE, problem, (tree.chance,), (option.id,))
