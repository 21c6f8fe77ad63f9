"""A refusal carries every fault with its path, also through the classes that pydantic checks."""

import pytest
from pydantic import ValidationError

from policyscore.model.refused import PathFault, Refused
from policyscore.model.written import WrittenRating


def test_a_refusal_has_a_fault_or_more() -> None:
    assert Refused("wrong", "mend it", ("a", 0)).faults == [PathFault(("a", 0), "wrong", "mend it")]
    faults = [PathFault((), "one", key=True), PathFault(("b",), "two", "so")]
    several = Refused.for_all(faults)

    assert several.faults == faults
    assert several.reason == ("one", None)
    assert str(several) == "one"


def test_pydantic_hands_a_refusal_on_as_it_was() -> None:
    with pytest.raises(ValidationError) as caught:
        WrittenRating.model_validate({"value": "unknown", "low": "1", "high": "unknown"})

    (error,) = caught.value.errors()
    refused = error["ctx"]["error"]
    assert isinstance(refused, Refused)
    assert [fault.path for fault in refused.faults] == [("low",), ("high",)]
