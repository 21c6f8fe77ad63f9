"""What people write of sources: where something is said, and how much of it was read."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from policyscore.documented import documented
from policyscore.model.written.types import Id, Name, Phrase, Text, Url, Written, a_mapping, one_of


@documented("Where something is said, and how much of it was read.")
class Source(Written):
    title: Phrase = Field(description="Its title.")
    author: Phrase | None = Field(default=None, description="Who wrote it.")
    year: Name | None = Field(default=None, description="When it came out.")
    publisher: Phrase | None = Field(default=None, description="Where it came out.")
    url: Url | None = Field(default=None, description="Where it can be read.")
    note: Text | None = Field(default=None, description="Anything that a reader should know of it.")
    read: Annotated[str, one_of("whole", "part", "no")] | None = Field(
        default=None, description="How much of it was read."
    )


@documented("Sources by id.")
class WrittenSources(Written):
    sources: Annotated[dict[Id, Source], BeforeValidator(a_mapping)] = Field(
        description="Sources, by the id that ratings and quotes cite."
    )


def reference(source: Source) -> str:
    """A source as a reference: author (year): title, or title (year); publisher, address."""
    year = f" ({source.year})" if source.year else ""
    title = f"{source.author}{year}: {source.title}" if source.author else f"{source.title}{year}"
    return ". ".join(part for part in (title, source.publisher, source.url) if part)
