"""Known mistakes in the choice of criteria."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from policyscore.analysis.correlation import (
    CLOSE_R,  # noqa: F401 - a rule's text names it, and the two that follow
    FALSE_ALARM,  # noqa: F401
    MIN_OPTIONS,  # noqa: F401
    Relation,
    close_relations,
)
from policyscore.checks.rule import Finding, Harm, problem_at, rule
from policyscore.documented import documented
from policyscore.formats.numbers import inside
from policyscore.model.study import Study
from policyscore.text import counted, few

# Words in quotation marks are somebody else's, and need not be a condition of the rating.
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)[‘'][^‘’']*[’'](?!\w)")

# Phrases that make what is said hold under a condition. Many have a twin that makes none: "was provided that year",
# "the fund provided it in May", "as long as ten years", "assuming office", "on condition of anonymity", "in case law".
_VERB = r"(?!(?:in|to|for|at|on|by|with|from|as|and|or|when|after|before|during|free|again|too|only)\b)(?=[a-z])"
CONDITION = re.compile(
    r"\bonly if\b|\bunless\b"
    r"|(?<!was )(?<!were )(?<!is )(?<!are )(?<!been )(?<!being )(?<!be )(?<!not )(?<!has )(?<!have )(?<!had )"
    r"\b(?:provided|providing) (?:that\b(?! (?:year|month|week|day|time))|(?:it|he|she|they|we|you|there|nobody) "
    + _VERB
    + r")"
    r"|\b(?:as|so) long as (?!(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|possible)\b)(?=[a-z])"
    r"|\bassuming (?!(?:office|power|control|command|responsibilit\w*|dut\w*|leadership)\b)(?=[a-z])"
    r"|\b(?:depend(?:s|ed|ing|ent)?|contingent|conditional) (?:up)?on\b"
    r"|\bon (?:the )?condition\b(?! of anonymity)"
    r"|\bin case\b(?! (?:law|files?|stud(?:y|ies)|after case|of)\b)",
    re.I,
)


@rule(
    "W05",
    "criteria that measure one thing",
    "what is counted under two names weighs twice (Keeney and Raiffa 1976; Dodgson et al. 2009)",
    Harm.FIRST_PLACE,
)
@documented(
    """Two criteria whose values rise and fall together over the options (r of {CLOSE_R} or more, {MIN_OPTIONS} options
    or more), or criteria whose ratings cite exactly the same sources on most options, may be one criterion with two
    names, or a means and its end. How high r must be depends on how many options and how many pairs there are
    (Student's t with Bonferroni's correction): so high that of studies whose criteria have nothing to do with one
    another about {FALSE_ALARM:.0%} have a pair that is reported, here or under W25. If two criteria are one thing, keep
    one; if they only happen to move together here, say so and silence this."""
)
def double_counting(study: Study) -> Iterator[Finding]:
    alike = {(pair.one, pair.other): pair for pair in close_relations(study) if pair.r > 0}
    for relation in alike.values():
        message = f"`{relation.one}` and `{relation.other}` rise and fall together {over(relation)}"
        hint = "keep one of them, or say in `silence:` why they are two"
        yield _at_criterion(study, relation.other, message, hint, (relation.one, relation.other))
    for ids, shared in _same_evidence(study):
        if ids in alike:
            continue
        hint = "keep one of them, or say in `silence:` why they are two"
        if len(ids) > 2:
            hint = "find evidence of its own for each, or say in `silence:` why these sources are enough for all"
        message = f"{few([f'`{id}`' for id in ids], 3)} rest on the same sources on {counted(shared, 'option')}"
        yield _at_criterion(study, ids[1], message, hint, ids)


@rule(
    "W25",
    "two criteria of which one rises where the other falls",
    "where objectives conflict, what one is worth in terms of the other decides (Keeney and Raiffa 1976)",
    Harm.FIRST_PLACE,
)
@documented(
    """Values on two criteria that move against each other over the options are a trade-off, and as such no mistake: it
    is what weights are for. But then the weights of these two all but decide the order, so both should be meant; and if
    the options are not in conflict there, one of the scales has its ends the wrong way round. From where on r counts is
    told under W05."""
)
def trade_off(study: Study) -> Iterator[Finding]:
    for relation in close_relations(study):
        if relation.r < 0:
            message = f"`{relation.one}` rises where `{relation.other}` falls, {over(relation)}: a trade-off"
            hint = "look whether `worst` and `best` are right on both, and whether both weights are meant"
            yield _at_criterion(study, relation.other, message, hint, (relation.one, relation.other))


@rule(
    "W06",
    "a rating that depends on another",
    "a weighted sum is right only where each criterion can be rated without knowing the others "
    "(Keeney and Raiffa 1976)",
    Harm.FIRST_PLACE,
)
@documented(
    """A reason that says "only if", "unless", "provided that", "as long as" or "depends on" may make one rating depend
    on another, and a sum cannot show that. Words in quotation marks are not looked at. Where it is the chance that the
    option happens at all, `chance:` is for it; where one thing must hold, a `floor`; else one criterion for both. The
    reason for the chance itself may hold conditions, and is not looked at."""
)
def dependence(study: Study) -> Iterator[Finding]:
    for option, entry in study.written_options:
        for id, rating in option.ratings.items():
            if study.chance and id == study.chance.id:
                continue
            if match := CONDITION.search(QUOTED.sub('""', rating.why or "")):
                message = (
                    f'the reason for `{id}` says "{match[0].strip().lower()}": does it depend on another criterion?'
                )
                start = "count it in the chance, use" if study.chance else "use `chance:`,"
                hint = f"{start} a `floor` or one combined criterion, or put the condition into the rating"
                yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


def over(relation: Relation) -> str:
    """Over how many options, and how closely: an r that is not 1 does not read as if it were."""
    r = inside(relation.r, 2, -1, 1, "under ", "over ")
    equals = "" if " " in r else "= "
    return f"over {counted(relation.options, 'option')} (r {equals}{r})"


def _at_criterion(study: Study, id: str, message: str, hint: str, ids: tuple[str, ...]) -> Finding:
    return Finding(problem_at(study.criteria_entry, study.criterion(id).at, message, hint), ids)


def _same_evidence(study: Study) -> Iterator[tuple[tuple[str, ...], int]]:
    """Criteria that cite exactly the same sources on more than half of the options and on three or more.

    Each group of them comes once, in the order of the file, with the largest number of options that two of it share.
    """
    cited = {c.id: tuple(frozenset(option.ratings[c.id].sources) for option in study.options) for c in study.criteria}
    # Criteria that cite the same on every option are one to begin with: of many, most are alike or share nothing.
    alike: dict[tuple[frozenset[str], ...], list[str]] = {}
    for id, sources in cited.items():
        if any(sources):
            alike.setdefault(sources, []).append(id)
    shared: Counter[tuple[str, str]] = Counter()
    for column in zip(*alike, strict=True):
        beside: dict[frozenset[str], list[str]] = {}
        for sources, ids in zip(column, alike.values(), strict=True):
            if sources:
                beside.setdefault(sources, []).append(ids[0])
        for heads in beside.values():
            shared.update(combinations(heads, 2))
    shared.update({(ids[0], ids[0]): sum(map(bool, sources)) for sources, ids in alike.items() if len(ids) > 1})

    groups = {ids[0]: ids for ids in alike.values()}
    most: dict[str, int] = {}
    for (one, other), same in shared.items():
        if same > 2 and same > len(study.options) / 2:
            kept, joined = sorted((groups[one], groups[other]), key=len, reverse=True)
            most[one] = max(same, most.get(one, 0))
            if kept is not joined:
                kept += joined
                groups |= dict.fromkeys(joined, kept)
    place = {id: number for number, id in enumerate(cited)}
    found = {groups[one][0]: groups[one] for one in most}
    told = ((tuple(sorted(ids, key=place.__getitem__)), max(most.get(id, 0) for id in ids)) for ids in found.values())
    yield from sorted(told, key=lambda pair: place[pair[0][0]])
