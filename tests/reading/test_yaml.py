"""The reader: plain data, exact places, and nothing that can crash or exhaust it."""

import json
from pathlib import Path
from unicodedata import is_normalized

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyscore.model.places import Node, Quoted
from policyscore.reading.yaml_ import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's scanners: the fast one is not everywhere."""
    if request.param == "pure Python":
        monkeypatch.setattr("policyscore.reading.yaml_.LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


def root(text: str) -> Node:
    reading = read_yaml(text.encode())
    assert not reading.faults
    (document,) = reading.documents
    return document.root


def fault(content: str | bytes) -> tuple[int, int, str]:
    (found,) = read_yaml(content.encode() if isinstance(content, str) else content).faults
    return found.line, found.column, found.message


def test_plain_scalars_stay_text() -> None:
    words = ["no", "off", "1:30", "010", "0x10", "1_000", "1e3", ".nan", "2026-11-23", "1.10", "~", "null", "true"]

    assert root("\n".join(f"- {word}" for word in words)) == words


def test_quotes_and_blocks_are_told_from_plain_text() -> None:
    data = root("plain: 3\nsingle: '3'\ndouble: \"3\"\nblock: |\n  3\nfolded: >-\n  3\n")

    assert isinstance(data, dict)
    assert [type(value) for value in data.values()] == [str, Quoted, Quoted, Quoted, Quoted]


def test_places_count_lines_and_characters_from_1() -> None:
    (document,) = read_yaml("# café\nä: [x, {wörd: 1}]\nlast:\n  - deep\n".encode()).documents

    assert document.place(("ä",), key=True) == (2, 1)
    assert document.place(("ä",)) == (2, 4)
    assert document.place(("ä", 0)) == (2, 5)
    assert document.place(("ä", 1, "wörd"), key=True) == (2, 9)
    assert document.place(("ä", 1, "wörd")) == (2, 15)
    assert document.place(("last", 0)) == (4, 5)


def test_a_path_that_leads_nowhere_has_the_place_of_what_is_above_it() -> None:
    (document,) = read_yaml(b"a:\n  b: 1\n").documents

    assert document.place(("a", "missing")) == (2, 3)
    assert document.place(("a", "b", 0)) == (2, 6)
    assert document.place(("nothing",)) == (1, 1)


def test_the_span_of_a_word_ends_where_it_is_written_to_end() -> None:
    reading = read_yaml(b"a: {value: 12.5, 'it''s': \"x\\\"y\"} # comment\nb: some words\n")

    assert reading.span(1, 1) == len("a")
    assert reading.span(1, 5) == len("value")
    assert reading.span(1, 12) == len("12.5")
    assert reading.span(1, 18) == len("'it''s'")
    assert reading.span(1, 27) == len('"x\\"y"')
    assert reading.span(2, 4) == len("some words")
    assert reading.span(9, 9) == 1


def test_documents_come_one_by_one_and_empty_ones_are_left_out() -> None:
    documents = read_yaml(b"---\n---\na: 1\n---\n- b\n...\n").documents

    assert [(document.root, document.line) for document in documents] == [({"a": "1"}, 3), (["b"], 5)]


def test_two_ways_to_write_a_letter_are_one_key() -> None:
    assert fault("\u00e9: 1\ne\u0301: 2\n") == (2, 1, "the key `\u00e9` is already on line 1")


def test_a_repeated_key_keeps_its_first_value_and_reading_goes_on() -> None:
    reading = read_yaml(b"a: 1\na: {b: [2]}\nc: 3\n")

    assert [document.root for document in reading.documents] == [{"a": "1", "c": "3"}]
    assert len(reading.faults) == 1


def test_all_faults_of_a_text_are_found() -> None:
    reading = read_yaml(b"a: &x 1\nb: *x\nc: !!str 2\n<<: 3\na: 4\nd: &y 5\n")

    assert [(fault.line, fault.column) for fault in reading.faults] == [(2, 4), (3, 4), (4, 1), (5, 1)]
    assert [fault.message for fault in read_yaml(b"a: &x 1\n").faults] == ["anchors (`&x`) are not allowed"]


def test_json_is_read_by_the_same_reader() -> None:
    data = {"name": 'a "quoted" name/\u00e9\U0001f600', "list": [1, 2.5, True, None], "deep": {"x": {}}}

    for text in (json.dumps(data), json.dumps(data, indent="\t"), json.dumps(data, ensure_ascii=False)):
        assert root(text.replace("/", r"\/")) == {
            "name": data["name"],
            "list": ["1", "2.5", "true", "null"],
            "deep": {"x": {}},
        }


def test_a_surrogate_pair_is_one_character_only_in_json() -> None:
    assert root(r"'\ud83d\ude00'") == r"\ud83d\ude00"


def test_30_000_brackets_do_not_crash() -> None:
    assert fault("[" * 30_000) == (1, MAX_DEPTH + 1, f"nested more than {MAX_DEPTH} levels deep")


def test_a_file_may_hold_so_many_values_and_no_more(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = MAX_NODES
    if request.node.callspec.params["loader"] == "pure Python":
        # It would read that many for seconds, and who counts them is the same.
        most = 500
        monkeypatch.setattr("policyscore.reading.yaml_.MAX_NODES", most)

    assert not read_yaml(b"- 1\n" * (most - 1)).faults
    assert fault(b"- 1\n" * most) == (most, 3, f"the file holds more than {most:,} values")


def test_a_file_may_be_so_large_and_no_larger() -> None:
    comment = b"a: 1\n#"
    assert not read_yaml(comment + b"x" * (MAX_BYTES - len(comment))).faults
    assert fault(comment + b"x" * MAX_BYTES) == (0, 0, f"the file is larger than {MAX_BYTES:,} bytes")


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"a: 1\nb: caf\xe9\n", (2, 7), "byte 0xe9 is not UTF-8"),
        ("ä: \x00".encode(), (1, 4), "U+0000 (null) is not allowed in a study file"),
        (b"a: \x1b[31m", (1, 4), "U+001B (escape) is not allowed in a study file"),
        (b"a: 1\r\nb: 2\r\r\n", (2, 5), "U+000D (carriage return) is not allowed in a study file"),
        (b"a: 1\rb: 2\r", (1, 5), "U+000D (carriage return) is not allowed in a study file"),
        ("a: x\u2028y".encode(), (1, 5), "U+2028 (line separator) is not allowed in a study file"),
        ("a: 1".encode("utf-16"), (0, 0), "the file is UTF-16, not UTF-8"),
        ("option: Sanctions\n".encode("utf-16-le"), (0, 0), "the file is UTF-16, not UTF-8"),
        (b"PK\x03\x04\x14\x00", (0, 0), "the file is an archive, not text"),
        (b"", (0, 0), "the file is empty"),
        (b"# only a comment\n---\n", (0, 0), "the file is empty"),
    ],
)
def test_what_no_text_may_hold_is_found_with_its_place(content: bytes, place: tuple[int, int], message: str) -> None:
    assert fault(content) == (*place, message)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a:\n\tb: 1", (2, 1), "a tab cannot indent YAML"),
        ("name: Charge: phase 1", (1, 13), "a second colon on a line cannot be"),
        (
            "a: 1\n b: 2",
            (2, 2),
            "this line starts with 1 space, the one above with 0, so YAML takes it for more of the text above",
        ),
        ("a:1\nb: 2", (1, 1), "a space is missing after the colon"),
        ("a\uff1a1\nb: 2", (1, 1), "the colon is U+FF1A (fullwidth colon), not the plain one"),
        ("a:\xa01\nb: 2", (1, 1), "the space after the colon is a no-break space, which YAML takes for a letter"),
        ("a 1\nb: 2", (1, 1), "a colon is missing on this line"),
        ("c: 3\n---\n# d: 4\n\na 1\n  b\nb: 2", (5, 1), "a colon is missing on this line"),
        ("a: one\n two\n three: 3", (3, 7), "a text that goes on over lines cannot hold a colon and a space"),
        (
            "a: [x #1]\nb: 2",
            (1, 7),
            'everything after " #" is a comment to YAML, so the bracket before it is never closed',
        ),
        ("a: {x: 1; y: 2}", (1, 12), "there is a semicolon before this instead of a comma"),
        ("a: ?\nb: 2", (1, 4), "a question mark is not a value"),
        ("a: {b: ?}", (1, 8), "a question mark is not a value"),
        ("a: -\nb: 2", (1, 4), "a hyphen alone is not a value"),
        ("a: 1\nb:2\nc: 3", (2, 1), "a space is missing after the colon"),
        ("a: {b:1}", (1, 5), "`b:1` has no value"),
        ("a: [12,5]\nb: {c: 12,5}", (2, 11), "`5` has no value"),
        ("a: @x", (1, 4), "a text cannot start with `@`"),
        ("a: %x", (1, 4), "a text cannot start with `%`"),
        ("a: **bold**", (1, 4), "a text cannot start with `*`, `&` or `!`"),
        ("a: 1\nb: 'x\nc: 2\n", (2, 4), "this quote is never closed"),
        ('a: 1\nb: "x\nc: 2\n', (2, 4), "this quote is never closed"),
        ("a: [1, 2\nb: 3\n", (1, 4), "this bracket is not closed: `]` is missing on this line"),
        ("a: [1, 2", (1, 4), "this bracket is not closed: `]` or a comma is missing after it"),
        ("a: [", (1, 5), "a value is missing here, or a bracket before it is not closed"),
        ("a: }", (1, 4), "`}` closes nothing that is open"),
        ("{a: 1} b", (1, 8), "the document has already ended"),
        ("a: > text", (1, 4), "a text cannot start with `>` or `|`"),
        ('{"a": "\\ud83d"}', (1, 8), "half of a surrogate pair is not a character"),
        ("a: {b: 1\n", (1, 4), "this bracket is not closed: `}` or a comma is missing after it"),
        ("a: 1\nb\nc: 2", (2, 1), "a key without a colon"),
        ('a: "\\q"', (1, 5), "YAML does not know this escape"),
        ("a: 'O'Brien'", (1, 7), "nothing more can follow on this line"),
        ("a:\n  b: 1\n c: 2", (3, 2), "the indentation does not fit the lines above"),
        ("a: - b", (1, 4), "a list cannot start here"),
        ("? [a]\n: 1", (1, 3), "a key must be a plain word"),
    ],
)
def test_what_yaml_refuses_is_said_in_the_authors_terms(text: str, place: tuple[int, int], message: str) -> None:
    line, column, said = fault(text)

    assert said == message
    # The two scanners differ a little in where they notice what is wrong.
    assert abs(line - place[0]) <= 1
    assert abs(column - place[1]) <= 2 or line != place[0]


