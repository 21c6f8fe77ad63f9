"""Docstrings that users see: the help of a command, what `check --explain` tells, what a schema says of a document."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T", bound=Callable[..., object])


def documented(text: str) -> Callable[[T], T]:
    """Makes a text the docstring of a class or function: one in the source is gone where Python runs with -OO."""

    def given(named: T) -> T:
        named.__doc__ = text
        return named

    return given
