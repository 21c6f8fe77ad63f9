"""What people write: a class for each kind of document, which checks it once and never changes it after.

A new kind is a file here and a line in KINDS. What takes more than one document to check (an option that misses a
criterion, say) is for `reading/load.py`.
"""

from policyscore.model.written.criteria import Level, WrittenBranch, WrittenCriteria, WrittenCriterion, WrittenTree
from policyscore.model.written.option import Quote, WrittenOption, WrittenRating
from policyscore.model.written.sources import Source, WrittenSources, reference
from policyscore.model.written.study import WrittenStudy
from policyscore.model.written.types import Written
from policyscore.model.written.weighting import WrittenWeighting

__all__ = [
    "KINDS",
    "RESERVED_KINDS",
    "Level",
    "Quote",
    "Source",
    "Written",
    "WrittenBranch",
    "WrittenCriteria",
    "WrittenCriterion",
    "WrittenOption",
    "WrittenRating",
    "WrittenSources",
    "WrittenStudy",
    "WrittenTree",
    "WrittenWeighting",
    "reference",
]

# The key that says what kind of document it is, and the class that checks it.
KINDS: dict[str, type[Written]] = {
    "study": WrittenStudy,
    "criteria": WrittenCriteria,
    "option": WrittenOption,
    "weighting": WrittenWeighting,
    "sources": WrittenSources,
}

# Kinds that there are not yet; a document of one says so.
RESERVED_KINDS = ("package", "interactions", "overlay")
