"""Documents by themselves: what holds is kept, what does not is said, and nothing is said twice."""

from policyscore.model.inputs import File
from policyscore.model.written import KINDS, WrittenCriteria, WrittenOption, WrittenSources
from policyscore.reading.documents import Documents, read_documents

OPTION = "option: Talks\nratings: {impact: 3, cost: 4}\n"


def read(*texts: str) -> Documents:
    return read_documents(File(f"{index}.yaml", text.encode()) for index, text in enumerate(texts))


def said(found: Documents) -> list[str]:
    return [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in found.problems]


def test_documents_are_found_by_kind_in_the_order_of_their_files() -> None:
    found = read(f"{OPTION}---\nsources: {{}}\n", "option: Sanctions\nratings: {impact: 1}\n")

    assert [entry.written.option for entry in found.of(WrittenOption)] == ["Talks", "Sanctions"]
    assert [(entry.file.path, entry.number) for entry in found.of(WrittenOption)] == [("0.yaml", 0), ("1.yaml", 0)]
    assert found.of(WrittenCriteria) == []
    # The sources are there and hold nothing: they cannot be known.
    assert found.of(WrittenSources) == []
    assert found.broken == {"sources"}


def test_an_option_is_kept_without_the_rating_that_does_not_hold() -> None:
    found = read("option: Talks\nratings: {impact: {value: 3, low: x}, cost: [1, 2], speed: 5}\ntags: 3\n")
    (entry,) = found.of(WrittenOption)

    assert said(found) == [
        "0.yaml:3:7: expected a list, found `3`",
        "0.yaml:2:45: two numbers do not say what is most likely",
    ]
    assert {*entry.written.ratings} == {"impact", "speed"}
    assert entry.refused == {("ratings", "cost"), ("tags",)}
    assert found.broken == set()


def test_of_criteria_nothing_is_kept_where_one_is_missing_something() -> None:
    found = read("criteria: {impact: {worst: 0, best: 9}, cost: {worst: 0}}\n")

    assert said(found) == ["0.yaml:1:41: missing key `best`"]
    assert found.of(WrittenCriteria) == []
    assert found.broken == {"criteria"}


def test_a_key_too_many_is_said_and_the_rest_is_kept() -> None:
    found = read("criteria: {impact: {worst: 0, best: 9, unti: euro}}\n")

    assert said(found) == ["0.yaml:1:40: unknown key `unti`"]
    assert found.problems[0].hint == "did you mean `unit`?"
    assert len(found.of(WrittenCriteria)) == 1


def test_a_file_that_cannot_be_read_may_hold_any_kind() -> None:
    found = read("option: [\n", OPTION)

    assert len(found.problems) == 1
    assert found.broken == {*KINDS}
    assert len(found.of(WrittenOption)) == 1


def test_what_the_reader_refused_is_not_said_again() -> None:
    found = read("option: Talks\nratings: {impact: !!str 3}\n")

    assert said(found) == ["0.yaml:2:19: tags (`!!str`) are not allowed"]


def test_a_document_has_one_kind() -> None:
    found = read("optoin: Talks\n", "option: Talks\nstudy: Levers\n", "package: Both\n", "- a\n")

    assert [(p.path, p.message.partition(":")[0], p.hint) for p in found.problems] == [
        ("0.yaml", "no known kind of document", "did you mean `option`?"),
        ("1.yaml", "a document is of one kind", "put a line with --- between two documents"),
        ("2.yaml", "`package` is reserved for a later version", "leave it out"),
        (
            "3.yaml",
            found.problems[3].message.partition(":")[0],
            "write the keys without dashes; put a line with --- between two documents",
        ),
    ]
    assert found.problems[3].message.endswith("found a list of 1")
    assert found.broken == {*KINDS}
