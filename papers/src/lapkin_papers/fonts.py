"""Fonts for Typst: its own Latin ones, and those that may draw the letterhead's Javanese line.

No Python package brings Javanese glyphs; `make fonts` fetches them. An office with its own font
names the file in KOP_FONT_JAWA.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst

FOLDER: Final = Path(sys.prefix) / "share" / "lapkin" / "fonts"
DEBIAN: Final = Path("/usr/share/fonts/truetype/noto/NotoSansJavanese-Regular.ttf")


@dataclass(frozen=True)
class ScriptFont:
    family: str
    fonts: typst.Fonts


@lru_cache
def latin_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def script_fonts() -> tuple[ScriptFont, ...]:
    """In order of preference: the office's own file, what was installed, what Debian has."""
    loaded = (_load(file) for file in _files())
    return tuple(font for font in loaded if font is not None)


def _files() -> Iterator[Path]:
    if own := os.environ.get("KOP_FONT_JAWA"):
        yield Path(own)
    yield from sorted(FOLDER.glob("*.[ot]tf"))
    if DEBIAN.is_file():
        yield DEBIAN


@lru_cache
def _load(file: Path) -> ScriptFont | None:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(file.parent)])
    family = next((font.family for font in fonts.fonts() if font.path == str(file)), None)
    return ScriptFont(family, fonts) if family else None
