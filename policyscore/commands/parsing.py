"""How a command line is taken apart: commands as typer has them, which tell what is wrong in words of our own."""

import os
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from policyscore.commands import exits
from policyscore.commands.misplaced import check_studies
from policyscore.commands.usage import UsageError, arguments, command_error, no_command, parameters, without_value
from policyscore.errors import CommandError
from policyscore.reading.opening import noted

# Word processors and web pages make one of these of two hyphens.
DASHES = "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{MINUS SIGN}"


class Program(TyperGroup):
    """The commands, each of which ends with one of our exit codes, and never in a traceback."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with exits.exits({}):
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with exits.exits(ctx.meta), noted():
            try:
                return super().invoke(ctx)
            except UsageError as error:
                raise command_error(error, ctx) from error

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Takes the program's own options off; `help` and `version` are as good as `--help` and `--version`."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        if not args:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(exits.BAD_COMMAND)
        if args[0] == "help":
            args = [*args[1:2], "--help"]
        elif args[0] == "version":
            args = ["--version"]
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            raise command_error(error, ctx) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command and the words that are for it. Raises CommandError where there is none of that name."""
        from policyscore.reading.files import STUDY_SUFFIXES

        word = args[0]
        if ctx.resilient_parsing or word in self.commands:
            return super().resolve_command(ctx, args)
        if os.path.exists(word) or word.lower().endswith(STUDY_SUFFIXES):
            raise CommandError(
                f"a command is missing before `{word}`", f"to rank its options: {ctx.command_path} score {word}"
            )
        raise no_command(word, ctx)


class Command(TyperCommand):
    """A command that says of words it cannot take what they probably were meant to be."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        # What is wrong with words may be told before typer has come to how it is to be told.
        ctx.meta.setdefault(exits.ERRORS_AS_JSON, "--error-format json" in " ".join(args).replace("=", " "))
        self._look_over(ctx, args)
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except UsageError as error:
            raise command_error(error, ctx) from error
        if left:
            raise CommandError(f"`{left[0]}` is one word too many", f"write {arguments(ctx)}")
        check_studies(ctx)
        return left

    def _look_over(self, ctx: Any, words: list[str]) -> None:
        """Raises CommandError for words that typer would take for what they hardly are, without saying so."""
        options = parameters(self)
        place = 0
        while place < len(words) and words[place] != "--":
            word = words[place]
            place += 1
            if word[0:1] in DASHES and len(word) > 1 and not os.path.exists(word):
                rest = word.lstrip(DASHES + "-")
                raise CommandError(
                    f"`{word}` begins with a dash, not a hyphen", f"type {'-' if len(rest) == 1 else '--'}{rest}"
                )
            name, sign, behind = word.partition("=")
            option = options.get(name)
            if option is None and name.startswith("-") and f"-{name}" in options:
                raise CommandError(f"`{word}` has one hyphen in front and needs two", f"type -{word}")
            if option is None or option.is_flag:
                continue
            if sign and len(name) == 2:
                # Of `-o=x.csv` the parser makes a file called `=x.csv`.
                raise CommandError(f"{name} takes no equals sign: `{word}`", f"write {name} {behind}")
            if not sign:
                following = "".join(words[place : place + 1])
                # Nothing that anybody means begins with two hyphens, be it taken here or nowhere.
                if following in (*options, *ctx.help_option_names) or re.match(r"--\w", following):
                    raise without_value(word, ctx, instead=following)
                place += 1
