"""What is read and checked grows with the study: four times as much of anything takes about four times the work.

Work is counted, not timed: the calls and lines of our own code. A square would take sixteen times as much.
"""

import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from policyscore.checks.check import check
from policyscore.errors import StudyError
from policyscore.reports.list_ import list_report
from tests.helpers import study

FEW, MANY = 60, 240
MOST = 5.5


def criteria(number: int, more: str = "") -> str:
    return "criteria:\n" + "".join(f"  c{i}-x: {{worst: 0, best: 100{more}}}\n" for i in range(number))


def option(name: str, ids: Iterable[str], rating: str = "5", more: str = "") -> str:
    ratings = ", ".join(f"{id}: {rating}" for id in ids)
    return f"---\noption: {name}\nid: {name.lower()}\n{more}ratings: {{{ratings}}}\n"


def ids(number: int) -> list[str]:
    return [f"c{i}-x" for i in range(number)]


def options(number: int, **more: Callable[[int], str]) -> str:
    return "".join(option(f"O{i}", ids(2), **{key: made(i) for key, made in more.items()}) for i in range(number))


def six(number: int, more: str = "") -> str:
    """Six options on many criteria, each option the same on all: no criterion parts them, and all are alike."""
    return criteria(number, more) + "".join(option(f"O{i}", ids(number), str(10 * i)) for i in range(6))


def levels(number: int, word: str) -> str:
    scale = ", ".join(f"{{at: {i}, label: word{i}x}}" for i in range(number))
    text = f"criteria: {{c0-x: {{worst: 0, best: 1000, levels: [{scale}]}}}}\n"
    return text + "".join(option(f"O{i}", ["c0-x"], f"{word}{i}x") for i in range(number))


def curve(number: int) -> str:
    points = ", ".join(f"{i}: {100 * i / number}" for i in range(number + 1))
    text = f"criteria: {{c0-x: {{worst: 0, best: {number}, curve: {{{points}}}}}}}\n"
    return text + "".join(option(f"O{i}", ["c0-x"], str(i)) for i in range(number))


def sources(number: int, cited: str) -> str:
    listed = "---\nsources:\n" + "".join(f"  s{i}: {{title: T, year: 2010}}\n" for i in range(number))
    told = options(number, rating=lambda i: f"{{value: 5, sources: [{cited}{i}]}}")
    return f"study: T\nas_of: 2000-01-01\n---\n{criteria(2)}{told}{listed}"


def weighting(way: str) -> str:
    return f"---\nweighting: W\nid: w\n{way}\n"


def branches(number: int) -> str:
    inside = "".join(f"  b{i}: {{criteria: {{c{i}-x: {{worst: 0, best: 100}}}}}}\n" for i in range(number))
    return f"criteria:\n{inside}"


