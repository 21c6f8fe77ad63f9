"""Scores policy options, written in YAML, against weighted criteria.

>>> import policyscore
>>> study = policyscore.load("tests/examples/good/chance.yaml")
>>> assessment = policyscore.score(study)
>>> for option in assessment.options[:2]:
...     print(option.id, option.chance.value, round(option.score, 1), round(option.gain, 1), option.in_effect)
channel 0.5 54.7 11.7 68.0
as-now 1.0 43.0 0.0 43.0

Weights may also be the id of a weighting, or points by criterion; and every option may count as if it took effect,
whatever its chance:

>>> [option.id for option in policyscore.score(study, {"impact": 60, "cost": 40}, chance=False).options]
['referral', 'channel', 'as-now']

The tables that the command line prints, as text:

>>> policyscore.render(assessment, "csv").split("\\n")[1][:29]
'channel,Secret channel,1,54.7'

What is wrong with a study comes all at once, each fault with its place:

>>> try:
...     policyscore.load("tests/examples/bad/unknown-key.yaml")
... except policyscore.StudyError as error:
...     problem = error.problems[0]
...     print(problem.line, problem.column, problem.message)
4 10 unknown key `vaule`
"""

# Not from `typing`: this is loaded before the program can listen to Ctrl-C, so it loads nothing else.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyscore.api import Assessment, ScoredOption, Study, Weighting, load, render, score
    from policyscore.errors import CommandError, PolicyscoreError, Problem, StudyError
    from policyscore.version import __version__

__all__ = [
    "Assessment",
    "CommandError",
    "PolicyscoreError",
    "Problem",
    "ScoredOption",
    "Study",
    "StudyError",
    "Weighting",
    "__version__",
    "load",
    "render",
    "score",
]


def __getattr__(name: str) -> object:
    # Late, so that `policyscore --help` does not wait for what only a study needs.
    if name == "__version__":
        from policyscore import version

        return version.__version__
    if name in __all__:
        from policyscore import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
