"""The JSON Schema agrees with the program: it takes every good file, and refuses what it can see to be bad.

What it cannot see is listed in `golden/unseen.txt`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from policyscore.errors import CommandError
from policyscore.model.places import Node, Quoted
from policyscore.model.schema import schema, text
from policyscore.model.written import KINDS
from policyscore.reading.files import gather
from policyscore.reading.yaml_ import read_yaml
from tests.helpers import Golden, run
from tests.whole.test_examples import BAD, GOOD

BUNDLED = Path("options").absolute()
WHOLE = jsonschema.Draft7Validator(schema(), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def core(node: Node) -> object:
    """A document as an editor reads it: scalars by the core schema of YAML 1.2 (chapter 10.3)."""
    if isinstance(node, dict):
        return {key: core(value) for key, value in node.items()}
    if isinstance(node, list):
        return [core(item) for item in node]
    if isinstance(node, Quoted):
        return str(node)
    if node in ("", "~", "null", "Null", "NULL"):
        return None
    if node in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.lower() == "true"
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node):
        return float(node)
    return node


def refused(path: Path) -> Iterator[str]:
    """What the schema says against a file; a file that cannot be read as YAML says so itself."""
    reading = read_yaml(path.read_bytes())
    yield from (fault.message for fault in reading.faults)
    for document in reading.documents:
        yield from (error.message for error in WHOLE.iter_errors(core(document.root)))


def files(paths: list[Path]) -> list[Path]:
    return [Path(file.path) for file in gather(map(str, paths))]


@pytest.mark.parametrize("path", files([*GOOD, BUNDLED]), ids=lambda path: path.name)
def test_a_good_file_is_taken(path: Path) -> None:
    assert list(refused(path)) == []


def unseen() -> str:
    """The bad examples that look right to the schema, by name."""
    return "".join(f"{path.name}\n" for path in BAD if path.is_file() and not list(refused(path)))


def test_a_bad_file_is_refused_where_a_schema_can_see_it(golden: Golden) -> None:
    golden("unseen.txt", unseen())


TO_100 = {"worst": 0, "best": 100}


@pytest.mark.parametrize(
    ("criteria", "taken"),
    [
        ({"odds": TO_100, "impact": TO_100}, True),
        ({"odds": TO_100, "impact": {**TO_100, "weight": 60}, "cost": {"worst": 9, "best": 0, "weight": 40}}, True),
        ({"odds": TO_100, "impact": {**TO_100, "weight": 60, "if_it_fails": 0.5}}, True),
        ({"odds": TO_100, "effects": {"criteria": {"impact": TO_100}, "weight": 3}}, True),
        # The chance carries a weight, since all do.
        ({"odds": {**TO_100, "weight": 0}, "impact": {**TO_100, "weight": 60}}, False),
        # None is left to be weighed, or to weigh anything.
        ({"odds": TO_100}, False),
        ({"odds": TO_100, "impact": {**TO_100, "weight": 0}}, False),
        # None could be a chance in 100.
        ({"odds": {"worst": 0, "best": 10}, "impact": {"worst": 100, "best": 0}}, False),
        ({"odds": {**TO_100, "curve": {"0": 0, "100": 100}}, "impact": {"worst": 100, "best": 0}}, False),
        ({"odds": {**TO_100, "if_it_fails": 0.5}, "impact": {"worst": 100, "best": 0}}, False),
        ({"effects": {"criteria": {"odds": TO_100, "impact": TO_100}}, "cost": {"worst": 9, "best": 0}}, False),
        # Inside a branch there is no chance, and so all weigh or none.
        ({"odds": TO_100, "effects": {"criteria": {"impact": {**TO_100, "weight": 3}, "reach": TO_100}}}, False),
    ],
)
def test_beside_a_chance_all_weigh_or_none_and_one_could_be_it(criteria: object, taken: bool) -> None:
    assert WHOLE.is_valid({"chance": "odds", "criteria": criteria}) is taken


def test_without_a_chance_all_criteria_weigh_or_none() -> None:
    assert not WHOLE.is_valid({"criteria": {"odds": TO_100, "impact": {**TO_100, "weight": 60}}})
    assert WHOLE.is_valid({"criteria": {"odds": TO_100}})


@pytest.mark.parametrize(("share", "taken"), [(0, True), (1, True), (0.4, True), (-0.1, False), (40, False)])
def test_what_comes_of_trying_is_a_share_of_1(share: float, taken: bool) -> None:
    criteria = {"odds": TO_100, "impact": {**TO_100, "if_it_fails": share}}

    assert WHOLE.is_valid({"chance": "odds", "criteria": criteria}) is taken


def test_the_schema_is_one_of_draft_7() -> None:
    for kind in (None, *KINDS):
        jsonschema.Draft7Validator.check_schema(schema(kind))


def test_every_key_has_a_description() -> None:
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    for name, known in definitions.items():
        for key, value in known["properties"].items():
            assert value["description"].endswith("."), f"{name}.{key}"


def test_the_schema_of_a_kind_takes_that_kind_alone() -> None:
    option = jsonschema.Draft7Validator(schema("option"))

    assert option.is_valid({"option": "Dialogue", "ratings": {"impact": "unknown"}})
    assert not option.is_valid({"study": "Levers"})


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CommandError, match="no kind of document `options`\n  hint: did you mean `option`"):
        schema("options")


def test_the_bundled_study_carries_its_schema(golden: Golden) -> None:
    golden(BUNDLED / ".schema.json", text())
    for file in gather([str(BUNDLED)]):
        _, path = file.content.decode().splitlines()[0].split("$schema=")

        assert (Path(file.path).parent / path).resolve() == BUNDLED / ".schema.json"


def test_the_command_prints_what_the_function_gives(tmp_path: Path) -> None:
    out = tmp_path / "option.json"

    assert run("schema", "-o", str(out), "option").exit_code == 0
    assert json.loads(out.read_text("utf-8")) == schema("option")
