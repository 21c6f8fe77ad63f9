"""What takes longer than a moment: a bar on standard error where somebody looks on, and words for who stops it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policyscore.commands import stopping

if TYPE_CHECKING:
    from rich.progress import Progress

# Told how much is done, and of how much; of 0 where nobody knows.
Tick = Callable[[int, int], None]

# Seconds after which somebody begins to wonder.
PATIENCE_SECONDS = 1.0

# What clears a line of a terminal and shows the cursor again.
CLEARED = "\r\x1b[2K\x1b[?25h"


def unseen(done: int, total: int) -> None:
    """Shows nothing, where nobody looks on."""


@contextmanager
def progress(quiet: bool, what: str, *, counted: bool = True) -> Iterator[Tick]:
    """A function to be told how much is done, and of how much; on a terminal it shows a bar after a second.

    what: the work, in words for the bar and for a run that is stopped. counted: whether the things that it names are
    counted; else what is done is a share of the work, and shown in percent.
    """
    shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
    started = time.monotonic()
    bar: Progress | None = None
    so_far = ""

    def tick(done: int, total: int) -> None:
        nonlocal bar, so_far
        if counted:
            so_far = f" ({done:,} of {total:,})" if total else f" ({done:,} so far)"
        elif total:
            so_far = f" ({100 * done // total}% done)"
        if bar is None and shown and time.monotonic() - started > PATIENCE_SECONDS:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.add_task(what)
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done, total=total or None)

    def clear() -> None:
        if bar is not None:
            stopping.say(CLEARED)

    run = stopping.current()
    before, run.doing = run.doing, lambda: f" while {what}{so_far}"
    run.undo.append(clear)
    try:
        yield tick
    finally:
        if bar is not None:
            bar.stop()
        run.undo.remove(clear)
    # Only now: whoever is stopped in the middle of it wants to know where.
    run.doing = before
