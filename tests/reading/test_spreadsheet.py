"""What stands in a spreadsheet becomes a study, or every fault in it is reported at its cell."""

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyscore.errors import CommandError, StudyError
from policyscore.model.inputs import File
from policyscore.reading.documents import read_documents
from policyscore.reading.load import link
from policyscore.reading.scales import scales
from policyscore.reading.spreadsheet import study_files


def read(text: str, *words: str, transposed: bool = False) -> dict[str, str]:
    texts, _ = study_files(File("m.csv", text.encode()), scales(words), transposed)
    return texts


def remarks(text: str, *words: str) -> tuple[str, ...]:
    return study_files(File("m.csv", text.encode()), scales(words))[1]


def test_weights_that_are_missing_are_missed() -> None:
    assert remarks("Option,a\nX,1\nY,2\n", "0:9") == ("no row is headed `weight`, so all criteria weigh the same",)
    assert remarks("Option,a\nImportance,5\nX,1\nY,2\n", "0:9") == ()
    assert remarks("Option,a\nWeighting factor (%),5%\nX,1\nY,2\n", "0:9") == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Weights:",
        "WEIGHT",
        "Points",
        "points:",
        "Weighting",
        "Weights (%)",
        "weight [points]",
        "Weight in %:",
        "Weight",
    ],
)
def test_a_row_of_weights_may_be_headed_in_many_ways(heading: str) -> None:
    texts = read(f"Option,a,b\n{heading},60,40\nX,1,2\nY,2,1\n")

    assert "    weight: 60\n" in texts["criteria.yaml"]
    assert [*texts] == ["study.yaml", "criteria.yaml", "x.yaml", "y.yaml"]


def test_an_option_whose_name_speaks_of_weights_is_mentioned() -> None:
    said = remarks("Option,a\nWeights of criteria,60\nX,1\nY,2\n", "0:99")

    assert said[1] == "`Weights of criteria` is an option: weights have a row `weight`"
    assert remarks("Option,a\nLightweight cars,60\nweight,1\n", "0:99") == ()


def test_an_option_that_is_named_as_if_it_described_the_criteria_is_mentioned() -> None:
    """Targets are 5, between the 3 and the 8 of others, so no end of a scale; the best case is not known."""
    table = "Option,a\nTargets,5\nX,3\nY,8\nBest case,unknown\n"

    assert [*read(table, "0:9")] == [
        "study.yaml",
        "criteria.yaml",
        "targets.yaml",
        "x.yaml",
        "y.yaml",
        "best-case.yaml",
    ]
    assert remarks(table, "0:9")[1:] == (
        "`Targets` is an option here; if it describes the criteria, delete its row",
        "`Best case` is an option here; if it describes the criteria, delete its row",
    )


RISKS = "Option,Risk (of all),a\nX,LOW,1\nY,medium,2\nZ,High ,3\nV,unknown,4\n"


def test_labels_become_levels() -> None:
    texts = read(RISKS, "a=0:9", "Risk=high:medium:low")

    assert (
        "    name: Risk\n    worst: 0\n    best: 100\n"
        "    # Evenly spaced, for want of anything better: move `at` where one step is worth more than another.\n"
        "    levels: [{at: 0, label: high}, {at: 50, label: medium}, {at: 100, label: low}]\n"
    ) in texts["criteria.yaml"]
    assert [
        f"  risk: {label}\n" in texts[f"{id}.yaml"]
        for id, label in zip("xyzv", ("low", "medium", "high", "unknown"), strict=True)
    ] == [True] * 4
    study = link(read_documents(File(path, text.encode()) for path, text in texts.items()), None, "")
    assert {o.name: o.ratings["risk"].value for o in study.options} == {"X": 100, "Y": 50, "Z": 0, "V": None}
    assert "the levels of `risk` are evenly spaced" in remarks(RISKS, "a=0:9", "Risk=high:medium:low")[-1]


