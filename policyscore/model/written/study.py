"""What people write of the study as a whole."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from policyscore.documented import documented
from policyscore.model.written.types import Code, Day, Name, Text, Written, a_mapping, one_of


@documented("What the study as a whole is about.")
class WrittenStudy(Written):
    study: Name = Field(description="The title of the study.")
    question: Text | None = Field(default=None, description="The question that the study is to answer.")
    as_of: Day | None = Field(
        default=None, description="The day that the ratings look from, as 2026-11-23; `check` names later sources."
    )
    note: Text | None = Field(
        default=None, description="What every reader of a result should know; printed under each."
    )
    higher: Annotated[str, one_of("better", "worse")] = Field(
        default="better", description="Whether rank 1 is the best option or just the highest score. Changes words only."
    )
    silence: Annotated[dict[Code, Text], BeforeValidator(a_mapping)] | None = Field(
        default=None,
        description="Warnings that `check` should not give: their code, and the reason that it prints instead.",
    )
