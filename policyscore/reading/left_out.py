"""Files beside those of a study that look like a part of it and are not read: which, and what to do about them."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress

from policyscore.errors import Problem
from policyscore.text import few, listed

# A name that ends in something more than a study's file may, as `a.yaml.txt`, `a.yml~` or `a.json.bak`.
MORE_BEHIND = re.compile(r"(.+\.(?:ya?ml|json))([^a-z0-9].*)", re.I)
# What an editor adds to the name of a file for the text that was in it before.
OF_A_BACKUP = re.compile(r"\.?~\d*~?|\.(?:bak|backup|old|orig|save|sw[op]|te?mp)", re.I)
# How the name starts of what Word and Excel keep beside a file that is open in them.
LOCK = "~$"
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

TEXT_SUFFIXES = ("", ".txt", ".text")
OLD_FORMATS = (".doc", ".rtf", ".xls")
# Where in an archive its text is: in the first of these that it has.
DOCUMENTS = {".docx": ("word/document.xml",), ".odt": ("content.xml",)}
WORKBOOKS = {".xlsx": ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"), ".ods": ("content.xml",)}

# How much of a text, and of any other file, is looked at, in bytes.
HEAD_BYTES, MAX_BYTES_SEARCHED = 2_000, 500_000
MAX_FILES_NAMED = 12


def left_out(folder: str, beside: Sequence[str]) -> Problem | None:
    """A word on the files of a folder that look like a part of the study in it and were not read, or None.

    beside: the paths in it that do not end as a study's file does. One counts whose name has such an ending and more
    behind it, but no backup beside the file itself; a plain text that starts as a document of a study does; and a file
    of Word, Excel or LibreOffice that starts so, or cannot be looked into. Reports, surveys, pictures, pages and what
    policyscore itself wrote do not.
    """
    found = [path for path in beside if _looks_like_a_part(path)]
    if not found:
        return None
    names = [os.path.relpath(path, folder) for path in found]
    was, name = ("were", "their names do not") if len(found) > 1 else ("was", "its name does not")
    message = (
        f"{few([f'`{name}`' for name in names], MAX_FILES_NAMED)} {was} not read: {name} end in .yaml, .yml or .json"
    )
    renamed, copied = [], []
    for path, short in zip(found[:MAX_FILES_NAMED], names, strict=False):
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
    advice.append("move what is not part of the study to another folder")
    return Problem(folder, 0, 0, message, "; ".join(advice))


def _is_plain(path: str) -> bool:
    suffix = os.path.splitext(path)[1].lower()
    return suffix in TEXT_SUFFIXES or suffix.startswith(".y")


def _looks_like_a_part(path: str) -> bool:
    folder, name = os.path.split(path)
    if name.startswith(LOCK):
        return False
    if more := MORE_BEHIND.fullmatch(name):
        return not (OF_A_BACKUP.fullmatch(more[2]) and os.path.exists(os.path.join(folder, more[1])))
    suffix = os.path.splitext(path)[1].lower()
    with suppress(OSError):
        if not os.path.isfile(path):
            return False
        if _is_plain(path):
            with open(path, "rb") as stream:
                return FIRST_LINE.match(stream.read(HEAD_BYTES).decode("utf-8", "replace")) is not None
        if suffix in OLD_FORMATS:
            with open(path, "rb") as stream:
                return ANYWHERE.search(stream.read(MAX_BYTES_SEARCHED).replace(b"\0", b"")) is not None
        if suffix in DOCUMENTS or suffix in WORKBOOKS:
            return _starts_as_a_part(path, suffix)
    return False


def _starts_as_a_part(path: str, suffix: str) -> bool:
    """Whether an archive of Word, Excel or LibreOffice starts as a document or table of a study does.

    So it does, too, where it is locked or broken, for nobody can tell that it does not; but not where it is empty.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            inside = {*archive.namelist()}
            for properties in {"docProps/core.xml", "meta.xml"} & inside:
                if MADE_BY in archive.open(properties).read(MAX_BYTES_SEARCHED):
                    return False
            place = next((each for each in {**DOCUMENTS, **WORKBOOKS}[suffix] if each in inside), None)
            body = archive.open(place).read(MAX_BYTES_SEARCHED).decode("utf-8", "replace") if place else ""
    except (BadZipFile, RuntimeError, NotImplementedError):
        return os.path.getsize(path) > 0
    text = re.sub(r"<[^<>]*>", "", re.sub(r"</(?:w:p|text:p|text:h|si|c)>", "\n", body)).strip()
    if suffix in WORKBOOKS:
        return text.partition("\n")[0].strip().lower() in FIRST_CELLS
    return FIRST_LINE.match(text) is not None
