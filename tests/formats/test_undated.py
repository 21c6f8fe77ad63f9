"""Archives without times: the same parts in the same order, whenever they were made."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from policyscore.formats.undated import undated


def archive(year: int) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as parts:
        for name in ("word/document.xml", "docProps/core.xml"):
            time = f'<dcterms:created xsi:type="dcterms:W3CDTF">{year}-01-01T00:00:00Z</dcterms:created>'
            parts.writestr(ZipInfo(name, (year, 1, 1, 0, 0, 0)), f"<x>{time}</x>" if "core" in name else "<x>1999</x>")
    return made.getvalue()


def test_two_archives_that_differ_in_their_times_alone_become_the_same() -> None:
    assert archive(1999) != archive(2020)
    assert undated(archive(1999)) == undated(archive(2020))


def test_the_parts_stay_and_only_the_properties_lose_their_times() -> None:
    with ZipFile(BytesIO(undated(archive(1999)))) as parts:
        assert parts.namelist() == ["word/document.xml", "docProps/core.xml"]
        assert [parts.read(name) for name in parts.namelist()] == [b"<x>1999</x>", b"<x></x>"]
