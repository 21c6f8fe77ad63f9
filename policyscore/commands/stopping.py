"""How a run is stopped: by Ctrl-C, by SIGTERM, or as its terminal closes.

What is half made is taken back, whoever pressed Ctrl-C is told in one line what was done, and the process ends there
and then. No exception is raised, which any library that is just being loaded could print, or swallow. Nothing that is
buffered is lost by that: who writes a result flushes each piece of it, and counts the piece only then.
"""

import os
import signal

# Nothing more is loaded here than has to be: until this file is, nobody listens.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# What stops a run, where the system knows it and whoever started the run did not say to ignore it, as `nohup` does.
SIGNALS = "SIGINT", "SIGTERM", "SIGHUP"


class Run:
    """What a run has done so far.

    `doing` says what takes long just now, in words that follow "stopped", and `done` what came out, or that a file was
    not written; where there is nothing to say, both say nothing. `undo` takes back what is half made, the last first.
    """

    def __init__(self) -> None:
        self.doing: Callable[[], str] = str
        self.done: Callable[[], str] = str
        self.undo: list[Callable[[], None]] = []

    @property
    def words(self) -> str:
        """What to say of a run that is stopped now."""
        return f"policyscore: stopped{self.doing()}; {self.done() or 'nothing was written'}"


# The run of this process; None before a command begins, when there is nothing to be said of it.
_current: Run | None = None


def begin() -> Run:
    """Begins a run: what the one before it left counts no more."""
    global _current  # noqa: PLW0603 - a signal is the whole process's, too
    _current = Run()
    return _current


def current() -> Run:
    """The run that has begun, a new one where none has."""
    return _current or begin()


class Undone:
    """A block in which something is half made: whatever ends it takes that back, be it done or not.

    undo: may find nothing to take back, or only a part.
    """

    def __init__(self, undo: "Callable[[], None]") -> None:
        self.undo, self.run = undo, current()

    def __enter__(self) -> None:
        self.run.undo.append(self.undo)

    def __exit__(self, *raised: object) -> None:
        self.undo()
        self.run.undo.remove(self.undo)


def listen() -> None:
    """Lets the signals stop this process from now on."""
    for name in SIGNALS:
        number = getattr(signal, name, None)  # Windows has not all of them
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def say(text: str) -> None:
    """Writes to standard error, past sys.stderr, which may be in the middle of writing when a signal comes."""
    try:  # noqa: SIM105 - contextlib takes too long to load, here and below
        os.write(2, text.encode(errors="backslashreplace"))
    except OSError:
        pass


def _stop(number: int, frame: object) -> None:
    """A handler of signals. Another signal does not cut it short, nor does a fault of ours: the process ends."""
    try:
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        if _current is not None:
            # First the words: they are about what there is now.
            said = f"{_current.words}\n" if number == signal.SIGINT else ""
            for undo in reversed(_current.undo):
                try:  # noqa: SIM105
                    undo()
                except OSError:
                    pass  # what cannot be taken back stays, and the others are
            say(said)
    finally:
        os._exit(128 + number)
