"""A file as it was read, and the hash of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# What standard input is called where a file has its path.
STDIN_PATH = "<stdin>"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read. `path` is how it was named, STDIN_PATH for standard input."""

    path: str
    content: bytes

    @property
    def stem(self) -> str | None:
        """The file's name without its suffix; None for standard input."""
        return None if self.path == STDIN_PATH else Path(self.path).stem


def fingerprint(contents: Iterable[bytes]) -> str:
    """SHA-256 over the contents of files, one after the other: what `cat FILE… | sha256sum` prints."""
    digest = sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
