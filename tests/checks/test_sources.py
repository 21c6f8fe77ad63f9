"""Rules on sources, on what ratings rest on, and on text of the template."""

from pathlib import Path

import pytest

from policyscore.checks import template
from policyscore.checks.check import check_study
from tests.checks.found import found, messages
from tests.helpers import run, study

CRITERIA = "criteria: {x: {worst: 0, best: 9}, y: {worst: 0, best: 9}}\n"


def cited(year: str, as_of: str = "", cite: str = ", sources: [s]") -> str:
    return (
        f"sources: {{s: {{title: S{year}}}}}\n---\n{CRITERIA}---\n{{study: T{as_of}}}\n---\n"
        f"{{option: A, id: a, ratings: {{x: {{value: 1{cite}}}, y: 2}}}}\n"
    )


@pytest.mark.parametrize(
    ("year", "as_of", "cite", "fires"),
    [
        (", year: 2015", ", as_of: 2014-12-31", ", sources: [s]", True),
        (", year: 2014", ", as_of: 2014-12-31", ", sources: [s]", False),
        (", year: March 2015", ", as_of: 2014-12-31", ", sources: [s]", True),
        (", year: 2014-2016", ", as_of: 2014-12-31", ", sources: [s]", False),
        (", year: n.d.", ", as_of: 2014-12-31", ", sources: [s]", False),
        ("", ", as_of: 2014-12-31", ", sources: [s]", False),
        (", year: 2015", "", ", sources: [s]", False),
        # What no rating cites has informed none.
        (", year: 2015", ", as_of: 2014-12-31", "", False),
    ],
)
def test_w34_a_cited_source_is_not_younger_than_the_study(year: str, as_of: str, cite: str, fires: bool) -> None:
    assert bool(messages(study(cited(year, as_of, cite)), "W34")) is fires


@pytest.mark.parametrize(("year", "fires"), [("", True), (", year: n.d.", False), (", year: 2014", False)])
def test_w35_a_source_has_a_year_or_says_that_it_has_none(year: str, fires: bool) -> None:
    assert messages(study(cited(year)), "W35") == (["the source `s` has no year"] if fires else [])


def resting(*sources: str, basis: str = "article") -> str:
    """A study with a rating for each of these lists of sources, all of one basis."""
    text = "sources: {art: {title: The article}, s: {title: S}, t: {title: T}}\n---\ncriteria:\n"
    text += "".join(f"  c{k}: {{worst: 0, best: 9}}\n" for k in range(len(sources)))
    text += "---\noption: A\nid: a\nratings:\n"
    text += "".join(f"  c{k}: {{value: 1, basis: {basis}, sources: [{ids}]}}\n" for k, ids in enumerate(sources))
    return text


@pytest.mark.parametrize(
    ("sources", "criteria"),
    [
        (("art", "art", "art", "s"), ["c3"]),
        (("art", "s, art", "art", "s, t"), ["c3"]),
        (("art", "art", "art", "s, art"), []),
        (("art", "art", "art", ""), []),
        # Two are too few to know the article by, and half is no more than half.
        (("art", "art", "s"), []),
        (("art", "art", "art", "s", "s", "t"), []),
        (("art", "art", "art", "s", "t"), ["c3", "c4"]),
    ],
)
def test_w36_what_rests_on_the_article_cites_it(sources: tuple[str, ...], criteria: list[str]) -> None:
    assert [finding.criteria[0] for finding in found(study(resting(*sources)), "W36")] == criteria
    assert not found(study(resting(*sources, basis="source")), "W36")


def test_w37_text_that_the_template_came_with() -> None:
    text = cited(", year: 2014") + "---\n{option: The first option, id: f, summary: Mine, ratings: {x: 1, y: 3}}\n"

    assert messages(study(text), "W37") == ['the name of an option is still the template\'s: "The first option"']


def test_w37_knows_every_text_of_the_template_that_is_to_be_replaced(tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "new")).exit_code == 0
    said = {
        finding.problem.message.partition(': "')[2].removesuffix('"')
        for rule, finding in check_study(tmp_path / "new").warnings
        if rule.code == "W37"
    }

    assert said == {
        *(template.TITLE, template.QUESTION, template.SUMMARY, template.HOLDER, template.SOURCE),
        *(*template.OPTIONS, *template.WEIGHTINGS),
    }
