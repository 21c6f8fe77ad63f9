"""Known mistakes in sources, and in what ratings say that they rest on."""

import re
from collections import Counter
from collections.abc import Iterator

from policyscore.checks.rule import Finding, Harm, problem_at, rule
from policyscore.documented import documented
from policyscore.model.study import Study
from policyscore.text import day_in_words, ticked

# A year as it stands in `year`, alone or beside other words.
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

# From so many ratings on that say they rest on the article, the source that most of them cite is taken for it.
MIN_ARTICLE_RATINGS = 3


@rule(
    "W34",
    "a source from after the day of the study",
    "who knows how it ended cannot judge as those before could (Fischhoff 1975)",
)
@documented(
    """With `as_of` a study says whose knowledge its ratings use: that of a day. A source from a later year did not
    exist then, so what it tells has come in by the back door, and the ratings look wiser than anybody could be. Use
    what was known, or move the day. The same year is let pass, since sources give no day."""
)
def hindsight(study: Study) -> Iterator[Finding]:
    as_of = study.head.as_of
    ratings = (rating for option in study.options for rating in option.ratings.values())
    cited = Counter(source for rating in ratings for source in {*rating.sources}) if as_of else Counter()
    for id, entry in study.source_entries.items():
        years = [int(year) for year in YEAR.findall(study.sources[id].year or "")]
        if as_of and years and min(years) > as_of.year and (count := cited[id]):
            day = day_in_words(as_of)
            cite = "1 rating cites it" if count == 1 else f"{count:,} ratings cite it"
            message = f"`{id}` dates from {min(years)}, after the study's {day}; {cite}"
            hint = "use what was known on that day, or move `as_of`"
            yield Finding(problem_at(entry, ("sources", id), message, hint))


@rule(
    "W35",
    "a source without a year",
    "a reference says who, when, what and where (American Psychological Association 2020)",
    Harm.READING,
)
@documented(
    """The year says what the source could know and helps a reader to find it. Where there is none, as on many pages,
    `year: n.d.` says so openly."""
)
def no_year(study: Study) -> Iterator[Finding]:
    for id, entry in study.source_entries.items():
        if not study.sources[id].year:
            message, hint = f"the source `{id}` has no year", "add `year:`, or `year: n.d.` where there is none"
            yield Finding(problem_at(entry, ("sources", id), message, hint))


@rule(
    "W36",
    "a rating on the article that cites something else",
    "references often do not say what they are cited for (de Lacey, Record and Wade 1985)",
)
@documented(
    """`basis: article` says that what the study is about says so itself. No key names the article, but most ratings
    with that basis cite it: where {MIN_ARTICLE_RATINGS} or more cite one source, and more than half of all that cite
    any, that source is taken for it. A rating that says `article` and cites others alone then rests on these."""
)
def not_the_article(study: Study) -> Iterator[Finding]:
    resting = [
        (option, entry, id, rating)
        for option, entry in study.written_options
        for id, rating in option.ratings.items()
        if rating.basis == "article" and rating.sources
    ]
    cited = Counter(source for *_, rating in resting for source in set(rating.sources))
    article, count = max(cited.items(), key=lambda pair: pair[1], default=("", 0))
    if count < MIN_ARTICLE_RATINGS or count <= len(resting) / 2:
        return
    for option, entry, id, rating in resting:
        if article not in rating.sources:
            message = (
                f"the rating on `{id}` says that it rests on the article, and cites {ticked(rating.sources)} alone"
            )
            hint = f"add `{article}`, which the other such ratings cite, or write `basis: source`"
            yield Finding(problem_at(entry, ("ratings", id), message, hint), (id,), (option.id,))
