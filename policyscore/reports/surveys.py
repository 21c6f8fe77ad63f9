"""What is said of a survey beside its result: what weighs nothing, and which columns and rows do not count."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from policyscore.formats.report import Note
from policyscore.reading.respondents import Shared
from policyscore.reading.survey import Survey
from policyscore.text import counted, few, folded, listed

# So many of the rows of one name are told.
ROWS_NAMED = 5


def survey_notes(surveys: Sequence[Survey]) -> Iterator[Note]:
    """What a reader of a result should know of the surveys that it rests on."""
    for survey in surveys:
        if zero := [*_zero(survey)]:
            weighed = "weighs" if len(survey.unnamed) + len(survey.zero) == 1 else "weigh"
            yield Note("survey-zero", f"In {survey.file_name}, {listed(zero)} {weighed} 0 for everyone.")
        if survey.name_heading and folded(survey.name_heading) != "name":
            heading = " ".join(survey.name_heading.split())
            yield Note("survey-name", f"In {survey.file_name}, the column {heading} says whose each row is.")
        if survey.groups:
            named = few([*survey.groups])
            columns = f"column {named} holds" if len(survey.groups) == 1 else f"columns {named} hold"
            yield Note("survey-groups", f"In {survey.file_name}, the {columns} no points; --by compares such groups.")
        if survey.like_ranks:
            yield Note(
                "survey-ranks",
                f"In {survey.file_name}, every row holds the numbers 1 to {len(survey.criteria)}, each once, as ranks "
                "would; they are read as points, so that 1 weighs least.",
            )
        if survey.shared:
            yield Note("survey-names", _shared(survey, survey.shared))
        if survey.incomplete:
            rows = [str(number) for number in survey.first_incomplete]
            more = survey.incomplete - len(rows)
            numbers = listed([*rows, counted(more, "other")] if more else rows)
            which = f"is left out because a criterion has no points there: row {numbers}"
            if survey.incomplete > 1:
                which = f"are left out because a criterion has no points there: rows {numbers}"
            of = f"{survey.incomplete:,} of {survey.incomplete + survey.respondents:,} rows"
            yield Note("survey-incomplete", f"In {survey.file_name}, {of} {which}.")


def in_several_note(count: int) -> Iterator[Note]:
    """What to know where ids of weightings stand in several surveys, or in one and among weightings that are named."""
    if count:
        found, each = ("stands", "it is") if count == 1 else ("stand", "each is")
        where = f"{each} in more than one survey, or in a survey and the id of a named weighting"
        yield Note("survey-names", f"{counted(count, 'name')} {found} for more than one weighting: {where}.")


def _shared(survey: Survey, shared: Shared) -> str:
    """Which names stand in more than one row."""
    names = [f"{name} (rows {few([*map(str, rows)], ROWS_NAMED)})" for name, rows in shared.first.items()]
    more = shared.names - len(names)
    named = listed([*names, counted(more, "other")] if more else names)
    one = shared.names == 1
    return (
        f"In {survey.file_name}, {counted(shared.names, 'name')} {'stands' if one else 'stand'} in more than one row, "
        f"{shared.rows:,} rows in all: {named}. Each row counts as a weighting of its own."
    )


def _zero(survey: Survey) -> Iterator[str]:
    """The criteria that weigh 0 for everyone, with the reason."""
    if survey.unnamed:
        yield f"{listed(survey.study.names(survey.unnamed))} (which no column names)"
    if survey.zero:
        yield f"{listed(survey.study.names(survey.zero))} (0 in every row)"


class SurveyJson(TypedDict):
    """A survey: how many rows of it count and how many do not, and what its columns are.

    `shared_names` is how many names stand in more than one row. `criteria` are those with a column, branches too,
    `weigh_zero` the criteria that weigh 0 in every row.
    """

    file: str
    rows: int
    left_out: int
    shared_names: int
    criteria: list[str]
    groups: list[str]
    weigh_zero: list[str]


def survey_json(survey: Survey) -> SurveyJson:
    """A survey for programs."""
    without = {*survey.unnamed, *survey.zero}
    return {
        "file": survey.file_name,
        "rows": survey.respondents,
        "left_out": survey.incomplete,
        "shared_names": survey.shared.names if survey.shared else 0,
        "criteria": [*survey.criteria.values()],
        "groups": [*survey.groups],
        "weigh_zero": [id for id in survey.study.tree.ids if id in without],
    }
