"""Scores policy options, written in YAML, against weighted criteria.

>>> import policyscore
>>> study = policyscore.load("options")
>>> assessment = policyscore.score(study, "haggard-coalition")
>>> first = assessment.options[0]
>>> first.id, round(first.score, 1), round(first.gain, 1)
('technical-cooperation', 50.3, 10.3)

Weights may also be points by criterion:

>>> policyscore.score(study, {"impact": 60, "cost": 40}).options[0].id
'china-refoulement'

The tables that the command line prints, as text:

>>> policyscore.render(assessment, "csv").split("\\n")[1][:48]
'technical-cooperation,OHCHR technical cooperatio'

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
