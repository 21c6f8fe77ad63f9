"""Known mistakes in how sure a rating is said to be: its range and its confidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from policyscore.analysis.ranking import below
from policyscore.checks.ratings import counted_ratings, some_ratings
from policyscore.checks.rule import Finding, problem_at, rule
from policyscore.documented import documented
from policyscore.formats.numbers import told
from policyscore.model.study import Rating, Study
from policyscore.model.tree import Criterion
from policyscore.text import counted, plain

# Ranges look mechanical where this share of them, of so many at least, has one half-width.
SAME_SHARE, MIN_RANGES = 0.9, 6

# A range that is no more than this many points of 100 of its scale is narrow.
NARROW_POINTS = 4


@rule(
    "W17",
    "ratings without a range",
    "a single number claims to know what nobody knows that well (van der Bles et al. 2020)",
    of_ratings=True,
)
@documented(
    """`low` and `high` say how far from the likeliest rating the truth may lie. Without them, or with one alone, the
    low and high of the scores are narrower than what is known, and the option looks surer than it is. An option whose
    `low` and `high` are its rating throughout has no range either. Of the baseline that is said only where it holds of
    all other options, for on a scale of change it may be 0 by definition; its chance counts as certain, and needs no
    range at all."""
)
def no_ranges(study: Study) -> Iterator[Finding]:
    all_flat = all(_flat(option.ratings) for option in study.options if not option.baseline)
    for option, entry in study.written_options:
        written, rated = entry.written.ratings, counted_ratings(option, study)
        known = [id for id, rating in rated.items() if rating.value is not None]
        bare = [id for id in known if written[id].low is None or written[id].high is None]
        if bare:
            message = f"{some_ratings(bare, rated, option)} without both `low` and `high`"
            hint = "write each as in `[20, 40, 60]`: low, likeliest and high"
            yield Finding(problem_at(entry, ("ratings",), message, hint), (*bare,), (option.id,))
        elif known and _flat(rated) and (all_flat or not option.baseline):
            message = f"`low` and `high` are the rating itself throughout `{option.id}`: ranges without a width"
            hint = "say how low and how high each rating could be"
            yield Finding(problem_at(entry, ("ratings",), message, hint), (*known,), (option.id,))


@rule(
    "W31",
    "ranges that are all as wide",
    "even ranges that people think about are mostly too narrow (Morgan and Henrion 1990)",
)
@documented(
    """Where nine in ten of {MIN_RANGES} ranges or more go as far down as up and are all as wide, as 10 points or a
    tenth of the rating on either side, they were probably added by rule. Then the low and high of a score only repeat
    that rule: what is well known looks as uncertain as what is guessed. Ask of each rating what would have to
    happen for it to be much worse, and much better. A range that a scale's end cuts short counts as whole."""
)
def mechanical_ranges(study: Study) -> Iterator[Finding]:
    ranged = [
        (study.criterion(id), rating)
        for option, entry in study.written_options
        for id, rating in counted_ratings(option, study).items()
        if rating.value is not None
        and entry.written.ratings[id].low is not None
        and entry.written.ratings[id].high is not None
    ]
    if len(ranged) < MIN_RANGES:
        return
    for widths, said in (
        ([_half_width(rating, criterion) for criterion, rating in ranged], "points of 100 of the scale"),
        ([_relative_half_width(rating, criterion) for criterion, rating in ranged], "% of the rating"),
    ):
        half, count = _most_common(widths)
        if half and count >= SAME_SHARE * len(ranged):
            message = f"{counted(count, 'range')} of {len(ranged)} are ±{plain(half)} {said}"
            hint = "ask of each rating how low and how high it could be; some are better known than others"
            yield Finding(problem_at(study.written_options[0][1], ("ratings",), message, hint))
            return


@rule(
    "W32",
    "a confidence that the rating does not bear out",
    "people are surer than they are right, most of all where it is hard to know "
    "(Lichtenstein, Fischhoff and Phillips 1982)",
)
@documented(
    """A rating on judgement alone, without a source, can hardly deserve `confidence: high`. And with `confidence: low`
    a range no wider than {NARROW_POINTS} points of 100 of the scale contradicts itself: who is unsure should say how
    far off the rating may be."""
)
def confidence(study: Study) -> Iterator[Finding]:
    for option, entry in study.written_options:
        for id, rating in counted_ratings(option, study).items():
            if rating.value is None:
                continue
            width = _width(rating, study.criterion(id))
            has_range = entry.written.ratings[id].low is not None and entry.written.ratings[id].high is not None
            if rating.confidence == "high" and rating.basis == "judgement" and not rating.sources:
                message = f"the rating on `{id}` is marked `confidence: high` but rests on judgement alone"
                hint = "name what it rests on under `sources:`, or lower the confidence"
            elif rating.confidence == "low" and has_range and not below(NARROW_POINTS, width):
                wide = told(width).normalize()
                marked = f"the rating on `{id}` is marked `confidence: low`"
                message = f"{marked}, yet its range is only {wide:f} of 100 points wide"
                hint = "widen `low` and `high` to what is possible, or raise the confidence"
            else:
                continue
            yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))


def _flat(ratings: Mapping[str, Rating]) -> bool:
    """Whether anything is rated, and every known rating is its own low and high."""
    known = [rating for rating in ratings.values() if rating.value is not None]
    return bool(known) and all(rating.low == rating.value == rating.high for rating in known)


def _width(rating: Rating, criterion: Criterion) -> float:
    """The whole range in points of 100 of the scale, whatever its curve."""
    bottom, top = criterion.ends
    return 100 * ((rating.high or 0) - (rating.low or 0)) / (top - bottom)


def _half_width(rating: Rating, criterion: Criterion) -> float | None:
    """How far a range goes to either side, in points of 100 of the scale; None where the sides differ.

    A side that ends where the scale ends may be shorter.
    """
    bottom, top = criterion.ends
    if rating.value is None or rating.low is None or rating.high is None:
        return None
    down, up = (100 * side / (top - bottom) for side in (rating.value - rating.low, rating.high - rating.value))
    if below(down, up) or below(up, down):
        cut = rating.low == bottom if down < up else rating.high == top
        if not cut:
            return None
    return round(max(down, up), 6)


def _relative_half_width(rating: Rating, criterion: Criterion) -> float | None:
    """The same in percent of the rating; None where that is 0."""
    low, high = criterion.ends
    half = _half_width(rating, criterion)
    return round(half * (high - low) / abs(rating.value), 6) if half is not None and rating.value else None


def _most_common(widths: Iterable[float | None]) -> tuple[float, int]:
    """The width that most have, and how many; of 0 where none has any."""
    return max(Counter(width for width in widths if width).items(), key=lambda pair: pair[1], default=(0.0, 0))
