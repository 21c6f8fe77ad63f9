"""Published cases, scored as their authors scored them."""

import pytest

import policyscore

HARMS = "tests/cases/drug-harms.yaml"

# Nutt, King and Phillips (2010), doi:10.1016/S0140-6736(10)61462-6: the abstract's overall scores, and the
# rest of the released overall scores, to a decimal.
OVERALL = {
    **{"alcohol": 71.9, "heroin": 55.2, "crack": 54.1, "metamfetamine": 32.8, "cocaine": 27.3, "tobacco": 26.4},
    **{"amphetamine": 23.2, "cannabis": 20.0, "ghb": 18.7, "benzodiazepines": 15.4, "ketamine": 15.1},
    **{"methadone": 14.0, "mephedrone": 12.8, "butane": 10.8, "anabolic-steroids": 9.6, "ecstasy": 9.1, "khat": 9.0},
    **{"lsd": 7.0, "buprenorphine": 6.7, "mushrooms": 5.5},
}


def test_drug_harms_are_the_published_ones() -> None:
    rows = policyscore.score(policyscore.load(HARMS)).options

    assert [row.id for row in rows] == list(OVERALL)
    assert [row.rank for row in rows] == list(range(1, 21))
    assert [row.score for row in rows] == pytest.approx(list(OVERALL.values()), abs=0.0501)
    assert [round(row.score) for row in rows[:3]] == [72, 55, 54]


@pytest.mark.parametrize(
    ("branch", "published"),
    [
        ("to-users", {"heroin": 34, "crack": 37, "metamfetamine": 32}),
        ("to-others", {"alcohol": 46, "heroin": 21, "crack": 17}),
    ],
)
def test_the_parts_of_drug_harms_are_the_published_ones(branch: str, published: dict[str, int]) -> None:
    """To a point: the exact parts 21.6 and 17.5 were printed as 21 and 17."""
    study = policyscore.load(HARMS)
    leaves = {criterion.id for criterion in study.criteria if branch in criterion.path}
    rows = {row.id: row for row in policyscore.score(study).options}

    parts = {id: sum(rows[id].contributions[leaf] for leaf in leaves) for id in published}

    assert parts == pytest.approx(published, abs=1)


@pytest.mark.parametrize("format", ["table", "markdown", "html", "latex", "csv", "tsv"])
def test_the_most_harmful_drug_is_called_highest_and_never_best(format: str) -> None:
    text = policyscore.render(policyscore.score(policyscore.load(HARMS)), format).lower()

    assert "best" not in text
    assert "better" not in text
    if format not in ("csv", "tsv"):
        assert "rank 1 is the highest" in text


def test_the_largest_group_shares_match() -> None:
    # 359 of 784 points go to users, 425 to others.
    study = policyscore.load(HARMS)

    assert sum(c.weight for c in study.criteria if c.path == ("to-users",)) == pytest.approx(359 / 784)
    assert sum(c.weight for c in study.criteria if c.path == ("to-others",)) == pytest.approx(425 / 784)
