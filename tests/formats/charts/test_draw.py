"""Drawings: text is only text, nothing leaves the picture, and each run gives the same bytes."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from policyscore.formats.charts.draw import draw
from policyscore.formats.format import Format
from tests.formats.charts.examples import NASTY, every, figure, fingerprints
from tests.helpers import in_another_process, run

CONTRACT = "tests/cases/contract.yaml"


@pytest.mark.parametrize("index", range(4))
def test_a_drawing_is_xml_with_words_and_text_is_only_text(index: int) -> None:
    chart = every(NASTY)[index]
    svg = draw(chart, Format.SVG).decode()
    root = ElementTree.fromstring(svg)
    texts = "".join(root.itertext())

    assert svg.startswith("<svg ")
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext("{http://www.w3.org/2000/svg}desc") == chart.alt
    assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.below
    assert "$x_1$" in texts
    assert "<metadata" not in svg
    ids = re.findall(r' id="([^"]+)"', svg)
    assert all(id.startswith(f"{chart.name}-") for id in ids)
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", svg):
        assert (used[0] or used[1]) in ids


@pytest.mark.parametrize("index", range(4))
@pytest.mark.parametrize("options", [1, 2])
def test_the_smallest_studies_can_be_drawn(index: int, options: int) -> None:
    for format in (Format.SVG, Format.PNG):
        assert draw(every(options=options)[index], format)


def test_pictures_are_for_print_and_carry_no_time() -> None:
    png, pdf = (draw(every()[0], format) for format in (Format.PNG, Format.PDF))

    # The header of a PNG: its width in dots, and 7874 dots a metre, which is 200 an inch.
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 1320
    at = png.index(b"pHYs") + 4
    assert int.from_bytes(png[at : at + 4]) == 7874
    assert pdf.startswith(b"%PDF")
    assert b"CreationDate" not in pdf
    assert b"/Title" in pdf


def test_another_process_writes_the_same_bytes() -> None:
    code = "from tests.formats.charts.examples import fingerprints; print(*fingerprints())"
    other, own = in_another_process(code, fingerprints)

    assert len(set(other)) == 12
    assert other == own


def test_signs_that_no_font_here_has_are_told_and_make_no_noise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("policyscore.formats.charts.draw.FALLBACKS", ())
    path = tmp_path / "a.yaml"
    path.write_text(
        "criteria: {x: {worst: 0, best: 100}}\n---\n{option: 대화, id: a, ratings: {x: 1}}\n"
        "---\n{option: B, id: b, ratings: {x: 2}}\n"
    )
    done = run("chart", "contributions", str(path), "-o", str(tmp_path / "a.png"))

    assert done.exit_code == 0
    assert done.stderr == "policyscore: no font here has 대 and 화: they come out as boxes; -f svg needs none\n"
    assert run("chart", "contributions", str(path), "-o", str(tmp_path / "a.png"), "-q").stderr == ""
    assert "대화" in run("chart", "contributions", str(path), "-f", "svg").stdout


def drawing_with(settings: bytes, folder: Path) -> subprocess.Popen[bytes]:
    """A process that draws a chart as SVG in a new folder, where its user keeps such settings for matplotlib."""
    folder.mkdir()
    (folder / "matplotlibrc").write_bytes(settings)
    words = [sys.executable, "-m", "policyscore", "chart", "contributions", f"{Path.cwd()}/{CONTRACT}", "-f", "svg"]
    environment = {**os.environ, "MPLBACKEND": "nonsense", "PYTHONPATH": str(Path.cwd())}
    return subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_what_the_user_has_set_for_matplotlib_changes_nothing(tmp_path: Path) -> None:
    odd = b"font.size: 30\nlines.color: red\nsvg.fonttype: path\n"
    with drawing_with(odd, tmp_path / "odd") as one, drawing_with(b"\xff\xfe", tmp_path / "broken") as other:
        drawn, said = one.communicate()
        _, refused = other.communicate()

    assert (one.returncode, said) == (0, b"")
    assert drawn.decode() == run("chart", "contributions", CONTRACT, "-f", "svg").stdout
    assert other.returncode == 2
    assert b"matplotlib cannot start" in refused


@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_are_cut_where_they_would_leave_the_picture() -> None:
    for name in ("HUMAN RIGHTS WATCH MONITORING OF EVERYTHING", "W" * 80, "ein kurzer Name", "국" * 60):
        for chart in every(name):
            drawn = figure(chart)
            drawn.draw_without_rendering()
            for axes in drawn.axes:
                for text in axes.texts:
                    box = text.get_window_extent()
                    assert box.x0 >= -2, text.get_text()
                    assert box.x1 <= drawn.bbox.width + 2, text.get_text()


def test_names_are_no_mathematics() -> None:
    texts = [text.get_text() for text in figure(every(NASTY)[3]).axes[0].texts]
    assert any("$x_1$" in text for text in texts)
    assert not any(text.get_parse_math() for text in figure(every(NASTY)[3]).axes[0].texts)
