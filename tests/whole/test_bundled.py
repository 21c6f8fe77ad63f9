"""The study that ships: its numbers, its quotes, its claims to evidence."""

import csv
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

import policyscore
from policyscore import Assessment, ScoredOption, Study

CASES = Path("tests/cases").absolute()

# The criteria that are weighed, in the order of the files.
WEIGHED = ("engagement", "impact", "accountability", "backlash", "security", "cost", "legitimacy")
# The middles of the bands of chance: remote, very unlikely, unlikely, even, likely, very likely, nearly certain.
BANDS = [3, 12, 32, 50, 68, 88, 97]

# Every run of four words or signs of the article, hashed: enough to tell exact words from others.
GRAMS = set((CASES / "article.grams").read_text().split())
ARTICLE = "haggard-2014"


@pytest.fixture(scope="module")
def study() -> Study:
    return policyscore.load("options")


def rows(assessment: Assessment) -> dict[str, ScoredOption]:
    return {row.id: row for row in assessment.options}


def is_from_the_article(words: str) -> bool:
    tokens = re.findall(r"\w+|[^\w\s]", words)
    grams = (" ".join(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))
    return len(tokens) < 4 or all(sha256(gram.encode()).hexdigest()[:8] in GRAMS for gram in grams)


def quoted(text: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(r'"([^"]+)"', text))


def test_ratings_equal_the_recorded_ones_to_the_digit(study: Study) -> None:
    with (CASES / "ratings.csv").open() as lines:
        recorded = {
            (row["option"], row["criterion"]): (
                *(float(row[key]) for key in ("low", "value", "high")),
                row["basis"],
                row["confidence"],
            )
            for row in csv.DictReader(lines)
        }
    ratings = {
        (option.id, id): (rating.low, rating.value, rating.high, rating.basis, rating.confidence)
        for option in study.options
        for id, rating in option.ratings.items()
    }

    assert ratings == recorded
    assert len(ratings) == 13 * 8


def test_every_rating_says_what_it_rests_on(study: Study) -> None:
    for option in study.options:
        for id, rating in option.ratings.items():
            place = (option.id, id)

            assert rating.why, place
            assert len(rating.why.split()) >= 8, place
            if rating.basis == "article":
                assert ARTICLE in rating.sources, place
            if rating.basis == "source":
                assert set(rating.sources) - {ARTICLE}, place
            if rating.basis == "judgement":
                assert re.search(
                    r"\b([Ww]e (judge|place|read|put|think|expect)|[Oo]ur (reading|judgement))\b", rating.why
                ), place


def test_quotes_are_exact_words_of_the_article(study: Study) -> None:
    quotes = [quote for option in study.options for quote in option.quotes]

    assert len(quotes) >= 20
    for quote in quotes:
        assert quote.source is None
        assert is_from_the_article(quote.text), quote.text
        assert len(quote.text.split()) <= 40, quote.text


def test_words_in_quotation_marks_are_the_articles_where_only_it_is_cited(study: Study) -> None:
    ratings = [rating for option in study.options for rating in option.ratings.values()]
    words = [phrase for rating in ratings if rating.sources == (ARTICLE,) for phrase in quoted(rating.why or "")]
    words += [phrase for weighting in study.weightings.values() for phrase in quoted(weighting.why or "")]

    assert len(words) >= 20
    for phrase in words:
        assert is_from_the_article(phrase), phrase


def test_every_source_is_cited_and_says_how_much_of_it_was_read(study: Study) -> None:
    cited = {source for option in study.options for rating in option.ratings.values() for source in rating.sources}

    assert cited == set(study.sources)
    assert all(source.read for source in study.sources.values())


def test_what_was_not_read_is_not_stated_as_fact(study: Study) -> None:
    """The inquiry's recommendations were seen only where others quote them, and whoever recalls them says so."""
    ratings = [(option.id, id, rating) for option in study.options for id, rating in option.ratings.items()]

    assert not [(option, id) for option, id, rating in ratings if "coi-2014" in rating.sources]
    for option, id, rating in ratings:
        if "recall" in (rating.why or ""):
            assert re.search("unverified|not re-read", rating.why or ""), (option, id)


def test_a_source_from_after_the_day_of_the_study_is_said_to_be_one(study: Study) -> None:
    later = {id for id, source in study.sources.items() if (source.year or "") > "2014" and source.year != "n.d."}

    assert later == {"gutmann-2020"}
    for option in study.options:
        for id, rating in option.ratings.items():
            for source in later.intersection(rating.sources):
                assert f"published in {study.sources[source].year}" in (rating.why or ""), (option.id, id)


