import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SCRIPT = Path(__file__).parents[3] / "deploy" / "woff_to_ttf.py"


@pytest.fixture
def woff(tmp_path: Path) -> Path:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "ka"])
    builder.setupCharacterMap({0xA98F: "ka"})
    builder.setupGlyf({".notdef": pen.glyph(), "ka": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "ka": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Contoh"})
    builder.setupPost()
    builder.font.flavor = "woff"
    builder.save(tmp_path / "contoh.woff")
    return tmp_path / "contoh.woff"


def unpack(woff: Path, ttf: Path, sha256: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), sha256, str(woff), str(ttf)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


def test_a_web_font_is_unpacked_to_the_same_tables(woff: Path, tmp_path: Path) -> None:
    ttf = tmp_path / "contoh.ttf"

    unpack(woff, ttf, hashlib.sha256(woff.read_bytes()).hexdigest())

    packed, unpacked = TTFont(woff), TTFont(ttf, checkChecksums=2)
    assert unpacked.getBestCmap() == {0xA98F: "ka"}
    assert set(unpacked.keys()) == set(packed.keys())
    assert all(unpacked.reader[tag] == packed.reader[tag] for tag in packed.reader.tables)


def test_a_file_that_is_not_the_expected_one_is_refused(woff: Path, tmp_path: Path) -> None:
    ttf = tmp_path / "contoh.ttf"

    refusal = unpack(woff, ttf, "0" * 64)

    assert refusal.returncode == 1
    assert "SHA-256 differs" in refusal.stderr
    assert not ttf.exists()
