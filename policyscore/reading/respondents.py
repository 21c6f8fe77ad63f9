"""Who the rows of surveys are, told apart without holding their names: which names stand in several rows."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# So many of the names that stand in several rows are told.
MAX_NAMES_TOLD = 3


class Shared(NamedTuple):
    """Names that stand in several rows: how many names and rows, and the first of them with the numbers of its rows."""

    names: int
    rows: int
    first: dict[str, tuple[int, ...]]


class Respondents:
    """Two numbers for each row that counts: the hash of who it is, and the number of the row.

    Two of a million names have one hash of 64 bits once in thirty million surveys.
    """

    def __init__(self) -> None:
        self.hashes, self.rows = array("q"), array("q")

    def add(self, id: str, row: int) -> None:
        """Takes in a row of somebody."""
        self.hashes.append(hash(id))
        self.rows.append(row)

    def shared(self, ids: Iterable[str]) -> Shared | None:
        """The names that stand in more than one row, None where there are none; ids: all of them in their order."""
        hashes: NDArray[np.int64] = np.frombuffer(self.hashes, np.int64)
        _, first, counts = np.unique(hashes, return_index=True, return_counts=True)
        several = counts > 1
        if not several.any():
            return None
        wanted = sorted(first[several].tolist())[:MAX_NAMES_TOLD]
        names: dict[str, tuple[int, ...]] = {}
        for index, id in enumerate(ids):
            if index in wanted:
                names[id] = tuple(self.rows[place] for place in np.flatnonzero(hashes == hashes[index]).tolist())
                if len(names) == len(wanted):
                    break
        return Shared(int(several.sum()), int(counts[several].sum()), names)


def in_several(surveys: Sequence[Respondents], named: Iterable[str]) -> int:
    """How many ids stand in more than one survey, or in one and among those of named weightings."""
    found = [np.unique(np.frombuffer(each.hashes, np.int64)) for each in surveys]
    every = np.array([*chain(*found), *map(hash, named)], np.int64)
    return int((np.unique(every, return_counts=True)[1] > 1).sum())