STUDIES: dict[str, Callable[[int], str]] = {
    "options": lambda n: criteria(2) + options(n),
    "options that name one another": lambda n: (
        criteria(2) + options(n, more=lambda i: f"summary: What O{i + 1} does and what O{i + 2} does.\n")
    ),
    "options without many ratings": lambda n: criteria(20) + options(n),
    "options that mean carrying on": lambda n: (
        criteria(2, ", unit: euros") + "".join(option(f"Status-quo-{i}", ids(2), str(i % 90)) for i in range(n))
    ),
    "criteria": six,
    "criteria with floors": lambda n: six(n, ", floor: 30"),
    "criteria on one source": lambda n: (
        f"{criteria(n)}---\nsources: {{s: {{title: T, year: 2000}}}}\n"
        + "".join(option(f"O{i}", ids(n), f"{{value: {i}, sources: [s]}}") for i in range(4))
    ),
    "criteria in branches": lambda n: branches(n) + option("O", ids(n)),
    "criteria in one branch": lambda n: (
        criteria(n).replace("  ", "    ").replace(":\n", ":\n  b:\n   criteria:\n", 1) + option("O", ids(n))
    ),
    "branches that are rated": lambda n: branches(n) + option("O", [f"b{i}" for i in range(n)]),
    "levels": lambda n: levels(n, "word"),
    "labels that are no levels": lambda n: levels(n, "ward"),
    "a curve": curve,
    "sources": lambda n: sources(n, "s"),
    "wrong citations": lambda n: sources(n, "sx"),
    "quotes cut short": lambda n: (
        criteria(2) + option("O", ids(2), more="quotes:\n" + "".join(f"  - a # {i}\n" for i in range(n)))
    ),
    "tags": lambda n: criteria(2) + option("O", ids(2), more=f"tags: [{', '.join(f't{i}' for i in range(n))}]\n"),
    "weightings": lambda n: (
        criteria(2)
        + option("O", ids(2))
        + "".join(f"---\nweighting: W{i}\nid: w{i}\npoints: {{c0-x: {i + 1}}}\n" for i in range(n))
    ),
    "points": lambda n: six(n) + weighting(f"points: {{{', '.join(f'{id}: 3' for id in ids(n))}}}"),
    "points of strangers": lambda n: six(n) + weighting(f"points: {{{', '.join(f'd{i}: 1' for i in range(n))}}}"),
    "an order": lambda n: six(n) + weighting(f"order: [{', '.join(ids(n))}]"),
    "ranges": lambda n: (
        six(n) + weighting(f"points: {{c0-x: 1}}\nranges: {{{', '.join(f'{id}: [0, 100]' for id in ids(n))}}}")
    ),
    "pairs that are missing": lambda n: (
        six(n) + weighting("pairwise:\n" + "".join(f"  {a}/{b}: 1\n" for a, b in pairwise(ids(n))))
    ),
    "aliases": lambda n: criteria(2) + option("O", ids(2), more=f"note: &a x\ntags: [{', '.join(['*a'] * n)}]\n"),
    "misspelled criteria": lambda n: criteria(n) + option("O", [f"c{i}x" for i in range(n)]),
    "criteria by no id": lambda n: criteria(n) + option("O", [f"C{i} X" for i in range(n)]),
    "missing ratings": lambda n: criteria(n) + option("O", ids(2)),
    "ratings on no criteria": lambda n: criteria(2) + option("O", [*ids(2), *(f"z{i}" for i in range(n))]),
    "ratings outside the scale": lambda n: criteria(n) + option("O", ids(n), "300"),
    "values that are refused": lambda n: criteria(n) + option("O", ids(n), "{value: 3, basis: artickle}"),
    "unknown keys": lambda n: criteria(2) + option("O", ids(2), more="".join(f"k{i}: 1\n" for i in range(n))),
    "ratings that are not indented": lambda n: (
        criteria(n) + "---\noption: O\nratings:\n" + "".join(f"{id}: 3\n" for id in ids(n))
    ),
    "criteria without a scale": lambda n: "criteria:\n" + "".join(f"  {id}:\n" for id in ids(n)) + option("O", ids(n)),
    "keys that repeat": lambda n: criteria(2) + "---\noption: O\nratings:\n" + "  c0-x: 3\n" * n,
    "ids that repeat": lambda n: criteria(2) + option("O", ids(2)) * n,
    "a reason with conditions": lambda n: (
        criteria(2) + option("O", ids(2), f"{{value: 3, why: {'only if it depends on it ' * n}}}")
    ),
    "a summary that joins": lambda n: (
        criteria(2) + options(3, more=lambda i: f"summary: not {'O1 and O1 and ' * n if i == 2 else ''}x\n")
    ),
}


def work(text: str) -> int:
    """The calls and lines of policyscore's own code that reading, checking and listing a study take."""
    count = 0

    def counted(frame: FrameType, event: str, given: Any) -> Any:
        nonlocal count
        if "policyscore" not in frame.f_code.co_filename:
            return None
        count += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        read = study(text)
        list(check(read))
        list_report(read)
    except StudyError:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("made", STUDIES.values(), ids=STUDIES.keys())
def test_four_times_as_much_takes_about_four_times_the_work(made: Callable[[int], str]) -> None:
    work(made(3))  # what is loaded or prepared once is no part of it
    few, many = (work(made(number)) for number in (FEW, MANY))

    assert many <= MOST * few