def test_windows_line_ends_and_a_byte_order_mark_are_harmless() -> None:
    reading = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    assert [document.root for document in reading.documents] == [{"a": "1", "b": "2"}]
    assert reading.documents[0].place(("b",)) == (2, 4)
    assert reading.line(2) == "b: 2"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    reading = read_yaml(content)

    assert reading.faults or reading.documents


# Keys come back in one of the ways to write them, so those that have another are left out here.
KEYS = st.text().filter(lambda key: is_normalized("NFC", key))


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=10))
def test_what_json_writes_is_read_as_it_was(data: object) -> None:
    """Quoted keys and texts come back, whatever they hold, or a fault says why not."""
    reading = read_yaml(json.dumps({"data": data}).encode())

    if not reading.faults:
        ((document),) = reading.documents
        assert isinstance(document.root, dict)
        assert document.root["data"] == data


def test_the_study_that_ships_has_no_fault() -> None:
    for path in Path("options").rglob("*.yaml"):
        assert not read_yaml(path.read_bytes()).faults


def test_a_long_line_of_number_signs_in_an_open_bracket_is_looked_at_once() -> None:
    # For each sign to look for a bracket behind it took well over a minute.
    fault = read_yaml(("a: [" + " #" * 100_000 + "\nb: 1\n").encode()).faults[0]

    assert (fault.line, fault.column) == (1, 4)
