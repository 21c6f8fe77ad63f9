"""Commands whose options come in groups: a parameter of a command may be a class of options."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from policyscore.commands.options import Debug


class Group:
    """Options that belong together: each annotation in the class is one of typer's, with its default.

    Plain classes and no dataclasses, since every start of the program makes all of them.
    """

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)

    @classmethod
    def held(cls) -> dict[str, Any]:
        """The options of the group with their annotations, those that it has from another group first."""
        return {name: kind for each in reversed(cls.__mro__) for name, kind in inspect.get_annotations(each).items()}


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command as typer wants it: each parameter that is a Group becomes the options that the group holds.

    The options are in the order of the parameters and of what the groups hold. `--debug` comes last: its callback does
    all that it is for, so the command is not told of it. The help is what the command is `documented` by.
    """
    groups: dict[str, type[Group]] = {}
    options: list[inspect.Parameter] = []

    def add(name: str, annotation: object, default: object) -> None:
        options.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation))

    for parameter in inspect.signature(command).parameters.values():
        # A type, never a string, as long as the modules of commands do not put off their annotations.
        kind = parameter.annotation
        if isinstance(kind, type) and issubclass(kind, Group):
            groups[parameter.name] = kind
            for name, annotation in kind.held().items():
                add(name, annotation, getattr(kind, name))
        else:
            add(parameter.name, kind, parameter.default)
    add("debug", Debug, False)

    @functools.wraps(command)
    def run(**given: Any) -> None:
        del given["debug"]
        for name, kind in groups.items():
            given[name] = kind(**{held: given.pop(held) for held in kind.held()})
        command(**given)

    # Typer reads these; with `__wrapped__` it would find the signature with the groups.
    flat: Any = run
    del flat.__wrapped__
    flat.__signature__ = inspect.Signature(options)
    flat.__annotations__ = {option.name: option.annotation for option in options}
    return run