WORDS = {
    RISKS: "m.csv:1:8: error: cell B1: the ratings on `Risk` are words: `LOW`, `medium` and `High`\n"
    "   1 | Option,Risk (of all),a\n     |        ^^^^^^^^^^^^^\n"
    "  hint: say which is the worst, which the best: --scale risk=LOW:medium:High or --scale risk=High:medium:LOW",
    # Nobody can know the order of these.
    "Option,a\nX,red\nY,dark green\nZ,red\n": "m.csv:1:8: error: cell B1: the ratings on `a` are words: `red` and "
    "`dark green`\n   1 | Option,a\n     |        ^\n"
    "  hint: give them in order, the worst first and the best last, as --scale 'a=red:dark green'",
    # Each its own, so hardly levels.
    "Option,a\nX,Ann\nY,Bo\n": "m.csv:1:8: error: cell B1: there is no rating on `a`\n   1 | Option,a\n     |"
    "        ^\n  hint: delete the column, or rate the options on it; where its words are "
    "levels, give them from the worst to the best, as --scale a=Ann:Bo",
}


@pytest.mark.parametrize("text", WORDS, ids=ascii)
def test_words_without_a_scale_are_an_error_that_shows_what_to_write(text: str) -> None:
    with pytest.raises(StudyError) as caught:
        read(text, "0:9")

    assert str(caught.value) == WORDS[text]


def test_what_is_no_label_is_an_error_at_its_cell() -> None:
    with pytest.raises(StudyError) as caught:
        read("Option,Risk\nX,low\nY,3\nZ,mid\nV,n/a\nW,\n", "risk=high:low")

    assert [problem.message for problem in caught.value.problems] == [
        "cell B3: `3` is not one of the labels",
        "cell B4: `mid` is not one of the labels",
        "cell B5: expected a rating, found `n/a`",
        "cell B6: expected a rating, found nothing",
    ]


def test_a_messy_table_gives_what_a_neat_one_gives() -> None:
    """Byte-order mark, semicolons, decimal commas, percent signs, brackets, a colon, quotes, empty cells around."""
    messy = '\ufeffOption;Cost [euro];"Effect (0-10)";;\r\nWeights:;60%;40%;;\r\n"A ""x""";12,5;4;;\r\nB;3,25;5;;\r\n'
    messy += ";;;;\r\n" * 3

    assert read(messy) == read('Option,Cost (euro),Effect (0-10)\nweight,60,40\n"A ""x""",12.5,4\nB,3.25,5\n')


def test_what_stands_in_brackets_is_a_unit_or_a_scale() -> None:
    criteria = read("Option,Cost (euro),Effect (0-100),Risk (low),Risk (high)\nX,1,2,3,4\nY,2,3,4,5\n")["criteria.yaml"]

    assert "  cost:\n    name: Cost\n" in criteria
    assert "    unit: euro\n" in criteria
    assert "  effect:\n    name: Effect\n    worst: 0\n    best: 100\n" in criteria
    # Without what is in brackets these two could not be told apart.
    assert "  risk-low:\n    name: Risk (low)\n" in criteria


@pytest.mark.parametrize("word", ["cost=9:0", "Cost=9:0", "Cost (euro)=9:0"])
def test_a_scale_may_be_given_by_the_heading(word: str) -> None:
    assert "    worst: 9\n    best: 0\n" in read("Option,Cost (euro)\nX,1\nY,2\n", word)["criteria.yaml"]


def test_percent_signs_may_stand_on_all_numbers_of_a_column() -> None:
    assert read("Option,a,b\nX,5%,1\nY,10 %,2\n") == read("Option,a,b\nX,5,1\nY,10,2\n")


def test_a_table_may_lie_on_its_side() -> None:
    upright = "Option,impact,cost\nweight,60,40\nA,1,2\nB,3,4\n"
    lying = "Option,weight,A,B\nimpact,60,1,3\ncost,40,2,4\n"

    assert read(lying, transposed=True) == read(upright)


