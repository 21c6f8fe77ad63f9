"""Scales that may be upside down: of money, time, deaths and emissions less is mostly better."""

import re
from collections.abc import Iterator

from policyscore.errors import Remark
from policyscore.model.entry import Entry
from policyscore.model.tree import CriteriaTree, Criterion
from policyscore.model.written import WrittenCriteria
from policyscore.text import plain

CODE = "W26"

# What a unit counts stands before its "per", "a" or "/". Of these less is better, unless other words tell.
RATE = re.compile(r"\s*(?:/|\b(?:per|a|an|each|every)\b)", re.I)
BURDEN = re.compile(
    r"[€£$¥₹]|\b(?:euros?|eur|usd|gbp|chf|pounds?(?: sterling)?|(?:us )?dollars?|francs?|yen|yuan|rupees?|rubles?"
    r"|kron(?:er|or)|pesos?)\b"
    r"|^(?:working |calendar )?(?:years?|months?|weeks?|days?|hours?|minutes?)"
    r"(?= *$| (?:to|until|till|before|lost|late|spent|waiting|of (?:waiting|delays?|work)|waited)\b)"
    r"|\b(?:deaths?|dead|killed|fatalit(?:y|ies)|injur(?:y|ies|ed)|casualt(?:y|ies)|wounded|lives lost|accidents?)\b"
    r"|co[2₂]|\b(?:ghg|emissions?)\b",
    re.I,
)

# What tells that more is better all the same: a burden that is spared, and what is good to have much or long.
SPARED = re.compile(
    r"\b(?:sav(?:es?|ed|ings?)|avoid\w*|avert\w*|prevent\w*|reduc\w*|cuts?|abat\w*|remov\w*|captur\w*|stored?|spared"
    r"|fewer|less|low(?:er)?|cheap\w*|afford\w*|effective\w*|efficien\w*|benefits?|recover\w*|compensat\w+)\b",
    re.I,
)
GOOD = re.compile(
    r"\b(?:revenues?|incomes?|earn\w*|profits?|gain\w*|returns?|fund(?:s|ed|ing)|rais(?:ed|es|ing)|exports?|gdp|output"
    r"|turnover|sales|wages?|salar\w+|invest\w*|trade|aid|grants?|subsid\w+|worth|wealth|assets?|value|receiv\w+"
    r"|pledg\w+|donat\w+|mobili[sz]\w+|leverag\w+|attract\w+|surplus|dividends?|pensions?|growth|life|lives(?! lost)"
    r"|lasts?|lasting|durab\w*|duration|lifetime|lifespan|longevity|sustain\w*|holds?|stab(?:le|ility)|tenure|school\w*"
    r"|education\w*|training|holidays?|leave|warning|notice|reserves?|supply|coverage|protect\w*|free|healthy"
    r"|experience|uptime|open)\b",
    re.I,
)
COST = re.compile(r"\bcosts?\b", re.I)

# What there should be little of, whatever its scale counts; and words for what keeps it small, which is good to have.
HARM = re.compile(r"\b(?:costs?|risks?|harms?|delays?)\b", re.I)
KEPT_SMALL = re.compile(
    r"\b(?:manag\w*|mitigat\w*|control\w*|contain\w*|resilien\w*|resist\w*|toleran\w*|aware\w*|insur\w*|shar(?:ed|ing)"
    r"|certain\w*|predictab\w*|transparen\w*|neutral\w*|absence|absent|lack|no|without|appetite)\b",
    re.I,
)

# How labels say that there is little or much of something.
LITTLE = re.compile(
    r"(?:very |quite |rather )?(?:lo(?:w|west)|little|least|no(?:ne|thing)?|small|smallest|minor|minimal|negligible"
    r"|slight|cheap|cheapest|short|free)\b",
    re.I,
)
MUCH = re.compile(
    r"(?:very |quite |rather )?(?:high|highest|much|most|large|largest|big|major|maximal|severe|serious|extreme|great"
    r"|heavy|expensive|costly|dear|long)\b",
    re.I,
)


def upside_down(criteria: Entry[WrittenCriteria], tree: CriteriaTree) -> Iterator[Remark]:
    """Scales of what there should be little of, on which more counts as better; that of a chance is not to choose."""
    for criterion in tree.criteria:
        if message := _upside_down(criterion):
            worst, best = plain(criterion.worst), plain(criterion.best)
            hint = f"if less is better, write `worst: {best}` and `best: {worst}`; if not, say why in `silence:`"
            yield Remark(CODE, criteria.problem(criterion.at, message, hint, key=True), (criterion.id,))


def _upside_down(criterion: Criterion) -> str:
    """What tells that a scale is upside down; empty where nothing does."""
    ends = f"`worst: {plain(criterion.worst)}`, `best: {plain(criterion.best)}`"
    labels = {level.at: level.label or level.means or "" for level in criterion.levels}
    at_worst, at_best = labels.get(criterion.worst, ""), labels.get(criterion.best, "")
    if LITTLE.match(at_worst) and MUCH.match(at_best) and _is_harm(criterion):
        return f"on `{criterion.id}` `{at_best}` counts as better than `{at_worst}`: {ends}"
    if criterion.less_is_better or not less_is_mostly_better(criterion):
        return ""
    if _is_burden(criterion):
        return f"on `{criterion.id}` more of its unit ({criterion.unit}) counts as better: {ends}"
    # Without a unit that tells what is counted, words at the ends say what is meant.
    return (
        "" if at_worst or at_best or not _is_harm(criterion) else f"on `{criterion.id}` more counts as better: {ends}"
    )


def _is_harm(criterion: Criterion) -> bool:
    """Whether a criterion, by its name, is what there should be little of, and nothing in it says the opposite."""
    name = f"{criterion.id.replace('-', ' ')} {criterion.name}"
    told = f"{name} {criterion.unit or ''} {criterion.question or ''}"
    return bool(HARM.search(name)) and not any(good.search(told) for good in (SPARED, GOOD, KEPT_SMALL))


def less_is_mostly_better(criterion: Criterion) -> bool:
    """Whether a criterion, by its unit or its name, counts what there should be little of."""
    told = f"{criterion.id.replace('-', ' ')} {criterion.name} {criterion.unit or ''}"
    cost = COST.search(told)
    if not (cost or _is_burden(criterion)) or SPARED.search(told):
        return False
    # What a cost is spent on may well be good, or prevent something: that makes no cost welcome.
    asked = f"{told} {criterion.question or ''}"
    return bool(cost) or not (SPARED.search(asked) or GOOD.search(asked))


def _is_burden(criterion: Criterion) -> bool:
    return BURDEN.search(RATE.split(criterion.unit or "")[0]) is not None
