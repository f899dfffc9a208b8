import logging
from pathlib import Path

import pytest
import uharfbuzz as hb
from support.sheets import a_sheet, a_template, alt_texts, pages_of
from support.snapshots import KOP

from lapkin_papers import fonts
from lapkin_papers.pdf import render

GLYPH_RUN = "ka ba u.ns pa taling ta na ba.pas na ta.pas.alt u.ns.pas la ka cecak.ns"
"""Of Noto Sans Javanese; `.notdef` would be a letter it does not have."""
NOTO = [
    font.path
    for one in fonts.script_fonts()
    for font in one.fonts.fonts()
    if font.family == "Noto Sans Javanese"
]
needs_font = pytest.mark.skipif(
    not fonts.script_fonts(), reason="no Javanese font here; run `make fonts`"
)


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KOP_FONT_JAWA", raising=False)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    monkeypatch.setattr(fonts, "DEBIAN", tmp_path / "none.ttf")


@pytest.mark.usefixtures("no_font")
def test_without_a_font_the_known_line_is_drawn_from_artwork(tmp_path: Path) -> None:
    pdf = render(a_template(tmp_path), a_sheet())

    assert alt_texts(pdf) == [KOP.aksara]


@pytest.mark.usefixtures("no_font")
def test_without_a_font_another_line_is_left_out_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kop = KOP.model_copy(update={"aksara": "ꦧꦤ꧀ꦠꦸꦭ꧀"})

    with caplog.at_level(logging.WARNING):
        pages = pages_of(render(a_template(tmp_path), a_sheet(kop)))

    assert KOP.nama in pages[0]
    assert "make fonts" in caplog.text


@pytest.mark.skipif(not NOTO, reason="no Noto Sans Javanese here; run `make fonts`")
def test_the_letters_of_the_line_join_as_they_should() -> None:
    """Taling before ta, pasangan of ba and ta below, suku joined to them, cecak on top."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(NOTO[0])))
    letters = hb.Buffer()
    letters.add_str(KOP.aksara)
    letters.guess_segment_properties()

    hb.shape(font, letters)

    run = [font.glyph_to_string(glyph.codepoint) for glyph in letters.glyph_infos]
    assert run == GLYPH_RUN.split()


@needs_font
def test_the_javanese_line_can_be_copied_exactly(tmp_path: Path) -> None:
    assert KOP.aksara in pages_of(render(a_template(tmp_path), a_sheet()))[0]


@needs_font
def test_a_font_without_the_letters_of_the_line_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kop = KOP.model_copy(update={"aksara": "日本"})

    pages = pages_of(render(a_template(tmp_path), a_sheet(kop)))

    assert KOP.nama in pages[0]
    assert "aksara.font_refused family=Noto Sans Javanese" in caplog.text