def test_empty_rows_and_columns_of_a_spreadsheet_are_left_out() -> None:
    assert read("Option,a,,b,,\n,,,,,\nX,1,,2,,\nY,3,,4,,\n,,,,,\n") == read("Option,a,b\nX,1,2\nY,3,4\n")


def test_names_that_give_no_id_get_one_by_their_place() -> None:
    texts = read("선택,효과,비용\n대화,1,2\nDefault,3,4\nCriteria,5,6\n")

    assert [path for path in texts if path not in ("study.yaml", "criteria.yaml")] == [
        "option-1.yaml",
        "option-2.yaml",
        "option-3.yaml",
    ]
    assert "option: 대화\n" in texts["option-1.yaml"]
    assert "  criterion-1:\n    name: 효과\n" in texts["criteria.yaml"]


BAD = {
    "Option,a\nX,5%\nY,3\n": "m.csv:2:3: error: cell B2: `5%` has a percent sign, and others beside it have none",
    "Option;a;b\nX;1.200;1,5\nY;3;4\n": "m.csv:2:3: error: cell B2: in `1.200` the dot may be for thousands",
    "Option,a\nX,12.500\nY,900\nZ,0\n": "m.csv:2:3: error: cell B2: in `12.500` the dot may be for thousands",
    "Option;a\nX;1.234\nY;3,5\n": "m.csv:2:3: error: cell B2: in `1.234` the dot may be for thousands",
    "Option,a,Total\nX,1,1\nY,2,2\n": "m.csv:1:10: error: cell C1: `Total` is a result, not an option or a criterion",
    "Option,a\nX,1\nY,2\nAverage,1.5\n": "m.csv:4:1: error: cell A4: `Average` is a result",
    "Option,Weight,X\na,60,1\nb,40,2\n": "m.csv:1:8: error: cell B1: the weights are where a criterion should be",
    "My table,,\nOption,a,b\nX,1,2\nY,2,3\n": "m.csv:1:1: error: cell A1: this row names no criteria",
    "Option,a,Notes\nX,1,tried once\nY,2,new\n": "m.csv:1:10: error: cell C1: there is no rating on `Notes`",
    "Option,a\nX,-\nY,3\n": "m.csv:2:3: error: cell B2: expected a rating, found `-`",
    "Option,a\nX,\nY,3\n": "m.csv:2:3: error: cell B2: expected a rating, found nothing",
    "Option,a\nX\nY,3\n": "m.csv:2:2: error: cell B2: expected a rating, found nothing",
    'Option,a\nX,"1,5"\nY,3\n': "m.csv:2:3: error: cell B2: expected a number or `unknown`, found `1,5`",
    "Option;a\nX;1,500\nY;3\n": "m.csv:2:3: error: cell B2: expected a number or `unknown`, found `1,500`",
    "Option,a\nX,n/a\nY,3\n": "m.csv:2:3: error: cell B2: expected a rating, found `n/a`",
    'Option,a\nX,"[3, 2]"\nY,3\n': "m.csv:2:3: error: cell B2: two numbers do not say what is most likely",
    'Option,a\nX,"[3, 2, 4]"\nY,3\n': "m.csv:2:3: error: cell B2: `low` is 3, and `value` is 2",
    'Option,a\nX,"{x"\nY,3\n': "m.csv:2:3: error: cell B2: expected a number or `unknown`, found `{x`",
    "Option,a\nX,5 # est\nY,3\n": "m.csv:2:3: error: cell B2: expected a number or `unknown`, found `5 # est`",
    "Option,a\nX,1234567890123\nY,3\n": "m.csv:2:3: error: cell B2: `1234567890123` has more than 12 digits",
    f"Option,{'a' * 200}\nX,1\nY,3\n": "m.csv:1:8: error: cell B1: the name is longer than 150 characters",
    'Option,a,b\n"X ""q"", z",1,x1\nY,2,3\n': "m.csv:2:16: error: cell C2: expected a number",
    "Option,a\nX,4\nY,4\n": "m.csv:1:8: error: cell B1: the ratings on `a` say nothing of the ends of its scale",
    "Option,a\nX,unknown\n": "m.csv:1:8: error: cell B1: the ratings on `a` say nothing of the ends of its scale",
    "Option,a,A\nX,1,2\nY,2,3\n": "m.csv:1:10: error: cell C1: `A` has the same id as `a`, `a`",
    "Option,a\nX,1\nX,2\n": "m.csv:3:1: error: cell A3: a second option `X`",
    "선택,효과,효과\nX,1,2\nY,2,1\n": "m.csv:1:7: error: cell C1: a second criterion `효과`",
    "Option,a\nX,1\nx,2\n": "m.csv:3:1: error: cell A3: `x` has the same id as `X`, `x`",
    "Option,a,\nX,1,2\nY,2,3\n": "m.csv:1:10: error: cell C1: the name of a criterion: expected text, found nothing",
    "Option,a\n,1\nY,2\n": "m.csv:2:1: error: cell A2: the name of an option: expected text, found nothing",
    "Option,a\nX\u202e,1\nY,2\n": "m.csv:2:1: error: cell A2: the name of an option: U+202E (right-to-left override)",
    "Option,a\nweight,-1\nX,1\nY,2\n": "m.csv:2:8: error: cell B2: a weight may not be negative, found `-1`",
    "Option,a\nweight,\nX,1\nY,2\n": "m.csv:2:8: error: cell B2: expected a number, found nothing",
    "Option,a\nweight,0\nX,1\nY,2\n": "m.csv:2:8: error: cell B2: the weights are all 0",
    "Option,a\nWeights,1\nX,1\nY,2\nWeight (%),1\n": "m.csv:5:1: error: cell A5: a second row of weights",
    "Option,a,b\nX,1,2\nY,2,3\nSource: ours,,\n": "m.csv:4:1: error: cell A4: this row has no ratings",
    "Option,a\nWorst:,9\nX,1\n": "m.csv:2:1: error: cell A2: `Worst:` seems to describe the criteria, not an option",
    "Option;a\nBest;9,5\nX;1,5\n": "m.csv:2:1: error: cell A2: `Best` seems to describe the criteria, not an option",
    "Option,a\nUnit,euro\nX,1\n": "m.csv:2:1: error: cell A2: `Unit` seems to describe the criteria, not an option",
    'Option,a\nX,1\n"Y,2\n': "m.csv:3:1: error: a quote is opened in this row and never closed",
    'Option,a\n"X"y,1\n': "m.csv:2:1: error: text follows a closing quote",
    "Option,a\n": "m.csv:1:1: error: cell A1: there are no ratings",
    "Option\nX\n": "m.csv:1:1: error: cell A1: there are no ratings",
    "\n,,\n": "m.csv: error: the table is empty",
    "": "m.csv: error: the table is empty",
    "Option,a\nX\0,1\n": "m.csv:2:2: error: U+0000 (null) is not allowed in a study file",
}


