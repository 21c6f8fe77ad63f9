"""Ranks as a table shows them: one that several options share has a sign, and a note explains it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policyscore.analysis.scoring import Assessment, ScoredOption
from policyscore.formats.report import Cell, Marked, Note

# The sign behind a rank that is shared. Plain ASCII, so that no font or clipboard loses it.
TIED = "="


def rank_cells(assessment: Assessment) -> dict[str, Cell]:
    """The rank of each option, by its id, with the sign where others have it too."""
    sharing = Counter(option.rank for option in assessment.options)
    return {o.id: Marked(o.rank, TIED) if sharing[o.rank] > 1 else o.rank for o in assessment.options}


def shared_rank_notes(assessment: Assessment, shown: Sequence[ScoredOption] | None = None) -> Iterator[Note]:
    """The note on the sign, where an option that is shown bears it; all that are ranked are where it is None."""
    cells = rank_cells(assessment)
    if any(isinstance(cells.get(option.id), Marked) for option in (assessment.options if shown is None else shown)):
        yield Note("tied", f"{TIED} marks a rank that is shared.")
