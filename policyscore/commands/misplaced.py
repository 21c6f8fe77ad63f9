"""Words in the place of a study that were meant for something else."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from policyscore.errors import CommandError, PolicyscoreError
from policyscore.formats.format import ALIASES, SUFFIXES, Format
from policyscore.text import suggestion, ticked

# Word processors and web pages make these of straight quotation marks.
CURLY = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", "\N{DOUBLE LOW-9 QUOTATION MARK}")

# How the names of files end that hold a table, and of those that hold a text for people: neither is a study.
TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
TEXTS = {".docx", ".doc", ".odt", ".pdf", ".html", ".htm", ".md"}

# How a word begins that is points of a weighting.
POINTS = re.compile(r"[\w./-]*=")


def check_studies(ctx: Any) -> None:
    """Raises CommandError for a STUDY that is none, where it can be seen what it was meant for.

    ctx: of a command whose words have been taken apart. What nothing is known of is left to whoever reads the study.
    """
    from policyscore.reading.files import has_criteria
    from policyscore.reading.opening import STDIN

    words: Sequence[str] = ctx.params.get("studies") or ()
    each = ctx.params.get("each")
    for word in words:
        # Of many studies each is told of by itself; points that a shell took apart are none.
        if word == STDIN or (each and not POINTS.match(word)):
            continue
        if not os.path.exists(word):
            hint = next(_meanings(word, [other for other in words if os.path.exists(other)], ctx), None)
            if hint is not None:
                raise CommandError(f"no such file or folder: `{word}`", hint)
        elif os.path.isfile(word) and (ending := os.path.splitext(word)[1].lower()) in TABLES | TEXTS:
            kind = "is a table" if ending in TABLES else "cannot be a study"
            raise CommandError(f"`{word}` {kind}; a study is YAML or JSON", _table(word, ctx))
    if each:
        return
    folders = {os.path.realpath(word): word for word in words if os.path.isdir(word)}.values()
    # `check` tells of every error in all of them, and -c takes the place of the criteria of each.
    if len(folders) > 1 and ctx.info_name != "check" and not ctx.params.get("criteria"):
        _one_study([folder for folder in folders if has_criteria(folder)], ctx.find_root().command_path)


def _one_study(folders: list[str], program: str) -> None:
    """Raises CommandError for folders that are a study each, which would be read as one with everything in it twice."""
    if len(folders) > 1:
        names = " ".join(folders)
        hint = f"one at a time; {program} diff {names} compares two, {program} compare --each {names} ranks each"
        raise CommandError(f"{ticked(folders)} are {len(folders)} studies: each has criteria of its own", hint)


def _joined(half: str, word: str, ctx: Any) -> str:
    """Points that blanks took apart, in one word; of others only the first two halves."""
    others = [other for other in ctx.params.get("studies") or () if not os.path.exists(other)]
    whole = half + "".join(others)
    return whole if re.fullmatch(r"[\w.-]+=[0-9.]+(,[\w-]+=[0-9.]+)*", whole) else f"{half}={word.strip('=,')}"


def _table(word: str, ctx: Any) -> str:
    """What to do with a table in the place of a study."""
    program = ctx.find_root().command_path
    start = f"{program} init DIR --from"
    if not word.lower().endswith(".csv"):
        return f"save its table as CSV; {start} FILE.csv makes a study of it"
    return f"{start} {word} makes a study of a table; for a survey of weights, use {program} compare -w {word}"


def _meanings(word: str, studies: list[str], ctx: Any) -> Iterator[str]:
    """What a word was probably meant for, likelier meanings first. studies: the words that name a study."""
    command = ctx.command_path
    takes = {name for param in ctx.command.params for name in param.opts}
    if word.startswith(CURLY) or word.endswith(CURLY):
        yield "type straight quotation marks: curly ones do not hold words together"
    for given, option in ((ctx.params.get("what_if"), "--set"), (ctx.params.get("weightings"), "-w")):
        halves = [half for half in given or () if "=" not in half]
        if halves and (word[:1].isdigit() or word == "="):
            yield f"write it as one word, with an equals sign: {option} {_joined(halves[-1], word, ctx)}"
    if POINTS.match(word):
        yield "points are one word, without blanks: -w impact=50,cost=50"
    for hyphens in ("-", "--"):
        if hyphens + word in takes:
            yield f"an option begins with a hyphen: {hyphens}{word}"
    if " " in word and "--title" in takes:
        yield "give the text with --title, --to or --from"
    if word == "help":
        yield f"{command} --help"
    if command.endswith(" explain") and not os.path.exists(f"{word}.yaml"):
        yield from _name_in_words(studies, ctx)
    if os.path.exists(first := ctx.params.get("option") or ""):
        yield f"name the option before the study: {command} {word} {first}"
    if word.lower() in {*Format, *ALIASES} and "-f" in takes:
        yield f"choose a format with -f: -f {ALIASES.get(word.lower(), word.lower())}"
    if word in ctx.find_root().command.commands:
        yield f"one command at a time: {ctx.find_root().command_path} {word} …"
    yield from _ids(word, studies, ctx, takes)
    near = _near(word)
    if near is not None:
        yield f"did you mean `{near}`?"
    ending = os.path.splitext(word)[1].lower()
    if ending in SUFFIXES and ending != ".json" and "-o" in takes:
        yield f"name the output file with -o: -o {word}"


def _ids(word: str, studies: list[str], ctx: Any, takes: set[str]) -> Iterator[str]:
    """What a word was meant for if a study has it: a weighting, a tag, or an option."""
    from policyscore.commands.completion import offers
    from policyscore.commands.options import chosen_study

    try:
        paths = studies or chosen_study((), ctx.params.get("example", False)).paths
    except CommandError:
        paths = []
    for what, option in (("weightings", "-w"), ("tags", "--tag")):
        if option in takes and word in offers(what, paths):
            yield f"name a {what[:-1]} with {option}: {option} {word}"
    if word in offers("options", paths):
        yield f"to see one option: {' '.join([ctx.find_root().command_path, 'explain', word, *studies])}"


def _name_in_words(studies: list[str], ctx: Any) -> Iterator[str]:
    """The id of an option whose name was typed in words of its own, where an id would stand."""
    from policyscore.commands.options import chosen_study
    from policyscore.model.written import WrittenOption
    from policyscore.reading import files
    from policyscore.reading.documents import read_documents
    from policyscore.reading.load import by_id

    words = [ctx.params.get("option") or "", *(w for w in ctx.params.get("studies") or () if w not in studies)]
    name = " ".join(words).casefold()
    try:
        paths = studies or chosen_study((), ctx.params.get("example", False)).paths
        options = by_id(read_documents(files.gather(paths)).of(WrittenOption), "option", [])
    except PolicyscoreError:
        return
    for id, entry in options.items():
        if entry.written.option.casefold() == name:
            yield f"{' '.join(words)} is the name of `{id}`: {' '.join([ctx.command_path, id, *studies])}"


def _near(word: str) -> str | None:
    """A path beside the one that is named, with nearly the same name."""
    folder, name = os.path.split(word.rstrip(os.sep))
    try:
        near = suggestion(name, os.listdir(folder or os.curdir))
    except OSError:
        return None
    return None if near is None else os.path.join(folder, near)
