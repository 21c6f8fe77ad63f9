"""What was read otherwise than it looks: reading remarks on it, and these rules list the remarks."""

from collections.abc import Iterator

from policyscore.checks.rule import Finding, Harm, problem_at, remarked, rule
from policyscore.documented import documented
from policyscore.model.entry import Entry
from policyscore.model.study import Option, Study
from policyscore.model.written import WrittenOption
from policyscore.reading.thousands import LARGE, MIN_SPAN  # noqa: F401 - a rule's text names them
from policyscore.text import Known, counted, did_you_mean, few


@rule(
    "W22",
    "a text that YAML cuts short",
    "a space and a number sign start a comment, which no reader of the result ever sees (YAML 1.2, 6.6)",
    harm=Harm.READING,
)
@documented(
    """To YAML everything after a space and `#` is a comment, so `why: Table #4 of the report` says no more than
    "Table". Put the whole text in quotes. Where it is meant as a comment, write it on a line of its own, above the
    text. Every command says this, not `check` alone."""
)
def cut_text(study: Study) -> Iterator[Finding]:
    return remarked(study, "W22")


@rule(
    "W23",
    "files that look like a part of the study and are not read",
    "nobody can choose an option that was never considered (Hammond, Keeney and Raiffa 1999)",
    Harm.FIRST_PLACE,
)
@documented(
    """A study is read from files that end in .yaml, .yml or .json. A file with more after such an ending
    (`dialogue.yaml.txt`, `dialogue.yaml.bak`), a plain text that starts with `option:` or the like, and a file of Word
    or Excel that does so, are left out; an option in one of them is not ranked. Nothing is said of a backup beside the
    file itself. Rename or copy what belongs to the study, and move the rest out of the folder. Every command says
    this, not `check` alone."""
)
def left_out(study: Study) -> Iterator[Finding]:
    return remarked(study, "W23")


@rule(
    "W24",
    "a point that may be meant for thousands",
    "3.500 is three and a half to some and 3500 to others, so that no point may part thousands (BIPM 2019, 5.4.4)",
    Harm.FIRST_PLACE,
)
@documented(
    """A point with three digits after it is a decimal point to the program. Where the scale spans {MIN_SPAN} or more
    and most of what is rated on it is {LARGE} or more, `3.500` may well be meant as 3500; and so may the end of a scale
    that some ratings are outside of, and a weight among large ones. Write 3.5 or 3500, and nobody has to guess. Every
    command says this, not `check` alone."""
)
def thousands(study: Study) -> Iterator[Finding]:
    return remarked(study, "W24")


@rule(
    "W38",
    "ratings on what is not a criterion",
    "criteria have to be complete: what is left out of them counts for nothing (Keeney and Raiffa 1976)",
    harm=Harm.READING,
)
@documented(
    """A key under `ratings:` that is not a criterion of the study is read and then left out of every score, so that the
    same options can be scored with other criteria files. Where no such file is meant, the key may be misspelled, or the
    criterion may have been forgotten in the criteria file: correct the one or add the other."""
)
def no_criterion(study: Study) -> Iterator[Finding]:
    rating: dict[str, list[tuple[Option, Entry[WrittenOption]]]] = {id: [] for id in study.unlisted_criteria}
    for option, entry in study.written_options:
        for id in entry.written.ratings.keys() & rating.keys():
            rating[id].append((option, entry))
    known = Known(study.tree.by_id)
    for id, rated in rating.items():
        option, entry = rated[0]
        where = f", and {counted(len(rated), 'option')} rate it" if len(rated) > 1 else ""
        hint = did_you_mean(id, known) or f"the criteria are {few([*study.tree.by_id])}"
        message = f"`{id}` is not a criterion of this study{where}: no score counts it"
        problem = problem_at(entry, ("ratings", id), message, f"{hint}; if it belongs to other criteria, silence this")
        yield Finding(problem, (), (option.id,))


@rule(
    "W39",
    "a comma that may be a decimal one",
    "a comma is the decimal sign of many, and inside brackets it parts two numbers (BIPM 2019, 5.4.4; YAML 1.2, 7.4.1)",
    Harm.FIRST_PLACE,
)
@documented(
    """Inside brackets every comma stands between two numbers, with a blank behind it or without. So `[2,5, 30]` is a
    low of 2, a most likely 5 and a high of 30, and whoever meant 2.5 gets no error. Write decimals with a point, and a
    blank behind every comma. Every command says this, not `check` alone."""
)
def decimal_commas(study: Study) -> Iterator[Finding]:
    return remarked(study, "W39")


@rule(
    "W43",
    "chances that look like shares of 1",
    "a chance is misread where its format is not the one that somebody has in mind (Gigerenzer and Hoffrage 1995)",
    Harm.FIRST_PLACE,
)
@documented(
    """The chance that an option takes effect is rated in 100, so that 0.3 means 3 in 1,000. Where no option but the
    baseline has more than 1, and one has a part of it, shares of 1 were probably meant: write 30 for 0.3. Every command
    says this, not `check` alone."""
)
def chances_as_shares(study: Study) -> Iterator[Finding]:
    return remarked(study, "W43")
