"""Files of Word and Excel, which are archives of parts, without times: the same content is the same bytes."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest that an archive can say.
EARLIEST_TIME = (1980, 1, 1, 0, 0, 0)

# The part that says when it was made, and where it does.
PROPERTIES = "docProps/core.xml"
TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def undated(archive: bytes) -> bytes:
    """The archive with the same parts in the same order, and without the time when it was made."""
    result = BytesIO()
    with ZipFile(BytesIO(archive)) as made, ZipFile(result, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = made.read(name)
            kept.writestr(
                ZipInfo(name, EARLIEST_TIME), TIMES.sub(b"", part) if name == PROPERTIES else part, ZIP_DEFLATED
            )
    return result.getvalue()
