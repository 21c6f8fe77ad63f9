"""How a value that somebody wrote is refused, and how it is shown in the message."""

from collections.abc import Iterable
from typing import NamedTuple

from policyscore.model.places import KeyPath, Quoted
from policyscore.text import shortened

# Nothing was written, whichever way YAML or JSON spells that.
NOTHING = ("", "~", "null", "Null", "NULL")

MAX_SHOWN_CHARS = 40


class PathFault(NamedTuple):
    """A fault of a value: the path inside it, what is wrong and a hint; `key` where the key at the path is meant."""

    path: KeyPath
    message: str
    hint: str | None = None
    key: bool = False


class Refused(ValueError):  # noqa: N818 - it says what happened to the value
    """Raised for a value that is not what it should be; `faults` say all that is wrong with it, in its author's words.

    It is a ValueError because pydantic collects those from its validators, and takes no other exception for a
    fault of what was written.
    """

    def __init__(self, message: str, hint: str | None = None, at: KeyPath = ()) -> None:
        super().__init__(message)
        self.faults: list[PathFault] = [PathFault(at, message, hint)]

    @classmethod
    def for_all(cls, faults: Iterable[PathFault]) -> "Refused":
        """The refusal of a value for several faults at once, at least one."""
        first, *more = faults
        refused = cls(first.message, first.hint, first.path)
        refused.faults = [first, *more]
        return refused

    @property
    def reason(self) -> tuple[str, str | None]:
        """The message and the hint of the first fault."""
        return self.faults[0].message, self.faults[0].hint


def shown(written: object) -> str:
    """What was written, for a message: the text, or what kind of thing it is."""
    if isinstance(written, dict):
        return "a mapping"
    if isinstance(written, list):
        return f"a list of {len(written)}"
    if nothing(written):
        return "nothing"
    text = shortened(str(written), MAX_SHOWN_CHARS).replace("\N{NO-BREAK SPACE}", r"\xa0")
    return f'`"{text}"`' if isinstance(written, Quoted) else f"`{text}`"


def nothing(written: object) -> bool:
    """Whether nothing was written, whichever way YAML or JSON spells that."""
    return not isinstance(written, Quoted) and written in NOTHING
