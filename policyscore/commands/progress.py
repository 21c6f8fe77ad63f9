"""A bar on standard error, where work takes longer than a moment and somebody looks on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

# Told how much is done, and of how much.
Tick = Callable[[int, int], None]

# Seconds after which somebody begins to wonder.
PATIENCE_SECONDS = 1.0


def unseen(done: int, total: int) -> None:
    """Shows nothing, where nobody looks on."""


@contextmanager
def progress(quiet: bool) -> Iterator[Tick]:
    """A function to be told how much is done, and of how much; on a terminal it shows a bar after a second."""
    shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
    started = time.monotonic()
    bar: Progress | None = None

    def tick(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and shown and time.monotonic() - started > PATIENCE_SECONDS:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.add_task("drawing weightings")
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield tick
    finally:
        if bar is not None:
            bar.stop()
