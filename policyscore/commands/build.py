"""What the `build` of a command starts from, and what it returns.

A command is two functions: one that typer calls, which reads what was typed, loads and prints; and `build`, which makes
what is to be shown. Most make it of a loaded study; that of `check` of paths, since a faulty study cannot be loaded,
and that of `diff` of two assessments; `schema` and `init` need no study, and `init` makes files. A `build` takes plain
words and numbers beside that, prints nothing, and may be called again and again: by tests, by other programs, whenever
a file has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from policyscore.analysis.scoring import Assessment
    from policyscore.errors import Remark
    from policyscore.formats.report import Note
    from policyscore.model.study import Study, Weighting

    # Weights as `-w` takes them (an id, `default`, `equal`, a path, `ID=POINTS,…`), points by id, or a weighting;
    # None is the weights of the criteria document.
    Weights: TypeAlias = str | Mapping[str, float] | Weighting | None

Shown_co = TypeVar("Shown_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Built(Generic[Shown_co]):
    """What a command shows: a report, a memo, a chart, or text that stands by itself.

    `exit_code` is what the command ends with once it is shown, and `unmet` says which demands on the result do not
    hold. `remarks` are notes on it that what is shown has no place for; `warnings` are what reading remarked, to be
    said beside the result whatever its format.
    """

    shown: Shown_co
    exit_code: int = 0
    unmet: tuple[str, ...] = ()
    remarks: "tuple[Note, ...]" = ()
    warnings: "tuple[Remark, ...]" = ()


def assessed(
    study: "Study",
    weights: "Weights" = None,
    *,
    changes: Iterable[str] = (),
    tags: Sequence[str] = (),
    skip_tags: Sequence[str] = (),
) -> "Assessment":
    """The options of a study scored under one weighting: the start of most commands.

    changes: ratings to try, each as OPTION.CRITERION=RATING. tags, skip_tags: only options that carry one of `tags`
    (any, where it is empty) and none of `skip_tags` are ranked. A file that `weights` names is among the files of the
    assessment's study. Raises CommandError for words that mean nothing in this study, StudyError where a file of
    weights has problems.
    """
    from policyscore.analysis.scoring import assess
    from policyscore.model.study import Weighting
    from policyscore.reading import selection

    if isinstance(weights, Weighting):
        weighting = weights
    elif isinstance(weights, Mapping):
        weighting = selection.inline(study, weights)
    else:
        study, weighting = selection.weighting(study, weights)
    study = selection.what_if(study, changes)
    return assess(study, weighting, selection.options(study, tags, skip_tags))
