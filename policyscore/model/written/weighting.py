"""What people write of weights: somebody's view of how much each criterion counts."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from policyscore.documented import documented
from policyscore.model.refused import Refused
from policyscore.model.written.types import (
    Day,
    Id,
    Name,
    Phrase,
    Place,
    Points,
    Range,
    Ratio,
    Text,
    Written,
    a_list,
    a_mapping,
    some,
)
from policyscore.text import ticked

# The keys of the ways to set weights. A weighting takes one; the module `ways` has a class for each.
METHODS = ("points", "order", "pairwise")

PAIR_PATTERN = r"^\s*(?!([^/\s]+)\s*/\s*\1\s*$)[^/\s]+\s*/\s*[^/\s]+\s*$"


@documented("Somebody's view of how much each criterion's swing counts, given in one of three ways.")
class WrittenWeighting(Written):
    weighting: Name = Field(description="The name of the weighting.")
    id: Id | None = Field(default=None, description="What commands call it; left out, the file's name.")
    holder: Phrase | None = Field(default=None, description="Whose view it is.")
    why: Text | None = Field(default=None, description="Why these weights.")
    fixed: Day | None = Field(default=None, description="The day when they were set, as 2026-11-23.")
    points: Annotated[dict[Id, Points], BeforeValidator(a_mapping)] | None = Field(
        default=None,
        description="Points by the id of a criterion or a whole branch, whatever their sum.",
        json_schema_extra={"not": {"additionalProperties": {"const": 0}}},
    )
    order: Annotated[tuple[Place, ...], BeforeValidator(a_list)] | None = Field(
        default=None,
        description="Ids from the most important to the least; a list inside where the order is not known.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    pairwise: Annotated[dict[str, Ratio], BeforeValidator(a_mapping)] | None = Field(
        default=None,
        description="How many times the first weighs the second, as `impact/cost: 3`; every pair once.",
        json_schema_extra={"propertyNames": {"pattern": PAIR_PATTERN}},
    )
    ranges: Annotated[dict[Id, Range], BeforeValidator(a_mapping)] | None = Field(
        default=None, description="The lowest and the highest weight that its holder would accept, in points of 100."
    )

    model_config = ConfigDict(json_schema_extra={"oneOf": some(METHODS)})

    @model_validator(mode="after")
    def _one_way(self) -> "WrittenWeighting":
        given = [key for key in METHODS if getattr(self, key) is not None]
        if not given:
            raise Refused(f"a weighting needs one of {ticked(METHODS)}")
        if len(given) > 1:
            raise Refused(f"a weighting takes one of {ticked(given)}", "keep one", (given[1],))
        if self.order == ():
            raise Refused("expected criteria, found an empty list", "the most important one first", ("order",))
        return self
