"""The report as tagged PDF/A-2a. The same snapshot and fonts give the same bytes."""

import json
import logging
from datetime import datetime, time
from pathlib import Path
from typing import Final

import typst

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import ZONE
from reporter.documents.fonts import find_aksara_font, latin_fonts
from reporter.documents.glyphs import printable
from reporter.documents.printed import printed

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).parent
ARTWORK: Final = "kop_aksara.svg"
ARTWORK_LINE: Final = "ꦏꦧꦸꦥꦠꦺꦤ꧀ꦧꦤ꧀ꦠꦸꦭꦏꦁ"
"""The one line the artwork draws."""


class DocumentFaulty(Exception):
    """Typst made a document but had something to say against it."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("; ".join(warnings))
        self.warnings = warnings


def render_pdf(snapshot: Snapshot) -> bytes:
    """Letterhead, narrative, tables, charts, signature block.

    Raises:
        DocumentFaulty: the template met content it cannot lay out without a warning.
    """
    aksara = find_aksara_font(snapshot.kop.aksara)
    compiler = typst.Compiler(
        FOLDER / "laporan.typ",
        root=FOLDER,
        font_paths=aksara.fonts if aksara else latin_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "laporan": json.dumps(_drawable(printed(snapshot).model_dump()), ensure_ascii=False),
            "aksara-font": aksara.family if aksara else "",
            "aksara-artwork": "" if aksara else _artwork(snapshot.kop.aksara),
        },
    )
    issued = datetime.combine(snapshot.tanggal, time(), ZONE)
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["a-2a"], timestamp=int(issued.timestamp())
    )
    if warnings:
        raise DocumentFaulty([warning.message for warning in warnings])
    assert isinstance(pdf, bytes)
    return pdf


def _artwork(line: str) -> str:
    if line == ARTWORK_LINE:
        return ARTWORK
    if line:
        log.warning("aksara_line.omitted reason=no font can draw it; see `make fonts`")
    return ""


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value
