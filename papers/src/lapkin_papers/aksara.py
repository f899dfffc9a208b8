"""The letterhead's line in Javanese script, as outlines and as text.

Shaping merges its letters into stacked clusters, and a PDF then gives syllables back twice when
the line is copied or searched. So the page shows the outlines, and letter by letter the text lies
over them unseen.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst

from lapkin_papers.fonts import ScriptFont, latin_fonts, script_fonts

log = logging.getLogger(__name__)

ARTWORK: Final = Path(__file__).with_name("kop_aksara.svg")
ARTWORK_LINE: Final = "ꦏꦧꦸꦥꦠꦺꦤ꧀ꦧꦤ꧀ꦠꦸꦭꦏꦁ"
"""The one line the artwork shows."""
DRAWING: Final = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: sys.inputs.family, size: 14pt, fallback: false, lang: "jv")
#set text(top-edge: "bounds", bottom-edge: "bounds")
#str(sys.inputs.line)
"""


@dataclass(frozen=True)
class Aksara:
    """What a document needs to print the line."""

    fonts: typst.Fonts
    family: str = ""
    """Font of the text layer; none if only the artwork is there."""
    svg: str = ""
    """Outlines; none if the line cannot be drawn at all."""


def aksara_of(line: str) -> Aksara:
    return _drawn(line, script_fonts())


@lru_cache
def _drawn(line: str, fonts: tuple[ScriptFont, ...]) -> Aksara:
    if not line:
        return Aksara(latin_fonts())
    if able := next((font for font in fonts if _can_draw(font, line)), None):
        return Aksara(able.fonts, able.family, _outlines(able, line))
    if line == ARTWORK_LINE:
        return Aksara(latin_fonts(), svg=ARTWORK.read_text())
    log.warning("aksara.omitted: no font can draw the letterhead's line, run `make fonts`")
    return Aksara(latin_fonts())


def _can_draw(font: ScriptFont, line: str) -> bool:
    """PDF/A refuses missing glyphs; old Javanese fonts put theirs on Latin letters."""
    try:
        typst.compile(
            DRAWING,
            font_paths=font.fonts,
            ignore_system_fonts=True,
            sys_inputs={"family": font.family, "line": line},
            pdf_standards=["a-2u"],
        )
    except typst.TypstError as refusal:
        log.warning("aksara.font_refused family=%s reason=%s", font.family, refusal.message)
        return False
    return True


def _outlines(font: ScriptFont, line: str) -> str:
    svg = typst.compile(
        DRAWING,
        font_paths=font.fonts,
        ignore_system_fonts=True,
        sys_inputs={"family": font.family, "line": line},
        format="svg",
    )
    return svg.decode()
