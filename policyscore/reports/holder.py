"""Whose weights they are, in words; or that nobody holds them, where the study's authors drew them up."""

from policyscore.text import sentence

# How a holder begins that is nobody: weights that the study's authors drew from what somebody wrote.
DRAWN = "drawn by us"


def holder_phrase(holder: str) -> str:
    """A holder as a phrase for a table under `Held by`.

    >>> holder_phrase("Drawn by us from her speech"), holder_phrase("The council")
    ("Nobody: drawn by the study's authors from her speech", 'The council')
    """
    begins, rest = holder[: len(DRAWN)], holder[len(DRAWN) :]
    return f"Nobody: drawn by the study's authors{rest}" if begins.lower() == DRAWN else holder


def holder_sentence(holder: str) -> str:
    """The same as a sentence.

    >>> holder_sentence("Drawn by us from her speech"), holder_sentence("The council")
    ("Held by nobody: drawn by the study's authors from her speech.", 'Held by: The council.')
    """
    phrase = holder_phrase(holder)
    return sentence(f"Held by: {holder}" if phrase == holder else f"Held by n{phrase[1:]}")