@pytest.mark.parametrize("text", BAD, ids=ascii)
def test_a_faulty_cell_is_reported_where_it_stands(text: str) -> None:
    with pytest.raises(StudyError) as caught:
        read(text)

    assert BAD[text] in str(caught.value).splitlines()[0]
    assert len(caught.value.problems) == 1


def test_a_dot_that_may_be_for_thousands_can_be_made_clear() -> None:
    """What the hint says to write is taken, and small numbers with three decimals are left in peace."""
    for text, ways in (("1.200", ("1.2", "1200")), ("1.234", ("1.2340", "1234"))):
        with pytest.raises(StudyError, match=f"hint: write {ways[0]} or {ways[1]}"):
            read(f"Option;a\nX;{text}\nY;3,5\n")
        found = [read(f"Option;a\nX;{way}\nY;3,5\n")["x.yaml"].split()[-1] for way in ways]
        assert [float(rating) for rating in found] == [float(way) for way in ways]
    assert "  a: 1.25\n" in read("Option,a\nX,1.250\nY,0.875\nZ,22\n")["x.yaml"]


def test_a_ragged_table_takes_no_more_memory_than_it_should() -> None:
    with pytest.raises(StudyError, match="more than 50,000 cells"):
        read("Option" + "," * 10_000 + "\n" + "a\n" * 3000)


