"""Known mistakes in ratings and options."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from policyscore.checks.rule import Finding, problem_at, rule
from policyscore.model.study import Option, Study
from policyscore.text import counted, listed, plain, ticked

# Options whose reasons have less than this share of the words of the middle one are argued more thinly.
THIN_SHARE = 0.5

# What people call an option that means carrying on as now.
AS_NOW = re.compile(
    r"\b(status quo|carry(ing)? on|business as usual|as now|no change|do(ing)? nothing|baseline)\b", re.I
)


@rule(
    "W11",
    "no baseline",
    "whether anything is better than carrying on as now is the first question of a reader (HM Treasury 2022)",
)
def no_baseline(study: Study) -> Iterator[Finding]:
    """Without an option that means carrying on as now, a high score can belong to an option that does nothing, and
    nobody can say what an option would gain. Rate carrying on like any other option, with `baseline: true`."""
    written = study.written_options
    if study.baseline is None and written:
        message, hint = "no option is the baseline", "rate carrying on as now, with `baseline: true`"
        likely = [(option, entry) for option, entry in written if AS_NOW.search(option.name)]
        if likely:
            hint = f"is it {ticked((option.id for option, _ in likely), 'or')}? then write `baseline: true` there"
        _, entry = (likely or written)[0]
        yield Finding(problem_at(entry, ("option",), message, hint))


@rule(
    "W16",
    "ratings with neither reason nor source",
    "a number that nobody can trace cannot be defended, nor mended (Dodgson et al. 2009)",
)
def unfounded(study: Study) -> Iterator[Finding]:
    """Each rating should say why it lies there on the scale, or cite where that stands; a judgement that says it is
    one is a reason too."""
    for option, entry in study.written_options:
        bare = [id for id, rating in option.ratings.items() if not rating.why and not rating.sources]
        if bare:
            message = f"{_ratings(bare, option)} without a reason or a source"
            yield Finding(problem_at(entry, ("ratings",), message, "add `why:` or `sources:`"), (*bare,), (option.id,))
        for id, rating in option.ratings.items():
            if rating.basis == "source" and not rating.sources:
                message = f"the rating on `{id}` says that it rests on a source, and names none"
                hint = "name it under `sources:`, or say `basis: judgement`"
                yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


@rule(
    "W17",
    "ratings without a range",
    "a single number claims to know what nobody knows that well (van der Bles et al. 2020)",
)
def no_ranges(study: Study) -> Iterator[Finding]:
    """`low` and `high` say how far from the likeliest rating the truth may lie. Without them, or with one alone, the
    low and high of the scores are narrower than what is known, and the option looks surer than it is."""
    for option, entry in study.written_options:
        written = entry.written.ratings
        known = [id for id, rating in option.ratings.items() if rating.value is not None]
        bare = [id for id in known if written[id].low is None or written[id].high is None]
        if bare:
            message = f"{_ratings(bare, option)} without both `low` and `high`"
            yield Finding(problem_at(entry, ("ratings",), message, "add both ends"), (*bare,), (option.id,))


@rule(
    "W19",
    "one rater for all options",
    "one person's optimism or halo moves every rating together (Montibeller and von Winterfeldt 2015)",
)
def one_rater(study: Study) -> Iterator[Finding]:
    """Where the same hand rated everything, a second one on a few of the options shows how far two careful people
    differ. Where nobody says who rated, `rated_by` should."""
    written = study.written_options
    raters = {option.rated_by for option, _ in written}
    if len(written) > 1 and len(raters) == 1 and (rater := raters.pop()):
        message = f"every option was rated by the same hand: {rater}"
        yield Finding(problem_at(written[0][1], ("rated_by",), message, "let somebody else rate some of them"))


@rule(
    "W20",
    "uneven evidence between options",
    "the option that its rater likes is often the one that is argued best (Montibeller and von Winterfeldt 2015)",
)
def uneven(study: Study) -> Iterator[Finding]:
    """The words of an option's reasons are counted. One with less than half of what the middle option has is argued
    more thinly than the rest; its ratings deserve a second look before the ranking does."""
    words = {option.id: _reason_words(option) for option, _ in study.written_options}
    middle = median(words.values()) if words else 0
    for option, entry in study.written_options:
        if middle and words[option.id] < THIN_SHARE * middle:
            message = f"the reasons of `{option.id}` have {words[option.id]} words, the middle option's {plain(middle)}"
            hint = "argue it as carefully as the others"
            yield Finding(problem_at(entry, ("ratings",), message, hint), (), (option.id,))


def _ratings(ids: Sequence[str], option: Option) -> str:
    """Some of an option's ratings, as the subject of a sentence."""
    if len(ids) == len(option.ratings):
        return f"every rating of `{option.id}` is"
    return f"`{option.id}` has {counted(len(ids), 'rating')} ({listed(ids)})"


def _reason_words(option: Option) -> int:
    return sum(len((rating.why or "").split()) for rating in option.ratings.values())
