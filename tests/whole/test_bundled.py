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
                assert re.search(r"\b([Ww]e (judge|place|read|put|think)|[Oo]ur (reading|judgement))\b", rating.why), (
                    place
                )


def test_quotes_are_exact_words_of_the_article(study: Study) -> None:
    quotes = [quote for option in study.options for quote in option.quotes]

    assert len(quotes) >= 20
    for quote in quotes:
        assert quote.source is None
        assert is_from_the_article(quote.text), quote.text
        assert len(quote.text.split()) < 40, quote.text


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
    """The inquiry's recommendations are recalled: whatever rests on them says so."""
    recalled = [
        rating.why or ""
        for option in study.options
        for rating in option.ratings.values()
        if "coi-2014" in rating.sources
    ]

    assert recalled
    assert all("recall" in why for why in recalled)


def test_criteria_have_five_anchors_each_and_equal_weights(study: Study) -> None:
    assert [criterion.weight for criterion in study.criteria] == [0.125] * 8
    assert study.chance == "feasibility"
    for criterion in study.criteria:
        assert [level.at for level in criterion.levels] == [0, 25, 50, 75, 100]
        assert all(level.label and level.means for level in criterion.levels)
        assert criterion.question
        assert criterion.swing
    assert {criterion.id for criterion in study.criteria if criterion.less_is_better} == {"backlash", "cost"}


def test_weightings_are_the_recorded_ones(study: Study) -> None:
    # feasibility, engagement, impact, accountability, backlash, speed, cost, legitimacy
    recorded = {
        "rfk-rights-up-front": (10, 5, 25, 35, 5, 10, 5, 5),
        "haggard-coalition": (10, 25, 25, 10, 10, 0, 0, 20),
        "security-status-quo": (20, 20, 5, 0, 30, 5, 15, 5),
        "abstaining-democracies": (5, 25, 10, 5, 20, 0, 5, 30),
        "victims-first": (0, 0, 30, 40, 10, 10, 0, 10),
        "feasibility-first": (50, 20, 5, 0, 5, 10, 5, 5),
    }

    points = {id: tuple(100 * w for w in view.weights.values()) for id, view in study.weightings.items()}

    assert points == {id: pytest.approx(row) for id, row in recorded.items()}
    assert all(view.holder and view.why for view in study.weightings.values())


def test_the_coalition_view_has_three_options_on_top_within_two_points(study: Study) -> None:
    first, second, third, fourth = policyscore.score(study, "haggard-coalition").options[:4]

    assert {row.id for row in (first, second, third)} == {
        "technical-cooperation",
        "people-to-people",
        "eu-dialogue",
    }
    assert first.score - third.score < 2 < first.score - fourth.score
    # feasibility .10 x 18, engagement .25 x 65, impact .25 x 25, accountability .10 x 8, backlash .10 x (100 - 8),
    # legitimacy .20 x 80: 1.8 + 16.25 + 6.25 + .8 + 9.2 + 16 = 50.3
    assert first.score == pytest.approx(50.3)


def test_victims_first_puts_the_referral_first_by_score_and_far_down_by_expected_gain(study: Study) -> None:
    assessment = policyscore.score(study, "victims-first")
    by_gain = sorted(assessment.options, key=lambda row: -(row.expected_gain or 0))

    assert assessment.options[0].id == "icc-referral"
    # .03 x (48.8 - 19.5) = .879: feasibility has no weight here, so the other criteria have it all.
    assert assessment.options[0].expected_gain == pytest.approx(0.879)
    assert [row.id for row in by_gain].index("icc-referral") == 10
    assert (
        "Highest score: ICC referral. By expected gain it is number 11 of 13 (+0.9, with a chance of 3 in 100 of "
        "taking effect); the highest there is NGO monitoring and information (+18.1, with a chance of 95 in 100)."
    ) in policyscore.render(assessment, "table")


def test_feasibility_first_puts_the_baseline_on_top_and_says_what_that_means(study: Study) -> None:
    assessment = policyscore.score(study, "feasibility-first")

    assert [row.id for row in assessment.options][-2:] == ["icc-referral", "special-tribunal"]
    assert assessment.options[0].baseline
    text = policyscore.render(assessment, "table")
    assert "no option that is ranked here scores more than carrying on as now. 50.0 of its 67.5 points come" in text
    assert "By expected gain 9 options still lead it, People-to-people exchange most (+13.9)" in text


def test_the_three_warnings_travel_with_every_table_for_people(study: Study) -> None:
    assessment = policyscore.score(study)
    for format in ("table", "markdown", "html", "latex"):
        text = policyscore.render(assessment, format)

        assert "earns points there by doing little" in text
        assert "may never take effect" in text
        assert "lean its way" in re.sub(r"\s+", " ", text)
