"""How a matrix is laid out for its readers."""

from dataclasses import dataclass
from enum import StrEnum

from policyscore.formats.format import Format

# Formats that people read; the others are for programs.
READER_FORMATS = (Format.TABLE, Format.MARKDOWN, Format.HTML, Format.LATEX, Format.DOCX)

# No number of a study is worth more decimals.
MAX_DECIMALS = 6


class Sort(StrEnum):
    """What the rows of a matrix go by."""

    SCORE = "score"
    CHANCE = "chance"
    IN_EFFECT = "in-effect"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a matrix is laid out for its readers; for programs it never changes.

    `transpose`: criteria in rows and options in columns. `top`: only so many options, and those level with the
    last of them. `sort`: what they go by, highest first, names by the alphabet. `decimals`: of scores and gains.
    """

    transpose: bool = False
    top: int | None = None
    sort: Sort = Sort.SCORE
    decimals: int = 1


DEFAULT_LAYOUT = Layout()
