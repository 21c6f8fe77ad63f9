"""A command that cannot be parsed, told as everything else is: what was found, what was allowed, and what to do."""

import os
from collections.abc import Iterable
from typing import Any

import typer

from policyscore.commands.output import format_hint
from policyscore.errors import CommandError
from policyscore.formats.format import CHARTS, Format
from policyscore.text import did_you_mean, listed

# Typer carries click's errors but names only this one of them; what all wrong commands raise is one above it.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


# What people call commands elsewhere.
OTHER_NAMES = {
    "score": ("rank", "ranking", "run", "evaluate", "show"),
    "robust": ("robustness", "sensitivity", "stability"),
    "memo": ("report", "write", "brief"),
    "chart": ("plot", "graph", "draw"),
    "check": ("validate", "verify", "lint", "test"),
    "init": ("new", "create", "start"),
    "explain": ("why",),
}

# What an option took once, and what to write now.
GONE = {
    (
        "--sort",
        "expected-gain",
    ): "a score counts the chance now, so leave --sort out; --sort chance and --sort in-effect go by its two parts"
}


def command_error(error: Exception, ctx: typer.Context) -> CommandError:
    """What is wrong with the words of a command.

    error: a UsageError, of which typer hands on no kinds to tell apart, so what it carries says which it is. ctx: of
    the command that was being parsed.
    """
    found: Any = error
    if hasattr(found, "possibilities"):
        return _unknown(found.option_name, ctx)
    if hasattr(found, "param_type"):
        return _missing(found.param, ctx)
    if hasattr(found, "option_name"):
        return without_value(found.option_name, ctx)
    if isinstance(error, typer.BadParameter) and found.param is not None:
        return _bad_value(found, ctx)
    text: str = found.format_message()
    return CommandError(text[:1].lower() + text[1:].rstrip("."), asking_for_help(ctx))


def asking_for_help(ctx: typer.Context) -> str:
    """Where somebody finds what a command takes."""
    return f"`{ctx.command_path} --help` says what it takes"


def parameters(command: Any) -> dict[str, Any]:
    """What a command takes with a dash in front, by each way to write it, as typer has it."""
    options = (param for param in command.params if param.param_type_name == "option")
    return {word: option for option in options for word in (*option.opts, *option.secondary_opts)}


def without_value(word: str, ctx: typer.Context, instead: str = "") -> CommandError:
    """That a word with a dash has no value after it, or one that takes none; `instead`: what follows it."""
    option = parameters(ctx.command).get(word)
    if option is not None and option.is_flag:
        return CommandError(f"`{word}` takes no value", f"write {word} alone")
    message = f"`{word}` needs a value after it" + (f", not `{instead}`" if instead else "")
    if option is None:
        return CommandError(message, asking_for_help(ctx))
    choices = option.type_descriptor.choices
    value = f"one of {listed(choices, 'or')}" if choices else f"{option.metavar or 'TEXT'}: {option.help}"
    return CommandError(message, f"write {word} and {value}" if choices else f"{word} {value}")


def _unknown(word: str, ctx: typer.Context) -> CommandError:
    """That a command takes no such word with a dash; another command may."""
    message = f"`{ctx.command_path}` takes no `{word}`"
    group: Any = ctx.find_root().command
    owners = [name for name, command in group.commands.items() if word in parameters(command)]
    if not owners:
        return CommandError(message, did_you_mean(word, parameters(ctx.command)) or asking_for_help(ctx))
    if ctx.command is group:
        return CommandError(message, f"it goes after a command: {ctx.command_path} {owners[0]} {word} …")
    return CommandError(message, f"`{word}` is for {listed(owners, 'or')}")


def _missing(param: Any, ctx: typer.Context) -> CommandError:
    """That an argument is missing: what it is, and how it is written."""
    name = param.metavar or param.name
    message = f"`{ctx.command_path}` needs {name}"
    if choices := param.type_descriptor.choices:
        return CommandError(message, *_choices(choices, arguments(ctx)))
    listing = f"; `{ctx.find_root().command_path} list` lists the options" if name == "OPTION" else ""
    help = param.help.rstrip(".")
    return CommandError(f"{message}, {help[:1].lower()}{help[1:]}", f"write {arguments(ctx)}{listing}")


def arguments(ctx: typer.Context) -> str:
    """A command with its arguments, as somebody should write it."""
    command: Any = ctx.command
    names = [param.metavar for param in command.params if param.param_type_name == "argument"]
    return " ".join([ctx.command_path, *("[STUDY]" if name == "STUDY" else name for name in names)])


def _choices(choices: Iterable[str], usage: str) -> tuple[str, list[str]]:
    """How to choose, and a line for each choice."""
    described = [f"{choice}: {CHARTS[choice]}" if choice in CHARTS else choice for choice in map(str, choices)]
    return f"write {usage}, with one of", described


def _bad_value(error: Any, ctx: typer.Context) -> CommandError:
    """That a value does not fit; what would is in its own words for formats, and for choices."""
    param, fault = error.param, _fault(error)
    if fault is None:
        return CommandError(error.message.rstrip("."), asking_for_help(ctx))
    written, choices = str(fault["input"]), param.type_descriptor.choices
    if param.param_type_name == "argument" and choices:
        # Somebody who left it out has the study in its place.
        usage = f"{ctx.command_path} {param.metavar} {written}" if os.path.exists(written) else arguments(ctx)
        hint, lines = _choices(choices, usage)
        near = did_you_mean(written, choices)
        return CommandError(f"there is no {ctx.info_name} `{written}`", near or hint, () if near else lines)
    word = param.opts[-1]
    if choices and all(isinstance(choice, Format) for choice in choices):
        return CommandError(f"there is no format `{written}` for `{ctx.command_path}`", format_hint(written, choices))
    message = f"{word} cannot be `{written}`"
    if gone := GONE.get((word, written)):
        return CommandError(message, gone)
    if choices:
        return CommandError(message, did_you_mean(written, choices) or f"it can be {listed(choices, 'or')}")
    whole = param.type_descriptor.annotation is int
    # As they are to be written: the program takes no commas for thousands.
    ends = [f"{name} {end}" for name, end in (("from", param.min), ("to", param.max)) if end is not None]
    up = ["up"] if ends and param.max is None else []
    comma = ", written without commas" if whole else ", with a point for decimals"
    takes = " ".join(["a whole number" if whole else "a number", *ends, *up])
    return CommandError(message, f"it takes {takes}{comma if ',' in written else ''}")


def _fault(error: Any) -> Any:
    """What pydantic says is wrong with a value: its type, and the input; None where it was not asked."""
    faults: list[Any] = getattr(error.__cause__, "errors", list)()
    return faults[0] if faults else None


def no_command(word: str, ctx: typer.Context) -> CommandError:
    """That there is no such command; people call some by other names."""
    group: Any = ctx.command
    meant = next((name for name, words in OTHER_NAMES.items() if word.lower() in words), None)
    hint = f"did you mean `{meant}`?" if meant else did_you_mean(word, group.commands)
    return CommandError(f"there is no command `{word}`", hint or f"the commands are {listed(group.commands)}")
