"""Files beside those of a study that look like a part of it and are not read: which, and what to do about them."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress

from policyscore.errors import Problem
from policyscore.text import few, listed

# A name that ends in something more than a study's file may, as `a.yaml.txt`, `a.yml~` or `a.json.bak`.
MORE_BEHIND = re.compile(r"(.+\.(?:ya?ml|json))[^a-z0-9]", re.I)
# The first line of a document, below blank lines, comments and the line that may part it from others. No two parts of
# this match the same text, or many blank lines would take longer than anybody waits.
FIRST_LINE = re.compile(
    r"\ufeff?(?:[^\S\n]*(?:#[^\n]*)?\n|---[^\S\n]*\n)*"
    r"[^\S\n]*(?:(?:study|option|weighting)[^\S\n]*:\s*\S|(?:criteria|sources)[^\S\n]*:[^\S\n]*(?:[{#\n]|$))"
)
# The same anywhere, for formats that only their own programs can read.
ANYWHERE = re.compile(rb"\b(?:option|criteria|weighting|sources|study):")
# What the first cell of a table of ratings says.
FIRST_CELLS = ("option", "options", "criterion", "criteria")
# What policyscore writes into the properties of its own documents.
MADE_BY = b"Made by policyscore"

PLAIN = ("", ".txt", ".text")
DOCUMENTS = {".docx": "word/document.xml", ".odt": "content.xml"}
WORKBOOKS = {".xlsx": "xl/sharedStrings.xml", ".ods": "content.xml"}
OTHERS = (".doc", ".rtf", ".xls")

# How much of a file is looked at, in bytes.
HEAD, MOST = 2_000, 500_000
# How many files are named.
SHOWN = 12


def left_out(folder: str, beside: Sequence[str]) -> Problem | None:
    """A word on the files of a folder that look like a part of the study in it and were not read, or None.

    beside: the paths in it that do not end as a study's file does. One counts whose name has such an ending and more
    behind it; a plain text that starts as a document of a study does; and a file of Word, Excel or LibreOffice that
    starts so, or cannot be looked into. Reports, surveys, pictures, pages and what policyscore itself wrote do not.
    """
    found = [path for path in beside if _looks_like_a_part(path)]
    if not found:
        return None
    names = [os.path.relpath(path, folder) for path in found]
    was, name = ("were", "their names do not") if len(found) > 1 else ("was", "its name does not")
    message = f"{few([f'`{name}`' for name in names], SHOWN)} {was} not read: {name} end in .yaml, .yml or .json"
    renamed, copied = [], []
    for path, short in zip(found[:SHOWN], names, strict=False):
        more = MORE_BEHIND.match(short)
        target = more[1] if more else f"{os.path.splitext(short)[0]}.yaml"
        if not more and not _is_plain(path):
            copied.append(f"`{short}`")
        elif not os.path.exists(os.path.join(folder, target)):
            renamed.append(f"`{short}` to `{target}`")
    advice = []
    if renamed:
        hidden = " (Windows may hide the ending)" if any(name.lower().endswith(".txt") for name in names) else ""
        advice.append(f"rename {listed(renamed)}{hidden}")
    if copied:
        advice.append(f"copy the text of {listed(copied)} into a file that ends in .yaml")
    advice.append("move what is no part of the study to another folder")
    return Problem(folder, 0, 0, message, "; ".join(advice))


def _is_plain(path: str) -> bool:
    suffix = os.path.splitext(path)[1].lower()
    return suffix in PLAIN or suffix.startswith(".y")


def _looks_like_a_part(path: str) -> bool:
    if MORE_BEHIND.match(os.path.basename(path)):
        return True
    suffix = os.path.splitext(path)[1].lower()
    with suppress(OSError):
        if not os.path.isfile(path):
            return False
        if _is_plain(path):
            with open(path, "rb") as stream:
                return FIRST_LINE.match(stream.read(HEAD).decode("utf-8", "replace")) is not None
        if suffix in OTHERS:
            with open(path, "rb") as stream:
                return ANYWHERE.search(stream.read(MOST).replace(b"\0", b"")) is not None
        if suffix in DOCUMENTS or suffix in WORKBOOKS:
            return _starts_as_a_part(path, suffix)
    return False


def _starts_as_a_part(path: str, suffix: str) -> bool:
    """Whether an archive of Word, Excel or LibreOffice starts as a document or table of a study does.

    So it does, too, where it cannot be looked into: nobody can tell that it does not.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            for properties in {"docProps/core.xml", "meta.xml"} & {*archive.namelist()}:
                if MADE_BY in archive.open(properties).read(MOST):
                    return False
            body = archive.open({**DOCUMENTS, **WORKBOOKS}[suffix]).read(MOST).decode("utf-8", "replace")
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return True
    text = re.sub(r"<[^<>]*>", "", re.sub(r"</(?:w:p|text:p|text:h|si)>", "\n", body)).strip()
    if suffix in WORKBOOKS:
        return text.partition("\n")[0].strip().lower() in FIRST_CELLS
    return FIRST_LINE.match(text) is not None
