"""Known mistakes in ratings: without a reason, by one hand, argued unevenly, or not known at all."""

from collections.abc import Collection, Iterator, Sequence
from statistics import median

from policyscore.checks.rule import Finding, Harm, problem_at, rule, views
from policyscore.documented import documented
from policyscore.model.study import Option, Rating, Study
from policyscore.model.tree import Criterion
from policyscore.text import counted, listed, plain

# Options whose reasons have less than this share of the words of the middle one are argued more thinly.
THIN_SHARE = 0.5


@rule(
    "W16",
    "ratings with neither reason nor source",
    "a number that nobody can trace cannot be defended, nor mended (Dodgson et al. 2009)",
    of_ratings=True,
)
@documented(
    """Each rating should say why it lies there on the scale, or cite where that stands; a judgement that says it is
    one is a reason too. The chance of the baseline needs none: it counts as certain, whatever is rated."""
)
def unfounded(study: Study) -> Iterator[Finding]:
    for option, entry in study.written_options:
        rated = counted_ratings(option, study)
        bare = [id for id, rating in rated.items() if not rating.why and not rating.sources]
        if bare:
            message = f"{some_ratings(bare, rated, option)} without a reason or a source"
            yield Finding(problem_at(entry, ("ratings",), message, "add `why:` or `sources:`"), (*bare,), (option.id,))
        for id, rating in rated.items():
            if rating.basis == "source" and not rating.sources:
                message = f"the rating on `{id}` says that it rests on a source, and names none"
                hint = "name it under `sources:`, or say `basis: judgement`"
                yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


@rule(
    "W19",
    "one rater for all options",
    "one person's optimism or halo moves every rating together (Montibeller and von Winterfeldt 2015)",
)
@documented(
    """Where the same hand rated everything, a second one on a few of the options shows how far two careful people
    differ. Where nobody says who rated, `rated_by` should."""
)
def one_rater(study: Study) -> Iterator[Finding]:
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
@documented(
    """The words of an option's reasons are counted. One with less than half of what the middle option has is argued
    more thinly than the rest; its ratings deserve a second look before the ranking does."""
)
def uneven(study: Study) -> Iterator[Finding]:
    words = {option.id: _reason_words(option) for option, _ in study.written_options}
    middle = median(words.values()) if words else 0
    for option, entry in study.written_options:
        if middle and words[option.id] < THIN_SHARE * middle:
            message = f"the reasons of `{option.id}` have {words[option.id]} words, the middle option's {plain(middle)}"
            hint = "argue it as carefully as the others"
            yield Finding(problem_at(entry, ("ratings",), message, hint), (), (option.id,))


@rule(
    "W28",
    "nothing known where it counts",
    "what stands in for a missing number has to be seen as such, or it passes for evidence (Marsh et al. 2016)",
    Harm.MEANING,
)
@documented(
    """A criterion with weight on which every option is unknown gives all of them the same points, and hides that there
    it is not known who is first. An option of which nothing is known counts as halfway throughout and can come first by
    that, however well its chance is known; if it is the baseline, every gain is measured against a guess. And where
    every chance is unknown, all options count as even. Rate them, or take the criterion or the option out until
    somebody can."""
)
def nothing_known(study: Study) -> Iterator[Finding]:
    written, chance = study.written_options, study.chance
    if written and all(_is_blank(option, study) for option in study.options):
        message, hint = "nothing is rated yet: every rating is unknown", "rate the options before reading a ranking"
        if chance and study.known_ratings(chance):
            message = "nothing is rated yet but the chance: every other rating is unknown"
        yield Finding(problem_at(written[0][1], ("ratings",), message, hint))
        return
    for option, entry in written:
        if _is_blank(option, study):
            but = " but its chance" if chance and _has_chance(option, chance) else ""
            message, hint = f"nothing is known of `{option.id}`{but}", "rate it, or leave it out until somebody can"
            if option.baseline:
                message = f"nothing is known of the baseline, `{option.id}`, so every gain rests on a guess"
                hint = "rate what carrying on as now means on each criterion"
            yield Finding(problem_at(entry, ("ratings",), message, hint), (), (option.id,))
    weighty = {id for view in views(study) for id, weight in view.weights.items() if weight}
    for criterion in study.criteria:
        if criterion.id in weighty and not study.known_ratings(criterion):
            message = f"`{criterion.id}` has weight, and nothing is known on it: every rating is unknown"
            hint = "rate it, or take it out until somebody can"
            yield Finding(problem_at(study.criteria_entry, criterion.at, message, hint), (criterion.id,))
    tried = [option for option in study.options if not option.baseline]
    if chance and tried and not any(_has_chance(option, chance) for option in tried):
        message = f"no chance is known on `{chance.id}`: each option counts as even, 50 in 100"
        hint = "rate it, or leave out `chance:` until somebody can"
        yield Finding(problem_at(study.criteria_entry, chance.at, message, hint), (chance.id,))


def counted_ratings(option: Option, study: Study) -> dict[str, Rating]:
    """The ratings of an option that count, by criterion."""
    return {criterion.id: option.ratings[criterion.id] for criterion in study.counted(option)}


def some_ratings(ids: Sequence[str], of: Collection[str], option: Option) -> str:
    """Some of an option's ratings, as the subject of a sentence. of: the criteria of all that are looked at."""
    if len(ids) == len(of):
        return f"every rating of `{option.id}` is"
    return f"`{option.id}` has {counted(len(ids), 'rating')} ({listed(ids)})"


def _is_blank(option: Option, study: Study) -> bool:
    """Whether nothing is known of what an option would do: every rating but the chance is unknown."""
    return all(option.ratings[criterion.id].value is None for criterion in study.criteria)


def _has_chance(option: Option, chance: Criterion) -> bool:
    """Whether a chance of an option is known that counts."""
    return not option.baseline and option.ratings[chance.id].value is not None


def _reason_words(option: Option) -> int:
    return sum(len((rating.why or "").split()) for rating in option.ratings.values())
