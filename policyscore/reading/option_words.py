"""Which option a word of the command line means: by its id, else by its name."""

import os
from collections.abc import Collection

from policyscore.errors import CommandError
from policyscore.model.study import Option
from policyscore.text import few, folded, suggestion


def option_id(options: Collection[Option], word: str) -> str:
    """The id of the option that a word means: its id, or its name where no other option is called so.

    Case, accents, blanks and punctuation of a name do not count. Raises CommandError where it means none, or several.
    """
    ids = {option.id: option for option in options}
    if word in ids:
        return word
    named = [option for option in options if folded(option.name) == folded(word)]
    if len(named) == 1:
        return named[0].id
    if named:
        raise CommandError(f"{len(named)} options are called `{word}`", f"name one by its id: {_both(named)}")
    raise CommandError(f"there is no option `{word}`", _hint(options, word))


def _hint(options: Collection[Option], word: str) -> str:
    by_word = {words: option for option in options for words in (option.name, option.id)}
    near = suggestion(word, by_word)
    # A part of a name is as good, where it is of one alone.
    parts = [option for option in options if folded(word) and folded(word) in folded(option.name)]
    if near or len(parts) == 1:
        found = by_word[near] if near else parts[0]
        called = "" if folded(found.name) == folded(found.id) else f", {found.name}"
        return f"did you mean `{found.id}`{called}?"
    if os.path.exists(word):
        return f"`{word}` is a file or folder: OPTION comes before STUDY, as in policyscore explain OPTION {word}"
    return f"there are {_both(parts or options)}"


def _both(options: Collection[Option]) -> str:
    """Options by id with their names."""
    return few([f"{option.id} ({option.name})" for option in sorted(options, key=lambda option: option.id)])
