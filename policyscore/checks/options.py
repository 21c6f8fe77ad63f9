"""Known mistakes in the list of options, and names that do not tell things apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyscore.checks.rule import Finding, Harm, problem_at, rule
from policyscore.documented import documented
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.study import Option, Study
from policyscore.model.written import Written
from policyscore.text import ticked

# What people call an option that means carrying on as now.
AS_NOW = re.compile(
    r"\b(status quo|carry(ing)? on|business as usual|as now|no change|do(ing)? nothing|baseline)\b", re.I
)

# The longest names, in words, that are looked for in the text of other options.
MAX_WORDS = 12
# What joins two of them, or sets them apart, is no longer.
MAX_JOINT_CHARS = 80

# What joins the names of two options to a bundle, in a sentence and in a name; what before them tells of none; and
# what tells in a sentence that they make up what it is about, and are not just mentioned: its start, or such a word.
AND = r"\s*,?\s*(?:&|\+|\band\b|\bplus\b|\b(?:together|combined|along) with\b)\s*(?:the |an? )?"
JOINED, JOINED_IN_NAME = re.compile(AND, re.I), re.compile(rf"{AND}|\s*,\s*|\s+with\s+", re.I)
SET_APART = re.compile(
    r"\b(?:not|no|nor|neither|without|instead of|rather than|unlike|between|than)\W*(?:the |an? )?$", re.I
)
AT_ONCE = re.compile(
    r"(?:^\W*|\b(?:both|combin\w+|joins?|unites?|(?:mix(?:ture)?|package|bundle|combination|sum) of)\W+)"
    r"(?:the |an? )?$",
    re.I,
)


def is_as_now(option: Option) -> bool:
    """Whether an option means carrying on as now: it is the baseline, or its name says so."""
    return option.baseline or bool(AS_NOW.search(option.name))


@rule(
    "W11",
    "no baseline",
    "whether anything is better than carrying on as now is the first question of a reader (HM Treasury 2022)",
    Harm.FIRST_PLACE,
)
@documented(
    """Without an option that means carrying on as now, a high score can belong to an option that does nothing, and
    nobody can say what an option would gain. Rate carrying on like any other option, with `baseline: true`."""
)
def no_baseline(study: Study) -> Iterator[Finding]:
    written = study.written_options
    if study.baseline is None and written:
        message, hint = "no option is the baseline", "rate carrying on as now, with `baseline: true`"
        likely = [(option, entry) for option, entry in written if AS_NOW.search(option.name)]
        if likely:
            hint = f"is it {ticked((option.id for option, _ in likely), 'or')}? then write `baseline: true` there"
        _, entry = (likely or written)[0]
        yield Finding(problem_at(entry, ("option",), message, hint))


@rule(
    "W27",
    "one name for two things",
    "only clear labels keep tables and charts from being ambiguous (Tufte 1983)",
    Harm.READING,
)
@documented(
    """Tables and charts show names and not ids, so of two options, two weightings or two criteria with one name nobody
    can tell which is which. Capitals and spaces make no difference. Give each a name that says what sets it apart."""
)
def same_name(study: Study) -> Iterator[Finding]:
    named: list[tuple[str, str, str, Entry[Written], KeyPath]] = [
        *(("option", option.id, option.name, entry, ("option",)) for option, entry in study.written_options),
        *(("weighting", v.id, v.name, v.entry, ("weighting",)) for v in study.weightings.values() if v.entry),
        *(("criterion", c.id, c.name, study.criteria_entry, c.at) for c in study.rated),
    ]
    first: dict[tuple[str, str], str] = {}
    for kind, id, name, entry, path in named:
        other = first.setdefault((kind, " ".join(name.casefold().split())), id)
        if other != id:
            message = f"the {kind} `{id}` has the same name as `{other}`"
            both = (other, id)
            problem = problem_at(entry, path, message, "give one of them a name that tells them apart")
            yield Finding(problem, both if kind == "criterion" else (), both if kind == "option" else ())


@rule(
    "W33",
    "an option that bundles two others",
    "packages and single options compare only by what each adds to doing nothing (Clemen and Smith 2009; Morton 2015)",
    Harm.FIRST_PLACE,
)
@documented(
    """An option whose name or summary joins the names of two others, by "and", "plus" or "together with", is probably
    both of them at once. In a summary names of one word count only at its start or after a word such as "combines",
    for elsewhere they may be everyday words. Such an option scores for what either does, at a cost that may have been
    rated apart, and beats its parts by being more. Compare single options with one another and bundles with bundles,
    for instance with `tags: [bundle]` and `--tag` or `--skip-tag`."""
)
def bundles(study: Study) -> Iterator[Finding]:
    written = study.written_options
    names = {_words(option.name): option.id for option, _ in written}
    for option, entry in written:
        parts, key = _joined(option.name, JOINED_IN_NAME, option, names), "option"
        if not parts and option.summary:
            parts, key = _joined(option.summary, JOINED, option, names, in_passing=True), "summary"
        if parts:
            message = f"`{option.id}` seems to be {ticked(parts)} at once, which stand beside it"
            hint = "compare it with other bundles only (`tags:` with `--tag`), or name what else it is"
            yield Finding(problem_at(entry, (key,), message, hint), (), (option.id, *parts))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text holds the name of an option: the characters from `start` to before `end`, so many words."""

    start: int
    end: int
    words: int
    id: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _mentions(text: str, own: Option, names: Mapping[tuple[str, ...], str]) -> list[Mention]:
    """Every other option that a text names, word for word, in its order; `names` are ids by the words of the name."""
    words = [*re.finditer(r"\w+", text)]
    found = []
    for first, start in enumerate(words):
        for last in range(first, min(first + MAX_WORDS, len(words))):
            id = names.get(tuple(word[0].casefold() for word in words[first : last + 1]))
            if id and id != own.id:
                found.append(Mention(start.start(), words[last].end(), last - first + 1, id))
    return found


def _joined(
    text: str, by: re.Pattern[str], own: Option, names: Mapping[tuple[str, ...], str], in_passing: bool = False
) -> tuple[str, ...]:
    """Two or more other options that a text joins to one; none where the words before set them apart.

    in_passing: whether the text may just mention them, so that names of one word count only where it says that they
    are what it is about.
    """
    named = _mentions(text, own, names)
    # Of each mention the chain that starts there, from the last on: the next in it, whether it has two options in it,
    # and whether each of them is named by more than a word.
    following: list[int | None] = [None] * len(named)
    several, wordy = [False] * len(named), [mention.words > 1 for mention in named]
    for place in reversed(range(len(named))):
        one = named[place]
        for later in range(place + 1, len(named)):
            if named[later].start > one.end + MAX_JOINT_CHARS:
                break
            if by.fullmatch(text, one.end, named[later].start):
                following[place] = later
                several[place] = several[later] or named[later].id != one.id
                wordy[place] = wordy[place] and wordy[later]
                break
    for place, one in enumerate(named):
        if not several[place]:
            continue
        since = max(0, one.start - MAX_JOINT_CHARS)
        meant = not in_passing or wordy[place] or AT_ONCE.search(text, since, one.start)
        if meant and not SET_APART.search(text, since, one.start):
            ids: list[str] = []
            link: int | None = place
            while link is not None:
                ids.append(named[link].id)
                link = following[link]
            return tuple(dict.fromkeys(ids))
    return ()