def test_seven_criteria_are_weighed_equally_and_the_chance_is_not(study: Study) -> None:
    assert study.chance is not None
    assert study.chance.id == "feasibility"
    assert [level.at for level in study.chance.levels] == BANDS
    assert tuple(criterion.id for criterion in study.criteria) == WEIGHED
    assert [criterion.weight for criterion in study.criteria] == [pytest.approx(1 / 7)] * 7
    assert [criterion.if_it_fails for criterion in study.criteria] == [0.4, 0, 0.1, 0.4, 0.4, 0.9, 1]
    for criterion in study.criteria:
        assert [level.at for level in criterion.levels] == [0, 25, 50, 75, 100]
        assert criterion.question
        assert criterion.swing
    for criterion in study.rated:
        assert all(level.label and level.means for level in criterion.levels)
    assert {criterion.id for criterion in study.criteria if criterion.less_is_better} == {"backlash", "cost"}


def test_a_chance_is_the_middle_of_its_band(study: Study) -> None:
    for option in study.options:
        assert option.ratings["feasibility"].value in BANDS, option.id


def test_what_is_added_to_the_baseline_takes_nothing_away_from_it(study: Study) -> None:
    """Every lever is rated on top of the policy in force: it has no less of a record, no less harm and no less cost."""
    (base,) = (option for option in study.options if option.baseline)
    for option in study.options:
        for id in ("accountability", "backlash", "cost"):
            own, before = option.ratings[id].value, base.ratings[id].value
            assert own is not None
            assert before is not None
            assert own >= before, (option.id, id)


def test_what_settles_that_a_lever_took_effect_is_written_before_it_is_known(study: Study) -> None:
    for option in study.options:
        assert bool(option.resolves_if) is not option.baseline, option.id
        assert bool(option.advocates) is not option.baseline, option.id


def test_weightings_are_the_recorded_ones(study: Study) -> None:
    recorded = {
        "haggard-coalition": (20, 30, 15, 15, 5, 0, 15),
        "rfk-rights-up-front": (5, 25, 35, 10, 15, 5, 5),
        "security-status-quo": (5, 0, 0, 25, 55, 15, 0),
        "abstaining-democracies": (25, 10, 5, 20, 5, 5, 30),
        "victims-first": (0, 35, 45, 15, 0, 0, 5),
    }

    points = {id: tuple(100 * view.weights[c] for c in WEIGHED) for id, view in study.weightings.items()}

    assert points == {id: pytest.approx(row) for id, row in recorded.items()}
    for view in study.weightings.values():
        assert (view.holder or "").startswith("Drawn by us from ")
        assert "our judgement" in (view.why or "")


def test_the_trade_off_that_a_weighting_is_said_to_imply_follows_from_its_points(study: Study) -> None:
    for id, view in study.weightings.items():
        last = (view.why or "").split(". ")[-1]
        said = re.fullmatch(r"These points imply that 10 points of (\w+) are worth (.+)\.", last)
        assert said, id
        for worth, criterion in re.findall(r"(\d+) of (\w+)", said[2]):
            assert 10 * view.weights[said[1]] / view.weights[criterion] == pytest.approx(int(worth)), id


def test_the_coalition_view_puts_exchange_first_and_sanctions_alone_below_doing_nothing(study: Study) -> None:
    """The ways to talk lead within two points, and targeted sanctions gain; the law by itself is last."""
    assessment = policyscore.score(study, "haggard-coalition")
    first, *_, last = assessment.options

    assert first.id == "people-to-people"
    assert {row.id for row in assessment.front_runners} == {
        "people-to-people",
        "technical-cooperation",
        "eu-dialogue",
        "rapporteur-visit",
    }
    assert (rows(assessment)["targeted-sanctions"].gain or 0) > 2
    assert last.id == "sanctions"
    assert (last.gain or 0) < 0


def test_the_reports_view_puts_listings_first_and_a_court_first_only_once_in_effect(study: Study) -> None:
    for view in ("rfk-rights-up-front", "victims-first"):
        assessment = policyscore.score(study, view)

        assert assessment.options[0].id == "targeted-sanctions"
        assert max(assessment.options, key=lambda row: row.in_effect).id == "icc-referral"


def test_security_first_puts_the_policy_in_force_first_and_every_stick_far_behind(study: Study) -> None:
    assessment = policyscore.score(study, "security-status-quo")
    scored = rows(assessment)

    assert assessment.options[0].baseline
    for id in ("sanctions", "targeted-sanctions", "icc-referral", "special-tribunal"):
        assert (scored[id].gain or 0) < -9, id


def test_what_a_reader_must_know_travels_with_every_table_for_people(study: Study) -> None:
    assessment = policyscore.score(study)
    for format in ("table", "markdown", "html", "latex"):
        text = re.sub(r"\s+", " ", policyscore.render(assessment, format))

        assert "earns points there by doing little" in text
        assert "is the chance in 100 that an option takes effect" in text
        assert "labelled reading" in text
