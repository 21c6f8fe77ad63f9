"""What was read otherwise than it looks: reading remarks on it, and these rules list the remarks."""

from collections.abc import Iterator

from policyscore.checks.rule import Finding, Harm, remarked, rule
from policyscore.model.study import Study
from policyscore.reading.thousands import LARGE, MIN_SPAN  # noqa: F401 - a docstring names them


@rule(
    "W22",
    "a text that YAML cuts short",
    "a space and a number sign start a comment, which no reader of the result ever sees (YAML 1.2, 6.6)",
    harm=Harm.READING,
)
def cut_text(study: Study) -> Iterator[Finding]:
    """To YAML everything after a space and `#` is a comment, so `why: Table #4 of the report` says no more than
    "Table". Put the whole text in quotes. Where it is meant as a comment, write it on a line of its own, above the
    text. Every command says this, not `check` alone."""
    return remarked(study, "W22")


@rule(
    "W23",
    "files that look like a part of the study and are not read",
    "nobody can choose an option that was never considered (Hammond, Keeney and Raiffa 1999)",
    Harm.FIRST_PLACE,
)
def left_out(study: Study) -> Iterator[Finding]:
    """A study is read from files that end in .yaml, .yml or .json. A file with more behind such an ending
    (`dialogue.yaml.txt`, `dialogue.yaml.bak`), a plain text that starts with `option:` or the like, and a file of Word
    or Excel that does so, are left out; an option in one of them is not ranked. Nothing is said of a backup beside the
    file itself. Rename or copy what belongs to the study, and move the rest out of the folder. Every command says
    this, not `check` alone."""
    return remarked(study, "W23")


@rule(
    "W24",
    "a point that may be meant for thousands",
    "3.500 is three and a half to some and 3500 to others, so that no point may part thousands (BIPM 2019, 5.4.4)",
    Harm.FIRST_PLACE,
)
def thousands(study: Study) -> Iterator[Finding]:
    """A point with three digits behind it is a decimal point to the program. Where the scale spans {MIN_SPAN} or more
    and most of what is rated on it is {LARGE} or more, `3.500` may well be meant as 3500; and so may the end of a scale
    that some ratings are outside of, and a weight among large ones. Write 3.5 or 3500, and nobody has to guess. Every
    command says this, not `check` alone."""
    return remarked(study, "W24")