def test_every_faulty_cell_is_reported_at_once() -> None:
    with pytest.raises(StudyError) as caught:
        read('Option,"a\nb",c\n"X\nx",3,?\nY,"say ""5""",70x\nZ,120,5\n', "a-b=0:100")

    places = [(p.line, p.column, p.message.partition(":")[0]) for p in caught.value.problems]
    assert places == [(4, 6, "cell C2"), (5, 3, "cell B3"), (5, 15, "cell C3"), (6, 3, "cell B4")]


def test_a_file_in_another_encoding_says_so() -> None:
    with pytest.raises(StudyError, match=r"m\.csv:1:4: error: byte 0xe9 is not UTF-8"):
        study_files(File("m.csv", b"caf\xe9,b\nx,1\n"), {})
    with pytest.raises(StudyError, match=r"the file is an archive, not text\n.*in Excel: Save As, CSV UTF-8"):
        study_files(File("m.xlsx", b"PK\x03\x04" + b"\0" * 40), {})


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("cost", "cannot read `cost` as a scale"),
        ("=0:1", "cannot read `=0:1` as a scale"),
        ("cost=0:x", "the scale `cost=0:x`: expected a number, found `x`"),
        ("1:1", "the ends of the scale `1:1` are the same"),
    ],
)
def test_a_scale_that_is_none_is_refused(word: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        scales([word])


def test_a_scale_is_given_once_and_for_a_criterion_that_is_there() -> None:
    with pytest.raises(CommandError, match="`a` has two scales"):
        scales(["a=0:1", "a=0:2"])
    with pytest.raises(CommandError, match="two scales for all criteria"):
        scales(["0:1", "0:2"])
    with pytest.raises(CommandError, match="no criterion `impct` to have a scale\n  hint: did you mean `impact`"):
        read("Option,impact\nX,1\n", "impct=0:9")


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


numbers = st.integers(-(10**9), 10**9).map(lambda number: number / 1000)


@example(["\u2329"], [("e\u0301", [1.0, 2.0, 3.0, 4.0])])
@given(st.lists(names, min_size=1, max_size=4), st.lists(st.tuples(names, st.lists(numbers, min_size=4, max_size=4))))
def test_whatever_is_imported_can_be_scored(criteria: list[str], options: list[tuple[str, list[float]]]) -> None:
    """Names and numbers of a table come back from the study that is made of it."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["", *criteria])
    for name, ratings in options:
        writer.writerow([name, *ratings[: len(criteria)]])
    try:
        texts = read(out.getvalue(), "-1e6:1e6")
    except StudyError as error:
        # Two names may give one id, and a table may hold no option; nothing else can be wrong with it.
        possible = (
            "has the same id|a second (option|criterion|row)|no ratings|a weight may not be negative|is a result"
            "|is not allowed in a name|weights stand where|no rating on|names no criteria|beside it have none"
            "|seems to describe the criteria|the dot may be for thousands"
        )
        assert [problem for problem in error.problems if not re.search(possible, problem.message)] == []  # noqa: PT017
        return
    study = link(read_documents(File(path, text.encode()) for path, text in texts.items()), None, "")

    # Letters that may be written in two ways come back in one.
    assert [criterion.name for criterion in study.criteria] == [normalize("NFC", name) for name in criteria]
    by_name = {o.name: [r.value for r in o.ratings.values()] for o in study.options}
    for name, ratings in options:
        if (known := normalize("NFC", name)) in by_name:
            assert by_name[known] == ratings[: len(criteria)]
