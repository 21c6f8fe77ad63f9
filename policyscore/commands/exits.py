"""How a command ends: words on standard error, and an exit code for scripts."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import typer

from policyscore.commands import stopping
from policyscore.errors import CommandError, PolicyscoreError, Problem, Remark, StudyError, cause
from policyscore.text import counted, visible
from policyscore.version import __version__

# Exit codes: all is well, or the study has errors, the command was wrong, a demand on the result does not hold,
# policyscore itself is at fault, or nobody reads on. 2 is also what typer ends with where a command cannot be parsed;
# how a run ends that is stopped, by Ctrl-C, say, stands in `stopping`.
DONE, BAD_STUDY, BAD_COMMAND, UNMET, OUR_FAULT, CLOSED_PIPE = 0, 1, 2, 3, 70, 141


# Keys of typer's context under which options leave how errors are told.
DEBUG, ERRORS_AS_JSON = "policyscore.debug", "policyscore.errors-as-json"


def say(text: str) -> None:
    """A line on standard error, where everything goes that is not the result; where nobody can read it, nothing."""
    try:
        typer.echo(text, err=True)
    except (OSError, ValueError):
        forget(sys.stderr)


def remark(code: str, text: str, as_json: bool = False) -> None:
    """A note on a result that has no place for it, on standard error: for people, or a line of JSON."""
    if not as_json:
        say(f"policyscore: {visible(text)}")
        return
    import json

    from policyscore.formats.json_ import escaped

    say(escaped(json.dumps({"code": code, "message": text}, ensure_ascii=False)))


def tell(error: PolicyscoreError, as_json: bool = False, study: str | None = None) -> None:
    """What is wrong, on standard error: for people, or a line of JSON for each problem."""
    if isinstance(error, StudyError):
        tell_remarks(error.remarks, as_json, study)
    if not as_json:
        say(f"policyscore: error: {error}" if isinstance(error, CommandError) else str(error))
        return
    problems = error.problems if isinstance(error, StudyError) else [error]
    for problem in problems:
        _say_json("error" if isinstance(problem, Problem) else "command", problem, study)
    if isinstance(error, StudyError) and error.more:
        _say_json("more", Problem(error.problems[0].path, 0, 0, error.and_more), study, more=error.more)


def tell_remarks(remarks: Iterable[Remark], as_json: bool = False, study: str | None = None) -> None:
    """What must not pass in silence though it is no error, on standard error, in the same forms."""
    for each in remarks:
        if as_json:
            _say_json(each.code, each.problem, study)
        else:
            say(str(each))


def _say_json(code: str, found: object, study: str | None, **extra: object) -> None:
    import json

    from policyscore.formats.json_ import escaped

    known: dict[str, object] = {} if study is None else {"study": study}
    known["code"] = code
    for key in ("path", "line", "column", "message", "hint"):
        known[key] = getattr(found, key, None)
    known |= extra
    say(escaped(json.dumps(known, ensure_ascii=False)))


@contextmanager
def exits(settings: dict[str, Any]) -> Iterator[None]:
    """Turns what is raised inside into words on standard error and an exit code.

    settings: what options leave under DEBUG and ERRORS_AS_JSON.
    """
    run = stopping.begin()
    try:
        yield
    except (StudyError, CommandError) as error:
        tell(error, settings.get(ERRORS_AS_JSON, False))
        _tell_done(error, run, settings.get(ERRORS_AS_JSON, False))
        raise typer.Exit(BAD_STUDY if isinstance(error, StudyError) else BAD_COMMAND) from error
    except BrokenPipeError as error:
        forget(sys.stdout)
        raise typer.Exit(CLOSED_PIPE) from error
    except OSError as error:
        # All reading and writing of ours says what failed; this is help that cannot be shown, or the like.
        forget(sys.stdout)
        if error.filename is not None:
            where = f"open `{os.fsdecode(error.filename)}`"
        else:
            where = "go on" if isinstance(error, FileNotFoundError) else "write to standard output"
        tell(CommandError(f"cannot {where}: {cause(error)}"), settings.get(ERRORS_AS_JSON, False))
        raise typer.Exit(BAD_COMMAND) from error
    except KeyboardInterrupt:
        say(run.words)
        raise
    except Exception as error:
        # What typer raises on purpose carries an exit code, and typer knows how to show it.
        if hasattr(error, "exit_code"):
            raise
        if settings.get(DEBUG):
            import traceback

            traceback.print_exc()
        say(
            f"policyscore: fault in policyscore {__version__}: {type(error).__name__}: {error}\n"
            "  hint: this is our mistake, not yours: please report it, with the command and its files; "
            "--debug shows where it happened"
        )
        raise typer.Exit(OUR_FAULT) from error


def _tell_done(error: PolicyscoreError, run: stopping.Run, as_json: bool) -> None:
    """What came out before an error ended the run: of errors in a study always, else where anything did."""
    so_far = run.done()
    if isinstance(error, StudyError) and not as_json:
        files = len({problem.path for problem in error.problems})
        say(f"{counted(error.count, 'error')} in {counted(files, 'file')}; {so_far or 'nothing was done'}")
    elif so_far:
        remark("done", so_far, as_json)


def forget(stream: TextIO | None) -> None:
    """Drops what is buffered for a standard stream, where it cannot go: the interpreter would fail on it as it ends."""
    if stream is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
