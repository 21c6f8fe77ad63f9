"""A memo as a page: text is text, nothing is loaded, every control and picture has a name, and nothing is left out."""

import re

import policyscore
from policyscore.formats.format import Format
from policyscore.formats.render import render
from policyscore.model.study import Study
from policyscore.reports.memo.memo import MemoHead
from tests.helpers import study, toy
from tests.reports.memo.examples import CONTRACT, NASTY, Reader, hostile, written


def page(made: Study, weighting: str | None = None) -> str:
    text = render(written(made, weighting, MemoHead(title=None, to=NASTY)), Format.HTML)
    assert isinstance(text, str)
    return text


def test_a_page_shows_hostile_text_and_runs_none_of_it() -> None:
    text = page(hostile())
    reader = Reader(text)

    assert NASTY in reader.text
    assert not reader.all("img")
    # The model and the sliders: no third script, and none cut short.
    assert len(reader.all("script")) == 2
    assert text.count("</script>") == 2
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]
    assert re.search(r"default-src 'none'", text)
    assert {a["href"] for a in reader.all("a")} == {"#source-1", "https://e.org/?a=1&b=2"}


def test_a_page_loads_nothing_and_every_control_and_picture_has_a_name() -> None:
    made = toy("---\nweighting: Impact\nid: w1\npoints: {impact: 1}\n", baseline="F")
    reader = Reader(page(made))
    labels = {attributes["for"] for attributes in reader.all("label")}
    ids = [attributes["id"] for _, attributes in reader.tags if attributes.get("id")]

    assert not [each for each in ("link", "iframe", "object") if reader.all(each)]
    assert not [attributes for _, attributes in reader.tags if attributes.get("src")]
    assert len(ids) == len(set(ids))
    assert {each["id"] for each in (*reader.all("input"), *reader.all("select"))} == labels
    assert len(reader.all("svg")) == 4
    assert all(each["role"] == "img" and each["aria-label"] for each in reader.all("svg"))
    assert len(reader.all("h1")) == 1
    assert reader.tags[0] == ("html", {"lang": "en"})
    assert all(each.get("scope") in ("col", "row") for each in reader.all("th"))
    assert len(reader.all("caption")) == len(reader.all("table"))
    (section,) = [attributes for tag, attributes in reader.tags if attributes.get("id") == "try"]
    assert "hidden" in section


def test_a_page_raises_letters_and_turns_the_headers_of_a_wide_matrix() -> None:
    made = study(
        "criteria:\n"
        + "".join(f"  c{n}: {{worst: 0, best: 9}}\n" for n in range(10))
        + "---\noption: A\nid: a\nratings: {"
        + ", ".join(f"c{n}: {{value: 3, basis: judgement}}" for n in range(10))
        + "}\n"
        + "---\noption: B\nid: b\nratings: {"
        + ", ".join(f"c{n}: 2" for n in range(10))
        + "}\n"
    )

    assert "33.3<sup>D</sup>" in page(made)
    assert '<th scope="col" class="aside"><span>c9</span></th>' in page(made)
    assert "aside" not in page(toy()).split("<main>")[1]
    assert '<th scope="row">weight in %</th><td class="number">10</td>' in page(made)


def test_a_page_says_everything_that_the_markdown_says() -> None:
    made = written(policyscore.load(CONTRACT))
    text, shown = render(made, Format.MARKDOWN), render(made, Format.HTML)
    assert isinstance(text, str)
    assert isinstance(shown, str)
    seen = re.sub(r"\s+", "", Reader(shown).text).replace("−", "-")

    # Of a picture the words stand in its label and the caption of its table, not in the text.
    for line in (line for line in text.splitlines() if not line.endswith(":")):
        for cell in re.split(r"(?<!\\)\|", line) if line.startswith("|") else [line]:
            bare = re.sub(r"^(#+|-|\d+\.) ", "", cell.replace(", as a table.**", "**. "))
            plain = re.sub(r"\\(?=\W)|\*\*|^#+ |^- |^\d+\. |<br>|\s+", "", bare)
            if not re.fullmatch(r":?-+:?", plain) and "(" not in plain:
                assert plain in seen, line
