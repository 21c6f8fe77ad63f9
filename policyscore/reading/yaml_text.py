"""YAML as somebody would write it by hand: a document as text, with comments for whoever goes on from there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Union

import yaml

from policyscore.reading.yaml_ import forbidden
from policyscore.text import plain

Value = Union[str, float, bool, Sequence["Value"], Mapping[str, "Value"], "Commented"]

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Commented:
    """A value with comments: lines `above` its key, or above the whole document, and lines `below` it."""

    value: Value
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def yaml_text(document: Mapping[str, Value] | Commented) -> str:
    """The text of a document, in which `read_yaml` finds what it was written from.

    Mappings stand in blocks, lists and what is in them in brackets. A text is in quotes where YAML needs them.
    Numbers have 12 significant digits at most. Lone surrogates can be written, and not be read.
    """
    commented = document if isinstance(document, Commented) else Commented(document)
    return "".join(f"{line}\n" for line in _block(commented, ""))


def _block(mapping: Commented, indent: str) -> Iterator[str]:
    """The lines of a mapping, with its comments round them."""
    yield from (f"{indent}# {line}" for line in mapping.above)
    assert isinstance(mapping.value, Mapping)
    for key, value in mapping.value.items():
        commented = value if isinstance(value, Commented) else Commented(value)
        yield from (f"{indent}# {line}" for line in commented.above)
        if isinstance(commented.value, Mapping) and commented.value:
            yield f"{indent}{_key(key)}:"
            yield from _block(Commented(commented.value), indent + INDENT)
        else:
            yield f"{indent}{_key(key)}: {_inline(commented.value)}"
        yield from (f"{indent}# {line}" for line in commented.below)
    yield from (f"{indent}# {line}" for line in mapping.below)


def _key(text: str, in_brackets: bool = False) -> str:
    """A key. An id needs no quotes: what others take for a number or a boolean is a text to our reader."""
    plain_id = text.isascii() and text.replace("-", "a").isalnum() and text[0] != "-"
    return text if plain_id else _quoted(text, in_brackets)


def _inline(value: Value) -> str:
    """A value on the line of its key."""
    if isinstance(value, Commented):
        return _inline(value.value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        return plain(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(key, True)}: {_in_brackets(item)}' for key, item in value.items())}}}"
    return f"[{', '.join(map(_in_brackets, value))}]"


def _in_brackets(value: Value) -> str:
    """A value inside brackets, where a text with a comma or a bracket needs quotes too."""
    return _quoted(value, in_brackets=True) if isinstance(value, str) else _inline(value)


def _quoted(text: str, in_brackets: bool = False) -> str:
    """A text on one line, in quotes where YAML needs them."""
    if "\n" in text or forbidden(text):
        # In double quotes everything can be written with escapes.
        return str(yaml.safe_dump(text, allow_unicode=True, width=inf, default_style='"')).removesuffix("\n")
    if in_brackets:
        return str(yaml.safe_dump([text], allow_unicode=True, width=inf, default_flow_style=True))[1:-2]
    return str(yaml.safe_dump({"k": text}, allow_unicode=True, width=inf)).removeprefix("k: ").removesuffix("\n")
