"""Fonts for Typst: its own Latin ones, and one for the Javanese line of the letterhead.

No Python package brings Javanese glyphs; `make fonts` fetches them. An office with its own font
names the file in KOP_FONT_JAWA.
"""

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst

log = logging.getLogger(__name__)

FOLDER: Final = Path(sys.prefix) / "share" / "lapkin" / "fonts"
DEBIAN: Final = Path("/usr/share/fonts/truetype/noto/NotoSansJavanese-Regular.ttf")
PROBE: Final = b"#set text(font: sys.inputs.family, fallback: false)\n#str(sys.inputs.line)"


@dataclass(frozen=True)
class AksaraFont:
    """A font that can draw the letterhead's line, ready for Typst."""

    family: str
    fonts: typst.Fonts


@lru_cache
def latin_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def find_aksara_font(line: str) -> AksaraFont | None:
    return _first_able(line, tuple(_candidates()))


@lru_cache
def _first_able(line: str, files: tuple[Path, ...]) -> AksaraFont | None:
    able = (font for file in files if (font := _load(file)) and _can_draw(font, line))
    return next(able, None)


def _candidates() -> Iterator[Path]:
    if configured := os.environ.get("KOP_FONT_JAWA"):
        yield Path(configured)
    yield from sorted(FOLDER.glob("*.[ot]tf"))
    yield DEBIAN


def _load(file: Path) -> AksaraFont | None:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(file.parent)])
    family = next((font.family for font in fonts.fonts() if font.path == str(file)), None)
    return AksaraFont(family, fonts) if family else None


def _can_draw(font: AksaraFont, line: str) -> bool:
    """PDF/A refuses missing glyphs; old Javanese fonts put theirs on Latin letters."""
    try:
        typst.compile(
            PROBE,
            font_paths=font.fonts,
            ignore_system_fonts=True,
            sys_inputs={"family": font.family, "line": line},
            pdf_standards=["a-2u"],
        )
    except typst.TypstError as refusal:
        log.warning("aksara_font.refused family=%s reason=%s", font.family, refusal.message)
        return False
    return True
