"""Text of the template that `init` writes, left as it came."""

from collections.abc import Iterator

from policyscore.checks.rule import Finding, Harm, problem_at, rule
from policyscore.documented import documented
from policyscore.model.entry import Entry
from policyscore.model.places import KeyPath
from policyscore.model.study import Study
from policyscore.model.written import Written

# What stands in the template for its user to replace.
TITLE, QUESTION = "The title of your study", "Which option should be chosen, by whom, and by when?"
OPTIONS, SUMMARY = ("The first option", "The second option"), "Who does what, in a sentence."
WEIGHTINGS = ("An order of one side, to be replaced", "Points of one side, to be replaced")
HOLDER = "Whose view it is"
SOURCE = "The title of a source, to be replaced by yours"


@rule(
    "W37",
    "text of the template, left as it came",
    "what is filled in already tends to be left as it is (Johnson and Goldstein 2003)",
    Harm.READING,
)
@documented(
    """`init` writes a study whose title, options, weightings and source are examples to be replaced. Left as they came
    they stand in every table, and an example weighting looks like the view of somebody. Replace the text, or delete
    the file. Comments do not count."""
)
def left_as_it_came(study: Study) -> Iterator[Finding]:
    for entry, path, text, what in _texts(study):
        if text in (TITLE, QUESTION, *OPTIONS, SUMMARY, *WEIGHTINGS, HOLDER, SOURCE):
            message, hint = f'{what} is still the template\'s: "{text}"', "write your own, or delete this document"
            yield Finding(problem_at(entry, path, message, hint))


def _texts(study: Study) -> Iterator[tuple[Entry[Written], KeyPath, str | None, str]]:
    """Every text that may have come with the template: its document, where it stands there, and what it is."""
    head = study.study_entry
    if head:
        yield head, ("study",), head.written.study, "the title"
        yield head, ("question",), head.written.question, "the question"
    for option, entry in study.written_options:
        yield entry, ("option",), option.name, "the name of an option"
        yield entry, ("summary",), option.summary, "the summary of an option"
    for view in study.weightings.values():
        if view.entry:
            yield view.entry, ("weighting",), view.name, "the name of a weighting"
            yield view.entry, ("holder",), view.holder, "the holder of a weighting"
    for id, sources in study.source_entries.items():
        yield sources, ("sources", id), study.sources[id].title, "the title of a source"
