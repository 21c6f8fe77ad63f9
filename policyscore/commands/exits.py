"""How a command ends: words on standard error, and an exit code for scripts."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from policyscore.errors import CommandError, PolicyscoreError, Problem, Remark, StudyError
from policyscore.text import counted, visible
from policyscore.version import __version__

# Exit codes: all is well, or the study has errors, the command was wrong, a demand on the result does not hold,
# policyscore itself is at fault, nobody reads on, or SIGTERM came. 2 is also what typer ends with where a command
# cannot be parsed; 130 is its own, for Ctrl-C.
DONE, BAD_STUDY, BAD_COMMAND, UNMET, OUR_FAULT, CLOSED_PIPE, TERMINATED = 0, 1, 2, 3, 70, 141, 143


# Keys of typer's context under which options leave how errors are told.
DEBUG, ERRORS_AS_JSON = "policyscore.debug", "policyscore.errors-as-json"


def say(text: str) -> None:
    """A line on standard error, where everything goes that is not the result."""
    typer.echo(text, err=True)


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


def tell_remarks(remarks: Iterable[Remark], as_json: bool = False, study: str | None = None) -> None:
    """What must not pass in silence though it is no error, on standard error, in the same forms."""
    for each in remarks:
        if as_json:
            _say_json(each.code, each.problem, study)
        else:
            say(str(each))


def _say_json(code: str, found: object, study: str | None) -> None:
    import json

    from policyscore.formats.json_ import escaped

    known: dict[str, object] = {} if study is None else {"study": study}
    known["code"] = code
    for key in ("path", "line", "column", "message", "hint"):
        known[key] = getattr(found, key, None)
    say(escaped(json.dumps(known, ensure_ascii=False)))


@contextmanager
def exits(settings: dict[str, Any]) -> Iterator[None]:
    """Turns what is raised inside into words on standard error and an exit code.

    settings: what options left under DEBUG and ERRORS_AS_JSON.
    """
    try:
        yield
    except (StudyError, CommandError) as error:
        tell(error, settings.get(ERRORS_AS_JSON, False))
        if isinstance(error, StudyError) and not settings.get(ERRORS_AS_JSON):
            files = len({problem.path for problem in error.problems})
            say(f"{counted(len(error.problems), 'error')} in {counted(files, 'file')}; nothing was done")
        raise typer.Exit(BAD_STUDY if isinstance(error, StudyError) else BAD_COMMAND) from error
    except BrokenPipeError as error:
        # Nobody reads on. What is still buffered would make the interpreter fail when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(CLOSED_PIPE) from error
    except OSError as error:
        # All reading and writing of ours says what failed; this is help that cannot be shown, or the like.
        say(f"policyscore: error: {error.strerror}")
        raise typer.Exit(BAD_COMMAND) from error
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


def terminate(signal: int, frame: object) -> None:
    """A handler of signals: ends on SIGTERM as on an error, so that no half-written file is left."""
    raise SystemExit(TERMINATED)
