"""Which option a word of the command line means: by its id, else by its name."""

from collections.abc import Collection

from policyscore.errors import CommandError
from policyscore.model.study import Option
from policyscore.text import few, folded, suggestion


def meant(options: Collection[Option], word: str) -> list[Option]:
    """The options that a word means: the one with this id, else all that are called so, else none.

    Case, accents, blanks and punctuation of a name do not count.
    """
    by_id = [option for option in options if option.id == word]
    return by_id or [option for option in options if folded(option.name) == folded(word)]


def option_id(options: Collection[Option], word: str) -> str:
    """The id of the option that a word means. Raises CommandError where it means none, or several."""
    found = meant(options, word)
    if len(found) > 1:
        raise CommandError(f"{len(found)} options are called `{word}`", f"name one by its id: {_with_names(found)}")
    if not found:
        raise CommandError(f"there is no option `{word}`", _hint(options, word))
    return found[0].id


def _hint(options: Collection[Option], word: str) -> str:
    by_word = {words: option for option in options for words in (option.name, option.id)}
    if near := suggestion(word, by_word):
        return _did_you_mean([by_word[near]])
    # What begins at the start of a word: `eu` is no part of `Rapporteur`.
    part = f" {folded(word)}"
    parts = [option for option in options if part.strip() and part in f" {folded(option.name)} {folded(option.id)}"]
    if 0 < len(parts) < len(options):
        return _did_you_mean(parts)
    return f"the options are {_with_names(options)}"


def _did_you_mean(options: Collection[Option]) -> str:
    if len(options) > 1:
        return f"did you mean {_with_names(options, 'or')}?"
    (one,) = options
    called = "" if folded(one.name) == folded(one.id) else f", {one.name}"
    return f"did you mean `{one.id}`{called}?"


def _with_names(options: Collection[Option], last: str = "and") -> str:
    """Options by id with their names."""
    return few([f"{option.id} ({option.name})" for option in sorted(options, key=lambda option: option.id)], last=last)
